"""The page in an HTTP answer as an archive keeps it: head, pieces and packing taken off."""

import re
import zlib
from dataclasses import dataclass

from harmattan.errors import BadRecord
from harmattan.read.reader import is_html

_HEAD = 1 << 16
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")
_END = re.compile(rb"\r?\n\r?\n")
_PIECE = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")
_HTML = ("text/html", "application/xhtml+xml")
# Servers say the latter of whatever they do not know.
_UNSAID = ("", "text/plain")
_MEDIA = re.compile(r"[a-z0-9.+-]{1,40}/[a-z0-9.+-]{1,60}")
_START = 1 << 14
# zlib's word for "find out whether it is gzip or zlib".
_EITHER = 47
_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Answer:
    """The head of an answer; body is where it ends. status is 0 where there is no head."""

    status: int
    content_type: str
    coding: str
    is_chunked: bool
    body: int

    @property
    def media(self) -> str:
        """The type without what follows it, in small letters."""
        return self.content_type.split(";")[0].strip().lower()

    @property
    def is_page(self) -> bool:
        """Tell whether it is an HTML page that the server had."""
        return self.status == 200 and self.media.startswith(_HTML)

    @property
    def may_be_page(self) -> bool:
        """Tell whether it is a page, or one if its body begins like one, since its type does not say."""
        return self.is_page or (self.status == 200 and self.media in _UNSAID)

    @property
    def kind(self) -> str:
        """What to count it as where it is no page: its type, its status, or what it lacks."""
        if self.status != 200:
            return f"status {self.status}" if self.status else "no whole HTTP head"
        return self.media if _MEDIA.fullmatch(self.media) else "other type" if self.media else "no type"


def answer(block: bytes) -> Answer:
    """Return what the head of an HTTP answer says."""
    end = _END.search(block, 0, _HEAD)
    status = _STATUS.match(block)
    if end is None or status is None:
        return Answer(0, "", "", False, 0)
    told: dict[str, str] = {}
    for line in block[: end.start()].decode("latin-1").splitlines()[1:]:
        name, _, value = line.partition(":")
        told.setdefault(name.strip().lower(), value.strip())
    is_chunked = "chunked" in told.get("transfer-encoding", "").lower()
    coding = told.get("content-encoding", "").lower().strip()
    return Answer(int(status[1]), told.get("content-type", ""), coding, is_chunked, end.end())


def begins_like_page(data: bytes) -> bool:
    """Tell whether a body of no told type is HTML by its first words."""
    return is_html(data[:_START].decode("utf-8-sig", "replace"))


def page_of(block: bytes, said: Answer, limit: int) -> bytes:
    """Return the page of an answer. Raises BadRecord if it is packed in a way not known, damaged or over limit."""
    data = block[said.body :]
    if said.is_chunked:
        data = _joined(data)
    if said.coding in ("", "identity") or (said.coding.endswith("gzip") and not data.startswith(_MAGIC)):
        # Crawlers unpack pages and keep the head as it was.
        return data
    if said.coding not in ("gzip", "x-gzip", "deflate"):
        raise BadRecord(f"is packed as {said.coding[:20]!r}, which is not read")
    return _inflated(data, limit)


def _joined(data: bytes) -> bytes:
    """Return the pieces of a chunked body as one; a body that is not in pieces as it is."""
    pieces, here = [], 0
    while (size := _PIECE.match(data, here)) is not None:
        length = int(size[1], 16)
        if length == 0:
            break
        pieces.append(data[size.end() : size.end() + length])
        here = size.end() + length
        here += 2 if data[here : here + 2] == b"\r\n" else 1
    return b"".join(pieces) if pieces else data


def _inflated(data: bytes, limit: int) -> bytes:
    for window in (_EITHER, -zlib.MAX_WBITS):
        unpacker = zlib.decompressobj(window)
        try:
            page = unpacker.decompress(data, limit + 1)
        except zlib.error:
            continue
        if len(page) > limit:
            raise BadRecord(f"unpacks to more than {limit / 1_000_000:g} MB")
        if not unpacker.eof:
            raise BadRecord("its packed page is cut off")
        return page
    raise BadRecord("its packed page is damaged")
