"""Whose army is told of in a clause that hangs on a state; in invented sentences."""

import pytest

from tests.resolve.build import party

JAPAN = "Japan wept. Myanmar slept. "


@pytest.mark.parametrize(
    ("text", "phrase", "country"),
    [
        (f"{JAPAN}Japan ended new aid to Myanmar after the army shelled a market.", "the army", "MMR"),
        (f"{JAPAN}Japan cut loans to Myanmar on Friday because soldiers had shelled a market.", "soldiers", "MMR"),
        (f"{JAPAN}Japan spoke of Myanmar. The army wept.", "The army", "JPN"),
        (f"{JAPAN}Japan froze arms sales to Myanmar after the cabinet met.", "the cabinet", "JPN"),
        (f"{JAPAN}Japan recalled its ambassador from Myanmar after police came.", "police", "JPN"),
        (f"{JAPAN}Japan spoke of Myanmar, where the army shelled a market.", "the army", "MMR"),
        (
            f"{JAPAN}Japan spoke of Myanmar, where the military government fell.",
            "the military government",
            "MMR",
        ),
        (f"{JAPAN}Japan took in men from Myanmar, where police shot at them.", "police", "MMR"),
    ],
)
def test_clauses_tell_of_the_state_they_hang_on(text: str, phrase: str, country: str) -> None:
    assert party(text, phrase).country == country
