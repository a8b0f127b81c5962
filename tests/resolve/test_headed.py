"""Bodies by their own names, and whom an office names by the body it heads. The sentences are invented."""

import pytest

from harmattan.records import Party
from tests.resolve.build import resolved, span


def acting(phrase: str, day: str = "2022-09-28", about: str = "") -> Party:
    """Return whom a phrase means at the head of a sentence, in an article about a state."""
    text = f"{phrase} condemned the raid. {about}".strip()
    return resolved(text, "ACCUSE", (span(text, phrase),), day=day).actors[0]


@pytest.mark.parametrize(
    ("phrase", "entity"),
    [
        ("The head of the IAEA", "person:rafael-grossi"),
        ("The president of the World Bank", "person:david-malpass"),
        ("The leader of Guinea's junta", "person:mamady-doumbouya"),
        ("The head of the Ukrainian army", "person:valerii-zaluzhnyi"),
        ("The governor of the Bank of Japan", "person:haruhiko-kuroda"),
        ("Turkey's central bank governor", "person:sahap-kavcioglu"),
        ("The leader of South Ossetia", "person:alan-gagloyev"),
        ("The head of the Donetsk People's Republic", "person:denis-pushilin"),
        ("The president of Republika Srpska", "person:zeljka-cvijanovic"),
    ],
)
def test_who_heads_a_body_is_told_by_the_day(phrase: str, entity: str) -> None:
    assert acting(phrase).entity == entity


@pytest.mark.parametrize(
    "phrase",
    [
        "A former head of the IAEA",
        "The deputy head of the IAEA",
        "The head of the IAEA delegation",
        "The next head of the IAEA",
        "The head of the WHO in Africa",
        "The head of the Bank of England's markets division",
        "The head of the Ukrainian army's medical corps",
        "The spokesman of Mali's junta",
        "A leader of the Donetsk People's Republic",
        "The leaders of Mali's junta",
        "The deputy governor of the Bank of England",
        "The Taliban governor of Herat",
    ],
)
def test_others_of_a_body_are_not_who_heads_it(phrase: str) -> None:
    assert not (acting(phrase).entity or "").startswith("person:")


@pytest.mark.parametrize(
    ("phrase", "entity", "country", "sector"),
    [
        ("The Reserve Bank of India", "org:rbi", "IND", "GOV"),
        ("Russia's central bank", "org:bank-of-russia", "RUS", "GOV"),
        ("The Election Commission of India", "org:eci-india", "IND", "GOV"),
        ("Georgia's Central Election Commission", "org:cec-georgia", "GEO", "GOV"),
        ("Kuwait Airways", "org:kuwait-airways", "KWT", "BUS"),
        ("Aeroflot", "org:aeroflot", "RUS", "BUS"),
    ],
)
def test_bodies_by_their_own_names(phrase: str, entity: str, country: str, sector: str) -> None:
    found = acting(phrase)
    assert (found.entity, found.country, found.sectors[0]) == (entity, country, sector)


@pytest.mark.parametrize("phrase", ["American airlines", "Chinese airlines", "A Japanese bank"])
def test_common_words_are_no_names(phrase: str) -> None:
    assert not (acting(phrase).entity or "").startswith("org:")


@pytest.mark.parametrize(
    ("phrase", "entity"),
    [
        ("Syrian Air Force jets", "mil:SYR"),
        ("The Iran Air Defence units", "mil:IRN"),
        ("Syrian Air Force Intelligence", "spy:SYR"),
        ("Syrian Air staff", "org:syrian-air:lab"),
        ("Royal Bank of Canada", "bus:CAN"),
        ("The National Bank of Greece", "bus:GRC"),
        ("The Development Bank of Japan", "bus:JPN"),
        ("The new Bank of Japan", "org:boj"),
        ("The National Bank of Ukraine", "org:national-bank-of-ukraine"),
    ],
)
def test_a_body_is_not_cut_out_of_a_longer_name(phrase: str, entity: str) -> None:
    assert acting(phrase).entity == entity


def test_a_unit_called_like_a_leader_is_not_his() -> None:
    golani = acting("The Golani Brigade", "2023-12-13", "Shells fell in Lebanon.")
    assert (golani.entity, golani.country) == ("mil:ISR", "ISR")
    assert acting("The Assad Regiment", "2015-08-21").entity != "mil:SYR"
    assert acting("Assad's brigade", "2015-08-21").entity == "mil:SYR"


def test_a_firm_called_by_a_state_keeps_both_words() -> None:
    assert acting("Congo Airways").entity == "name:congo-airways"
    assert acting("Estonian Air").entity == "name:estonian-air"
    assert acting("Tonga's Airways").entity == "name:airways"
