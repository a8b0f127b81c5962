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

from bench.events import article_of, plain  # noqa: E402
from bench.figures import f1  # noqa: E402
from bench.told import event_of  # noqa: E402
from corpus import news  # noqa: E402
from corpus.markup import Document, GoldSpan, load  # noqa: E402
from corpus.splits import split_documents  # noqa: E402
from harmattan import settings  # noqa: E402
from harmattan.annotate.annotate import Annotator  # noqa: E402
from harmattan.annotate.encoder import Encoder  # noqa: E402
from harmattan.flow import Flow  # noqa: E402
from harmattan.records import Coded, Event, Party, Span, Told  # noqa: E402

_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "ASSAULT"})
FIELDS = ("type", "and actor", "and recipient", "and both", "and both countries")


SURE = ("row_confidence", "confidence")
LEVELS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6)
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


def compared(rows: Sequence[Event], acts: Sequence[Marked]) -> Iterator[tuple[Event, Marked | None]]:
    """Yield the rows of one stretch with the act of their type that each is the first to hit, if any."""
    hit: set[int] = set()
    for row in sorted(rows, key=lambda event: event.trigger.start):
        number = next((n for n, act in enumerate(acts) if n not in hit and _hits(row, act)), None)
        if number is not None:
            hit.add(number)
        yield row, None if number is None else acts[number]


def count(rows: Sequence[Event], acts: Sequence[Marked], right: Counter[str]) -> Iterator[str]:
    """Add the rows of one stretch that are right, field by field; yield a line for each with a wrong party."""
    for row, act in compared(rows, acts):
        if act is None:
            right[_wrong(row, acts)] += 1
            continue
        held = agreement(row, act.event)
        right.update(name for name, holds in held.items() if holds)
        if not held["and both"]:
            sides = [[sorted(keys(s)) for s in (e.actors, e.recipients)] for e in (row, act.event)]
            yield f"{row.article} {row.type} at {row.trigger.start}: {sides[0]} is {sides[1]}"


def whole(rows: Sequence[Event], acts: Sequence[Marked]) -> Iterator[tuple[Event, bool]]:
    """Yield the rows of one stretch, and whether each is right in type and both sides."""
    for row, act in compared(rows, acts):
        yield row, act is not None and agreement(row, act.event)["and both"]


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


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text, in which every act is marked: its rows and its acts."""

    text: str
    rows: list[Event]
    acts: list[Marked]


def stretches(flow: Flow, data: Path, part: str) -> Iterator[Stretch]:
    """Yield each annotated stretch of the real articles; single sentences are left out."""
    for kept in news.rows():
        if kept["part"] != part or kept["set"] in news.SENTENCES:
            continue
        text = news.texts(data, kept["set"])[kept["id"]]
        article = article_of(f"{kept['set']} {kept['id']}", text)
        day = days(data, kept["set"]).get(kept["id"], "")
        article = replace(article, published=Told(day, "given") if day else None)
        coded = flow.code(article)
        rows = [e for e in coded.annotations.events if kept["begin"] <= e.trigger.start < kept["end"]]
        yield Stretch(text, rows, marked(flow, shifted(news.document(data, kept), kept["begin"], text), coded))


def passages(flow: Flow, part: str) -> Iterator[Stretch]:
    """Yield each document of a part of the corpus."""
    for document in getattr(split_documents(load()), part):
        coded = flow.code(plain(document))
        yield Stretch(document.text, list(coded.annotations.events), marked(flow, document, coded))


def marked(flow: Flow, document: Document, coded: Coded) -> list[Marked]:
    """Return the marked acts of a document, their parties resolved with all that the coder saw on the page."""
    marks: dict[str, list[Span]] = {event.id: [] for event in document.events}
    for span in document.spans:
        if span.id in marks:
            marks[span.id].append(Span(span.start, span.end))
    bare = tuple(event_of(document, event, coded.article) for event in document.events)
    found = flow.resolver.resolve(coded.article, replace(coded.annotations, events=bare)).events
    return [
        Marked(event.type, tuple(marks[event.id]), one)
        for event, one in zip(document.events, found, strict=True)
        if marks[event.id]
    ]


def shifted(document: Document, by: int, text: str) -> Document:
    """Return the marks of a stretch on its whole text."""
    spans = tuple(GoldSpan(one.id, one.start + by, one.end + by, one.again) for one in document.spans)
    return replace(document, text=text, spans=spans)


def told_sure(rows: Sequence[tuple[Event, bool]]) -> Iterator[str]:
    """Yield what a row's confidence is worth: how well it ranks, and the share of right ones from a level on."""
    told = [(event, right) for event, right in rows if event.row_confidence is not None]
    ranked = {name: area([(getattr(event, name), right) for event, right in told]) for name in SURE}
    yield "area under the curve, both sides right: " + ", ".join(f"{name} {area:.3f}" for name, area in ranked.items())
    for least in LEVELS:
        kept = [(event.row_confidence or 0.0, right) for event, right in told if (event.row_confidence or 0.0) >= least]
        if kept:
            mean, share = (sum(one[at] for one in kept) / len(kept) for at in (0, 1))
            yield f"rows from {least:.1f} on: {len(kept)} of {len(told)}, said {mean:.3f}, right {share:.3f}"


def area(scored: Sequence[tuple[float, bool]]) -> float:
    """Return how often a right one has a higher score than a wrong one, a tie counting half; 0 where one kind lacks."""
    right, wrong = ([score for score, holds in scored if holds is kind] for kind in (True, False))
    above = sum((one > other) + (one == other) / 2 for one in right for other in wrong)
    return above / max(1, len(right) * len(wrong))


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
    sure: list[tuple[Event, bool]] = []
    found = told = 0
    for one in stretches(flow, options.data, options.part):
        sure += whole(one.rows, one.acts)
        for line in count(one.rows, one.acts, right):
            if options.errors:
                print(line)
        found, told = found + len(one.rows), told + len(one.acts)
        told_of.update(kind for act in one.acts for kind in known((*act.event.actors, *act.event.recipients)))
    print(f"{found} rows coded, {told} acts marked")
    for name in FIELDS:
        precision, recall = right[name] / max(1, found), right[name] / max(1, told)
        print(f"{name:<20} P {precision:.3f}  R {recall:.3f}  F1 {f1(right[name], found, told):.3f}")
    for line in told_sure(sure):
        print(line)
    print("rows of the wrong type: " + ", ".join(f"{name} {right[name]}" for name in WRONG))
    kinds = ", ".join(f"{name} {number}" for name, number in told_of.most_common())
    print(f"what is known of {told_of.total()} marked parties: {kinds}")


if __name__ == "__main__":
    main()
