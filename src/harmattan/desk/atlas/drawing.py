"""What is drawn on a sheet: the ground, and a symbol for each place that is true to the precision it was told with."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from harmattan.desk.atlas.borders import load
from harmattan.desk.atlas.projection import Point
from harmattan.desk.atlas.regions import REGIONS, WIDTH, WORLD, sheet_of
from harmattan.desk.atlas.sheet import Sheet, lines, net, path, rings
from harmattan.ledger.query.places import PRECISIONS, Spot

# Radius in pixels of the largest symbol, of a single report at most, and of any symbol at least.
_LARGEST, _SINGLE, _LEAST = 26.0, 5.0, 2.6
# A square on its corner has the area of a circle whose radius is so much less than half its diagonal.
_DIAMOND: Final = math.sqrt(math.pi / 2)
# Symbols from this radius on carry a sign of their quad, so that nobody has to tell colours apart.
_SIGNED: Final = 5.0
# Width of a letter and height of a line in pixels; labels on a sheet at most.
_LETTER, _LINE, _MOST_LABELS = 6.6, 13.0, 14
# Longest name on the sheet; the whole of it is in the title and the table.
_LONGEST: Final = 28
Box = tuple[float, float, float, float]
# Name and point (longitude, latitude) of each country by its code.
Names = Mapping[str, tuple[str, Point]]
# The share of what has a place that must lie in a country, or on a region's sheet, for it to be shown alone.
_IN_COUNTRY, _ON_SHEET = 0.8, 0.9
# Wider ones (km) hold much of other continents too.
_WIDEST: Final = 16_000


@dataclass(frozen=True, slots=True)
class Ground:
    """Paths (d) of a sheet: the net of degrees, land, lakes, borders, and dashed those that are disputed."""

    net: str
    land: str
    lakes: str
    borders: str
    dashed: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A symbol: x, y and r in pixels. quad: the one most told, the graver of two told as often. signed: whether the
    quad's sign fits inside."""

    spot: Spot
    x: float
    y: float
    r: float
    quad: int
    signed: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the sheet. quiet: of a country that lies there, with its middle at x and y; else of the place
    there, and begins so many pixels aside."""

    text: str
    x: float
    y: float
    quiet: bool
    aside: float = 0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A sheet with what is told on it. beside: places that do not lie on it. shapes: paths of the land of each country
    that is told of as a whole, by code."""

    sheet: Sheet
    ground: Ground
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    beside: tuple[Spot, ...]
    scale: float
    shapes: Mapping[str, str]

    def radius(self, count: int) -> float:
        """Return the radius of a symbol of so many acts or reports, in pixels."""
        return _radius(count, self.scale)


@lru_cache(maxsize=64)
def ground(region: str, middle: Point | None = None, width: int = WIDTH, finer: int = 1) -> Ground:
    """Return what lies under the symbols of a region. finer: how many times closer it may be looked at.

    Raises UsageError for an unknown region.
    """
    sheet, known, parts = replace(sheet_of(region, middle, width), finer=finer), load(), 10 if finer == 1 else 100
    land = (ring for shapes in known.areas.values() for ring in shapes)
    return Ground(
        path(net(sheet)),
        path(rings(sheet, land), closed=True, parts=parts),
        path(rings(sheet, known.lakes), closed=True, parts=parts),
        path(lines(sheet, known.borders), parts=parts),
        path(lines(sheet, known.dashed), parts=parts),
    )


@lru_cache(maxsize=512)
def shape(code: str, region: str, middle: Point | None = None, width: int = WIDTH, finer: int = 1) -> str:
    """Return the path of a country's land on a region's sheet; empty where it is not seen or has no shape."""
    sheet = replace(sheet_of(region, middle, width), finer=finer)
    return path(rings(sheet, load().areas.get(code, ())), closed=True, parts=10 if finer == 1 else 100)


def drawing(
    spots: Sequence[Spot],
    region: str,
    names: Names,
    name: Callable[[Spot], str] = lambda spot: spot.names[0],
    width: int = WIDTH,
) -> Drawing:
    """Return the map of places, so many pixels wide. names: for labels and for countries without a shape; name: what a
    place is called. Raises UsageError for an unknown region.
    """
    middle = names[region][1] if region in names else None
    sheet = sheet_of(region, middle, width)
    scale = min(
        _SINGLE, _LARGEST * math.sqrt(width / WIDTH) / math.sqrt(max((spot.count for spot in spots), default=1))
    )
    placed = [(spot, _where(spot, sheet, names)) for spot in spots]
    marks = [_mark(spot, at, scale) for spot, at in placed if at is not None and sheet.holds(at)]
    # Wide ones lie under narrow ones, large ones under small ones: a town is not hidden by its country.
    marks.sort(key=lambda mark: (-PRECISIONS.index(mark.spot.precision), -mark.r))
    beside = tuple(spot for spot, at in placed if not sheet.holds(at))
    labels = tuple(_labels(sheet, marks, names, name))
    codes = sorted({spot.country for spot in spots if spot.precision == "country"})
    shapes = {code: shape(code, region, middle, width) for code in codes}
    return Drawing(sheet, ground(region, middle, width), tuple(marks), labels, beside, scale, shapes)


def fitting(spots: Sequence[Spot], names: Names) -> str:
    """Return the closest region that nearly all of the places lie in: a country, a named region, or the world."""
    whole = sum(spot.count for spot in spots)
    if not whole:
        return WORLD
    for code in sorted({spot.country for spot in spots} & names.keys()):
        if sum(spot.count for spot in spots if spot.country == code) >= _IN_COUNTRY * whole:
            return code
    for region in sorted((name for name in REGIONS if REGIONS[name][2] < _WIDEST), key=lambda name: REGIONS[name][2]):
        sheet = sheet_of(region)
        inside = sum(spot.count for spot in spots if sheet.holds(_where(spot, sheet, names)))
        if inside >= _ON_SHEET * whole:
            return region
    return WORLD


def _where(spot: Spot, sheet: Sheet, names: Names) -> Point | None:
    """A country's symbol stands at its label's point whatever point a report gave it."""
    if spot.precision == "country" and spot.country in names:
        return sheet.at(*names[spot.country][1])
    return None if spot.lon is None or spot.lat is None else sheet.at(spot.lon, spot.lat)


def _mark(spot: Spot, at: Point, scale: float) -> Mark:
    r = _radius(spot.count, scale)
    wide = _DIAMOND if spot.precision == "country" else 1
    return Mark(spot, at[0], at[1], r * wide, leading(spot), r >= _SIGNED)


def _radius(count: int, scale: float) -> float:
    return max(_LEAST, scale * math.sqrt(count))


def leading(spot: Spot) -> int:
    """Return the quad (1 to 4) told most of a place, the graver of two told as often."""
    return max(range(1, 5), key=lambda quad: (spot.quads[quad - 1], quad))


def _labels(sheet: Sheet, marks: Iterable[Mark], names: Names, name: Callable[[Spot], str]) -> Iterator[Label]:
    """Names of the largest places, then of countries, each where it covers no other name and no larger symbol."""
    ranked = sorted(marks, key=lambda mark: -mark.spot.count)
    taken: list[Box] = []
    told = set()
    for mark in ranked[:_MOST_LABELS]:
        text = _short(name(mark.spot))
        box = _beside(mark, text)
        if _free(box, taken, sheet) and not any(_hits(box, _around(one)) for one in ranked if one is not mark):
            taken.append(box)
            told.add(mark.spot.country if mark.spot.precision == "country" else "")
            yield Label(text, mark.x, mark.y, quiet=False, aside=mark.r + 4)
    taken += [_around(mark) for mark in ranked]
    if sheet.centre is not None:
        yield from _countries(sheet, names, taken, told)


def _countries(sheet: Sheet, names: Names, taken: list[Box], told: set[str]) -> Iterator[Label]:
    for code, (text, at) in names.items():
        point = sheet.at(*at)
        if code in told or point is None:
            continue
        half = len(text) * _LETTER * 0.55
        box = (point[0] - half, point[1] - _LINE, point[0] + half, point[1] + 3)
        if _free(box, taken, sheet):
            taken.append(box)
            yield Label(text, point[0], point[1] - 4, quiet=True)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _beside(mark: Mark, text: str) -> Box:
    left = mark.x + mark.r + 4
    return left, mark.y - _LINE / 2, left + len(text) * _LETTER, mark.y + _LINE / 2


def _around(mark: Mark) -> Box:
    return mark.x - mark.r, mark.y - mark.r, mark.x + mark.r, mark.y + mark.r


def _free(box: Box, taken: Iterable[Box], sheet: Sheet) -> bool:
    inside = box[0] >= 0 and box[1] >= 0 and box[2] <= sheet.width and box[3] <= sheet.height
    return inside and not any(_hits(box, other) for other in taken)


def _hits(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
