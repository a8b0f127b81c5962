"""Tells feeds, sitemaps, OPML and plain lists of addresses from pages, by their bytes, and reads them."""

import re
from typing import Final

from harmattan.errors import UnreadableInput
from harmattan.read import feeds, opml, sitemaps
from harmattan.read.items import Item, Listing, unique, whole_address
from harmattan.read.source import SIZE_LIMIT
from harmattan.read.unpack import GZIP, unpacked

_HEAD: Final = 4096
# The first element, behind what may stand before it. Nothing is tried a second way: many notes could end in many ways.
_ROOT = re.compile(
    r"\ufeff?\s*(?>(?><\?[^>]{0,500}>|<!--.{0,2000}?-->|<!DOCTYPE[^>\[]{0,500}(?:\[.{0,3000}?\]\s*)?>)\s*)*+"
    r"<(?:[a-z][\w.-]*:)?(\w+)",
    # ASCII: what feedparser takes for an element; behind another it would look through all that follows.
    re.IGNORECASE | re.DOTALL | re.ASCII,
)
_FEEDS: Final = frozenset({"rss", "feed", "rdf", "channel"})
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org')
_MARKS: Final = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DECLARED = re.compile(r"^\s*<\?xml[^>]{0,500}>")
# Behind a blank: a # within an address begins its fragment.
_NOTE = re.compile(r"(?:^|\s)#.*")
_MOST_LINES: Final = 50_000
# Characters of a wrong line that are told.
_TOLD: Final = 80


def parse(data: bytes, url: str, *, limit: int = SIZE_LIMIT) -> Listing | None:
    """Return what a list of pages names, or None for what is none: a page. gzip is opened, to at most limit bytes.

    Raises UnreadableInput for what is a list and cannot be used: too large when opened, hostile, broken from the start.
    """
    if data.startswith(GZIP):
        data = unpacked(data, limit, url)
    data = _in_utf8(data)
    head = data[:_HEAD].decode("utf-8", "replace")
    if head.lstrip("\ufeff \t\r\n").startswith("{") and _JSON_FEED.search(head):
        return feeds.parse_json(data, url)
    root = _root(head)
    if root in _FEEDS:
        return feeds.parse(data, url)
    if root in ("urlset", "sitemapindex"):
        return sitemaps.parse(data, url, index=root == "sitemapindex")
    if root == "opml":
        return opml.parse(data, url)
    return _lines(data, url)


def _in_utf8(data: bytes) -> bytes:
    """UTF-16 by its mark, which feedparser does not take, in UTF-8; what the text says of its encoding goes."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            return _DECLARED.sub("", text, count=1).encode("utf-8", "replace")
    return data


def _root(head: str) -> str:
    found = _ROOT.match(head)
    return found[1].casefold() if found else ""


def _lines(data: bytes, url: str) -> Listing | None:
    """Addresses, one a line, where # begins a note: a sitemap as text, or a file of sources."""
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        return None
    told = [words for line in lines if (words := _NOTE.sub("", line).strip())]
    if not told or not all(map(_is_address, told)):
        return None
    made = [whole_address(url, line) for line in told[:_MOST_LINES]]
    lost = made.count(None) + max(0, len(told) - _MOST_LINES)
    items = unique([Item(address) for address in made if address])
    return Listing("list", items, doubts=(f"{lost} lines are no usable address",) if lost else ())


def _wrong_line(data: bytes) -> str:
    """Return which line keeps a list of addresses from being one; "" where hardly any line is an address."""
    lines = [_NOTE.sub("", line).strip() for line in _in_utf8(data).decode("utf-8-sig", "replace").splitlines()]
    wrong = [at for at, line in enumerate(lines, 1) if line and not _is_address(line)]
    if not wrong or 2 * len(wrong) > sum(map(bool, lines)):
        return ""
    return f"line {wrong[0]} is no address (http:// or https://): {lines[wrong[0] - 1][:_TOLD]!r}"


def _is_address(line: str) -> bool:
    return line.startswith(("http://", "https://")) and len(line.split()) == 1


def in_file(data: bytes, name: str) -> tuple[str, ...]:
    """Return the sources that a local file names: OPML, or addresses one a line. Raises UnreadableInput."""
    found = parse(data, name)
    if found is None or found.kind not in ("opml", "list"):
        wrong = _wrong_line(data) if found is None else ""
        raise UnreadableInput(
            f"{name}: {wrong or 'is neither OPML nor a list of addresses (http:// or https://), one a line'}"
        )
    return tuple(item.address for item in (*found.items, *found.lists))
