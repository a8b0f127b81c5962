"""Sums over grids against plain loops."""

from itertools import product
from math import exp, log

import numpy as np
import pytest

from harmattan.analyse import grids
from harmattan.analyse.grids import before_each, jumps, likeness, moved, normalised, pieces
from harmattan.analyse.sample import Array

GRID = np.linspace(-2, 2, 5)
LEVEL, JOINT = normalised(-0.5 * GRID**2), jumps(GRID, 1.0, (1.5, 0.5))


def logs(*shape: int) -> Array:
    return np.random.default_rng(3).normal(-5, 3, size=shape)


def by_hand(before: Array, after: Array, way: int) -> float:
    """One break: before, after by level, (g,)."""
    places = product(range(len(GRID)), repeat=2)
    return log(sum(JOINT[way, new, old] * exp(before[old] + after[new]) for old, new in places))


def test_a_rise_goes_up_and_a_fall_down() -> None:
    for way, sign in enumerate((1, -1)):
        assert JOINT[way].sum() == pytest.approx(1)
        allowed = {(new, old) for new, old in product(range(5), repeat=2) if sign * (new - old) > 0}
        assert {(int(new), int(old)) for new, old in np.argwhere(JOINT[way])} == allowed


def test_levels_before_and_after_are_summed_over_both() -> None:
    before, after = logs(2, 5, 3), logs(2, 5, 3)[::-1]
    found = moved(before, after, JOINT)
    assert found.shape == (2, 2, 3)
    for place, way, at in product(range(2), range(2), range(3)):
        assert found[place, way, at] == pytest.approx(by_hand(before[place, :, at], after[place, :, at], way))


def test_one_side_may_stand_for_many_of_the_other() -> None:
    before, after = logs(2, 1, 5, 3), logs(2, 4, 5, 3)
    whole = moved(np.broadcast_to(before, after.shape), after, JOINT)
    np.testing.assert_allclose(moved(before, after, JOINT), whole)


def test_many_breaks_are_summed_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    before, after = logs(5, 90), logs(5, 90)[:, ::-1]
    at_once = moved(before, after, JOINT)
    monkeypatch.setattr(grids, "_PRODUCT", 7 * JOINT.size)
    assert [one.start for one in pieces(90, JOINT)] == list(range(0, 90, 7))
    np.testing.assert_allclose(moved(before, after, JOINT), at_once)
    assert moved(before[:, :0], after[:, :0], JOINT).shape == (2, 0)


def test_a_new_course_starts_with_an_act_that_follows_nobody() -> None:
    fresh, followed = logs(5, 4), logs(3, 5, 4)
    plain, many = before_each(fresh, followed, LEVEL, JOINT)
    unbroken = [exp(LEVEL[at] + one[at].sum()) for one in followed for at in range(5)]
    assert plain == pytest.approx(log(sum(unbroken) / 3))
    assert many[0] == pytest.approx([plain] * 5)
    for way, place in product(range(2), range(5)):
        each = [
            by_hand(
                one[:, :place].sum(axis=1),
                fresh[:, place : place + 1].sum(axis=1) + one[:, place + 1 :].sum(axis=1),
                way,
            )
            for one in followed
        ]
        assert many[1 + way, place] == pytest.approx(log(sum(map(exp, each)) / 3))


def test_the_first_act_is_like_none_and_others_the_less_the_later() -> None:
    found = likeness(np.array([4, 4, 7]), np.array([0.0, 0.6]), 3.0)
    assert found[:, 0].tolist() == [[0.0, 0.0, 0.0], pytest.approx([0.0, 0.6, 0.6 * exp(-1)])]
    assert likeness(np.zeros(0, dtype=np.int64), np.array([0.3]), 3.0).shape == (1, 1, 0)
