"""Read-only SQL on a ledger, with an end to how long it may take."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from harmattan.errors import LedgerError, TooSlow, UsageError

# SQLite asks after so many of its own steps whether to go on: some milliseconds.
_STEPS = 10_000
# Bytes of one value, which a function could make as long as it likes, and of a whole answer.
_VALUE = 16 << 20
_ANSWER = 64 << 20


def ask(path: Path, query: str, *, seconds: float = 10.0, most: int = 1000) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return column names and at most `most` rows of one SELECT on the ledger at path; nothing can be written.

    Raises UsageError for SQL that is wrong or writes, TooSlow for what takes longer than seconds;
    LedgerError for an unreadable file.
    """
    try:
        with closing(_opened(path)) as connection:
            end = time.monotonic() + seconds
            connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
            cursor = connection.execute(query)
            names = [column[0] for column in cursor.description or ()]
            return names, list(_rows(cursor, most))
    except sqlite3.ProgrammingError as error:
        raise UsageError(f"one statement at a time: {error}") from error
    except sqlite3.OperationalError as error:
        raise _wrong(error, seconds) from error
    except sqlite3.DataError as error:
        raise UsageError(f"the query cannot be answered: {error}") from error
    except UnicodeEncodeError as error:
        raise UsageError(f"the query cannot be answered: {error.reason} in it") from error
    except sqlite3.DatabaseError as error:
        if _code(error) == sqlite3.SQLITE_AUTH:
            raise UsageError(f"the query may only read tables: {error}") from error
        raise LedgerError(f"cannot use ledger {path}: {error}") from error


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)
    connection.execute("PRAGMA query_only = ON")
    connection.set_authorizer(_allowed)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _VALUE)
    return connection


def _allowed(action: int, first: str | None, *_: str | None) -> int:
    """Reading tables and calling functions, nothing else: no ATTACH, no PRAGMA, no loading of code."""
    harmless = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE)
    if action not in harmless or (action == sqlite3.SQLITE_FUNCTION and "load_extension" in _):
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK


def _rows(cursor: sqlite3.Cursor, most: int) -> Iterator[tuple[Any, ...]]:
    """Yield rows; raises UsageError for an answer that is too large to hold."""
    size = 0
    for number, row in enumerate(cursor):
        size += sum(len(value) for value in row if isinstance(value, str | bytes))
        if size > _ANSWER:
            raise UsageError(f"the answer is larger than {_ANSWER >> 20} MB: ask for fewer rows or columns")
        if number >= most:
            return
        yield row


def _wrong(error: sqlite3.OperationalError, seconds: float) -> UsageError:
    if _code(error) == sqlite3.SQLITE_INTERRUPT:
        return TooSlow(f"the query took longer than {seconds:g} s")
    # What would make a table is refused without SQLite's code for it.
    if str(error) == "not authorized":
        return UsageError(f"the query may only read tables: {error}")
    return UsageError(f"the query cannot be answered: {error}")


def _code(error: sqlite3.Error) -> int | None:
    # What Python's own part of the driver finds wrong (bytes that are no UTF-8) has no code of SQLite.
    return getattr(error, "sqlite_errorcode", None)
