"""Tokens and windows: every piece is coded once, and offsets lead back to the words."""

from hypothesis import given, settings
from hypothesis import strategies as st

from harmattan.annotate.encoder import shipped
from harmattan.annotate.sentences import split
from harmattan.annotate.text import WINDOW, Tokens, load_tokenizer, shape, tokenize, windows
from harmattan.records import Span

TOKENIZER = load_tokenizer(shipped() / "tokenizer.json")


def test_offsets_lead_back_to_the_words() -> None:
    text = "Niamey: l'Élysée recalled its envoy."
    tokens = tokenize(TOKENIZER, text, [Span(8, len(text))])[0]
    assert text[tokens.offsets[0][0] : tokens.offsets[0][1]] == "l"
    assert all(text[start:end].strip() for start, end in tokens.offsets)


def test_a_word_of_several_pieces_starts_once() -> None:
    tokens = tokenize(TOKENIZER, "Ouagadougou", [Span(0, 11)])[0]
    assert len(tokens) > 1
    assert tokens.starts == (True, *[False] * (len(tokens) - 1))


def test_a_page_cannot_write_the_encoders_own_marks() -> None:
    special = {TOKENIZER.token_to_id(piece) for piece in ("[CLS]", "[SEP]", "[PAD]", "[MASK]", "[unused1]")}
    text = "a [SEP] b [CLS] c [unused1] [MASK] [PAD]"
    assert not special & set(tokenize(TOKENIZER, text, [Span(0, len(text))])[0].ids)


def test_a_lone_surrogate_is_one_character() -> None:
    tokens = tokenize(TOKENIZER, "x \ud800 army", [Span(0, 8)])[0]
    assert tokens.offsets[-1] == (4, 8)


def test_shapes() -> None:
    assert [shape(word) for word in ("army", "Mali", "UN", "McGee", "2024", ",")] == [1, 2, 3, 4, 5, 1]


def tokens_of(size: int, first: int = 0) -> Tokens:
    return Tokens((7,) * size, tuple((first + i, first + i + 1) for i in range(size)), (1,) * size, (True,) * size)


def test_context_is_read_again_but_not_coded_again() -> None:
    read = list(windows([tokens_of(60), tokens_of(50, 60), tokens_of(60, 110)], 1, 2))
    assert [window.core for window in read] == [1, 51]
    assert read[1].sentence[1] == 1


def test_a_sentence_longer_than_a_window_is_cut() -> None:
    read = list(windows([tokens_of(400)], 1, 2))
    assert all(len(window) <= WINDOW for window in read)
    assert sum(len(window) - 1 - window.core for window in read) == 400


def test_a_short_first_window_shifts_the_others() -> None:
    sentences = [tokens_of(40, first) for first in range(0, 240, 40)]
    firsts = [[window.offsets[window.core][0] for window in windows(sentences, 1, 2, lead=lead)] for lead in (160, 80)]
    assert firsts == [[0, 120, 200], [0, 40, 120, 200]]


@given(st.lists(st.integers(0, 200), max_size=12), st.integers(1, WINDOW))
def test_every_piece_is_in_one_core(sizes: list[int], lead: int) -> None:
    sentences, at = [], 0
    for size in sizes:
        sentences.append(tokens_of(size, at))
        at += size
    cores = [offset for window in windows(sentences, 1, 2, lead) for offset in window.offsets[window.core : -1]]
    assert cores == [(i, i + 1) for i in range(at)]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_offsets_inside_it(text: str) -> None:
    for tokens in tokenize(TOKENIZER, text, list(split(text))):
        assert all(0 <= start <= end <= len(text) for start, end in tokens.offsets)
