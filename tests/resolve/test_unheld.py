"""Offices and bodies that a state has not; in invented sentences."""

import pytest

from tests.resolve.build import party


@pytest.mark.parametrize(
    ("text", "phrase", "country"),
    [
        ("Japan wept. The United States slept. The prime minister spoke.", "The prime minister", "JPN"),
        ("Syria wept. The United States slept. The opposition spoke.", "The opposition", "SYR"),
        ("Germany wept. Poland slept. The chancellor spoke.", "The chancellor", "DEU"),
        ("Germany wept. Poland slept. The president spoke.", "The president", "POL"),
        ("France wept. Spain slept. The king spoke.", "The king", ""),
        # No other is spoken of.
        ("The United States slept. The opposition spoke.", "The opposition", "USA"),
        ("WASHINGTON - The United States warned Syria. Syria slept. The parliament spoke.", "The parliament", "SYR"),
    ],
)
def test_a_state_has_not_every_office(text: str, phrase: str, country: str) -> None:
    assert party(text, phrase).country == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Assembly President Ada Orr met Poland. The President spoke.", ""),
        ("The president of the General Assembly met Poland. The president spoke. The president left.", ""),
        ("Assembly President Ada Orr met President Bo Ek of Poland. The president spoke.", "POL"),
    ],
)
def test_who_presides_over_an_assembly_is_of_no_state(text: str, country: str) -> None:
    assert party(text, text.split(". ")[-1][:13]).country == country
