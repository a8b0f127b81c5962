"""Places and parties that people tell without a page: by a name alone, or by codes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from harmattan.resolve.gazetteer import Gazetteer, Town
from harmattan.resolve.institutions import ARTICLES, INSTITUTIONS
from harmattan.resolve.knowledge import Entry, Region, actor, regions, table
from harmattan.resolve.names import key_of, tokens
from harmattan.resolve.words import US_STATES

# Tables by the kind of id that their rows have.
_TABLES: Final = {"group": "groups", "org": "organisations"}


@dataclass(frozen=True, slots=True)
class Named:
    """A place as its name alone tells it; see records.EventPlace."""

    name: str
    country: str
    geonameid: int | None
    lat: float
    lon: float
    resolution: str


def town(name: str, loaded: Path | None = None) -> Town | None:
    """Return the largest place called name, or None; "Gao, MLI" asks for one of a country.

    A town goes before a province of its name, and a place so called now before one that is called so too. loaded: what
    the user loaded, as Gazetteer has it.
    """
    place, comma, country = name.rpartition(",")
    towns = _gazetteer(loaded, _stamp(loaded)).find(place if comma else name)
    if comma:
        state = table("states").get(country.strip().upper(), {})
        towns = tuple(town for town in towns if town.iso2 == state.get("iso2"))
    return min(towns, key=lambda town: (town.other, town.kind != "town"), default=None)


def place(name: str, loaded: Path | None = None) -> Named | None:
    """Return what a name or a country code means; None if nobody knows it. A state's name is no town in Indiana."""
    country = name if name in table("states") else _states().get(_key(name), "")
    if country:
        row = table("states")[country]
        return Named(row["name"], country, row["geonameid"], row["at"][0], row["at"][1], "country")
    region = _regions().get(_key(name))
    if region:
        return _region(region)
    found = town(name, loaded)
    return _town(found) if found else None


def institution(country: str, sectors: tuple[str, ...]) -> tuple[str | None, str]:
    """Return the id and the name that the coder gives a state (no sector, or GOV), or what a state has one of.

    None and an empty name for what goes by no name of its own: "MLI.REB", an organisation's slot.
    """
    row = table("states").get(country)
    if row is None:
        return None, ""
    if sectors in ((), ("GOV",)):
        return f"state:{country}", row["name"]
    if sectors[0] not in INSTITUTIONS:
        return None, ""
    return f"{sectors[0].lower()}:{country}", INSTITUTIONS[sectors[0]].format(ARTICLES.get(country, "") + row["name"])


def actor_of(entity: str) -> Entry | None:
    """Return the armed group, organisation or institution of a state that an id of the tables is; None for another."""
    kind, _, key = entity.partition(":")
    row = table(_TABLES[kind]).get(key) if kind in _TABLES else None
    if row is not None:
        return actor(entity, row)
    sectors = () if kind == "state" else (kind.upper(),)
    found, name = institution(key, sectors)
    return Entry("state", entity, name, key, sectors) if found == entity else None


def _region(region: Region) -> Named:
    country = region.countries[0] if len(region.countries) == 1 else ""
    return Named(region.name, country, region.geonameid, *region.at, region.resolution)


def _town(found: Town) -> Named:
    at = found.lat, found.lon
    if found.kind == "province" and found.iso2 == "US" and found.unit in US_STATES:
        at = US_STATES[found.unit].at
    kind = "city" if found.kind == "town" else found.kind
    return Named(found.name, _codes().get(found.iso2, ""), found.geonameid, *at, kind)


@cache
def _regions() -> dict[str, Region]:
    return regions()


@cache
def _states() -> dict[str, str]:
    return {_key(name): iso3 for iso3, row in table("states").items() for name in _names(row)}


def _names(row: dict[str, object]) -> Iterator[str]:
    yield str(row["name"])
    also = row.get("also", ())
    yield from map(str, also if isinstance(also, list) else ())


@cache
def _codes() -> dict[str, str]:
    return {row["iso2"]: iso3 for iso3, row in table("states").items()}


def _key(name: str) -> str:
    return key_of(token for token in tokens(name) if token.kind != "mark")


def _stamp(loaded: Path | None) -> int:
    """What changes when other places are loaded."""
    return loaded.stat().st_mtime_ns if loaded and loaded.is_file() else 0


@lru_cache(1)
def _gazetteer(loaded: Path | None, _: int) -> Gazetteer:
    return Gazetteer(loaded)
