"""Figures of the benches."""

import pytest

from bench.figures import f1, macro, per_label


def test_f1() -> None:
    assert f1(0, 5, 5) == 0
    assert f1(2, 4, 2) == pytest.approx(2 / 3)


def test_a_label_that_is_only_guessed_does_not_count_in_the_mean() -> None:
    scores = per_label([("a", "a"), ("a", "b"), ("c", "c")])
    assert set(scores) == {"a", "c"}
    assert scores["a"] == pytest.approx(2 / 3)
    assert macro(scores.values()) == pytest.approx(5 / 6)


def test_macro_of_nothing_is_nothing() -> None:
    assert macro([]) == 0
