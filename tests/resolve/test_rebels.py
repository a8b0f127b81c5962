"""Whom "the rebels" are beside one rebel group; in invented sentences."""

import pytest

from tests.resolve.build import party

ELN = "Colombia's president spoke of the ELN. "


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        (f"{ELN}The rebels wept.", "The rebels", "National Liberation Army"),
        (f"{ELN}Jailed rebels wept.", "Jailed rebels", "National Liberation Army"),
        (f"{ELN}The guerrillas wept.", "The guerrillas", "National Liberation Army"),
        (f"{ELN}The FARC dissidents slept. The rebels wept.", "The rebels", "rebels"),
        (f"{ELN}Other rebels slept. The rebels wept.", "The rebels", "rebels"),
        (f"{ELN}Some rebels wept.", "Some rebels", "rebels"),
        (
            f"{ELN}{'Bogotá slept. ' * 5}The rebels wept.",
            "The rebels",
            "rebels",
        ),
        ("Syria spoke of Islamic State. The rebels wept.", "The rebels", "rebels"),
    ],
)
def test_rebels_are_the_only_group_told_of(text: str, phrase: str, name: str) -> None:
    assert party(text, phrase).name == name


COURT = "The International Criminal Court met in The Hague. Sudan slept. "


@pytest.mark.parametrize(
    ("text", "phrase", "country"),
    [
        (f"{COURT}The chief prosecutor spoke.", "The chief prosecutor", "IGO"),
        (f"{COURT}The judges spoke.", "The judges", "IGO"),
        (f"{COURT}The supreme court wept. The judges spoke.", "The judges", "SDN"),
        (f"{COURT}Judges spoke.", "Judges", "SDN"),
        (f"{COURT}A Sudanese prosecutor spoke.", "A Sudanese prosecutor", "SDN"),
    ],
)
def test_judges_and_prosecutors_are_of_the_court_told_of(text: str, phrase: str, country: str) -> None:
    assert party(text, phrase).country == country
