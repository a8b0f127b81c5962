"""Keeps foreign rows and finds them again. Each function runs inside the caller's transaction.

An import is one transaction: a file cut off in the middle leaves nothing behind, and other writers wait for its end.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, func, insert, or_, select

from harmattan import dates
from harmattan.errors import LedgerError, UsageError
from harmattan.ledger import view
from harmattan.ledger.foreign import codec
from harmattan.ledger.schema import foreign_events, imports
from harmattan.records import Foreign, Refusal

_BATCH: Final = 2_000
_LONGEST_NAME: Final = 100


@dataclass(frozen=True, slots=True)
class Import:
    """One file of a data set. rows: new ones; known: those the data set had already; refused: unusable ones.

    file_hash: of opening.py, which tells the encoding too. again: this call found the file imported already and added
    nothing; the counts are those of the first time.
    """

    name: str
    label: str
    format: str
    file_hash: str
    rows: int = 0
    known: int = 0
    refused: int = 0
    recorded_at: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows: one of each group of countries is that of a party or of the place; since and until: ISO prefixes."""

    name: str
    countries: Sequence[Sequence[str]] = ()
    since: str | None = None
    until: str | None = None


def add(
    connection: Connection, told: Import, rows: Iterable[Foreign | Refusal], refuse: Callable[[Refusal], None]
) -> Import:
    """Append the rows of one file and the import itself; a file imported under this name before adds nothing.

    Each Refusal among rows goes to refuse, and so does a row whose id stands for another row of the data set. Raises
    UsageError for a name that cannot be used, LedgerError if no row is left to keep.
    """
    _check_name(told.name)
    held = _held(connection, told)
    if held is not None:
        return replace(held, again=True)
    number = (connection.scalar(select(func.max(imports.c.number))) or 0) + 1
    added = known = refused = 0
    for batch in _batches(rows):
        usable = [row for row in batch if isinstance(row, Foreign)]
        refusals = [row for row in batch if isinstance(row, Refusal)]
        fresh, more = _append(connection, usable, number, told.name)
        for refusal in (*refusals, *more):
            refuse(refusal)
        added, refused = added + fresh, refused + len(refusals) + len(more)
        known += len(usable) - fresh - len(more)
    if not added + known:
        raise LedgerError("nothing was imported: no row of the file could be used")
    done = replace(told, rows=added, known=known, refused=refused)
    connection.execute(insert(imports), _import_row(done, number))
    return done


def _check_name(name: str) -> None:
    if not name or len(name) > _LONGEST_NAME or not name.isprintable() or name != name.strip():
        raise UsageError(f"a data set's name has 1 to {_LONGEST_NAME} printable characters, not {name[:120]!r}")


def _held(connection: Connection, told: Import) -> Import | None:
    found = (one for one in listed(connection, told.name) if one.file_hash == told.file_hash)
    return next(found, None)


def _import_row(told: Import, number: int) -> dict[str, Any]:
    names = ("name", "label", "format", "file_hash", "rows", "known", "refused", "recorded_at")
    return {"number": number} | {name: getattr(told, name) for name in names}


def _batches(rows: Iterable[Foreign | Refusal]) -> Iterator[list[Foreign | Refusal]]:
    rest = iter(rows)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _append(connection: Connection, rows: list[Foreign], number: int, name: str) -> tuple[int, list[Refusal]]:
    """Insert what is new; return how many rows that were, and a refusal for each id that stands for another row."""
    first: dict[str, Foreign] = {}
    twice = [row for row in rows if first.setdefault(row.id, row) is not row]
    before = connection.scalar(select(func.max(foreign_events.c.number))) or 0
    made = [codec.parameters(row, before + 1 + at, number) for at, row in enumerate(first.values())]
    insert_new = codec.insertion(connection.dialect.name)
    fresh = connection.exec_driver_sql(insert_new, made).rowcount if made else 0
    refusals = [_other(row) for row in twice if row != first[row.id]]
    if fresh < len(made):
        held = _stored(connection, name, list(first), before)
        refusals += [_other(row) for row in first.values() if row.id in held and not _same(row, held[row.id])]
    return fresh, refusals


def _other(row: Foreign) -> Refusal:
    return Refusal(row.dataset, f"id {row.id} stands for another row of {row.dataset} already")


def _same(row: Foreign, held: Foreign) -> bool:
    return replace(row, label="") == replace(held, label="")


def _stored(connection: Connection, name: str, ids: list[str], last: int) -> dict[str, Foreign]:
    """Return the rows of these ids up to a row number."""
    found: dict[str, Foreign] = {}
    for chunk in view.chunks(ids):
        query = _rows().where(foreign_events.c.dataset == name, foreign_events.c.id.in_(chunk))
        for row in connection.execute(query.where(foreign_events.c.number <= last)):
            found[row.id] = codec.foreign(row)
    return found


def _rows() -> Select[Any]:
    label = func.coalesce(imports.c.label, "").label("label")
    joined = foreign_events.outerjoin(imports, imports.c.number == foreign_events.c["import"])
    return select(foreign_events, label).select_from(joined)


def listed(connection: Connection, name: str | None = None) -> list[Import]:
    """Return every import, oldest first; those of one data set, if it is named."""
    query = select(imports).order_by(imports.c.number)
    if name is not None:
        query = query.where(imports.c.name == name)
    return [
        Import(row.name, row.label, row.format, row.file_hash, row.rows, row.known, row.refused, row.recorded_at)
        for row in connection.execute(query)
    ]


def found(connection: Connection, asked: Asked, limit: int) -> list[Foreign]:
    """Return the rows asked for by last day, then arrival; without a day last, and not at all where days are asked for.

    Raises UsageError for a data set that is not there, a date that is none or a limit below 0.
    """
    if limit < 0:
        raise UsageError(f"limit is below 0: {limit}")
    if not listed(connection, asked.name):
        names = sorted({one.name for one in listed(connection)})
        raise UsageError(f"no data set {asked.name!r} was imported; there are: {', '.join(names) or 'none'}")
    query = _rows().where(foreign_events.c.dataset == asked.name, *_conditions(asked))
    order = (foreign_events.c.end_day.nulls_last(), foreign_events.c.number)
    return [codec.foreign(row) for row in connection.execute(query.order_by(*order).limit(limit))]


def _conditions(asked: Asked) -> Iterator[ColumnElement[bool]]:
    if asked.since is not None:
        yield foreign_events.c.end_day > _day(asked.since, "since")
    if asked.until is not None:
        yield foreign_events.c.first_day < _day(asked.until, "until")
    for group in asked.countries:
        here = foreign_events.c.place_country.in_(list(group))
        yield or_(here, *(foreign_events.c.countries.contains(f" {code} ", autoescape=True) for code in group))


def _day(value: str, name: str) -> str:
    try:
        return dates.bounds(value)[0].isoformat()
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from error


def problems(connection: Connection) -> Iterator[str]:
    """Yield a line for each import that does not have as many rows as it says, and for rows of none."""
    count = select(foreign_events.c["import"], func.count()).group_by(foreign_events.c["import"])
    there: dict[int, int] = {row[0]: row[1] for row in connection.execute(count)}
    for number, rows in connection.execute(select(imports.c.number, imports.c.rows)):
        if there.pop(number, 0) != rows:
            yield f"import {number} does not have the {rows} rows it had"
    yield from (f"{rows} foreign rows are of no import: {number}" for number, rows in there.items())
