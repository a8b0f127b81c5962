"""An open database, whichever kind: reading and writing on it, with every error put as a user would put it."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, NoSuchModuleError

from harmattan.errors import LedgerError
from harmattan.ledger import migrations
from harmattan.ledger.columns import Damaged

# Column names and rows, given a connection of the driver's own: one read-only question with an end to its time.
Ask = Callable[[str, float, int], tuple[list[str], list[tuple[Any, ...]]]]


# What both drivers' errors are called that mean: another writer holds the lock.
LOCKED: Final = "it is locked by another process"


_ONCE: Final = 2.0


@dataclass(frozen=True, slots=True)
class Waits:
    """How a writer waits for another. seconds: in all; told: is told once, in words, of a wait longer than one try."""

    seconds: float = 0.0
    told: Callable[[str], None] = lambda _: None

    @property
    def once(self) -> float:
        """Seconds of one try: within the driver no signal is heard."""
        return min(self.seconds / 10, _ONCE)


@dataclass(frozen=True, slots=True)
class Connected:
    """An open database. name: as users know it; reason: an error of the driver in a user's words; waits: for the write
    lock; each try is the driver's own."""

    name: str
    engine: Engine
    reason: Callable[[BaseException | None], str]
    waits: Waits = Waits()

    @property
    def called(self) -> str:
        """What an error calls it."""
        return self.name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection that sees one state of the database throughout. Raises LedgerError."""
        with self.explained(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection in a transaction that holds the write lock. Raises LedgerError."""
        # A writer takes the lock before it reads, else two writers that both read first could not both go on.
        with self.explained(), ExitStack() as held:
            yield self._begun(held)

    def _begun(self, held: ExitStack) -> Connection:
        """Return a connection that got the write lock; try again while another holds it and there is patience."""
        end = time.monotonic() + self.waits.seconds
        tell = self.waits.told
        while True:
            try:
                return held.enter_context(self.engine.execution_options(writes=True).begin())
            except DBAPIError as error:
                if self.reason(error.orig) != LOCKED or time.monotonic() >= end:
                    raise
            tell(f"waiting for {self.called}: {LOCKED}")
            tell = _silent

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn the errors of databases and of damaged rows into LedgerError."""
        try:
            yield
        except DBAPIError as error:
            raise LedgerError(f"cannot use {self.called}: {self.reason(error.orig)}") from error
        except (sqlite3.Error, NoSuchModuleError) as error:
            raise LedgerError(f"cannot use {self.called}: {self.reason(error)}") from error
        except Damaged as error:
            raise LedgerError(f"cannot use {self.called}: {error}") from error


@dataclass(frozen=True, slots=True)
class Database(Connected):
    """A ledger, whichever kind of database; its name holds no password."""

    ask: Ask = field(kw_only=True)

    @property
    def called(self) -> str:
        """What an error calls it."""
        return f"ledger {self.name}"

    def prepare(self, clock: Callable[[], str], before: Callable[[], None] = lambda: None) -> None:
        """Bring the tables to the present schema; before is called if there is something to do. Raises LedgerError."""
        with self.explained():
            todo = self._pending()
            if todo:
                before()
        for step in todo:
            with self.writing() as connection:
                migrations.take(connection, step, clock)

    def _pending(self) -> list[migrations.Migration]:
        with self.engine.connect() as connection:
            try:
                return migrations.pending(connection)
            except LedgerError as error:
                raise LedgerError(f"cannot use ledger {self.name}: {error}") from error


def _silent(_: str) -> None:
    """Tell nobody."""
