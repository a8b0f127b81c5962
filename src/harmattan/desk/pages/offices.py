"""Offices that pages tell of, with the sentences they were learned from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from harmattan.desk import links
from harmattan.desk.door import Door
from harmattan.desk.marks import Mark, marked
from harmattan.desk.pages.rows import Row
from harmattan.errors import UsageError
from harmattan.records import Article, RoleClaim, Span
from harmattan.relationships.cite import outlet
from harmattan.resolve.names import fold

# Pages looked at: those that name a person, or those of the newest events.
_PAGES: Final = 40
_SHOWN: Final = 12
_END: Final = ".!?…"


@dataclass(frozen=True, slots=True)
class Claim:
    """An office as a page tells it. words: the sentence, marked; href: where it stands; key: whose page, or ""."""

    name: str
    role: str
    since: str
    until: str
    day: str
    outlet: str
    words: Markup
    plain: str
    article: str
    href: str
    key: str

    def json(self) -> dict[str, Any]:
        """Return its plain values."""
        told = {"name": self.name, "role": self.role, "since": self.since or None, "until": self.until or None}
        return {**told, "day": self.day or None, "outlet": self.outlet, "words": self.plain, "article": self.article}


def claims(door: Door, code: str, name: str, events: Sequence[Row]) -> Iterator[Claim]:
    """Yield the offices that pages tell: of a person those told of it, else those told of people of the country or
    body, in the pages of its newest events; each office once, as told last.
    """
    person = code.startswith("person:")
    ids = _naming(door, name) if person else [row.article.id for row in events]
    told = door.book.roles(dict.fromkeys(ids).keys() if ids else [])
    fit = [one for one in told if _fits(one[2], code, name)]
    last = {(fold(role.name), fold(role.role)): (id_, day, role) for id_, day, role in sorted(fit, key=_day)}
    pages = door.book.articles(id_ for id_, _, _ in last.values())
    for id_, day, role in sorted(last.values(), key=_day, reverse=True)[:_SHOWN]:
        if id_ in pages:
            yield _claim(pages[id_], day or "", role)


def _naming(door: Door, name: str) -> list[str]:
    try:
        return [hit.article for hit in door.book.search(name, limit=_PAGES)]
    except UsageError:
        return []


def _day(one: tuple[str, str | None, RoleClaim]) -> str:
    return one[1] or ""


def _fits(role: RoleClaim, code: str, name: str) -> bool:
    if code.startswith("person:"):
        return role.entity == code or fold(role.name) == fold(name)
    return role.country == code if ":" not in code else (role.entity or "").startswith(code)


def _claim(page: Article, day: str, role: RoleClaim) -> Claim:
    span = _sentence(page, role)
    words = marked(page.text, span, (Mark(role.span, "actor"), Mark(role.told, "said-by")))
    plain = " ".join(span.of(page.text).split())
    key = role.entity or ""
    return Claim(
        role.name, role.role, role.since, role.until, day[:10], outlet(page), words, plain, page.id,
        links.article(page.id), links.actor(key) if key else "",
    )  # fmt: skip


def _sentence(page: Article, role: RoleClaim) -> Span:
    """Return the stretch from sentence end to sentence end around an office, inside its block."""
    first, last = min(role.span.start, role.told.start), max(role.span.end, role.told.end)
    block = next((one.span for one in page.body if one.span.overlaps(role.told)), Span(first, last))
    before = [at + 1 for at in range(block.start, first) if page.text[at] in _END and page.text[at + 1 : at + 2] == " "]
    after = [at + 1 for at in range(last, block.end) if page.text[at] in _END]
    return Span(max([block.start, *before]), min([block.end, *after]))
