"""POLECAT TSV: 40 columns with a header; several values in a cell are joined by ';', and what is not told is "None"."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from harmattan.codebook.loader import load
from harmattan.ledger.export.cells import Cell, joined, write_tsv
from harmattan.ledger.export.facts import Left, Options, Pair, as_judged, day_of, told, words
from harmattan.ledger.export.rows import number
from harmattan.records import Article, Mention, Party

HEADER = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
# Peers' readers look for this word, not for an empty cell.
MISSING = "None"


def write(pairs: Iterable[Pair], out: BinaryIO, options: Options) -> Left:
    """Write the header and a line for each event; those rejected in review are left out."""
    left: Left = Counter()
    write_tsv([HEADER], out)
    write_tsv((row(pair, options) for pair in as_judged(pairs, left, options)), out)
    return left


def row(pair: Pair, options: Options) -> list[Cell]:
    """Return the 40 cells of one event."""
    article, event = pair
    cells: list[Cell] = [
        event.id,
        day_of(article, event).iso[0],
        event.type,
        joined(event.modes),
        float(event.score),
        load().quads.get(event.quad, "").upper(),
        joined(event.contexts),
        *_side(article, event.actors, options),
        *_side(article, event.recipients, options),
        *_place(pair, options),
        *_story(article, options),
    ]
    return [MISSING if cell is None or cell == "" else cell for cell in cells]


def _side(article: Article, parties: Sequence[Party], options: Options) -> list[Cell]:
    """Name, country, COW, primary sector, sectors, title, raw name, Wikipedia id (none: we keep no such ids)."""
    if not parties:
        return [None] * 8
    return [
        joined(party.name for party in parties),
        joined(party.country for party in parties),
        joined(number(options.codes_of(party.country).cow) for party in parties),
        joined(party.sectors[0] if party.sectors else "" for party in parties),
        joined(",".join(party.sectors) for party in parties),
        joined(party.role for party in parties),
        joined(words(article, party.span) for party in parties) if options.with_text else None,
        None,
    ]


def _place(pair: Pair, options: Options) -> list[Cell]:
    """Placename .. Feature Type. The name stands in the column of its own level; wider units are not kept."""
    article, event = pair
    place = event.place
    if place is None:
        return [None] * 10
    # A place that people alone tell stands on the trigger, which is no word for it.
    named = options.with_text and place.span != event.trigger
    level = place.resolution
    return [
        place.name,
        place.name if level in {"below-city", "city"} else None,
        place.name if level == "district" else None,
        place.name if level == "province" else None,
        place.country,
        place.lat,
        place.lon,
        place.geonameid,
        words(article, place.span) if named else None,
        level,
    ]


def _story(article: Article, options: Options) -> list[Cell]:
    """Source .. Version; whom and what the whole article names are words of the page."""
    named = options.mentions(article.id) if options.with_text else ()
    kinds = [_named(article, named, kinds) for kinds in (("person",), ("organisation", "group"), ("place",))]
    return [told(article.site), told(article.published)[:10], *kinds, told(article.language), options.version]


def _named(article: Article, mentions: Sequence[Mention], kinds: tuple[str, ...]) -> str:
    """Return what is named, each once, in order of first mention."""
    found = (" ".join(words(article, mention.span).split()) for mention in mentions if mention.kind in kinds)
    return joined(dict.fromkeys(found))
