"""The posterior of one break in a pair's acts: exact, by sums over small grids.

Times and tones of the acts are judged together. Before and after a break the rate may be the same, higher or lower,
and the tone the same, better or worse: nine kinds of change, of which same-same is no break. docs/turns.md tells the
model and where its parts come from.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from harmattan.analyse.humps import log_humps
from harmattan.analyse.rate import log_rates
from harmattan.analyse.sample import Array, Sample
from harmattan.analyse.tone import log_tones

# Rows: rate same, more, fewer. Columns: tone same, better, worse. Half of the breaks move both, a quarter each one.
KINDS: Final = np.array([[0.0, 0.125, 0.125], [0.125, 0.125, 0.125], [0.125, 0.125, 0.125]])
RATE_WORDS: Final = ("", "more", "fewer")
TONE_WORDS: Final = ("", "better", "worse")
# One act is no course: where fewer stand on a side, the scores do not speak for a change.
_EACH_SIDE: Final = 2


@dataclass(frozen=True, slots=True)
class Posterior:
    """What is known of one break.

    log_bayes: natural log of the Bayes factor of a break against none. days: (length - 1,) probability, given a break,
    that the new course begins on day 1, 2, ... kinds: (3, 3) probability of each kind, given a break.
    """

    log_bayes: float
    days: Array
    kinds: Array

    def probability(self, prior: float) -> float:
        """Return the probability of a break for a prior probability between 0 and 1."""
        odds = self.log_bayes + np.log(prior) - np.log1p(-prior)
        return float(0.5 * (1 + np.tanh(odds / 2)))


def posterior(sample: Sample) -> Posterior:
    """Return the posterior of one break anywhere between two days of the sample (two days at least)."""
    unbroken_rate, rates = log_rates(sample)
    unbroken_tone, tones = _log_tones(sample)
    counts = np.searchsorted(sample.days, np.arange(1, sample.length))
    with np.errstate(divide="ignore"):
        weights = np.log(KINDS)
    joint = weights[:, :, None] + (rates - unbroken_rate)[:, None, :] + (tones - unbroken_tone)[None][:, :, counts]
    joint -= np.log(sample.length - 1)
    top = joint.max()
    mass = np.exp(joint - top)
    total = mass.sum()
    return Posterior(float(top + np.log(total)), mass.sum(axis=(0, 1)) / total, mass.sum(axis=2) / total)


def _log_tones(sample: Sample) -> tuple[float, Array]:
    """Return log_tones where one hump and two are as likely beforehand: the scores decide."""
    (plain, many), (other_plain, others) = log_tones(sample), log_humps(sample)
    unbroken, tones = float(np.logaddexp(plain, other_plain)), np.logaddexp(many, others)
    before = np.arange(tones.shape[1])
    few = np.minimum(before, before[::-1]) < _EACH_SIDE
    tones[:, few] = np.minimum(tones[:, few], unbroken)
    return unbroken, tones


def shortest(days: Array, share: float) -> tuple[int, int]:
    """Return the shortest run [first, end) of indices that holds the share of the mass; the earliest of equals."""
    total = np.concatenate([[0.0], np.cumsum(days)])
    # A little less than asked, so that rounding does not drive the end out of the array.
    ends = np.searchsorted(total, total[:-1] + share * total[-1] - 1e-12)
    fits = ends < len(total)
    firsts = np.arange(len(days))[fits]
    best = int(np.argmin(ends[fits] - firsts))
    return int(firsts[best]), int(ends[fits][best])
