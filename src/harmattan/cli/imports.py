"""``harmattan import FILE --format F --name NAME``: other people's event data, to compare with."""

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from harmattan.cli.common import JsonOption, LedgerOption, no_options, opened_to_write
from harmattan.cli.output import complain, progress, write_json, write_lines
from harmattan.exporting import state_codes

if TYPE_CHECKING:
    from harmattan.ledger.foreign.countries import Countries
    from harmattan.ledger.foreign.store import Import
    from harmattan.records import Refusal

Format = Literal["plover", "polecat", "gdelt", "ucdp"]
# A file of the wrong format has as many bad lines as lines; nobody reads more of them than this.
_MOST_TOLD = 1000


def import_file(
    file: Annotated[Path, Parameter(help="File, also gzip or the one file of a zip.", allow_leading_hyphen=True)],
    /,
    *,
    format: Annotated[Format, Parameter(help="Format of the file; docs/import.md describes each.")],
    name: Annotated[str, Parameter(help="Name of the data set; files of one data set share it.")],
    label: Annotated[str, Parameter(help="Version of the data set, as you cite it.")] = "",
    encoding: Annotated[Literal["utf-8", "latin-1"], Parameter(help="How the file's letters are written.")] = "utf-8",
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> int:
    """Keep another data set's events in the ledger, to compare with ours; they never count as ours.

    A line that cannot be used is told on standard error with its number; the others go on, and the exit status is 1.
    The same file under the same name adds nothing again, unless it is read in another encoding.
    """
    from harmattan.ledger import foreign
    from harmattan.ledger.foreign.opening import file_hash
    from harmattan.ledger.foreign.reading import Given
    from harmattan.ledger.foreign.store import Import

    no_options([str(file)])
    told = Import(name, label, format, file_hash(file, encoding))
    rows = foreign.rows(file, format, Given(str(file), name, label, countries(), encoding=encoding))
    reasons: Counter[str] = Counter()
    with opened_to_write(ledger) as book:
        done = book.add_foreign(told, progress(rows, "importing", None), lambda refusal: _tell(refusal, reasons))
    if reasons.total() > _MOST_TOLD:
        complain(f"{reasons.total() - _MOST_TOLD:,} more lines refused")
    _print(done, as_json=json)
    return 1 if done.refused and not done.again else 0


def countries() -> "Countries":
    """Return what codes and names of states stand for, from the shipped tables, which the ledger does not know."""
    from harmattan.ledger.foreign.countries import countries
    from harmattan.resolve import knowledge

    rows = knowledge.table("states")
    names = ((name, iso3) for iso3, row in rows.items() for name in (row["name"], *row.get("also", ())))
    return countries(state_codes(), names)


def _tell(refusal: "Refusal", reasons: Counter[str]) -> None:
    reasons["refused"] += 1
    if reasons["refused"] <= _MOST_TOLD:
        complain(f"{refusal.source}: {refusal.reason}")


def _print(done: "Import", *, as_json: bool) -> None:
    if as_json:
        write_json(asdict(done))
        return
    told = f"{done.rows:,} rows, {done.known:,} known already, {done.refused:,} refused"
    # The numbers are those of the time when it was new.
    again = "nothing added; the file was imported before, then " if done.again else ""
    write_lines([f"{done.name}: {again}{told}"])
