"""People whom no table knows: a surname alone is who was named in full. All of them are invented."""

import pytest

from harmattan.records import Event, Span
from tests.resolve.build import resolved, span

TEXT = "Mira Calvane, 41, spoke at noon. Wren met her. Later Ms Calvane’s host left, and so did Calvane."


def acting(words: str, people: tuple[str, ...]) -> Event:
    return resolved(TEXT, "ACCUSE", (span(TEXT, words, last=True),), people=people)


@pytest.mark.parametrize("words", ["Ms Calvane", "Ms Calvane’s", "Calvane"])
def test_a_surname_alone_is_who_was_named_in_full(words: str) -> None:
    assert acting(words, ("Mira Calvane",)).actors[0].name == "Mira Calvane"


def test_who_is_not_named_in_full_keeps_the_words_of_the_page() -> None:
    assert acting("Wren", ("Mira Calvane",)).actors[0].name == "Wren"
    assert acting("Calvane", ()).actors[0].name == "Calvane"


@pytest.mark.parametrize(
    ("full", "phrase", "told"),
    [
        ("Nadia Ostrovan Vell", "Ostrovan", "Nadia Ostrovan Vell"),
        ("Gen. Oskar Brandle Jr.", "Brandle", "Oskar Brandle"),
        ("President Brandle", "Brandle", "Brandle"),
    ],
)
def test_titles_are_no_names_and_a_middle_name_may_be_the_surname(full: str, phrase: str, told: str) -> None:
    text = f"{full} came. Then {phrase} condemned the raid."
    assert resolved(text, "ACCUSE", (span(text, phrase, last=True),), people=(full,)).actors[0].name == told


def test_a_surname_that_two_bear_is_neither() -> None:
    text = "Tobias Wrenfield and Mira Wrenfield came. Then Wrenfield condemned the raid."
    both = ("Tobias Wrenfield", "Mira Wrenfield")
    assert resolved(text, "ACCUSE", (span(text, "Wrenfield", last=True),), people=both).actors[0].name == "Wrenfield"


def test_a_surname_of_the_tables_stays_theirs() -> None:
    text = "Ismail Macron came. Then Macron condemned the raid in Mali."
    found = resolved(text, "ACCUSE", (span(text, "Macron", last=True),), people=("Ismail Macron",)).actors[0]
    assert found.entity == "person:emmanuel-macron"


def test_a_pronoun_may_mean_somebody_called_by_the_surname_alone() -> None:
    text = "Pavel Dorrin came in May with Tobias Wrenfield. A day later Dorrin wept. Then he condemned the raid."
    people = ("Pavel Dorrin", "Tobias Wrenfield")
    assert resolved(text, "ACCUSE", (span(text, "he", last=True),), people=people).actors[0].name == "Pavel Dorrin"


def placed(text: str, words: str, type_: str = "COERCE", recipients: tuple[Span, ...] = ()) -> Event:
    where = span(text, words, last=True)
    return resolved(text, type_, (span(text, "Police"),), recipients, place=where, people=("Mira Calvane",))


def test_a_place_that_is_somebody_is_the_one_it_was_done_to() -> None:
    found = placed("Mira Calvane spoke. Police in Ghana had arrested Calvane in January.", "Calvane")
    assert found.place is None
    assert [party.name for party in found.recipients] == ["Mira Calvane"]


def test_of_an_act_on_others_such_a_place_is_left_out() -> None:
    text = "Mira Calvane spoke. Police in Ghana arrested two men, Calvane said."
    found = placed(text, "Calvane", recipients=(span(text, "two men"),))
    assert found.place is None
    assert [party.name for party in found.recipients] == ["two men"]


def test_in_a_town_of_that_name_is_a_place() -> None:
    found = placed("Mira Calvane spoke. Police in Ghana arrested two men in Calvane.", "Calvane")
    assert found.place is not None
    assert found.recipients == ()


def test_who_is_introduced_by_the_surname_is_who_is_named_in_full() -> None:
    text = "Gov. Brandle leaves. Oskar Brandle spoke in Bern. Then Brandle condemned the raid."
    found = resolved(text, "ACCUSE", (span(text, "Brandle", last=True),), people=("Oskar Brandle",)).actors[0]
    assert (found.entity, found.name) == ("person:oskar-brandle", "Oskar Brandle")


def acts(text: str, phrase: str, *people: str) -> str | None:
    """Return the id, or else the name, of whom a phrase means where it stands last."""
    party = resolved(text, "ACCUSE", (span(text, phrase, last=True),), people=people).actors[0]
    return party.entity or party.name


def test_titles_of_several_words_are_no_names() -> None:
    text = "Prime Minister Brandle met the king. Brandle condemned the raid."
    assert acts(text, "Brandle", "Prime Minister Brandle") == "person:brandle"


def test_who_is_introduced_by_a_middle_name_keeps_the_office() -> None:
    text = "Nadia Ostrovan Vell won. Gov. Ostrovan signed the bill. Ostrovan condemned the raid."
    assert acts(text, "Ostrovan", "Nadia Ostrovan Vell") == "person:nadia-ostrovan-vell"


def test_a_titled_surname_beside_the_full_name_is_another() -> None:
    text = "Judge Brandle sentenced Oskar Brandle to ten years."
    assert (
        resolved(
            text, "SANCTION", (span(text, "Judge Brandle"),), (span(text, "Oskar Brandle"),), people=("Oskar Brandle",)
        )
        .actors[0]
        .entity
        == "person:brandle"
    )


def test_a_donor_of_that_name_is_no_body() -> None:
    text = "The donor Oskar Brandle came. He said the donor Oskar Brandle condemned the raid."
    assert acts(text, "donor Oskar Brandle", "Oskar Brandle") == "person:oskar-brandle"


def test_kin_are_others() -> None:
    text = "Mira Calvane died. Her father, Mr Calvane, condemned the raid."
    assert acts(text, "Mr Calvane", "Mira Calvane") == "person:calvane"


def test_who_is_known_by_one_name_is_not_his_namesake() -> None:
    text = "Suharto resigned in 1998. Tommy Suharto wept. Suharto condemned the raid."
    assert acts(text, "Suharto", "Tommy Suharto") == "person:suharto"


def test_compound_first_names_are_of_two() -> None:
    text = "Mohammed Ali Hassan and Mohammed Omar Hassan came. Hassan condemned the raid."
    assert acts(text, "Hassan", "Mohammed Ali Hassan", "Mohammed Omar Hassan") == "Hassan"


@pytest.mark.parametrize("town", ["Khan Younis", "Port Harcourt", "Tel Aviv"])
def test_a_town_of_two_words_is_where_an_attack_was(town: str) -> None:
    text = f"Rebels attacked {town} on Sunday."
    found = resolved(text, "ASSAULT", (span(text, "Rebels"),), (span(text, town),), people=())
    assert found.recipients == ()
    assert found.place is not None
    assert found.place.country


@pytest.mark.parametrize("town", ["In Kano", "Police in Sokoto and Kano", "Residents of Kano"])
def test_a_town_that_the_gazetteer_knows_is_a_place(town: str) -> None:
    text = f"Aminu Kano spoke in Nigeria. {town}, police arrested two men."
    where = span(text, "Kano", last=True)
    found = resolved(text, "COERCE", (span(text, "police"),), place=where, people=("Aminu Kano",))
    assert found.place is not None
    assert found.place.country == "NGA"
