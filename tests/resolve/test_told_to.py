"""Agencies and newspapers that others speak to are not the ones talked of. All of it is invented."""

import pytest

from tests.resolve.build import party


@pytest.mark.parametrize(
    ("text", "phrase", "entity"),
    [
        ('A monk told AFP by phone. "They bombed monks."', "They", None),
        ("Soldiers of Mali fled. A monk told AFP by phone. The police came.", "The police", "cop:MLI"),
        ("Soldiers of Mali fled. Le Monde had asked Reuters. The government wept.", "The government", "gov:MLI"),
    ],
)
def test_who_is_told_it_is_not_talked_of(text: str, phrase: str, entity: str | None) -> None:
    assert party(text, phrase).entity == entity


def test_a_newspaper_may_still_be_called_by_its_noun() -> None:
    assert party("Police raided Le Monde in Paris. The newspaper wept.", "The newspaper").name == "Le Monde"
