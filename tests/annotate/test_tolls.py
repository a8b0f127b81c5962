"""Numbers of dead, injured and arrested, and the words that tell them."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.annotate.tolls import tolls, values
from harmattan.records import Casualties


def told(words: str) -> Casualties:
    """The first number of each kind."""
    first: dict[str, str] = {}
    for toll in tolls(words):
        first.setdefault(toll.kind, toll.value)
    return Casualties(**first)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("The blast killed at least 12 people and wounded thirty.", Casualties(dead="12", injured="30")),
        ("Twenty-one soldiers were killed near Djibo.", Casualties(dead="21")),
        ("Between 12 and 15 villagers died.", Casualties(dead="12-15")),
        ("Police arrested 1,200 protesters.", Casualties(arrested="1200")),
        ("Two aid workers were detained.", Casualties(arrested="2")),
        ("Six leaders of the copper workers' federation were detained.", Casualties(arrested="6")),
        ("He was jailed for 12 years.", Casualties()),
        ("Gunmen attacked a convoy of five lorries.", Casualties()),
        ("The attack left a crater.", Casualties()),
        ("On 13 April four clerks were hurt by a mine.", Casualties(injured="4")),
        ("On 13 April 12 were hurt by a mine.", Casualties(injured="12")),
        ("The attack left 12 people dead.", Casualties(dead="12")),
        ("The raid cost 12 lives.", Casualties(dead="12")),
        ("The killing of nine herders went unpunished.", Casualties(dead="9")),
        ("Three dozen were hurt and two hundred arrested.", Casualties(injured="36", arrested="200")),
    ],
)
def test_numbers_as_told(words: str, numbers: Casualties) -> None:
    assert told(words) == numbers


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("The number of people killed has risen to 31, with 60 wounded.", Casualties(dead="31", injured="60")),
        ("The number of people killed has risen to 31 and 60 were wounded.", Casualties(dead="31", injured="60")),
        ("The death toll rose to 31.", Casualties(dead="31")),
        ("The death toll rose from 12 to at least 31.", Casualties(dead="31")),
        ("The shelling killed 12, with the others hurt.", Casualties(dead="12")),
        ("Shells killed 12 villagers and the hurt were flown out.", Casualties(dead="12")),
    ],
)
def test_no_number_is_taken_across_the_next(words: str, numbers: Casualties) -> None:
    assert told(words) == numbers


@pytest.mark.parametrize(
    "words",
    [
        "Adan Ozalle, 47, was wounded.",
        "A boy of 16 was shot dead.",
        "A 47-year-old was wounded.",
        "In 2019 soldiers were killed there.",
        "On 12 May soldiers were killed.",
        "No one was hurt.",
        "They freed 14 wounded fighters.",
        "Two gunmen on a motorcycle killed a priest.",
        "Two bombs killed dozens.",
        "He was killed at 12 Market Street.",
        "The colonial killings of 1905-1907 were denied.",
        "He paid $12 million and was arrested.",
    ],
)
def test_not_every_number_is_of_the_harmed(words: str) -> None:
    assert told(words) == Casualties()


@pytest.mark.parametrize(
    ("words", "dead"),
    [
        ("Five of its soldiers, among them two officers, were killed.", "5"),
        ("Five of its 12 soldiers were killed.", "5"),
        ("Six members of one family died.", "6"),
        ("One of about fifteen smugglers was killed.", "1"),
        ("A family of four was killed.", "4"),
    ],
)
def test_the_number_is_of_all_who_are_meant(words: str, dead: str) -> None:
    assert told(words) == Casualties(dead=dead)


@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from(["killed", "12", ",", "the", "toll", "of", "and", "to", "dead", "1-9", "٣", "³"])).map(
        " ".join
    )
)
def test_any_text_gives_digits_or_nothing(words: str) -> None:
    for toll in tolls(words):
        assert all(part.isdigit() for part in toll.value.split("-"))
        assert values(toll.value)[0] <= values(toll.value)[1]
        assert 0 <= toll.at.start < toll.at.end <= len(words)


@pytest.mark.parametrize(
    "part", ["1-", "a ", "12 ", "killed ", "1,111", "number killed ", "toll ", "of ", ", ", "9", "was "]
)
def test_time_grows_with_the_length_alone(part: str) -> None:
    began = process_time()
    tolls(part * (200_000 // len(part)) + "killed")
    assert process_time() - began < 3
