"""Whose police are meant by the town of their paragraph; in invented sentences."""

import pytest

from harmattan.resolve.nearby import of_the_town
from tests.resolve.build import party, resolved, span

HONDURAS = "Honduran soldiers wept. The United States left. The US embassy closed.\n"


@pytest.mark.parametrize(
    ("text", "phrase", "entity"),
    [
        ("Hundreds marched through San Pedro Sula. Police came.", "Police", "cop:HND"),
        ("Hundreds marched through San Pedro Sula.\nPolice came.", "Police", "cop:USA"),
        ("Hundreds marched in Tegucigalpa. The army came.", "The army", "mil:HND"),
        ("Hundreds marched in Tegucigalpa against Washington. Police came.", "Police", "cop:USA"),
        ("Hundreds marched in Bamako. Police came.", "Police", "cop:MLI"),
        ("Hundreds marched in Sfax. Police came.", "Police", "cop:USA"),
        ("They met in Tegucigalpa. The government wept.", "The government", "gov:USA"),
        ("Hundreds marched in the West. Police came.", "Police", "cop:USA"),
        # Whose soldiers came from elsewhere.
        ("The United States bombed two camps near Tegucigalpa. The army wept.", "The army", "mil:USA"),
    ],
)
def test_police_are_of_the_town_before_them(text: str, phrase: str, entity: str) -> None:
    assert party(HONDURAS + text, phrase).entity == entity


GEORGIA = "Georgia's parliament met. Georgian judges wept.\nTurkey's president spoke.\n"


@pytest.mark.parametrize(
    ("text", "phrase", "entity"),
    [
        (f"{GEORGIA}Riot police came.", "Riot police", "cop:GEO"),
        (f"{GEORGIA}The opposition came.", "The opposition", "opp:GEO"),
        (f"{GEORGIA}Turkey wept. Riot police came.", "Riot police", "cop:TUR"),
        (f"{GEORGIA}Turks said the country's police came.", "the country's police", "cop:TUR"),
        (f"{GEORGIA}Turkey fell.\nTurkey rose.\nRiot police came.", "Riot police", "cop:TUR"),
        ("Georgia met.\nDie Zeit told it to Le Monde.\nRiot police came.", "Riot police", "cop:GEO"),
    ],
)
def test_police_are_of_the_state_that_a_page_tells_most_of(text: str, phrase: str, entity: str) -> None:
    assert party(text, phrase).entity == entity


def test_of_a_long_paragraph_few_towns_are_asked_for() -> None:
    asked: list[str] = []

    def town(name: str) -> str:
        asked.append(name)
        return ""

    text = "in Aa Bb Cc near " * 20_000 + "in Gao. Police came."
    assert of_the_town("police", text, text.index("Police"), [], town) == ""
    assert asked[0] == "Gao"
    assert len(asked) < 10


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("BAMAKO (Wire) - Mali recalled its envoy from Paris. They marched in the capital.", "MLI"),
        ("Fighters marched to Bamako. They seized the capital.", "MLI"),
        ("Mali's president wept in Bamako.\nHe had been to Paris.\nThey marched in the capital.", "MLI"),
        ("Mali's president wept. Bamako's mayor fled.\nParis sent help.\nThey marched in the capital.", "MLI"),
        ("Mali's president wept. Mali's king fled.\nParis fell. They marched in the capital.", "FRA"),
        ("Mali's president wept. Mali's king fled.\nThey marched in the capital.", ""),
        ("France and Mali fought.\nIn Bamako people wept.\nThey marched in the capital.", "MLI"),
    ],
)
def test_the_capital_is_that_of_the_page_or_the_last_one_named(text: str, country: str) -> None:
    place = resolved(text, "ASSAULT", (span(text, "They"),), place=span(text, "the capital")).place
    assert place is not None
    assert place.country == country
