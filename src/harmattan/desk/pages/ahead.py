"""What is due these days, and where fighting rises: short lists for the front page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from harmattan import asking
from harmattan.analyse.calendar import Entry, calendar
from harmattan.analyse.hotspots import Spot
from harmattan.analyse.phrasing import capital, plan_words
from harmattan.desk.calendars import AllDay
from harmattan.desk.door import Door
from harmattan.desk.pages import rows
from harmattan.desk.pages.rows import Row
from harmattan.ledger.query import AnyOf, Query, Value
from harmattan.relationships import ahead, watch
from harmattan.relationships.who import worded

# Days ahead that "these days" are.
_DAYS: Final = 14
_PLANS: Final = 200
_SPOTS: Final = 5
_RECENT: Final = 30
_PAST: Final = 365
# Hot spots are compared over a year of acts, each with its pages: a larger ledger takes minutes.
SMALL: Final = 20_000


@dataclass(frozen=True, slots=True)
class Due:
    """An announced act. day, end: half-open ISO days; text: in words; row: the event that tells of it."""

    day: str
    end: str
    text: str
    row: Row

    @property
    def days(self) -> str:
        """The day, or the first and the last."""
        last = date.fromisoformat(self.end) - timedelta(days=1)
        return self.day if last.isoformat() == self.day else f"{self.day} to {last.isoformat()}"

    def json(self) -> dict[str, Any]:
        """Return its machine shape."""
        return {"day": self.day, "end": self.end, "what": self.text, "event": self.row.event.id}

    def entered(self, base: str, moment: str) -> AllDay:
        """Return its entry in a calendar. base: address of the desk; moment: in UTC, when this is made."""
        row = self.row
        words = f"“{row.plain_words}” ({row.outlet}, {row.published})\n{base}{row.href}"
        return AllDay(
            id=row.event.id,
            day=self.day,
            end=self.end,
            stamp=moment.removesuffix("Z"),
            summary=self.text,
            description=words,
            url=base + row.href,
            place=row.place,
            category=row.event.type,
        )


def due_soon(door: Door) -> tuple[Due, ...]:
    """Return what was announced for the next days, by day."""
    end = (date.fromisoformat(door.today) + timedelta(days=_DAYS)).isoformat()
    when = AnyOf("when", (Value(f"{door.today}/{end}"),))
    found = due(door, Query((when,)))
    return tuple(one for one in found if one.day < end and one.end > door.today)


def due(door: Door, query: Query) -> tuple[Due, ...]:
    """Return what was announced among the events of a query and is still to come, by day. Raises UsageError."""
    acts = ahead.plans(door.book, query, asking.locate)
    coming = [one for one in calendar(acts, door.today) if one.end > door.today][:_PLANS]
    return _dues(door, coming)


def _dues(door: Door, coming: Sequence[Entry]) -> tuple[Due, ...]:
    said = worded(door.who.words, [one.act for one in coming])
    events = [event for one in coming if (event := door.book.event(one.act.id))]
    shown = {row.event.id: row for row in rows.rows(door.book, events)}
    return tuple(
        Due(one.day, one.end, capital(plan_words(one.act, lambda code: said.get(code, ""))), shown[one.act.id])
        for one in coming
        if one.act.id in shown
    )


def hot_spots(door: Door) -> tuple[Spot, ...] | None:
    """Return the hot places, countries and actors of the last 30 days against the year before; None if the ledger is
    too large to look at by the way."""
    if door.book.counts()["events"] > SMALL:
        return None
    end = date.fromisoformat(door.today) + timedelta(days=1)
    recent = end - timedelta(days=_RECENT)
    _, found = watch.spots(door.book, (recent - timedelta(days=_PAST)).isoformat(), recent.isoformat(), end.isoformat())
    return tuple(spot for one in found.lists for spot in one.spots if spot.hot)[:_SPOTS]
