"""The posterior of one break in a pair's acts: exact, by sums over small grids.

Times and tones of the acts are judged together. Before and after a break the rate may be the same, higher or lower,
and the tone the same, better or worse: nine kinds of change, of which same-same is no break. docs/turns.md tells the
model and where its parts come from.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from harmattan.analyse.humps import log_humps
from harmattan.analyse.kinds import log_kinds
from harmattan.analyse.rate import WITH_AN_ACT, log_rates
from harmattan.analyse.sample import Array, Sample
from harmattan.analyse.tone import log_tones

# Rows: rate same, more, fewer. Columns: tone same, better, worse. Half of the breaks move both, a quarter each one.
KINDS: Final = np.array([[0.0, 0.125, 0.125], [0.125, 0.125, 0.125], [0.125, 0.125, 0.125]])
# Where the times of the acts say nothing, only the tone can be seen to move.
_TONE_ALONE: Final = np.array([[0.0, 0.5, 0.5], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
RATE_WORDS: Final = ("", "more", "fewer")
TONE_WORDS: Final = ("", "better", "worse")


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
        return probability(self.log_bayes, prior)


def probability(log_bayes: float, prior: float) -> float:
    """Return the probability of what has a prior probability between 0 and 1, and that evidence."""
    odds = log_bayes + np.log(prior) - np.log1p(-prior)
    return float(0.5 * (1 + np.tanh(odds / 2)))


def posterior(sample: Sample) -> Posterior:
    """Return the posterior of one break anywhere between two days of the sample (two days at least)."""
    rates, tones = _log_rates(sample), _log_tones(sample)
    counts = np.searchsorted(sample.days, np.arange(1, sample.length))
    with np.errstate(divide="ignore"):
        weights = np.log(KINDS if sample.timed else _TONE_ALONE)
    joint = weights[:, :, None] + rates[:, None, :] + np.take(tones, counts, axis=-1)
    joint -= np.log(sample.length - 1)
    top = joint.max()
    mass = np.exp(joint - top)
    total = mass.sum()
    return Posterior(float(top + np.log(total)), mass.sum(axis=(0, 1)) / total, mass.sum(axis=2) / total)


def _log_rates(sample: Sample) -> Array:
    """Return the log likelihood ratio, (3, length - 1), of a rate that moves on each day and one that stays.

    Where times say nothing, a course still begins with an act in half of all cases.
    """
    if not sample.timed:
        opened = np.isin(np.arange(1, sample.length), sample.days)
        share = opened * (sample.length - 1) / max(1, opened.sum())
        return np.tile(np.log(1 - WITH_AN_ACT + WITH_AN_ACT * share), (len(RATE_WORDS), 1))
    unbroken, rates = log_rates(sample)
    ratios: Array = rates - unbroken
    return ratios


def _log_tones(sample: Sample) -> Array:
    """Return the log likelihood ratio, (3, n + 1), of a tone that moves before each act and one that stays.

    By the scores (one hump or two: they decide) and by the types of the acts; what the two say is averaged.
    """
    (plain, many), (other_plain, others) = log_tones(sample), log_humps(sample)
    ratios: Array = np.logaddexp(many, others) - np.logaddexp(plain, other_plain)
    if (sample.types >= 0).any():
        unmoved, kinds = log_kinds(sample)
        ratios = np.logaddexp(ratios, kinds - unmoved) - np.log(2)
    return ratios


def shortest(days: Array, share: float) -> tuple[int, int]:
    """Return the shortest run [first, end) of indices that has the likeliest and holds the share of the mass.

    Of equals the earliest.
    """
    held = int(days.argmax())
    total = np.concatenate([[0.0], np.cumsum(days)])
    # A little less than asked, so that rounding does not drive the end out of the array.
    ends = np.searchsorted(total, total[: held + 1] + share * total[-1] - 1e-12)
    fits = ends < len(total)
    firsts = np.arange(held + 1)[fits]
    reached = np.maximum(ends[fits], held + 1)
    best = int(np.argmin(reached - firsts))
    return int(firsts[best]), int(reached[best])
