"""The methods that bench/turns.py compares, Harmattan's own and PELT and CUSUM in short, and what nobody can beat.

PELT (Killick, Fearnhead and Eckley 2012) over weeks: cost of a segment is minus twice the log likelihood of its acts
(Poisson, coverage as exposure) and scores (normal, one mean, standard deviation 3.5), penalty 3 log(weeks) as in BIC.
CUSUM (Page 1954), two-sided, k = .5, alarm at 5: standardised weekly counts over coverage, and scores, against the mean
of the first third of the period. Neither is tuned.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from harmattan.analyse.breaks import breaks
from harmattan.analyse.sample import Array, Sample
from harmattan.analyse.turns import PRIOR

_SPREAD = 3.5
_SLACK, _ALARM = 0.5, 5.0


class Verdict(NamedTuple):
    """A score that ranks pairs, whether a break is told, and its day (the best guess where none is told)."""

    score: float
    told: bool
    day: int


def ours(sample: Sample) -> Verdict:
    """Return the verdict of Harmattan's model; the score is the log Bayes factor."""
    found = breaks(sample, PRIOR)
    return Verdict(found.log_bayes, bool(found.breaks), found.whole.day)


def pelt(sample: Sample) -> Verdict:
    """Return the verdict of PELT. The score is what the best single split gains."""
    sums = _weeks(sample)
    weeks = len(sums) - 1
    splits = [_cost(sums, 0, at) + _cost(sums, at, weeks) for at in range(1, weeks)]
    best = int(np.argmin(splits)) + 1
    found = _pelt(sums, 3 * np.log(weeks))
    day = min(found, key=lambda at: abs(at - best), default=best)
    return Verdict(_cost(sums, 0, weeks) - min(splits), bool(found), 7 * day)


def pelt_days(sample: Sample) -> list[int]:
    """Return the days of all the breaks that PELT finds."""
    sums = _weeks(sample)
    return [7 * week for week in _pelt(sums, 3 * np.log(len(sums) - 1))]


def our_days(sample: Sample) -> list[int]:
    """Return the days of all the breaks that Harmattan's model tells."""
    return [one.day for one in breaks(sample, PRIOR).breaks]


def _weeks(sample: Sample) -> Array:
    """Return running sums by week, (weeks + 1, 4): acts, exposure, scores, squared scores."""
    weeks = (sample.length + 6) // 7
    table = np.zeros((weeks, 4))
    np.add.at(table[:, 0], sample.days // 7, 1)
    np.add.at(table[:, 1], np.arange(sample.length) // 7, sample.exposure)
    np.add.at(table[:, 2], sample.days // 7, sample.scores)
    np.add.at(table[:, 3], sample.days // 7, sample.scores**2)
    return np.concatenate([np.zeros((1, 4)), np.cumsum(table, axis=0)])


def _cost(sums: Array, first: int, end: int) -> float:
    acts, exposure, scores, squares = sums[end] - sums[first]
    if acts == 0:
        return 0.0
    rate = -2 * (acts * np.log(acts / exposure) - acts)
    return float(rate + (squares - scores**2 / acts) / _SPREAD**2)


def _pelt(sums: Array, penalty: float) -> list[int]:
    """Return the weeks before which the best segmentation splits."""
    best, back, live = [-penalty], [0], [0]
    for end in range(1, len(sums)):
        costs = [best[at] + _cost(sums, at, end) for at in live]
        least = int(np.argmin(costs))
        best.append(costs[least] + penalty)
        back.append(live[least])
        live = [at for at, cost in zip(live, costs, strict=True) if cost <= best[end]] + [end]
    found, at = [], back[-1]
    while at:
        found.append(at)
        at = back[at]
    return found


def cusum(sample: Sample) -> Verdict:
    """Return the verdict of CUSUM. The score is its highest value; the day is where that run began."""
    third = sample.length // 3
    weeks = np.diff(_weeks(sample), axis=0)
    early = sample.days < third
    expected = (early.sum() + 0.5) / sample.exposure[:third].sum() * weeks[:, 1]
    scores = sample.scores[early] if early.any() else np.zeros(1)
    runs = [
        (_highest(sign * values), days)
        for values, days in (
            ((weeks[:, 0] - expected) / np.sqrt(expected), 7 * np.arange(len(weeks))),
            ((sample.scores - scores.mean()) / max(2.0, float(scores.std())), sample.days),
        )
        for sign in (1, -1)
    ]
    (top, start), days = max(runs, key=lambda run: run[0][0])
    return Verdict(top, top > _ALARM, int(days[start]) if len(days) else 0)


def _highest(values: Array) -> tuple[float, int]:
    """Return the top of the cumulative sum and the index at which that run left zero."""
    total, start, top, best = 0.0, 0, 0.0, 0
    for index, value in enumerate(values):
        if total <= 0:
            total, start = 0.0, index
        total += value - _SLACK
        if total > top:
            top, best = total, start
    return top, best


SEVERAL: dict[str, Callable[[Sample], list[int]]] = {"Harmattan": our_days, "PELT": pelt_days}
METHODS: dict[str, Callable[[Sample], Verdict]] = {"Harmattan": ours, "PELT": pelt, "CUSUM": cusum}


def ceiling(sample: Sample, day: int, ratio: float, shift: float) -> float:
    """Return the log likelihood ratio of a break for one who knows its day, size and direction, but not the level."""
    before, after = sample.exposure[:day].sum(), sample.exposure[day:].sum()
    late = sample.days >= day
    counts = np.array([(~late).sum(), late.sum()])
    shares = np.array([[before, after], [before, ratio * after]])
    plain, broken = np.log(shares / shares.sum(axis=1, keepdims=True))
    total = float(counts @ (broken - plain))
    if shift and counts.all():
        variance = _SPREAD**2 * (1 / counts).sum()
        step = sample.scores[late].mean() - sample.scores[~late].mean()
        total += float(shift * step / variance - shift**2 / (2 * variance))
    return total
