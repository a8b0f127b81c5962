"""``harmattan export FORMAT``."""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, Final, Literal

from cyclopts import Parameter

from harmattan.cli.common import LedgerOption, opened_to_look
from harmattan.cli.join import catch_up
from harmattan.cli.output import complain
from harmattan.cli.queries import asked
from harmattan.errors import OutputError, UsageError
from harmattan.exporting import chosen
from harmattan.ledger.export.facts import as_judged

if TYPE_CHECKING:
    from harmattan.ledger.export.facts import Write

Format = Literal["csv", "plover", "polecat", "gdelt", "geojson", "panel", "bibtex", "parquet"]
_MODULES = {"csv": "table"}
# What SQLite keeps a ledger in: the file and what stands beside it while somebody writes.
_OF_LEDGER: Final = ("", "-wal", "-shm", "-journal")
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
        pairs, options = chosen(book, wanted, by, with_text=not no_text, by_week=format == "panel")
        rejected: Counter[str] = Counter()
        with written(out, book.name) as stream:
            left = write(as_judged(pairs, rejected, options) if corrected else pairs, stream, options) + rejected
    for reason, count in sorted(left.items()):
        complain(f"{count} event{'' if count == 1 else 's'} left out: {reason}")
    return 0


@contextmanager
def written(path: Path | None, ledger: str) -> Iterator[BinaryIO]:
    """Yield a stream to a file that appears only when it is whole; None is standard output. Raises OutputError.

    ledger: Ledger.name of what is read, whose own files are never written over. A link stays and its target is written;
    what is no file (a pipe, a device) is written as the bytes come.
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    try:
        if any(_same(path, Path(ledger + end)) for end in _OF_LEDGER):
            raise OutputError(f"cannot write {path}: the ledger itself is there")
        with path.open("wb") if path.exists() and not path.is_file() else _whole(path) as stream:
            yield stream
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror or error}") from error


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    target = Path(os.path.realpath(path))
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _same(path: Path, other: Path) -> bool:
    """Tell whether both name one file: by another way, another link to it, or the same name yet to be made."""
    if path.exists() and other.exists():
        return path.samefile(other)
    return os.path.realpath(path) == os.path.realpath(other)
