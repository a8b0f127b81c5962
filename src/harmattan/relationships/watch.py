"""Hot spots of a ledger: acts of a stretch beside those before it, and armed actors nobody told of earlier."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Final

from harmattan import dates
from harmattan.analyse import hotspots
from harmattan.analyse.hotspots import Armed, Compared, Watched
from harmattan.analyse.periods import Period
from harmattan.errors import UsageError
from harmattan.ledger import Ledger
from harmattan.ledger.query import AnyOf, Query, Value
from harmattan.ledger.query.periods import OPEN
from harmattan.records import Act
from harmattan.relationships import course, gather

# What an armed actor may be asked for by (hotspots.ARMED, MILITANT).
_FIGHTERS: Final = tuple(map(Value, (*sorted(hotspots.ARMED), hotspots.MILITANT)))


@dataclass(frozen=True, slots=True)
class Spots:
    """Places, countries and actors, and the armed actors first told of in the recent stretch."""

    lists: tuple[Watched, Watched, Watched]
    armed: tuple[Armed, ...]
    rejected: int


def spots(book: Ledger, first: str, recent: str, end: str, today: str) -> tuple[Compared, Spots]:
    """Return what two stretches of days, [first, recent) and [recent, end), are divided by, and what rose. ISO days.

    today: the last day of which anything can have been read.
    """
    compared = _compared(book.coverage(), Period(first, recent), Period(recent, end), today)
    found = gather.gathered(book, _asked(AnyOf("when", (Value(f"{first}/{OPEN}"),))))
    return compared, _spots(book, compared, found.acts, first, found.rejected)


def _asked(when: AnyOf) -> list[Query]:
    """Return the queries that find acts of material conflict, and all acts of whoever may be an armed actor."""
    fighters = [Query((AnyOf(side, _FIGHTERS), when)) for side in ("actor", "recipient")]
    return [Query((AnyOf("quad", (Value("4"),)), when)), *fighters]


def _spots(book: Ledger, compared: Compared, acts: Sequence[Act], first: str, rejected: int) -> Spots:
    lists = (hotspots.places(acts, compared), hotspots.countries(acts, compared), hotspots.actors(acts, compared))
    fresh = hotspots.newly_armed(acts, compared.recent)
    return Spots(lists, tuple(_unknown_before(book, fresh, first)), rejected)


def light_spots(
    book: Ledger, first: str, recent: str, end: str, today: str, coverage: Mapping[str, int], most: int
) -> tuple[Compared, Spots]:
    """Return what spots returns, from the newest reports, at most so many of each kind, read without their words.

    Where these do not reach back to first, the past stretch begins with the day from which on they are all. coverage:
    Ledger.coverage. Raises UsageError where not even the recent stretch is in them.
    """
    found = book.light(_asked(AnyOf("when", (Value(f"{first}/{end}"),))), most=most)
    reached = max(first, found.since or "")
    if reached >= recent:
        raise UsageError(f"more than {most:,} reports since {recent}: ask for fewer days")
    compared = _compared(coverage, Period(reached, recent), Period(recent, end), today)
    return compared, _spots(book, compared, found.acts, reached, found.rejected)


def rows(found: Spots, limit: int) -> list[dict[str, Any]]:
    """Return spots and newly armed actors as plain values, at most so many of each kind."""
    spots = [
        {"row": "spot", **asdict(one), "checked": told.checked} for told in found.lists for one in told.spots[:limit]
    ]
    return [*spots, *({"row": "armed", **asdict(one)} for one in found.armed)]


def _compared(coverage: Mapping[str, int], past: Period, recent: Period, today: str) -> Compared:
    """Return two stretches with the pages read in both: to divide by if enough was read in all of them."""
    read = round(_pages(coverage, past, today)), round(_pages(coverage, recent, today))
    if all(course.dense(coverage, one) is not None for one in (past, recent)):
        return Compared(past, recent, pages=read)
    return Compared(past, recent, sparse=read if any(read) else None)


def _pages(coverage: Mapping[str, int], given: Period, today: str) -> float:
    return sum(count * _share(week, given, today) for week, count in coverage.items())


def _share(week: str, given: Period, today: str) -> float:
    """Return the part of a week's pages that falls into a stretch: they are spread over its days, up to today."""
    first, end = dates.bounds(week)
    # Nothing was read of the days to come: the week that has begun has fewer days.
    end = min(end, max(first, date.fromisoformat(today)) + timedelta(days=1))
    since, until = date.fromisoformat(given.since), date.fromisoformat(given.until)
    return max(0, (min(end, until) - max(first, since)).days) / (end - first).days


def _unknown_before(book: Ledger, armed: Iterable[Armed], first: str) -> Iterable[Armed]:
    """Yield those of whom no act before the past stretch is told either."""
    for one in armed:
        when = AnyOf("when", (Value(f"{OPEN}/{first}"),))
        earlier = (AnyOf(side, (Value(one.key),)) for side in ("actor", "recipient"))
        if not any(book.events(Query((term, when)), limit=1) for term in earlier):
            yield one
