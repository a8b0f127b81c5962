"""The map: where the acts of a query took place, each place drawn as exactly as it was told and no more."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Final

from markupsafe import Markup

from harmattan import asking
from harmattan.desk import links, render, words
from harmattan.desk.atlas.drawing import Drawing, Names, drawing, fitting, ground, shape
from harmattan.desk.atlas.regions import REGIONS, WORLD, name_of
from harmattan.desk.door import Door
from harmattan.desk.formats import Table, as_json
from harmattan.desk.pages.queried import Bar
from harmattan.ledger.query import AnyOf, Query, Value
from harmattan.ledger.query.places import MOST, Places, Spot
from harmattan.resolve import knowledge

# Pixels across a map strip, for which coarser lines are enough, and the places drawn on it, the most told first.
STRIP, _ON_STRIP = 480, 150
# What a precision is called of one place; and the two rows of what has none.
PRECISE: Final[Mapping[str, str]] = {
    "point": "town", "area": "province or district", "region": "region", "country": "country",
    "none": "no place told", "unfound": "place not found",
}  # fmt: skip
COLUMNS: Final = (
    "precision", "resolution", "name", "country", "geonameid", "lat", "lon", "count", "verbal_cooperation",
    "material_cooperation", "verbal_conflict", "material_conflict",
)  # fmt: skip
# How many times closer a script may zoom before lines are seen to be coarse.
_FINER: Final = 4
# Countries that are offered to look at closer.
_OFFERED: Final = 6
_NOTHING: Final = Places((), (0, 0, 0, 0), (0, 0, 0, 0), 0, True, "events")


@dataclass(frozen=True, slots=True)
class Row:
    """A place as it stands in the table and on the map. title: told on hover; href: its events."""

    spot: Spot
    name: str
    title: str
    href: str

    def json(self) -> dict[str, Any]:
        """Return its JSON shape. A country is no point: it has none, only one where its name may stand."""
        spot = self.spot
        at = None if spot.precision == "country" or spot.lon is None else [spot.lon, spot.lat]
        told = dict(zip(COLUMNS[8:], spot.quads, strict=True))
        return {
            "precision": spot.precision,
            "resolution": spot.resolution,
            "name": self.name,
            "names": list(spot.names),
            "country": spot.country,
            "geonameid": spot.geonameid,
            "lat": at and at[1],
            "lon": at and at[0],
            "count": spot.count,
            **told,
        }


@dataclass(frozen=True, slots=True)
class Choice:
    """A region that may be looked at instead. here: it is the one that is shown; note: how many lie there."""

    name: str
    href: str
    here: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class MapPage:
    """A map. region: what was asked for, "" for what fits; shown: what is shown; strip: a small map without a table."""

    bar: Bar
    region: str
    shown: str
    places: Places
    drawing: Drawing
    rows: tuple[Row, ...]
    choices: tuple[Choice, ...] = ()
    closer: tuple[Choice, ...] = ()
    main: Markup = field(default_factory=Markup)
    template: str = "map.html"

    @property
    def title(self) -> str:
        """What the tab says."""
        return f"Map {self.bar.line}".strip()

    @property
    def shown_name(self) -> str:
        """What is shown, as it is written."""
        return name_of(self.shown, {code: name for code, (name, _) in countries().items()})

    @property
    def by_mark(self) -> dict[Spot, Row]:
        """The row of each place."""
        return {row.spot: row for row in self.rows}

    @property
    def placed(self) -> int:
        """How many acts or reports have a place."""
        return sum(row.spot.count for row in self.rows)

    @property
    def beside(self) -> int:
        """How many acts or reports have a place that does not lie on this sheet."""
        return sum(spot.count for spot in self.drawing.beside)

    @property
    def unit(self) -> str:
        """What is counted."""
        return "event" if self.places.by == "events" else "report"

    @property
    def sizes(self) -> tuple[tuple[int, float], ...]:
        """Counts and radii for the legend."""
        most = max((row.spot.count for row in self.rows), default=0)
        counts = [count for count in (1, 5, 25, 100, 500, 2000) if count <= max(most, 1)]
        return tuple((count, round(self.drawing.radius(count), 1)) for count in counts[-3:])

    def json(self) -> dict[str, Any]:
        """Return the places with their counts, and what has no place."""
        return {
            "query": self.bar.line,
            "by": self.places.by,
            "region": self.shown,
            "count": self.places.count,
            "reports": self.places.reports,
            "whole": self.places.whole,
            "no_place_told": sum(self.places.untold),
            "place_not_found": sum(self.places.unfound),
            "places": [row.json() for row in self.rows],
        }

    def table(self) -> Table:
        """Return one row a place, then what tells no place and what tells one that was not found."""
        rows = [tuple(row.json()[name] for name in COLUMNS) for row in self.rows]
        for name, quads in (("none", self.places.untold), ("unfound", self.places.unfound)):
            rows.append((name, None, None, None, None, None, None, sum(quads), *quads))
        return Table(COLUMNS, tuple(rows))

    def geojson(self) -> bytes:
        """Return a feature a place with its precision (RFC 7946). That of a country has no geometry, for a point would
        be one that nobody told; label_point is where its name may stand.
        """
        features = list(self._features())
        lost = {"no_place_told": sum(self.places.untold), "place_not_found": sum(self.places.unfound)}
        return as_json({"type": "FeatureCollection", "query": self.bar.line, **lost, "features": features})

    def _features(self) -> Iterator[dict[str, Any]]:
        known = countries()
        for row in self.rows:
            told = row.json()
            lat, lon = told.pop("lat"), told.pop("lon")
            geometry = None if lon is None else {"type": "Point", "coordinates": [lon, lat]}
            if geometry is None and row.spot.country in known:
                told["label_point"] = list(known[row.spot.country][1])
            yield {"type": "Feature", "geometry": geometry, "properties": told}


def map_page(door: Door, bar: Bar, region: str = "") -> MapPage:
    """Return the map of a query. region: a name of REGIONS, a country's code, "world", or "" for what fits.

    Raises UsageError for an unknown region and a query that cannot be answered.
    """
    if bar.error:
        return _map_page(door, bar, region)
    return door.soon(("map", bar.line, region), lambda: _map_page(door, bar, region))


def _map_page(door: Door, bar: Bar, region: str) -> MapPage:
    found = _NOTHING if bar.error else _places(door, bar)
    shown = region or fitting(found.spots, countries())
    drawn = drawing(found.spots, shown, countries(), _name)
    page = MapPage(bar, region, shown, found, drawn, _rows(bar, found))
    page = replace(page, choices=tuple(_choices(bar, shown)), closer=tuple(_closer(bar, page)))
    return replace(page, main=Markup(render.template("map_main.html", page=page)))


def strip(door: Door, bar: Bar) -> MapPage:
    """Return a small map of what a query finds, for other pages (macro map_strip). Raises UsageError."""
    found = _NOTHING if bar.error else door.soon(("strip", bar.line), lambda: _places(door, bar))
    shown = fitting(found.spots, countries())
    drawn = drawing(found.spots[:_ON_STRIP], shown, countries(), _name, STRIP)
    return MapPage(replace(bar, path="/map"), "", shown, found, drawn, _rows(bar, found))


def finer(region: str, codes: str) -> dict[str, Any]:
    """Return the paths of a region's sheet, fine enough to be looked at closer, by class of the map; and in shapes the
    land of some countries, whose codes stand with commas between them. Raises UsageError for an unknown region.
    """
    known = countries()
    middle = known[region][1] if region in known else None
    drawn = ground(region, middle, finer=_FINER)
    asked = [code for code in codes.split(",") if code in known]
    shapes = {code: shape(code, region, middle, finer=_FINER) for code in asked}
    return {
        "land": drawn.land,
        "lake": drawn.lakes,
        "border": drawn.borders,
        "disputed": drawn.dashed,
        "shapes": shapes,
    }


@cache
def countries() -> Names:
    """Return name and label's point (longitude, latitude) of each country of the actor tables."""
    states = knowledge.table("states").items()
    return {code: (row["name"], (float(row["at"][1]), float(row["at"][0]))) for code, row in states}


def _places(door: Door, bar: Bar) -> Places:
    query = replace(bar.query, by=bar.by)
    return door.book.places(query, locate=asking.locate, most=MOST)


def _name(spot: Spot) -> str:
    known = countries()
    return known[spot.country][0] if spot.precision == "country" and spot.country in known else spot.names[0]


def _rows(bar: Bar, found: Places) -> tuple[Row, ...]:
    unit = "event" if found.by == "events" else "report"
    return tuple(
        Row(spot, _name(spot), _title(spot, unit), links.events(_asking(bar.query, spot))) for spot in found.spots
    )


def _title(spot: Spot, unit: str) -> str:
    names = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
    told = [f"{name} {count}" for name, count in zip(names, spot.quads, strict=True) if count]
    country = "" if spot.precision == "country" or not spot.country else f", {_country(spot.country)}"
    precise = f"{_name(spot)}{country} ({PRECISE[spot.precision]})"
    return f"{precise}: {words.plural(spot.count, unit)}; {', '.join(reversed(told))}"


def _country(code: str) -> str:
    known = countries()
    return known[code][0] if code in known else code


def _asking(query: Query, spot: Spot) -> Query:
    """The query that finds the events of a place too: by its names in its country, or by its code."""
    country = [AnyOf("place", (Value(spot.country),))] if spot.country in countries() else []
    if spot.precision == "country" and country:
        return replace(query, terms=(*query.terms, *country))
    named = AnyOf("place", tuple(Value(name, name=True) for name in spot.names))
    return replace(query, terms=(*query.terms, named, *country))


def _choices(bar: Bar, shown: str) -> Iterator[Choice]:
    names = {WORLD: "World", **{region: told[0] for region, told in REGIONS.items()}}
    for region, name in names.items():
        yield Choice(name, links.listed(bar.path, bar.line, region=region), region == shown)


def _closer(bar: Bar, page: MapPage) -> Iterator[Choice]:
    counts: dict[str, int] = {}
    for row in page.rows:
        if row.spot.country in countries():
            counts[row.spot.country] = counts.get(row.spot.country, 0) + row.spot.count
    for code in _ranked(counts)[:_OFFERED]:
        address = links.listed(bar.path, bar.line, region=code)
        yield Choice(_country(code), address, code == page.shown, words.number(counts[code]))


def _ranked(counts: Mapping[str, int]) -> Sequence[str]:
    return sorted(counts, key=lambda code: (-counts[code], code))
