"""The watch list: saved queries, what is new to each since its owner last looked, and how it is told elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from harmattan import asking
from harmattan.desk import feeds, links
from harmattan.desk.door import Door
from harmattan.desk.formats import Table
from harmattan.desk.pages import rows, turning
from harmattan.desk.pages.calendar import calendar_page
from harmattan.desk.pages.fresh import MOST, changes, ranked, whole
from harmattan.desk.pages.queried import Bar, refused
from harmattan.desk.pages.relationship import Asked, relationship_page
from harmattan.desk.pages.rows import Row
from harmattan.desk.pages.today import days_ago
from harmattan.errors import UsageError
from harmattan.ledger.people.watches import Watch
from harmattan.ledger.query import Query
from harmattan.records import Event

_SHOWN: Final = 3
# Entries of a feed, and how many days back they go: readers ask for it every hour or so.
_ENTRIES: Final = 50
_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class News:
    """What is new to a watch in a stretch of record. came, changed, dropped: events, most telling first; whole: whether
    all that was recorded was looked at, and not only the newest."""

    since: str
    until: str
    came: tuple[Row, ...]
    changed: tuple[Row, ...]
    dropped: tuple[Row, ...]
    whole: bool = True

    @property
    def anything(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.came or self.changed or self.dropped or not self.whole)

    @property
    def most(self) -> int:
        """How many of the newest events were looked at where that is not all."""
        return MOST

    def json(self) -> dict[str, Any]:
        """Return its machine shape."""
        parts = {"new": self.came, "changed": self.changed, "dropped": self.dropped}
        told = {"since": self.since, "until": self.until, "whole": self.whole}
        return told | {name: [row.json() for row in found] for name, found in parts.items()}


def query_of(door: Door, line: str) -> Query:
    """Return the query of a watch. Raises UsageError for a wrong one, one that the ledger cannot answer, and one of the
    past, where nothing is new."""
    found = asking.query(line)
    if found.as_of:
        raise UsageError("a watch looks at what is new: leave as_of out")
    if problem := refused(door, found):
        raise UsageError(problem)
    return found


def news(door: Door, line: str, since: str, until: str) -> News:
    """Return what is new to a query after one moment and up to another. Raises UsageError for a query that is wrong."""
    told = changes(door, query_of(door, line), since, until, asking.locate)
    came = _rows(door, [one.event for one in told if one.was is None])
    changed = _rows(door, [one.event for one in told if one.was and one.now])
    dropped = _rows(door, [one.event for one in told if one.now is None])
    return News(since, until, came, changed, dropped, whole(door, since, until))


def _rows(door: Door, events: Sequence[Event]) -> tuple[Row, ...]:
    """Return each act once, by its most telling report."""
    wholes = door.book.acts_of([event.id for event in events])
    best: dict[str, Event] = {}
    for event in ranked(events):
        best.setdefault(wholes.get(event.id, event.id), event)
    return rows.rows(door.book, list(best.values()))


@dataclass(frozen=True, slots=True)
class Item:
    """A watch on the list. news: what is new to it, None while that is looked for; error: why its query is wrong."""

    watch: Watch
    news: News | None = None
    error: str = ""

    @property
    def href(self) -> str:
        """Its own page."""
        return address(self.watch)

    @property
    def shown(self) -> tuple[Row, ...]:
        """The most telling of what is new."""
        return self.news.came[:_SHOWN] if self.news else ()

    @property
    def all(self) -> str:
        """The page with everything it finds."""
        return links.events(self.watch.line)

    @property
    def relationship(self) -> str:
        """The relationship, if it watches a pair, else ""."""
        try:
            pair = turning.pair_of(asking.query(self.watch.line))
        except UsageError:
            return ""
        return links.relationship(*pair) if pair else ""

    def json(self) -> dict[str, Any]:
        """Return its machine shape, without the secret of its webhook."""
        told = {"id": self.watch.id, "name": self.watch.name, "query": self.watch.line, "seen_at": self.watch.seen_at}
        return told | {"news": self.news.json() if self.news else None, "error": self.error or None}


@dataclass(frozen=True, slots=True)
class WatchListPage:
    """All watches of one reader. line, name: what the form to add one is filled with; error: why it was refused."""

    items: tuple[Item, ...]
    line: str = ""
    name: str = ""
    error: str = ""
    template: str = "watches.html"
    title: str = "Watch list"

    @property
    def looking(self) -> bool:
        """Whether something is still looked for."""
        return any(one.news is None and not one.error for one in self.items)

    def json(self) -> dict[str, Any]:
        """Return the machine shape."""
        return {"watches": [one.json() for one in self.items]}

    def table(self) -> Table:
        """Return the list with counts."""
        cells = (
            (one.watch.id, one.watch.name, one.watch.line, one.watch.seen_at, len(one.news.came) if one.news else None)
            for one in self.items
        )
        return Table(("id", "name", "query", "seen_at", "new"), tuple(cells))


@dataclass(frozen=True, slots=True)
class WatchPage:
    """One watch, with everything new to it; own: whether its settings are shown: it is on the list of who looks,
    and that is a person and no key; base: address of the desk."""

    door: Door
    item: Item
    bar: Bar
    own: bool
    base: str
    moment: str
    template: str = "watch.html"

    @property
    def title(self) -> str:
        """Its name."""
        return self.item.watch.name

    def json(self) -> dict[str, Any]:
        """Return the machine shape."""
        return self.item.json()

    def table(self) -> Table:
        """Return what is new as rows."""
        return rows.table(self.item.news.came if self.item.news else ())

    def atom(self) -> bytes:
        """Return what was recorded lately as a feed; of a pair, its turns too."""
        return feeds.atom(self._feed())

    def feed_json(self) -> bytes:
        """Return the same as a JSON Feed."""
        return feeds.json_feed(self._feed())

    def ics(self) -> bytes:
        """Return what is announced among the events that it finds."""
        coming = calendar_page(self.door, self.bar, self.door.today, "")
        return replace(coming, name=self.title, base=self.base).ics()

    def _feed(self) -> feeds.Feed:
        link = self.base + self.item.href
        entries = tuple(_entries(self.door, self.item.watch, self.bar, self.base, self.moment))
        return feeds.Feed(f"watch:{self.item.watch.id}", self.title, link, f"{link}.atom", entries, self.moment)


def _entries(door: Door, watch: Watch, asked: Bar, base: str, moment: str) -> list[feeds.Entry]:
    since = days_ago(door, _DAYS)
    lately = door.cache.get(("lately", watch.line, since), lambda: news(door, watch.line, since, moment)).came
    at = door.book.recorded([row.event.id for row in lately])
    newest = sorted(lately, key=lambda row: (at.get(row.event.id, ""), row.event.id), reverse=True)[:_ENTRIES]
    pair = turning.pair_of(asked.query)
    turned = turning.entries_of(base, relationship_page(door, *pair, Asked()).turns) if pair else ()
    return [*turned, *feeds.of_rows(base, newest, moment, at)]


def address(watch: Watch) -> str:
    """Return the address of a watch."""
    return f"/watch/{watch.id}"


def item(door: Door, watch: Watch, seconds: float) -> Item:
    """Return a watch with what is new to it, waiting so long for it."""
    since, until = watch.seen_at, door.settled
    key = ("watch", watch.line, since)
    try:
        query_of(door, watch.line)
        made = door.later.get((door.said, key), lambda: _looked(door, watch.line, since), first=seconds, again=seconds)
    except UsageError as error:
        return Item(watch, None, str(error))
    if made is None:
        return Item(watch, None)
    # Nothing was appended since it was made: so far its reader has seen all.
    return Item(watch, replace(made.value, until=until) if made.fresh else made.value)


def _looked(door: Door, line: str, since: str) -> News:
    """Return what is new up to now; until: the moment up to which that is all."""
    until = door.settled
    return replace(news(door, line, since, door.clock()), until=until)


def watch_list(door: Door, owner: str, line: str = "", name: str = "", error: str = "") -> WatchListPage:
    """Return the list of an owner. Raises LedgerError."""
    found = door.watches.all(owner)
    items = tuple(item(door, one, 0.1 if at == 0 else 0.005) for at, one in enumerate(found))
    return WatchListPage(items, line, name, error)
