"""``harmattan export FORMAT``."""

import sys
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from harmattan.cli.common import LedgerOption, opened_to_look
from harmattan.cli.files import written
from harmattan.cli.join import catch_up
from harmattan.cli.output import complain
from harmattan.cli.queries import asked
from harmattan.errors import UsageError
from harmattan.exporting import FOLLOWING, chosen
from harmattan.ledger.export.facts import as_judged

if TYPE_CHECKING:
    from harmattan.ledger.export.facts import Write

Format = Literal["csv", "plover", "polecat", "gdelt", "geojson", "panel", "bibtex", "parquet"]
_MODULES = {"csv": "table"}
Words = Annotated[str, Parameter(help="Query line, for example act:COERCE place:MLI.", allow_leading_hyphen=True)]
By = Annotated[Literal["reports", "events"], Parameter(help="Count each report, or each act once.")]
Type = Annotated[str | None, Parameter(help="Event type, for example CONSULT.")]
Actor = Annotated[str | None, Parameter(help="Country of an actor, for example USA.")]
Recipient = Annotated[str | None, Parameter(help="Country of a recipient.")]
Since = Annotated[str | None, Parameter(help="First day of the act, for example 2024-01.")]
Until = Annotated[str | None, Parameter(help="Day after the last of the act.")]


def export(
    format: Annotated[Format, Parameter(help="Format of the file; docs/export.md describes each.")],
    /,
    *query: Words,
    out: Annotated[Path | None, Parameter(help="File to write; by default standard output.")] = None,
    type: Type = None,
    actor: Actor = None,
    recipient: Recipient = None,
    since: Since = None,
    until: Until = None,
    no_text: Annotated[bool, Parameter(name="--no-text", negative="", help="Offsets, but no words of pages.")] = False,
    by: By = "reports",
    corrected: Annotated[
        bool, Parameter(name="--corrected", negative="", help="Events as people corrected them, without rejected ones.")
    ] = False,
    ledger: LedgerOption = None,
) -> int:
    """Write events of the ledger in a format that other tools read."""
    if out is None and format == "parquet" and sys.stdout.isatty():
        raise UsageError("parquet is no text: name a file with --out")
    wanted = asked(query, type=type, actor=actor, recipient=recipient, since=since, until=until)
    write: Write = import_module(f"harmattan.ledger.export.{_MODULES.get(format, format)}").write
    with opened_to_look(ledger) as book:
        if (wanted.by or by) == "events":
            catch_up(book)
        judged = corrected or format in FOLLOWING
        pairs, options = chosen(book, wanted, by, with_text=not no_text, by_week=format == "panel", judged=judged)
        rejected: Counter[str] = Counter()
        with written(out, book.name) as stream:
            left = write(as_judged(pairs, rejected, options) if corrected else pairs, stream, options) + rejected
    for reason, count in sorted(left.items()):
        complain(f"{count} event{'' if count == 1 else 's'} left out: {reason}")
    return 0
