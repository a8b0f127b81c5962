"""Web archives (WARC 1.0 and 1.1): the pages among their records, as a stream.

After ISO 28500. A record tells its length; since a length that lies would swallow others, what follows
it is checked, and the next record is looked for by its first words where it is not there.
"""

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from harmattan.errors import BadRecord, UnreadableInput
from harmattan.read.payload import Answer, answer, begins_like_page, page_of
from harmattan.read.source import MEGABYTE, Raw
from harmattan.read.window import Window
from harmattan.records import Refusal

MARK = b"WARC/1."
_NEXT = b"\r\n\r\n" + MARK
_HEAD = 1 << 16
_END = re.compile(rb"\r?\n\r?\n")
_HOLD_PAGES = ("response", "resource")
# What a crawler says of itself and its work.
_ABOUT = ("warcinfo", "request", "metadata")
_KNOWN = {kind: kind for kind in ("revisit", "conversion", "continuation")}
_MOST_KINDS = 100
_KINDS_TOLD = 8
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}")


@dataclass(frozen=True, slots=True)
class _Head:
    kind: str
    length: int
    url: str
    fetched_at: str | None
    content_type: str


def pages(
    stream: io.BufferedReader, source: str, limit: int, note: Callable[[str], None] = lambda _: None
) -> Iterator[Raw | Refusal]:
    """Yield the HTML page of each resource, and of each response that a server gave with status 200, or why it cannot
    be had. A body whose type is not told, or told as plain text, is a page if it begins like one.

    Other records (pictures, errors) are no pages: note is called once with how many of each kind there were, if any, at
    the end or where the reader stops before it. Raises UnreadableInput if there is no page at all.
    """
    passed: Counter[str] = Counter()
    found = False
    try:
        for one in _records(Window(stream), source, limit, passed):
            found = True
            yield one
    finally:
        if passed:
            note(f"{source}: passed over, being no pages: {_counted(passed)}")
    if not found:
        raise UnreadableInput(f"{source}: no record of it is an HTML page")


def _records(window: Window, source: str, limit: int, passed: Counter[str]) -> Iterator[Raw | Refusal]:
    """Yield the pages, or why they cannot be had; the kinds of what is none are counted in passed."""
    number = 0
    while _to_record(window):
        number += 1
        where = f"{source}:{number}"
        try:
            one = _record(window, where, limit)
        except BadRecord as error:
            window.drop(1)
            one = Refusal(where, f"{where}: {error}")
        if isinstance(one, str):
            passed[one if one in passed or len(passed) < _MOST_KINDS else "of other kinds"] += 1
        elif one is not None:
            yield one


def _counted(passed: Counter[str]) -> str:
    """Return the counts in words, largest first."""
    ordered = sorted(passed.items(), key=lambda one: (-one[1], one[0]))
    rest = sum(count for _, count in ordered[_KINDS_TOLD:])
    told = [f"{count:,} {kind}" for kind, count in ordered[:_KINDS_TOLD]]
    return ", ".join([*told, f"{rest:,} more"] if rest else told)


def _to_record(window: Window) -> bool:
    """Go to where the next record starts, which is at once, or after two ends of line."""
    start = window.peek(4 + len(MARK))
    if start.lstrip(b"\r\n").startswith(MARK):
        return window.drop_to(MARK)
    if not window.drop_to(b"\n" + MARK):
        return False
    window.drop(1)
    return True


def _record(window: Window, where: str, limit: int) -> Raw | Refusal | str | None:
    """Take one record; return the kind of one that is no page, None for what a crawler says of itself.

    Raises BadRecord with the window before where the next can be looked for.
    """
    start = window.peek(_HEAD)
    end = _END.search(start)
    if end is None or start.find(b"\n" + MARK, 0, end.start()) >= 0:
        raise BadRecord("its head has no end")
    head = _head(start[: end.start()])
    window.drop(end.end())
    if head.length > limit:
        kind = _passed(window.peek(_HEAD), head)
        # Looked for by its first words: the next record may stand before the end that this one claims.
        window.drop_to(_NEXT)
        return Refusal(where, f"{where}: is over the limit of {limit / MEGABYTE:g} MB") if kind == "" else kind
    block = window.peek(head.length + len(_NEXT))
    _check_length(window, block, head)
    window.drop(head.length)
    return _page(block[: head.length], head, where, limit)


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
    return _Head(
        told.get("warc-type", "").lower(), int(length), url, f"{day[0]}Z" if day else None, told.get("content-type", "")
    )


def _said(block: bytes, head: _Head) -> Answer:
    """Return what is told of a record's body; a resource comes without the head of an answer."""
    return answer(block) if head.kind == "response" else Answer(200, head.content_type, "", False, 0)


def _passed(start: bytes, head: _Head) -> str | None:
    """Return as what a record is passed over, told by its first bytes; "" if it holds a page, None if it never does."""
    if head.kind not in _HOLD_PAGES:
        return None if head.kind in _ABOUT else _KNOWN.get(head.kind, "of unknown kind")
    said = _said(start, head)
    is_page = said.is_page or (said.may_be_page and begins_like_page(start[said.body :]))
    return "" if is_page else said.kind


def _page(block: bytes, head: _Head, where: str, limit: int) -> Raw | Refusal | str | None:
    said = _said(block, head)
    if head.kind not in _HOLD_PAGES or not said.may_be_page:
        return _passed(block, head)
    try:
        data = page_of(block, said, limit)
    except BadRecord as error:
        # Plain text that cannot be unpacked is more often no page.
        return Refusal(where, f"{where}: {head.url}: {error}") if said.is_page else said.kind
    if not (said.is_page or begins_like_page(data)):
        return said.kind
    url = head.url if head.url.lower().startswith(("http://", "https://")) else None
    return Raw(where, url, data, said.content_type, fetched_at=head.fetched_at)
