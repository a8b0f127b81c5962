"""How likely the scores of the acts are with and without a change of their mean.

Scores of acts close in time are alike (a continuous first-order autoregression, so that a burst of like acts does not
count as so many witnesses); spread and likeness are summed over grids, the means integrated out in closed form
(normal prior, normal likelihood: Gelman et al. 2013, ch. 14).
"""

from itertools import product
from typing import Final, NamedTuple

import numpy as np

from harmattan.analyse.grids import beside, likeness, running, sum_logs
from harmattan.analyse.sample import Array, Sample

# Standard deviations of single scores about a pair's course, in points of the PLOVER score.
SPREADS: Final = (2.0, 3.0, 4.0, 5.5)
# Likeness (correlation) of two acts of one day; it falls by a third a day.
LIKENESS: Final = (0.0, 0.3, 0.6)
DECAY_DAYS: Final = 3.0
# Any pair's level lies about 0, give or take 5 points; a change of course moves it by about 4, give or take 2.
_LEVEL_SD: Final = 5.0
JUMP: Final = (4.0, 2.0)


_SETTINGS: Final = np.array(list(product(SPREADS, LIKENESS)))
_SPREADS: Final = _SETTINGS[:, :1]
_LIKENESS: Final = _SETTINGS[:, 1]


class Sums(NamedTuple):
    """Sums over the acts of a side, by k settings and places of a break, (k, n + 1) each.

    weight: of the mean, squared. cross: with the scores. square: of the scores. log: of the density's constant.
    """

    weight: Array
    cross: Array
    square: Array
    log: Array


def log_tones(sample: Sample) -> tuple[float, Array]:
    """Return the log likelihood of the scores without a break, and with one before each act: (3, n + 1).

    Rows: the tone stays, gets better, gets worse. Column i: the first i acts stand before the break.
    """
    before, after = _sides(sample)
    whole = Sums(*(side[:, -1:] for side in before))
    plain = _mean_over_settings(_one_mean(whole))
    moved = [_mean_over_settings(_two_means(before, after, sign * JUMP[0])) for sign in (1, -1)]
    return float(plain[0]), beside(plain, np.array(moved))


def _sides(sample: Sample) -> tuple[Sums, Sums]:
    """Return the sums before and after each place of a break; a new course starts afresh."""
    rho = likeness(sample.days, _LIKENESS, DECAY_DAYS)[:, 0]
    last = np.concatenate([sample.scores[:1], sample.scores[:-1]])
    followed = _terms(sample.scores - rho * last, 1 - rho, _SPREADS * np.sqrt(1 - rho**2), sample.weights)
    fresh = _terms(sample.scores, np.ones_like(rho), _SPREADS, sample.weights)
    before = running(followed)
    after = before[..., -1:] - before
    after[..., :-1] += fresh - followed
    return Sums(*before), Sums(*after)


def _terms(score: Array, slope: Array, deviation: Array, weight: Array) -> Array:
    """Return what each act adds to the Sums, (4, k, n)."""
    precision = weight / deviation**2
    log = weight * np.log(deviation * np.sqrt(2 * np.pi))
    return np.array([precision * slope**2, precision * slope * score, precision * score**2, log])


def _one_mean(side: Sums) -> Array:
    variance = _LEVEL_SD**2
    fitted = 0.5 * variance * side.cross**2 / (1 + variance * side.weight)
    return fitted - 0.5 * np.log1p(variance * side.weight) - 0.5 * side.square - side.log


def _two_means(before: Sums, after: Sums, jump: float) -> Array:
    """Return the log likelihood of two means: the level is normal, and so is the step up (jump) between them.

    With prior mean (-jump/2, jump/2) and covariance S of the two means, data precision P and b = cross - P m:
    -1/2 log |I + S P| + 1/2 b' (S^-1 + P)^-1 b + terms at the prior mean.
    """
    own, shared = _LEVEL_SD**2 + JUMP[1] ** 2 / 4, _LEVEL_SD**2 - JUMP[1] ** 2 / 4
    p, q = before.weight, after.weight
    b, c = before.cross + p * jump / 2, after.cross - q * jump / 2
    inner = own**2 - shared**2
    determinant = 1 + own * (p + q) + inner * p * q
    fitted = (b**2 * (own + inner * q) + c**2 * (own + inner * p) + 2 * shared * b * c) / determinant
    at_mean = -jump / 2 * before.cross + jump / 2 * after.cross - jump**2 / 8 * (p + q)
    rest = -0.5 * (before.square + after.square) - before.log - after.log
    return 0.5 * fitted - 0.5 * np.log(determinant) + at_mean + rest


def _mean_over_settings(logs: Array) -> Array:
    """Return the log of the mean likelihood of all settings, (places,), from logs, (k, places)."""
    mean: Array = sum_logs(logs, 0) - np.log(len(logs))
    return mean
