"""Whether a text tells that somebody is a woman or a man, and whom "he" and "she" mean by it; invented sentences."""

import time

import pytest

from harmattan.resolve.genders import told
from tests.resolve.build import resolved, span


@pytest.mark.parametrize(
    ("name", "text", "gender"),
    [
        ("Ada Ruell", "Ms Ada Ruell spoke. Then Ruell left.", "woman"),
        ("Ada Ruell", "Mr Ada Ruell spoke.", "man"),
        ("Oru Kellan", "Oru Kellan, an exiled opposition businesswoman, spoke.", "woman"),
        ("Oru Kellan", "Oru Kellan, the ally of a businesswoman, spoke.", ""),
        ("Oru Kellan", "Oru Kellan and her husband were held.", "woman"),
        ("Oru Kellan", "Oru Kellan’s wife was held.", "man"),
        ("Oru Kellan", "Mr Kellan met Mrs Kellan.", ""),
        ("Oru Kellan", "Mr Oru Kellan met Mrs Kellan.", "man"),
        ("Maria Kellan", "Maria Kellan spoke.", "woman"),
        ("Maria Kellan", "Mr Maria Kellan spoke.", "man"),
        ("Kellan", "Kellan spoke.", ""),
        ("Oru Kellan", "Count Dalvik and Oru Kellan spoke.", ""),
    ],
)
def test_the_words_beside_a_name_tell(name: str, text: str, gender: str) -> None:
    assert told(name, text) == gender


def test_a_post_that_was_held_tells() -> None:
    assert told("Oru Kellan", "Oru Kellan spoke.", ["queen"]) == "woman"


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Emmanuel Macron met Ms Oru Kellan in Dakar. There she criticised the vote.", "she", "Oru Kellan"),
        ("Ms Oru Kellan met Jan Dalvik in Dakar. There he criticised the vote.", "he", "Jan Dalvik"),
        ("Ms Oru Kellan met Mr Jan Dalvik in Dakar. There she criticised the vote.", "she", "Oru Kellan"),
    ],
)
def test_a_pronoun_is_nobody_of_the_other_gender(text: str, word: str, name: str) -> None:
    people = tuple(one for one in ("Oru Kellan", "Jan Dalvik") if one in text)
    at = span(text, f"{word} ", last=True)
    act = resolved(text, "ACCUSE", (type(at)(at.start, at.end - 1),), people=people)
    assert act.actors[0].name == name


def test_she_is_nobody_if_the_woman_takes_part_otherwise() -> None:
    text = "Mark Carney met Claudia Sheinbaum in Mexico. Then she wrote to Sheinbaum."
    act = resolved(text, "CONSULT", (span(text, "she"),), (span(text, "Sheinbaum", last=True),))
    assert act.actors[0].name != "Mark Carney"


def test_many_names_in_a_long_text_take_no_long() -> None:
    names = [f"Ada Orr{'abcdefghij'[n % 10]}{n}" for n in range(1_000)]
    text = " ".join(f"Ms {name}, who came late, and {name} left the hall with others." for name in names) * 4
    started = time.process_time()
    assert {told(name, text) for name in names} == {"woman"}
    assert time.process_time() - started < 10
