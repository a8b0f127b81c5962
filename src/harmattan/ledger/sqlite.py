"""A ledger in one SQLite file: readers never wait for the writer, and two writers take turns."""

import sqlite3
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event

from harmattan.errors import LedgerError
from harmattan.ledger import words
from harmattan.ledger.ask import ask
from harmattan.ledger.columns import unescape
from harmattan.ledger.database import LOCKED, Database, Waits

# SQLite's primary result codes (sqlite.org/rescode.html) as a user would put them.
_REASONS: Final = {
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_NOTADB: "it is no SQLite database",
    sqlite3.SQLITE_CORRUPT: "it is damaged",
    sqlite3.SQLITE_READONLY: "it is read-only",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_PERM: "access is denied",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
}
# Seconds to wait for anything but the write lock: for a log that is put back after a crash.
_READING: Final = 10.0
# 128 MB of pages, in KiB: the upper levels of every index of a ledger of millions of events.
_CACHE: Final = -128_000
# Pages in the log before they are copied into the file: a page that is written often is copied once.
_CHECKPOINT: Final = 16_000
# How much of the file is read through the system's own cache without copying.
_MAPPED: Final = 2**31


def opened(path: Path | str, clock: Callable[[], str], waits: Waits) -> Database:
    """Open the file, making or upgrading it first. Raises LedgerError."""
    file = _file(path)
    engine = _engine(file, waits)
    database = Database(str(file), engine, reason, waits, ask=partial(_asked, file))
    try:
        database.prepare(clock, lambda: _keep_a_log(engine, waits.seconds))
    except LedgerError:
        engine.dispose()
        raise
    return database


def reason(error: BaseException | None) -> str:
    """Return what an error of the driver means."""
    code = getattr(error, "sqlite_errorcode", 0)
    return _REASONS.get(code & 0xFF, str(error))


def _asked(file: Path, query: str, seconds: float, most: int) -> tuple[list[str], list[tuple[Any, ...]]]:
    return ask(file, query, seconds=seconds, most=most)


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


def _engine(file: Path, waits: Waits) -> Engine:
    seconds = min(waits.seconds, _READING)
    engine = create_engine(URL.create("sqlite", database=str(file)), connect_args={"timeout": seconds})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", partial(_begin, waits=waits))
    return engine


def _set_up(connection: sqlite3.Connection, _: Any) -> None:  # noqa: ANN401  (the pool's own record)
    # The driver's own BEGIN comes late and leaves DDL outside transactions; _begin replaces it.
    connection.isolation_level = None
    connection.create_function("holds", 2, _holds, deterministic=True)
    connection.execute("PRAGMA foreign_keys = ON")
    # Makes INSERT OR REPLACE fire the triggers that forbid DELETE.
    connection.execute("PRAGMA recursive_triggers = ON")
    # What add has returned survives a power cut, not only a killed process.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = {_CACHE}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT}")
    connection.execute(f"PRAGMA mmap_size = {_MAPPED}")


def _holds(stored: str | None, wanted: str) -> bool | None:
    return words.holds(None if stored is None else unescape(stored), wanted)


def _begin(connection: Connection, *, waits: Waits) -> None:
    writes = connection.get_execution_options().get("writes", False)
    if not writes:
        connection.exec_driver_sql("BEGIN")
        return
    # Short for the lock itself, which is tried for again; whatever else a writer may meet is waited for.
    _wait(connection, waits.once)
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        _wait(connection, min(waits.seconds, _READING))


def _wait(connection: Connection, seconds: float) -> None:
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {round(seconds * 1000)}")


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
