"""Phrases from the probabilities of tags: the likeliest that are legal."""

from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmattan.annotate.encoder import Floats
from harmattan.annotate.tags import Phrase, phrases

# Two kinds: O, B-0, I-0, B-1, I-1.
NONE, B0, I0, B1, I1 = range(5)


def tags(*rows: dict[int, float]) -> Floats:
    """Return probabilities; what a row does not name is next to nothing."""
    found = np.full((len(rows), 5), 1e-4, dtype=np.float32)
    for at, row in enumerate(rows):
        for tag, value in row.items():
            found[at, tag] = value
    found /= found.sum(axis=1, keepdims=True)
    return found


def found(
    rows: Sequence[dict[int, float]], starts: Sequence[bool] = (), turns: Sequence[bool] = (), limit: float = 0.5
) -> list[Phrase]:
    number = len(rows)
    return list(phrases(tags(*rows), starts or (True,) * number, turns or (False,) * number, 0, number, limit))


def test_a_phrase_goes_on_in_its_kind_and_two_may_touch() -> None:
    assert found([{B0: 1}, {I0: 1}, {B0: 1}, {B1: 1}, {NONE: 1}]) == [(0, 2, 0), (2, 3, 0), (3, 4, 1)]


def test_one_kind_is_chosen_for_a_whole_phrase() -> None:
    # Word by word "Bank" would be of one kind, "of Mali" of another.
    rows = [{B0: 0.55, B1: 0.45}, {I1: 0.9, I0: 0.1}, {I1: 0.9, I0: 0.1}]
    assert found(rows) == [(0, 3, 1)]


def test_no_phrase_begins_in_the_middle() -> None:
    assert found([{NONE: 0.6, B0: 0.4}, {I0: 0.9, NONE: 0.1}]) == [(0, 2, 0)]


def test_a_word_is_of_one_phrase_and_whole() -> None:
    assert found([{B0: 0.9, NONE: 0.1}, {B1: 0.6, I0: 0.4}], starts=(True, False)) == [(0, 2, 0)]


def test_what_goes_on_from_the_sentence_before_begins_anew() -> None:
    assert found([{B0: 1}, {I0: 1}, {I0: 1}], turns=(True, False, True)) == [(0, 2, 0), (2, 3, 0)]


@pytest.mark.parametrize(("limit", "number"), [(0.5, 1), (0.7, 0)])
def test_a_phrase_has_to_be_as_likely_as_the_limit(limit: float, number: int) -> None:
    assert len(found([{NONE: 0.4, B0: 0.6}], limit=limit)) == number


def test_words_that_are_surely_none_part_what_is_beside_them() -> None:
    assert found([{B0: 1}, {NONE: 1}, {I0: 0.6, NONE: 0.4}]) == [(0, 1, 0)]


def test_only_the_pieces_asked_for_are_looked_at() -> None:
    rows = tags({B0: 1}, {B0: 1}, {B0: 1})
    assert list(phrases(rows, (True,) * 3, (False,) * 3, 1, 2)) == [(1, 2, 0)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.floats(0.05, 1), min_size=5, max_size=5), min_size=1, max_size=4))
def test_no_legal_tags_are_likelier(values: list[list[float]]) -> None:
    rows = np.array(values, dtype=np.float32)
    rows /= rows.sum(axis=1, keepdims=True)

    def legal(path: tuple[int, ...]) -> bool:
        return all(
            tag not in (I0, I1) or before in (tag, tag - 1) for before, tag in zip((NONE, *path), path, strict=False)
        )

    def log(path: Sequence[int]) -> float:
        return float(sum(np.log(rows[at, tag]) for at, tag in enumerate(path)))

    number = len(rows)
    mine = [NONE] * number
    for first, last, kind in phrases(rows, (True,) * number, (False,) * number, 0, number):
        mine[first:last] = [1 + 2 * kind] + [2 + 2 * kind] * (last - first - 1)
    best = max(log(path) for path in product(range(5), repeat=number) if legal(path))
    assert log(mine) == pytest.approx(best, abs=1e-4)
