"""GDELT 2.0 event TSV: 61 columns, no header, one row for each actor with each recipient.

QuadClass and GoldsteinScale hold PLOVER's quad and score; AvgTone is empty, since nothing here measures it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO

from harmattan.ledger.export import cameo
from harmattan.ledger.export.cells import Cell, write_tsv
from harmattan.ledger.export.facts import (
    Dyad,
    Left,
    Options,
    Pair,
    address,
    as_judged,
    day_of,
    dyads,
    told,
    took_place,
    words,
)
from harmattan.records import Article, Event, EventPlace, Label, Party

_PARTY = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{n}{name}" for n in (1, 2) for name in _PARTY),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{side}Geo_{name}" for side in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
# GDELT's kinds of place: 1 country, 2 state and 3 city of the USA, 4 city and 5 province elsewhere, 0 none.
_KINDS = {"country": 1, "province": 5, "district": 5, "city": 4, "below-city": 4}
_IN_USA = {4: 3, 5: 2}
_NO_GEO: list[Cell] = [0, *[""] * (len(_GEO) - 1)]
_NOT_DONE = "GDELT has no column for what was denied, feared or still to come"


def write(pairs: Iterable[Pair], out: BinaryIO, options: Options) -> Left:
    """Write a line for each dyad; acts that did not take place, and those rejected in review, are left out."""
    left: Left = Counter()
    write_tsv((row for pair in as_judged(pairs, left, options) for row in _rows(pair, options, left)), out)
    return left


def _rows(pair: Pair, options: Options, left: Left) -> Iterator[list[Cell]]:
    if not took_place(pair[1]):
        left[_NOT_DONE] += 1
        return
    yield from rows(pair, options)


def rows(pair: Pair, options: Options) -> Iterator[list[Cell]]:
    """Yield the 61 cells of each dyad of one event; ids are the event's with a number: "ev-1.1", "ev-1.2"."""
    for number, dyad in enumerate(dyads(pair[1]), start=1):
        yield _row(f"{pair[1].id}.{number}", pair, dyad, options)


def _row(id_: str, pair: Pair, dyad: Dyad, options: Options) -> list[Cell]:
    article, event = pair
    tally = options.tally(event)
    return [
        id_,
        *_dates(day_of(article, event).first),
        *_party(article, dyad[0], options),
        *_party(article, dyad[1], options),
        int(_leads(article, event)),
        *_codes(event),
        event.quad,
        float(event.score),
        tally.reports,
        tally.sources,
        tally.articles,
        "",
        *_NO_GEO,
        *_NO_GEO,
        *_geo(event.place, options),
        _added(article),
        address(article),
    ]


def _dates(day: date | None) -> list[Cell]:
    if day is None:
        return [""] * 4
    # As GDELT's files have it, whose months have thirty days; its codebook counts the month that is not over too.
    fraction = day.year + ((day.month - 1) * 30 + day.day) / 365
    digits = day.isoformat().replace("-", "")
    return [digits, digits[:6], digits[:4], f"{fraction:.4f}"]


def _party(article: Article, party: Party | None, options: Options) -> list[Cell]:
    if party is None:
        return [""] * len(_PARTY)
    actor = cameo.actor_of(party)
    name = party.name or (words(article, party.span) if options.with_text else "")
    types = (*actor.types, "", "", "")[:3]
    return [actor.code, name.upper(), actor.country, actor.group, "", "", "", *types]


def _codes(event: Event) -> list[Cell]:
    code = cameo.code_of(event)
    return [code, code[:3], code[:2]]


def _leads(article: Article, event: Event) -> bool:
    """Whether the act stands in the headline, the dek or the first paragraph."""
    first = next((block.span.end for block in article.body if block.label is Label.PARAGRAPH), len(article.text))
    return event.trigger.start < first


def _geo(place: EventPlace | None, options: Options) -> list[Cell]:
    """FIPS codes; the id is GeoNames' where the place has one, else a country's own FIPS code."""
    if place is None:
        return _NO_GEO
    fips = options.codes_of(place.country).fips
    kind = _KINDS.get(place.resolution, 0)
    kind = _IN_USA.get(kind, kind) if place.country == "USA" else kind
    unit, whole = (fips, fips) if kind == 1 else ("", "")
    id_ = whole if place.geonameid is None else str(place.geonameid)
    return [kind, place.name, fips, unit, "", place.lat, place.lon, id_]


def _added(article: Article) -> str:
    """YYYYMMDDHHMMSS of the fetch, else of the day of publication; both as recorded."""
    digits = re.sub(r"[^0-9]", "", (article.fetched_at or told(article.published)[:10])[:19])
    return digits.ljust(14, "0") if len(digits) in {8, 14} else ""
