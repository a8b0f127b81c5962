"""Land, lakes and borders from Natural Earth, as tools/borders.py packed them (docs/map.md)."""

import json
import math
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate

from harmattan.desk.atlas.projection import Point

# West, south, east, north in degrees.
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """points; ranks: a digit for each, how coarse a map still needs it (0 to 9); box: where it lies."""

    points: tuple[Point, ...]
    ranks: str
    box: Box

    def coarse(self, rank: int) -> list[Point]:
        """Return the points that a map of this rank needs: the ends always."""
        least = str(rank)
        return [point for point, own in zip(self.points, self.ranks, strict=True) if own >= least]


@dataclass(frozen=True, slots=True)
class Borders:
    """areas: by code the rings, each a list of lines (~n is line n backwards); "" is land of no code. lakes: rings.
    borders and dashed: numbers of lines."""

    lines: tuple[Line, ...]
    areas: dict[str, list[list[int]]]
    lakes: list[list[int]]
    borders: list[int]
    dashed: list[int]

    def ring(self, numbers: Sequence[int], rank: int = 0) -> list[Point]:
        """Return the points of a ring, the first one again at the end; it may go on beyond 180 degrees."""
        found: list[Point] = []
        for number in numbers:
            points = self.lines[number if number >= 0 else ~number].coarse(rank)
            turn = 360 * round((found[-1][0] - points[0 if number >= 0 else -1][0]) / 360) if found else 0
            placed = points if number >= 0 else points[::-1]
            found += [(lon + turn, lat) for lon, lat in placed] if turn else placed
        return found

    def box(self, numbers: Sequence[int]) -> Box:
        """Return where a ring lies."""
        boxes = [self.lines[number if number >= 0 else ~number].box for number in numbers]
        west, south, east, north = zip(*boxes, strict=True)
        return min(west), min(south), max(east), max(north)


@cache
def load() -> Borders:
    """Return the shipped borders; read once a process."""
    packed = resources.files("harmattan.desk").joinpath("data", "borders.json.z").read_bytes()
    table = json.loads(zlib.decompress(packed))
    lines = tuple(_lines(table["arcs"], table["ranks"], table["grid"]))
    return Borders(lines, table["areas"], table["lakes"], table["borders"], table["dashed"])


def _lines(arcs: Sequence[Sequence[int]], ranks: Sequence[str], grid: float) -> Iterator[Line]:
    for steps, digits in zip(arcs, ranks, strict=True):
        lons = [step * grid for step in accumulate(steps[::2])]
        lats = [step * grid for step in accumulate(steps[1::2])]
        yield Line(tuple(zip(lons, lats, strict=True)), digits, (min(lons), min(lats), max(lons), max(lats)))


def rank_of(km: float) -> int:
    """Return the rank of a map on which a pixel is so many km wide.

    A point of rank n makes a triangle of 4^(n-1) to 4^n km2 with its neighbours; less than half a pixel is not seen.
    """
    return max(0, min(8, 1 + math.ceil(math.log(km * km / 2, 4))))
