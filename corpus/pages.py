"""Whole pages of news, invented, in which only the acts and what they name are marked, as in real news (news.py).

The batches of the corpus are dense: every other sentence tells an act. In real news most sentences tell none, and one
act is told again and again. These pages are as sparse as that, and have no lines for entities and no quotes. They only
train. ``python -m corpus.pages [FILE ...] [--against FOLDER]`` checks them; exit 1 if anything is wrong.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.check import header_problems, shared_runs
from corpus.marking import mark_problems, nearest
from corpus.markup import BATCHES, Document, MarkupError, load, read

FOLDER = Path(__file__).parent / "pages"
SHORTEST = 150  # words


def pages(folder: Path = FOLDER) -> list[Document]:
    """Return the pages of a folder, in file order, each act with the parties of its own sentence where it has any.

    Raises MarkupError.
    """
    return [_near(page) for page in load(folder)]


def _near(page: Document) -> Document:
    spans, events = nearest(page.text, page.spans, page.events)
    return replace(page, spans=tuple(spans), events=tuple(events))


def problems(page: Document) -> Iterator[str]:
    """Yield one line for each thing wrong with a page."""
    yield from header_problems(page)
    yield from mark_problems(page)
    if page.entities or page.quotes:
        yield "a line of an entity or a quote: only acts are told of here"
    if (count := len(page.text.split())) < SHORTEST:
        yield f"{count} words are no whole page"


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the files named on the command line, or all pages; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--against", type=Path, help="folder of public data to look for copied runs in")
    options = parser.parse_args(arguments)
    told: list[Document] = []
    wrong: list[str] = []
    for path in options.files or sorted(FOLDER.glob("*.txt")):
        try:
            told += read(path)
        except MarkupError as error:
            wrong.append(f"{path.name}: {error}")
    others = [] if options.files else load(BATCHES)
    ids = Counter(page.id for page in (*told, *others))
    wrong += [f"{id_}: two documents have this id" for id_, count in ids.items() if count > 1]
    wrong += [f"{page.id}: {line}" for page in told for line in problems(page)]
    wrong += shared_runs([*others, *told], options.against)
    words, acts = sum(len(page.text.split()) for page in told), sum(len(page.events) for page in told)
    empty = sum(not page.events for page in told)
    print(f"{len(told)} pages, {empty} without an act, {words} words, {acts} acts")
    print(*wrong, sep="\n", end="\n" * bool(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
