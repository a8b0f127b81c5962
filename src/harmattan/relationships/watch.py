"""Hot spots of a ledger: acts of a stretch beside those before it, and armed actors nobody told of earlier."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from harmattan import dates
from harmattan.analyse import hotspots
from harmattan.analyse.hotspots import Armed, Compared, Watched
from harmattan.analyse.periods import Period
from harmattan.errors import UsageError
from harmattan.ledger import Ledger
from harmattan.ledger.query import AnyOf, Query, Value
from harmattan.ledger.query.periods import OPEN
from harmattan.records import Act, Factuality
from harmattan.relationships import course, gather

_WEEK: Final = 7
# What an armed actor may be asked for by (hotspots.ARMED, MILITANT).
_FIGHTERS: Final = tuple(map(Value, (*sorted(hotspots.ARMED), hotspots.MILITANT)))


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
    return compared, _spots(book, compared, found.acts, found.acts, first, found.rejected)


def _spots(
    book: Ledger, compared: Compared, acts: Sequence[Act], armed: Sequence[Act], first: str, rejected: int
) -> Spots:
    lists = (hotspots.places(acts, compared), hotspots.countries(acts, compared), hotspots.actors(acts, compared))
    fresh = hotspots.newly_armed(armed, compared.recent)
    return Spots(lists, tuple(_unknown_before(book, fresh, first)), rejected)


def light_spots(
    book: Ledger, first: str, recent: str, end: str, coverage: Mapping[str, int], most: int
) -> tuple[Compared, Spots]:
    """Return what spots returns, from the newest reports, at most so many of each kind, read without their words.

    Where these do not reach back to first, the past stretch begins with the day from which on they are all. coverage:
    Ledger.coverage. Raises UsageError where not even the recent stretch is in them.
    """
    when = AnyOf("when", (Value(f"{first}/{end}"),))
    kind = (AnyOf("quad", (Value("4"),)), AnyOf("status", (Value(str(Factuality.ACTUAL)),)))
    found = book.light([Query((*kind, when))], most=most)
    armed = book.light([Query((AnyOf(side, _FIGHTERS), when)) for side in ("actor", "recipient")], most=most)
    reached = max(first, found.since or "", armed.since or "")
    if reached >= recent:
        raise UsageError(f"more than {most:,} reports since {recent}: ask for fewer days")
    compared = Compared(Period(reached, recent), Period(recent, end))
    compared = Compared(compared.past, compared.recent, _pages(coverage, compared))
    rejected = found.rejected + armed.rejected
    return compared, _spots(book, compared, found.acts, armed.acts, reached, rejected)


def rows(found: Spots, limit: int) -> list[dict[str, Any]]:
    """Return spots and newly armed actors as plain values, at most so many of each kind."""
    spots = [
        {"row": "spot", **asdict(one), "checked": told.checked} for told in found.lists for one in told.spots[:limit]
    ]
    return [*spots, *({"row": "armed", **asdict(one)} for one in found.armed)]


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
