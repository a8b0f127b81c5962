"""Whose forces, regimes, coalitions and peoples are meant, and who goes by a short title; in invented sentences."""

import pytest

from harmattan.ids import content_hash
from harmattan.records import Annotations, Article, Block, Event, EventPlace, Factuality, Label, Party, Span, Told
from harmattan.resolve import knowledge
from harmattan.resolve.resolver import Resolver

RESOLVER = Resolver()


def party(text: str, phrase: str, place: str = "", day: str = "2017-03-12") -> Party:
    block = Block(Label.PARAGRAPH, Span(0, len(text)))
    article = Article("art-1", "x", text, (block,), content_hash(text), published=Told(day, "given"))
    start = text.rindex(phrase)
    where = EventPlace(Span(text.rindex(place), text.rindex(place) + len(place))) if place else None
    event = Event(
        "ev-1",
        "art-1",
        "ASSAULT",
        Span(0, 1),
        Factuality.ACTUAL,
        0.9,
        actors=(Party(Span(start, start + len(phrase))),),
        place=where,
    )
    return RESOLVER.resolve(article, Annotations("art-1", events=(event,))).events[0].actors[0]


@pytest.mark.parametrize(
    ("text", "phrase", "place", "entity"),
    [
        ("Syrian government forces attacked.", "Syrian government forces", "", "mil:SYR"),
        ("The Syrian regime fell back. Then regime forces attacked.", "regime forces", "", "mil:SYR"),
        ("London and Paris met. Government forces attacked Homs.", "Government forces", "Homs", "mil:SYR"),
        ("Assad spoke. London watched as pro-Assad forces attacked.", "pro-Assad forces", "", "mil:SYR"),
        ("The Malian government spoke. Pro-government militias attacked.", "Pro-government militias", "", "prm:MLI"),
        ("Assad's regime spoke. Turkey and Russia met. The regime attacked.", "The regime", "", "gov:SYR"),
        ("Mali spoke. Its allies attacked.", "Its allies", "", None),
        ("Mali spoke. Its army attacked.", "Its army", "", "mil:MLI"),
    ],
)
def test_whose_forces_they_are(text: str, phrase: str, place: str, entity: str | None) -> None:
    assert party(text, phrase, place).entity == entity


@pytest.mark.parametrize(
    ("text", "phrase", "day", "entity"),
    [
        ("The US-led air coalition attacked.", "The US-led air coalition", "2017-03-12", "org:coalition-isil"),
        ("The US-led coalition met. The coalition attacked.", "The coalition", "2017-03-12", "org:coalition-isil"),
        (
            "The Saudi-led coalition met. Coalition jets attacked.",
            "Coalition jets",
            "2017-03-12",
            "org:saudi-coalition",
        ),
        ("The US-led coalition attacked.", "The US-led coalition", "2004-03-12", "org:willing"),
        ("The coalition attacked.", "The coalition", "2017-03-12", None),
        ("The US-led coalition met. The ruling coalition spoke.", "The ruling coalition", "2017-03-12", None),
    ],
)
def test_which_coalition_it_is(text: str, phrase: str, day: str, entity: str | None) -> None:
    assert party(text, phrase, day=day).entity == entity


@pytest.mark.parametrize(
    ("text", "phrase", "entity", "country"),
    [
        ("The Kurds attacked.", "The Kurds", "people:kurds", ""),
        ("The Iraqi Kurds attacked.", "The Iraqi Kurds", "people:kurds", "IRQ"),
        ("The Kurdish authorities spoke.", "The Kurdish authorities", "people:kurds", ""),
        ("A Hutu militia attacked.", "A Hutu militia", None, ""),
        ("The Interahamwe Hutu militia attacked.", "The Interahamwe Hutu militia", "group:interahamwe", "RWA"),
        ("Rohingya fled Myanmar.", "Rohingya", "people:rohingya", "MMR"),
        ("In Syria, near Raqqa, Kurdish forces attacked.", "Kurdish forces", "group:sdf", "SYR"),
    ],
)
def test_peoples_without_a_state_are_actors(text: str, phrase: str, entity: str | None, country: str) -> None:
    found = party(text, phrase)
    assert (found.entity, found.country) == (entity, country)


def test_a_people_is_no_group() -> None:
    assert party("Hezbollah fought the Kurds. The group attacked.", "The group").entity == "group:hezbollah"


@pytest.mark.parametrize(
    ("text", "phrase", "entity", "country", "sector"),
    [
        ("Sen. Odile Marsh, D-Pa., spoke. Marsh left.", "Marsh", "person:odile-marsh", "USA", "LEG"),
        ("Odile Marsh (R-Texas) spoke. Marsh left.", "Marsh", "person:odile-marsh", "USA", "LEG"),
        ("Ohio Gov. Odile Marsh spoke. Marsh left.", "Marsh", "person:odile-marsh", "USA", "GOV"),
        ("Speaker Paul D. Ryan spoke.", "Speaker Paul D. Ryan", "person:paul-ryan", "USA", "LEG"),
        ("The US defence secretary, James Mattis, left. Mattis spoke.", "Mattis", "person:jim-mattis", "USA", "GOV"),
        (
            "Hun Sen spoke. Florida Sen. Marco Rubio left.",
            "Florida Sen. Marco Rubio",
            "person:marco-rubio",
            "USA",
            "LEG",
        ),
        (
            "Mohammed bin Salman spoke. Prince Mohammed left.",
            "Prince Mohammed",
            "person:mohammed-bin-salman",
            "SAU",
            "GOV",
        ),
    ],
)
def test_short_titles_and_party_tags(text: str, phrase: str, entity: str, country: str, sector: str) -> None:
    found = party(text, phrase)
    assert (found.entity, found.country, found.sectors[:1]) == (entity, country, (sector,))


def test_a_headline_in_capitals_is_nobodys_name() -> None:
    text = "GOP Rep. Marsh Announces Bill Revoking Harbour Licence. Harbour spoke."
    assert party(text, "Harbour").entity is None


def test_a_senator_is_not_the_minister_of_his_name() -> None:
    found = party("Washington met. Sen. Johnson spoke.", "Sen. Johnson")
    assert (found.entity, found.sectors) == ("person:johnson", ("LEG",))


def test_a_full_name_is_one_person() -> None:
    namesakes = {"king abdullah", "pedro sanchez"}
    for key, entries in knowledge.load().index.phrases().items():
        people = {one.entity for one in entries if one.kind == "leader" and "surname" not in one.flags}
        if key not in namesakes and not key.startswith(("al ", "le ", "del ")):
            assert len(people) < 2, (key, people)
