"""The list of events: what a query finds, newest act first, with counts of what it has in common."""

import base64
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import islice
from typing import Any, Final

from harmattan import asking
from harmattan.desk import feeds, links, words
from harmattan.desk.door import Door
from harmattan.desk.formats import File
from harmattan.desk.pages import rows
from harmattan.desk.pages.queried import Bar
from harmattan.desk.pages.rows import Row
from harmattan.errors import UsageError
from harmattan.exporting import Cut, chosen
from harmattan.ledger.query.facets import Facets

# Rows of a page; a reader asks for more by the cursor.
ROWS: Final = 50
MOST: Final = 500
# Reports that a file is made of; more come with harmattan export, which holds nothing in memory.
IN_FILE: Final = 5_000
_SHOWN: Final = 8
# Facets of the ledger, the field of the query line that each adds to, and what a reader calls it.
_FACETS: Final = (
    ("type", "act", "Type"),
    ("factuality", "status", "Status"),
    ("actor", "actor", "Actor"),
    ("recipient", "recipient", "Recipient"),
    ("place", "place", "Place"),
    ("source", "source", "Outlet"),
)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet. share: of the commonest value; href: the page with it added to the query."""

    name: str
    label: str
    count: int
    share: float
    href: str


@dataclass(frozen=True, slots=True)
class Facet:
    """What the events have in common: the commonest values, how many more there are, and the counts of all."""

    name: str
    label: str
    values: tuple[Value, ...]
    more: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class EventsPage:
    """Events that a query finds. next: the cursor of the page after, "" at the end; counted: acts or reports that the
    facets count; whole: whether those are all that fit."""

    door: Door
    bar: Bar
    rows: tuple[Row, ...]
    next: str = ""
    facets: tuple[Facet, ...] = ()
    months: tuple[Value, ...] = ()
    counted: int = 0
    whole: bool = True
    moment: str = ""
    base: str = ""
    template: str = "events.html"

    @property
    def title(self) -> str:
        """What the tab says."""
        return f"Events {self.bar.line}".strip()

    def json(self) -> dict[str, Any]:
        """Return the events in the machine shape, the facets and the cursor of the next page."""
        return {
            "query": self.bar.line,
            "by": self.bar.by,
            "as_of": self.bar.query.as_of or self.moment,
            "events": [row.json() for row in self.rows],
            "next": self.next or None,
            "facets": {facet.name: facet.counts for facet in self.facets},
            "counted": self.counted,
            "whole": self.whole,
        }

    @property
    def complete(self) -> bool:
        """Whether no rows come after these."""
        return not self.next

    @property
    def partial(self) -> str:
        """What the files hold, where that is not everything."""
        if not self.next:
            return ""
        return (
            f"csv, parquet, geojson and bib hold the newest {IN_FILE:,} reports that fit at most; the others, the rows "
            "of this page. harmattan export holds all of them."
        )

    def csv(self) -> File:
        """Return what the query finds as harmattan export csv writes it."""
        return self._exported("table")

    def parquet(self) -> File:
        """Return what the query finds as harmattan export parquet writes it."""
        return self._exported("parquet")

    def geojson(self) -> File:
        """Return what the query finds as harmattan export geojson writes it."""
        return self._exported("geojson")

    def bib(self) -> File:
        """Return the articles as BibTeX."""
        return self._exported("bibtex")

    def atom(self) -> bytes:
        """Return the rows of this page as a feed."""
        return feeds.atom(self._feed())

    def feed_json(self) -> bytes:
        """Return the rows of this page as a JSON Feed."""
        return feeds.json_feed(self._feed())

    def _feed(self) -> feeds.Feed:
        at = self.door.book.recorded([row.event.id for row in self.rows])
        entries = tuple(feeds.of_rows(self.base, self.rows, self.moment, at))
        address = self.base + links.listed("/events", self.bar.line)
        own = self.base + links.listed("/events.atom", self.bar.line)
        return feeds.Feed(f"events:{self.bar.line}", f"Harmattan: {self.title}", address, own, entries, self.moment)

    def _exported(self, name: str) -> File:
        cut = Cut(IN_FILE)
        pairs, options = chosen(self.door.book, self.bar.query, self.bar.by, with_text=True, cut=cut)
        out = io.BytesIO()
        import_module(f"harmattan.ledger.export.{name}").write(pairs, out, options)
        return File(_noted(out.getvalue(), name) if cut.more else out.getvalue(), not cut.more)


def _noted(made: bytes, name: str) -> bytes:
    """Return a file that was cut with a note that says so, where its format has a place for one."""
    note = f"cut: only the newest {IN_FILE:,} reports that fit were looked at"
    if name == "bibtex":
        return made + f"@comment{{{note}}}\n".encode()
    if name == "geojson":
        # A foreign member (RFC 7946, 6.1).
        return made.removesuffix(b"]}\n") + f'], "note": "{note}"}}\n'.encode()
    return made


def events_page(door: Door, bar: Bar, limit: int = ROWS, after: str = "") -> EventsPage:
    """Return the page of a query. limit: rows; after: a cursor. Raises UsageError."""
    if bar.error:
        return EventsPage(door, bar, ())
    if not 1 <= limit <= MOST:
        raise UsageError(f"limit is a number from 1 to {MOST}, not {limit}")
    key = ("rows", bar.query, limit, after)
    found, moment = door.dated(key, lambda: _rows(door, bar, limit + 1, opened(after) if after else None))
    shown = found[:limit]
    further = closed(shown[-1].event.id) if len(found) > limit else ""
    acts = bar.by == "events"
    facets = door.soon(("facets", bar.query), lambda: door.book.facets(_plain(bar), locate=asking.locate, acts=acts))
    made = EventsPage(door, bar, shown, further, moment=moment)
    return replace(
        made,
        facets=tuple(_facets(door, bar, facets)),
        months=_months(bar, facets),
        counted=facets.reports,
        whole=facets.whole,
    )


def _plain(bar: Bar) -> Any:  # noqa: ANN401
    return replace(bar.query, by=None)


def _rows(door: Door, bar: Bar, limit: int, after: str | None) -> tuple[Row, ...]:
    book, query = door.book.past(bar.query.as_of), _plain(bar)
    if bar.by == "events":
        acts = book.acts(query, limit=limit, after=after, locate=asking.locate)
        return rows.rows(book, [act.shown for act in acts], {act.shown.id: act for act in acts})
    return rows.rows(book, book.events(query, limit=limit, after=after, locate=asking.locate))


def _facets(door: Door, bar: Bar, found: Facets) -> Iterator[Facet]:
    for name, field, label in _FACETS:
        counts = {value: count for value, count in found.by[name].items() if value}
        most = max(counts.values(), default=1)
        values = (
            Value(value, _label(door, name, value), count, count / most, bar.adding(field, value))
            for value, count in islice(counts.items(), _SHOWN)
        )
        yield Facet(name, label, tuple(values), max(0, len(counts) - _SHOWN), counts)


def _label(door: Door, name: str, value: str) -> str:
    if name in ("actor", "recipient", "place"):
        return door.who.words.get(value, value)
    return words.status_word(value) if name == "factuality" else value


def _months(bar: Bar, found: Facets) -> tuple[Value, ...]:
    counts = {value: count for value, count in found.by["month"].items() if value}
    most = max(counts.values(), default=1)
    return tuple(
        Value(month, month, count, count / most, bar.adding("within", month)) for month, count in counts.items()
    )


def closed(id_: str) -> str:
    """Return the cursor after an event. Only opened can read it."""
    return base64.urlsafe_b64encode(id_.encode()).decode().rstrip("=")


def opened(cursor: str) -> str:
    """Return the event of a cursor. Raises UsageError."""
    try:
        return base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except ValueError:
        raise UsageError(f"{cursor[:40]!r} is no cursor of this list: begin anew without after") from None
