"""Lists of people are counted together, as who reads of them would; invented sentences."""

from time import process_time

import pytest

from harmattan.annotate.tolls import tolls


def numbers(words: str) -> list[tuple[str, str]]:
    return [(toll.kind, toll.value) for toll in tolls(words)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Gunmen killed a clerk and two guards on a quay.", [("dead", "3")]),
        ("Three growers and a police officer died in the clash.", [("dead", "4")]),
        ("At least 170 villagers and 13 foreign soldiers died.", [("dead", "183")]),
        ("Police arrested a cashier, a night watchman and a former councillor of the town.", [("arrested", "3")]),
        ("The arrest of an editor, two reporters and a typist drew protests.", [("arrested", "4")]),
        ("It left a conscript and three of the gang dead on Monday.", [("dead", "4")]),
        ("Shells wounded four sailors and an engineer, agents said.", [("injured", "5")]),
    ],
)
def test_people_of_a_list_are_summed(words: str, told: list[tuple[str, str]]) -> None:
    assert numbers(words) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        # Who the first are.
        ("The blast killed three people, a father and two sons.", [("dead", "3")]),
        ("Police arrested two traders, a Dane and a Swede, on Monday.", [("arrested", "2")]),
        # Another clause.
        ("They killed two soldiers and a bomb went off.", [("dead", "2")]),
        ("They killed two soldiers and a member of the council was hurt.", [("dead", "2")]),
        ("It killed eight traders, and a friend of hers was shot dead.", [("dead", "8")]),
        ("Two soldiers were killed and three others injured.", [("dead", "2"), ("injured", "3")]),
        ("He opened an inquiry and six men are in custody.", [("arrested", "6")]),
        ("They killed 30 people and two children remain missing in the town.", [("dead", "30")]),
        ("Police arrested two suspects and a trial begins on Monday.", [("arrested", "2")]),
        # Those who did it.
        ("A gunman and two accomplices killed 14 people on a square.", [("dead", "14")]),
        ("Three missiles and a drone killed nine people in the port.", [("dead", "9")]),
        # Among them.
        ("Troops killed 15 people, a woman and two children among them, in a camp.", [("dead", "15")]),
        # No people, or no list.
        ("The strike killed 12 people and 300 cattle.", [("dead", "12")]),
        ("The strike killed a woman and two cats in a flat.", []),
        ("Rebels killed 12 soldiers and two tanks on the road.", [("dead", "12")]),
        ("Six were killed, among them a nurse and two guards.", [("dead", "6")]),
        ("Between 12 and 15 villagers died.", [("dead", "12-15")]),
    ],
)
def test_what_is_no_list_of_people_is_not(words: str, told: list[tuple[str, str]]) -> None:
    assert numbers(words) == told


def test_a_sentence_of_lists_that_never_ends_is_read_in_time_that_grows_with_its_length() -> None:
    began = process_time()
    tolls("a guard and two men, " * 5_000 + "were killed")
    assert process_time() - began < 5
