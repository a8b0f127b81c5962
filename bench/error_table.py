"""What each head gets wrong: ``python bench/error_table.py [--part dev] [--model FOLDER] [--top 8]``.

Counts over the documents of a part of the corpus: triggers missed, made up and of another type (which for which);
parties, places, times and sources of right events that are missed, made up, another phrase, or one too many or too
few; modes, contexts and factualities taken for others. Printed as Markdown tables.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.events import plain  # noqa: E402
from corpus.markup import Document, GoldEvent, load  # noqa: E402
from corpus.splits import split_documents  # noqa: E402
from harmattan.annotate.annotate import Annotator  # noqa: E402
from harmattan.annotate.encoder import Encoder  # noqa: E402
from harmattan.records import Event, Span  # noqa: E402

Table = dict[str, Counter[str]]
WAYS = ("right", "missed", "made up", "another phrase", "part of several", "both none")


def count(document: Document, found: Sequence[Event], table: Table) -> None:
    """Add the errors of one document."""
    gold = {event.id: event for event in document.events}
    marks = [(Span(mark.start, mark.end), gold[mark.id]) for mark in document.spans if mark.id in gold]
    seen: set[str] = set()
    for event in found:
        near = [answer for span, answer in marks if span.overlaps(event.trigger)]
        same = next((answer for answer in near if answer.type == event.type), None)
        if same is None:
            table["triggers"][f"{near[0].type if near else 'nothing'} taken for {event.type}"] += 1
        elif same.id not in seen:
            seen.add(same.id)
            _fields(document, same, event, table)
        seen.update(answer.id for answer in near)
    for answer in document.events:
        if answer.id not in seen:
            table["triggers"][f"{answer.type} missed"] += 1


def _fields(document: Document, gold: GoldEvent, event: Event, table: Table) -> None:
    sides = (
        ("actor", gold.actors, [party.span for party in event.actors]),
        ("recipient", gold.recipients, [party.span for party in event.recipients]),
        ("place", gold.places, [event.place.span] if event.place else []),
        ("time", (gold.time,), [event.time.span] if event.time else []),
        ("source", gold.said_by, [event.said_by.span] if event.said_by else []),
    )
    for name, ids, spans in sides:
        told = [Span(span.start, span.end) for id_ in ids if (span := document.span(id_))]
        table["spans"][f"{name} | {_way(told, [span for span in spans if span])}"] += 1
    for name, left, right in (("modes", gold.modes, event.modes), ("contexts", gold.contexts, event.contexts)):
        table[name].update(f"{one} missed" for one in set(left) - set(right))
        table[name].update(f"{one} made up" for one in set(right) - set(left))
    if gold.factuality != event.factuality:
        table["factuality"][f"{gold.factuality} taken for {event.factuality}"] += 1


def _way(told: Sequence[Span], found: Sequence[Span]) -> str:
    if not told or not found:
        return "both none" if not told and not found else "made up" if found else "missed"
    hits = sum(any(one.overlaps(other) for other in found) for one in told)
    if hits == len(told) == len(found):
        return "right"
    return "part of several" if hits else "another phrase"


def lines(table: Table, top: int) -> Iterator[str]:
    """Yield the Markdown of all tables."""
    yield "| field | " + " | ".join(WAYS) + " |"
    yield "|---" * (len(WAYS) + 1) + "|"
    for name in ("actor", "recipient", "place", "time", "source"):
        yield f"| {name} | " + " | ".join(str(table["spans"][f"{name} | {way}"]) for way in WAYS) + " |"
    for name in ("triggers", "modes", "contexts", "factuality"):
        yield ""
        yield f"{name}, the {top} commonest of {sum(table[name].values())} errors: " + ", ".join(
            f"{what} {number}" for what, number in table[name].most_common(top)
        )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--part", choices=("train", "dev", "test"), default="dev")
    parser.add_argument("--model", type=Path)
    parser.add_argument("--top", type=int, default=8)
    options = parser.parse_args()
    annotator, table = Annotator(Encoder(options.model)), defaultdict[str, Counter[str]](Counter)
    for document in getattr(split_documents(load()), options.part):
        count(document, annotator.annotate(plain(document)).events, table)
    for line in lines(table, options.top):
        print(line)


if __name__ == "__main__":
    main()
