"""Opens a ledger file and keeps every database error behind LedgerError."""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import platformdirs
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from harmattan.dates import now_utc
from harmattan.errors import LedgerError
from harmattan.ledger import check, extent, feed, judgements, migrations, view, write
from harmattan.ledger.columns import Damaged
from harmattan.ledger.feed import Change
from harmattan.ledger.foreign import store as foreign
from harmattan.ledger.foreign.store import Asked, Import
from harmattan.ledger.judgements import Verdict
from harmattan.ledger.query import Query, facets
from harmattan.ledger.query.near import Locate
from harmattan.ledger.write import Added
from harmattan.records import Article, Coded, Event, Foreign, Judgement, Refusal, RoleClaim, Run

__all__ = ["Added", "Ledger", "default_path", "open_ledger"]

# A writer holds the lock for some milliseconds a page; ten seconds outlast a long queue of them.
_PATIENCE = 10.0
# SQLite's primary result codes (sqlite.org/rescode.html) as a user would put them.
_REASONS = {
    sqlite3.SQLITE_BUSY: "it is locked by another process",
    sqlite3.SQLITE_LOCKED: "it is locked by another process",
    sqlite3.SQLITE_NOTADB: "it is no SQLite database",
    sqlite3.SQLITE_CORRUPT: "it is damaged",
    sqlite3.SQLITE_READONLY: "it is read-only",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_PERM: "access is denied",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
}


class Ledger:
    """An open ledger, closed at the end of its ``with``. Every method raises LedgerError if the file fails it."""

    def __init__(self, engine: Engine, path: Path, clock: Callable[[], str]) -> None:
        self.path = path
        self._engine = engine
        self._clock = clock

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, coded: Coded, run: Run) -> Added:
        """Append an article with its events in one transaction; what is known already is not written again.

        Raises LedgerError too if coded contradicts itself (a span outside its text, a wrong hash) or reuses an id.
        """
        with self._writing() as connection:
            return write.add(write.Writer(connection, run, self._clock()), coded)

    def refuse(self, refusal: Refusal, run: Run) -> None:
        """Append an input that could not be used, with its reason; once a run."""
        with self._writing() as connection:
            write.refuse(write.Writer(connection, run, self._clock()), refusal)

    def judge(self, judgement: Judgement) -> None:
        """Append what somebody says of an event. Raises UsageError for an unknown subject."""
        with self._writing() as connection:
            judgements.append(connection, judgement, self._clock())

    def judgements(self, subject: str | None = None) -> list[Judgement]:
        """Return all judgements, oldest first, withdrawn ones and withdrawals too; or those on one subject."""
        with self._reading() as connection:
            return judgements.listed(connection, subject)

    def verdicts(self, found: Sequence[Event]) -> dict[str, Verdict]:
        """Return the judgement in force on each of the events that has one, by event id."""
        with self._reading() as connection:
            return judgements.verdicts(connection, found)

    def add_foreign(
        self, told: Import, rows: Iterable[Foreign | Refusal], refuse: Callable[[Refusal], None] = lambda _: None
    ) -> Import:
        """Append one file of another data set in one transaction; under its name, the same file adds nothing again.

        Rows are never events of ours. Each row that cannot be kept goes to refuse. Raises UsageError for a bad name,
        LedgerError if no row can be used, and whatever rows raises; nothing is kept then.
        """
        with self._writing() as connection:
            return foreign.add(connection, replace(told, recorded_at=self._clock()), rows, refuse)

    def foreign(
        self,
        name: str,
        *,
        countries: Sequence[Sequence[str]] = (),
        since: str | None = None,
        until: str | None = None,
        limit: int = 100,
    ) -> list[Foreign]:
        """Return rows of the data set imported as name, oldest first; one of each group of countries is in a row.

        (("USA",), ("MLI", "NER")): USA and one of the others, as a party or as the place. since and until as for
        events. Raises UsageError for a name that is not there and for bad arguments.
        """
        with self._reading() as connection:
            return foreign.found(connection, Asked(name, countries, since, until), limit)

    def imports(self) -> list[Import]:
        """Return every file of other data sets that was imported, oldest first."""
        with self._reading() as connection:
            return foreign.listed(connection)

    def events(
        self,
        *,
        limit: int = 100,
        after: str | None = None,
        type: str | None = None,
        actor_country: str | None = None,
        recipient_country: str | None = None,
        article: str | None = None,
        since: str | None = None,
        until: str | None = None,
        text: str | None = None,
        query: Query | None = None,
        locate: Locate | None = None,
    ) -> list[Event]:
        """Return events, newest act first; after is the id of the last event of the page before.

        An act is dated by its told time, else by its article's date, and counts where the days it can mean
        meet since (included) .. until (not included); without either it has no date and comes last.
        text is looked for in trigger and evidence, whatever the case. query is a query line (ledger/query) that has to
        hold besides; locate gives the latitude and longitude of a name in it. Raises UsageError for bad arguments.
        """
        wanted = view.Wanted(type, actor_country, recipient_country, article, since, until, text)
        with self._reading() as connection:
            return view.list_events(connection, wanted, limit, after, query, locate)

    def facets(self, query: Query, *, locate: Locate | None = None) -> dict[str, dict[str, int]]:
        """Return how many of the reports that query finds have each type, factuality, country, month and source.

        Raises UsageError for a query that cannot be answered.
        """
        with self._reading() as connection:
            return facets.facets(connection, query, locate)

    def event(self, id_: str) -> Event | None:
        """Return the event with that id as last coded, or None."""
        with self._reading() as connection:
            return view.event(connection, id_)

    def article(self, id_: str) -> Article | None:
        """Return the article with that id as last read, or None."""
        with self._reading() as connection:
            return view.article(connection, id_)

    def coded(self, article_id: str) -> Coded | None:
        """Return an article as last read with everything its last coding found, or None."""
        with self._reading() as connection:
            return view.last_coding(connection, article_id)

    def find(self, prefix: str, *, limit: int = 100) -> list[str]:
        """Return the ids of articles and events that begin with prefix, sorted; at most limit of them."""
        with self._reading() as connection:
            return view.find(connection, prefix, limit)

    def refusals(self) -> list[Refusal]:
        """Return every refusal, oldest first."""
        with self._reading() as connection:
            return view.list_refusals(connection)

    def runs(self) -> list[Run]:
        """Return every run that added something, oldest first."""
        with self._reading() as connection:
            return view.list_runs(connection)

    def roles(self) -> list[tuple[str, str | None, RoleClaim]]:
        """Return article id, day of publication and office for every office told in the newest codings."""
        with self._reading() as connection:
            return list(view.roles(connection))

    def changes(self, *, since: str = "", until: str = "", limit: int = 100) -> list[Change]:
        """Return what was recorded between two moments (ISO prefixes; until not included), newest first."""
        with self._reading() as connection:
            return feed.changes(connection, since=since, until=until, limit=limit)

    def counts(self) -> dict[str, int]:
        """Return how many rows each table has: articles, events, refusals, runs ..."""
        with self._reading() as connection:
            return view.counts(connection)

    def coverage(self) -> dict[str, int]:
        """Return how many articles were published in each ISO week."""
        with self._reading() as connection:
            return extent.coverage(connection)

    def newest_record(self) -> str | None:
        """Return when the newest record was written, or None for an empty ledger."""
        with self._reading() as connection:
            return extent.newest_record(connection)

    def problems(self) -> list[str]:
        """Check the whole ledger; return one line for each broken invariant, none for a sound one.

        A file too damaged to be checked to its end is a problem, not an error.
        """
        found: list[str] = []
        try:
            with self._reading() as connection:
                found.extend(check.problems(connection))
        except LedgerError as error:
            found.append(str(error))
        return found

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _explained(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with _explained(self.path), _locked(self._engine) as connection:
            yield connection


def open_ledger(path: Path | str | None, *, clock: Callable[[], str] = now_utc, patience: float = _PATIENCE) -> Ledger:
    """Open the ledger at path (None: the default), making or upgrading it first; use it in a ``with``.

    patience is how many seconds to wait for another writer. Raises LedgerError if the file is unreadable, no
    ledger, of a newer schema, or locked.
    """
    file = _file(default_path() if path is None else path)
    engine = _engine(file, patience)
    try:
        with _explained(file):
            _prepare(engine, file, clock, patience)
    except LedgerError:
        engine.dispose()
        raise
    return Ledger(engine, file, clock)


def default_path() -> Path:
    """Return where the ledger lies if nobody says otherwise."""
    return platformdirs.user_data_path("harmattan", appauthor=False) / "ledger.sqlite"


def _file(path: Path | str) -> Path:
    if "://" in str(path) or "\0" in str(path):
        raise LedgerError(f"cannot open ledger {str(path)!r}: not a path of a file")
    # Absolute, so that SQLite reads neither ":memory:" nor "file:..." into it.
    try:
        file = Path(path).expanduser().absolute()
    except RuntimeError as error:
        raise LedgerError(f"cannot open ledger {str(path)!r}: {error}") from error
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        strange = file.exists() and not file.is_file()
    except OSError as error:
        raise LedgerError(f"cannot open ledger {file}: {error.strerror}") from error
    if strange:
        raise LedgerError(f"cannot open ledger {file}: not a file")
    return file


def _engine(file: Path, patience: float) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(file)), connect_args={"timeout": patience})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _: Any) -> None:  # noqa: ANN401  (the pool's own record)
    # The driver's own BEGIN comes late and leaves DDL outside transactions; _begin replaces it.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    # Makes INSERT OR REPLACE fire the triggers that forbid DELETE.
    connection.execute("PRAGMA recursive_triggers = ON")
    # What add has returned survives a power cut, not only a killed process.
    connection.execute("PRAGMA synchronous = FULL")


def _begin(connection: Connection) -> None:
    # A writer takes the lock before it reads, else two writers that both read first could not both go on.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _locked(engine: Engine) -> Iterator[Connection]:
    with engine.execution_options(writes=True).begin() as connection:
        yield connection


def _prepare(engine: Engine, file: Path, clock: Callable[[], str], patience: float) -> None:
    todo = _pending(engine, file)
    if not todo:
        return
    _keep_a_log(engine, patience)
    for step in todo:
        with _locked(engine) as connection:
            migrations.take(connection, step, clock)


def _pending(engine: Engine, file: Path) -> list[migrations.Migration]:
    with engine.connect() as connection:
        try:
            return migrations.pending(connection)
        except LedgerError as error:
            raise LedgerError(f"cannot use ledger {file}: {error}") from error


def _keep_a_log(engine: Engine, patience: float) -> None:
    """Turn on write-ahead logging, so that readers never wait; the file remembers it."""
    connection = engine.raw_connection()
    end = time.monotonic() + patience
    try:
        while not _switched(connection.driver_connection, last=time.monotonic() > end):
            time.sleep(0.02)
    finally:
        connection.close()


def _switched(connection: Any, *, last: bool) -> bool:  # noqa: ANN401  (the pool types it so)
    # SQLite does not wait its timeout for this one change when two processes make the file together.
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if last or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


@contextmanager
def _explained(file: Path) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise LedgerError(f"cannot use ledger {file}: {_reason(error.orig)}") from error
    except sqlite3.Error as error:
        raise LedgerError(f"cannot use ledger {file}: {_reason(error)}") from error
    except Damaged as error:
        raise LedgerError(f"cannot use ledger {file}: {error}") from error


def _reason(error: BaseException | None) -> str:
    code = getattr(error, "sqlite_errorcode", 0)
    return _REASONS.get(code & 0xFF, str(error))
