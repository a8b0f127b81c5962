"""Scores the judgement of a page's subject: ``python bench/subject.py DATA [--show] [--folds 5] [--seed 0]``.

DATA is the folder of the public sets. The pages of LGL and news_pages were labelled by a reader (train/subjects.toml);
each page that is learned from is judged by a fit that did not see its fold. The corpus's dev and test documents and
wire_news are judged by the fit on all pages, which does not learn from them (the encoder has read wire_news). A page
too short to be judged counts as kept.
Prints, for each limit, how many pages are kept and, of LGL and news_pages, how many of the acts coded there, without
those pages of LGL that the encoder was taught as having none.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

# As harmattan.annotate says it, which is imported after numpy here.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.events import plain  # noqa: E402
from corpus.markup import load  # noqa: E402
from corpus.splits import split_documents  # noqa: E402
from harmattan.annotate import subject  # noqa: E402
from harmattan.annotate.annotate import Annotator  # noqa: E402
from harmattan.annotate.decode import Thresholds  # noqa: E402
from harmattan.annotate.encoder import Encoder  # noqa: E402
from harmattan.read.reader import from_text  # noqa: E402
from train.sources import quiet  # noqa: E402
from train.subject import Page, fit, json_lines, pages  # noqa: E402

LIMITS = (0.05, 0.1)
WIRE = "wire_news.jsonl"
# Their acts are counted: of the other sets no page should be dropped at all.
COUNTED = frozenset({"lgl", "news_pages"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A page, its mean state, its word pieces, the acts coded there, and how likely it tells of something political."""

    page: Page
    state: subject.Numbers
    pieces: int
    acts: int
    likely: float = 1.0

    def kept(self, limit: float) -> bool:
        """Whether its acts are coded at a limit."""
        return self.pieces < subject.LEAST_PIECES or self.likely >= limit


def unseen(data: Path) -> Iterator[Page]:
    """Yield the pages that the fit does not learn from."""
    parts = split_documents(load())
    for name, documents in (("dev", parts.dev), ("test", parts.test)):
        yield from (Page(f"corpus {name}", item.id, True, plain(item)) for item in documents if item.events)
    yield from (Page("wire_news", name, None, from_text(text, name)) for name, text in json_lines(data / WIRE))


def read(annotator: Annotator, found: Iterator[Page], taught: frozenset[str]) -> Iterator[Judged]:
    """Yield the pages with their states and, where they are counted, their acts; not of pages taught as having none."""
    for page in found:
        whole = subject.together(annotator.passages(page.article))
        counted = page.source in COUNTED and page.name not in taught
        acts = len(annotator.annotate(page.article).events) if counted else 0
        yield Judged(page, whole.total / whole.pieces, whole.pieces, acts)


def judged(learned: Sequence[Judged], others: Sequence[Judged]) -> Iterator[Judged]:
    """Judge pages by a fit on those of the others that have a label."""
    known = [one for one in others if one.page.political is not None]
    made = fit(np.array([one.state for one in known]), [bool(one.page.political) for one in known])
    for one in learned:
        likely = made.probability(one.state)
        yield Judged(one.page, one.state, one.pieces, one.acts, likely)


def cross_validated(learned: Sequence[Judged], folds: int, seed: int) -> Iterator[Judged]:
    """Judge each page by a fit on the other folds."""
    fold = np.random.default_rng(seed).integers(0, folds, len(learned))
    for k in range(folds):
        held = [one for one, mine in zip(learned, fold, strict=True) if mine == k]
        yield from judged(held, [one for one, mine in zip(learned, fold, strict=True) if mine != k])


def other_sources(learned: Sequence[Judged]) -> Iterator[Judged]:
    """Judge the labelled sets each by a fit that saw no page of it."""
    for source in sorted(COUNTED):
        held = [one for one in learned if one.page.source == source]
        yield from judged(held, [one for one in learned if one.page.source != source])


def lines(found: Sequence[Judged]) -> Iterator[str]:
    """Yield a line for each set and label: pages and acts kept at each limit."""
    names = {True: "political", None: "mixed", False: "other"}
    groups = dict.fromkeys((one.page.source, one.page.political) for one in found)
    for source, political in groups:
        mine = [one for one in found if (one.page.source, one.page.political) == (source, political)]
        yield f"{source:<12} {'' if source == 'wire_news' else names[political]:<10} " + "  ".join(
            _kept(mine, limit) for limit in LIMITS
        )


def _kept(mine: Sequence[Judged], limit: float) -> str:
    kept = [one for one in mine if one.kept(limit)]
    counted = f", acts {sum(one.acts for one in kept)}/{sum(one.acts for one in mine)}"
    acts = counted if mine[0].page.source in COUNTED else ""
    return f"at {limit}: pages {len(kept)}/{len(mine)} ({len(kept) / len(mine):.3f}){acts}"


def shown(found: Sequence[Judged]) -> Iterator[str]:
    """Yield the first words of each page that the higher limit drops, surest first."""
    for one in sorted(found, key=lambda one: one.likely):
        if not one.kept(max(LIMITS)):
            yield f"  {one.likely:.3f} {one.page.name} {' '.join(one.page.article.text.split())[:110]}"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("data", type=Path, help="folder of the public sets")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", action="store_true", help="first words of the pages of wire_news that are dropped")
    options = parser.parse_args()
    annotator = Annotator(Encoder(), limits=Thresholds(subject=0.0))
    taught = frozenset(document.id for document in quiet(options.data))
    learned = list(read(annotator, pages(options.data, split_documents(load()).train), taught))
    new = list(judged(list(read(annotator, unseen(options.data), taught)), learned))
    print(f"by {options.folds}-fold cross-validation:")
    print("\n".join(lines(list(cross_validated(learned, options.folds, options.seed)))))
    print("not learned from by the fit:")
    print("\n".join(lines(new)))
    print("judged by a fit on the other sets alone:")
    print("\n".join(lines(list(other_sources(learned)))))
    if options.show:
        print("\n".join(shown([one for one in new if one.page.source == "wire_news"])))


if __name__ == "__main__":
    main()
