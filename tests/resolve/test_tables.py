"""The tables of actors/: legal, unique, and without two people in one post on one day."""

import zlib
from dataclasses import replace

import pytest
from actors import compile

from harmattan.codebook import loader
from harmattan.resolve import knowledge
from harmattan.resolve.gazetteer import Gazetteer
from harmattan.resolve.knowledge import ACTORS, table
from harmattan.resolve.posts import Term, overlaps
from tests.resolve.build import party

SLOTS = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
# Posts that two people may hold at once.
SHARED = frozenset(["vice president", "parliament speaker", "special envoy", "commissioner"])
# Acronyms that two actors share; the context would have to tell them apart.
AMBIGUOUS = {"rsf", "jem"}


@pytest.mark.parametrize("name", ["organisations", "groups"])
def test_actors_have_legal_slots_and_sectors(name: str) -> None:
    states = set(table("states"))
    for row in table(name).values():
        assert row["country"] in states | SLOTS, row
        assert set(row["sectors"]) <= set(loader.load().sectors), row


def test_tables_are_large_enough() -> None:
    assert len(table("states")) == 199
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


def test_no_two_people_hold_one_post_of_one_state_on_one_day() -> None:
    posts = knowledge.load().posts
    assert overlaps([term for term in posts.terms if term.post in posts.posts], SHARED) == []


def test_a_contradiction_is_found() -> None:
    one = Term("Ann Fell", "NER", "president", "2020-01-01", "2022-01-01", of="NER")
    other = Term("Bo Rask", "NER", "president", "2021-12-31", "", of="NER")
    assert overlaps([one, other], SHARED) == [
        "NER president: Ann Fell until 2022-01-01, Bo Rask since 2021-12-31",
    ]
    assert overlaps([one, replace(other, since="2022-01-01")], SHARED) == []
    assert overlaps([one, replace(other, since="2022")], SHARED) == []


def test_people_have_legal_owners_posts_sectors_and_dates() -> None:
    posts, states, organisations = table("posts"), set(table("states")), set(table("organisations"))
    sectors = set(loader.load().sectors)
    for name in ACTORS:
        for owner, row in table(f"people/{name}").items():
            if owner == "names":
                continue
            assert owner in states | organisations | SLOTS, (name, owner)
            assert row["since"] <= row["until"]
            for post, person, since, until in row.get("posts", ()):
                assert post in posts, (owner, post)
                assert person.strip() == person
                assert not until or since[: len(until)] <= until[: len(since)], (owner, person, since, until)
            for person, _, told, since, until in row.get("people", ()):
                assert set(told.split()) <= sectors, (owner, person)
                assert not until or since[: len(until)] <= until[: len(since)], (owner, person, since, until)


def test_heads_and_ministers_of_eighty_states() -> None:
    held: dict[str, set[str]] = {}
    for term in knowledge.load().posts.terms:
        held.setdefault(term.of, set()).add(term.post)
    states = set(table("states"))
    assert (
        sum(bool(posts & {"president", "prime minister", "king"}) for of, posts in held.items() if of in states) >= 190
    )
    both = [of for of, posts in held.items() if of in states and {"foreign minister", "defence minister"} <= posts]
    assert len(both) >= 80


def test_groups_organisations_and_parties_are_many() -> None:
    assert len(table("groups")) >= 300
    assert len(table("organisations")) >= 250
    assert sum(row["sectors"][0] in ("PTY", "BUS") for row in table("organisations").values()) >= 100


def test_the_packed_tables_are_those_of_the_folder() -> None:
    assert zlib.decompress(compile.PACKED.read_bytes()) == compile.tables()


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


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("Transnistrian separatists", "MDA", "REB"),
        ("South Ossetian militias", "GEO", "PRM"),
        ("Dagestani women", "RUS", "CVL"),
        ("Karakalpak protesters", "UZB", "CVL"),
        ("The Vietnamese coastguard", "VNM", "MIL"),
    ],
)
def test_adjectives_of_parts_and_peoples_tell_the_state(phrase: str, country: str, sector: str) -> None:
    who = party(f"{phrase} blocked the road.", phrase, day="2022-07-02")
    assert (who.country, who.sectors[:1]) == (country, (sector,))


def test_the_taliban_of_pakistan_are_others() -> None:
    text = "The Tehrik-i-Taliban and the Taliban met."
    assert party(text, "The Tehrik-i-Taliban", day="2014-12-16").entity == "group:ttp"
    assert party(text, "the Taliban", day="2014-12-16").entity == "group:taliban"
