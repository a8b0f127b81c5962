"""Offices beside new names and in bodies: a page's own president, a department's spokesman. The people are invented."""

import pytest

from harmattan.records import Party
from tests.resolve.build import resolved, span


def acting(text: str, phrase: str, *people: str) -> Party:
    """Return the one whom a phrase means where it stands last, in June 2025."""
    return resolved(text, "ACCUSE", (span(text, phrase, last=True),), day="2025-06-10", people=people).actors[0]


@pytest.mark.parametrize(
    ("phrase", "entity", "country", "role"),
    [
        ("Kenya's president, Daniel Kiprop", "person:daniel-kiprop", "KEN", "president"),
        ("Kenya's president, General Daniel Kiprop", "person:daniel-kiprop", "KEN", "president"),
        ("Japan's new foreign minister, Kenji Morita", "person:kenji-morita", "JPN", "foreign minister"),
        ("The Chinese foreign minister, Liu Haiming", "person:liu-haiming", "CHN", "foreign minister"),
        ("Kenya's president, William Samoei Ruto", "person:william-ruto", "KEN", "president"),
        ("Kenya's president, in Nairobi", "person:william-ruto", "KEN", "president"),
    ],
)
def test_an_office_beside_a_name_is_whoever_is_named(phrase: str, entity: str, country: str, role: str) -> None:
    found = acting(f"{phrase}, condemned the raid.", phrase)
    assert (found.entity, found.country, found.sectors, found.role) == (entity, country, ("GOV",), role)


def test_whom_the_tables_know_of_another_day_is_still_who_is_named() -> None:
    text = "The US secretary of state, Mike Pompeo, condemned the raid."
    assert acting(text, "The US secretary of state, Mike Pompeo").entity == "person:mike-pompeo"


@pytest.mark.parametrize(
    "lead",
    [
        "Armando Vieira, the president of Guinea-Bissau, met ministers.",
        "President Armando Vieira met ministers in Guinea-Bissau.",
    ],
)
def test_a_title_again_is_whoever_the_page_gave_it(lead: str) -> None:
    text = f"{lead} President Vieira condemned the raid."
    assert acting(text, "President Vieira", "Armando Vieira").entity == "person:armando-vieira"


def test_a_surname_that_the_page_gave_in_full_is_nobody_out_of_office() -> None:
    text = "Armando Vieira won the vote in Guinea-Bissau. Vieira condemned the raid."
    assert acting(text, "Vieira", "Armando Vieira").name == "Armando Vieira"
    assert acting(text, "Vieira").entity == "person:joao-bernardo-vieira"


@pytest.mark.parametrize(
    ("phrase", "entity"),
    [
        ("The State Department spokesman", "gov:USA"),
        ("A State Department official", "gov:USA"),
        ("A Defense Department spokeswoman", "gov:USA"),
        ("The State Department envoy", "gov:USA"),
        ("The CIA deputy director", "org:cia"),
        ("The UN human rights chief", "org:un"),
        ("The UN refugee chief", "org:un"),
        ("The UN's nuclear chief", "org:un"),
        ("The UN aid chief", "org:un"),
        ("The WHO emergencies chief", "org:who"),
    ],
)
def test_who_works_for_a_body_does_not_head_it(phrase: str, entity: str) -> None:
    assert acting(f"{phrase} condemned the raid.", phrase).entity == entity


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("The Pentagon chief", "Pete Hegseth"),
        ("The Defense Department's secretary", "Pete Hegseth"),
        ("The State Department's top diplomat", "Marco Rubio"),
        ("The CIA's new director", "John Ratcliffe"),
        ("The UN chief", "António Guterres"),
        ("The EU foreign policy chief", "Kaja Kallas"),
    ],
)
def test_nothing_but_a_title_s_own_words_stand_before_the_head_of_a_body(phrase: str, name: str) -> None:
    assert acting(f"{phrase} condemned the raid.", phrase).name == name


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        ("President Domingos Corvana had slept.", True),
        ("Former President Domingos Corvana had slept.", False),
        ("The president of Togo, Domingos Corvana, had slept.", False),
    ],
)
def test_the_president_may_be_whom_the_page_calls_so_later(behind: str, told: bool) -> None:
    text = f"Soldiers took Guinea-Bissau and held the president. {behind}"
    found = resolved(text, "COERCE", (), (span(text, "the president"),), day="2026-03-12").recipients[0]
    assert (found.entity == "person:domingos-corvana") is told
