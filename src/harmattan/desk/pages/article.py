"""One article as it was read: its head, its text with events and quotes marked, and what was left out and why."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from markupsafe import Markup

from harmattan import dates
from harmattan.desk import links
from harmattan.desk.door import Door
from harmattan.desk.formats import Table
from harmattan.desk.pages import rows
from harmattan.desk.pages.article_text import Paragraph, Said, office, quotes, text_of
from harmattan.desk.pages.rows import Row
from harmattan.desk.problems import Missing
from harmattan.ledger.copies import COPY, likeness, sketch
from harmattan.ledger.export import bibtex
from harmattan.ledger.query import AnyOf, Between, Query, Value
from harmattan.ledger.versions import Version
from harmattan.ledger.view import Recorded
from harmattan.machine import article_json, full_event_json, quote_json, role_json
from harmattan.records import Article, Coded, Doubt, Event, Link, Told
from harmattan.relationships.cite import outlet

# Articles shown beside this one, and how many of its story are compared word by word.
_BESIDE: Final = 12
_COMPARED: Final = 6
# Days around it in which other pages of the same actors are looked for.
_NEAR: Final = 14
_EVENTS: Final = 30
_NAMES: Final = {
    "site": "Site",
    "byline": "Byline",
    "published": "Published",
    "published_at": "at",
    "updated": "Updated",
    "updated_at": "updated at",
    "language": "Language",
}
_ORIGINS: Final = {
    "json-ld": "the data of the page (JSON-LD)",
    "state": "the data of the page's scripts",
    "opengraph": "the data of the page (Open Graph)",
    "meta": "the data of the page (meta element)",
    "html": "an element of the page",
    "text": "the text of the page",
    "url": "the address",
    "e-mail": "the letter it came in",
    "given": "whoever gave the page",
}


@dataclass(frozen=True, slots=True)
class Head:
    """One thing the page tells of itself. origin: where it was told, in words."""

    name: str
    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Another article. copy: whether its text is nearly the same."""

    id: str
    title: str
    outlet: str
    day: str
    copy: bool = False

    @property
    def href(self) -> str:
        """Its page."""
        return links.article(self.id)


@dataclass(frozen=True, slots=True)
class Office:
    """An office that the article gives somebody, with the words that say so, marked."""

    name: str
    role: str
    code: str
    years: str
    known: bool
    words: Markup
    href: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article. text: its blocks in order; dropped: what is not of the article, by label; beside: the same story;
    actors: other pages of the same actors; recorded: when it was read and coded; versions: all texts of its address."""

    coded: Coded
    heads: tuple[Head, ...]
    headline: Markup
    text: tuple[Paragraph, ...]
    rows: tuple[Row, ...]
    quotes: tuple[Said, ...]
    offices: tuple[Office, ...]
    dropped: tuple[tuple[str, tuple[str, ...]], ...]
    beside: tuple[Beside, ...]
    actors: tuple[Beside, ...]
    recorded: tuple[Recorded, ...]
    versions: tuple[Version, ...]
    template: str = "article.html"

    @property
    def article(self) -> Article:
        """The article itself."""
        return self.coded.article

    @property
    def title(self) -> str:
        """What the tab says."""
        return self.article.title.value if self.article.title else "An article without a headline"

    @property
    def outlet(self) -> str:
        """Who published it."""
        return outlet(self.article)

    @property
    def url(self) -> str:
        """The page on the web, or ""."""
        return links.outside(self.article.canonical_url or self.article.url)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What was left out or is unsure."""
        return self.coded.annotations.doubts

    @property
    def offered(self) -> tuple[Link, ...]:
        """Related pages that the page itself offers, of which a link may lead there."""
        return tuple(link for link in self.article.related if links.outside(link.url))

    @property
    def cite(self) -> str:
        """How to cite it."""
        told = (self.article.byline, self.article.title, self.article.published)
        who, title, day = (one.value if one else "" for one in told)
        parts = (who, f"“{title}”" if title else "", self.outlet, day[:10], self.url)
        return ", ".join(part for part in parts if part) + f". As read by Harmattan, article {self.article.id}."

    def json(self) -> dict[str, Any]:
        """Return the machine shapes of the article and of everything found in it."""
        article, told = self.article, self.coded.annotations
        return {
            "article": article_json(article),
            "events": [full_event_json(article, event) for event in told.events],
            "quotes": [quote_json(article, quote) for quote in told.quotes],
            "offices": [role_json(article, role) for role in told.roles],
            "left_out": [{"what": one.what, "why": one.why} for one in told.doubts],
            "story": [one.id for one in self.beside],
            "versions": [{"article": one.article, "read": one.read} for one in self.versions],
            "recorded": [{"at": one.at, "what": one.what, "by": one.by} for one in self.recorded],
        }

    def table(self) -> Table:
        """Return its events as rows."""
        return rows.table(self.rows)

    def bib(self) -> bytes:
        """Return it as BibTeX."""
        return bibtex.entry(self.article).encode()


def article_page(door: Door, id_: str) -> ArticlePage:
    """Return the page of an article. Raises Missing."""
    coded = door.book.coded(id_)
    if coded is None:
        raise Missing(f"There is no article {id_!r} in this ledger.")
    article, told = coded.article, coded.annotations
    said = tuple(quotes(article, told.quotes))
    shown = rows.rows(door.book, told.events)
    headline, text = text_of(article, shown, said)
    story = door.soon(("story", id_), lambda: _story(door, article))
    return ArticlePage(
        coded=coded,
        heads=tuple(_heads(article)),
        headline=headline,
        text=text,
        rows=shown,
        quotes=said,
        offices=tuple(Office(**office(article, one)) for one in told.roles),
        dropped=tuple(_dropped(article)),
        beside=story,
        actors=door.soon(("same actors", id_), lambda: _same_actors(door, article, told.events, story)),
        recorded=tuple(door.book.article_history(id_)),
        versions=tuple(door.book.versions(id_)),
    )


def _heads(article: Article) -> Iterator[Head]:
    for name, label in _NAMES.items():
        told: Told | None = getattr(article, name)
        if told:
            yield _head(label, [told])
        elif name in ("byline", "published"):
            yield Head(label, "not told", "")
    for label, several in (("Authors", article.authors), ("Tags", article.tags)):
        if several:
            yield _head(label, several)


def _head(label: str, told: Sequence[Told]) -> Head:
    origins = dict.fromkeys(_ORIGINS.get(one.origin, one.origin) for one in told)
    return Head(label, ", ".join(one.value for one in told), "; ".join(origins))


def _dropped(article: Article) -> Iterator[tuple[str, tuple[str, ...]]]:
    found: dict[str, list[str]] = {}
    for block in article.dropped:
        words = " ".join(block.span.of(article.text).split())
        if words:
            found.setdefault(str(block.label), []).append(words)
    yield from ((label, tuple(told)) for label, told in found.items())


def _story(door: Door, article: Article) -> tuple[Beside, ...]:
    """Return the other articles of the same story; of the first some, whether they are copies."""
    others = [id_ for id_ in door.book.story_of(article.id) if id_ != article.id][:_BESIDE]
    own = sketch(article.text) if others else ()
    found = []
    for number, one in enumerate(_listed(door, others)):
        page = door.book.article(one.id) if number < _COMPARED else None
        copied = page is not None and likeness(own, sketch(page.text)) >= COPY
        found.append(Beside(one.id, one.title, one.outlet, one.day, copied))
    return tuple(found)


def _same_actors(door: Door, article: Article, events: Sequence[Event], story: Iterable[Beside]) -> tuple[Beside, ...]:
    """Return other pages of those days with acts of the two countries of whom this one tells most."""
    pair = _pair(events)
    when = _around(article)
    if not pair or not when:
        return ()
    ends = Between((Value(pair[0]),), (Value(pair[1]),)) if len(pair) > 1 else AnyOf("actor", (Value(pair[0]),))
    found = door.book.events(Query((ends, AnyOf("when", (Value(when),)))), limit=_EVENTS)
    known = {article.id, *(one.id for one in story)}
    ids = [id_ for id_ in dict.fromkeys(event.article for event in found) if id_ not in known]
    return tuple(_listed(door, ids[:_BESIDE]))


def _pair(events: Sequence[Event]) -> tuple[str, ...]:
    counts: dict[tuple[str, ...], int] = {}
    for event in events:
        for actor in event.actors:
            others = [one.country for one in event.recipients if one.country and one.country != actor.country]
            for ends in [(actor.country, other) for other in others] if actor.country else []:
                counts[ends] = counts.get(ends, 0) + 1
    alone = next((one.country for event in events for one in event.actors if one.country), "")
    return max(counts, key=lambda one: counts[one], default=(alone,) if alone else ())


def _around(article: Article) -> str:
    try:
        first, end = dates.bounds(article.published.value[:10] if article.published else "")
    except ValueError:
        return ""
    return f"{(first - timedelta(days=_NEAR)).isoformat()}/{(end + timedelta(days=_NEAR)).isoformat()}"


def _listed(door: Door, ids: Sequence[str]) -> list[Beside]:
    pages = door.book.mastheads(ids)
    return [beside(pages[id_]) for id_ in ids if id_ in pages]


def beside(page: Article) -> Beside:
    """Return an article as others list it."""
    day = page.published.value[:10] if page.published else ""
    return Beside(page.id, page.title.value if page.title else "no headline", outlet(page), day)
