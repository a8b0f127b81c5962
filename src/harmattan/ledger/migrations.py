"""Numbered steps from an empty database to the present schema.

A step is frozen once released: its SQL is a file of its own, not derived from schema.py, which moves on. The file is
SQLite's; PostgreSQL takes the same tables with its own names of types, and what only one of the two understands stands
in a second file named for it. Each step and its record are one transaction. The check that both ways lead to the same
tables is a test.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Final

from sqlalchemy import Connection, insert, inspect, select

from harmattan.errors import LedgerError
from harmattan.ledger import lookup, schema

# "Harm" in ASCII, written into the file's header: tells a ledger from any other SQLite database.
APPLICATION_ID: Final = 0x4861726D
# The same on a server, as a comment on the table of steps.
MARK: Final = "a Harmattan ledger"

# Text compares by code point, as it does in SQLite, whatever language the server speaks.
_POSTGRESQL: Final = (
    (re.compile(r"\bINTEGER\b|\bBIGINT\b"), "BIGINT"),
    (re.compile(r"\bDOUBLE\b"), "DOUBLE PRECISION"),
    (re.compile(r"\bBLOB\b"), "BYTEA"),
    (re.compile(r"\bTEXT\b"), 'TEXT COLLATE "C"'),
    (re.compile(r"\s+WITHOUT ROWID\b"), ""),
)


@dataclass(frozen=True, slots=True)
class Migration:
    """One step; tables are those it makes, which are guarded against UPDATE and DELETE; fill: what it makes of rows
    that are there already."""

    number: int
    name: str
    tables: tuple[str, ...]
    fill: Callable[[Connection], None] | None = None

    def statements(self, dialect: str = "sqlite") -> list[str]:
        """Return the step's SQL in the words of a database (sqlite or postgresql), one statement each."""
        common = [_translated(statement, dialect) for statement in self._parts("")]
        guards = [guard for table in self.tables for guard in _GUARDS[dialect](table)]
        return [*common, *self._parts(f".{dialect}"), *guards]

    def _parts(self, kind: str) -> list[str]:
        """A blank line parts the statements of a file."""
        path = resources.files("harmattan.ledger").joinpath("sql", f"{self.number:04d}_{self.name}{kind}.sql")
        return path.read_text(encoding="utf-8").strip().split("\n\n") if path.is_file() else []


MIGRATIONS = (
    Migration(
        1,
        "first_tables",
        ("migrations", "runs", "articles", "readings", "codings", "events", "parties", "spans", "coded", "refusals"),
    ),
    Migration(2, "judgements", ("judgements",)),
    Migration(3, "lookup", ("dyads", "outlets", "standings"), lookup.fill),
    Migration(4, "foreign", ("imports", "foreign_events")),
    Migration(5, "wholes", ("joins", "memberships", "blocks")),
    Migration(6, "watching", ("finds", "fetches")),
    Migration(7, "joint_support", (), lookup.fill_joint_support),
    Migration(8, "dues", ("dues",)),
    Migration(9, "joint_concessions", (), lookup.fill_joint_concessions),
    Migration(10, "scheduled", ("scheduled",)),
    Migration(11, "row_confidences", ("row_confidences",)),
)


def _translated(statement: str, dialect: str) -> str:
    if dialect == "postgresql":
        for pattern, word in _POSTGRESQL:
            statement = pattern.sub(word, statement)
    return statement


def _sqlite_guards(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_never_{act.lower()} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: {table}'); END"
        for act in ("UPDATE", "DELETE")
    ]


def _postgresql_guards(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_never_{act.lower()} BEFORE {act} ON {table} EXECUTE FUNCTION append_only()"
        for act in ("UPDATE", "DELETE", "TRUNCATE")
    ]


_GUARDS: Final = {"sqlite": _sqlite_guards, "postgresql": _postgresql_guards}


def guards() -> set[str]:
    """Return the names of the triggers that every up-to-date ledger has."""
    return {f"{table}_never_{act}" for step in MIGRATIONS for table in step.tables for act in ("update", "delete")}


def applied(connection: Connection) -> list[int]:
    """Return the numbers of the steps the ledger has taken, in order; reads only.

    Raises LedgerError if the database belongs to another program.
    """
    tables = inspect(connection).get_table_names()
    if not tables:
        return []
    if "migrations" not in tables or not _marked(connection):
        raise LedgerError("it is a database of another program")
    return list(connection.scalars(select(schema.migrations.c.number).order_by(schema.migrations.c.number)))


def _marked(connection: Connection) -> bool:
    if connection.dialect.name == "sqlite":
        return bool(connection.exec_driver_sql("PRAGMA application_id").scalar_one() == APPLICATION_ID)
    return bool(inspect(connection).get_table_comment("migrations")["text"] == MARK)


def pending(connection: Connection) -> list[Migration]:
    """Return the steps still to take; reads only.

    Raises LedgerError if the database belongs to another program or to a newer Harmattan.
    """
    done = applied(connection)
    if done and done[-1] > MIGRATIONS[-1].number:
        raise LedgerError(f"a newer Harmattan wrote it (schema {done[-1]}; this one knows {MIGRATIONS[-1].number})")
    return [step for step in MIGRATIONS if step.number not in done]


def take(connection: Connection, step: Migration, clock: Callable[[], str]) -> None:
    """Take one step and record it, inside the caller's transaction, unless another process just did."""
    if step.number in applied(connection):
        return
    for statement in (*step.statements(connection.dialect.name), *_mark(connection.dialect.name)):
        connection.exec_driver_sql(statement)
    connection.execute(insert(schema.migrations).values(number=step.number, name=step.name, applied_at=clock()))
    if step.fill is not None:
        step.fill(connection)


def _mark(dialect: str) -> Iterator[str]:
    if dialect == "sqlite":
        yield f"PRAGMA application_id = {APPLICATION_ID}"
    else:
        yield f"COMMENT ON TABLE migrations IS '{MARK}'"
