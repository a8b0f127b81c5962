"""Many rows at once, past SQLAlchemy's work on each row, which would take half the time of writing."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table
from sqlalchemy.types import TypeEngine

from harmattan.ledger.columns import Words, escape

Values = dict[str, Any]
Process = Callable[[Any], Any]
_MARKS = {"sqlite": "?", "postgresql": "%s"}


def insert_all(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows that all name the same columns; values go through the types of their columns."""
    if not rows:
        return
    names = tuple(rows[0])
    sql, processes = _prepared(table, names, connection.dialect)
    columns = [[row[name] for row in rows] for name in names]
    for at, process in enumerate(processes):
        if process is not None:
            columns[at] = [None if value is None else process(value) for value in columns[at]]
    connection.exec_driver_sql(sql, list(zip(*columns, strict=True)))


@lru_cache(maxsize=256)
def _prepared(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[str, list[Process | None]]:
    marks = ", ".join([_MARKS[dialect.name]] * len(names))
    columns = ", ".join(f'"{name}"' for name in names)
    sql = f"INSERT INTO {table.name} ({columns}) VALUES ({marks})"
    return sql, [_process(table.c[name].type, dialect) for name in names]


def _process(kind: TypeEngine[Any], dialect: Dialect) -> Process | None:
    """What Words does to a value, called straight; most columns are of that type."""
    return escape if isinstance(kind, Words) else kind.dialect_impl(dialect).bind_processor(dialect)
