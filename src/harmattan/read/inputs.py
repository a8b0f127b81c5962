"""The door for any source: a file, a folder, an address, an archive or a table to the articles in it, one by one.

What a source is, is told by its first bytes; only tables and letters also by the end of their name.
Nothing is held but the page at hand.
"""

import io
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from harmattan.errors import InputError
from harmattan.read import jsonlines, mail, packed, tables, warc
from harmattan.read.given import Text, bad_date
from harmattan.read.reader import from_record
from harmattan.read.source import LETTER, SIZE_LIMIT, STDIN, Raw, check_bytes, has_scheme, load, too_large, unreadable
from harmattan.records import Article, Refusal

Found = Raw | Text | Refusal

_BUFFER = 1 << 16
_GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_JSON_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{[ \t]*\"")
_JSON_NAMES = (".jsonl", ".ndjson", ".jsonlines")
_TABLE_NAMES = (".csv", ".tsv", ".tab")
_MANY_NAMES = (*_JSON_NAMES, *_TABLE_NAMES, ".warc", ".zip", ".gz")
# A page packed inside an archive that is packed itself; deeper is an attack.
_DEEPEST = 3
# A file of nothing but refusals is something else than its name says, or an attack.
_MOST_IN_A_ROW = 1_000


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read. column names the text of tables and JSON lines; limit: bytes of one page, line or record.

    note is called with what a user may want to know of a source that is no refusal, in one line.
    """

    allow_private: bool = False
    limit: int = SIZE_LIMIT
    column: str | None = None
    note: Callable[[str], None] = lambda _: None


def expanded(sources: Iterable[str]) -> Iterator[str | Refusal]:
    """Yield the sources, each folder as the files in it and in its folders, in order of name, or why it cannot be read.

    Hidden files are left out, and pipes, sockets and devices, which may never end.
    """
    for source in sources:
        if source != STDIN and not has_scheme(source) and stat.S_ISDIR(_mode(Path(source))):
            yield from _files(Path(source))
        else:
            yield source


def _files(folder: Path) -> Iterator[str | Refusal]:
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        yield Refusal(str(folder), str(unreadable(str(folder), error)))
        return
    for path in paths:
        if path.name.startswith("."):
            continue
        mode = _mode(path)
        # A link to a folder may lead back to where it stands.
        if stat.S_ISDIR(mode) and not path.is_symlink():
            yield from _files(path)
        elif stat.S_ISREG(mode):
            yield str(path)


def _mode(path: Path) -> int:
    """Return what kind of file a path leads to. One that cannot be told is taken for a file: opening it tells why."""
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return stat.S_IFREG


def may_hold_many(source: str) -> bool:
    """Tell whether a source may by its name hold more than one page."""
    return source == STDIN or source.lower().endswith(_MANY_NAMES)


def articles(
    source: str, reading: Reading, read: Callable[[Raw], Article], now: Callable[[], str]
) -> Iterator[Article | Refusal]:
    """Yield each article of a source, or why it was refused, in order; read makes the article of one page.

    now gives the time kept with pages fetched now. A record whose date cannot be used gives both.
    """
    in_a_row = 0
    for one in found(source, reading):
        item = one if isinstance(one, Refusal) else _article(one, read, now)
        yield item
        in_a_row = in_a_row + 1 if isinstance(item, Refusal) else 0
        if in_a_row == _MOST_IN_A_ROW:
            yield Refusal(source, f"{source}: {in_a_row:,} records in a row cannot be used; the rest is not read")
            return
        if not isinstance(one, Refusal) and one.given and (why := bad_date(one.given)) and isinstance(item, Article):
            yield Refusal(one.source, f"{one.source}: {why}")


def _article(one: Raw | Text, read: Callable[[Raw], Article], now: Callable[[], str]) -> Article | Refusal:
    try:
        return from_record(one) if isinstance(one, Text) else read(_stamped(one, now))
    except InputError as error:
        return Refusal(one.source, str(error))


def _stamped(raw: Raw, now: Callable[[], str]) -> Raw:
    return raw if raw.fetched_at else replace(raw, fetched_at=now())


def found(source: str, reading: Reading) -> Iterator[Found]:
    """Yield the pages and texts of a source as they stand, each with where it stands, or why they cannot be had."""
    try:
        yield from _found(source, reading)
    except InputError as error:
        yield Refusal(source, str(error))


def _found(source: str, reading: Reading) -> Iterator[Found]:
    if has_scheme(source):
        yield load(source, allow_private=reading.allow_private, limit=reading.limit)
    elif source == STDIN:
        # Closed, a wrapper would close standard input with it.
        stream = _buffered(cast("io.RawIOBase", sys.stdin.buffer))
        try:
            yield from _inside(stream, source, reading, 0)
        finally:
            stream.detach()
    else:
        with _opened(source) as stream:
            yield from _inside(stream, source, reading, 0)


def _buffered(raw: io.RawIOBase) -> io.BufferedReader:
    return io.BufferedReader(raw, _BUFFER)


def _opened(source: str) -> io.BufferedReader:
    try:
        return _buffered(io.FileIO(source))
    except (OSError, ValueError) as error:
        raise unreadable(source, error) from error


def _inside(
    stream: io.BufferedReader, name: str, reading: Reading, depth: int, budget: packed.Budget | None = None
) -> Iterator[Found]:
    """Yield what a stream holds. Raises InputError where it is of no use as a whole.

    budget: of the outermost archive it lies in. One of their own for each of the inner ones would be none for all.
    """
    head = _head(stream, name)
    limit, column = reading.limit, reading.column
    plain = name.lower().removesuffix(".gz")
    if head.startswith(_GZIP) and depth < _DEEPEST:
        yield from _unpacked(*packed.gunzipped(stream, budget), name, reading, depth + 1)
    elif head.startswith(_ZIP) and depth < _DEEPEST:
        yield from _zipped(stream, name, reading, depth + 1, budget)
    elif head.startswith(warc.MARK):
        yield from warc.pages(stream, name, limit, reading.note)
    elif plain.endswith(_JSON_NAMES) or _JSON_LINE.match(head):
        yield from jsonlines.records(stream, name, limit, column)
    elif plain.endswith(_TABLE_NAMES) or (column and name == STDIN):
        yield from tables.records(stream, name, limit, column)
    else:
        yield _page(stream, name, limit, LETTER if mail.is_letter(head, plain) else "")


def _head(stream: io.BufferedReader, name: str) -> bytes:
    try:
        return stream.peek(_BUFFER)
    except OSError as error:
        raise unreadable(name, error) from error


def _unpacked(
    stream: io.BufferedReader, state: packed.Unpacked, name: str, reading: Reading, depth: int
) -> Iterator[Found]:
    """Yield what an unpacked stream holds, then what broke it off; a page broken off is no page."""
    for one in _caught(stream, name, reading, depth, state.budget):
        if not (state.fault and one.source == name):
            yield one
    if state.fault:
        yield Refusal(name, f"{name}: {state.fault}")


def _caught(
    stream: io.BufferedReader, name: str, reading: Reading, depth: int, budget: packed.Budget
) -> Iterator[Found]:
    try:
        yield from _inside(stream, name, reading, depth, budget)
    except InputError as error:
        yield Refusal(name, str(error))


def _zipped(
    stream: io.BufferedReader, name: str, reading: Reading, depth: int, budget: packed.Budget | None
) -> Iterator[Found]:
    # A zip file has its list at the end: what cannot be gone back in is held, up to the limit of a page.
    file = stream if stream.seekable() else io.BytesIO(_whole(stream, name, reading.limit))
    for member in packed.members(file, name, budget):
        if isinstance(member, Refusal):
            yield member
            continue
        inner, opened, state = member
        yield from _unpacked(opened, state, inner, reading, depth)


def _page(stream: io.BufferedReader, name: str, limit: int, kind: str) -> Raw:
    data = _whole(stream, name, limit)
    check_bytes(data, name)
    return Raw(name, None, data, kind)


def _whole(stream: io.BufferedReader, name: str, limit: int) -> bytes:
    try:
        data = stream.read(limit + 1)
    except OSError as error:
        raise unreadable(name, error) from error
    if len(data) > limit:
        raise too_large(name, limit)
    return data
