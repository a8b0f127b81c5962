"""Records to rows and back, exactly. Article text and rarely queried parts are zstd-compressed."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row

from harmattan import dates
from harmattan.ledger import days_told
from harmattan.ledger.columns import Damaged
from harmattan.ledger.packing import digest, pack_json, unpack, unpack_json
from harmattan.records import (
    Annotations,
    Antecedent,
    Article,
    Attribution,
    Block,
    Casualties,
    Doubt,
    Due,
    Event,
    EventPlace,
    EventTime,
    Factuality,
    Label,
    Link,
    Mention,
    Party,
    Quote,
    Refusal,
    RoleClaim,
    Sentence,
    Span,
    Told,
)

_TOLD = ("site", "title", "dek", "byline", "published", "updated", "language")
# Younger than the first ledgers: kept only where the page tells them, so that older rows keep their digest.
_TOLD_SINCE = ("published_at", "updated_at", "amp_url")
_LISTED_SINCE = ("authors", "tags")
_PLAIN = (
    "source", "url", "canonical_url", "reading_minutes", "truncated", "paywalled", "sections", "fetched_at",
)  # fmt: skip
# Where a page came from and when may differ while what it says is the same page.
_CIRCUMSTANCE = frozenset({"source", "fetched_at"})

Values = dict[str, Any]


def _span(pair: Sequence[int] | None) -> Span | None:
    return None if pair is None else Span(*pair)


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def told_value(told: Told | None) -> str | None:
    """Return what was told, or None if nothing was."""
    return None if told is None else told.value


def reading_row(article: Article) -> Values:
    """Return the row of readings for an article; its text is kept apart, once."""
    details = _reading(article)
    return {
        "digest": digest({key: value for key, value in details.items() if key not in _CIRCUMSTANCE}),
        "source": article.source,
        "url": article.canonical_url or article.url,
        "site": told_value(article.site),
        "title": told_value(article.title),
        "published": told_value(article.published),
        "details": pack_json(details),
    }


def _reading(article: Article) -> Values:
    """All of an article but text, id and hash; by hand, since asdict takes a third of the time of writing a page."""
    kept: Values = {name: getattr(article, name) for name in _PLAIN}
    for name in _TOLD:
        told = getattr(article, name)
        kept[name] = told and _told_values(told)
    kept["blocks"] = [{"label": block.label, "span": _span_values(block.span)} for block in article.blocks]
    kept["related"] = [{"title": link.title, "url": link.url} for link in article.related]
    return kept | _since(article)


def _since(article: Article) -> Values:
    kept = {name: _told_values(told) for name in _TOLD_SINCE if (told := getattr(article, name))}
    listed = {name: list(map(_told_values, told)) for name in _LISTED_SINCE if (told := getattr(article, name))}
    return kept | listed | ({"captions": article.captions} if article.captions else {})


def _told_values(told: Told) -> Values:
    return {"value": told.value, "origin": told.origin, "span": told.span and _span_values(told.span)}


def _span_values(span: Span) -> Values:
    return {"start": span.start, "end": span.end}


def masthead(
    id_: str, hash_: str, source: str, url: str | None, site: str | None, title: str | None, published: str | None
) -> Article:
    """Build an article from the columns of its reading: without text, blocks, and where each was told."""
    named, titled, dated = (None if value is None else Told(value, "") for value in (site, title, published))
    return Article(id_, source, "", (), hash_, url, site=named, title=titled, published=dated)


def article(id_: str, hash_: str, text: bytes, details: bytes) -> Article:
    """Build an article from its stored parts. Raises Damaged."""
    kept = unpack_json(details)
    try:
        told: Values = {name: _told(kept.pop(name)) for name in _TOLD}
        told |= {name: _told(kept.pop(name, None)) for name in _TOLD_SINCE}
        told |= {name: tuple(map(_told, kept.pop(name, ()))) for name in _LISTED_SINCE}
        return Article(
            id=id_,
            text=unpack(text),
            content_hash=hash_,
            blocks=tuple(Block(Label(block["label"]), Span(**block["span"])) for block in kept.pop("blocks")),
            sections=tuple(kept.pop("sections")),
            captions=tuple(kept.pop("captions", ())),
            related=tuple(Link(**link) for link in kept.pop("related")),
            **told,
            **kept,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Damaged(f"reading of {id_} is damaged: {error}") from error


def _told(kept: Values | None) -> Told | None:
    if kept is None:
        return None
    span = kept["span"]
    return Told(kept["value"], kept["origin"], span and Span(**span))


def coding_row(annotations: Annotations, refusals: Iterable[Refusal]) -> Values:
    """Return the row of codings: what is not an event, and a digest of the whole coding.

    The digest leaves scores out: they may differ in the last digits from one processor to the next.
    """
    details = {
        "sentences": [[*_offsets(item.span), item.label.value] for item in annotations.sentences],
        "mentions": [[*_offsets(item.span), item.kind] for item in annotations.mentions],
        "doubts": [[item.what, item.why, _pair(item.span)] for item in annotations.doubts],
        "quotes": [_quote_values(quote) for quote in annotations.quotes],
        "antecedents": [[*_offsets(item.span), *_offsets(item.antecedent)] for item in annotations.antecedents],
        "roles": [_role_values(role) for role in annotations.roles],
        **days_told.values(annotations.scheduled),
    }
    rest = {"events": [event.id for event in annotations.events], "refusals": [[r.source, r.reason] for r in refusals]}
    scores = {
        "scores": [item.score for item in annotations.mentions],
        "quote_scores": [item.confidence for item in annotations.quotes],
        "antecedent_scores": [item.score for item in annotations.antecedents],
    }
    return {"digest": digest(details | rest), "details": pack_json(details | scores)}


def _quote_values(quote: Quote) -> Values:
    speaker = quote.speaker
    return {
        "cue": _offsets(quote.cue),
        "content": [_offsets(span) for span in quote.content],
        "kind": quote.kind,
        "speaker": speaker and asdict(speaker) | {"span": _pair(speaker.span)},
    }


def roles(details: bytes) -> tuple[RoleClaim, ...]:
    """Return the offices told in a coding, from its details alone. Raises Damaged."""
    try:
        return tuple(_role(value) for value in unpack_json(details).get("roles", ()))
    except (KeyError, TypeError, ValueError) as error:
        raise Damaged(f"offices of a coding are damaged: {error}") from error


def _role_values(role: RoleClaim) -> Values:
    return asdict(role) | {"span": _offsets(role.span), "told": _offsets(role.told)}


def _role(kept: Values) -> RoleClaim:
    spans = {"span": Span(*kept["span"]), "told": Span(*kept["told"])}
    return RoleClaim(**kept | spans | {"sectors": tuple(kept["sectors"])})


def _quote(kept: Values, confidence: float) -> Quote:
    speaker = kept["speaker"]
    return Quote(
        cue=Span(*kept["cue"]),
        content=tuple(Span(*pair) for pair in kept["content"]),
        kind=kept["kind"],
        confidence=confidence,
        speaker=speaker and Party(**speaker | {"span": _span(speaker["span"]), "sectors": tuple(speaker["sectors"])}),
    )


def _offsets(span: Span) -> tuple[int, int]:
    return span.start, span.end


def annotations(article_id: str, details: bytes, events: Sequence[Event]) -> Annotations:
    """Build annotations from a coding's details and its events. Raises Damaged."""
    kept = unpack_json(details)
    try:
        mentions = zip(kept["mentions"], kept["scores"], strict=True)
        return Annotations(
            article=article_id,
            sentences=tuple(Sentence(Span(start, end), Label(label)) for start, end, label in kept["sentences"]),
            mentions=tuple(Mention(Span(start, end), kind, score) for (start, end, kind), score in mentions),
            events=tuple(events),
            doubts=tuple(Doubt(what, why, _span(span)) for what, why, span in kept["doubts"]),
            **_said(kept),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Damaged(f"coding of {article_id} is damaged: {error}") from error


def _said(kept: Values) -> Values:
    """Quotes, antecedents and offices told; codings made before there were any hold none."""
    said = zip(kept.get("quotes", ()), kept.get("quote_scores", ()), strict=True)
    linked = zip(kept.get("antecedents", ()), kept.get("antecedent_scores", ()), strict=True)
    return {
        "quotes": tuple(_quote(value, confidence) for value, confidence in said),
        "antecedents": tuple(Antecedent(Span(a, b), Span(c, d), score) for (a, b, c, d), score in linked),
        "roles": tuple(_role(value) for value in kept.get("roles", ())),
        "scheduled": days_told.read(kept),
    }


def event_row(event: Event, published: str | None) -> Values:
    """Return the row of events; published is the article's date, used where the time told is none or vague."""
    first, end = days(event.time, published)
    return {
        "id": event.id,
        "type": event.type,
        "modes": event.modes,
        "contexts": event.contexts,
        "factuality": event.factuality.value,
        "confidence": event.confidence,
        "quad": event.quad,
        "score": event.score,
        "first_day": first,
        "end_day": end,
        "coder": event.coder,
        "codebook": event.codebook,
        "dead": event.casualties.dead,
        "injured": event.casualties.injured,
        "arrested": event.casualties.arrested,
        **_time_columns(event.time),
        **_place_columns(event.place),
        **_said_by_columns(event.said_by),
    }


def days(time: EventTime | None, published: str | None) -> tuple[str | None, str | None]:
    """Return the first day the act can have happened and the day after the last; (None, None) if untold.

    An act told as history without its time is listed where its page is.
    """
    found, _ = dates.days_of_act(time.value if time else None, published, recalled=False)
    return (found[0].isoformat(), found[1].isoformat()) if found else (None, None)


def _time_columns(time: EventTime | None) -> Values:
    if time is None:
        return dict.fromkeys(("time_start", "time_end", "time", "precision"))
    return {
        "time_start": time.span.start,
        "time_end": time.span.end,
        "time": time.value,
        "precision": time.precision,
    }


def _place_columns(place: EventPlace | None) -> Values:
    columns = ("place_start", "place_end", "place", "place_country", "geonameid", "lat", "lon", "resolution")
    if place is None:
        return dict.fromkeys(columns)
    values = (
        *_offsets(place.span), place.name, place.country, place.geonameid, place.lat, place.lon, place.resolution
    )  # fmt: skip
    return dict(zip(columns, values, strict=True))


def _said_by_columns(said_by: Attribution | None) -> Values:
    if said_by is None:
        return dict.fromkeys(("said_by_start", "said_by_end", "said_by"))
    return {"said_by_start": said_by.span.start, "said_by_end": said_by.span.end, "said_by": said_by.name}


def party_rows(event: Event) -> list[Values]:
    """Return the rows of parties, actors first."""
    return [
        {
            "side": side,
            "ordinal": ordinal,
            "start": party.span and party.span.start,
            "stop": party.span and party.span.end,
            "entity": party.entity,
            "name": party.name,
            "country": party.country,
            "sectors": party.sectors,
            "role": party.role,
        }
        for side, members in (("actor", event.actors), ("recipient", event.recipients))
        for ordinal, party in enumerate(members)
    ]


def due_rows(event: Event) -> list[Values]:
    """Return the row of dues, if something is due."""
    if event.due is None:
        return []
    found = dates.days_of(event.due.value)
    first, end = (found[0].isoformat(), found[1].isoformat()) if found else (None, None)
    told = {"value": event.due.value, "relation": event.due.relation, "first_day": first, "end_day": end}
    return [{"start": event.due.span.start, "stop": event.due.span.end} | told]


def row_confidence_rows(event: Event) -> list[Values]:
    """Return the row of row_confidences, if it was reckoned."""
    return [] if event.row_confidence is None else [{"value": event.row_confidence}]


def _due(row: Row[Any]) -> Due:
    precision = "unknown" if row.value is None else dates.precision(row.value)
    return Due(Span(row.start, row.stop), row.value, precision, row.relation)


def fold(words: str) -> str:
    """Return words as the text filter compares them: case and runs of blanks do not count."""
    return " ".join(words.casefold().split())


def span_rows(event: Event, text: str) -> list[Values]:
    """Return the rows of spans: the trigger, then the evidence, with their words folded."""
    parts = [("trigger", 0, event.trigger), *(("evidence", i, span) for i, span in enumerate(event.evidence))]
    return [
        {"part": part, "ordinal": ordinal, "start": span.start, "stop": span.end, "folded": fold(span.of(text))}
        for part, ordinal, span in parts
    ]


def event(
    row: Row[Any],
    article_id: str,
    parties: Sequence[Row[Any]],
    spans: Sequence[Row[Any]],
    dues: Sequence[Row[Any]],
    sure: Sequence[Row[Any]],
) -> Event:
    """Build an event from its row, parties and spans in order, what is due, how sure it is. Raises Damaged."""
    trigger = next((Span(item.start, item.stop) for item in spans if item.part == "trigger"), None)
    if trigger is None:
        raise Damaged(f"event {row.id} has lost its trigger")
    if row.factuality not in set(Factuality):
        raise Damaged(f"event {row.id} has no known factuality: {row.factuality!r}")
    return Event(
        id=row.id,
        article=article_id,
        type=row.type,
        trigger=trigger,
        factuality=Factuality(row.factuality),
        confidence=row.confidence,
        modes=row.modes,
        contexts=row.contexts,
        actors=tuple(_party(item) for item in parties if item.side == "actor"),
        recipients=tuple(_party(item) for item in parties if item.side == "recipient"),
        place=_place(row),
        time=None if row.time_start is None else EventTime(Span(row.time_start, row.time_end), row.time, row.precision),
        said_by=None
        if row.said_by_start is None
        else Attribution(Span(row.said_by_start, row.said_by_end), row.said_by),
        casualties=Casualties(row.dead, row.injured, row.arrested),
        evidence=tuple(Span(item.start, item.stop) for item in spans if item.part == "evidence"),
        quad=row.quad,
        score=row.score,
        coder=row.coder,
        codebook=row.codebook,
        due=next(map(_due, dues), None),
        row_confidence=next((one.value for one in sure), None),
    )


def _place(row: Row[Any]) -> EventPlace | None:
    if row.place_start is None:
        return None
    span = Span(row.place_start, row.place_end)
    return EventPlace(span, row.place, row.place_country, row.geonameid, row.lat, row.lon, row.resolution)


def _party(row: Row[Any]) -> Party:
    span = None if row.start is None else Span(row.start, row.stop)
    return Party(span, row.entity, row.name, row.country, row.sectors, row.role)
