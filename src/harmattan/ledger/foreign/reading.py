"""What the readers share: a row or a refusal for each line, tables with a header, CSV records over several lines."""

import csv
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from harmattan.errors import BadRecord, UnreadableInput
from harmattan.ledger.foreign.countries import Countries
from harmattan.ledger.foreign.opening import LIMITS, Line
from harmattan.records import Foreign, Refusal

_BOM: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class Given:
    """What a reader is told: the file's name for refusals, the data set's name and version, the codes of states.

    longest: bytes of one line or CSV record; encoding: utf-8, or latin-1, which takes any byte for some letter.
    """

    source: str
    dataset: str
    label: str = ""
    countries: Countries = field(default_factory=Countries)
    longest: int = LIMITS.line
    encoding: str = "utf-8"


class Read(Protocol):
    """What each format's module offers."""

    def __call__(self, lines: Iterator[Line], given: Given) -> Iterator[Foreign | Refusal]:
        """Yield a row or a refusal for each line that is not blank, in order. Raises UnreadableInput."""
        ...


def each(lines: Iterator[Line], given: Given, make: Callable[[str], Foreign]) -> Iterator[Foreign | Refusal]:
    """Yield what make makes of each line that is not blank; a BadRecord becomes a refusal with the line's number."""
    for number, line in lines:
        if line.strip():
            yield _tried(number, line, given, make)


def _tried(number: int, line: bytes, given: Given, make: Callable[[str], Foreign]) -> Foreign | Refusal:
    try:
        return make(decoded(line, given))
    except BadRecord as error:
        return Refusal(f"{given.source}:{number}", str(error))


def decoded(line: bytes, given: Given) -> str:
    """Return a line as text without its end. Raises BadRecord if it is too long or in another encoding."""
    if len(line) > given.longest:
        raise BadRecord(f"longer than {given.longest:,} bytes")
    try:
        return line.decode(given.encoding).rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise BadRecord(f"not {given.encoding.upper()} at byte {error.start}") from error


def header(lines: Iterator[Line], given: Given, split: Callable[[str], Sequence[str]], what: str) -> list[str]:
    """Return the names of the first line's columns. Raises UnreadableInput for an empty file or a line that is none."""
    line = next((line for _, line in lines if line.strip()), None)
    if line is None:
        raise UnreadableInput(f"{given.source}: is empty")
    try:
        return [name.strip() for name in split(decoded(line, given).removeprefix(_BOM))]
    except BadRecord as error:
        raise UnreadableInput(f"{given.source}: no {what}: its first line is {error}") from error


def need(columns: Sequence[str], wanted: Sequence[str], given: Given, what: str) -> None:
    """Raise UnreadableInput for a table that lacks a column or has one twice."""
    missing = [name for name in wanted if name not in columns]
    if missing:
        raise UnreadableInput(f"{given.source}: no {what}: it has no column {missing[0]!r}")
    if len(set(columns)) < len(columns):
        raise UnreadableInput(f"{given.source}: no {what}: a column is there twice")


def csv_cells(record: str) -> list[str]:
    """Return the cells of one CSV record (RFC 4180). Raises BadRecord."""
    try:
        return next(csv.reader([record], strict=True), [])
    except csv.Error as error:
        raise BadRecord(f"no CSV: {error}") from error


def csv_records(lines: Iterator[Line], given: Given, width: int) -> Iterator[Line]:
    """Yield whole CSV records under the number of their first line: an open quotation mark goes on to the next line.

    A mark that nobody closes costs its own line alone: where the joined lines are too long or no
    record of width cells, those after the first are read by themselves.
    """
    waiting: deque[Line] = deque()
    while (line := _take(waiting, lines)) is not None:
        parts = _joined(line, waiting, lines, given.longest)
        record = b"".join(part for _, part in parts)
        if len(parts) > 1 and not _fits(record, given, width):
            waiting.extendleft(reversed(parts[1:]))
            record = line[1]
        yield line[0], record


def _joined(line: Line, waiting: deque[Line], lines: Iterator[Line], longest: int) -> list[Line]:
    parts, quotes, size = [line], line[1].count(b'"'), len(line[1])
    while quotes % 2 and size <= longest and (more := _take(waiting, lines)) is not None:
        parts.append(more)
        quotes += more[1].count(b'"')
        size += len(more[1])
    return parts


def _fits(record: bytes, given: Given, width: int) -> bool:
    try:
        return len(csv_cells(decoded(record, given))) == width
    except BadRecord:
        return False


def _take(waiting: deque[Line], lines: Iterator[Line]) -> Line | None:
    return waiting.popleft() if waiting else next(lines, None)
