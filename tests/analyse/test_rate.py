"""The rate of acts against the formula of its process, in plain loops."""

from itertools import product
from math import exp, log

import numpy as np
import pytest

from harmattan.analyse.rate import DECAY, FOLLOWERS, JUMP, OPENING, WITH_AN_ACT, log_rates
from harmattan.analyse.sample import Array, Sample

DAYS = (2, 3, 3, 30, 36)
WEIGHTS = (1.0, 0.5, 1.0, 2.0, 1.0)
EXPOSURE = np.resize([0.5, 1.5, 1.0], 42)
# Acts that come more days later than this are no followers of the act that opens a course.
FADED = 14


def sample() -> Sample:
    return Sample(np.array(DAYS), np.zeros(5), np.full(5, -1), np.array(WEIGHTS), EXPOSURE)


def levels() -> Array:
    """The rates as logs over the observed one: 10 steps of .35 up and down."""
    return 0.35 * np.arange(-10, 11, dtype=np.float64)


def prior(way: int) -> dict[tuple[int, int], float]:
    """Of rates (before, after); way: 1 for more, -1 for fewer."""
    found = {}
    for old, new in product(range(21), repeat=2):
        a, b = levels()[[old, new]]
        if way * (b - a) > 0:
            found[old, new] = exp(-0.5 * ((a + b) / 2) ** 2 - 0.5 * ((way * (b - a) - JUMP[0]) / JUMP[1]) ** 2)
    return {pair: each / sum(found.values()) for pair, each in found.items()}


def act(place: int, rate: float, share: float) -> float:
    earlier = sum(WEIGHTS[one] * DECAY ** (DAYS[place] - DAYS[one]) for one in range(place))
    return rate * float(EXPOSURE[DAYS[place]]) + share * (1 - DECAY) * earlier


def times(before: float, after: float, day: int, share: float) -> float:
    """Log likelihood of the times if the rate is another one from a day on."""
    rates = [before if one < day else after for one in DAYS]
    acts = sum(WEIGHTS[place] * log(act(place, rate, share)) for place, rate in enumerate(rates))
    followers = share * sum(w * (1 - DECAY ** (42 - one)) for w, one in zip(WEIGHTS, DAYS, strict=True))
    return float(acts - before * EXPOSURE[:day].sum() - after * EXPOSURE[day:].sum() - followers)


def opening(day: int, rate: float, share: float, others: float) -> float:
    """What is gained if the first act of a day opens the course, and sets off so many others."""
    first = DAYS.index(day)
    gained = -WEIGHTS[first] * log(act(first, rate, share)) - others * (1 - DECAY ** (42 - day))
    for place in range(first + 1, 5):
        if DAYS[place] <= day + FADED:
            pull = others * (1 - DECAY) * DECAY ** (DAYS[place] - day)
            gained += WEIGHTS[place] * log(1 + pull / act(place, rate, share))
    return gained


def summed(day: int, way: int) -> float:
    """The log likelihood of a break of the rate on a day."""
    observed = (sum(WEIGHTS) + 0.5) / EXPOSURE.sum()
    total = 0.0
    for share, ((old, new), chance) in product(FOLLOWERS, prior(way).items()):
        before, after = (observed * exp(levels()[one]) for one in (old, new))
        plain = times(before, after, day, share)
        if day not in DAYS:
            total += chance * (1 - WITH_AN_ACT) * exp(plain)
            continue
        opened = sum(exp(plain + opening(day, after, share, others)) for others in OPENING) / 3
        total += chance * ((1 - WITH_AN_ACT) * exp(plain) + WITH_AN_ACT * opened)
    return log(total)


@pytest.mark.parametrize("day", [1, 2, 3, 20, 30, 36, 41])
def test_a_rate_that_moves_is_summed_over_rates_followers_and_openings(day: int) -> None:
    _, found = log_rates(sample())
    assert found.shape == (3, 41)
    assert found[1, day - 1] == pytest.approx(summed(day, 1))
    assert found[2, day - 1] == pytest.approx(summed(day, -1))


def test_a_rate_that_stays_is_the_same_on_every_day_without_an_act() -> None:
    plain, found = log_rates(sample())
    quiet = [day for day in range(1, 42) if day not in DAYS]
    assert found[0, [day - 1 for day in quiet]] == pytest.approx([plain + log(1 - WITH_AN_ACT)] * len(quiet))
