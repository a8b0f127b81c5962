"""Towns and units by name: places of GeoNames (www.geonames.org, CC BY 4.0) in one compressed, sorted file.

Nothing is parsed at the start: a name is found by halving the sorted lines, and only its own are read.
The file is written by train/make_gazetteer.py.
"""

import zlib
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from itertools import takewhile

from harmattan.resolve.names import key_of, tokens


@dataclass(frozen=True, slots=True)
class Town:
    """A place of the gazetteer. iso2: its state; unit: first-level unit code; kind: town, province or district.

    other is true where the name asked for is not its main name ("Gao" for Gao Region). lat and lon are degrees;
    units have no geonameid but for the states of the United States.
    """

    geonameid: int | None
    name: str
    iso2: str
    unit: str
    lat: float
    lon: float
    population: int
    other: bool = False
    kind: str = "town"


class Gazetteer:
    """Finds the towns of a name."""

    @cached_property
    def _lines(self) -> list[bytes]:
        packed = resources.files("harmattan.resolve").joinpath("data", "places.tsv.z").read_bytes()
        return zlib.decompress(packed).split(b"\n")

    def find(self, name: str) -> tuple[Town, ...]:
        """Return every town called name, whatever its case and accents; the largest first."""
        key = key_of(token for token in tokens(name) if token.kind != "mark").encode() + b"\t"
        first = bisect_left(self._lines, key)
        numbers = takewhile(lambda number: self._lines[number].startswith(key), range(first, len(self._lines)))
        return tuple(sorted((_town(self._lines[number]) for number in numbers), key=lambda town: -town.population))


_KINDS = {"p": "town", "a": "town", "s": "province", "t": "province", "d": "district", "e": "district"}


def _town(line: bytes) -> Town:
    _, geonameid, iso2, unit, lat, lon, population, name, kind = line.decode().split("\t")
    return Town(
        int(geonameid) or None,
        name,
        iso2,
        unit,
        float(lat),
        float(lon),
        int(population),
        kind in "ate",
        _KINDS[kind],
    )
