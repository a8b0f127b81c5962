"""The tables of places kept by hand: legal, and each place in or near its state."""

from importlib import resources

import pytest

from bench.places import kilometres
from harmattan.resolve import knowledge
from harmattan.resolve.gazetteer import Gazetteer, Town
from harmattan.resolve.knowledge import table

# No place of a state is farther from the towns of that state than this: the Sahara is empty.
NEAR_KM = 400.0
# Nor is an area: the middle of the Northwest Passage, or of the Empty Quarter.
FAR_KM = 500.0
TOWNS = [
    line.split("\t")
    for line in resources.files("harmattan.resolve")
    .joinpath("data/more_towns.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
    if not line.startswith("#")
]


@pytest.fixture(scope="module")
def shipped() -> dict[str, list[tuple[float, float, str]]]:
    """Latitude, longitude and unit of the towns of each state (ISO alpha-2) that GeoNames has."""
    gazetteer = Gazetteer()
    found = {}
    for iso2 in {row[1] for row in TOWNS} | {row["iso2"] for row in table("states").values()}:
        rows = [line.decode().split("\t") for line in gazetteer.lines_of(iso2) if line.endswith(b"\tp")]
        found[iso2] = [(float(row[4]), float(row[5]), row[3]) for row in rows if row[1] != "0"]
    return found


def nearest(lat: float, lon: float, towns: list[tuple[float, float, str]]) -> float:
    return min(kilometres(lat, lon, other, east) for other, east, _ in towns)


def test_towns_kept_by_hand_lie_in_their_state_and_unit(shipped: dict[str, list[tuple[float, float, str]]]) -> None:
    for name, iso2, unit, lat, lon, *_ in TOWNS:
        towns = shipped[iso2]
        assert nearest(float(lat), float(lon), towns) < NEAR_KM, name
        assert unit in {code for _, _, code in towns}, (name, unit)


def test_towns_kept_by_hand_are_told_once() -> None:
    names = [(row[0], row[1]) for row in TOWNS]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_a_town_with_an_id_is_the_one_that_geonames_has() -> None:
    gazetteer = Gazetteer()
    for name, iso2, _, lat, lon, _, geonameid, *main in TOWNS:
        if geonameid != "0" and main:
            known = [town for town in gazetteer.find(main[0]) if town.geonameid == int(geonameid)]
            assert known, name
            assert _is_at(known[0], iso2, float(lat), float(lon)), name


def _is_at(town: Town, iso2: str, lat: float, lon: float) -> bool:
    return town.iso2 == iso2 and kilometres(town.lat, town.lon, lat, lon) < 1


def test_areas_name_states_that_there_are_and_lie_on_the_earth() -> None:
    states = set(table("states"))
    for row in [*table("places").values(), *table("regions").values()]:
        assert set(row["countries"]) <= states, row
        assert -90 <= row["at"][0] <= 90, row
        assert -180 <= row["at"][1] <= 180, row


def test_areas_of_one_state_lie_near_its_towns(shipped: dict[str, list[tuple[float, float, str]]]) -> None:
    territories = {
        "GBR",
        "FRA",
        "USA",
        "DNK",
        "NOR",
        "AUS",
        "CAN",
        "NZL",
        "RUS",
    }  # whose islands are oceans away, and filed by themselves
    states = table("states")
    for row in table("places").values():
        if len(row["countries"]) == 1 and row["countries"][0] not in territories:
            iso2 = states[row["countries"][0]]["iso2"]
            assert nearest(row["at"][0], row["at"][1], shipped[iso2]) < FAR_KM, row


def test_no_place_stands_in_both_tables_of_areas() -> None:
    names = [{name for row in table(one).values() for name in (row["name"], *row.get("also", ()))} for one in _AREAS]
    assert names[0] & names[1] == set()
    assert knowledge.load().regions["doklam"].countries == ("BTN",)


_AREAS = ("places", "regions")
