"""The bench of turns: what it draws, how it scores, and the short PELT and CUSUM it compares with."""

from datetime import date

import numpy as np
import pytest

from bench.turn_pairs import Course, Setting, courses
from bench.turn_rivals import cusum, pelt
from bench.turns import auc, ece, sample_of

BROKEN = Setting("both", (20, 40), rate=True, tone=True)


def test_pairs_are_as_their_setting_says() -> None:
    for one in courses(BROKEN, 20, seed=1):
        assert 20 <= len(one.observations) <= 40
        assert one.day is not None
        assert one.since <= min(act.day for act in one.observations)
        assert max(act.day for act in one.observations) < one.until
        assert 2 <= max(one.ratio, 1 / one.ratio) <= 4
        assert 2 <= abs(one.shift) <= 5
        assert len({act.event for act in one.observations}) == len(one.observations)
    assert all(one.day is None for one in courses(Setting("none", (2, 4)), 5, seed=1))


def test_the_same_seed_gives_the_same_pairs() -> None:
    assert list(courses(BROKEN, 3, seed=7)) == list(courses(BROKEN, 3, seed=7))
    assert list(courses(BROKEN, 3, seed=7)) != list(courses(BROKEN, 3, seed=8))


def test_a_shock_of_volume_shows_in_the_articles() -> None:
    def spread(one: Course) -> float:
        weekly = np.array(list(one.articles.values())[1:-1])
        return float(np.quantile(weekly, 0.95) / np.quantile(weekly, 0.05))

    shocked = [spread(one) for one in courses(Setting("volume", (20, 40), shock="volume"), 10, seed=2)]
    calm = [spread(one) for one in courses(Setting("none", (20, 40)), 10, seed=2)]
    assert min(shocked) > max(calm)


def test_auc_and_calibration_error() -> None:
    assert auc(np.array([2.0, 3.0]), np.array([0.0, 1.0])) == 1
    assert auc(np.array([1.0]), np.array([1.0])) == 0.5
    assert ece([(0.75, True), (0.75, True), (0.75, True), (0.75, False)])[0] == pytest.approx(0)
    assert ece([(0.95, False)])[0] == pytest.approx(0.95)


def test_the_rivals_find_a_clear_break() -> None:
    one = max(courses(BROKEN, 30, seed=3), key=lambda course: abs(course.shift) * max(course.ratio, 1 / course.ratio))
    found = pelt(sample_of(one))
    assert found.told
    assert one.day is not None
    assert abs(found.day - one.day) <= 60
    assert cusum(sample_of(one)).score > 3
    assert date.fromisoformat(one.since) < date.fromisoformat(one.until)
