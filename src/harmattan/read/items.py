"""What a feed, a sitemap or an OPML list names: addresses with what is told of each."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urldefrag, urljoin, urlsplit

# sitemaps.org: an address is under 2,048 characters.
_LONGEST = 2048
_TITLE = 500
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_UNSAFE = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class Item:
    """One page or list that is named. published, updated: a day, or a moment in UTC ("2026-03-12T09:30:00Z")."""

    address: str
    title: str = ""
    published: str | None = None
    updated: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What was read. kind: feed, sitemap, index (a sitemap of sitemaps), opml or list (addresses, one a line).

    items: pages; lists: further feeds or sitemaps; doubts: what was wrong or left out, a line each.
    """

    kind: str
    items: tuple[Item, ...] = ()
    lists: tuple[Item, ...] = ()
    doubts: tuple[str, ...] = ()


def whole_address(base: str, link: str) -> str | None:
    """Return a link as an http(s) address without its fragment, or None if it is none."""
    try:
        made = urldefrag(urljoin(base, link.strip())).url
        parts = urlsplit(made)
        # A port that is no number from 1 to 65535 is only found out when it is looked at.
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return None
    return made if usable and len(made) <= _LONGEST and not _UNSAFE.search(made) else None


def title_of(text: str) -> str:
    """Return a title on one line, cut to 500 characters."""
    return " ".join(text.split())[:_TITLE]


def moment(text: str | None) -> str | None:
    """Return a day as it stands and a moment in UTC to the second; None for what is neither."""
    told = (text or "").strip()
    if not told:
        return None
    try:
        found = datetime.fromisoformat(told)
    except ValueError:
        mail = mailed(told)
        return _utc(mail) if mail else None
    return told if _DAY.fullmatch(told) else _utc(found)


def mailed(told: str) -> datetime | None:
    """Return a moment as mail, RSS and HTTP write it (RFC 5322); None for what is none, or beyond the calendar."""
    try:
        return parsedate_to_datetime(told)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None


def _utc(found: datetime) -> str | None:
    try:
        return (found.astimezone(UTC) if found.tzinfo else found).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError):
        return None


def unique(items: list[Item]) -> tuple[Item, ...]:
    """Return the items, each address once."""
    return tuple({item.address: item for item in reversed(items)}.values())[::-1]
