"""Prints random events with their sentences, to be read by eye: ``python bench/sample.py FILE.jsonl [--count 40]``.

FILE holds lines {"id", "date", "text"}. The same file, model and seed give the same events.
"""

import argparse
import random
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from harmattan import settings  # noqa: E402
from harmattan.cli.article_view import lines_of  # noqa: E402
from harmattan.flow import Flow  # noqa: E402


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    flow = Flow.load(settings.load({}))
    coded = [flow.code_line(line)[1] for line in options.file.read_bytes().splitlines() if line.strip()]
    events = [(item.article, event) for item in coded for event in item.annotations.events]
    chosen = random.Random(options.seed).sample(events, min(options.count, len(events)))
    for number, (article, event) in enumerate(chosen, start=1):
        print(f"\n{number}. {article.source}")
        for line in lines_of(article, event):
            print(line)


if __name__ == "__main__":
    main()
