"""Tables (CSV, TSV): one article a row, the names of the columns in the first."""

import csv
import io
from collections import deque
from collections.abc import Iterator, Sequence

from harmattan.errors import BadRecord, UnreadableInput
from harmattan.read.given import PAGES, TEXTS, Text, key_of
from harmattan.read.jsonlines import record_of
from harmattan.read.source import Raw
from harmattan.read.textlines import TextLine, text_lines
from harmattan.records import Refusal

_DELIMITERS = ",;\t|"
# A row whose quotes never close runs to the end of the file, and the next is read from its second line: few such
# rows may be tried, else a file of them takes a time that grows with its square.
_LONG_ROW = 1_000
_MOST_LONG_ROWS = 5
# As many lines as a page may have.
_MOST_LINES = 20_000


def records(
    stream: io.BufferedReader, source: str, limit: int, column: str | None = None
) -> Iterator[Raw | Text | Refusal]:
    """Yield each row's page or text, or why it is refused; column names the column of the text.

    Raises UnreadableInput if no column holds text, or the quotes of the file do not pair.
    """
    csv.field_size_limit(max(limit, csv.field_size_limit()))
    lines = _Lines(text_lines(stream, limit), limit)
    names, delimiter = _header(lines, source, column)
    long = 0
    while (row := _row(lines, delimiter)) is not None:
        where = f"{source}:{lines.first}"
        if isinstance(row, str):
            long += lines.taken > _LONG_ROW
            lines.give_back()
            yield Refusal(where, f"{where}: {row}")
        elif any(row):
            yield _record(names, row, where, column)
        if long > _MOST_LONG_ROWS:
            raise UnreadableInput(f"{where}: its quotes do not pair; the rest is not read")


class _Lines:
    """Lines that can be given back but for the first, so that a row gone wrong costs one line."""

    def __init__(self, lines: Iterator[TextLine], limit: int) -> None:
        self._lines, self._limit = lines, limit
        self._held: deque[TextLine] = deque()
        self._row: list[TextLine] = []
        self._size = 0

    @property
    def first(self) -> int:
        return self._row[0].number if self._row else 0

    @property
    def taken(self) -> int:
        return len(self._row)

    def begin(self) -> None:
        self._row, self._size = [], 0

    def give_back(self) -> None:
        self._held.extendleft(reversed(self._row[1:]))

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._held.popleft() if self._held else next(self._lines)
        self._row.append(line)
        if line.text is None:
            raise BadRecord(line.why)
        self._size += len(line.text)
        if self._size > self._limit or len(self._row) > _MOST_LINES:
            raise BadRecord(f"a row over the limit of {self._limit / 1_000_000:g} MB or {_MOST_LINES:,} lines")
        return line.text


def _row(lines: _Lines, delimiter: str) -> list[str] | str | None:
    """Return the next row, or why it is none; None at the end."""
    lines.begin()
    try:
        return next(csv.reader(lines, delimiter=delimiter, strict=True), None)
    except csv.Error as error:
        return f"no row of a table: {error}"
    except BadRecord as error:
        return str(error)


def _header(lines: _Lines, source: str, column: str | None) -> tuple[list[str], str]:
    try:
        first = next(lines, "")
        delimiter = max(_DELIMITERS, key=lambda mark: first.count(mark))
        names = next(csv.reader([first], delimiter=delimiter), [])
    except (BadRecord, csv.Error) as error:
        raise UnreadableInput(f"{source}: has no line of column names: {error}") from error
    known = {key_of(name) for name in names}
    wanted = {key_of(column)} if column else {*TEXTS, *PAGES}
    if not known & wanted:
        what = f"named {column}" if column else "of text or html"
        listed = ", ".join(" ".join(name.split())[:40] for name in names[:20]) or "none"
        raise UnreadableInput(f"{source}: has no column {what} (--text-column names it); its columns: {listed}")
    return names, delimiter


def _record(names: Sequence[str], row: Sequence[str], where: str, column: str | None) -> Raw | Text | Refusal:
    if any(row[len(names) :]):
        return Refusal(where, f"{where}: a row of {len(row)} fields under {len(names)} names")
    try:
        return record_of(zip(names, row, strict=False), where, column)
    except BadRecord as error:
        return Refusal(where, f"{where}: {error}")
