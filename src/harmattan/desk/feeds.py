"""Feeds: Atom (RFC 4287) and JSON Feed 1.1. The only user of feedgenerator.

An entry keeps its id for good: it is made of the event's id, not of an address.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from markupsafe import Markup

from harmattan import dates
from harmattan.desk import links
from harmattan.ledger.export.cells import clean

if TYPE_CHECKING:
    from harmattan.desk.pages.moves import Move
    from harmattan.desk.pages.rows import Row

# A name that nobody can own (RFC 2606): ids of different desks over one ledger are the same (RFC 4151).
TAG: Final = "tag:harmattan.invalid,2026:"
_VERSION: Final = "https://jsonfeed.org/version/1.1"
_TITLE: Final = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. id: what it is about, unique in all feeds; html: its content, safe; updated: a moment in UTC."""

    id: str
    title: str
    link: str
    html: str
    text: str
    updated: str
    tags: tuple[str, ...] = ()
    outside: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed. id: unique; link: the page it is of; own: its own address as Atom; updated: used if it is empty."""

    id: str
    title: str
    link: str
    own: str
    entries: tuple[Entry, ...]
    updated: str

    @property
    def newest(self) -> str:
        """When it changed last."""
        return max((one.updated for one in self.entries), default=self.updated)


def of_rows(
    base: str, rows: Iterable["Row"], moment: str, recorded: Mapping[str, str] | None = None
) -> Iterator[Entry]:
    """Yield events as entries: the words of the page, who says so, and where. moment: for those of unknown record."""
    for row in rows:
        yield Entry(
            id=f"event:{row.event.id}",
            title=title_of(row),
            link=base + row.href,
            html=html_of(base, row),
            text=f"“{row.plain_words}” ({told_by(row)})",
            updated=(recorded or {}).get(row.event.id, moment),
            tags=(row.event.type, *row.event.modes),
            outside=row.url,
        )


def of_move(base: str, move: "Move") -> Entry:
    """Return the course of a relationship as an entry; another turn of it is another entry."""
    said = " ".join([*move.why, *move.doubts])
    quoted = Markup("").join(Markup(html_of(base, row)) for row in move.rows)
    return Entry(
        id=f"turn:{move.a}:{move.b}:{move.day}:{move.sign}",
        title=f"{move.mark} {move.title}: {move.word}",
        link=base + move.href,
        html=str(Markup("<p>{}</p>").format(said) + quoted),
        text=said,
        updated=f"{move.day}T00:00:00Z",
        tags=("turn", move.sign),
    )


def title_of(row: "Row") -> str:
    """Return an event on one line: day, type, who to whom."""
    sides = ", ".join(one.name for one in row.actors) or "not told"
    to = ", ".join(one.name for one in row.recipients)
    day = dates.in_words(row.day or row.published)
    return " ".join(part for part in (day, row.code, sides, f"→ {to}" if to else "") if part)[:_TITLE]


def told_by(row: "Row") -> str:
    """Return who tells of an event, and when."""
    return ", ".join(part for part in (row.outlet, row.title, row.published) if part)


def html_of(base: str, row: "Row") -> str:
    """Return the words of an event with a link to them, as safe HTML."""
    made = Markup('<blockquote><p>{}</p><footer>{} · <a href="{}">the event and its words</a>').format(
        row.plain_words, told_by(row), base + row.href
    )
    page = Markup(' · <a href="{}">the page</a>').format(row.url) if links.outside(row.url) else Markup("")
    return str(made + page + Markup("</footer></blockquote>"))


def tag(id_: str) -> str:
    """Return an id as a tag URI."""
    return TAG + quote(id_, safe=":-_.~")


def atom(feed: Feed) -> bytes:
    """Return a feed as Atom."""
    from feedgenerator import Atom1Feed

    made = Atom1Feed(
        title=_printable(feed.title), link=feed.link, description="", feed_url=feed.own,
        feed_guid=tag(f"feed:{feed.id}"), author_name="Harmattan", language="en",
    )  # fmt: skip
    for one in feed.entries:
        made.add_item(
            title=_printable(one.title), link=one.link, description=None, content=_printable(one.html),
            unique_id=tag(one.id), updateddate=_moment(one.updated), pubdate=_moment(one.updated),
            categories=tuple(map(_printable, one.tags)),
        )  # fmt: skip
    made.latest_post_date = lambda: _moment(feed.newest)
    written: bytes = made.writeString("utf-8").encode()
    return written


def json_feed(feed: Feed) -> bytes:
    """Return a feed as JSON Feed 1.1."""
    path, mark, query = feed.own.partition("?")
    told: dict[str, Any] = {
        "version": _VERSION,
        "title": feed.title,
        "home_page_url": feed.link,
        "feed_url": f"{path.removesuffix('.atom')}.feed.json{mark}{query}",
        "items": [_item(one) for one in feed.entries],
    }
    return clean(json.dumps(told, ensure_ascii=False, indent=1)).encode() + b"\n"


def _item(one: Entry) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": tag(one.id),
        "url": one.link,
        "title": one.title,
        "content_html": one.html,
        "content_text": one.text,
        "date_modified": one.updated,
        "tags": list(one.tags),
    }
    return told | ({"external_url": one.outside} if one.outside else {})


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def _printable(text: str) -> str:
    """Return text without the characters that XML 1.0 and UTF-8 have no place for."""
    return "".join("\ufffd" if _is_none(char) else char for char in clean(text))


def _is_none(char: str) -> bool:
    return (char < " " and char not in "\t\n\r") or char in "\ufffe\uffff"
