"""Web archives (WARC 1.0 and 1.1): the pages among their records, as a stream.

After ISO 28500. A record tells its length; since a length that lies would swallow others, what follows
it is checked, and the next record is looked for by its first words where it is not there.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from harmattan.errors import BadRecord, UnreadableInput
from harmattan.read.payload import answer, page_of
from harmattan.read.source import MEGABYTE, Raw
from harmattan.read.window import Window
from harmattan.records import Refusal

MARK = b"WARC/1."
_NEXT = b"\r\n\r\n" + MARK
_HEAD = 1 << 16
_END = re.compile(rb"\r?\n\r?\n")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}")


@dataclass(frozen=True, slots=True)
class _Head:
    kind: str
    length: int
    url: str
    fetched_at: str | None


def pages(stream: io.BufferedReader, source: str, limit: int) -> Iterator[Raw | Refusal]:
    """Yield the HTML page of each response record that a server gave with status 200, or why it cannot be had.

    Other records (requests, pictures, errors) are no pages and are passed over. Raises UnreadableInput if there is
    no page at all.
    """
    window, number, found = Window(stream), 0, False
    while _to_record(window):
        number += 1
        where = f"{source}:{number}"
        try:
            one = _record(window, where, limit)
        except BadRecord as error:
            window.drop(1)
            one = Refusal(where, f"{where}: {error}")
        if one is not None:
            found = True
            yield one
    if not found:
        raise UnreadableInput(f"{source}: no record of it is an HTML page")


def _to_record(window: Window) -> bool:
    """Go to where the next record starts, which is at once, or after two ends of line."""
    start = window.peek(4 + len(MARK))
    if start.lstrip(b"\r\n").startswith(MARK):
        return window.drop_to(MARK)
    if not window.drop_to(b"\n" + MARK):
        return False
    window.drop(1)
    return True


def _record(window: Window, where: str, limit: int) -> Raw | Refusal | None:
    """Take one record. Raises BadRecord with the window before where the next can be looked for."""
    start = window.peek(_HEAD)
    end = _END.search(start)
    if end is None or start.find(b"\n" + MARK, 0, end.start()) >= 0:
        raise BadRecord("its head has no end")
    head = _head(start[: end.start()])
    window.drop(end.end())
    if head.length > limit:
        is_page = head.kind == "response" and answer(window.peek(_HEAD)).is_page
        # Looked for by its first words: the next record may stand before the end that this one claims.
        window.drop_to(_NEXT)
        return Refusal(where, f"{where}: is over the limit of {limit / MEGABYTE:g} MB") if is_page else None
    block = window.peek(head.length + len(_NEXT))
    _check_length(window, block, head)
    window.drop(head.length)
    return _page(block[: head.length], head, where, limit) if head.kind == "response" else None


def _check_length(window: Window, block: bytes, head: _Head) -> None:
    inside = block.find(_NEXT, 0, head.length + len(_NEXT) - 1)
    after = block[head.length :].lstrip(b"\r\n")
    if inside < 0 and len(block) >= head.length and MARK.startswith(after[: len(MARK)]):
        return
    window.drop(max(0, inside))
    cut = len(block) < head.length and inside < 0
    raise BadRecord("the file ends inside it" if cut else "is not as long as it says")


def _head(lines: bytes) -> _Head:
    told: dict[str, str] = {}
    for line in lines.decode("utf-8", "replace").splitlines()[1:]:
        name, _, value = line.partition(":")
        told.setdefault(name.strip().lower(), value.strip())
    length = told.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) < 20):
        raise BadRecord("does not say how long it is")
    day = _DATE.match(told.get("warc-date", ""))
    url = told.get("warc-target-uri", "").strip("<>")
    return _Head(told.get("warc-type", "").lower(), int(length), url, f"{day[0]}Z" if day else None)


def _page(block: bytes, head: _Head, where: str, limit: int) -> Raw | Refusal | None:
    said = answer(block)
    if not said.is_page:
        return None
    try:
        data = page_of(block, said, limit)
    except BadRecord as error:
        return Refusal(where, f"{where}: {head.url}: {error}")
    url = head.url if head.url.lower().startswith(("http://", "https://")) else None
    return Raw(where, url, data, said.content_type, fetched_at=head.fetched_at)
