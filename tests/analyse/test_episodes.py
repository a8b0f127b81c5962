"""A course that changes for a while and then is as before; invented pairs."""

from datetime import date, timedelta

import numpy as np
import pytest

from harmattan.analyse import episodes
from harmattan.analyse.breaks import breaks, passing_chance
from harmattan.analyse.episodes import episode
from harmattan.analyse.posterior import Posterior, posterior, shortest
from harmattan.analyse.sample import Sample, exposure_of, in_order, sampled
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
    until = date.fromisoformat(UNTIL)
    whole = sampled(in_order(pair), FIRST, exposure_of(None, FIRST, until), timed=True)
    assert posterior(whole).probability(0.25) < 0.5 < chance(pair, since=SINCE, until=UNTIL)
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


def test_an_episode_is_weighed_against_one_break() -> None:
    days = np.arange(2, 400, 8)
    noise = np.resize([1.5, -2.0, 0.5], len(days))
    lasting = sample(days, np.where(days >= 200, -6.0, 4.0) + noise)
    passing = sample(days, np.where((days >= 150) & (days < 220), -6.0, 4.0) + noise)
    assert passing_chance(lasting, 0.25) < 0.5 < passing_chance(passing, 0.25)


def test_days_rise_and_lie_in_their_intervals_where_two_courses_meet() -> None:
    chance_of = np.random.default_rng(5)
    for _ in range(12):
        days = np.sort(chance_of.integers(0, 400, 60))
        first = int(chance_of.integers(60, 300))
        inside = (days >= first) & (days < first + 50)
        found = breaks(sample(days, np.where(inside, -5.0, 3.0) + chance_of.normal(0, 3, 60)), 0.25).breaks
        told = [one.day for one in found]
        assert told == sorted(set(told))


def test_forty_acts_on_one_day_and_periods_of_two_days_break_nothing() -> None:
    same = np.full(45, 1)
    scores = np.resize([3.0, -3.0, 1.0], 45)
    for length in (2, 3):
        tiny = Sample(same, scores, np.full(45, -1), np.ones(45), np.ones(length))
        assert all(0 < one.day < length for one in breaks(tiny, 0.25).breaks)
    assert all(0 < one.day < 400 for one in breaks(sample(same, scores), 0.25).breaks)


def test_an_interval_holds_the_likeliest_day_though_a_shorter_one_does_not() -> None:
    apart = np.array([0.21, 0.0, 0.0, 0.0, 0.2, 0.2, 0.2, 0.19])
    first, end = shortest(apart, 0.7)
    assert first <= 0 < end
    assert apart[first:end].sum() >= 0.7


def test_of_thousands_of_acts_few_days_are_asked_and_the_episode_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counted(one: Sample) -> Posterior:
        asked.append(len(one.days))
        return posterior(one)

    monkeypatch.setattr(episodes, "posterior", counted)
    days = np.repeat(np.arange(3, 397), 4)
    scores = np.resize(np.array(MIXED), len(days)) - np.where((days >= 140) & (days < 260), 5.0, 0.0)
    found = episode(sample(days, scores))
    assert len(days) > 1_500
    assert len(asked) <= 25
    assert found.log_bayes > 50
    assert found.first == pytest.approx(140, abs=20)
    assert found.end == pytest.approx(260, abs=20)
