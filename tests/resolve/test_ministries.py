"""Bodies that are for two things, and lists that only look like them; in invented sentences."""

import pytest

from harmattan.records import Party
from tests.resolve.build import resolved, span


def acting(phrase: str, *people: str) -> tuple[Party, ...]:
    """Return whom a phrase means that begins a text."""
    text = f"{phrase} condemned the raid."
    return resolved(text, "ACCUSE", (span(text, phrase),), people=people).actors


@pytest.mark.parametrize(
    ("phrase", "entity"),
    [
        ("The Ministry of Foreign Affairs and Trade of Hungary", "gov:HUN"),
        ("Hungary's Ministry of Foreign Affairs and Trade", "gov:HUN"),
        ("The Ministry of Trade and Industry of South Africa", "gov:ZAF"),
        ("The Ministry of Foreign Affairs and European Integration of Moldova", "gov:MDA"),
        ("The Department for Culture and Sport of Ireland", "gov:IRL"),
        ("The Authority of Heads of State and Government of ECOWAS", "org:ecowas:gov"),
    ],
)
def test_a_body_for_two_things_is_one(phrase: str, entity: str) -> None:
    assert [one.entity for one in acting(phrase)] == [entity]


@pytest.mark.parametrize(
    ("phrase", "entities"),
    [
        ("Mali's Ministry of Defence and the army of Niger", ["gov:MLI", "mil:NER"]),
        ("Mali's Ministry of Defence and Niger", ["gov:MLI", "state:NER"]),
        ("Mali's Ministry of Defence and Hamas", ["gov:MLI", "group:hamas"]),
        ("Mali's Ministry of Defence and Army", ["gov:MLI", "mil:MLI"]),
    ],
)
def test_a_body_and_another_are_two(phrase: str, entities: list[str | None]) -> None:
    assert [one.entity for one in acting(phrase)] == entities


def test_a_body_and_somebody_are_two() -> None:
    assert len(acting("Mali's Ministry of Defence and Mira Calvane", "Mira Calvane")) == 2
