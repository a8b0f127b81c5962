"""GeoJSON (RFC 7946): a feature an event, drawn no finer than the place is known.

A point for a place down from a province. A country or region has no geometry, since a pin would be read as a town;
a point inside it, where one is known, is in the properties as inside_lat and inside_lon.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any, BinaryIO

from harmattan.ledger.export.facts import Left, Options, Pair, address, day_of, told, words
from harmattan.ledger.export.plover import encoded
from harmattan.records import EventPlace, Party

Feature = dict[str, Any]
_POINTS = frozenset({"below-city", "city", "district", "province"})


def write(pairs: Iterable[Pair], out: BinaryIO, options: Options) -> Left:
    """Write a FeatureCollection, one feature a line; events without a place are features without geometry."""
    out.write(b'{"type": "FeatureCollection", "features": [')
    for number, pair in enumerate(pairs):
        out.write((b",\n" if number else b"\n") + encoded(feature(pair, options)))
    out.write(b"\n]}\n")
    return Counter()


def feature(pair: Pair, options: Options) -> Feature:
    """Return one event as a feature."""
    _, event = pair
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": _geometry(event.place),
        "properties": {**_what(pair), **_where(event.place), **_source(pair, options)},
    }


def _geometry(place: EventPlace | None) -> Feature | None:
    if place is None or place.resolution not in _POINTS or not _known(place):
        return None
    return {"type": "Point", "coordinates": [place.lon, place.lat]}


def _known(place: EventPlace) -> bool:
    lat, lon = place.lat, place.lon
    return lat is not None and lon is not None and -90 <= lat <= 90 and -180 <= lon <= 180


def _what(pair: Pair) -> Feature:
    article, event = pair
    day = day_of(article, event)
    return {
        "date": day.iso[0],
        "enddate": day.iso[1],
        "date_origin": day.origin,
        "event": event.type,
        "mode": list(event.modes),
        "context": list(event.contexts),
        "factuality": event.factuality.value,
        "quad_code": event.quad,
        "event_scale": event.score,
        "confidence": event.confidence,
        "row_confidence": event.row_confidence,
        "actor": [_party(party) for party in event.actors],
        "recipient": [_party(party) for party in event.recipients],
        "due": event.due and {"value": event.due.value, "relation": event.due.relation},
    }


def _party(party: Party) -> Feature:
    return {"name": party.name, "country": party.country, "sectors": list(party.sectors)}


def _where(place: EventPlace | None) -> Feature:
    """precision: what the point stands for; null if no place is told, empty if the place could not be resolved."""
    if place is None:
        return {"place": None, "precision": None}
    told = {
        "place": place.name,
        "place_country": place.country,
        "geonameid": place.geonameid,
        "precision": place.resolution,
    }
    inside = _known(place) and _geometry(place) is None
    return told | ({"inside_lat": place.lat, "inside_lon": place.lon} if inside else {})


def _source(pair: Pair, options: Options) -> Feature:
    """verdict: what people say of the event; null if nobody said."""
    article, event = pair
    evidence = [words(article, span) for span in event.evidence]
    return {
        "reports": options.tally(event).reports,
        "verdict": options.verdicts.get(event.id),
        "url": address(article),
        "title": told(article.title),
        "published": told(article.published),
        **({"evidence": evidence} if options.with_text else {}),
    }
