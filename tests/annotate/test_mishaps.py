"""Deaths that nobody caused, in invented sentences."""

import pytest

from harmattan.annotate.mishaps import is_mishap


@pytest.mark.parametrize(
    ("sentence", "words", "actors", "told"),
    [
        ("Twenty people were killed when a building collapsed in Norport.", "killed", [], True),
        ("A bus overturned on the coast road, killing three.", "killing", [], True),
        ("A landslide killed 40 villagers.", "killed", ["A landslide"], True),
        ("Dozens were trampled in a stampede at the shrine.", "trampled", [], True),
        ("A lorry overturned near the river, killing three.", "killing", ["A lorry"], True),
        ("A lorry rammed the crowd, killing three.", "killing", ["A lorry"], False),
        ("Twenty people were killed when a bomb went off and a building collapsed.", "killed", [], False),
        ("Gunmen killed three; a bus crashed.", "killed", ["Gunmen"], False),
        ("The rivals killed three drivers after a collision.", "killed", ["The rivals"], False),
        ("Ten men were killed in Norport, and a ferry sank.", "killed", [], False),
        ("A bus crashed after the blockade.", "blockade", [], False),
        ("Ten men were killed in Norport.", "killed", [], False),
        ("At least 40 people were killed in an outbreak of communal violence.", "killed", [], False),
        ("More than 40 civilians have been killed since the ceasefire collapsed.", "killed", [], False),
        ("Dozens of civilians were killed in a lightning advance on Norport.", "killed", [], False),
        ("Norland's planes killed 30 people in cholera-hit Sudport.", "killed", ["Norland's planes"], False),
        ("Thirty people were killed by an outbreak of cholera.", "killed", [], True),
    ],
)
def test_a_mishap_is_nobodys_act(sentence: str, words: str, actors: list[str], told: bool) -> None:
    before, after = sentence.split(words)
    assert is_mishap(before, words, after, actors) is told
