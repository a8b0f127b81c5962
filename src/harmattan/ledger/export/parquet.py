"""Parquet: the table of rows.py with typed columns; needs pyarrow, the extra ``harmattan[parquet]``."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from importlib import import_module
from itertools import islice
from typing import Any, BinaryIO

from harmattan.errors import UsageError
from harmattan.ledger.export import rows
from harmattan.ledger.export.cells import Cell, clean
from harmattan.ledger.export.facts import Left, Options, Pair

# Rows held at once: some 20 MB of them; larger groups would compress hardly better.
_GROUP = 20_000


def write(pairs: Iterable[Pair], out: BinaryIO, options: Options) -> Left:
    """Write the table. Raises UsageError if pyarrow is not installed."""
    arrow = _arrow()
    schema = _schema(arrow)
    with arrow.parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for group in _groups(pairs, options):
            columns = [[_typed(cell, column.kind) for cell in cells] for column, cells in group]
            writer.write_table(arrow.table(columns, schema=schema))
    return Counter()


def _arrow() -> Any:  # noqa: ANN401  (a library that may not be there has no types)
    try:
        import_module("pyarrow.parquet")
    except ImportError:
        raise UsageError("parquet needs pyarrow: pip install 'harmattan[parquet]'") from None
    return import_module("pyarrow")


def _schema(arrow: Any) -> Any:  # noqa: ANN401
    kinds = {"string": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(), "date": arrow.date32()}
    return arrow.schema([(column.name, kinds[column.kind]) for column in rows.COLUMNS])


def _groups(pairs: Iterable[Pair], options: Options) -> Iterator[list[tuple[rows.Column, tuple[Cell, ...]]]]:
    """Yield some rows at a time, turned into columns."""
    rest = iter(pairs)
    while group := [rows.row(pair, options) for pair in islice(rest, _GROUP)]:
        yield list(zip(rows.COLUMNS, zip(*group, strict=True), strict=True))


def _typed(cell: Cell, kind: str) -> Cell | date:
    if isinstance(cell, str):
        return date.fromisoformat(cell) if kind == "date" else clean(cell)
    return cell
