"""Burdens that are taken away; every sentence is invented."""

import pytest

from harmattan.annotate.annotate import Annotator
from harmattan.annotate.encoder import Encoder
from harmattan.annotate.reliefs import is_stopped, relieves
from harmattan.read.reader import from_text
from harmattan.records import Span


def told(text: str, word: str) -> bool:
    start = text.index(word)
    return relieves(text, Span(start, start + len(word)))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Ottawa halted tariffs on Maltan tomatoes for 90 days.", "halted"),
        ("Norland paused its trade embargo on Malta.", "paused"),
        ("The junta waived the night curfew for the feast.", "waived"),
        ("Both sides stopped fighting on Monday.", "stopped"),
        ("Norland suspended its air strikes on Sumbe.", "suspended"),
    ],
)
def test_a_burden_is_taken_away(text: str, word: str) -> None:
    assert told(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Norland suspended tariff talks with Malta.", "suspended"),
        ("Norland ended sanctions relief for Malta.", "ended"),
        ("Norland suspended aid under its sanctions.", "suspended"),
        ("Norland refused to say if it lifted the ban.", "lifted"),
        ("The suspended sanctions on Malta return in May.", "suspended"),
        ("Police stopped attacks on shops in Sumbe.", "stopped"),
        ("Soldiers stopped the fighting between two villages.", "stopped"),
        ("Vienna ended its duties as host of the talks.", "ended"),
        ("The village school lifted its ban on telephones.", "lifted"),
        ("The champions held their fire until the last half hour.", "held"),
    ],
)
def test_of_these_no_burden_is_taken_away(text: str, word: str) -> None:
    assert not told(text, word)


def test_the_fire_that_is_stopped_is_before_the_halt() -> None:
    assert is_stopped("ASSAULT", "On Sunday Norland halted its ", "attacks")
    assert not is_stopped("ASSAULT", "The council demanded that Norland stop its ", "attacks")
    assert not is_stopped("RETREAT", "Both sides ", "stopped fighting")


@pytest.mark.parametrize(
    ("text", "verb", "types"),
    [
        ("Washington suspended its tariffs on Kenyan tea on Friday.", "suspended", {"RETREAT", "CONCEDE"}),
        ("The EU will suspend sanctions on Syria's banks.", "suspend", {"CONCEDE"}),
        ("London cut tariffs on Ghanaian cocoa.", "cut", {"RETREAT", "CONCEDE"}),
        ("Both sides stopped fighting on Monday.", "stopped", {"RETREAT"}),
        ("Rome unfroze aid to Tunisia on Thursday.", "unfroze", {"RETREAT", "CONCEDE"}),
        ("Norway suspended its sanctions relief for Iran.", "suspended", {"SANCTION"}),
        ("Niger suspended aid to the north.", "suspended", {"SANCTION"}),
    ],
)
def test_what_the_measure_is_tells_the_verb(text: str, verb: str, types: set[str]) -> None:
    """On the shipped model, since it stands on what the encoder finds."""
    found = {
        one.trigger.of(text): one.type for one in Annotator(Encoder()).annotate(from_text(text, "invented")).events
    }
    assert found[verb] in types
