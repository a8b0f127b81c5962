"""Reads the corpus's stories as the product would have them: articles, resolved events, and which are one act."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from corpus.markup import Document, GoldEvent, load  # noqa: E402
from corpus.splits import part  # noqa: E402
from harmattan import settings  # noqa: E402
from harmattan.annotate.sentences import split  # noqa: E402
from harmattan.flow import Flow  # noqa: E402
from harmattan.ids import content_hash, make_id  # noqa: E402
from harmattan.records import (  # noqa: E402
    Annotations,
    Article,
    Block,
    Casualties,
    Event,
    EventPlace,
    EventTime,
    Factuality,
    Label,
    Party,
    Span,
    Told,
)
from harmattan.resolve.resolver import Resolver  # noqa: E402


@dataclass(frozen=True, slots=True)
class Telling:
    """An article with its events, resolved. acts: the key of the act of each event id that is scored."""

    article: Article
    events: tuple[Event, ...]
    acts: dict[str, str]
    story: str = ""
    history: str = ""


def stories(name: str) -> Iterator[Telling]:
    """Yield the articles of a part (train, dev or test) and the briefs of its histories, with their gold events."""
    resolver = Resolver()
    return (told(document, resolver) for document in _documents(name) if _is_report(document))


def passages(name: str) -> Iterator[Telling]:
    """Yield the passages of one part that tell of an act, each as an article of its own."""
    resolver = Resolver()
    return (told(document, resolver) for document in _documents(name) if not _is_report(document) and document.events)


def found(name: str) -> Iterator[Telling]:
    """Yield the same texts as the shipped coder codes them; an event is scored where it hits a gold trigger."""
    flow = Flow.load(settings.load())
    for document in _documents(name):
        if _is_report(document):
            coded = flow.code(article_of(document))
            acts = dict(_matched(document, coded.annotations.events))
            yield Telling(coded.article, coded.annotations.events, acts, *_names(document))


def _matched(document: Document, events: Sequence[Event]) -> Iterator[tuple[str, str]]:
    gold = {event.id: event for event in document.events}
    marks = [span for span in document.spans if span.id in gold]
    for event in events:
        hit = [m for m in marks if m.start < event.trigger.end and event.trigger.start < m.end]
        same = [mark for mark in hit if gold[mark.id].type == event.type] or hit
        if same:
            yield event.id, _act(document, gold[same[0].id])


def _is_report(document: Document) -> bool:
    """An article of a story, or one of the briefs between the articles of a history."""
    return bool(_names(document)[0])


def _has_headline(document: Document) -> bool:
    return document.attributes.get("kind") == "article"


def _documents(name: str) -> Iterator[Document]:
    return (document for document in _loaded() if part(document) == name)


@cache
def _loaded() -> tuple[Document, ...]:
    return tuple(load())


def _names(document: Document) -> tuple[str, str]:
    history = document.attributes.get("history", "")
    return document.attributes.get("story", history), history


def _act(document: Document, gold: GoldEvent) -> str:
    """An act without a key is told of once."""
    return f"{_names(document)[0]}/{gold.act}" if gold.act else f"{document.id}/{gold.id}"


def told(document: Document, resolver: Resolver) -> Telling:
    """Return a document with its gold events as the resolver leaves them; gold antecedents are not used."""
    article = article_of(document)
    bare = tuple(event_of(document, gold, article) for gold in document.events)
    resolved = resolver.resolve(article, Annotations(article.id, events=bare)).events
    acts = {event.id: _act(document, gold) for event, gold in zip(bare, document.events, strict=True)}
    return Telling(article, resolved, acts, *_names(document))


def article_of(document: Document) -> Article:
    """Return a story's report as the reader gives it: headline, paragraphs, day, outlet."""
    blocks: list[Block] = []
    start = 0
    for line in document.text.split("\n"):
        if line.strip():
            label = Label.HEADLINE if _has_headline(document) and not blocks else Label.PARAGRAPH
            blocks.append(Block(label, Span(start, start + len(line))))
        start += len(line) + 1
    digest, outlet = content_hash(document.text), document.attributes.get("outlet", document.id)
    return Article(
        make_id("art", [document.id, digest]),
        outlet,
        document.text,
        tuple(blocks),
        digest,
        published=Told(document.attributes["date"], "given"),
    )


def event_of(document: Document, gold: GoldEvent, article: Article) -> Event:
    """Return a gold event as the coder would give it, with bare spans; the document has the text of the article."""
    trigger = _span(document, gold.id) or Span(0, 1)
    place, time = (next(iter(ids), None) for ids in (_spans(document, gold.places), _spans(document, [gold.time])))
    return Event(
        id=make_id("evt", [document.id, gold.id]),
        article=article.id,
        type=gold.type,
        trigger=trigger,
        factuality=Factuality(gold.factuality),
        confidence=1.0,
        modes=gold.modes,
        contexts=gold.contexts,
        actors=_parties(document, gold.actors),
        recipients=_parties(document, gold.recipients),
        place=EventPlace(place) if place else None,
        time=EventTime(time, None, "unknown") if time else None,
        casualties=Casualties(**gold.casualties),
        evidence=tuple(_evidence(document, gold, article)),
    )


def _span(document: Document, id_: str) -> Span | None:
    found = document.span(id_)
    return Span(found.start, found.end) if found else None


def _spans(document: Document, ids: Sequence[str]) -> list[Span]:
    return [span for id_ in ids if (span := _span(document, id_))]


def _parties(document: Document, ids: Sequence[str]) -> tuple[Party, ...]:
    return tuple(Party(span) for span in _spans(document, ids)) + tuple(
        Party(None, sectors=(id_,)) for id_ in ids if id_ in ("UAF", "UNK")
    )


def _evidence(document: Document, gold: GoldEvent, article: Article) -> Iterator[Span]:
    """The sentence of the trigger, then those of its further mentions, as merging leaves them."""
    sentences = [span for block in article.blocks for span in split(article.text, block.span.start, block.span.end)]
    marks = sorted((span for span in document.spans if span.id == gold.id), key=lambda span: span.again)
    places = [next((s for s in sentences if s.start <= mark.start < s.end), None) for mark in marks]
    yield from dict.fromkeys(sentence for sentence in places if sentence)
