""" "The Commission" in articles on the European Union. The acts are invented."""

import pytest

from tests.resolve.build import resolved, span

LED = "The EU commissioner for trade travelled to Tunis on Tuesday and met the Tunisian foreign minister."


def country(text: str) -> str:
    """Return of which state or body the last "the Commission" of a text is."""
    phrase = "The Commission" if "The Commission" in text else "the Commission"
    return resolved(text, "AID", (span(text, phrase, last=True),), day="2025-06-12").actors[0].country


def test_where_the_union_is_spoken_of_it_is_the_european_one() -> None:
    assert country(f"{LED} The Commission paid Tunisia 38 million euros.") == "EUR"


@pytest.mark.parametrize(
    "other",
    ["The Tunisian Truth Commission met.", "The Commission on Human Rights of Tunisia met."],
)
def test_where_another_commission_is_named_it_need_not_be(other: str) -> None:
    assert country(f"{LED} {other} Later the Commission paid Tunisians.") != "EUR"


def test_where_the_union_is_not_spoken_of_it_is_not() -> None:
    assert country("The Tunisian foreign minister spoke in Tunis. The Commission paid.") != "EUR"
