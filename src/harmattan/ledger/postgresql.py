"""A ledger in a PostgreSQL database, for teams: ``--ledger postgresql://user@host/name``.

The tables lie in the connection's own schema, so that several ledgers may share a database
(``?options=-csearch_path%3Dsahel``). Readers see one state and never wait; writers take turns by an advisory lock.
"""

from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from harmattan.errors import LedgerError, TooSlow, UsageError
from harmattan.ledger.database import LOCKED, Database, Waits

# SQLSTATE codes (postgresql.org, appendix A) as a user would put them; the first two characters are a class.
_REASONS: Final = {
    "55P03": LOCKED,
    "53100": "the disk is full",
    "25006": "it is read-only",
    "42501": "access is denied",
    "28": "the server refuses the user or password",
    "3D": "there is no such database",
    "57P": "the server is shutting down",
    "08": "the server cannot be reached",
}
_CANCELLED: Final = "57014"


def opened(address: str, clock: Callable[[], str], waits: Waits) -> Database:
    """Connect and make or upgrade the tables. Raises LedgerError, and UsageError where the driver is not installed."""
    url = _url(address)
    if find_spec("psycopg") is None:
        raise UsageError("a ledger on a server needs its driver: pip install 'harmattan[postgresql]'")
    engine = _engine(url, waits)
    name = url.set(drivername="postgresql").render_as_string(hide_password=True)
    database = Database(name, engine, reason, waits, ask=partial(_asked, engine))
    try:
        database.prepare(clock)
    except LedgerError:
        engine.dispose()
        raise
    return database


def reason(error: BaseException | None) -> str:
    """Return what an error of the driver means."""
    state = getattr(error, "sqlstate", None)
    if state is None:
        return f"the server cannot be reached: {' '.join(str(error).split())}"
    known = (_REASONS[key] for key in (state, state[:3], state[:2]) if key in _REASONS)
    return next(known, str(error).partition("\n")[0])


def _url(address: str) -> URL:
    try:
        return make_url(address).set(drivername="postgresql+psycopg")
    except ArgumentError as error:
        raise LedgerError(f"cannot open ledger: not an address of a database ({error})") from error


def _engine(url: URL, waits: Waits) -> Engine:
    # A query that comes back for a plan with other values would be planned anew by the server all the same.
    seconds = max(2, min(10, round(waits.seconds)))
    engine = create_engine(url, connect_args={"prepare_threshold": None, "connect_timeout": seconds})
    event.listen(engine, "begin", partial(_begin, waits=waits))
    return engine


def _begin(connection: Connection, *, waits: Waits) -> None:
    if not connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        return
    # Short for this lock, which is tried for again; those of tables that a new schema needs are waited for.
    _wait(connection, waits.once)
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('harmattan'), hashtext(current_schema()))")
    _wait(connection, waits.seconds)


def _wait(connection: Connection, seconds: float) -> None:
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(1, round(seconds * 1000))}")


def _asked(engine: Engine, query: str, seconds: float, most: int) -> tuple[list[str], list[tuple[Any, ...]]]:
    """One question in a read-only transaction that the server ends in time. Raises UsageError."""
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"SET LOCAL statement_timeout = {max(1, round(seconds * 1000))}")
            cursor: Any = connection.connection.cursor()
            # Binary results need the protocol that takes one statement at a time: no "commit; drop table".
            cursor.execute(query.encode(), binary=True)
            names = [column[0] for column in cursor.description or ()]
            return names, list(cursor.fetchmany(most)) if names else []
    except UnicodeEncodeError as error:
        raise UsageError(f"the query cannot be answered: {error.reason} in it") from error
    except DBAPIError as error:
        raise _wrong(error.orig, seconds) from error
    except _driver_error() as error:
        raise _wrong(error, seconds) from error


def _driver_error() -> type[Exception]:
    import psycopg

    return psycopg.Error


def _wrong(error: BaseException | None, seconds: float) -> UsageError:
    if getattr(error, "sqlstate", None) == _CANCELLED:
        return TooSlow(f"the query took longer than {seconds:g} s")
    return UsageError(f"the query cannot be answered: {str(error).partition(chr(10))[0]}")
