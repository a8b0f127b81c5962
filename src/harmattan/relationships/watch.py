"""Hot spots of a ledger: acts of a stretch beside those before it, and armed actors nobody told of earlier."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from harmattan import dates
from harmattan.analyse import hotspots
from harmattan.analyse.hotspots import Armed, Compared, Watched
from harmattan.analyse.periods import Period
from harmattan.ledger import Ledger
from harmattan.ledger.query import AnyOf, Query, Value
from harmattan.ledger.query.periods import OPEN
from harmattan.relationships import course, gather

_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class Spots:
    """Places, countries and actors, and the armed actors first told of in the recent stretch."""

    lists: tuple[Watched, Watched, Watched]
    armed: tuple[Armed, ...]
    rejected: int


def spots(book: Ledger, first: str, recent: str, end: str) -> tuple[Compared, Spots]:
    """Return what two stretches of days, [first, recent) and [recent, end), are divided by, and what rose. ISO days."""
    compared = Compared(Period(first, recent), Period(recent, end))
    compared = Compared(compared.past, compared.recent, _pages(book.coverage(), compared))
    found = gather.since(book, first)
    lists = (
        hotspots.places(found.acts, compared),
        hotspots.countries(found.acts, compared),
        hotspots.actors(found.acts, compared),
    )
    armed = hotspots.newly_armed(found.acts, compared.recent)
    return compared, Spots(lists, tuple(_unknown_before(book, armed, first)), found.rejected)


def _pages(coverage: Mapping[str, int], compared: Compared) -> tuple[int, int] | None:
    """Return the pages of both stretches, a week's spread over its days, if enough was read in all of them."""
    stretches = (compared.past, compared.recent)
    if any(course.dense(coverage, one) is None for one in stretches):
        return None
    past, recent = (round(sum(_share(week, count, one) for week, count in coverage.items())) for one in stretches)
    return past, recent


def _share(week: str, count: int, given: Period) -> float:
    first, end = dates.bounds(week)
    since, until = date.fromisoformat(given.since), date.fromisoformat(given.until)
    return count * max(0, (min(end, until) - max(first, since)).days) / _WEEK


def _unknown_before(book: Ledger, armed: Iterable[Armed], first: str) -> Iterable[Armed]:
    """Yield those of whom no act before the past stretch is told either."""
    for one in armed:
        when = AnyOf("when", (Value(f"{OPEN}/{first}"),))
        earlier = (AnyOf(side, (Value(one.key),)) for side in ("actor", "recipient"))
        if not any(book.events(Query((term, when)), limit=1) for term in earlier):
            yield one
