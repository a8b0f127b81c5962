"""Which events are worth a person's look: those the coder is unsure of and on which much depends.

The rank of an event is its doubt times its weight. Doubt: 1 where the confidence is at the coder's cut (what lies below
is not shown), falling to 0 at a confidence of 1. Weight: 1, and 4 times the probability of the turn that the event
carries, and .5 if one source alone tells it, and a tenth of the size of its score. The numbers are chosen, not measured.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from harmattan import dates
from harmattan.analyse.sides import Pair, Seat, Side
from harmattan.ledger import Ledger
from harmattan.ledger.acts import Act
from harmattan.ledger.query import AnyOf, Between, Query, Value
from harmattan.ledger.query.terms import Confidence
from harmattan.records import Event, Turn
from harmattan.relationships import course, gather

# What is looked at: so many of the pairs with most acts, of each so many of its newest reports, and so many of the
# newest acts that are told unsurely. It keeps making the list to some seconds on a large ledger.
PAIRS: Final = 8
REPORTS: Final = 150
UNSURE: Final = 200
# Acts of which the coder is surer than this are looked at only if they carry a turn.
BOUND: Final = 0.75
# Nothing is beyond doubt: what carries a turn stays in the list.
_LEAST: Final = 0.02
_CARRIES: Final = 4.0
_ALONE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event to look at. doubt: 0 .. 1; weight: 1 or more; why: what the weight is made of, in words."""

    event: Event
    doubt: float
    weight: float
    why: tuple[str, ...]

    @property
    def rank(self) -> float:
        """Doubt times weight."""
        return self.doubt * self.weight


def candidates(book: Ledger, cut: float) -> list[Candidate]:
    """Return the events worth a look, the one most worth it first. cut: the coder's least confidence."""
    carried = dict(_carriers(book))
    found: dict[str, Candidate] = {}
    for event, probability, words in carried.values():
        found[event.id] = _candidate(event, cut, sources=2, carries=probability, words=words)
    asked = Query((Confidence("<", BOUND), AnyOf("status", (Value("actual"),))))
    for act in book.acts(asked, limit=UNSURE):
        _, probability, words = carried.get(act.shown.id, (act.shown, 0.0, ""))
        found[act.shown.id] = _of_act(act, cut, probability, words)
    return sorted(found.values(), key=lambda one: (-one.rank, one.event.id))


def _of_act(act: Act, cut: float, probability: float, words: str) -> Candidate:
    return _candidate(act.shown, cut, sources=act.sources, carries=probability, words=words)


def _candidate(event: Event, cut: float, *, sources: int, carries: float, words: str) -> Candidate:
    doubt = max(_LEAST, min(1.0, (1 - event.confidence) / (1 - cut)))
    weight = 1 + _CARRIES * carries + _ALONE * (sources == 1) + abs(event.score) / 10
    why = (
        f"{event.confidence:.0%} sure",
        words,
        "one source alone" if sources == 1 else "",
        f"a strong score ({event.score:+.0f})" if abs(event.score) >= 7 else "",  # noqa: PLR2004
    )
    return Candidate(event, doubt, weight, tuple(filter(None, why)))


def _carriers(book: Ledger) -> Iterator[tuple[str, tuple[Event, float, str]]]:
    """Yield the events that carry a turn of one of the pairs with most acts, by id, with its probability."""
    coverage = book.coverage()
    for low, high, _ in book.pairs(PAIRS):
        pair = Pair(Side(low, (Seat(low),)), Side(high, (Seat(high),)))
        since = _since(book, pair)
        acts = gather.of_pair(book, pair, since).acts
        found = course.of_pair(acts, pair, (since, None), coverage)
        for turn in found.turns if found else ():
            yield from _of_turn(book, turn, f"carries a turn of {low} and {high}")


def _of_turn(book: Ledger, turn: Turn, words: str) -> Iterator[tuple[str, tuple[Event, float, str]]]:
    for carrier in turn.carriers:
        event = book.event(carrier.event)
        if event is not None:
            yield event.id, (event, turn.probability, words)


def _since(book: Ledger, pair: Pair) -> str | None:
    """Return the day of the last of the newest reports of a pair that are looked at; None if it has no more."""
    term = Between(*(tuple(Value(seat.text) for seat in side.seats) for side in (pair.a, pair.b)))
    newest: Sequence[Event] = book.events(Query((term,)), limit=REPORTS)
    if len(newest) < REPORTS:
        return None
    told = next((event.time.value for event in reversed(newest) if event.time and event.time.value), None)
    page = None if told else book.article(newest[-1].article)
    return _day(told) if told else (page.published.value[:10] if page and page.published else None)


def _day(value: str) -> str | None:
    try:
        return dates.bounds(value)[0].isoformat()
    except ValueError:
        return None
