""" "Both governments", "the two sides": the two of whom an article tells most. The acts are invented."""

import pytest

from harmattan.records import Span
from tests.resolve.build import resolved

QUARREL = (
    "Ghana closed the border with Togo on Monday. Togo recalled its ambassador. Ghana fined Togolese traders in Accra. "
)


def meant(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return country and sectors of whom the phrase in brackets means, as the recipient of an act."""
    before, phrase, behind = text.replace("]", "[").split("[")
    where = Span(len(before), len(before) + len(phrase))
    found = resolved(f"{before}{phrase}{behind}", "REQUEST", (), (where,), day="2019-03-12").recipients
    return [(party.country, party.sectors) for party in found]


@pytest.mark.parametrize(
    "words",
    ["both governments", "the two capitals", "both delegations", "the two neighbours", "both foreign ministers"],
)
def test_outsiders_speak_to_the_two_of_whom_the_article_tells(words: str) -> None:
    assert meant(f"{QUARREL}The regional bloc urged [{words}] to talk.") == [("GHA", ("GOV",)), ("TGO", ("GOV",))]


def test_armies_are_armies() -> None:
    assert meant(f"{QUARREL}The bloc praised [the two armies].") == [("GHA", ("MIL",)), ("TGO", ("MIL",))]


def test_mediators_named_on_the_way_are_not_the_two() -> None:
    text = f"{QUARREL}Japan and Norway offered help. The bishops urged [both sides] to talk."
    assert [country for country, _ in meant(text)] == ["GHA", "TGO"]


def test_others_named_just_before_are_nearer() -> None:
    text = f"{QUARREL}Japan and Norway signed a treaty. [The two countries] were praised."
    assert [country for country, _ in meant(text)] == ["JPN", "NOR"]


def test_of_three_named_as_often_nobody_knows_which_two() -> None:
    text = f"{QUARREL}Benin closed its border. Benin recalled its envoy. The bishops urged [both governments] to talk."
    assert [country for country, _ in meant(text)] != ["GHA", "TGO"]


def test_parties_of_a_parliament_are_not_the_two() -> None:
    text = f"{QUARREL}In Accra the opposition walked out. The bishops urged [both parties] to talk."
    assert ("TGO", ("GOV",)) not in meant(text)


def test_one_of_the_two_named_in_the_sentence_before_is_no_speaker() -> None:
    text = f"{QUARREL}Togo shelled a post on Friday. [Both delegations] met the bishops."
    assert [country for country, _ in meant(text)] == ["GHA", "TGO"]


def test_an_army_and_the_rebels_it_fights() -> None:
    text = (
        "Colombia suspended talks with the ELN on Monday. The ELN shelled a post. Colombia sent troops. "
        "The mission urged [both sides] to stop."
    )
    assert meant(text) == [("COL", ("GOV",)), ("COL", ("REB",))]
