"""Intervals and tests for small counts against printed values, and what has to hold for any counts."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.analyse.small import change, fisher, holm, rose, share

COUNTS = st.integers(0, 60).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


def test_wilsons_interval_is_the_printed_one() -> None:
    # Newcombe 1998, table I: 81 of 263 is .2553 to .3662, 0 of 20 is 0 to .1611.
    found = share(81, 263)
    assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)
    assert (share(0, 20).low, round(share(0, 20).high, 4)) == (0.0, 0.1611)


def test_newcombes_interval_is_the_printed_one() -> None:
    # Newcombe 1998b, table II: 56/70 - 48/80 is .0524 to .3339 by method 10.
    moved, low, high = change(share(48, 80), share(56, 70))
    assert (round(moved, 4), round(low, 4), round(high, 4)) == (0.2, 0.0524, 0.3339)


def test_fishers_test_is_that_of_the_tea_taster() -> None:
    assert fisher(share(3, 4), share(1, 4)) == pytest.approx(34 / 70)
    assert fisher(share(4, 4), share(0, 4)) == pytest.approx(2 / 70)


def test_holm_corrects_for_the_number_of_tests() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([]) == []


def test_nothing_is_known_of_nothing() -> None:
    assert share(0, 0).value is None
    assert change(share(0, 0), share(1, 2)) == (0.0, -1.0, 1.0)
    assert fisher(share(0, 0), share(1, 2)) == 1.0


def test_a_rate_without_a_past_needs_more_than_one_act() -> None:
    # Flat prior, no act in 330 days: a single one in 30 has the chance 30/360.
    assert rose(0, 1, 330, 30) == pytest.approx(330 / 360)
    assert rose(0, 3, 330, 30) == pytest.approx(1 - (30 / 360) ** 3)
    assert rose(5, 0, 330, 30) == 0.0


@given(st.integers(0, 2000), st.integers(1, 40), st.floats(0.1, 1e4), st.floats(0.1, 1e4))
def test_a_rise_is_a_chance_and_more_recent_acts_make_it_surer(past: int, recent: int, old: float, new: float) -> None:
    found, more = rose(past, recent, old, new), rose(past, recent + 1, old, new)
    assert 0 <= found <= 1
    assert more >= found - 1e-9


@given(COUNTS, COUNTS)
def test_intervals_hold_the_share_and_the_test_does_not_know_the_order(a: tuple[int, int], b: tuple[int, int]) -> None:
    one, other = share(*a), share(*b)
    assert 0 <= one.low <= (one.value or 0.0) <= one.high <= 1 or one.value is None
    assert math.isclose(fisher(one, other), fisher(other, one))
    moved, low, high = change(one, other)
    assert low <= moved <= high
