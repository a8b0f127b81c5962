"""The tables under data/: legal, unique, and without two leaders of one post on one day."""

from itertools import combinations

import pytest

from harmattan.codebook import loader
from harmattan.resolve import knowledge
from harmattan.resolve.gazetteer import Gazetteer
from harmattan.resolve.knowledge import Table, table

SLOTS = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
# Posts that two people rightly hold at once.
SHARED = {"supreme leader"}
# Acronyms that two actors share; the context would have to tell them apart.
AMBIGUOUS = {"rsf", "jem"}


@pytest.mark.parametrize("name", ["organisations", "groups"])
def test_actors_have_legal_slots_and_sectors(name: str) -> None:
    states = set(table("states"))
    for row in table(name).values():
        assert row["country"] in states | SLOTS, row
        assert set(row["sectors"]) <= set(loader.load().sectors), row


def test_tables_are_large_enough() -> None:
    assert len(table("states")) == 198
    assert len(table("organisations")) >= 150
    assert len(table("groups")) >= 150


def test_states_have_their_own_codes() -> None:
    rows = list(table("states").values())
    for code in ("iso2", "cow", "gw", "fips", "geonameid"):
        told = [row[code] for row in rows if row.get(code)]
        assert len(told) == len(set(told)), code
    assert all(-90 <= row["at"][0] <= 90 and -180 <= row["at"][1] <= 180 for row in rows)


def test_names_of_actors_mean_one_actor() -> None:
    for phrase, entries in knowledge.load().index.phrases().items():
        actors = {entry.entity for entry in entries if entry.kind not in ("noun", "leader", "adjective", "people")}
        assert len(actors) <= 1 or phrase in AMBIGUOUS, (phrase, actors)


def test_noun_sectors_are_legal() -> None:
    sectors = set(loader.load().sectors)
    nouns = table("nouns")
    assert set(nouns["strong"]) | set(nouns["weak"]) <= sectors


@pytest.mark.parametrize("name", ["leaders", "leaders_reign"])
def test_no_two_leaders_of_one_post_on_one_day(name: str) -> None:
    leaders: Table = {country: rows for country, rows in table(name).items() if country != "names"}
    for country, rows in leaders.items():
        for one, other in combinations(rows, 2):
            if one[0] == other[0] and one[0] not in SHARED:
                assert (other[3] and other[3] <= one[2]) or (one[3] and one[3] <= other[2]), (country, one, other)


def test_at_least_sixty_states_have_leaders() -> None:
    leaders = table("leaders")
    assert len(leaders) >= 60
    assert set(leaders) - {"names"} <= set(table("states")) | SLOTS


def test_regions_lie_in_states() -> None:
    states = set(table("states"))
    for row in table("regions").values():
        assert set(row["countries"]) <= states


def test_ambiguous_names_have_their_readings() -> None:
    found = knowledge.load()
    for name, row in found.ambiguous.items():
        assert set(row.readings) | set(row.pair) <= set(found.states), name


def test_gazetteer_finds_towns_by_any_spelling() -> None:
    towns = Gazetteer()
    assert towns.find("niamey")[0].iso2 == "NE"
    assert towns.find("Bogota")[0].iso2 == "CO"
    assert towns.find("Louisiana")[0].kind == "province"
    assert towns.find("Nowhere at all") == ()
    assert towns.find("") == ()
