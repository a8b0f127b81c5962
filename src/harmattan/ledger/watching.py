"""What a watched source named, and what came of asking for each address. Append-only: the last row is the state.

A page and the row that says it was read are one transaction, so a watcher that is killed loses nothing and reads
nothing into the ledger twice.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import Connection, Row, Select, func, select

from harmattan.ledger import extent, view, write
from harmattan.ledger.database import Database
from harmattan.ledger.schema import fetches, finds, readings
from harmattan.ledger.write import Added, Writer
from harmattan.records import Coded, Refusal, Run


class Outcome(StrEnum):
    """What came of asking for an address."""

    LISTED = "listed"  # a feed, sitemap or list was read
    READ = "read"  # a page, and its text is new
    SAME = "same"  # not modified, or the text is known
    REFUSED = "refused"  # something came and cannot be used
    FAILED = "failed"  # nothing came, after a few tries: in quarantine until next_try
    DISALLOWED = "disallowed"  # robots.txt forbids it
    WAITING = "waiting"  # the server asked to come back later


@dataclass(frozen=True, slots=True)
class Fetch:
    """One row of fetches. source: the watched source through which the address came (for itself: the same).

    kind: feed, sitemap, index, opml, list or page; empty if nothing ever came. url: the last after redirects.
    article: id of what was read. items: how many pages a list names, fresh: how many of them were not known.
    failures: how often in a row nothing came. next_try: a moment in UTC; None: not again by itself.
    """

    source: str
    address: str
    kind: str
    outcome: Outcome
    reason: str = ""
    status: int | None = None
    url: str | None = None
    etag: str | None = None
    modified: str | None = None
    article: str | None = None
    items: int | None = None
    fresh: int | None = None
    failures: int = 0
    next_try: str | None = None
    find: int | None = None
    at: str = ""


class Named(Protocol):
    """A page that a feed or sitemap names."""

    @property
    def address(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def published(self) -> str | None: ...
    @property
    def updated(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Due:
    """An address that is still to be read. find: its row; published: as the list says, a day or a moment in UTC."""

    find: int
    address: str
    published: str | None = None


class Watching:
    """The part of a ledger that a watcher writes. Every method raises LedgerError if the ledger fails it."""

    def __init__(self, database: Database, clock: Callable[[], str]) -> None:
        self._database = database
        self._clock = clock

    def page(self, fetch: Fetch, run: Run, coded: Coded | None = None) -> Added | None:
        """Append what came of a page; with coded, the article and that it was read in one transaction."""
        with self._writing() as connection:
            writer = self._writer(connection, run)
            (added,) = write.add(writer, [coded]) if coded else (None,)
            if fetch.outcome == Outcome.REFUSED:
                write.refuse(writer, Refusal(fetch.address, fetch.reason))
            outcome = Outcome.SAME if added and not added.article_new else fetch.outcome
            _append(writer, fetch, outcome=outcome)
            writer.flush()
        return added

    def listing(self, fetch: Fetch, run: Run, named: Sequence[Named], again: str) -> int:
        """Append what came of a list and the pages it names that are not known; return how many those are.

        A known page is taken up again if the list says it was updated since, and it was not found after again (a
        moment in UTC): some sites call every page updated at every visit.
        """
        with self._writing() as connection:
            writer = self._writer(connection, run)
            fresh = _fresh(connection, named, again)
            for one in fresh:
                told = {"title": one.title, "published": one.published, "stamp": _stamp(one)}
                writer.note(finds, {"source": fetch.source, "address": one.address, **told})
            _append(writer, fetch, items=len(named), fresh=len(fresh))
            writer.flush()
        return len(fresh)

    def due(self, source: str, now: str, most: int) -> list[Due]:
        """Return pages of a source that are to be read (or tried again) by now, the latest published first."""
        with self._database.reading() as connection:
            rows = connection.execute(_due(source, now).limit(min(most, view.MOST)))
            return [Due(*row) for row in rows]

    def last(self, address: str) -> Fetch | None:
        """Return what last came of an address, or None if it was never asked for."""
        query = select(fetches).where(fetches.c.address == address).order_by(fetches.c.number.desc()).limit(1)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return None if row is None else fetch_of(row)

    def _writer(self, connection: Connection, run: Run) -> Writer:
        return Writer(connection, run, extent.stamp(connection, self._clock()))

    def _writing(self) -> AbstractContextManager[Connection]:
        return self._database.writing()


def fetch_of(row: Row[Any]) -> Fetch:
    """Return a row of fetches as a record."""
    told = {name: getattr(row, name) for name in Fetch.__dataclass_fields__ if name not in ("at", "outcome")}
    return Fetch(**told, outcome=Outcome(row.outcome), at=row.recorded_at)


def _append(writer: Writer, fetch: Fetch, **changed: object) -> None:
    row = {name: value for name, value in asdict(fetch).items() if name != "at"}
    writer.append(fetches, row | changed | {"outcome": str(changed.get("outcome", fetch.outcome))})


def _stamp(one: Named) -> str:
    return one.updated or one.published or ""


def _fresh(connection: Connection, named: Sequence[Named], again: str) -> list[Named]:
    """Those that nobody read or found, and those that were updated since they were found."""
    addresses = [one.address for one in named]
    found = _found(connection, addresses)
    read = _read(connection, addresses)
    return [one for one in named if _is_fresh(one, found, read, again)]


def _is_fresh(one: Named, found: dict[str, tuple[str, str]], read: set[str], again: str) -> bool:
    if one.address not in found:
        return one.address not in read
    stamp, at = found[one.address]
    return one.updated is not None and one.updated > stamp and at <= again


def _found(connection: Connection, addresses: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The newest stamp of each known address, and when it was last found."""
    known: dict[str, tuple[str, str]] = {}
    for some in view.chunks(addresses):
        query = select(finds.c.address, func.max(finds.c.stamp), func.max(finds.c.recorded_at))
        rows = connection.execute(query.where(finds.c.address.in_(some)).group_by(finds.c.address))
        known |= {address: (stamp, at) for address, stamp, at in rows}
    return known


def _read(connection: Connection, addresses: Iterable[str]) -> set[str]:
    known: set[str] = set()
    for some in view.chunks(addresses):
        known |= set(connection.scalars(select(readings.c.url).where(readings.c.url.in_(some)).distinct()))
    return known


def _due(source: str, now: str) -> Select[Any]:
    newest = select(func.max(finds.c.number)).where(finds.c.source == source).group_by(finds.c.address)
    tried = fetches.alias()
    last = select(func.max(tried.c.number)).where(tried.c.find == finds.c.number).correlate(finds).scalar_subquery()
    columns = (finds.c.number, finds.c.address, finds.c.published)
    query = select(*columns).outerjoin_from(finds, fetches, fetches.c.number == last)
    query = query.where(finds.c.number.in_(newest), fetches.c.number.is_(None) | (fetches.c.next_try <= now))
    return query.order_by(func.coalesce(finds.c.published, finds.c.stamp).desc(), finds.c.number)
