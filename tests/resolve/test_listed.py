"""Parties that stand in one list and share its noun; in invented sentences."""

import pytest

from tests.resolve.build import resolved, span


@pytest.mark.parametrize(
    ("text", "phrases", "entities"),
    [
        ("Russian and Belarusian paratroopers landed.", ["Russian", "Belarusian paratroopers"], ["mil:RUS", "mil:BLR"]),
        ("US and South Korean troops trained.", ["US", "South Korean troops"], ["mil:USA", "mil:KOR"]),
        ("Troops from Uganda and Burundi landed.", ["Troops from Uganda", "Burundi"], ["mil:UGA", "mil:BDI"]),
        ("The US and its allies landed.", ["The US", "its allies"], ["state:USA", None]),
        ("Russia and Turkish troops landed.", ["Russia", "Turkish troops"], ["state:RUS", "mil:TUR"]),
        ("US and Iraqi militias fought.", ["US", "Iraqi militias"], ["state:USA", "prm:IRQ"]),
        ("Mali and Niger met.", ["Mali", "Niger"], ["state:MLI", "state:NER"]),
        ("Russian planes came. Turkish troops landed.", ["Russian", "Turkish troops"], ["state:RUS", "mil:TUR"]),
    ],
)
def test_parties_of_a_list_share_its_noun(text: str, phrases: list[str], entities: list[str | None]) -> None:
    event = resolved(text, "COOPERATE", tuple(span(text, phrase) for phrase in phrases))
    assert [actor.entity for actor in event.actors] == entities
