""" "We" and "I" in quoted words mean the speaker, in invented sentences."""

import pytest

from harmattan.records import Antecedent, Party, Quote
from tests.resolve.build import resolved, span


def quote(text: str, said: str, speaker: str) -> Quote:
    return Quote(span(text, "said"), (span(text, said),), "direct", 0.9, Party(span(text, speaker)))


def actor(text: str, words: str, quotes: tuple[Quote, ...], said_by: str = "") -> Party:
    source = span(text, said_by) if said_by else None
    return resolved(text, "AID", (span(text, words),), said_by=source, quotes=quotes).actors[0]


@pytest.mark.parametrize(
    ("speaker", "entity"),
    [
        ("Donald Trump", "gov:USA"),
        ("the Turkish foreign ministry", "gov:TUR"),
        ("a spokesman for Hezbollah", "group:hezbollah"),
        ("the French army", "mil:FRA"),
        ("Ada Voss, a farmer from Norway", "person:ada-voss"),
    ],
)
def test_we_is_what_the_speaker_speaks_for(speaker: str, entity: str) -> None:
    text = f"“We sent them food,” said {speaker}."
    assert actor(text, "We", (quote(text, "“We sent them food,”", speaker),)).entity == entity


@pytest.mark.parametrize(
    ("speaker", "entity"),
    [("Antonio Guterres", "org:un"), ("Jens Stoltenberg", "org:nato"), ("Juan Guaido", "person:juan-guaido")],
)
def test_we_of_the_head_of_an_organisation_is_the_organisation(speaker: str, entity: str) -> None:
    text = f"“We sent them food,” said {speaker}."
    assert actor(text, "We", (quote(text, "“We sent them food,”", speaker),)).entity == entity


@pytest.mark.parametrize(
    ("phrase", "entity"),
    [
        ("the militants who killed our soldiers", None),
        ("our Turkish counterparts", "gov:TUR"),
        ("our attackers", None),
        ("Our soldiers", "mil:USA"),
    ],
)
def test_our_belongs_to_the_head_of_its_phrase_alone(phrase: str, entity: str | None) -> None:
    text = f"“And {phrase} left,” said Donald Trump."
    assert actor(text, phrase, (quote(text, f"“And {phrase} left,”", "Donald Trump"),)).entity == entity


def test_indirect_words_and_words_outside_of_quotes_are_nobodys() -> None:
    text = "The army said we could enter Homs."
    indirect = Quote(
        span(text, "said"), (span(text, "we could enter Homs"),), "indirect", 0.9, Party(span(text, "The army"))
    )
    assert actor(text, "we", (indirect,), said_by="The army").entity is None


def test_i_is_the_speaker() -> None:
    text = "“I sent them food,” said Donald Trump."
    assert actor(text, "I", (quote(text, "“I sent them food,”", "Donald Trump"),)).entity == "person:donald-trump"


def test_our_army_is_that_of_the_speakers_state() -> None:
    text = "“Our army sent them food,” said Emmanuel Macron."
    assert actor(text, "Our army", (quote(text, "“Our army sent them food,”", "Emmanuel Macron"),)).entity == "mil:FRA"


def test_the_source_of_the_event_speaks_where_no_quote_is_known() -> None:
    text = "“We sent them food.” So Donald Trump told them."
    assert actor(text, "We", (), said_by="Donald Trump").entity == "gov:USA"


def test_of_a_quote_in_a_quote_the_inner_speaker_counts() -> None:
    text = "Emmanuel Macron said: “Then Trump said ‘we sent food’.”"
    quotes = (
        quote(text, "“Then Trump said ‘we sent food’.”", "Emmanuel Macron"),
        quote(text, "‘we sent food’", "Trump"),
    )
    assert actor(text, "we", quotes).entity == "gov:USA"


def test_nobody_is_meant_where_nobody_speaks() -> None:
    text = "We sent them food, and Donald Trump did not."
    assert actor(text, "We", ()).entity is None


def test_a_speaker_who_is_an_i_himself_ends_the_search() -> None:
    text = "“I said we sent them food.”"
    assert actor(text, "we", (quote(text, "“I said we sent them food.”", "I"),)).entity is None


def test_us_in_capitals_is_the_state() -> None:
    text = "US sent them food, said Emmanuel Macron."
    assert actor(text, "US", (quote(text, "US sent them food", "Emmanuel Macron"),)).country == "USA"


def test_a_lone_pronoun_is_not_the_one_acted_on() -> None:
    text = "Emmanuel Macron spoke. Then Boris Johnson came in. He sent Boris Johnson food."
    found = resolved(text, "AID", (span(text, "He"),), (span(text, "Boris Johnson", last=True),))
    assert [party.entity for party in found.actors] == ["person:emmanuel-macron"]
    assert [party.entity for party in found.recipients] == ["person:boris-johnson"]


@pytest.mark.parametrize(
    ("said", "entity"),
    [
        ("“He sent them food,”", "person:boris-johnson"),  # he who speaks says "I"
        ("“he sent them food,”", "person:emmanuel-macron"),  # half a sentence is told by the writer
    ],
)
def test_who_says_he_in_a_whole_sentence_speaks_of_another(said: str, entity: str) -> None:
    text = f"Boris Johnson came. Emmanuel Macron spoke. {said} Macron said."
    quotes = (Quote(span(text, "said"), (span(text, said),), "direct", 0.9, Party(span(text, "Macron", last=True))),)
    assert actor(text, said[1:3], quotes).entity == entity


def test_a_link_to_the_speaker_of_a_whole_sentence_is_not_followed() -> None:
    text = "Soldiers left. “They sent them food,” said Emmanuel Macron."
    said = (quote(text, "“They sent them food,”", "Emmanuel Macron"),)
    linked = (Antecedent(span(text, "They"), span(text, "Emmanuel Macron"), 0.9),)
    assert resolved(text, "AID", (span(text, "They"),), quotes=said, linked=linked).actors[0].entity is None
