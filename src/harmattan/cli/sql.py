"""``harmattan sql QUERY``: one read-only question in SQL."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import chain, count
from math import isfinite
from typing import Annotated

from cyclopts import Parameter

from harmattan.cli.common import JsonOption, LedgerOption, opened_to_look
from harmattan.cli.output import complain, table, write_json
from harmattan.errors import UsageError

_PAST_WHOLE = 2**63


def sql(
    query: Annotated[str, Parameter(help='One SELECT. Tables: harmattan sql "select name, sql from sqlite_master".')],
    /,
    *,
    seconds: Annotated[float, Parameter(help="How long it may take.")] = 10.0,
    limit: Annotated[int, Parameter(help="How many rows at most.")] = 1000,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> int:
    """Ask the ledger one question in SQL; nothing can be written, and a query that takes too long is ended."""
    if seconds <= 0 or limit < 1:
        raise UsageError("--seconds must be above 0 and --limit 1 or more")
    with opened_to_look(ledger) as book:
        names, rows = book.ask(query, seconds=seconds, most=limit + 1)
    if json:
        keys = _distinct(names)
        for row in rows[:limit]:
            write_json({key: _json(value) for key, value in zip(keys, row, strict=True)})
    else:
        table(names, ([str(_plain(value)) for value in row] for row in rows[:limit]))
    if len(rows) > limit:
        complain(f"there are more than {limit:,} rows: raise --limit to see them")
    return 0


def _distinct(names: Sequence[str]) -> list[str]:
    """Return the names of columns as the keys of an object: what is told already gets a number, id and id_2."""
    keys: list[str] = []
    for name in names:
        numbered = (key for number in count(2) if (key := f"{name}_{number}") not in names)
        keys.append(next(key for key in chain((name,), numbered) if key not in keys))
    return keys


def _plain(value: object) -> object:
    """A value as one reads it; a server has bytes as memory, and numbers and times of types of its own."""
    if isinstance(value, bytes | memoryview):
        return f"{len(bytes(value))} bytes"
    return value if value is None or isinstance(value, int | float) else str(value)


def _json(value: object) -> object:
    if isinstance(value, Decimal):
        # A server's sums and averages; past the whole numbers of SQLite a number is as SQLite has it.
        is_whole = value.is_finite() and abs(value) < _PAST_WHOLE and value == int(value)
        value = int(value) if is_whole else float(value)
    # JSON has no infinity.
    return None if isinstance(value, float) and not isfinite(value) else _plain(value)
