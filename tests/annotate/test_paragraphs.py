"""What is said ends where its paragraph ends."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.annotate.paragraphs import Parts
from harmattan.annotate.sentences import split
from harmattan.records import Block, Label, Sentence, Span

HEAD, DATED, LEAD = (
    "Army kills 20 rebels",
    "2026-03-03",
    "TARN (Wire) - Troops shot 20 rebels on Monday, the army said.",
)
PAGE = f"{HEAD}\n\n{DATED}\n\n{LEAD}\n\nThe rebels denied it."


def blocks_of(text: str, first: Label = Label.HEADLINE, *, one: bool = False) -> list[Block]:
    """A headline and paragraphs; dates are no blocks that are coded. one: everything in one block."""
    if one:
        return [Block(Label.PARAGRAPH, Span(0, len(text)))]
    lines = [line for line in text.split("\n") if line.strip() and line != DATED]
    found = [Span(text.index(line), text.index(line) + len(line)) for line in lines]
    return [Block(Label.PARAGRAPH if i else first, span) for i, span in enumerate(found)]


def parts_of(text: str, first: Label = Label.HEADLINE, *, one: bool = False) -> Parts:
    blocks = blocks_of(text, first, one=one)
    spans = [(block, span) for block in blocks for span in split(text, block.span.start, block.span.end)]
    return Parts.of(text, blocks, [Sentence(span, block.label) for block, span in spans])


def kept(text: str, cue: str, begin: str, end: str, parts: Parts) -> list[str]:
    at, start = text.index(cue), text.index(begin)
    content = Span(start, text.index(end, start) + len(end))
    return [span.of(text) for span in parts.within(text, Span(at, at + len(cue)), [content])]


def test_what_is_said_begins_behind_headline_date_and_dateline() -> None:
    assert kept(PAGE, "said", HEAD, "on Monday", parts_of(PAGE)) == ["Troops shot 20 rebels on Monday"]
    assert kept(PAGE, "said", "TARN", "on Monday", parts_of(PAGE)) == ["Troops shot 20 rebels on Monday"]


@pytest.mark.parametrize(
    "place", ["TARN - ", "TARN (Wire) - ", "TARN, March 3 — ", "TARN, Norland (Wire) — ", "Tarn (Wire) -- "]
)
def test_a_dateline_is_no_part_of_what_is_said(place: str) -> None:
    text = f"{place}Troops shot 20 rebels on Monday, the army said."
    assert kept(text, "said", place, "on Monday", parts_of(text, Label.PARAGRAPH)) == [
        "Troops shot 20 rebels on Monday"
    ]


@pytest.mark.parametrize("date", [DATED, "Monday, 3 March 2026", "March 3, 2026", "TARN, 3 March", "3.3.2026"])
def test_a_date_line_that_is_coded_is_cut_off_too(date: str) -> None:
    text = f"{HEAD}\n\n{date}\n\nTroops shot “20 rebels on Monday, the army said."
    blocks = [
        Block(Label.PARAGRAPH, Span(text.index(line), text.index(line) + len(line))) for line in text.split("\n\n")
    ]
    parts = Parts.of(text, blocks, [Sentence(block.span, block.label) for block in blocks])
    assert kept(text, "said", date, "on Monday", parts) == ["Troops shot “20 rebels on Monday"]
    assert [part.head for part in parts.parts] == [False, True, False]


def test_a_headline_in_the_block_of_its_lead_is_cut_off() -> None:
    lead = LEAD + " Nothing more was known of the raid near the border, which the rebels did not confirm at once."
    text = f"{HEAD}\n{lead}"
    assert kept(text, "said", HEAD, "on Monday", parts_of(text, one=True)) == ["Troops shot 20 rebels on Monday"]


def test_the_words_of_the_reporter_end_with_their_paragraph() -> None:
    text = "Nobody came on Friday\n\nThe ministry said it would pay.\n\nThe town waited."
    parts = parts_of(text, Label.PARAGRAPH)
    assert kept(text, "said", "it would", "waited.", parts) == ["it would pay."]
    assert kept(text, "said", "Nobody", "The ministry", parts) == ["The ministry"]


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = "She said: “We leave.\n\n“We leave at dawn.”"
    assert kept(text, "said", "“We", "dawn.”", parts_of(text, Label.PARAGRAPH)) == ["“We leave.\n\n“We leave at dawn.”"]
    closed = "She said: “We leave.”\n\n“We leave at dawn.”"
    assert kept(closed, "said", "“We", "dawn.”", parts_of(closed, Label.PARAGRAPH)) == ["“We leave.”"]


def test_a_quotation_never_goes_on_from_a_headline() -> None:
    text = "Premier: “We leave\n\n“We leave at dawn,” she said."
    assert kept(text, "said", "“We leave\n", "dawn,”", parts_of(text)) == ["“We leave at dawn,”"]


def test_what_only_a_headline_says_is_said_by_nobody_in_the_story() -> None:
    assert kept(PAGE, "said", HEAD, HEAD, parts_of(PAGE)) == []
    assert kept(PAGE, "kills", "20 rebels", "20 rebels", parts_of(PAGE)) == ["20 rebels"]


def test_what_stands_in_the_next_paragraph_is_kept() -> None:
    text = "The premier said this on Friday:\n\n“We leave at dawn.”"
    assert kept(text, "said", "“We", "dawn.”", parts_of(text, Label.PARAGRAPH)) == ["“We leave at dawn.”"]


def test_nobody_is_heard_from_a_headline() -> None:
    parts, cue = parts_of(PAGE), Span(PAGE.index("said"), PAGE.index("said") + 4)
    assert not parts.heard_with(cue, Span(0, 4))
    assert parts.heard_with(Span(5, 10), Span(0, 4))
    army = PAGE.index("the army")
    assert parts.heard_with(cue, Span(army, army + 8))
    assert not parts.heard_with(cue, Span(army, len(PAGE)))


def test_without_parts_nothing_is_cut() -> None:
    assert Parts().within(PAGE, Span(0, 1), [Span(2, 80)]) == (Span(2, 80),)
    assert Parts().heard_with(Span(0, 1), Span(2, 80))


LINES = st.lists(st.sampled_from([HEAD, DATED, LEAD, "“We leave.", "He left.”", "x"]), min_size=1, max_size=6)


@given(LINES, st.data())
def test_what_is_kept_lies_in_what_was_found(lines: list[str], data: st.DataObject) -> None:
    text = "\n\n".join(lines)
    blocks, start = [], 0
    for i, line in enumerate(lines):
        blocks.append(Block(Label.PARAGRAPH if i else Label.HEADLINE, Span(start, start + len(line))))
        start += len(line) + 2
    sentences = [
        Sentence(span, block.label) for block in blocks for span in split(text, block.span.start, block.span.end)
    ]
    first = data.draw(st.integers(0, len(text) - 1))
    content = Span(first, data.draw(st.integers(first + 1, len(text))))
    cue = data.draw(st.integers(0, len(text) - 1))
    for span in Parts.of(text, blocks, sentences).within(text, Span(cue, cue + 1), [content]):
        assert content.start <= span.start < span.end <= content.end


def test_a_long_page_takes_linear_time() -> None:
    text = "The army said so.\n\n" * 20_000
    blocks = [Block(Label.PARAGRAPH, Span(at, at + 17)) for at in range(0, len(text), 19)]
    began = process_time()
    parts = Parts.of(text, blocks, [Sentence(block.span, block.label) for block in blocks])
    for block in blocks:
        assert parts.within(text, Span(block.span.start + 9, block.span.start + 13), [block.span]) == (block.span,)
    assert process_time() - began < 5
