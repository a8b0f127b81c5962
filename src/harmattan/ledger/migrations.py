"""Numbered steps from an empty file to the present schema.

A step is frozen once released: its SQL is a file of its own, not derived from schema.py, which moves on.
Each step and its record are one transaction. The check that both ways lead to the same tables is a test.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources

from sqlalchemy import Connection, insert, inspect, select

from harmattan.errors import LedgerError
from harmattan.ledger import schema

# "Harm" in ASCII, written into the file's header: tells a ledger from any other SQLite database.
APPLICATION_ID = 0x4861726D


@dataclass(frozen=True, slots=True)
class Migration:
    """One step; tables are those it makes, which are guarded against UPDATE and DELETE."""

    number: int
    name: str
    tables: tuple[str, ...]

    def statements(self) -> list[str]:
        """Return the step's SQL, one statement each; a blank line parts them in the file."""
        path = resources.files("harmattan.ledger").joinpath("sql", f"{self.number:04d}_{self.name}.sql")
        made = path.read_text(encoding="utf-8").strip().split("\n\n")
        return [*made, *(guard for table in self.tables for guard in _guards(table))]


MIGRATIONS = (
    Migration(
        1,
        "first_tables",
        ("migrations", "runs", "articles", "readings", "codings", "events", "parties", "spans", "coded", "refusals"),
    ),
    Migration(2, "judgements", ("judgements",)),
    Migration(4, "foreign", ("imports", "foreign_events")),
)


def _guards(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_never_{act.lower()} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: {table}'); END"
        for act in ("UPDATE", "DELETE")
    ]


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
    marked = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    if marked != APPLICATION_ID or "migrations" not in tables:
        raise LedgerError("it is a database of another program")
    return list(connection.scalars(select(schema.migrations.c.number).order_by(schema.migrations.c.number)))


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
    for statement in step.statements():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(insert(schema.migrations).values(number=step.number, name=step.name, applied_at=clock()))
