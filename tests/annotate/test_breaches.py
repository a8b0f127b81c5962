"""Truces that end tell of no fighting stopped; every sentence is invented."""

from dataclasses import replace

import pytest

from harmattan.annotate.breaches import of_a_truce
from harmattan.annotate.rules import Coding
from harmattan.records import Factuality, Party, Span

HELD = Coding("RETREAT", ("ceasefire",), (), Factuality.ACTUAL, (Party(Span(0, 7)),), (Party(Span(8, 9)),), 0.9)


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("Norland ended its ", "ceasefire", " with the Sand Front on Monday."),
        ("Norland ", "ended", " its six-month ceasefire with the Sand Front."),
        ("The Sand Front called off the ", "truce", "."),
        ("Norland pulled out of the ", "ceasefire deal", "."),
    ],
)
def test_a_truce_given_up_is_a_refusal(before: str, words: str, after: str) -> None:
    found = of_a_truce(HELD, before, words, after)
    assert (found.type, found.modes, found.refused) == ("REJECT", (), "")
    assert found.recipients == HELD.recipients


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("The Sand Front broke the ", "ceasefire", " when a bomb went off."),
        ("The Sand Front ", "broke", " the ceasefire."),
        ("Norland accused the rebels of violating the ", "truce", "."),
        ("The ", "ceasefire", " collapsed on Monday."),
        ("The ", "truce", " was broken within hours."),
        ("Since the end of the ", "ceasefire", " 40 people have died."),
        ("Norland threatened to end the ", "ceasefire", "."),
    ],
)
def test_a_truce_that_is_broken_is_not_told(before: str, words: str, after: str) -> None:
    assert of_a_truce(HELD, before, words, after).refused


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("Norland ended the war by a ", "truce", "."),
        ("They ended a month of fighting with a ", "ceasefire", "."),
        ("Norland did not break the ", "truce", "."),
        ("Norland has never violated the ", "ceasefire", "."),
        ("The ", "ceasefire", " held on Monday, after the old one had ended."),
        ("Norland ended the siege and kept the ", "truce", "."),
        ("Norland ", "ended", " its blockade under a ceasefire."),
        ("Norland suspended ", "air raids", " for Eid."),
        ("The ", "truce", " ended the war."),
    ],
)
def test_a_truce_that_holds_stays_as_coded(before: str, words: str, after: str) -> None:
    assert of_a_truce(HELD, before, words, after) == HELD


def test_other_acts_stay_as_coded() -> None:
    bomb = replace(HELD, type="ASSAULT", modes=("explosives",))
    assert of_a_truce(bomb, "The Sand Front broke the ", "ceasefire", " with a bomb.") == bomb


@pytest.mark.parametrize(
    ("before", "refused"),
    [
        ("Norland and the rebels agreed to a ", True),
        ("Norland and the rebels agreed a week-long ", True),
        ("The council called for an immediate ", True),
        ("Malta called for a lasting ", True),
        ("The sides agreed to prolong the ", False),
        ("Norland said the ", False),
        ("The agreed ", False),
    ],
)
def test_a_truce_only_agreed_or_asked_for_is_not_in_force(before: str, refused: bool) -> None:
    assert bool(of_a_truce(HELD, before, "truce", " on Monday.").refused) is refused
