"""What stands after a bare noun places it."""

import pytest

from harmattan.ids import content_hash
from harmattan.records import (
    Annotations,
    Antecedent,
    Article,
    Block,
    Event,
    EventTime,
    Factuality,
    Label,
    Party,
    Span,
    Told,
)
from harmattan.resolve.resolver import Resolver

RESOLVER = Resolver()


def countries(text: str, phrase: str) -> list[str]:
    block = Block(Label.PARAGRAPH, Span(0, len(text)))
    article = Article("art-1", "x", text, (block,), content_hash(text), published=Told("2024-03-12", "given"))
    start = text.index(phrase)
    party = Party(Span(start, start + len(phrase)))
    event = Event("ev-1", "art-1", "COERCE", Span(0, 1), Factuality.ACTUAL, 0.9, recipients=(party,))
    resolved = RESOLVER.resolve(article, Annotations("art-1", events=(event,)))
    return [party.country for party in resolved.events[0].recipients]


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Police beat protesters in Senegal on Monday.", "protesters", ["SEN"]),
        ("Police beat protesters in Bamako on Monday.", "protesters", ["MLI"]),
        ("Gunmen attacked villagers in the morning.", "villagers", [""]),
        (
            "Mali, Burkina Faso and Niger met. Coups ousted elected leaders in all three countries in 2021.",
            "elected leaders",
            ["MLI", "BFA", "NER"],
        ),
    ],
)
def test_the_place_behind_a_noun(text: str, phrase: str, expected: list[str]) -> None:
    assert countries(text, phrase) == expected


def test_a_range_gets_back_the_word_that_opens_it() -> None:
    text = "Coups between 2020 and 2023 ousted them."
    block = Block(Label.PARAGRAPH, Span(0, len(text)))
    article = Article("art-1", "x", text, (block,), content_hash(text))
    time = EventTime(Span(14, 27), None, "unknown")
    event = Event("ev-1", "art-1", "COERCE", Span(0, 5), Factuality.HISTORICAL, 0.9, time=time)
    (resolved,) = RESOLVER.resolve(article, Annotations("art-1", events=(event,))).events
    assert resolved.time == EventTime(Span(14, 27), "2020/2024", "interval")


def test_a_given_name_that_is_a_leaders_surname_too_does_not_split_a_name() -> None:
    assert countries("US defence secretary James Mattis left.", "US defence secretary James Mattis") == ["USA"]


def linked(text: str, phrase: str, antecedent: str) -> list[str]:
    block = Block(Label.PARAGRAPH, Span(0, len(text)))
    article = Article("art-1", "x", text, (block,), content_hash(text), published=Told("2024-03-12", "given"))
    start, before = text.rindex(phrase), text.index(antecedent)
    span = Span(start, start + len(phrase))
    event = Event("ev-1", "art-1", "COERCE", Span(0, 1), Factuality.ACTUAL, 0.9, actors=(Party(span),))
    link = Antecedent(span, Span(before, before + len(antecedent)), 0.9)
    given = Annotations("art-1", events=(event,), antecedents=(link,))
    return [party.country for party in RESOLVER.resolve(article, given).events[0].actors]


def test_a_pronoun_is_whom_the_encoder_links_it_to() -> None:
    text = "Niger spoke to Mali about France. It closed a road."
    assert linked(text, "It", "Niger") == ["NER"]
    assert linked(text, "It", "Mali") == ["MLI"]


def test_a_link_to_nobody_known_leaves_it_to_the_rules() -> None:
    text = "The bakers met Mali. It closed a road."
    assert linked(text, "It", "The bakers") == countries(text, "It")
