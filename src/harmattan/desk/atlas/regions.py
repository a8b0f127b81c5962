"""Parts of the world that have a sheet of their own: named regions, and every country by its code."""

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from harmattan.desk.atlas.borders import load
from harmattan.desk.atlas.projection import Point, around
from harmattan.desk.atlas.sheet import Sheet, area, world
from harmattan.errors import UsageError

# By name: how it is written, longitude and latitude of its middle, width in km.
REGIONS: Final[Mapping[str, tuple[str, Point, float]]] = {
    "sahel": ("Sahel", (4.0, 15.5), 5000),
    "horn": ("Horn of Africa", (43.0, 8.0), 3600),
    "middle-east": ("Middle East", (44.5, 29.5), 4600),
    "europe": ("Europe", (16.0, 52.0), 5600),
    "south-asia": ("South Asia", (77.0, 23.0), 5400),
    "east-asia": ("East Asia", (116.0, 34.0), 7000),
    "southeast-asia": ("Southeast Asia", (114.0, 7.0), 6400),
    "africa": ("Africa", (18.0, 2.0), 15500),
    "americas": ("Americas", (-80.0, 14.0), 22000),
}
WORLD: Final = "world"
# Letters of a country's code.
_CODE: Final = 3
# Pixels across, and height as a share of the width.
WIDTH: Final = 960
_HEIGHT: Final = 0.54
# No country is shown closer than this (km across): the lines are no finer.
_CLOSEST: Final = 400.0
_AROUND: Final = 1.25
# Rings that belong to a country's sheet: this share of its largest at least, this share of its size away at most.
_LARGE, _AWAY = 0.01, 0.35


def spelt(given: str) -> str:
    """Return the name of a region as it is kept: a country's code in capitals, however it was typed."""
    return given.upper() if len(given) == _CODE else given.lower()


def name_of(region: str, names: Mapping[str, str]) -> str:
    """Return how a region is written; names: those of countries by code. Raises UsageError for an unknown one."""
    if region == WORLD:
        return "the world"
    if region in REGIONS:
        return REGIONS[region][0]
    if region in names or (region and region in load().areas):
        return names.get(region, region)
    raise _unknown(region)


@lru_cache(maxsize=64)
def sheet_of(region: str, middle: Point | None = None, width: int = WIDTH) -> Sheet:
    """Return the sheet of a region, so many pixels wide. middle: longitude and latitude in a country without a shape.

    Raises UsageError for an unknown region.
    """
    if region == WORLD:
        return world(width)
    if region in REGIONS:
        _, centre, km = REGIONS[region]
        return _sheet(centre, (0, 0), km, width)
    if region and region in load().areas:
        return _sheet(*_country(region), width)
    if middle is None:
        raise _unknown(region)
    return _sheet(middle, (0, 0), _CLOSEST, width)


def _unknown(region: str) -> UsageError:
    known = ", ".join((WORLD, *REGIONS))
    return UsageError(f"region: {region[:40]!r} is none; it is {known}, or a country's code such as MLI")


def _sheet(centre: Point, middle: Point, km: float, width: int) -> Sheet:
    """centre: of the plane, in degrees; middle: of the sheet, on the plane; km: from its left to its right edge."""
    step = next((step for step in (1, 2, 5, 10) if km / 111 / step < 14), 20)
    left, top = middle[0] - km / 2, middle[1] - km / 2 * _HEIGHT
    return Sheet(around(*centre), left, top, km / width, width, round(width * _HEIGHT), step, centre)


def _country(code: str) -> tuple[Point, Point, float]:
    """The centre, the middle and the km of a country's sheet."""
    known = load()
    shapes = [known.ring(ring, 2) for ring in known.areas[code]]
    largest = max(shapes, key=area)
    # Not the mean of longitudes: the largest piece of a country never crosses the edge of the data.
    centre = (_middle([lon for lon, _ in largest]), _middle([lat for _, lat in largest]))
    plane = around(*centre)
    flat = [[point for point in (plane(*at) for at in shape) if point] for shape in shapes]
    west, north, east, south = _extent([shape for shape in flat if shape])
    km = max(_CLOSEST, _AROUND * max(east - west, (south - north) / _HEIGHT))
    return centre, (_middle([west, east]), _middle([north, south])), km


def _middle(values: list[float]) -> float:
    return (min(values) + max(values)) / 2


def _extent(shapes: list[list[Point]]) -> tuple[float, float, float, float]:
    """The box of a country's largest piece and of all large ones that are near it, or near one that is."""
    sizes = sorted(((area(shape), _box(shape)) for shape in shapes), reverse=True)
    least = sizes[0][0] * _LARGE
    inside, rest = sizes[0][1], [box for size, box in sizes[1:] if size >= least]
    while near := [box for box in rest if _gap(inside, box) <= _AWAY * math.dist(inside[:2], inside[2:])]:
        rest = [box for box in rest if box not in near]
        west, north, east, south = zip(inside, *near, strict=True)
        inside = (min(west), min(north), max(east), max(south))
    return inside


def _box(shape: list[Point]) -> tuple[float, float, float, float]:
    xs, ys = zip(*shape, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _gap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> float:
    across = max(0.0, one[0] - other[2], other[0] - one[2])
    along = max(0.0, one[1] - other[3], other[1] - one[3])
    return math.hypot(across, along)
