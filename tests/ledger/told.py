"""Invented reports made by hand: an article of a headline and sentences, and the acts its sentences tell of."""

from dataclasses import dataclass, field, replace

from harmattan.ids import content_hash, make_id
from harmattan.ledger.reports import Report, reports_of
from harmattan.records import (
    Annotations,
    Article,
    Block,
    Casualties,
    Coded,
    Event,
    EventPlace,
    EventTime,
    Factuality,
    Label,
    Party,
    Span,
    Told,
)

REBELS = Party(None, "group:sand", "Sand Front", "NOR", ("REB",))
ARMY = Party(None, "mil:NOR", "Armed forces of Norland", "NOR", ("MIL",))
NORLAND = Party(None, "gov:NOR", "Government of Norland", "NOR", ("GOV",))
ESTIA = Party(None, "gov:EST", "Government of Estia", "EST", ("GOV",))
TARNA = EventPlace(Span(0, 1), "Tarna", "NOR", 101, 1.0, 1.0, "city")
OLMA = EventPlace(Span(0, 1), "Olma", "NOR", 102, 3.0, 3.0, "city")


@dataclass(frozen=True, slots=True)
class Act:
    """An act as one sentence of an article tells it; word: its trigger."""

    sentence: str
    word: str
    type: str = "ASSAULT"
    modes: tuple[str, ...] = ()
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: EventPlace | None = None
    day: str | None = None
    factuality: Factuality = Factuality.ACTUAL
    casualties: Casualties = field(default_factory=Casualties)


def page(headline: str, acts: list[Act], published: str | None, outlet: str) -> Article:
    """Return the article that tells of these acts."""
    text = "\n".join([headline, *dict.fromkeys(act.sentence for act in acts)])
    digest = content_hash(text)
    return Article(
        id=make_id("art", [outlet, digest]),
        source=outlet,
        text=text,
        blocks=(
            Block(Label.HEADLINE, Span(0, len(headline))),
            Block(Label.PARAGRAPH, Span(len(headline) + 1, len(text))),
        ),
        content_hash=digest,
        published=Told(published, "given") if published else None,
        site=Told(outlet, "given"),
    )


def event(article: Article, act: Act) -> Event:
    """Return the act as a coder reports it."""
    start = article.text.index(act.sentence)
    at = start + act.sentence.index(act.word)
    trigger = Span(at, at + len(act.word))
    return Event(
        id=make_id("evt", [article.id, act.type, trigger]),
        article=article.id,
        type=act.type,
        trigger=trigger,
        factuality=act.factuality,
        confidence=0.9,
        modes=act.modes,
        actors=act.actors,
        recipients=act.recipients,
        place=act.place,
        time=EventTime(Span(0, 1), act.day, "day") if act.day else None,
        casualties=act.casualties,
        evidence=(Span(start, start + len(act.sentence)),),
    )


def told(headline: str, acts: list[Act], published: str | None = "2026-03-04", outlet: str = "a") -> list[Report]:
    """Return the reports of one invented article."""
    article = page(headline, acts, published, outlet)
    return reports_of(article, [event(article, act) for act in acts])


def coded(headline: str, acts: list[Act], published: str | None = "2026-03-04", outlet: str = "a") -> Coded:
    """Return one invented article with its events, as the ledger takes it."""
    article = page(headline, acts, published, outlet)
    events = tuple(replace(event(article, act), coder="coder-1", codebook="plover-1") for act in acts)
    return Coded(article, Annotations(article.id, events=events))
