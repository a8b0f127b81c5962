""" "It" that opens a sentence, "the country" to which something is done, "both sides" beside others; invented acts."""

import pytest

from harmattan.records import Antecedent
from tests.resolve.build import party, resolved, span

NEIGHBOURS = "the two neighbours"


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("The United States lists Hezbollah as a terrorist group. It cut aid to Benin.", "state:USA"),
        ("Algeria, which backs Hezbollah, withdrew its envoy. It jailed a writer.", "state:DZA"),
        ("Ghana accused Hezbollah of fraud. It denied the charge.", "group:hezbollah"),
        ("Ghana's ambassador accused Hezbollah. It jailed a writer.", "group:hezbollah"),
    ],
)
def test_it_goes_on_about_whom_the_sentence_before_begins_with(text: str, entity: str) -> None:
    it, group = span(text, "It"), span(text, "Hezbollah")
    found = resolved(text, "REQUEST", (it,), linked=(Antecedent(it, group, 0.9),)).actors
    assert [one.entity for one in found] == [entity]


def recipients(text: str, actor: str, words: str) -> list[str]:
    """Return the states, or else the groups, to whom an act of somebody is done."""
    found = resolved(text, "REQUEST", (span(text, actor, last=True),), (span(text, words, last=True),)).recipients
    return [one.country or one.name for one in found]


@pytest.mark.parametrize(
    ("text", "actor", "expected"),
    [
        ("Sudan's general slept. Washington froze funds for the country.", "Washington", ["SDN"]),
        ("American soldiers left Panama. The United States warned the country.", "The United States", ["PAN"]),
        ("Sudan fought Chad. Washington froze funds for the country.", "Washington", ["country"]),
    ],
)
def test_the_country_is_the_only_other_one_spoken_of(text: str, actor: str, expected: list[str]) -> None:
    assert recipients(text, actor, "the country") == expected


@pytest.mark.parametrize(
    ("text", "actor", "words", "expected"),
    [
        ("Israel and Hamas took a plan. Egypt and Turkey met both sides.", "Egypt", "both sides", ["ISR", "PSE"]),
        ("Ghana fought Togo. Japan and Kenya urged both sides.", "Japan", "both sides", ["GHA", "TGO"]),
        ("Norway and Cuba met. Cuba urged both sides.", "Cuba", "both sides", ["both sides"]),
        (
            "South Korea met Ukraine. Japan urged the two neighbours.",
            "Japan",
            "the two neighbours",
            ["two neighbours"],
        ),
        (
            "Ghana warned Togo. Norway wept. Japan urged the two neighbours.",
            "Japan",
            "the two neighbours",
            ["GHA", "TGO"],
        ),
    ],
)
def test_who_acts_on_two_is_none_of_them_and_neighbours_have_a_border(
    text: str, actor: str, words: str, expected: list[str]
) -> None:
    assert recipients(text, actor, words) == expected


@pytest.mark.parametrize("words", ["The group's positions", "The movement's leader", "The paramilitaries"])
def test_what_is_of_the_group_is_of_the_one_named(words: str) -> None:
    assert party(f"Sudan spoke of the Rapid Support Forces. {words} fell.", words).entity == "group:rsf-sudan"


def test_an_army_has_positions_of_its_own() -> None:
    text = "Sudan spoke of the Rapid Support Forces. The army's positions fell."
    assert party(text, "The army's positions").entity != "group:rsf-sudan"
