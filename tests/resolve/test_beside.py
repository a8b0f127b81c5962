"""What stands beside the name of a place and tells where it lies, in invented news of the world."""

import pytest

from tests.resolve.test_places import located

TOLD = [
    ("A man killed in Paris in Texas was named, police said. France was not told.", "Paris", "USA"),
    ("A convoy was ambushed near Palma in northern Mozambique. Spain and Spanish envoys watched.", "Palma", "MOZ"),
    ("Insurgents hit Palma in Cabo Delgado province. Spain, the Spanish king and Spaniards mourned.", "Palma", "MOZ"),
    ("Men were killed in Mexico's Guerrero state and in Honduras's San Pedro.", "San Pedro", "HND"),
    ("Spain's northern city of León signed. Mexico and Mexican envoys watched.", "León", "ESP"),
    ("The Colombian town of Córdoba slept. Argentina and Argentines did not.", "Córdoba", "COL"),
]
NOT_TOLD = [
    ("Pressure by Washington in Georgia grew, Georgian lawmakers said.", "Washington", "USA"),
    ("Canada's London embassy was shut; British ministers were told.", "London", "GBR"),
    ("Fighting broke out in Hama in Ramadan, Syrian state media said.", "Hama", "SYR"),
    ("Chinese envoys in Santiago on Cuba: the embargo must go, Chilean officials said.", "Santiago", "CHL"),
    ("Leaders met in Paris in Texas's name. French ministers and France's president came.", "Paris", "FRA"),
]


@pytest.mark.parametrize(("text", "words", "country"), [*TOLD, *NOT_TOLD])
def test_the_state_or_unit_beside_a_name_tells_which_is_meant(text: str, words: str, country: str) -> None:
    assert located(text, words).country == country
