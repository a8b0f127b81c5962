"""The machine shape of events: what ``harmattan code`` prints, one JSON object for each event.

The shape is a promise (docs/machine-output.md): keys are never renamed or dropped within a major version.
"""

from collections.abc import Iterator
from typing import Any

from harmattan.records import Article, Casualties, Coded, Event, Judgement, Party, Quote, RoleClaim, Span, Told


def coded_json(doc: str, coded: Coded) -> Iterator[dict[str, Any]]:
    """Yield one object for each event of a coded article; doc is the caller's own id for it."""
    for event in coded.annotations.events:
        yield event_json(doc, coded.article.text, event)


def event_json(doc: str, text: str, event: Event) -> dict[str, Any]:
    """Return the promised shape of one event; all offsets are into text."""
    place, time, said_by, due = event.place, event.time, event.said_by, event.due
    return {
        "doc": doc,
        "id": event.id,
        "type": event.type,
        "mode": list(event.modes),
        "context": list(event.contexts),
        "factuality": str(event.factuality),
        "actor": [_party(text, party) for party in event.actors],
        "recipient": [_party(text, party) for party in event.recipients],
        "trigger": _span(text, event.trigger),
        "place": place
        and {
            **_span(text, place.span),
            "name": place.name,
            "country": place.country,
            "lat": place.lat,
            "lon": place.lon,
            "resolution": place.resolution,
        },
        "time": time and {**_span(text, time.span), "value": time.value, "precision": time.precision},
        "due": due
        and {**_span(text, due.span), "value": due.value, "precision": due.precision, "relation": due.relation},
        "said_by": said_by and {**_span(text, said_by.span), "name": said_by.name},
        "quad": event.quad,
        "score": event.score,
        "confidence": event.confidence,
        "row_confidence": event.row_confidence,
        "evidence": [{"start": span.start, "end": span.end} for span in event.evidence],
    }


def full_event_json(article: Article, event: Event) -> dict[str, Any]:
    """Return the promised shape and what the ledger knows besides: casualties, title, day, source, versions."""
    return {
        **event_json(article.id, article.text, event),
        "casualties": _casualties(event.casualties),
        "title": article.title and article.title.value,
        "published": article.published and article.published.value,
        "source": article.canonical_url or article.url or article.source,
        "coder": event.coder,
        "codebook": event.codebook,
    }


def quote_json(article: Article, quote: Quote) -> dict[str, Any]:
    """Return the promised shape of one quote; all offsets are into the article's text."""
    return {
        "kind": quote.kind,
        "speaker": quote.speaker and _party(article.text, quote.speaker),
        "cue": _span(article.text, quote.cue),
        "content": [_span(article.text, span) for span in quote.content],
        "confidence": quote.confidence,
    }


def role_json(article: Article, role: RoleClaim) -> dict[str, Any]:
    """Return one office told by the article: whose, what, since and until which year, and the words that say so."""
    return {
        **_span(article.text, role.span),
        "name": role.name,
        "role": role.role,
        "country": role.country,
        "sector": role.sectors[0] if role.sectors else "",
        "since": role.since or None,
        "until": role.until or None,
        "known": role.known,
        "told": _span(article.text, role.told),
    }


def judgement_json(one: Judgement) -> dict[str, Any]:
    """Return the shape of one judgement: who said what of which event, when and why.

    values: text by name; the ids of several events that are merged, or split from it, are separated by commas.
    """
    told = {"id": one.id, "at": one.at, "by": one.by, "verb": one.verb, "subject": one.subject}
    others = {name: ",".join(one.told(name)) for name in ("with", "from")}
    return {
        **told,
        "values": dict(one.values) | {name: ids for name, ids in others.items() if ids},
        "reason": one.reason,
    }


def verdict_json(said: Judgement | None) -> dict[str, Any]:
    """Return what people say of an event, as it stands beside its shape: the verb in force or None, and the fields that
    they correct, with their values."""
    return {"verdict": said.verb if said else None, "corrected": dict(said.values) if said else {}}


def article_json(article: Article) -> dict[str, Any]:
    """Return the article as ``harmattan read --json`` shows it: metadata with origin, blocks with label and span."""
    told = (
        "title", "dek", "byline", "published", "published_at", "updated", "updated_at", "language", "site", "amp_url",
    )  # fmt: skip
    return {
        "id": article.id,
        "source": article.source,
        "url": article.url,
        "canonical_url": article.canonical_url,
        **{name: _told(getattr(article, name)) for name in told},
        "authors": [_told(told) for told in article.authors],
        "tags": [_told(told) for told in article.tags],
        "reading_minutes": article.reading_minutes,
        "sections": list(article.sections),
        "captions": list(article.captions),
        "truncated": article.truncated,
        "paywalled": article.paywalled,
        "content_hash": article.content_hash,
        "text": article.text,
        "blocks": [
            {"label": str(block.label), "start": block.span.start, "end": block.span.end} for block in article.blocks
        ],
        "related": [{"title": link.title, "url": link.url} for link in article.related],
    }


def _span(text: str, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _party(text: str, party: Party) -> dict[str, Any]:
    """An implied party (UAF, UNK) has no words: its start, end and text are null."""
    where = _span(text, party.span) if party.span else {"start": None, "end": None, "text": None}
    sector = party.sectors[0] if party.sectors else ""
    return {**where, "name": party.name, "country": party.country, "sector": sector}


def _casualties(told: Casualties) -> dict[str, str]:
    return {name: value for name in ("dead", "injured", "arrested") if (value := getattr(told, name))}


def _told(told: Told | None) -> dict[str, Any] | None:
    if told is None:
        return None
    span = told.span
    return {"value": told.value, "origin": told.origin, "start": span and span.start, "end": span and span.end}
