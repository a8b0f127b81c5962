"""Which events are worth a person's look: those the coder is unsure of and on which much depends.

The rank of an event is its doubt times its weight. Doubt: how likely its type, an actor or a recipient is wrong; where
that was not reckoned, 1 where the confidence is at the coder's cut (what lies below is not shown), falling to 0 at a
confidence of 1. Weight: 1, and 4 times the probability of the turn that the event
carries, and .5 if one report alone tells it, and a tenth of the size of its score. The numbers are chosen, not
measured.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from harmattan import dates
from harmattan.analyse.sides import Pair, Seat, Side
from harmattan.ledger import Ledger
from harmattan.ledger.query import AnyOf, Between, Query, Value
from harmattan.ledger.query.terms import Confidence
from harmattan.records import Event, Turn
from harmattan.relationships import course, gather

# What is looked at: so many of the pairs with most acts, of each so many of its newest reports, and so many of the
# newest reports that the coder is unsure of. It keeps making the list to some seconds on a large ledger.
PAIRS: Final = 6
REPORTS: Final = 120
UNSURE: Final = 200
# Acts of which the coder is surer than this are looked at only if they carry a turn: of all of a row, and where that
# was not reckoned of its type.
WHOLE: Final = 0.6
BOUND: Final = 0.75
# Nothing is beyond doubt: what carries a turn stays in the list.
_LEAST: Final = 0.02
_CARRIES: Final = 4.0
_ALONE: Final = 0.5
_STRONG: Final = 7

# An event, the probability of the turn it carries, and words that say so.
Carrying = tuple[Event, float, str]
Carried = Mapping[str, Carrying]


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


def candidates(book: Ledger, cut: float, carried: Carried) -> list[Candidate]:
    """Return the events worth a look, the one most worth it first. cut: the coder's least confidence; carried: of
    carriers, which takes longer and may be older."""
    actual = AnyOf("status", (Value("actual"),))
    bounds = (Confidence("<", WHOLE, "row"), Confidence("<", BOUND))
    asked = (book.events(Query((bound, actual)), limit=UNSURE) for bound in bounds)
    unsure = {event.id: event for found in asked for event in found}
    everything = unsure | {id_: event for id_, (event, _, _) in carried.items()}
    acts = book.acts_of(everything)
    reports = book.reports_of(set(acts.values()))
    once: dict[str, Candidate] = {}
    for id_, event in everything.items():
        _, probability, words = carried.get(id_, (event, 0.0, ""))
        alone = len(reports.get(acts.get(id_, ""), ())) <= 1
        once[acts.get(id_, id_)] = _candidate(event, cut, alone=alone, carries=probability, words=words)
    return sorted(once.values(), key=lambda one: (-one.rank, one.event.id))


def _candidate(event: Event, cut: float, *, alone: bool, carries: float, words: str) -> Candidate:
    whole = event.row_confidence
    doubt = (1 - event.confidence) / (1 - cut) if whole is None else 1 - whole
    weight = 1 + _CARRIES * carries + _ALONE * alone + abs(event.score) / 10
    strong = f"a strong score ({event.score:+.0f})".replace("-", "−") if abs(event.score) >= _STRONG else ""
    why = (sure(event), words, "one report alone" if alone else "", strong)
    return Candidate(event, max(_LEAST, min(1.0, doubt)), weight, tuple(filter(None, why)))


def sure(event: Event) -> str:
    """Return how sure the coder is of an event, in words."""
    whole = "" if event.row_confidence is None else f", with its parties {event.row_confidence:.0%}"
    return f"{event.confidence:.0%} sure{whole}"


def carriers(book: Ledger) -> Carried:
    """Return the events that carry a turn of one of the pairs with most acts, by id. It reads some hundred pages."""
    return dict(_carriers(book))


def _carriers(book: Ledger) -> Iterator[tuple[str, Carrying]]:
    coverage = book.coverage()
    for low, high, _ in book.pairs(PAIRS):
        pair = Pair(Side(low, (Seat(low),)), Side(high, (Seat(high),)))
        since = _since(book, pair)
        acts = gather.of_pair(book, pair, since).acts
        found = course.of_pair(acts, pair, (since, None), dict(coverage.of(gather.outlets(book, pair))))
        for turn in found.turns if found else ():
            yield from _of_turn(book, turn, f"carries a turn of {low} and {high}")


def _of_turn(book: Ledger, turn: Turn, words: str) -> Iterator[tuple[str, Carrying]]:
    for carrier in turn.carriers:
        event = book.event(carrier.event)
        if event is not None:
            yield event.id, (event, turn.probability, words)


def _since(book: Ledger, pair: Pair) -> str | None:
    """Return the day of the last of the newest reports of a pair that are looked at; None if it has no more."""
    a, b = (tuple(Value(seat.text) for seat in side.seats) for side in (pair.a, pair.b))
    newest: Sequence[Event] = book.events(Query((Between(a, b),)), limit=REPORTS)
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
