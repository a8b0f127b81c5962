"""Whose police are meant by the town of their paragraph; in invented sentences."""

import pytest

from tests.resolve.build import party

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
    ],
)
def test_police_are_of_the_town_before_them(text: str, phrase: str, entity: str) -> None:
    assert party(HONDURAS + text, phrase).entity == entity
