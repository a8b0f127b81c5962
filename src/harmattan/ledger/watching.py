"""What a watched source named, and what came of asking for each address. Append-only: the last row is the state.

A page and the row that says it was read are one transaction, so a watcher that is killed loses nothing and reads
nothing into the ledger twice.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Row, ScalarSelect, Select, case, false, func, or_, select

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
    TRYING = "trying"  # it came and is being coded; the last row only if the program ended in the midst of that


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

        A page that another source found and nobody has dealt with is not known: that source may never be read again.
        A known page is taken up again if the list says it was updated since it was found or read, and that was not
        after again (a moment in UTC): some sites call every page updated at every visit. What a list dates into the
        future counts as of now, so that it does not stand in the way of what is updated later.
        """
        with self._writing() as connection:
            writer = self._writer(connection, run)
            known = _known(connection, [one.address for one in named])
            fresh = [one for one in named if _is_fresh(one, fetch.source, known.get(one.address), writer.now, again)]
            for one in fresh:
                told = {"title": one.title, "published": one.published, "stamp": _stamp(one, writer.now)}
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


def _stamp(one: Named, now: str) -> str:
    return min(one.updated or one.published or "", now)


@dataclass(slots=True)
class _Known:
    """What is known of an address. at: when it was last found or read; stamp: what an update has to be later than;
    open_by: sources that found it, if nobody has dealt with it since."""

    at: str
    stamp: str
    open_by: set[str] | None = None


def _is_fresh(one: Named, source: str, known: _Known | None, now: str, again: str) -> bool:
    if known is None:
        return True
    if known.open_by is not None and source not in known.open_by:
        return True
    return one.updated is not None and min(one.updated, now) > known.stamp and known.at <= again


def _known(connection: Connection, addresses: Sequence[str]) -> dict[str, _Known]:
    """What is known of each address that was found or read."""
    known: dict[str, _Known] = {}
    for some in view.chunks(addresses):
        read = select(readings.c.url, func.max(readings.c.recorded_at)).where(readings.c.url.in_(some))
        known |= {url: _Known(at, at) for url, at in connection.execute(read.group_by(readings.c.url))}
        found = select(finds.c.address, func.max(finds.c.stamp), func.max(finds.c.recorded_at))
        for address, stamp, at in connection.execute(found.where(finds.c.address.in_(some)).group_by(finds.c.address)):
            known[address] = _Known(at, stamp)
        for address, source in connection.execute(_open(some)):
            known[address].open_by = (known[address].open_by or set()) | {source}
    return known


def _open(addresses: Sequence[str]) -> Select[Any]:
    """Addresses with the sources that found them and have not dealt with them, nor has another."""
    newest = select(func.max(finds.c.number)).where(finds.c.address.in_(addresses))
    newest = newest.group_by(finds.c.source, finds.c.address)
    done = select(fetches.c.find).where(fetches.c.find == finds.c.number, fetches.c.next_try.is_(None)).exists()
    return select(finds.c.address, finds.c.source).where(finds.c.number.in_(newest), open_yet(~done))


def open_yet(untried: ColumnElement[bool]) -> ColumnElement[bool]:
    """Tell of a row of finds whether nobody has dealt with its page. untried: its own source has not.

    A database may ask its conditions in any order; few rows are untried, and only of those the other sources are asked.
    """
    return case((untried, ~_dealt_with_elsewhere()), else_=false())


def _dealt_with_elsewhere() -> ColumnElement[bool]:
    """Whether a page was read (or given up) since it was found, by way of another source."""
    tried, other = fetches.alias(), finds.alias()
    query = select(tried.c.number).join_from(other, tried, tried.c.find == other.c.number)
    query = query.where(other.c.address == finds.c.address, other.c.source != finds.c.source)
    since = or_(other.c.stamp >= finds.c.stamp, tried.c.recorded_at > finds.c.recorded_at)
    return query.where(tried.c.next_try.is_(None), since).correlate(finds).exists()


def _due(source: str, now: str) -> Select[Any]:
    """What was in vain by way of another source is not tried before its time by way of this one."""
    newest = select(func.max(finds.c.number)).where(finds.c.source == source).group_by(finds.c.address)
    own, any_way = fetches.alias(), fetches.alias()
    query = select(finds.c.number, finds.c.address, finds.c.published).select_from(finds)
    query = query.outerjoin(own, own.c.number == _last(fetches.c.find == finds.c.number))
    query = query.outerjoin(any_way, any_way.c.number == _last(fetches.c.address == finds.c.address))
    untried = own.c.number.is_(None) | (own.c.next_try <= now)
    query = query.where(finds.c.number.in_(newest), untried, open_yet(untried))
    query = query.where(any_way.c.next_try.is_(None) | (any_way.c.next_try <= now))
    # What ended the program comes last, so that it keeps nothing else from being read.
    ended = case((any_way.c.outcome == Outcome.TRYING, 1), else_=0)
    return query.order_by(ended, func.coalesce(finds.c.published, finds.c.stamp).desc(), finds.c.number)


def _last(which: ColumnElement[bool]) -> ScalarSelect[Any]:
    """The number of the last of some fetches of a row of finds."""
    return select(func.max(fetches.c.number)).where(which).correlate(finds).scalar_subquery()
