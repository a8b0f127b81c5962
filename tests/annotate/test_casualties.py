"""Whose the numbers of a sentence are."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.annotate.casualties import agree, counted
from harmattan.records import Casualties, Event, Factuality, Span


def event(text: str, words: str, nth: int = 0, type_: str = "ASSAULT", *modes: str) -> Event:
    """An act told by the nth such words of a text of one sentence."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    trigger = Span(start, start + len(words))
    return Event(
        f"ev-{start}", "art-1", type_, trigger, Factuality.ACTUAL, 0.9, modes=modes, evidence=(Span(0, len(text)),)
    )


def numbers(text: str, *events: Event, doubted: tuple[Span, ...] = ()) -> list[Casualties]:
    return [one.casualties for one in counted(text, events, doubted)]


def test_each_act_has_the_number_of_its_own_clause() -> None:
    text = "A Norland strike killed 12 in Rell, and the rebels fired rockets at Ashmere."
    found = numbers(text, event(text, "strike"), event(text, "killed"), event(text, "fired"))
    assert found == [Casualties(), Casualties("12"), Casualties()]
    assert numbers(text, event(text, "strike"), event(text, "fired")) == [Casualties("12"), Casualties()]


@pytest.mark.parametrize("other", ["missiles", "killed"])
def test_the_second_number_is_of_the_second_act(other: str) -> None:
    text = "Jets bombed a base on Sunday, killing 12 soldiers, a day after Norland missiles killed three in Rell."
    assert numbers(text, event(text, "bombed"), event(text, other)) == [Casualties("12"), Casualties("3")]


def test_a_clause_that_stands_first_ends_at_its_comma() -> None:
    text = "After an attack by rebels, who fled, left 12 dead, the army shelled Rell."
    assert numbers(text, event(text, "attack"), event(text, "shelled")) == [Casualties("12"), Casualties()]


def test_without_another_act_a_clause_is_not_cut() -> None:
    text = "Gunmen attacked Rell before dawn and killed 12."
    assert numbers(text, event(text, "attacked")) == [Casualties("12")]


def test_an_act_in_doubt_has_its_own_clause() -> None:
    text = "Gunmen attacked Rell on Monday and a lorry overturned near Tarn, killing 12."
    start = text.index("overturned")
    assert numbers(text, event(text, "attacked"), doubted=(Span(start, start + 10),)) == [Casualties()]


def test_the_arrested_are_of_the_arrest() -> None:
    text = "Police broke up a rally in Rell and arrested 12."
    found = numbers(text, event(text, "rally", 0, "PROTEST", "demo"), event(text, "arrested", 0, "COERCE", "arrest"))
    assert found == [Casualties(), Casualties(arrested="12")]


def test_a_verb_takes_no_number_of_another_such_verb() -> None:
    text = "Police arrested an activist on Monday, broke up a rally and arrested 12."
    first, rally = event(text, "arrested", 0, "COERCE", "arrest"), event(text, "rally", 0, "PROTEST", "demo")
    assert numbers(text, first, rally) == [Casualties(), Casualties()]
    second = event(text, "arrested", 1, "COERCE", "arrest")
    assert numbers(text, first, rally, second)[2] == Casualties(arrested="12")


def test_the_dead_are_of_the_assault_or_of_the_riot() -> None:
    text = "Police shot at marchers in Rell and five died."
    march = event(text, "marchers", 0, "PROTEST", "demo")
    assert numbers(text, event(text, "shot"), march) == [Casualties("5"), Casualties()]
    assert numbers(text, march) == [Casualties("5")]
    riot = event(text, "marchers", 0, "PROTEST", "riot")
    assert numbers(text, event(text, "Police", 0, "COERCE", "arrest"), riot) == [Casualties(), Casualties("5")]


def test_speech_has_no_casualties() -> None:
    text = "The union condemned the raid that killed 12."
    assert numbers(text, event(text, "condemned", 0, "ACCUSE")) == [Casualties()]


def test_one_trigger_that_is_coded_twice_counts_twice() -> None:
    text = "A raid killed 12."
    assert numbers(text, event(text, "raid"), event(text, "raid")) == [Casualties("12")] * 2


@pytest.mark.parametrize(
    ("one", "other", "agreed"),
    [
        (Casualties("12"), Casualties("12", "3"), True),
        (Casualties("12"), Casualties(injured="3"), True),
        (Casualties("12-15"), Casualties("14"), True),
        (Casualties("12"), Casualties("3"), False),
    ],
)
def test_numbers_agree_where_none_is_another(one: Casualties, other: Casualties, agreed: bool) -> None:
    assert agree(one, other) is agree(other, one) is agreed


@given(
    st.lists(st.sampled_from(["killed", "12", "after", ",", "and", "wounded", "three", "as", "attack"])).map(" ".join)
)
def test_no_number_is_made_up(text: str) -> None:
    triggers = [Span(i, i + 6) for i in range(len(text) - 5) if text[i : i + 6] in {"killed", "attack"}]
    acts = [
        Event(f"ev-{one.start}", "art-1", "ASSAULT", one, Factuality.ACTUAL, 0.9, evidence=(Span(0, len(text)),))
        for one in triggers
    ]
    for told in numbers(text, *acts):
        assert {told.dead, told.injured} <= {"", "12", "3"}


def test_a_page_of_many_sentences_takes_linear_time() -> None:
    sentence = "Gunmen killed 12 in Rell and wounded 30. "
    text = sentence * 5_000
    acts = [
        Event(
            f"ev-{i}", "art-1", "ASSAULT", Span(at + 7, at + 13), Factuality.ACTUAL, 0.9,
            evidence=(Span(at, at + len(sentence) - 1),),
        )
        for i, at in enumerate(range(0, len(text), len(sentence)))
    ]  # fmt: skip
    began = process_time()
    found = numbers(text, *acts, doubted=tuple(one.trigger for one in acts))
    assert found == [Casualties("12", "30")] * 5_000
    assert process_time() - began < 5


def test_a_sentence_of_many_acts_takes_no_longer() -> None:
    sentence = "They killed 12 and wounded 30 after " * 40
    text = sentence * 100
    acts = [
        Event(
            f"ev-{at}", "art-1", "ASSAULT", Span(at + 5, at + 11), Factuality.ACTUAL, 0.9,
            evidence=(Span(start, start + len(sentence)),),
        )
        for start in range(0, len(text), len(sentence))
        for at in range(start, start + len(sentence), len(sentence) // 40)
    ]  # fmt: skip
    began = process_time()
    assert numbers(text, *acts) == [Casualties("12", "30")] * len(acts)
    assert process_time() - began < 5
