"""The page the product was conceived from: every person, office, group and place of it, without the encoder."""

import pytest

from harmattan.read import reader
from harmattan.records import EventPlace, Span
from harmattan.resolve import knowledge
from harmattan.resolve.linking import Linker
from harmattan.resolve.places import Places
from harmattan.resolve.survey import survey
from tests.test_first_page import PAGE

if not PAGE.is_file():
    pytest.skip("the page is not part of the project", allow_module_level=True)

ARTICLE = reader.read(str(PAGE))
SCENE = survey(ARTICLE, knowledge.load())
PLACES = Places(SCENE.knowledge)
LINKER = Linker(SCENE, PLACES, ("2026-02-02", "2026-02-03"))


@pytest.mark.parametrize(
    ("words", "name", "country", "sector", "role"),
    [
        ("The United States", "United States", "USA", "GOV", ""),
        ("The State Department", "Government of the United States", "USA", "GOV", ""),
        ("The Biden administration", "Government of the United States", "USA", "GOV", ""),
        ("The Trump administration", "Government of the United States", "USA", "GOV", ""),
        ("USAID", "USAID", "USA", "GOV", ""),
        ("France", "France", "FRA", "GOV", ""),
        ("Russia", "Russia", "RUS", "GOV", ""),
        ("Nick Checker", "Nick Checker", "USA", "GOV", "head of the Bureau of African Affairs"),
        ("Niger's former president Mohamed Bazoum", "Mohamed Bazoum", "NER", "ELI", "former president"),
        ("Donald Trump", "Donald Trump", "USA", "GOV", "president"),
        ("Captain Ibrahim Traoré", "Ibrahim Traoré", "BFA", "GOV", "president"),
        ("Massad Boulos", "Massad Boulos", "USA", "GOV", "senior adviser for Africa and the Arab world"),
        ("Le Monde", "Le Monde", "FRA", "JRN", ""),
        ("General Michael Langley", "Michael Langley", "USA", "ELI", "former commander"),
        ("Africom", "US Africa Command", "USA", "MIL", ""),
        ("Rudolph Attalah", "Rudolph Attalah", "USA", "GOV", "official"),
        ("General John Brennan", "John Brennan", "USA", "MIL", "Africom deputy commander"),
        ("Islamic State, known", "Islamic State", "IMG", "REB", ""),
        ("Islamic State in the Greater Sahara (ISGS)", "Islamic State in the Greater Sahara", "IMG", "REB", ""),
        ("Niger's military government", "Government of Niger", "NER", "GOV", ""),
        ("Orano", "Orano", "FRA", "BUS", ""),
        ("US officials", "Government of the United States", "USA", "GOV", "official"),
    ],
)
def test_people_offices_and_groups(words: str, name: str, country: str, sector: str, role: str) -> None:
    phrase = words.removesuffix(", known")
    (who,) = LINKER.resolve(phrase, ARTICLE.text.index(words))
    assert (who.name, who.country, who.sectors[:1], who.role) == (name, country, (sector,), role)


def test_langley_headed_the_command_in_his_years() -> None:
    (who,) = Linker(SCENE, PLACES, ("2023-05-01", "2023-05-02")).resolve(
        "Langley", ARTICLE.text.index("Langley stated")
    )
    assert (who.name, who.sectors, who.role) == ("Michael Langley", ("MIL",), "commander")


def test_offices_told() -> None:
    told = {(role.name, role.role, role.country, role.since, role.until, role.known) for role in SCENE.claims}
    assert told == {
        ("Nick Checker", "head of the Bureau of African Affairs", "USA", "", "", False),
        ("Mohamed Bazoum", "former president", "NER", "", "", True),
        ("Ibrahim Traoré", "military leader", "BFA", "", "", True),
        ("Massad Boulos", "senior adviser for Africa at the State Department", "USA", "", "", True),
        ("Michael Langley", "head of US Africa Command", "USA", "2022", "2025", True),
        ("Rudolph Attalah", "official", "USA", "", "", False),
        ("John Brennan", "Africom deputy commander", "USA", "", "", False),
    }
    assert all(role.told.of(ARTICLE.text) and role.span.of(ARTICLE.text) in role.name for role in SCENE.claims)


@pytest.mark.parametrize(
    ("words", "name", "country", "resolution"),
    [
        ("Bamako", "Bamako", "MLI", "city"),
        ("Niamey", "Niamey", "NER", "city"),
        ("Mali", "Mali", "MLI", "country"),
        ("Burkina Faso", "Burkina Faso", "BFA", "country"),
        ("Niger", "Niger", "NER", "country"),
        ("the Sahel", "Sahel", "", "region"),
        ("the Sahara Desert", "Sahara", "", "region"),
        ("tri-border region", "Liptako-Gourma", "", "region"),
        ("West Africa", "West Africa", "", "region"),
    ],
)
def test_places(words: str, name: str, country: str, resolution: str) -> None:
    start = ARTICLE.text.index(words)
    found = PLACES.resolve(EventPlace(Span(start, start + len(words))), SCENE)
    assert (found.name, found.country, found.resolution) == (name, country, resolution)
