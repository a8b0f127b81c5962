"""Today: what is new since a moment, what was corrected, which relationships changed course, and what is due."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeVar

from harmattan import dates
from harmattan.analyse.hotspots import Spot
from harmattan.desk import feeds
from harmattan.desk.door import Door
from harmattan.desk.later import Made
from harmattan.desk.pages import fresh, hotspots, moves
from harmattan.desk.pages.calendar import Listed, calendar_page
from harmattan.desk.pages.fresh import Fresh
from harmattan.desk.pages.hotspots import hotspots_page
from harmattan.desk.pages.moves import Move
from harmattan.desk.pages.queried import bar
from harmattan.errors import UsageError

T = TypeVar("T")
# Seconds that a page waits for its parts, a tenth in all.
_FIRST: Final = 0.07
_THEN: Final = 0.02
_LAST: Final = 0.005
# Days ahead that "these days" are, and hot spots named.
_DAYS: Final = 14
_SPOTS: Final = 5
# Days a reader may look back by one link; a browser seen for the first time looks back the first of them.
SPANS: Final = ((7, "7 days"), (30, "30 days"), (365, "a year"))


@dataclass(frozen=True, slots=True)
class TodayPage:
    """Everything since a moment. None: still looked for. until: from when on to look the next time; visit: whether the
    moment is that of the last visit; base: the address of the desk; fresh: whether what stands here is of the ledger's
    present state."""

    since: str
    until: str
    visit: bool
    empty: bool
    new: Fresh | None = None
    moves: tuple[Move, ...] | None = None
    due: tuple[Listed, ...] | None = None
    hot: tuple[Spot, ...] | None = None
    fresh: bool = True
    spans: tuple[tuple[str, str], ...] = ()
    base: str = ""
    template: str = "today.html"

    @property
    def title(self) -> str:
        """What the tab says."""
        return "Today"

    @property
    def looking(self) -> bool:
        """Whether something is still looked for."""
        return not self.empty and (self.new is None or self.moves is None or self.due is None or not self.fresh)

    @property
    def turned(self) -> tuple[Move, ...]:
        """Relationships that turned."""
        return tuple(one for one in self.moves or () if one.turned)

    @property
    def steady(self) -> tuple[Move, ...]:
        """The others."""
        return tuple(one for one in self.moves or () if not one.turned)

    def json(self) -> dict[str, Any]:
        """Return the machine shape; null stands for what is still looked for."""
        new = self.new
        return {
            "since": self.since,
            "until": self.until,
            "looking": self.looking,
            "new_acts": new and new.acts,
            "whole": new and new.whole,
            "relationships": new and [one.json() for one in new.groups],
            "corrections": new and [one.json() for one in new.corrections],
            "new_sources": new and [{"outlet": name, "articles": count} for name, count in new.outlets],
            "courses": None if self.moves is None else [one.json() for one in self.moves],
            "due": None if self.due is None else [one.brief for one in self.due],
            "hot": None if self.hot is None else [{"kind": one.kind, "name": one.name} for one in self.hot],
        }

    def atom(self) -> bytes:
        """Return turns, then new acts, as a feed."""
        return feeds.atom(self._feed())

    def feed_json(self) -> bytes:
        """Return turns, then new acts, as a JSON Feed."""
        return feeds.json_feed(self._feed())

    def _feed(self) -> feeds.Feed:
        # An act of three countries stands in several groups.
        groups = self.new.groups if self.new else ()
        rows = {row.event.id: row for group in groups for row in group.rows}.values()
        at = dict(self.new.at) if self.new else {}
        told = feeds.of_rows(self.base, rows, self.until, at)
        entries = [*(feeds.of_move(self.base, one) for one in self.turned), *told]
        return feeds.Feed(
            "today", "Harmattan: today", f"{self.base}/", f"{self.base}/index.atom", tuple(entries), self.until
        )


def _soon(door: Door, key: Hashable, make: Callable[[], T], seconds: float) -> Made[T] | None:
    return door.later.get((door.said, key), make, first=seconds, again=seconds)


def today_page(door: Door, since: str, *, visit: bool, base: str = "", patience: float = 1.0) -> TodayPage:
    """Return the page of what is new since a moment. What takes long is made behind it, and None until it is there.

    patience: how many times as long as a reader a program waits.
    """
    until = door.settled
    spans = tuple((days_ago(door, days)[:10], name) for days, name in SPANS)
    if door.book.is_empty():
        return TodayPage(since, until, visit, empty=True, spans=spans, base=base)
    new = _soon(door, ("new", since), lambda: fresh.fresh_since(door, since), _FIRST * patience)
    found = (
        _soon(door, ("moves", since), lambda: moves.moves(door, _present(door, since, new)), _THEN * patience)
        if new
        else None
    )
    due = _soon(door, ("due", door.today), lambda: due_soon(door), _LAST * patience)
    hot = _soon(door, ("hot", door.today), lambda: hot_spots(door), _LAST * patience)
    made = (new, found, due, hot)
    return TodayPage(
        since=since,
        until=until,
        visit=visit,
        empty=False,
        new=_value(new),
        moves=_value(found),
        due=_value(due),
        hot=_value(hot),
        fresh=all(one is None or one.fresh for one in made),
        spans=spans,
        base=base,
    )


def due_soon(door: Door) -> tuple[Listed, ...]:
    """Return what was announced for the next days, by day."""
    end = (_moment(f"{door.today}T00:00:00Z") + timedelta(days=_DAYS)).strftime("%Y-%m-%d")
    found = calendar_page(door, bar("/calendar", ""), door.today, end)
    return tuple(one for one in found.plans if one.row)


def hot_spots(door: Door) -> tuple[Spot, ...]:
    """Return the first of the hot places, countries and actors that the page of hot spots has."""
    found = hotspots_page(door, hotspots.DAYS, hotspots.SPOTS, "", "")
    return tuple(one.spot for listed in found.lists for one in listed.spots if one.spot.hot)[:_SPOTS]


def _value(made: Made[T] | None) -> T | None:
    return made.value if made else None


def _present(door: Door, since: str, new: Made[Fresh] | None) -> Fresh:
    return new.value if new and new.fresh else fresh.fresh_since(door, since)


def days_ago(door: Door, days: int) -> str:
    """Return the beginning of the day so many days ago: the same for everybody who asks on one day."""
    return back(f"{door.today}T00:00:00Z", days)


def back(moment: str, days: int) -> str:
    """Return the moment so many days before another."""
    return (_moment(moment) - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment_of(text: str) -> str:
    """Return a moment that a reader asks for: a day, a month, a year or a moment in UTC. Raises UsageError."""
    if "T" in text:
        return _moment(text).strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        return f"{dates.bounds(text)[0].isoformat()}T00:00:00Z"
    except ValueError:
        raise UsageError(
            f"since: {text[:40]!r} is no day or moment: write 2026-02-03 or 2026-02-03T12:00:00Z"
        ) from None


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise UsageError(f"since: {text[:40]!r} is no moment: write 2026-02-03T12:00:00Z") from None
