"""The same page in other formats: which there are, how an address names them, and tables as files."""

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any, Final

from harmattan.errors import UsageError
from harmattan.ledger.export.cells import Cell, clean, write_csv

# By the ending of an address.
MEDIA: Final = {
    "html": "text/html",
    "json": "application/json",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
    "atom": "application/atom+xml; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "feed.json": "application/feed+json",
    "ics": "text/calendar",
    "md": "text/markdown",
    "bib": "application/x-bibtex; charset=utf-8",
    "pdf": "application/pdf",
    "svg": "image/svg+xml; charset=utf-8",
    "png": "image/png",
    "zip": "application/zip",
}
# ".feed.json" is no ".json".
_LONGEST_FIRST: Final = sorted(MEDIA, key=len, reverse=True)


@dataclass(frozen=True, slots=True)
class Table:
    """A page as rows. columns: their names; every row has one cell for each."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class File:
    """What a page is written as. whole: whether that is all that was asked for; None: nothing is ever cut off."""

    body: bytes
    whole: bool | None


def complete(whole: bool | None) -> dict[str, str]:
    """Return the header that tells programs whether a list is all there is."""
    return {} if whole is None else {"harmattan-complete": "yes" if whole else "no"}


def split(path: str) -> tuple[str, str]:
    """Return an address without the ending that names a format, and the format; "" if it names none."""
    head, slash, last = path.rpartition("/")
    for name in _LONGEST_FIRST:
        if last.endswith(f".{name}") and len(last) > len(name) + 1:
            return head + slash + last[: -len(name) - 1], name
    return path, ""


def as_json(value: Any) -> bytes:  # noqa: ANN401  (whatever a page holds)
    """Return a value as JSON text that stands safely in any file; half surrogate pairs become U+FFFD."""
    return clean(json.dumps(value, ensure_ascii=False, indent=1)).encode() + b"\n"


def as_csv(table: Table) -> bytes:
    """Return a table as CSV with a header, safe for spreadsheets."""
    out = io.BytesIO()
    write_csv([table.columns, *table.rows], out)
    return out.getvalue()


def as_parquet(table: Table) -> bytes:
    """Return a table as Parquet; a column is numbers where every cell that is told is one. Raises UsageError."""
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise UsageError("parquet needs pyarrow: pip install 'harmattan[parquet]'") from None
    columns = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    arrays = [arrow.array(_typed(cells), type=getattr(arrow, _kind(cells))()) for cells in columns]
    out = io.BytesIO()
    parquet.write_table(arrow.table(arrays, names=list(table.columns)), out, compression="zstd")
    return out.getvalue()


def _kind(cells: Sequence[Cell]) -> str:
    told = [cell for cell in cells if cell is not None]
    if told and all(isinstance(cell, int) for cell in told):
        return "int64"
    if told and all(isinstance(cell, int | float) for cell in told):
        return "float64"
    return "string"


def _typed(cells: Iterable[Cell]) -> list[Cell | date]:
    given = list(cells)
    if _kind(given) == "string":
        return [None if cell is None else clean(str(cell)) for cell in given]
    return list(given)
