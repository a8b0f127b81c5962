"""How likely the scores of the acts are if a pair both cooperates and quarrels, and the share of the two changes.

PLOVER's scores have two humps, acts of cooperation and of conflict, with little between. A course is then the share of
cooperation; a change adds to its log odds, or takes from them. The shares are summed over a grid, as rates are.
"""

from typing import Final

import numpy as np

from harmattan.analyse.grids import before_each, jumps, likeness, normalised
from harmattan.analyse.sample import Array, Sample

# Mean and standard deviation of the scores above and below 0 in the train part of the corpus, without histories.
COOPERATION: Final = (5.3, 3.0)
CONFLICT: Final = (-5.4, 2.5)
# Log odds of cooperation: any pair's level about even, give or take 1.5; a change of course adds or takes 2.2, from a
# half to nine in ten, give or take 1.
_LEVEL_SD: Final = 1.5
JUMP: Final = (2.2, 1.0)
_ODDS: Final = np.linspace(-4, 4, 25)
# Chance that an act takes the hump of its forerunner for that alone, both of one day; it falls by a third a day.
LIKENESS: Final = np.array([0.0, 0.3, 0.6])
DECAY_DAYS: Final = 3.0
_SHARES: Final = 1 / (1 + np.exp(-_ODDS[:, None]))
_LOG_LEVEL: Final = normalised(-0.5 * (_ODDS / _LEVEL_SD) ** 2)
_JOINT: Final = jumps(_ODDS, _LEVEL_SD, JUMP)


def log_humps(sample: Sample) -> tuple[float, Array]:
    """Return the log likelihood of the scores without a break, and with one before each act: (3, n + 1); see tone."""
    good, bad = (_density(sample.scores, hump) for hump in (COOPERATION, CONFLICT))
    mixed = _SHARES * good + (1 - _SHARES) * bad
    # The forerunner's own hump, as far as its score tells it.
    was_good = np.concatenate([[0.5], (good / (good + bad))[:-1]])[: len(good)]
    copied = was_good * good + (1 - was_good) * bad
    alike = likeness(sample.days, LIKENESS, DECAY_DAYS)
    follows = alike * copied + (1 - alike) * mixed
    return before_each(sample.weights * np.log(mixed), sample.weights * np.log(follows), _LOG_LEVEL, _JOINT)


def _density(scores: Array, hump: tuple[float, float]) -> Array:
    mean, deviation = hump
    density: Array = np.exp(-0.5 * ((scores - mean) / deviation) ** 2) / (deviation * np.sqrt(2 * np.pi))
    return density
