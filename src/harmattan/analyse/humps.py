"""How likely the scores of the acts are if a pair both cooperates and quarrels, and the share of the two changes.

PLOVER's scores have two humps, acts of cooperation and of conflict, with little between. A course is then the share of
cooperation; a change adds to its log odds, or takes from them. The shares are summed over a grid, as rates are.
"""

from typing import Final

import numpy as np

from harmattan.analyse.grids import before_each, jumps, normalised
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
LIKENESS: Final = (0.0, 0.3, 0.6)
DECAY_DAYS: Final = 3.0
_LOG_LEVEL: Final = normalised(-0.5 * (_ODDS / _LEVEL_SD) ** 2)
_LOG_JOINT: Final = jumps(_ODDS, _LEVEL_SD, JUMP)


def log_humps(sample: Sample) -> tuple[float, Array]:
    """Return the log likelihood of the scores without a break, and with one before each act: (3, n + 1); see tone."""
    return before_each((_acts(sample, likeness) for likeness in LIKENESS), _LOG_LEVEL, _LOG_JOINT)


def _acts(sample: Sample, likeness: float) -> tuple[Array, Array]:
    """Return the log density of each score by share of cooperation, (n, g): as first of a course, and as it follows."""
    share = 1 / (1 + np.exp(-_ODDS))
    good, bad = (_density(sample.scores, hump)[:, None] for hump in (COOPERATION, CONFLICT))
    mixed = share * good + (1 - share) * bad
    # The forerunner's own hump, as far as its score tells it.
    was_good = np.concatenate([[[0.5]], (good / (good + bad))[:-1]])[: len(good)]
    gaps = np.diff(sample.days, prepend=sample.days[:1])[:, None]
    alike = likeness * np.exp(-gaps / DECAY_DAYS)
    alike[:1] = 0.0
    follows = alike * (was_good * good + (1 - was_good) * bad) + (1 - alike) * mixed
    weights = sample.weights[:, None]
    return weights * np.log(mixed), weights * np.log(follows)


def _density(scores: Array, hump: tuple[float, float]) -> Array:
    mean, deviation = hump
    density: Array = np.exp(-0.5 * ((scores - mean) / deviation) ** 2) / (deviation * np.sqrt(2 * np.pi))
    return density
