"""Whose army, whose country: the state a page talks of, not the one that comments. All of it is invented."""

import pytest

from harmattan.records import Span
from tests.resolve.build import resolved, span


def meant(text: str) -> list[str | None]:
    """Return the ids, or else the names, of whom the phrase in brackets means."""
    before, phrase, behind = text.replace("]", "[").split("[")
    where = Span(len(before), len(before) + len(phrase))
    found = resolved(f"{before}{phrase}{behind}", "ACCUSE", (where,), day="2026-03-12").actors
    return [party.entity or party.name for party in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The Malian army fought near Gao. Algeria condemned the fighting. [The army] fled.", "mil:MLI"),
        ("Malian soldiers killed ten. Italy called for an inquiry. [The government] wept.", "gov:MLI"),
        ("A court in Mali jailed him. France's foreign ministry condemned it. [The authorities] wept.", "gov:MLI"),
        ("Police in Sfax, Tunisia, broke it up. Germany and Italy urged restraint. [The government] wept.", "gov:TUN"),
        ("Egypt urged Sudan to stop. [The army] refused.", "mil:SDN"),
        ("Mali's army met Algeria's. Algeria condemned Mali. [It] fled.", "state:DZA"),
        ("Sudan's army met the rebels. Nothing came of it. Egypt and Turkey back [the army].", "mil:SDN"),
        ("Mali met rebels in talks sponsored by Algeria and Chad. [The army] fled.", "mil:MLI"),
        ("The African Union condemned M23. [The group] seized a town in Congo.", "group:m23"),
    ],
)
def test_who_only_comments_is_not_the_one_talked_of(text: str, told: str) -> None:
    assert meant(text) == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("France suspended aid to Niger. France left [the West African country].", "state:NER"),
        ("Russia met Pakistan. Russia armed [the South Asian nation].", "state:PAK"),
        ("Russia met Estonia. Russia threatened [the tiny Baltic state].", "state:EST"),
        ("Georgia voted. Iran condemned [the government of the South Caucasus country].", "gov:GEO"),
        ("France suspended aid to Niger. [The West African country's army] wept.", "mil:NER"),
        ("Iran met Oman and Japan. Iran armed [the East Asian country].", "state:JPN"),
        ("Iran met Oman. Iran armed [the East Asian country].", "East Asian country"),
        ("Israel met Spain. Israel condemned [the NATO member].", "the NATO member"),
    ],
)
def test_a_state_may_be_called_by_its_region(text: str, told: str) -> None:
    assert meant(text) == [told]


def test_a_place_may_be_called_by_its_region() -> None:
    text = "France suspended aid to Niger. Gunmen killed ten in the West African country."
    place = resolved(text, "ASSAULT", (span(text, "Gunmen"),), place=span(text, "the West African country")).place
    assert place is not None
    assert (place.country, place.resolution) == ("NER", "country")


def test_the_two_sides_are_those_that_fight() -> None:
    text = "Thai and Cambodian troops clashed. China urged [the two sides] to stop."
    assert meant(text) == ["state:THA", "state:KHM"]
    text = "Rebels blamed the army in Sudan. Italy urged [both sides] to stop. He met Egypt and Saudi Arabia."
    assert meant(text) == ["both sides"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Poland was divided. [The opposition-controlled parliament] wept.", "leg:POL"),
        ("The United States was divided. [The Democratic-controlled Senate] wept.", "leg:USA"),
        ("The United States was divided. [The Republican-led House] wept.", "org:us-congress"),
        ("The [Saudi-led coalition] wept.", "org:saudi-coalition"),
    ],
)
def test_whose_hands_a_parliament_is_in_does_not_tell_which_it_is(text: str, told: str) -> None:
    assert meant(text) == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The UN wept. Police in Mali fled. [The Secretary-General] called for calm.", "person:antonio-guterres"),
        ("The World Food Programme wept. [The Secretary-General] called for calm.", "person:antonio-guterres"),
        ("NATO met. [The Secretary-General] called for calm.", "person:mark-rutte"),
        ("Mali met Niger. [The Secretary-General] called for calm.", "Secretary-General"),
    ],
)
def test_the_secretary_general_is_that_of_the_body_named_last(text: str, told: str) -> None:
    assert meant(text) == [told]


def test_the_ministry_is_the_one_that_gives_the_page_out() -> None:
    text = (
        "The Ministry of Foreign Affairs and European Integration of the Republic of Moldova wept. "
        "The envoys of Belarus and Lithuania came. Poland helped. [The Ministry] thanked Poland."
    )
    assert meant(text) == ["gov:MDA"]


def test_two_states_named_long_ago_are_not_the_two_sides() -> None:
    text = (
        "Togo and its envoy came. Ghana left. It rained. It snowed. The bank closed. It froze. [The two sides] agreed."
    )
    assert meant(text) != ["state:TGO", "state:GHA"]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Israel struck a suburb of Beirut. It was the first raid on the capital in May.", "LBN"),
        ("Israel struck a village. It was the first raid on the capital in May.", ""),
    ],
)
def test_the_capital_is_the_one_named_last(text: str, country: str) -> None:
    place = resolved(text, "ASSAULT", (span(text, "Israel"),), place=span(text, "the capital")).place
    assert place is not None
    assert place.country == country


def test_no_man_asks_himself() -> None:
    text = "Macron asks for calm. French President Emmanuel Macron spoke."
    found = resolved(text, "REQUEST", (span(text, "Macron"),), (span(text, "French President Emmanuel Macron"),))
    assert found.recipients == ()
