"""Newsletters (.eml): the page in a letter, and what the letter's head says of it."""

import email
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

from harmattan.errors import NoArticle, UnreadableInput
from harmattan.read.given import MAIL, Given
from harmattan.read.items import mailed
from harmattan.read.source import Raw

_HEAD = re.compile(rb"(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID): ?", re.I)
# Decoding takes a time that grows with the square of the length.
_LONGEST_HEADER = 10_000
_MOST_PARTS = 1_000
_BOUNDARY = re.compile(rb"^\s*content-type:\s*multipart/", re.I | re.M)
# The parser holds every line against the boundary of each letter around it.
_MOST_MULTIPARTS = 100


def is_letter(head: bytes, name: str) -> bool:
    """Tell whether a file is a letter by its name or its first line."""
    return name.lower().endswith(".eml") or _HEAD.match(head) is not None


def page_in(raw: Raw) -> Raw:
    """Return the HTML part of a letter, or its text, with subject, day and sender as given.

    Raises UnreadableInput for a letter built to stall the parser, NoArticle for one without text.
    """
    if len(_BOUNDARY.findall(raw.data)) > _MOST_MULTIPARTS:
        raise UnreadableInput(f"{raw.source}: refused, more than {_MOST_MULTIPARTS} parts in parts in one letter")
    letter = email.message_from_bytes(raw.data)
    parts = list(_parts(letter))
    for kind in ("text/html", "text/plain"):
        for part in parts:
            data = part.get_payload(decode=True) if part.get_content_type() == kind and not part.is_multipart() else b""
            if isinstance(data, bytes) and data.strip():
                label = f"{kind}; charset={part.get_content_charset('')}"
                return Raw(raw.source, raw.url, data, label, _given(letter), raw.fetched_at)
    raise NoArticle(f"{raw.source}: a letter without text")


def _parts(letter: "Message[str, str]") -> Iterator["Message[str, str]"]:
    """Yield the parts in order, what is attached left out."""
    waiting = [letter]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        if part.get_content_disposition() != "attachment":
            yield part
            inner = part.get_payload()
            waiting += [one for one in reversed(inner) if isinstance(one, Message)] if isinstance(inner, list) else []


def _given(letter: "Message[str, str]") -> Given:
    name, address = parseaddr(_header(letter, "From"))
    return Given(
        MAIL,
        title=_header(letter, "Subject"),
        published=_moment(_header(letter, "Date")),
        language=_header(letter, "Content-Language"),
        site=name or address.rpartition("@")[2],
    )


def _header(letter: "Message[str, str]", name: str) -> str:
    """Return the first header of a name on one line, its encoded words decoded."""
    value = str(letter.get(name, ""))[:_LONGEST_HEADER]
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):
        pieces = [(value, None)]
    return " ".join("".join(map(_decoded, pieces)).split())


def _decoded(piece: tuple[bytes | str, str | None]) -> str:
    words, charset = piece
    if isinstance(words, str):
        return words
    try:
        return words.decode(charset or "utf-8", "replace")
    except (LookupError, UnicodeError):
        return words.decode("latin-1")


def _moment(words: str) -> str:
    told = mailed(words)
    return told.isoformat() if told else words
