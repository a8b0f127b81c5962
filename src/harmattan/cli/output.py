"""Where commands write: JSON lines or a table, on standard output; progress and errors on standard error."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from harmattan.errors import UsageError
from harmattan.safe import one_line, safe

if TYPE_CHECKING:
    from rich.console import Console

T = TypeVar("T")
# A pipe has no width; wide enough for a table row that grep can use.
PIPE_WIDTH = 160
# Columns: the longest id, type and mode that is kept whole, and the narrowest a column of words may be.
_KEPT, _READABLE, _BETWEEN = 36, 16, 3


def console() -> "Console":
    """Return the console on standard output."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else PIPE_WIDTH
    return Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)


def write_json(value: Any) -> None:  # noqa: ANN401 - anything json can write
    """Write one value on a line; lone surrogates and what the output's encoding lacks are escaped as JSON does it."""
    line = json.dumps(value, ensure_ascii=False)
    try:
        line.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        line = json.dumps(value)
    sys.stdout.write(line + "\n")


def write_lines(lines: Iterable[str]) -> None:
    """Write lines of text with whatever a page hid in them made safe; long ones are left to the terminal to wrap."""
    for line in lines:
        sys.stdout.write(safe(line) + "\n")


def complain(message: str) -> None:
    """Write one plain line on standard error."""
    sys.stderr.write(f"harmattan: {one_line(message)}\n")


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; an empty one is its header alone.

    Ids, days and numbers are never broken. Where a terminal is too narrow for that, each row is a block with a line
    for each column that tells something.
    """
    cells = [[safe(cell) for cell in row] for row in rows]
    kept = [_is_kept(column) for column in zip(*cells, strict=True)] if cells else [False] * len(columns)
    told = zip(columns, *cells, strict=True)
    needed = sum(_least(column, whole=whole) + _BETWEEN for column, whole in zip(told, kept, strict=True))
    seen = console()
    fits = needed <= seen.width
    if cells and sys.stdout.isatty() and not fits:
        _stack(columns, cells, seen)
        return
    from rich import box
    from rich.table import Table
    from rich.text import Text

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column, whole in zip(columns, kept, strict=True):
        made.add_column(column, overflow="fold", no_wrap=whole and fits)
    for row in cells:
        made.add_row(*map(Text, row))
    seen.print(made)


def _is_kept(cells: Sequence[str]) -> bool:
    """Tell whether the cells of a column are ids, days, types or numbers, of no use in pieces."""
    from rich.cells import cell_len

    return max(map(cell_len, cells)) <= _KEPT and not any(" " in cell for cell in cells)


def _least(cells: Sequence[str], *, whole: bool) -> int:
    """Return how wide a column, its header first, has to be to be read."""
    from rich.cells import cell_len

    widest = max(map(cell_len, cells))
    return widest if whole else min(widest, _READABLE)


def _stack(columns: Sequence[str], cells: Iterable[Sequence[str]], seen: "Console") -> None:
    from rich.table import Table
    from rich.text import Text

    for place, row in enumerate(cells):
        block = Table(box=None, show_header=False, pad_edge=False)
        block.add_column(no_wrap=True, width=max(map(len, columns)))
        block.add_column(overflow="fold")
        for column, cell in zip(columns, row, strict=True):
            if cell:
                block.add_row(column, Text(cell))
        if place:
            seen.print()
        seen.print(block)


def counted(count: int, noun: str) -> str:
    """Return "1 report", "3 reports"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def one_more(limit: int) -> int:
    """Return how many to look for, so that at_most can tell of more than --limit. Raises UsageError below 1."""
    if limit < 1:
        raise UsageError(f"--limit must be 1 or more, not {limit}")
    return limit + 1


def at_most(limit: int, found: Sequence[T], what: str, more: str = "raise --limit to see them") -> list[T]:
    """Return the first of what was found, and say on standard error if there are more: nothing is cut silently.

    found: what was looked for with one_more(limit).
    """
    if len(found) > limit:
        complain(f"there are more than {limit:,} {what}: {more}")
    return list(found[:limit])


def progress(items: Iterable[T], what: str, total: int | None) -> Iterator[T]:
    """Yield the items with a progress bar on standard error if a person is looking and the work is long."""
    if not sys.stderr.isatty() or total == 1:
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description=what, total=total, console=Console(stderr=True), transient=True)
