"""A course that changes for a while and then is as before; invented pairs."""

from datetime import date, timedelta

import numpy as np
import pytest

from harmattan.analyse.episodes import episode
from harmattan.analyse.sample import Sample
from harmattan.analyse.turns import chance, turns
from harmattan.records import Observation

FIRST, SINCE, UNTIL = date(2023, 1, 1), "2023-01-01", "2024-07-01"
LENGTH = (date.fromisoformat(UNTIL) - FIRST).days
MIXED = (5.0, -2.0, 2.5, 4.0, -3.5, 6.5, 2.5)


def acts(first: int, end: int, *, step: int = 10) -> list[Observation]:
    """An act every step days; hostile ones from first to end."""
    found = []
    for place, number in enumerate(range(4, LENGTH, step)):
        score = MIXED[place % len(MIXED)] - (7.0 if first <= number < end else 0.0)
        day = (FIRST + timedelta(days=number)).isoformat()
        found.append(Observation(day, max(-10.0, score), f"e{place}", "Gazette", 1 if score > 0 else 3))
    return found


def sample(
    days: np.ndarray[tuple[int], np.dtype[np.int64]], scores: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> Sample:
    return Sample(days, scores, np.full(len(days), -1), np.ones(len(days)), np.ones(400))


def test_both_ends_are_told_though_no_single_break_is_likely() -> None:
    pair = acts(230, 320)
    assert chance(pair, since=SINCE, until=UNTIL) < 0.5
    found = turns(pair, since=SINCE, until=UNTIL)
    assert isinstance(found, list)
    assert [one.direction for one in found] == [("worse",), ("better",)]
    for one, true in zip(found, (230, 320), strict=True):
        assert abs((date.fromisoformat(one.day) - FIRST).days - true) <= 15
        assert one.since <= one.day < one.until
        assert 0.5 <= one.probability <= 1
        assert one.robustness.without_source is None  # one outlet tells it all


def test_one_change_that_lasts_is_one_turn() -> None:
    found = turns(acts(260, LENGTH), since=SINCE, until=UNTIL)
    assert isinstance(found, list)
    assert [one.direction for one in found] == [("worse",)]


def test_a_course_that_holds_has_no_episode() -> None:
    found = turns(acts(0, 0), since=SINCE, until=UNTIL)
    assert found == []


def test_the_days_of_an_episode() -> None:
    days = np.arange(2, 400, 8)
    scores = np.where((days >= 150) & (days < 220), -6.0, 4.0) + np.resize([1.5, -2.0, 0.5], len(days))
    found = episode(sample(days, scores))
    assert found.log_bayes > 5
    assert (found.first, found.end) == pytest.approx((150, 220), abs=8)


def test_without_acts_there_is_no_evidence() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    assert episode(sample(nothing, np.zeros(0))).log_bayes == -np.inf


def test_many_acts_are_judged_at_an_even_choice_of_days() -> None:
    days = np.arange(0, 400)
    scores = np.where((days >= 180) & (days < 240), -5.0, 3.0) + np.resize([2.0, -2.0, 0.0, 1.0], len(days))
    found = episode(sample(days, scores))
    assert (found.first, found.end) == pytest.approx((180, 240), abs=8)
