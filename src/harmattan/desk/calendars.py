"""Announced acts as iCalendar (RFC 5545). The only user of icalendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from unicodedata import category

from icalendar import Calendar, Event, Timezone, TimezoneStandard

_PRODUCT: Final = "-//Harmattan//announced acts//EN"
# A name that nobody can own (RFC 2606).
_HOST: Final = "harmattan.invalid"
_NO_PLACE: Final = ("Cc", "Zl", "Zp")


@dataclass(frozen=True, slots=True)
class AllDay:
    """An entry of whole days. id: of the act; day, end: half-open ISO days; stamp: ISO day or moment of the
    news, or of its record.

    status: TENTATIVE, CONFIRMED or CANCELLED; what is not known is empty.
    """

    id: str
    day: str
    end: str
    stamp: str
    summary: str
    description: str
    url: str = ""
    place: str = ""
    status: str = "TENTATIVE"
    category: str = ""


def written(name: str, entries: Iterable[AllDay]) -> bytes:
    """Return a calendar of entries; the same act keeps its UID."""
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", printable(name))
    for one in entries:
        made.add_component(_entry(one))
    if not made.subcomponents:
        # A calendar has one component at least (RFC 5545, 3.6).
        made.add_component(_utc())
    return bytes(made.to_ical())


def _utc() -> Timezone:
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "UTC")
    standard.add("dtstart", datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", timedelta(0))
    standard.add("tzoffsetto", timedelta(0))
    zone.add_component(standard)
    return zone


def _entry(one: AllDay) -> Any:  # noqa: ANN401  (a component of the library)
    entry = Event()
    entry.add("uid", f"{one.id}@{_HOST}")
    entry.add("dtstamp", datetime.fromisoformat(one.stamp).replace(tzinfo=UTC))
    entry.add("dtstart", date.fromisoformat(one.day))
    entry.add("dtend", date.fromisoformat(one.end))
    entry.add("summary", printable(one.summary))
    entry.add("description", printable(one.description))
    for field, value in (("url", one.url), ("location", printable(one.place))):
        if value:
            entry.add(field, value)
    entry.add("status", one.status)
    # Announced, and nobody's own time.
    entry.add("transp", "TRANSPARENT")
    entry.add("categories", [one.category])
    return entry


def printable(text: str) -> str:
    """Return text without control characters and separators of lines, which the format has no place for, and without
    half pairs. The joiners and direction marks of words stay."""
    kept = "".join(" " if category(char) in _NO_PLACE and char != "\n" else char for char in text)
    return kept.encode("utf-8", "replace").decode()
