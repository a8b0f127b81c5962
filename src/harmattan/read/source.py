"""Raw bytes of one page, from a file, a web address or standard input."""

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from harmattan.errors import UnreadableInput
from harmattan.read.given import Given

MEGABYTE = 1_000_000
# The largest news pages seen are near 6 MB, nearly all script; more is an archive or an attack.
SIZE_LIMIT = 20 * MEGABYTE
STDIN = "-"
# The content type of a letter, which is unpacked before it is read.
LETTER = "message/rfc822"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)

_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of one page and where they came from.

    source is what the caller named; url is set for pages fetched, after redirects. given is what a record says
    beside it, fetched_at when an archive fetched it.
    """

    source: str
    url: str | None
    data: bytes
    content_type: str = ""
    given: Given | None = None
    fetched_at: str | None = None


def load(source: str, *, allow_private: bool = False, limit: int = SIZE_LIMIT) -> Raw:
    """Return the bytes of a file path, an http(s) URL or "-" (standard input).

    URLs that lead to private, loopback or link-local addresses are refused unless allow_private.
    Raises UnreadableInput if the source is missing, empty, binary or over limit bytes.
    """
    if is_url(source):
        from harmattan.read.fetch import fetch

        page = fetch(source, limit=limit, allow_private=allow_private)
        raw = Raw(source, page.url, page.data, page.content_type)
    elif has_scheme(source):
        raise UnreadableInput(f"{source}: only http and https addresses are fetched")
    elif source == STDIN:
        raw = Raw(source, None, _read(sys.stdin.buffer, source, limit))
    else:
        raw = Raw(source, None, _read_file(source, limit))
    check_bytes(raw.data, source)
    return raw


def has_scheme(source: str) -> bool:
    """Tell whether source is an address of any kind, also one that is not fetched."""
    return _SCHEME.match(source) is not None


def is_url(source: str) -> bool:
    """Tell whether source is a web address and not a file path."""
    return source.lower().startswith(("http://", "https://"))


def check_bytes(data: bytes, source: str) -> None:
    """Raise UnreadableInput if data is empty or plainly not text."""
    if not data.strip():
        raise UnreadableInput(f"{source}: is empty")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise UnreadableInput(f"{source}: is {what}, not a page of text")
    if b"\0" in data and not data.startswith(_UTF16_MARKS):
        raise UnreadableInput(f"{source}: is a binary file, not a page of text")


def too_large(source: str, limit: int) -> UnreadableInput:
    """Return the error for an input over limit bytes."""
    return UnreadableInput(f"{source}: is over the limit of {limit / MEGABYTE:g} MB for one page")


def unreadable(source: str, error: OSError | ValueError) -> UnreadableInput:
    """Return the error for a file that cannot be opened or read; a ValueError is a NUL inside its path."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return UnreadableInput(f"{source}: cannot be read: {reason}")


def _read_file(source: str, limit: int) -> bytes:
    path = Path(source)
    if path.is_dir():
        raise UnreadableInput(f"{source}: is a folder, not a page")
    try:
        with path.open("rb") as stream:
            return _read(stream, source, limit)
    except (OSError, ValueError) as error:
        raise unreadable(source, error) from error


def _read(stream: BinaryIO, source: str, limit: int) -> bytes:
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_large(source, limit)
    return data
