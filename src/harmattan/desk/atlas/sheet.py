"""A part of a plane as it is drawn: what lies on it, in pixels, cut at its edges."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from harmattan.desk.atlas.borders import Borders, Box, load, rank_of
from harmattan.desk.atlas.projection import Point, Project, equal_earth

# Pixels beside the sheet that are drawn too, so that cut edges are not seen.
_MARGIN: Final = 40
_CORNERS: Final = ((0, 0), (1, 0), (0, 1), (1, 1))
# Km of a degree along a meridian; and how much longer a way on the ground may be than on the plane, at 70 degrees.
_DEGREE, _SHORT = 111.195, 1.15
# Rings smaller than this (square pixels) are not drawn.
_SPECK: Final = 0.3


@dataclass(frozen=True)  # without slots: two values are worked out once
class Sheet:
    """project: the plane. left, top: its corner on it; km: width of a pixel. width, height: pixels. step: degrees
    from one line of the net to the next. centre: longitude and latitude of the plane's middle; None for the world.
    finer: how many times closer its lines may be looked at."""

    project: Project
    left: float
    top: float
    km: float
    width: int
    height: int
    step: int
    centre: Point | None = None
    finer: int = 1

    def at(self, lon: float, lat: float) -> Point | None:
        """Return a point in pixels; None if it does not lie on the plane. It may lie beside the sheet."""
        found = self.project(lon, lat)
        return None if found is None else ((found[0] - self.left) / self.km, (found[1] - self.top) / self.km)

    def holds(self, point: Point | None) -> bool:
        """Tell whether a point in pixels lies on the sheet."""
        return point is not None and 0 <= point[0] <= self.width and 0 <= point[1] <= self.height

    @cached_property
    def rank(self) -> int:
        """How coarse its lines may be."""
        return rank_of(self.km / self.finer)

    def outline(self, points: Iterable[Point]) -> list[Point]:
        """Return a ring in pixels, cut at the edges; empty where it is not seen."""
        placed = [self.at(*point) for point in points]
        ring = [point for point in placed if point is not None]
        if len(ring) < len(placed) or len(ring) < 4:
            return []
        if self.centre is None:
            return ring if min(y for _, y in ring) < self.height else []
        return _cut(ring, self._edges)

    def course(self, points: Iterable[Point]) -> Iterator[list[Point]]:
        """Yield the pieces of a line that are seen, in pixels."""
        piece: list[Point] = []
        for one, other in pairwise(self.at(*point) for point in points):
            if one is None or other is None or self._beside(one, other):
                if piece:
                    yield piece
                piece = []
            else:
                piece = [*piece, other] if piece else [one, other]
        if piece:
            yield piece

    def far(self, box: Box) -> bool:
        """Tell whether a box of degrees surely lies beside the sheet; False where that is not sure."""
        if self.centre is None:
            return False
        (lon, lat), (west, south, east, north) = self.centre, box
        corners = [(self.left + x * self.width * self.km, self.top + y * self.height * self.km) for x, y in _CORNERS]
        reach = (max(math.hypot(*corner) for corner in corners) + _MARGIN * self.km) / _DEGREE * _SHORT
        if max(south - lat, lat - north) > reach:
            return True
        turned = max(0.0, abs((lon - (west + east) / 2 + 180) % 360 - 180) - (east - west) / 2)
        highest = max(abs(south), abs(north), abs(lat) + reach)
        return highest < 85 and turned * math.cos(math.radians(highest)) > reach

    @cached_property
    def _edges(self) -> Box:
        return -_MARGIN, -_MARGIN, self.width + _MARGIN, self.height + _MARGIN

    def _beside(self, one: Point, other: Point) -> bool:
        west, north, east, south = self._edges
        (ax, ay), (bx, by) = one, other
        return max(ax, bx) < west or min(ax, bx) > east or max(ay, by) < north or min(ay, by) > south


def _cut(ring: list[Point], edges: Box) -> list[Point]:
    """Sutherland and Hodgman 1974, Reentrant polygon clipping: one edge after the other."""
    for axis, sign, edge in ((0, 1, edges[0]), (0, -1, edges[2]), (1, 1, edges[1]), (1, -1, edges[3])):
        ring = _cut_once(ring, axis, sign, edge)
    return ring


def _cut_once(ring: list[Point], axis: int, sign: int, edge: float) -> list[Point]:
    if all(sign * (point[axis] - edge) >= 0 for point in ring):
        return ring
    found: list[Point] = []
    for last, point in zip([ring[-1], *ring] if ring else [], ring, strict=False):
        was, now = sign * (last[axis] - edge), sign * (point[axis] - edge)
        if (was < 0) != (now < 0):
            share = was / (was - now)
            found.append((last[0] + (point[0] - last[0]) * share, last[1] + (point[1] - last[1]) * share))
        if now >= 0:
            found.append(point)
    return found


def area(ring: Sequence[Point]) -> float:
    """Return the area a ring encloses, in the square of its points' unit."""
    closed = [*ring, ring[0]] if ring else []
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(closed))) / 2


def rings(sheet: Sheet, numbers: Iterable[Sequence[int]], borders: Borders | None = None) -> Iterator[list[Point]]:
    """Yield the rings that are seen on a sheet, in pixels."""
    known = borders or load()
    for ring in numbers:
        if sheet.far(known.box(ring)):
            continue
        outline = sheet.outline(known.ring(ring, sheet.rank))
        if len(outline) > 2 and area(outline) * sheet.finer**2 >= _SPECK:
            yield outline


def lines(sheet: Sheet, numbers: Iterable[int], borders: Borders | None = None) -> Iterator[list[Point]]:
    """Yield the lines that are seen on a sheet, in pixels."""
    known = borders or load()
    for number in (one for one in numbers if not sheet.far(known.lines[one].box)):
        yield from sheet.course(known.lines[number].coarse(sheet.rank))


def net(sheet: Sheet) -> Iterator[list[Point]]:
    """Yield meridians and parallels, in pixels."""
    fine = [degree / 2 for degree in range(-360, 361, max(1, sheet.step // 4) * 2)]
    for lon in range(-180, 181, sheet.step):
        yield from sheet.course((lon, lat) for lat in fine if abs(lat) <= 90)
    for lat in range(-90 + sheet.step, 90, sheet.step):
        yield from sheet.course((lon, lat) for lon in fine)


def path(found: Iterable[Sequence[Point]], *, closed: bool = False, parts: int = 10) -> str:
    """Return lines as the d of an SVG path; parts: into how many a pixel is divided, 10 or 100."""
    return "".join(_path(line, parts) + ("z" if closed else "") for line in found)


def _path(line: Sequence[Point], parts: int) -> str:
    x, y = (round(value * parts) for value in line[0])
    steps = [f"M{x / parts:g} {y / parts:g}l"]
    for point in line[1:]:
        a, b = round(point[0] * parts), round(point[1] * parts)
        if (a, b) != (x, y):
            steps.append(f"{(a - x) / parts:g},{(b - y) / parts:g} ")
        x, y = a, b
    return "".join(steps).rstrip() if len(steps) > 1 else f"{steps[0]}0 0"


def world(width: int = 960) -> Sheet:
    """Return the sheet of the whole world, without Antarctica's inner part."""
    half, _ = equal_earth(180, 0)
    _, top = equal_earth(0, 84)
    _, bottom = equal_earth(0, -58)
    km = 2 * half / width
    return Sheet(equal_earth, -half, top, km, width, math.ceil((bottom - top) / km), 30)
