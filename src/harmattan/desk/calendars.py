"""Announced acts as iCalendar (RFC 5545). The only user of icalendar."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from harmattan.desk.pages.ahead import Due

_PRODUCT: Final = "-//Harmattan//announced acts//EN"
# A name that nobody can own (RFC 2606).
_HOST: Final = "harmattan.invalid"


def calendar(name: str, dues: Iterable["Due"], base: str, moment: str) -> bytes:
    """Return announced acts as all-day entries. base: address of the desk; moment: in UTC, when this was made."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _printable(name))
    stamp = datetime.strptime(moment, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    for one in dues:
        made.add_component(_entry(one, base, stamp))
    written: bytes = made.to_ical()
    return written


def _entry(one: "Due", base: str, stamp: datetime):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from icalendar import Event

    row, entry = one.row, Event()
    entry.add("uid", f"{row.event.id}@{_HOST}")
    entry.add("dtstamp", stamp)
    entry.add("dtstart", date.fromisoformat(one.day))
    entry.add("dtend", date.fromisoformat(one.end))
    entry.add("summary", _printable(one.text))
    entry.add("description", _printable(f"“{row.plain_words}” ({row.outlet}, {row.published})\n{base}{row.href}"))
    entry.add("url", base + row.href)
    if row.place:
        entry.add("location", _printable(row.place))
    # Announced, not agreed; and nobody's own time.
    entry.add("status", "TENTATIVE")
    entry.add("transp", "TRANSPARENT")
    entry.add("categories", [row.event.type])
    return entry


def _printable(text: str) -> str:
    """Return text without control characters, which the format has no place for, and without half pairs."""
    kept = "".join(char if char.isprintable() or char == "\n" else " " for char in text)
    return kept.encode("utf-8", "replace").decode()
