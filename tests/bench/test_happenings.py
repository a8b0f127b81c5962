"""Clusters scored by hand-made answers."""

import pytest

from bench.happenings import b_cubed, fitted, paired, several
from harmattan.ledger.alike import Clue

KEYS = {"a": "x", "b": "x", "c": "y", "d": "z"}


def test_b_cubed_is_the_mean_over_reports() -> None:
    found = b_cubed([("a", "c"), ("b",), ("d",)], KEYS)
    assert found.precision == pytest.approx((0.5 + 1 + 0.5 + 1) / 4)
    assert found.recall == pytest.approx((0.5 + 0.5 + 1 + 1) / 4)
    assert b_cubed([("a", "b"), ("c",), ("d",)], KEYS).f1 == 1


def test_reports_without_an_answer_are_not_counted() -> None:
    assert b_cubed([("a", "b", "stranger"), ("c",), ("d",)], KEYS).f1 == 1


def test_only_the_counted_reports_make_the_mean_and_all_others_can_spoil_it() -> None:
    assert b_cubed([("a", "b", "d"), ("c",)], KEYS, several(KEYS)).precision == pytest.approx(2 / 3)
    assert several(KEYS) == ["a", "b"]


def test_pairs_joined_are_right_or_wrong() -> None:
    found = paired([("a", "b", "c"), ("d",)], KEYS)
    assert found.precision == pytest.approx(1 / 3)
    assert found.recall == 1


def test_fitting_finds_which_clue_speaks_for_and_which_against() -> None:
    told = [([Clue("for", 1.0, "")], True), ([Clue("against", 1.0, "")], False)] * 50
    weights = fitted(told)
    assert weights["for"] > 1
    assert weights["against"] < -1
