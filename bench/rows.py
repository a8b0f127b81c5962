"""Scores rows of the ledger on real news: who did what to whom, by ids: ``python bench/rows.py DATA [--part dev]``.

DATA is the folder of the public sets. Whole articles are coded as the product codes them, tellings joined; a row is
right as to type if it hits a trigger of a marked act of its type that no row before it hit (a second row of one act is
wrong), as to actor or recipient if the set of ids is that of the marked parties, resolved by the same resolver. So this
measures coding, with what resolving makes of it, and not whether the resolver is right (bench/actors.py).
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.events import article_of  # noqa: E402
from bench.figures import f1  # noqa: E402
from bench.told import event_of  # noqa: E402
from corpus import news  # noqa: E402
from corpus.markup import Document, GoldSpan  # noqa: E402
from harmattan import settings  # noqa: E402
from harmattan.annotate.annotate import Annotator  # noqa: E402
from harmattan.annotate.encoder import Encoder  # noqa: E402
from harmattan.flow import Flow  # noqa: E402
from harmattan.records import Event, Party, Span, Told  # noqa: E402

_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "ASSAULT"})
FIELDS = ("type", "and actor", "and recipient", "and both", "and both countries")


WRONG = ("an act told again", "an act of another type", "no act that is marked")


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked act: its type, the triggers of all its mentions, and its parties as the resolver leaves them."""

    type: str
    triggers: tuple[Span, ...]
    event: Event


def keys(parties: Iterable[Party]) -> frozenset[str]:
    """Return what parties are known by: the id, else the name; a state and its government are one.

    Unidentified ones, whom no words name, are nobody.
    """
    named = [party for party in parties if party.span]
    return frozenset((party.entity or party.name.casefold()).replace("state:", "gov:") for party in named)


def countries(parties: Iterable[Party]) -> frozenset[str]:
    """Return the country slots of parties, empty left out."""
    return frozenset(party.country for party in parties if party.country)


def agreement(row: Event, act: Event) -> dict[str, bool]:
    """Tell which fields of a row of the right type are right."""
    actor, recipient = (
        keys(one) == keys(other) for one, other in ((row.actors, act.actors), (row.recipients, act.recipients))
    )
    whole = [(keys(one.actors) | keys(one.recipients)) for one in (row, act)]
    # Talks and fights of several are mutual, whether told as "A and B" or as "A with B".
    mutual = row.type in _MUTUAL and whole[0] == whole[1] and not (row.recipients and act.recipients)
    states = (countries(row.actors), countries(row.recipients)) == (countries(act.actors), countries(act.recipients))
    return dict(zip(FIELDS, (True, actor, recipient, mutual or (actor and recipient), mutual or states), strict=True))


def count(rows: Sequence[Event], acts: Sequence[Marked], right: Counter[str]) -> Iterator[str]:
    """Add the rows of one stretch that are right, field by field; yield a line for each with a wrong party."""
    hit: set[int] = set()
    for row in sorted(rows, key=lambda event: event.trigger.start):
        number = next((n for n, act in enumerate(acts) if n not in hit and _hits(row, act)), None)
        if number is None:
            right[_wrong(row, acts)] += 1
        else:
            hit.add(number)
            held = agreement(row, acts[number].event)
            right.update(name for name, holds in held.items() if holds)
            if not held["and both"]:
                sides = [[sorted(keys(s)) for s in (e.actors, e.recipients)] for e in (row, acts[number].event)]
                yield f"{row.article} {row.type} at {row.trigger.start}: {sides[0]} is {sides[1]}"


def _wrong(row: Event, acts: Sequence[Marked]) -> str:
    """Tell what is wrong with a row that is of no act by type."""
    if any(_hits(row, act) for act in acts):
        return WRONG[0]
    return WRONG[1] if any(row.trigger.overlaps(span) for act in acts for span in act.triggers) else WRONG[2]


def known(parties: Iterable[Party]) -> Iterator[str]:
    """Yield what is known of each party that words name: its id, or less."""
    for party in parties:
        if party.span:
            yield "id" if party.entity else "country" if party.country else "sector" if party.sectors else "nothing"


def _hits(row: Event, act: Marked) -> bool:
    return row.type == act.type and any(row.trigger.overlaps(span) for span in act.triggers)


def stretches(flow: Flow, data: Path, part: str) -> Iterator[tuple[list[Event], list[Marked]]]:
    """Yield the rows and the marked acts of each annotated stretch of an article; single sentences are left out."""
    for kept in news.rows():
        if kept["part"] != part or kept["set"] in news.SENTENCES:
            continue
        text = news.texts(data, kept["set"])[kept["id"]]
        article = article_of(f"{kept['set']} {kept['id']}", text)
        day = days(data, kept["set"]).get(kept["id"], "")
        article = replace(article, published=Told(day, "given") if day else None)
        coded = flow.code(article)
        rows = [e for e in coded.annotations.events if kept["begin"] <= e.trigger.start < kept["end"]]
        document = shifted(news.document(data, kept), kept["begin"], text)
        marks: dict[str, list[Span]] = {event.id: [] for event in document.events}
        for span in document.spans:
            if span.id in marks:
                marks[span.id].append(Span(span.start, span.end))
        bare = tuple(event_of(document, event, article) for event in document.events)
        found = flow.resolver.resolve(article, replace(coded.annotations, events=bare)).events
        acts = [
            Marked(event.type, tuple(marks[event.id]), one)
            for event, one in zip(document.events, found, strict=True)
            if marks[event.id]
        ]
        yield rows, acts


def shifted(document: Document, by: int, text: str) -> Document:
    """Return the marks of a stretch on its whole text."""
    spans = tuple(GoldSpan(one.id, one.start + by, one.end + by, one.again) for one in document.spans)
    return replace(document, text=text, spans=spans)


@cache
def days(data: Path, name: str) -> dict[str, str]:
    """Return the days of publication of a set that tells them."""
    if not news.FILES[name].endswith(".jsonl"):
        return {}
    lines = (data / news.FILES[name]).read_text(encoding="utf-8").split("\n")
    return {told["id"]: told.get("date", "") for told in map(json.loads, filter(None, lines))}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("data", type=Path, help="folder of the public sets")
    parser.add_argument("--part", choices=news.PARTS, default="dev")
    parser.add_argument("--errors", action="store_true", help="print each right type with a wrong party")
    parser.add_argument("--model", type=Path, help="model folder; the shipped one if absent")
    options = parser.parse_args()
    flow = Flow.load(settings.load({}))
    if options.model:
        flow = replace(flow, annotator=Annotator(Encoder(options.model)))
    right: Counter[str] = Counter()
    told_of: Counter[str] = Counter()
    found = told = 0
    for rows, acts in stretches(flow, options.data, options.part):
        for line in count(rows, acts, right):
            if options.errors:
                print(line)
        found, told = found + len(rows), told + len(acts)
        told_of.update(one for act in acts for one in known((*act.event.actors, *act.event.recipients)))
    print(f"{found} rows coded, {told} acts marked")
    for name in FIELDS:
        precision, recall = right[name] / max(1, found), right[name] / max(1, told)
        print(f"{name:<20} P {precision:.3f}  R {recall:.3f}  F1 {f1(right[name], found, told):.3f}")
    print("rows of the wrong type: " + ", ".join(f"{name} {right[name]}" for name in WRONG))
    kinds = ", ".join(f"{name} {number}" for name, number in told_of.most_common())
    print(f"what is known of {told_of.total()} marked parties: {kinds}")


if __name__ == "__main__":
    main()
