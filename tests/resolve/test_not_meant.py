"""What the words near a phrase seem to say of it, and do not; invented sentences."""

import time

import pytest

from harmattan.records import Span
from harmattan.resolve.again import _has_another
from harmattan.resolve.held import _NAME
from tests.resolve.build import party, resolved, span


@pytest.mark.parametrize(
    ("text", "phrase", "sector"),
    [
        ("The army shelled Hamas-held hostages.", "Hamas-held hostages", "CVL"),
        ("Envoys met Hamas-held Israelis.", "Hamas-held Israelis", "CVL"),
        ("The army freed rebel-held prisoners in Sudan.", "rebel-held prisoners", "CVL"),
        ("Shells killed residents of rebel-held Nyala.", "residents of rebel-held Nyala", "CVL"),
        ("Police raided an Islamist-run charity.", "an Islamist-run charity", "CVL"),
        ("Police closed a militant-run school.", "a militant-run school", "EDU"),
        ("Taliban-run courts met.", "Taliban-run courts", "JUD"),
        ("Shells hit the Houthi-held city of Hodeidah.", "the Houthi-held city of Hodeidah", "REB"),
        ("Envoys met the rebel-run administration.", "the rebel-run administration", "REB"),
    ],
)
def test_people_and_houses_in_somebodys_hands_are_not_he(text: str, phrase: str, sector: str) -> None:
    assert resolved(text, "COERCE", recipients=(span(text, phrase),)).recipients[0].sectors[:1] == (sector,)


@pytest.mark.parametrize(
    ("text", "phrase", "country"),
    [
        ("Gunmen seized two tourists in Niger.", "two tourists", ""),
        ("Pirates took a tanker and its crew off Somalia.", "its crew", ""),
        ("Gunmen seized two farmers in Niger.", "two farmers", "NER"),
    ],
)
def test_who_is_from_anywhere_is_not_of_the_place(text: str, phrase: str, country: str) -> None:
    place = next(one for one in ("Niger", "Somalia") if one in text)
    found = resolved(text, "COERCE", recipients=(span(text, phrase),), place=span(text, place))
    assert found.recipients[0].country == country


@pytest.mark.parametrize(
    ("text", "phrase", "country"),
    [
        ("Belgian police shot a man. Police fired at a crowd in Paris.", "Police", "BEL"),
        ("Kenya sent police to Haiti. Police fired at a crowd in Paris.", "Police", "KEN"),
        ("Belgium's premier left. Police moved ten men to Paris.", "Police", "BEL"),
        ("Belgium's premier left. Police fired at a crowd in Paris.", "Police", "FRA"),
    ],
)
def test_police_told_with_their_state_stay_of_it(text: str, phrase: str, country: str) -> None:
    at = text.index(". Police") + len(". ")
    found = resolved(text, "COERCE", (Span(at, at + len(phrase)),), place=span(text, "Paris"))
    assert found.actors[0].country == country


@pytest.mark.parametrize(
    ("text", "phrase", "sector"),
    [
        ("Iranian sailors attacked a merchant ship.", "Iranian sailors", "MIL"),
        ("A tanker was boarded by Iranian sailors.", "Iranian sailors", "MIL"),
        ("Iranian sailors from a tanker were freed.", "Iranian sailors", "CVL"),
        ("Chad freed the crew of the USS Lark.", "the crew of the USS Lark", "MIL"),
    ],
)
def test_sailors_are_not_of_the_ship_they_attack(text: str, phrase: str, sector: str) -> None:
    assert resolved(text, "COERCE", (span(text, phrase),)).actors[0].sectors[:1] == (sector,)


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("France withdrew its men. They left the country.", "the country", ""),
        ("The Syrian president fled to Moscow. Rebels seized the country.", "the country", ""),
        ("Niger expelled the envoy. He left the country.", "the country", "NER"),
        ("Men fought in Tigray Region and Amhara Region. Two died in the region.", "the region", ""),
        ("Men fought in Amhara Region. Two died in the region.", "the region", "ETH"),
    ],
)
def test_the_country_is_not_the_one_that_sends_or_one_of_two(text: str, words: str, country: str) -> None:
    place = resolved(text, "RETREAT", place=span(text, words)).place
    assert place is not None
    assert place.country == country


QUARREL = "Russia attacked Ukraine. Ukraine struck Russia. "


@pytest.mark.parametrize(
    ("text", "phrase", "entities"),
    [
        (
            f"{QUARREL}President Macron called Chancellor Merz. The two leaders spoke.",
            "The two leaders",
            ["gov:FRA", "gov:DEU"],
        ),
        (f"{QUARREL}The bishops urged both governments to talk.", "both governments", ["gov:RUS", "gov:UKR"]),
        (f"{QUARREL}The bishops urged both sides to talk.", "both sides", ["state:RUS", "state:UKR"]),
        (f"{QUARREL}The bishops praised the two armies.", "the two armies", ["mil:RUS", "mil:UKR"]),
    ],
)
def test_the_two_are_called_by_their_bodies_and_people_near_come_first(
    text: str, phrase: str, entities: list[str]
) -> None:
    found = resolved(text, "REQUEST", recipients=(span(text, phrase),), day="2026-08-12").recipients
    assert [one.entity for one in found] == entities


def test_he_is_no_namesake() -> None:
    found = party("Mayors met. He left.", "He")
    assert not found.country


def test_endless_names_cost_no_more_than_their_length() -> None:
    began = time.process_time()
    _has_another("Ab-" * 30_000)
    _NAME.search("Ab-" * 30_000 + "!")
    assert time.process_time() - began < 1
