"""``harmattan export FORMAT``."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache, partial
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, Literal

from cyclopts import Parameter

from harmattan import __version__
from harmattan.asking import days_of, locate
from harmattan.cli.common import LedgerOption, opened_to_look
from harmattan.cli.join import catch_up
from harmattan.cli.output import complain
from harmattan.cli.queries import asked
from harmattan.errors import OutputError, UsageError

if TYPE_CHECKING:
    from harmattan.ledger import Ledger
    from harmattan.ledger.export.facts import Codes, Options, Pair, Tally, Write
    from harmattan.ledger.query import Query
    from harmattan.records import Mention

Format = Literal["csv", "plover", "polecat", "gdelt", "geojson", "panel", "bibtex", "parquet"]
_MODULES = {"csv": "table"}
_PAGE = 500
# Events of one article mostly lie near each other.
_ARTICLES = 256
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
    ledger: LedgerOption = None,
) -> int:
    """Write events of the ledger in a format that other tools read."""
    if out is None and format == "parquet" and sys.stdout.isatty():
        raise UsageError("parquet is no text: name a file with --out")
    wanted = asked(query, type=type, actor=actor, recipient=recipient, since=since, until=until)
    write: Write = import_module(f"harmattan.ledger.export.{_MODULES.get(format, format)}").write
    with opened_to_look(ledger) as book:
        pairs, options = chosen(book, wanted, by, with_text=not no_text)
        with written(out) as stream:
            left = write(pairs, stream, options)
    for reason, count in sorted(left.items()):
        complain(f"{count} event{'' if count == 1 else 's'} left out: {reason}")
    return 0


def chosen(book: "Ledger", query: "Query", by: str, *, with_text: bool) -> "tuple[Iterable[Pair], Options]":
    """Return the pairs asked for, and what their writer must know. Raises LedgerError, UsageError."""
    from harmattan.ledger.export import collapse
    from harmattan.ledger.export.facts import Options
    from harmattan.ledger.export.selection import pairs

    acts: dict[str, str] = {}
    verdicts: dict[str, str] = {}
    if (query.by or by) == "events":
        catch_up(book)
    found: Iterable[Pair] = _judged(book, pairs(book, replace(query, by=None), locate), acts, verdicts)
    tallies: dict[str, Tally] = {}
    beginning, end = days_of(query)
    if (query.by or by) == "events":
        found, tallies = collapse.by_event(found, lambda event: acts.get(event.id, event.id))
    return found, Options(
        codes=state_codes(),
        with_text=with_text,
        tallies=tallies,
        coverage=book.coverage(),
        since=beginning.isoformat() if beginning else None,
        until=end.isoformat() if end else None,
        version=__version__,
        mentions=lru_cache(_ARTICLES)(partial(_mentions, book)),
        acts=acts,
        verdicts=verdicts,
    )


def _judged(
    book: "Ledger", found: "Iterable[Pair]", acts: dict[str, str], verdicts: dict[str, str]
) -> "Iterator[Pair]":
    """Yield the pairs after noting the act of each and what people say of it, some hundred at a time."""
    rest = iter(found)
    while some := list(islice(rest, _PAGE)):
        events = [event for _, event in some]
        acts |= book.acts_of([event.id for event in events])
        verdicts |= {id_: one.judgement.verb for id_, one in book.verdicts(events).items()}
        yield from some


def _mentions(book: "Ledger", article: str) -> "Sequence[Mention]":
    coded = book.coded(article)
    return coded.annotations.mentions if coded else ()


def state_codes() -> "dict[str, Codes]":
    """Return the codes of states from the shipped tables, which the ledger does not know."""
    from harmattan.ledger.export.facts import Codes
    from harmattan.resolve import knowledge

    rows = knowledge.table("states")
    return {iso3: Codes(row["iso2"], row.get("cow"), row.get("gw"), row.get("fips", "")) for iso3, row in rows.items()}


@contextmanager
def written(path: Path | None) -> Iterator[BinaryIO]:
    """Yield a stream to a file that appears only when it is whole; None is standard output. Raises OutputError."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(path)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
