"""How likely the types of the acts are if the course of a pair changes: quarrels are told by what is done in them.

A course is a level between and beyond the bad and the good courses of signs.py; a change moves it by about the distance
of the two. The levels are summed over a grid, as rates are. An act whose type is not known tells nothing.
"""

from typing import Final

import numpy as np

from harmattan.analyse import signs
from harmattan.analyse.grids import before_each, jumps, likeness, normalised
from harmattan.analyse.sample import Array, Sample

# Any pair's level lies about the middle, give or take .7; a change of course moves it from bad to good or back.
_LEVEL_SD: Final = 0.7
JUMP: Final = (1.0, 0.4)
_LEVELS: Final = np.linspace(-2.5, 2.5, 41)
# Chance that an act is of the kind of its forerunner for that alone, both of one day; it falls by a third a day.
LIKENESS: Final = np.array([0.0, 0.3, 0.6])
DECAY_DAYS: Final = 3.0
_LOG_LEVEL: Final = normalised(-0.5 * (_LEVELS / _LEVEL_SD) ** 2)
_JOINT: Final = jumps(_LEVELS, _LEVEL_SD, JUMP)
_LOGS: Final = signs.logs(_LEVELS)
# By the types of bad courses, and of good ones.
_LIKE: Final = signs.logs(np.array([-0.5, 0.5]))


def log_kinds(sample: Sample) -> tuple[float, Array]:
    """Return the log likelihood of the types without a break, and with one before each act: (3, n + 1); see tone."""
    known = sample.types >= 0
    mixed = np.where(known, _LOGS[sample.types].T, 0.0)
    alike = likeness(sample.days, LIKENESS, DECAY_DAYS)
    follows = np.where(known, np.log(alike * _as_before(sample) + (1 - alike) * np.exp(mixed)), 0.0)
    return before_each(sample.weights * mixed, sample.weights * follows, _LOG_LEVEL, _JOINT)


def _as_before(sample: Sample) -> Array:
    """Return the probability of each act's type, (n,), if it is one of the course that the act before it was of."""
    bad, good = np.where(sample.types >= 0, np.exp(_LIKE[sample.types].T), 1.0)
    was_good = np.concatenate([[0.5], (good / (bad + good))[:-1]])[: len(good)]
    copied: Array = (1 - was_good) * bad + was_good * good
    return copied
