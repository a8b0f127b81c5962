"""PLOVER JSONL: one record a line, as the manual's draft 2.0 names its fields, with what Harmattan knows besides.

text is the evidence; text_info.start and end are its offsets into the article's text, whose SHA-256 is
text_info.content_hash. Without text, words are null and offsets stay.
"""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any, BinaryIO

from harmattan.ledger.export.facts import Left, Options, Pair, address, day_of, told, words
from harmattan.records import Article, Event, Party, Span

Record = dict[str, Any]
# PLOVER's resolutions: 5 below city, 4 city, 3 district, 2 province, 1 country. A region is coarser than all.
RESOLUTIONS = {"below-city": 5, "city": 4, "district": 3, "province": 2, "country": 1}


def write(pairs: Iterable[Pair], out: BinaryIO, options: Options) -> Left:
    """Write one record a line."""
    for pair in pairs:
        out.write(encoded(record(pair, options)) + b"\n")
    return Counter()


def encoded(value: Record) -> bytes:
    """Return one line of JSON; half a surrogate pair is escaped, so that the line is UTF-8."""
    try:
        return json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(value).encode()


def record(pair: Pair, options: Options) -> Record:
    """Return one event as a PLOVER record."""
    article, event = pair
    day = day_of(article, event)
    passage = _passage(event)
    return {
        "id": event.id,
        "date": day.iso[0],
        "enddate": day.iso[1],
        "event": event.type,
        "mode": list(event.modes),
        "context": list(event.contexts),
        "actor": [_party(article, party, options) for party in event.actors],
        "recipient": [_party(article, party, options) for party in event.recipients],
        "event_loc": _place(pair, options),
        "event_text": _words(article, event.trigger, options),
        "quad_code": event.quad,
        "event_scale": event.score,
        "size": {name: _size(getattr(event.casualties, name)) for name in ("dead", "injured", "arrested")},
        "link": [],
        "text": _words(article, passage, options),
        "text_info": _text_info(article, passage),
        "cite_info": _citation(pair, options),
        **_besides(pair, options),
    }


def _besides(pair: Pair, options: Options) -> Record:
    """What the manual has no field for: factuality, doubt, the offsets of everything, and what people say of it."""
    article, event = pair
    tally, due = options.tally(event), event.due
    return {
        "factuality": event.factuality.value,
        "confidence": event.confidence,
        "row_confidence": event.row_confidence,
        "date_origin": day_of(article, event).origin,
        "event_span": _span(event.trigger),
        "evidence": [_span(span) for span in event.evidence],
        "time": event.time and {"value": event.time.value, "precision": event.time.precision, **_span(event.time.span)},
        "due": due and {"value": due.value, "relation": due.relation, **_span(due.span)},
        "said_by": event.said_by and {"name": event.said_by.name, **_span(event.said_by.span)},
        "reports": {"reports": tally.reports, "articles": tally.articles, "sources": tally.sources},
        "verdict": options.verdicts.get(event.id),
    }


def _passage(event: Event) -> Span:
    """The evidence that holds the trigger, else the trigger itself."""
    return next((span for span in event.evidence if span.overlaps(event.trigger)), event.trigger)


def _span(span: Span | None) -> Record:
    return {"start": span and span.start, "end": span and span.end}


def _words(article: Article, span: Span | None, options: Options) -> str | None:
    return words(article, span) if span and options.with_text else None


def _party(article: Article, party: Party, options: Options) -> Record:
    codes = options.codes_of(party.country)
    return {
        "name": party.name,
        "country": party.country,
        "cow": codes.cow,
        "gw": codes.gw,
        "sector": party.sectors[0] if party.sectors else "",
        "sectors": list(party.sectors),
        "role": party.role,
        "entity": party.entity,
        "text": _words(article, party.span, options),
        **_span(party.span),
    }


def _place(pair: Pair, options: Options) -> Record | None:
    article, event = pair
    place = event.place
    if place is None:
        return None
    level = place.resolution
    return {
        "extracted_place": _words(article, place.span, options),
        "resolved_place": place.name,
        "geonameid": place.geonameid,
        "lat": place.lat,
        "lon": place.lon,
        "city": place.name if level in {"below-city", "city"} else None,
        "district": place.name if level == "district" else None,
        "province": place.name if level == "province" else None,
        "country": place.country,
        "country_code": options.codes_of(place.country).iso2,
        "feature_class": None,
        "feature_code": None,
        "resolution": RESOLUTIONS.get(level),
        **_span(place.span),
    }


def _size(told: str) -> int | str | None:
    """A plain number is one; a range or a word stays as told."""
    # int() takes other scripts' digits too, and at most 4,300 of any.
    return int(told) if told.isascii() and told.isdigit() and len(told) < 16 else told or None


def _text_info(article: Article, passage: Span) -> Record:
    """sequence: which of the article's coded blocks (headline, dek, paragraphs) the passage is in, from 1."""
    found = (i for i, block in enumerate(article.body, start=1) if block.span.overlaps(passage))
    return {
        "sequence": next(found, None),
        **_span(passage),
        "article": article.id,
        "content_hash": article.content_hash,
    }


def _citation(pair: Pair, options: Options) -> Record:
    article, event = pair
    parts = (told(article.byline), told(article.title), told(article.site), told(article.published), address(article))
    return {
        "corpus": "Harmattan ledger",
        "citation": ". ".join(part for part in parts if part),
        "url": address(article),
        "title": told(article.title),
        "language": told(article.language),
        "publication": told(article.site),
        "published": told(article.published),
        "license": None,
        "copyright": None,
        "coder": event.coder,
        "codebook": event.codebook,
        "version": options.version,
    }
