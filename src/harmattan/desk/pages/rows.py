"""Events as rows: what every list of events on the desk shows of each, with the words that say so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from harmattan.desk import links
from harmattan.desk.formats import Table
from harmattan.desk.marks import Mark, marked
from harmattan.ledger import Ledger
from harmattan.ledger.acts import Act
from harmattan.machine import full_event_json, verdict_json
from harmattan.records import Article, Event, Judgement, Party, Span
from harmattan.relationships.cite import outlet

COLUMNS: Final = (
    "id", "act", "reports", "sources", "day", "precision", "type", "modes", "status", "actors", "recipients", "place",
    "place_country", "resolution", "lat", "lon", "score", "quad", "confidence", "words", "outlet", "published", "title",
    "url", "article", "row_confidence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A party as a reader sees it. code: country slot and sector; href: its page, "" for one without any."""

    name: str
    code: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """One event in a list. words: its evidence with the trigger marked, safe to stand on a page.

    day: of the act as told ("" if it is not), else published is that of the news. reports, sources: of the whole act.
    said: the judgement in force on it, if there is one.
    """

    event: Event
    article: Article
    act: str
    reports: int
    sources: int
    said: Judgement | None = None

    @property
    def href(self) -> str:
        """Its page."""
        return links.event(self.event.id)

    @property
    def code(self) -> str:
        """Type and modes, "COERCE/seize"."""
        return self.event.type + "".join(f"/{mode}" for mode in self.event.modes)

    @property
    def verdict(self) -> str:
        """What people say of it, "" if nothing."""
        return self.said.verb if self.said else ""

    @property
    def corrected(self) -> tuple[tuple[str, str], ...]:
        """The fields that people correct, each with its value."""
        return self.said.values if self.said else ()

    @property
    def day(self) -> str:
        """When the act happened as told, or ""."""
        return (self.event.time.value if self.event.time else None) or ""

    @property
    def published(self) -> str:
        """The day of the news, or ""."""
        return self.article.published.value[:10] if self.article.published else ""

    @property
    def actors(self) -> tuple[Named, ...]:
        """Who did it."""
        return tuple(named(self.article.text, party) for party in self.event.actors)

    @property
    def recipients(self) -> tuple[Named, ...]:
        """To whom."""
        return tuple(named(self.article.text, party) for party in self.event.recipients)

    @property
    def place(self) -> str:
        """Where, as the gazetteer calls it, else as the page does."""
        told = self.event.place
        return (told.name or " ".join(told.span.of(self.article.text).split())) if told else ""

    @property
    def outlet(self) -> str:
        """Who published it."""
        return outlet(self.article)

    @property
    def title(self) -> str:
        """The headline, or ""."""
        return self.article.title.value if self.article.title else ""

    @property
    def url(self) -> str:
        """The page on the web, or ""."""
        return links.outside(self.article.canonical_url or self.article.url)

    @property
    def words(self) -> Markup:
        """The evidence with its trigger marked, as HTML."""
        trigger = Mark(self.event.trigger, "trigger")
        return Markup(" … ").join(marked(self.article.text, span, [trigger]) for span in evidence(self.event))

    @property
    def plain_words(self) -> str:
        """The evidence as text on one line."""
        return " … ".join(" ".join(span.of(self.article.text).split()) for span in evidence(self.event))

    def json(self) -> dict[str, Any]:
        """The machine shape of the event with its act."""
        told = {"act": self.act, "reports": self.reports, "sources": self.sources}
        return full_event_json(self.article, self.event) | told | verdict_json(self.said)

    def cells(self) -> tuple[str | int | float | None, ...]:
        """The cells of COLUMNS."""
        event, place = self.event, self.event.place
        return (
            event.id,
            self.act,
            self.reports,
            self.sources,
            self.day or None,
            event.time.precision if event.time else None,
            event.type,
            "; ".join(event.modes),
            str(event.factuality),
            "; ".join(one.name for one in self.actors),
            "; ".join(one.name for one in self.recipients),
            self.place or None,
            place.country if place else None,
            place.resolution if place else None,
            place.lat if place else None,
            place.lon if place else None,
            event.score,
            event.quad,
            event.confidence,
            self.plain_words,
            self.outlet,
            self.published or None,
            self.title,
            self.url or None,
            self.article.id,
            event.row_confidence,
        )


def evidence(event: Event) -> tuple[Span, ...]:
    """Return the spans that say so: the evidence, else the trigger alone."""
    return event.evidence or (event.trigger,)


def named(text: str, party: Party) -> Named:
    """Return a party as a reader sees it."""
    words = " ".join(party.span.of(text).split()) if party.span else "not named"
    code = ".".join(part for part in (party.country, party.sectors[0] if party.sectors else "") if part)
    key = party.entity or party.country
    return Named(party.name or words or code, code, links.actor(key) if key else "")


def rows(book: Ledger, events: Sequence[Event], acts: Mapping[str, Act] | None = None) -> tuple[Row, ...]:
    """Return the rows of events, in their order. acts: by id of the event shown; else each is looked up."""
    articles = book.articles({event.article for event in events})
    told = dict(acts) if acts is not None else _acts(book, events)
    verdicts = book.verdicts(events)
    return tuple(
        Row(
            event,
            article,
            told[event.id].id if event.id in told else event.id,
            len(told[event.id].reports) if event.id in told else 1,
            told[event.id].sources if event.id in told else 1,
            verdicts[event.id].judgement if event.id in verdicts else None,
        )
        for event in events
        if (article := articles.get(event.article))
    )


def _acts(book: Ledger, events: Iterable[Event]) -> dict[str, Act]:
    given = list(events)
    wholes = book.acts_of([event.id for event in given])
    reports = book.reports_of(set(wholes.values()))
    sources = book.sources_of(reports)
    own = ((event, wholes[event.id]) for event in given if event.id in wholes)
    return {event.id: Act(whole, event, reports[whole], sources[whole]) for event, whole in own}


def table(found: Iterable[Row]) -> Table:
    """Return rows as a table."""
    return Table(COLUMNS, tuple(row.cells() for row in found))
