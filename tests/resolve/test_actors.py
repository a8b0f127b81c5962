"""Phrases without an article: head noun, owner, office and day."""

import pytest

from harmattan.resolve import knowledge
from harmattan.resolve.actors import Reader
from harmattan.resolve.who import Alone, Who

DAY = ("2026-02-02", "2026-02-03")


def read(phrase: str, days: tuple[str, str] | None = DAY) -> tuple[Who, ...]:
    return Reader(knowledge.load(), Alone(), days).read(phrase)


CODES = [
    ("Mali", "MLI", "GOV"),
    ("the Malian army", "MLI", "MIL"),
    ("Malian soldiers", "MLI", "MIL"),
    ("Bamako", "MLI", "GOV"),
    ("the Kremlin", "RUS", "GOV"),
    ("the White House", "USA", "GOV"),
    ("Downing Street", "GBR", "GOV"),
    ("Brussels", "EUR", "GOV"),
    ("Niger's military government", "NER", "GOV"),
    ("Nigerian troops", "NGA", "MIL"),
    ("Nigerien troops", "NER", "MIL"),
    ("the Biden administration", "USA", "GOV"),
    ("the French operator Orano", "FRA", "BUS"),
    ("US", "USA", "GOV"),
    ("dozens of Sudanese protesters", "SDN", "CVL"),
    ("South Sudan's president", "SSD", "GOV"),
    ("Guinea-Bissau", "GNB", "GOV"),
    ("Equatorial Guinea", "GNQ", "GOV"),
    ("Papua New Guinea's police", "PNG", "COP"),
    ("Guinean opposition", "GIN", "OPP"),
    ("Republic of Congo", "COG", "GOV"),
    ("DR Congo's army", "COD", "MIL"),
    ("North Korea", "PRK", "GOV"),
    ("the head of US Africa Command", "USA", "MIL"),
    ("members of the Islamic State", "IMG", "REB"),
    ("Hamas officials", "PSE", "REB"),
    ("Boko Haram fighters", "NGA", "REB"),
    ("the UN Security Council", "UNO", "GOV"),
    ("UN peacekeepers", "UNO", "MIL"),
    ("EU officials", "EUR", "GOV"),
    ("the African Union", "IGO", "GOV"),
    ("Médecins Sans Frontières", "NGO", "MED"),
    ("Turkish police", "TUR", "COP"),
    ("Israel's Supreme Court", "ISR", "JUD"),
    ("Kenyan lawmakers", "KEN", "LEG"),
    ("the government of Burkina Faso", "BFA", "GOV"),
    ("rebels in Mali", "MLI", "REB"),
    ("a spokesman for the Malian army", "MLI", "MIL"),
    ("the French ambassador to Mali", "FRA", "GOV"),
    ("former Nigerian president", "NGA", "ELI"),
    ("Syrian refugees", "SYR", "REF"),
    ("a State Department spokesman", "USA", "GOV"),
    ("Reuters", "GBR", "JRN"),
    ("Taliban", "AFG", "GOV"),
    ("M23 rebels", "COD", "REB"),
    ("Iranian-backed Houthi rebels", "YEM", "REB"),
    ("the Dutch foreign ministry", "NLD", "GOV"),
    ("Chad", "TCD", "GOV"),
    ("ECOWAS", "IGO", "GOV"),
    ("Nato", "IGO", "MIL"),
    ("Côte d’Ivoire", "CIV", "GOV"),
    ("Palestinian Authority", "PSE", "GOV"),
    ("Wagner mercenaries", "RUS", "PRM"),
    ("Britons", "GBR", "CVL"),
    ("the Élysée", "FRA", "GOV"),
    ("Colombian farmers", "COL", "AGR"),
]


@pytest.mark.parametrize(("phrase", "country", "sector"), CODES)
def test_country_and_primary_sector(phrase: str, country: str, sector: str) -> None:
    (who,) = read(phrase)
    assert (who.country, who.sectors[:1]) == (country, (sector,))


@pytest.mark.parametrize(
    "phrase", ["us", "who", "it is", "Chad Smith", "Michael Jordan", "turkey", "US-backed", "Moussa Tarolé", ""]
)
def test_traps_are_no_states_and_no_guess(phrase: str) -> None:
    assert all(not who.country for who in read(phrase))


def test_gunmen_have_a_sector_and_no_state() -> None:
    (who,) = read("masked gunmen")
    assert (who.country, who.sectors) == ("", ("UAF",))


def test_anti_french_protesters_are_not_french() -> None:
    (who,) = read("anti-French protesters")
    assert (who.country, who.sectors) == ("", ("CVL",))


@pytest.mark.parametrize(
    ("phrase", "day", "sector", "role"),
    [
        ("Trump", "2018-05-01", "GOV", "president"),
        ("army chief General Raheel Sharif", "2015-05-01", "MIL", "army chief"),
        ("Trump", "2022-05-01", "ELI", "former president"),
        ("Trump", "2025-05-01", "GOV", "president"),
        ("President Bazoum", "2022-01-01", "GOV", "president"),
        ("Mohamed Bazoum", "2024-01-01", "ELI", "former president"),
        ("Blinken", "2023-01-01", "GOV", "foreign minister"),
        ("Captain Ibrahim Traoré", "2024-01-01", "GOV", "president"),
        ("Zelenskyy", "2022-03-01", "GOV", "president"),
    ],
)
def test_the_day_decides_the_office(phrase: str, day: str, sector: str, role: str) -> None:
    (who,) = read(phrase, (day, day + "T"))
    assert (who.sectors, who.role) == ((sector,), role)


@pytest.mark.parametrize(
    ("phrase", "day", "name"),
    [
        ("the French president", "2010-01-01", "Nicolas Sarkozy"),
        ("the French president", "2020-01-01", "Emmanuel Macron"),
        ("Britain's prime minister", "2023-01-01", "Rishi Sunak"),
        ("the US secretary of state", "2026-01-10", "Marco Rubio"),
    ],
)
def test_an_office_names_its_holder(phrase: str, day: str, name: str) -> None:
    (who,) = read(phrase, (day, day + "T"))
    assert who.name == name


def test_names_and_ids_are_stable() -> None:
    (army,) = read("Mali's armed forces")
    assert (army.entity, army.name) == ("mil:MLI", "Armed forces of Mali")
    (former,) = read("Niger's former president Mohamed Bazoum")
    assert (former.entity, former.role) == ("person:mohamed-bazoum", "former president")
    (state,) = read("Niger")
    assert (state.entity, state.name) == ("state:NER", "Niger")


def test_lists_give_several() -> None:
    assert [who.country for who in read("Mali, Burkina Faso and Niger")] == ["MLI", "BFA", "NER"]
    assert [(who.country, who.sectors) for who in read("Malian and French troops")] == [
        ("MLI", ("MIL",)),
        ("FRA", ("MIL",)),
    ]


def test_an_article_before_a_name_is_no_part_of_a_shorter_name() -> None:
    assert read("The Guardian Council")[0].entity == "org:guardian-council"
    assert read("The Guardian")[0].entity == "org:guardian"
    assert read("The Gambia")[0].entity == "state:GMB"


def test_a_short_title_stands_before_an_arabic_article_too() -> None:
    (who,) = read("Gen al-Sisi", ("2013-07-04", "2013-07-05"))
    assert (who.entity, who.sectors[0]) == ("person:abdel-fattah-el-sisi", "GOV")


def test_whoever_is_of_a_state_is_no_government() -> None:
    assert [read(name)[0].entity for name in ("Batswana", "Burkinabe", "Basotho")] == ["cvl:BWA", "cvl:BFA", "cvl:LSO"]
    assert read("the Burkinabe government")[0].entity == "gov:BFA"
