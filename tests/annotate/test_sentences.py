"""Sentence splitting: offsets, abbreviations, and nothing lost."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.annotate.sentences import split


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split(text)]


def test_two_sentences() -> None:
    assert sentences("The envoy left. Talks go on.") == ["The envoy left.", "Talks go on."]


def test_titles_and_initials_do_not_end_a_sentence() -> None:
    text = "Gen. Ado Brema met Dr. K. Salou on Jan. 5 in the U.S. Senate. They agreed."
    assert sentences(text) == ["Gen. Ado Brema met Dr. K. Salou on Jan. 5 in the U.S. Senate.", "They agreed."]


def test_country_initials_end_a_sentence_before_an_article() -> None:
    assert sentences("He flew to the U.S. The army stayed.") == ["He flew to the U.S.", "The army stayed."]


def test_closing_quote_belongs_to_its_sentence() -> None:
    assert sentences("“We will go.” He left.") == ["“We will go.”", "He left."]


def test_decimals_do_not_end_a_sentence() -> None:
    assert sentences("It paid 3.5 billion euros.") == ["It paid 3.5 billion euros."]


def test_a_blank_line_ends_a_sentence_without_a_full_stop() -> None:
    assert sentences("Army chief sacked\n\nThe council met.") == ["Army chief sacked", "The council met."]


def test_a_wrapped_line_does_not() -> None:
    assert sentences("The council\nmet again.") == ["The council\nmet again."]


@pytest.mark.parametrize("mark", ["!", "?", "…", "..."])
def test_other_marks(mark: str) -> None:
    assert sentences(f"Really{mark} Yes.") == [f"Really{mark}", "Yes."]


@given(st.text(max_size=400))
def test_spans_are_ordered_and_lose_no_word(text: str) -> None:
    spans = list(split(text))
    assert all(one.end <= two.start for one, two in pairwise(spans))
    kept = "".join(span.of(text) for span in spans)
    assert "".join(kept.split()) == "".join(text.split())


@given(st.text(max_size=200), st.integers(0, 100))
def test_a_part_of_a_text_keeps_its_offsets(text: str, start: int) -> None:
    start = min(start, len(text))
    for span in split(text, start):
        assert start <= span.start < span.end <= len(text)


def test_long_text_without_a_stop_is_cut_and_fast() -> None:
    began = time.monotonic()
    spans = list(split("word " * 100_000))
    assert time.monotonic() - began < 3
    assert max(span.end - span.start for span in spans) <= 1500


def test_a_headline_over_a_paragraph_is_a_sentence_of_its_own() -> None:
    headline = "Turkey expels two envoys"
    lead = "Turkey expelled two diplomats of its neighbour on Monday, its foreign ministry said in a statement "
    for paragraph in (f"{lead}that gave no reason for it.", "ANKARA, Feb 19 - Turkey expelled two diplomats."):
        text = f"{headline}\n{paragraph}"
        assert [one.of(text) for one in split(text)] == [headline, paragraph]


def test_a_wrapped_line_is_none() -> None:
    text = "The ministry of the interior of the Republic of\nTurkey expelled two diplomats and\nGave no reason."
    assert len(list(split(text))) == 1
