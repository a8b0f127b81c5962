"""Crews, towns in somebody's hands, and police of where it was, by the words near them; invented sentences."""

import pytest

from harmattan.records import Party
from tests.resolve.build import party, resolved, span


def suffers(text: str, phrase: str) -> Party:
    return resolved(text, "COERCE", recipients=(span(text, phrase),)).recipients[0]


@pytest.mark.parametrize(
    ("text", "phrase", "sector", "country"),
    [
        ("Pirates boarded a tanker and took 17 Filipino sailors.", "17 Filipino sailors", "CVL", "PHL"),
        ("Iran held ten American sailors.", "ten American sailors", "MIL", "USA"),
        ("A patrol boat was stopped and ten American sailors were held.", "ten American sailors", "MIL", "USA"),
        ("Iran freed the crew of a Greek tanker.", "the crew of a Greek tanker", "CVL", "GRC"),
        ("Ukraine sank a Russian warship and held its Russian crew.", "its Russian crew", "MIL", "RUS"),
        ("The airline said two Kenyan pilots were held.", "two Kenyan pilots", "CVL", "KEN"),
        ("Rebels shot down a jet and held two Kenyan pilots.", "two Kenyan pilots", "MIL", "KEN"),
        ("Taiwan stopped a Chinese fishing boat and held its seven crew.", "its seven crew", "CVL", "CHN"),
        ("Taiwan stopped a boat and held its seven crew.", "its seven crew", "CVL", ""),
        ("Libyan coastguards seized a rescue ship and its crew.", "its crew", "CVL", ""),
        ("Libyan coastguards seized a warship and its crew.", "its crew", "MIL", ""),
        ("Egypt bought Chinese fighter planes.", "Chinese fighter planes", "MIL", "CHN"),
        ("Algeria expelled French embassy staff.", "French embassy staff", "GOV", "FRA"),
        ("Police held the union's secretary in Nigeria.", "the union's secretary", "LAB", "NGA"),
        ("Nigeria's health secretary was held.", "Nigeria's health secretary", "GOV", "NGA"),
        ("Gunmen stopped an aid convoy.", "an aid convoy", "CVL", ""),
        ("Gunmen stopped a Kenyan army convoy.", "a Kenyan army convoy", "MIL", "KEN"),
        ("Britain blamed a North Korean hacking group.", "a North Korean hacking group", "CRM", "PRK"),
    ],
)
def test_a_crew_is_armed_or_civilian_by_what_it_is_aboard(text: str, phrase: str, sector: str, country: str) -> None:
    found = suffers(text, phrase)
    assert (found.sectors[:1], found.country) == ((sector,), country)


@pytest.mark.parametrize(
    ("phrase", "entity"),
    [
        ("the rebel capital of Tigray", "reb:ETH"),
        ("rebel-held Nyala", "reb:SDN"),
        ("the separatist-controlled city of Donetsk", "reb:UKR"),
        ("Houthi-held Hodeidah", "group:houthis"),
        ("the Yemeni capital", "gov:YEM"),
    ],
)
def test_a_town_in_the_hands_of_rebels_is_no_governments(phrase: str, entity: str | None) -> None:
    assert suffers(f"Troops sealed off {phrase}.", phrase).entity == entity


@pytest.mark.parametrize(
    ("text", "phrase", "place", "country"),
    [
        ("Japan's premier left. Police fired at a crowd in Paris.", "Police", "Paris", "FRA"),
        ("Japan's premier left. Japanese police fired at a crowd in Paris.", "Japanese police", "Paris", "JPN"),
        ("Japan's premier left. Police in Osaka fired at a man of Paris.", "Police", "Paris", "JPN"),
    ],
)
def test_police_are_of_where_it_was(text: str, phrase: str, place: str, country: str) -> None:
    assert party(text, phrase, place).country == country


@pytest.mark.parametrize(
    ("text", "phrase", "entity"),
    [
        ("Queen Camilla met leaders. Nobody else spoke. Mark Carney saw the queen.", "the queen", "person:camilla"),
        ("Mark Carney left Canada. He saw the queen.", "the queen", "gov:CAN"),
        # A body of a state is called by its noun again where it was called by a name of its own.
        ("Lesotho's electoral commission met. The African Union wrote to the commission.", "the commission", "gov:LSO"),
        ("The African Union Commission met. Kenya wrote to the commission.", "the commission", "org:au"),
    ],
)
def test_who_was_named_before_is_called_again(text: str, phrase: str, entity: str) -> None:
    found = resolved(text, "CONSULT", recipients=(span(text, phrase, last=True),)).recipients
    assert [one.entity for one in found] == [entity]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        (
            "Malaysia went to the Thai-Cambodian border after the two countries agreed. Indonesia and Kenya watched.",
            ["state:THA", "state:KHM"],
        ),
        ("Malaysia and Kenya watched Chad. The two countries, Mali and Niger, agreed.", ["state:MYS", "state:KEN"]),
        ("Malaysia watched Chad as the two countries, Mali and Niger, agreed.", ["state:MLI", "state:NER"]),
        (
            "Syrian and Kenyan troops left. Far away the two leaders agreed. The treaty binds Mali and Niger.",
            ["gov:MLI", "gov:NER"],
        ),
        ("Nobody knew that the two countries agreed. The treaty binds Mali and Niger.", ["state:MLI", "state:NER"]),
    ],
)
def test_the_two_countries_are_the_two_last_named_before_a_list_further_on(text: str, states: list[str]) -> None:
    phrase = next(one for one in ("The two countries", "the two countries", "the two leaders") if one in text)
    found = resolved(text, "AGREE", (span(text, phrase),))
    assert [one.entity for one in found.actors] == states
