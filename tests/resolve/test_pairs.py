"""Two at once: "the two leaders", "both", "they". The acts are invented."""

import pytest

from harmattan.records import Span
from tests.resolve.build import resolved, span

MEETING = "Vladimir Putin met Recep Tayyip Erdogan in Sochi."


def meant(text: str, people: tuple[str, ...] = ()) -> list[str | None]:
    """Return the ids, or else the names, of whom the phrase in brackets means."""
    before, phrase, behind = text.replace("]", "[").split("[")
    where = Span(len(before), len(before) + len(phrase))
    found = resolved(f"{before}{phrase}{behind}", "REJECT", (where,), day="2019-03-12", people=people).actors
    return [party.entity or party.name for party in found]


@pytest.mark.parametrize(
    "words", ["The two", "Both", "The two leaders", "Both men", "The pair", "Both of them", "The two presidents"]
)
def test_the_two_are_the_only_people_of_the_sentence_before(words: str) -> None:
    assert meant(f"{MEETING} [{words}] rejected it.") == ["person:vladimir-putin", "person:recep-tayyip-erdogan"]


def test_people_whom_no_table_knows_are_two_as_well() -> None:
    people = ("Pavel Dorrin", "Mira Calvane")
    assert meant("Pavel Dorrin met Mira Calvane. [The two] rejected it.", people) == list(people)


def test_of_three_nobody_knows_which_two() -> None:
    text = "Vladimir Putin met Recep Tayyip Erdogan and Angela Merkel. [The two] rejected it."
    assert meant(text) == ["The two"]


@pytest.mark.parametrize("words", ["They", "The two", "Both"])
def test_two_named_side_by_side_are_both(words: str) -> None:
    text = f"Thailand and Cambodia clashed in July. [{words}] rejected the truce."
    assert meant(text) == ["state:THA", "state:KHM"]


def test_three_named_side_by_side_are_not_two() -> None:
    assert meant("Laos, Thailand and Cambodia met. [The two] rejected it.") == ["The two"]


def test_who_acts_otherwise_is_none_of_the_two() -> None:
    text = "Thailand and Cambodia clashed. Thailand rejected them."
    found = resolved(text, "REJECT", (span(text, "Thailand", last=True),), (span(text, "them"),))
    assert all(party.entity != "state:THA" for party in found.recipients)
    assert [party.name for party in found.recipients] == ["Cambodia"]


@pytest.mark.parametrize("words", ["Seoul-Washington", "South Korea", "US-Iran", "Guinea-Bissau"])
def test_two_states_with_a_hyphen_are_both(words: str) -> None:
    told = {
        "Seoul-Washington": ["KOR", "USA"],
        "South Korea": ["KOR"],
        "US-Iran": ["USA", "IRN"],
        "Guinea-Bissau": ["GNB"],
    }[words]
    text = f"The {words} talks failed."
    found = resolved(text, "REJECT", (span(text, words),)).actors
    assert [party.country for party in found] == told
