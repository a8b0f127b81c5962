"""What was recorded when: the history of one event, and the changes of the whole ledger."""

from dataclasses import asdict, dataclass
from typing import Any, Final

from markupsafe import Markup

from harmattan.desk import feeds, links
from harmattan.desk.door import Door
from harmattan.desk.formats import Table
from harmattan.desk.pages import rows
from harmattan.desk.pages.events import closed, opened
from harmattan.desk.pages.rows import Row
from harmattan.desk.problems import Missing
from harmattan.errors import UsageError
from harmattan.ledger.feed import Change
from harmattan.ledger.history import Moment
from harmattan.ledger.query import periods

MOST: Final = 1_000
ROWS: Final = 100
_DIGITS: Final = 7


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """All that was recorded of an event, oldest first. versions: as each coder version has it."""

    row: Row
    moments: tuple[Moment, ...]
    versions: tuple[Row, ...]
    held: bool
    template: str = "history.html"

    @property
    def title(self) -> str:
        """What the tab says."""
        return f"History of {self.row.event.id}"

    def json(self) -> dict[str, Any]:
        """Return the moments and every version in the machine shape; held: whether the newest coding has the event."""
        told = [asdict(one) | {"fields": list(one.fields)} for one in self.moments]
        versions = [row.json() for row in self.versions]
        return {"event": self.row.event.id, "held": self.held, "history": told, "versions": versions}

    def table(self) -> Table:
        """Return the moments as rows."""
        cells = ((one.at, one.kind, one.id, one.what, one.by, ",".join(one.fields)) for one in self.moments)
        return Table(("at", "kind", "id", "what", "by", "fields"), tuple(cells))


def history_page(door: Door, id_: str) -> HistoryPage:
    """Return the history of an event. Raises Missing."""
    moments = door.book.history(id_)
    versions = rows.rows(door.book, door.book.codings_of(id_))
    if not versions:
        raise Missing(f"There is no event {id_!r} in this ledger.")
    turned = [one.kind for one in moments if one.kind in ("dropped", "restored")]
    return HistoryPage(versions[-1], tuple(moments), versions, turned[-1:] != ["dropped"])


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What was recorded between two moments, newest first. next: the cursor of the page after, or "".

    base: the address of the desk; moment: the present, for the feed of nothing.
    """

    since: str
    until: str
    changes: tuple[Change, ...]
    next: str
    base: str
    moment: str
    template: str = "changes.html"
    title: str = "Changes"

    @property
    def complete(self) -> bool:
        """Whether no changes come after these."""
        return not self.next

    @property
    def rows(self) -> tuple[tuple[Change, str], ...]:
        """The changes with the page of each, or ""."""
        return tuple((one, _page(one)) for one in self.changes)

    def json(self) -> dict[str, Any]:
        """Return the changes and the cursor of the page after."""
        told = [asdict(one) for one in self.changes]
        return {"since": self.since or None, "until": self.until or None, "changes": told, "next": self.next or None}

    def table(self) -> Table:
        """Return the changes as rows."""
        return Table(("at", "kind", "id", "what"), tuple((one.at, one.kind, one.id, one.what) for one in self.changes))

    def atom(self) -> bytes:
        """Return the changes as Atom."""
        return feeds.atom(self._feed())

    def feed_json(self) -> bytes:
        """Return the changes as JSON Feed."""
        return feeds.json_feed(self._feed())

    def _feed(self) -> feeds.Feed:
        here = f"{self.base}/changes"
        entries = tuple(_entry(self.base, one, href) for one, href in self.rows)
        return feeds.Feed("changes", "Harmattan: changes", here, f"{here}.atom", entries, self.moment)


def changes_page(door: Door, since: str, until: str, limit: int, after: str, base: str) -> ChangesPage:
    """Return what was recorded. since, until: moments or ISO prefixes, until not included; after: a cursor, which
    names the moment of the last row shown and how many rows of that moment were. Raises UsageError."""
    for name, given in (("since", since), ("until", until)):
        _moment(name, given)
    at, skip = _place(after)
    end = min(filter(None, (until, at and periods.after(at))), default="")
    found = door.book.changes(since=since, until=end, limit=skip + limit + 1)[skip:]
    shown = found[:limit]
    if len(found) <= limit:
        return ChangesPage(since, until, tuple(shown), "", base, door.moment)
    last = shown[-1].at
    passed = sum(one.at == last for one in shown) + (skip if last == at else 0)
    return ChangesPage(since, until, tuple(shown), closed(f"{last} {passed}"), base, door.moment)


def _place(cursor: str) -> tuple[str, int]:
    at, _, skip = (opened(cursor) if cursor else "").partition(" ")
    if not at and not cursor:
        return "", 0
    if not skip.isdecimal() or len(skip) > _DIGITS:
        raise UsageError(f"{cursor[:40]!r} is no cursor of this list: begin anew without after")
    _moment("after", at)
    return at, int(skip)


def _entry(base: str, one: Change, href: str) -> feeds.Entry:
    html = str(Markup("<p>{}</p>").format(one.what))
    title = f"{one.kind} {one.id}"
    return feeds.Entry(
        f"change:{one.at}:{one.kind}:{one.id}", title, base + (href or "/changes"), html, one.what, one.at
    )


def _moment(name: str, given: str) -> None:
    try:
        periods.moment(given or "2000")
    except ValueError:
        raise UsageError(f"{name}: {given[:60]!r} is no day or moment in UTC, such as 2026-02-03") from None


def _page(one: Change) -> str:
    if one.kind in ("event", "dropped", "restored"):
        return links.history(one.id)
    if one.kind == "judgement":
        subject = one.what.split(" ")[1:2]
        return links.event(subject[0]) if subject and subject[0].startswith("ev") else ""
    return links.article(one.id) if one.kind == "article" else ""
