"""Speed and memory of the whole line on one core: ``python bench/speed.py [PAGE ...] [--seconds 20]``.

Reads, codes and resolves the pages (by default those of examples/) again and again; nothing is kept.
Prints pages/s, sentences/s (both of processor time), what resolving adds to reading and coding, start-up and peak
memory.
"""

import argparse
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

if TYPE_CHECKING:
    from harmattan.flow import Flow


def share(flow: "Flow", pages: Sequence[str], times: int = 3) -> float:
    """Return the processor time of resolving pages over that of reading and annotating them."""
    from harmattan.read import reader

    spent = [0.0, 0.0]
    for page in [*pages] * times:
        began = time.process_time()
        article = reader.read(page)
        found = flow.annotator.annotate(article)
        coded = time.process_time()
        flow.resolver.resolve(article, found)
        spent[0] += coded - began
        spent[1] += time.process_time() - coded
    return spent[1] / spent[0]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("pages", nargs="*", type=Path)
    parser.add_argument("--seconds", type=float, default=20.0)
    options = parser.parse_args()
    pages = [
        str(page) for page in options.pages or sorted((ROOT / "examples").iterdir()) if page.suffix in {".html", ".txt"}
    ]
    began = time.perf_counter()
    from harmattan import settings
    from harmattan.flow import Flow
    from harmattan.records import Coded

    flow = Flow.load(settings.load({}))
    list(flow.read(pages[:1]))
    first = time.perf_counter() - began
    read = sentences = characters = 0
    processor = time.process_time()
    while time.process_time() - processor < options.seconds:
        for item in flow.read(pages):
            if isinstance(item, Coded):
                read += 1
                sentences += len(item.annotations.sentences)
                characters += len(item.article.text)
    used = time.process_time() - processor
    print(f"first page after {first:.2f} s, loading included")
    print(f"pages/s {read / used:.1f}  ({characters / max(1, read):,.0f} characters a page)")
    print(f"sentences/s {sentences / used:.0f}")
    print(f"resolving adds {share(flow, pages):.1%} to reading and coding a page")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
