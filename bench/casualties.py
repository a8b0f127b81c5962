"""Scores the dead, injured and arrested of rows: ``python bench/casualties.py [--part dev]``.

The corpus's documents are coded as the product does it, tellings of one act joined. A number is right if it is that of
the marked act which its row is the first to hit (type and trigger); a number of any other row is wrong, and one of an
act that no row hits is not counted.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.events import Tally, overlap, plain  # noqa: E402
from corpus.markup import Document, load  # noqa: E402
from corpus.splits import split_documents  # noqa: E402
from harmattan import settings  # noqa: E402
from harmattan.flow import Flow  # noqa: E402
from harmattan.records import Event  # noqa: E402

KINDS = ("dead", "injured", "arrested")


def score(document: Document, events: Sequence[Event], tally: Tally) -> None:
    """Add the numbers of one document."""
    gold = {event.id: event for event in document.events}
    marks = [span for span in document.spans if span.id in gold]
    seen: set[str] = set()
    for event in events:
        hit = (mark.id for mark in marks if overlap(mark, event.trigger) and gold[mark.id].type == event.type)
        act = next(hit, None)
        told = gold[act].casualties if act and act not in seen else {}
        seen.add(act or "")
        for kind in KINDS:
            given, answer = getattr(event.casualties, kind), told.get(kind, "")
            tally.add(kind, bool(answer) and given == answer, bool(given), bool(answer))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--part", choices=("dev", "test"), default="test")
    options = parser.parse_args()
    flow, tally = Flow.load(settings.load({})), Tally()
    for document in getattr(split_documents(load()), options.part):
        score(document, flow.code(plain(document)).annotations.events, tally)
    for kind in KINDS:
        print(tally.line(kind))


if __name__ == "__main__":
    main()
