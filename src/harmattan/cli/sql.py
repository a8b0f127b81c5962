"""``harmattan sql QUERY``: one read-only question in SQL."""

from typing import Annotated

from cyclopts import Parameter

from harmattan.cli.common import JsonOption, LedgerOption, opened_to_look
from harmattan.cli.output import table, write_json
from harmattan.errors import UsageError


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
        names, rows = book.ask(query, seconds=seconds, most=limit)
    if json:
        for row in rows:
            write_json({name: _plain(value) for name, value in zip(names, row, strict=True)})
    else:
        table(names, ([str(_plain(value)) for value in row] for row in rows))
    return 0


def _plain(value: object) -> object:
    return f"{len(value)} bytes" if isinstance(value, bytes) else value
