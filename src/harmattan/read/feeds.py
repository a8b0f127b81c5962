"""RSS, Atom and JSON Feed. The only user of feedparser."""

import calendar
import io
import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

from harmattan.errors import UnreadableInput
from harmattan.read.items import Item, Listing, moment, title_of, unique, whole_address
from harmattan.read.markup import entities

# A feed of the news of a day holds under a thousand items and a few MB.
MOST: Final = 5_000
MOST_BYTES: Final = 8_000_000
# Without the NULs that UTF-16 puts between letters.
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
# feedparser takes 2 s for 100,000 tags, and minutes for one tag of 100,000 attributes.
_MOST_TAGS: Final = 200_000
_LONGEST_TAG: Final = 20_000
_ELEMENT = re.compile(rb"<\w")
# Where the first element has to stand; feedparser looks through all that is before it, in square time.
_PROLOGUE = 8192
_TAG_START = re.compile(rb"<(?=[a-zA-Z])")
_INSIDE_TAG = re.compile(rb"""(?:[^>"']|"[^"]*"|'[^']*')*+""")


def parse(data: bytes, url: str) -> Listing:
    """Return the items of an RSS or Atom feed; one that is not well-formed is read as far as it goes, and told.

    Raises UnreadableInput for a feed over 8 MB, with declared entities, or with tags enough to stall the parser.
    """
    import feedparser

    _refuse_hostile(data, url)
    # Bytes in hand only: given a text, feedparser may take it for an address or a file and open it.
    read = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    broken = f"the feed is not well-formed: {_one_line(read.get('bozo_exception'))}" if read.get("bozo") else ""
    return _listing((_entry(entry, url) for entry in read.entries[:MOST]), len(read.entries) - MOST, broken)


def _refuse_hostile(data: bytes, url: str) -> None:
    if len(data) > MOST_BYTES:
        raise UnreadableInput(f"{url}: is over the limit of {MOST_BYTES / 1e6:g} MB for a feed")
    plain = data.replace(b"\0", b"")
    if _ENTITY.search(plain):
        raise entities(url)
    first = _ELEMENT.search(plain)
    if first is None or first.start() > _PROLOGUE:
        raise UnreadableInput(f"{url}: refused, no element in the first {_PROLOGUE:,} bytes")
    pieces = _TAG_START.split(plain)[1:]
    if len(pieces) > _MOST_TAGS:
        raise UnreadableInput(f"{url}: refused, {len(pieces):,} tags in one feed")
    for piece in pieces:
        if len(piece) > _LONGEST_TAG and (found := _INSIDE_TAG.match(piece)) and len(found[0]) > _LONGEST_TAG:
            raise UnreadableInput(f"{url}: refused, a tag of {len(found[0]):,} bytes")


def parse_json(data: bytes, url: str) -> Listing:
    """Return the items of a JSON Feed (jsonfeed.org). Raises UnreadableInput for what is none."""
    try:
        told = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(f"{url}: is not well-formed JSON") from error
    given = told.get("items") if isinstance(told, dict) else None
    if not isinstance(given, list):
        raise UnreadableInput(f"{url}: is JSON without a list of items, no feed")
    return _listing((_json_item(item, url) for item in given[:MOST]), len(given) - MOST, "")


def _listing(made: Iterable[Item | None], beyond: int, broken: str) -> Listing:
    found = list(made)
    lost = found.count(None)
    doubts = [
        broken,
        f"{lost} items without a web address" if lost else "",
        f"{beyond} items beyond {MOST:,}" if beyond > 0 else "",
    ]
    return Listing("feed", unique([item for item in found if item is not None]), doubts=tuple(filter(None, doubts)))


def _entry(entry: dict[str, Any], url: str) -> Item | None:
    # dict.get: feedparser's own get answers for "updated" with what it knows of "published".
    told = {key: dict.get(entry, key) for key in ("link", "title", "published_parsed", "updated_parsed")}
    address = whole_address(url, told["link"]) if told["link"] else None
    if address is None:
        return None
    return Item(address, title_of(told["title"] or ""), _time(told["published_parsed"]), _time(told["updated_parsed"]))


def _time(parsed: Any) -> str | None:  # noqa: ANN401  (feedparser's: a struct_time in UTC)
    if parsed is None:
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return None


def _json_item(item: object, url: str) -> Item | None:
    if not isinstance(item, dict):
        return None
    link = item.get("url") or item.get("external_url") or item.get("id")
    address = whole_address(url, link) if isinstance(link, str) and link.strip() else None
    if address is None:
        return None
    times = (moment(told) if isinstance(told := item.get(f"date_{name}"), str) else None for name in _JSON_TIMES)
    title = item.get("title")
    return Item(address, title_of(title if isinstance(title, str) else ""), *times)


_JSON_TIMES: Final = ("published", "modified")


def _one_line(error: object) -> str:
    return " ".join(str(error).split())[:200]
