"""Parties that are listed, in invented sentences."""

import pytest

from harmattan.annotate.lists import joined, parted
from harmattan.records import Mention, Span


def at(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("phrase", "persons", "expected"),
    [
        ("President Ada Abara, Bem Coll", ("Ada Abara", "Bem Coll"), ["President Ada Abara", "Bem Coll"]),
        ("Ada Abara and Bem Coll of Ardana", ("Ada Abara", "Bem Coll"), ["Ada Abara", "Bem Coll of Ardana"]),
        ("Ada Abara's brother Bem Coll", ("Ada Abara", "Bem Coll"), ["Ada Abara's brother Bem Coll"]),
        ("the envoy Ada Abara", ("Ada Abara",), ["the envoy Ada Abara"]),
        ("Ada Abara and the envoy of Belmar", ("Ada Abara",), ["Ada Abara", "the envoy of Belmar"]),
    ],
)
def test_a_list_of_persons_is_several_parties(phrase: str, persons: tuple[str, ...], expected: list[str]) -> None:
    text = f"Yesterday {phrase} met."
    named = [Mention(at(text, name), "person", 0.9) for name in (*persons, "Yesterday")]
    found = parted(text, [(Span(10, 10 + len(phrase)), 0.8)], named)
    assert [(span.of(text), score) for span, score in found] == [(words, 0.8) for words in expected]


@pytest.mark.parametrize(
    ("phrase", "names", "expected"),
    [
        ("Ardana and Belmar", ("Ardana", "Belmar"), ["Ardana", "Belmar"]),
        ("both Ardana and the Belmar Union", ("Ardana", "Belmar Union"), ["Ardana", "the Belmar Union"]),
        ("the Reef, Ardana and Belmar", ("Reef", "Ardana", "Belmar"), ["the Reef", "Ardana", "Belmar"]),
        ("Sao Ardo and Belmar", ("Sao Ardo and Belmar",), ["Sao Ardo and Belmar"]),
        ("Ardana and Belmar officials", ("Ardana", "Belmar"), ["Ardana and Belmar officials"]),
        ("the leaders of Ardana and Belmar", ("Ardana", "Belmar"), ["the leaders of Ardana and Belmar"]),
        ("the leaders of Ardana and the Reef", ("Ardana", "Reef"), ["the leaders of Ardana and the Reef"]),
        ("two teachers and a nurse", (), ["two teachers", "a nurse"]),
        ("11 people and two companies", (), ["11 people", "two companies"]),
        ("her and dozens of officials", (), ["her", "dozens of officials"]),
        ("28 patients and nurses", (), ["28 patients and nurses"]),
        ("both sides", (), ["both sides"]),
    ],
)
def test_a_list_of_names_or_of_new_phrases_is_several_parties(
    phrase: str, names: tuple[str, ...], expected: list[str]
) -> None:
    text = f"Yesterday {phrase} met."
    named = [Mention(at(text, name), "place", 0.9) for name in names]
    assert [span.of(text) for span, _ in parted(text, [(at(text, phrase), 0.8)], named)] == expected


@pytest.mark.parametrize(
    ("text", "weaker", "expected"),
    [
        ("She visited Ardana and Belmar.", ["Belmar"], ["Ardana", "Belmar"]),
        ("She visited Ardana, Belmar and the Reef.", ["Belmar", "the Reef"], ["Ardana", "Belmar", "the Reef"]),
        ("She visited Belmar as well as Ardana.", ["Belmar"], ["Belmar", "Ardana"]),
        ("She visited Ardana, Belmar said.", ["Belmar"], ["Ardana"]),
        ("She visited Ardana, and Belmar spoke.", ["Belmar"], ["Ardana"]),
        ("She visited Ardana while Belmar and the Reef slept.", ["Belmar", "the Reef"], ["Ardana"]),
        ("She visited Ardana and Belmar.", ["Ardana and Belmar"], ["Ardana"]),
    ],
)
def test_who_is_listed_with_a_party_is_one_too(text: str, weaker: list[str], expected: list[str]) -> None:
    found = joined(text, [(at(text, "Ardana"), 0.9)], [(at(text, words), 0.4) for words in weaker])
    assert [span.of(text) for span, _ in found] == expected


def test_nobody_is_listed_with_nobody() -> None:
    text = "She visited Ardana and Belmar."
    assert joined(text, [], [(at(text, "Ardana"), 0.4), (at(text, "Belmar"), 0.4)]) == ()


@pytest.mark.parametrize(
    ("text", "first", "expected"),
    [
        ("three firms in Ardana and Belmar", "three firms in Ardana", ["three firms in Ardana and Belmar"]),
        ("the mayor of Ardana and Belmar", "the mayor of Ardana", ["the mayor of Ardana", "Belmar"]),
        ("firms and Belmar", "firms", ["firms", "Belmar"]),
    ],
)
def test_a_second_place_where_a_party_is_is_no_party(text: str, first: str, expected: list[str]) -> None:
    named = [Mention(at(text, name), "place", 0.9) for name in ("Ardana", "Belmar") if name in text]
    found = parted(text, [(at(text, first), 0.8), (at(text, "Belmar"), 0.9)], named)
    assert [span.of(text) for span, _ in found] == expected
