"""Figures of the benches."""

import pytest

from bench.figures import f1, macro, per_label, split_folds


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


def test_every_index_is_held_out_once_and_never_left_in() -> None:
    folds = list(split_folds(11, 3, seed=7))
    assert sorted(i for held, _ in folds for i in held) == list(range(11))
    assert all(not set(held) & set(left) and len(held) + len(left) == 11 for held, left in folds)
    assert folds == list(split_folds(11, 3, seed=7))


def test_one_fold_leaves_nothing_to_tune_on() -> None:
    assert [left for _, left in split_folds(4, 1, seed=7)] == [[]]
