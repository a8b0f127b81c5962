"""Numbers of dead, injured and arrested."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.annotate.casualties import casualties
from harmattan.records import Casualties


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("The blast killed at least 12 people and wounded thirty.", Casualties(dead="12", injured="30")),
        ("Twenty-one soldiers were killed near Djibo.", Casualties(dead="21")),
        ("Between 12 and 15 villagers died.", Casualties(dead="12-15")),
        ("Police arrested 1,200 protesters.", Casualties(arrested="1200")),
        ("Two aid workers were detained.", Casualties(arrested="2")),
        ("He was jailed for 12 years.", Casualties()),
        ("Gunmen attacked a convoy of five lorries.", Casualties()),
        ("The attack left a crater.", Casualties()),
    ],
)
def test_numbers_as_told(words: str, told: Casualties) -> None:
    assert casualties(words) == told


@given(st.text(max_size=300))
def test_any_text_gives_digits_or_nothing(words: str) -> None:
    told = casualties(words)
    for value in (told.dead, told.injured, told.arrested):
        assert all(part.isdigit() for part in value.split("-") if value)
