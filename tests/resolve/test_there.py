"""Parties of the state in which an act takes place, in invented sentences."""

import pytest

from tests.resolve.build import resolved, span


@pytest.mark.parametrize(
    ("text", "type_", "phrase", "place", "entity"),
    [
        ("Turkey trained drone operators at a base near Bamako.", "AID", "drone operators", "Bamako", "mil:MLI"),
        (
            "Thailand met the authorities in Naypyidaw.",
            "CONSULT",
            "the authorities",
            "Naypyidaw",
            "gov:MMR",
        ),
        ("Turkey moved drone operators to a base near Bamako.", "MOBILIZE", "drone operators", "Bamako", "mil:TUR"),
        ("Turkey trained its soldiers in Bamako.", "AID", "its soldiers", "Bamako", "mil:TUR"),
        ("Turkey trained Turkish soldiers in Bamako.", "AID", "Turkish soldiers", "Bamako", "mil:TUR"),
        ("Turkey's parliament rebuked the army in Ankara.", "ACCUSE", "the army", "Ankara", "mil:TUR"),
    ],
)
def test_who_is_met_abroad_is_of_the_state_there(text: str, type_: str, phrase: str, place: str, entity: str) -> None:
    actor = text.split()[0].removesuffix("'s")
    found = resolved(text, type_, (span(text, actor),), (span(text, phrase),), place=span(text, place))
    assert [party.entity for party in found.recipients] == [entity]


def test_nobody_told_by_the_same_words_does_it_to_himself() -> None:
    text = "Algeria protests. Algeria recalled its envoy from Bamako."
    found = resolved(text, "ACCUSE", (span(text, "Algeria"),), (span(text, "Algeria", last=True),))
    assert [party.entity for party in found.actors] == ["state:DZA"]
    assert found.recipients == ()


def test_two_military_led_governments_are_those_of_the_list() -> None:
    text = "Mali and Niger sign. The two military-led governments agreed."
    found = resolved(text, "AGREE", (span(text, "The two military-led governments"),))
    assert [party.entity for party in found.actors] == ["gov:MLI", "gov:NER"]


@pytest.mark.parametrize(
    ("text", "recipient", "left"),
    [
        ("Eritrea closed its airspace on Monday.", "its airspace", []),
        ("Eritrea closed Eritrean airspace on Monday.", "Eritrean airspace", []),
        ("Eritrea entered Ethiopian airspace on Monday.", "Ethiopian airspace", ["ETH"]),
    ],
)
def test_whose_own_land_is_closed_is_done_nothing(text: str, recipient: str, left: list[str]) -> None:
    found = resolved(text, "SANCTION", (span(text, "Eritrea"),), (span(text, recipient),))
    assert [party.country for party in found.recipients] == left


def test_all_of_them_are_they() -> None:
    text = "Boko Haram burned a village. Troops caught all of them."
    found = resolved(text, "COERCE", (span(text, "Troops"),), (span(text, "all of them"),))
    assert [party.entity for party in found.recipients] == ["group:boko-haram"]
