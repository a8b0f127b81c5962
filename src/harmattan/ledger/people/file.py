"""The desk's file opened: made for its owner alone, brought to the present schema, errors put as a user would."""

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, create_engine, event

from harmattan.errors import LedgerError
from harmattan.ledger.database import Connected
from harmattan.ledger.people.schema import STEPS
from harmattan.ledger.sqlite import reason

# In the user's data folder.
FILE: Final = "desk.sqlite"
# "Desk" in ASCII, in the file's header: a ledger, or any other database, is not written into by mistake.
APPLICATION_ID: Final = 0x4465736B
_PATIENCE: Final = 10.0


@dataclass(frozen=True, slots=True)
class DeskFile(Connected):
    """The desk's file, open."""

    @property
    def path(self) -> Path:
        """Where it lies."""
        return Path(self.name)


def opened(path: Path) -> DeskFile:
    """Open the file, making or upgrading it first. Raises LedgerError."""
    file = path.absolute()
    _make(file)
    engine = create_engine(URL.create("sqlite", database=str(file)), connect_args={"timeout": _PATIENCE})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    desk = DeskFile(str(file), engine, reason)
    try:
        with desk.writing() as connection:
            _upgrade(connection, file)
    except LedgerError:
        engine.dispose()
        raise
    return desk


def _make(file: Path) -> None:
    # Made here and not by SQLite, so that hashes of passwords are never for a moment readable to others.
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise LedgerError(f"cannot use {file}: {error.strerror}") from error


def _set_up(connection: sqlite3.Connection, _: Any) -> None:  # noqa: ANN401  (the pool's own record)
    # The driver's own BEGIN comes late and leaves DDL outside transactions; _begin replaces it.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    # A session that ended leaves no hash behind in free pages.
    connection.execute("PRAGMA secure_delete = ON")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _upgrade(connection: Connection, file: Path) -> None:
    owner = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    made = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    if made and owner != APPLICATION_ID:
        raise LedgerError(f"cannot use {file}: it is a database of another program")
    if version > len(STEPS):
        raise LedgerError(f"cannot use {file}: a newer Harmattan wrote it ({version}; this one knows {len(STEPS)})")
    for number, statements in enumerate(STEPS[version:], start=version + 1):
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA user_version = {number}")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
