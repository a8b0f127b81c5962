"""``harmattan log``: what was recorded when."""

from dataclasses import asdict
from typing import Annotated

from cyclopts import Parameter

from harmattan.cli.common import JsonOption, LedgerOption, opened_to_look
from harmattan.cli.output import at_most, one_more, table, write_json


def log(
    *,
    since: Annotated[str, Parameter(help="First moment, an ISO prefix in UTC: 2026-02 or 2026-02-03T10.")] = "",
    until: Annotated[str, Parameter(help="Moment after the last.")] = "",
    limit: Annotated[int, Parameter(help="How many at most.")] = 100,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> int:
    """List what the ledger recorded, newest first: articles, events, refusals, judgements. Nothing is ever changed."""
    with opened_to_look(ledger) as book:
        found = at_most(limit, book.changes(since=since, until=until, limit=one_more(limit)), "records")
    if json:
        for change in found:
            write_json(asdict(change))
    else:
        table(("at", "kind", "id", "what"), ((one.at, one.kind, one.id, one.what) for one in found))
    return 0
