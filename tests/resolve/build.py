"""Articles, spans and events in invented sentences, for tests of the resolver."""

from harmattan.ids import content_hash
from harmattan.records import (
    Annotations,
    Antecedent,
    Article,
    Attribution,
    Block,
    Event,
    EventPlace,
    Factuality,
    Label,
    Mention,
    Party,
    Quote,
    Span,
    Told,
)
from harmattan.resolve.resolver import Resolver

RESOLVER = Resolver()


def span(text: str, words: str, *, last: bool = False) -> Span:
    """Return where words first stand in a text, or last."""
    start = text.rindex(words) if last else text.index(words)
    return Span(start, start + len(words))


def resolved(
    text: str,
    type_: str,
    actors: tuple[Span, ...] = (),
    recipients: tuple[Span, ...] = (),
    *,
    day: str = "2019-03-12",
    place: Span | None = None,
    said_by: Span | None = None,
    quotes: tuple[Quote, ...] = (),
    people: tuple[str, ...] = (),
    linked: tuple[Antecedent, ...] = (),
) -> Event:
    """Return an act of an article of one paragraph as the resolver leaves it."""
    block = Block(Label.PARAGRAPH, Span(0, len(text)))
    article = Article("art-1", "x", text, (block,), content_hash(text), published=Told(day, "given") if day else None)
    event = Event(
        "ev-1",
        "art-1",
        type_,
        Span(0, 1),
        Factuality.ACTUAL,
        0.9,
        actors=tuple(map(Party, actors)),
        recipients=tuple(map(Party, recipients)),
        place=EventPlace(place) if place else None,
        said_by=Attribution(said_by, "") if said_by else None,
    )
    named = tuple(Mention(span(text, name), "person", 0.9) for name in people)
    found = Annotations("art-1", mentions=named, events=(event,), quotes=quotes, antecedents=linked)
    return RESOLVER.resolve(article, found).events[0]


def party(text: str, phrase: str, place: str = "", day: str = "2017-03-12") -> Party:
    """Return the actor of an attack that a phrase of a text is, where it stands last."""
    where = span(text, place, last=True) if place else None
    return resolved(text, "ASSAULT", (span(text, phrase, last=True),), day=day, place=where).actors[0]
