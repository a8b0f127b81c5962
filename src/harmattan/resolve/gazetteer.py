"""Towns and units by name: places of GeoNames (www.geonames.org, CC BY 4.0) in one compressed, sorted file.

Nothing is parsed at the start: a name is found by halving the sorted lines, and only its own are read.
The file is written by train/make_gazetteer.py. Beside it stands more_towns.tsv, written by hand: what it lacks.
"""

import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from itertools import chain
from pathlib import Path

from harmattan.resolve.names import key_of_name


@dataclass(frozen=True, slots=True)
class Town:
    """A place of the gazetteer. iso2: its state; unit: first-level unit code; kind: town, province or district.

    other is true where the name asked for is not its main name ("Gao" for Gao Region). lat and lon are degrees;
    units have no geonameid but for the states of the United States, nor have a few towns.
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
    """Finds the towns and units of a name: the shipped ones, and those of a GeoNames dump the user loaded."""

    def __init__(self, loaded: Path | None = None) -> None:
        """loaded: the file made by geonames.py, if there is one."""
        self.loaded = loaded if loaded and loaded.is_file() else None

    @cached_property
    def _files(self) -> tuple[list[bytes], ...]:
        """The sorted lines of each file; the user's come first, since they have ids."""
        data = resources.files("harmattan.resolve").joinpath("data")
        shipped = data.joinpath("places.tsv.z").read_bytes()
        packed = [*([self.loaded.read_bytes()] if self.loaded else []), shipped]
        more = sorted(_more(data.joinpath("more_towns.tsv").read_text(encoding="utf-8")))
        return (*(zlib.decompress(one).split(b"\n") for one in packed), more)

    def find(self, name: str) -> tuple[Town, ...]:
        """Return every town and unit called name, whatever its case and accents; the largest first."""
        key = key_of_name(name)
        found = self._called(_spellings(key)) or [one for one in self._called(_sides(key)) if one.kind == "province"]
        return tuple(sorted(found, key=lambda town: -town.population))

    def _called(self, keys: Sequence[str]) -> list[Town]:
        found: dict[tuple[object, ...], Town] = {}
        for key in keys:
            for lines in self._files:
                for line in _of_key(lines, key.encode() + b"\t"):
                    town = _town(line)
                    found.setdefault(_same(town), town)
        return list(found.values())

    @cached_property
    def _states(self) -> dict[bytes, list[bytes]]:
        """The lines of each state, by its ISO alpha-2 code: all lines are gone through once, and none is parsed."""
        states: dict[bytes, list[bytes]] = {}
        for line in chain.from_iterable(self._files):
            if line:
                states.setdefault(line.split(b"\t", 3)[2], []).append(line)
        return states

    def lines_of(self, iso2: str) -> Sequence[bytes]:
        """Return the lines of a state (ISO alpha-2), as the files have them."""
        return self._states.get(iso2.encode(), ())

    def names_in(self, iso2: str) -> set[str]:
        """Return all names of a state's places, as they are filed: in small letters and without accents."""
        return {line.split(b"\t", 1)[0].decode() for line in self.lines_of(iso2)}


def _more(table: str) -> Iterator[bytes]:
    """Yield the lines of the towns written by hand, spelt as those of the packed file."""
    for line in table.splitlines():
        if not line.startswith("#"):
            name, iso2, unit, lat, lon, people, geonameid, *main = line.split("\t")
            row = (key_of_name(name), geonameid, iso2, unit, lat, lon, people, *(main or [name]), "a" if main else "p")
            yield "\t".join(row).encode()


def _spellings(key: str) -> tuple[str, ...]:
    """Return a key with "st" and with "saint": GeoNames has Saint George's and St. Louis."""
    first, _, rest = key.partition(" ")
    other = {"st": "saint", "saint": "st"}.get(first)
    return (key, f"{other} {rest}") if other and rest else (key,)


def _sides(key: str) -> tuple[str, ...]:
    """Return a key that begins with "west" with "western", and the other way: GeoNames has a Western Darfur."""
    first, _, rest = key.partition(" ")
    side = first.removesuffix("ern")
    other = side if side != first else f"{first}ern"
    return (f"{other} {rest}",) if rest and side in ("north", "south", "east", "west") else ()


def _of_key(lines: Sequence[bytes], key: bytes) -> Iterator[bytes]:
    at = bisect_left(lines, key)
    while at < len(lines) and lines[at].startswith(key):
        yield lines[at]
        at += 1


def _same(town: Town) -> tuple[object, ...]:
    """What two files have in common of one place: towns their id, units their state, code and level."""
    if town.geonameid and town.kind == "town":
        return (town.geonameid,)
    return town.iso2, town.unit, town.kind, town.name if town.kind != "province" else ""


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
