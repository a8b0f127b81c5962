"""Acts that nobody does now; every sentence is invented."""

import pytest

from harmattan.annotate.unreal import is_long_past, why_unreal


@pytest.mark.parametrize(
    ("type_", "before", "words"),
    [
        ("ASSAULT", "In the novel, rebels ", "storm"),
        ("COERCE", "A film about a ", "coup"),
        ("ASSAULT", "The film tells of how commandos ", "stormed"),
        ("ASSAULT", "Sailors simulated an ", "attack"),
        ("ASSAULT", "Under the truce both sides will stop ", "shelling"),
    ],
)
def test_nobody_does_these(type_: str, before: str, words: str) -> None:
    assert why_unreal(type_, before, words)


@pytest.mark.parametrize(
    ("type_", "before", "words"),
    [
        ("ASSAULT", "The group released a film in which two men are ", "shot"),
        ("ASSAULT", "The novelist told reporters that soldiers had ", "shot"),
        ("COERCE", "A film about the 2013 ", "coup"),
        ("ASSAULT", "The junta practised ", "torture"),
        ("ASSAULT", "Guards used simulated ", "drowning"),
        ("ASSAULT", "Jets simulated strikes and then ", "fired"),
        ("MOBILIZE", "Warships practised ", "firing"),
        ("ASSAULT", "The council demanded that Norland stop ", "bombing"),
        ("ACCUSE", "A film about a coup was ", "criticised"),
    ],
)
def test_these_may_be_done(type_: str, before: str, words: str) -> None:
    assert not why_unreal(type_, before, words)


@pytest.mark.parametrize(
    ("before", "past"),
    [
        ("Norland marked the tenth anniversary of the ", True),
        ("Mourners met on the anniversary of the army's deadly ", True),
        ("Two years after the ", True),
        ("Two years after the vote, Norland ", False),
        ("Families marked the one-month anniversary of the ", False),
        ("Two weeks after the ", False),
        ("On the anniversary of the coup and the day when police ", False),
    ],
)
def test_what_an_anniversary_is_of_is_long_past(before: str, past: bool) -> None:
    assert is_long_past(before) is past
