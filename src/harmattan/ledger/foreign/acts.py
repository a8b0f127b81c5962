"""Acts: what our events and foreign rows have in common, so that they can be set side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from harmattan import dates
from harmattan.ledger.export.facts import Pair, day_of, took_place
from harmattan.records import Factuality, Foreign, ForeignParty, Party

# These took place or were said; a data set that does not tell means that they did.
_DONE: Final = frozenset({"", Factuality.ACTUAL, Factuality.PLANNED})
_VERBAL: Final = frozenset({1, 3})
# The point of a country or region says nothing of how near an act was.
_VAGUE: Final = frozenset({"country", "region"})
NOT_DONE: Final = "not an act of its time: denied, feared, still to come or told as history"
NO_TYPE: Final = "of no type or quad"


@dataclass(frozen=True, slots=True)
class Act:
    """One act of either side.

    first and end: half-open days, None if not known. actors, recipients: their countries. country: of the place.
    point: latitude and longitude, where the place is known better than to its country or region.
    """

    id: str
    first: date | None
    end: date | None
    type: str
    quad: int
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str = ""
    country: str = ""
    point: tuple[float, float] | None = None
    # Countries of all parties; kept, since matching asks for them at each pair.
    parties: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "parties", frozenset((*self.actors, *self.recipients)))

    def period(self, unit: str) -> str | None:
        """Return the ISO week or the month that holds all of its days, or None; unit is week or month."""
        if self.first is None or self.end is None:
            return None
        name = period_of(self.first, unit)
        after = end_of(name)
        return name if after and after >= self.end else None


def period_of(day: date, unit: str) -> str:
    """Return the ISO week or the month of a day."""
    return dates.week_of(day) if unit == "week" else dates.month_of(day)


def end_of(period: str) -> date | None:
    """Return the day after a week or month; None at the end of the calendar, where there is none."""
    try:
        return dates.bounds(period)[1]
    except ValueError:
        return None


def ours(pair: Pair) -> Act | str:
    """Return an event of ours as an act, or why it is none to compare."""
    article, event = pair
    if not took_place(event) or event.factuality is Factuality.HISTORICAL:
        return NOT_DONE
    day, place = day_of(article, event), event.place
    return Act(
        event.id,
        day.first,
        day.end,
        event.type,
        event.quad,
        _countries(event.actors),
        _countries(event.recipients),
        place.name if place else "",
        place.country if place else "",
        _point(place.lat, place.lon, place.resolution) if place else None,
    )


def theirs(row: Foreign) -> Act | str:
    """Return a foreign row as an act, or why it is none to compare."""
    planned = row.factuality == Factuality.PLANNED and row.quad not in _VERBAL
    if row.factuality not in _DONE or planned:
        return NOT_DONE
    if not row.quad:
        return NO_TYPE
    return Act(
        row.id,
        date.fromisoformat(row.first_day) if row.first_day else None,
        date.fromisoformat(row.end_day) if row.end_day else None,
        row.type,
        row.quad,
        _countries(row.actors),
        _countries(row.recipients),
        row.place,
        row.country,
        _point(row.lat, row.lon, row.resolution),
    )


def _countries(parties: Sequence[Party] | Sequence[ForeignParty]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party.country for party in parties if party.country))


def _point(lat: float | None, lon: float | None, resolution: str) -> tuple[float, float] | None:
    return (lat, lon) if lat is not None and lon is not None and resolution not in _VAGUE else None
