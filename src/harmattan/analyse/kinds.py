"""How likely the types of the acts are if the course of a pair changes: quarrels are told by what is done in them.

A course is a level between and beyond the bad and the good courses of signs.py; a change moves it by about the distance
of the two. The levels are summed over a grid, as rates are. An act whose type is not known tells nothing.
"""

from typing import Final

import numpy as np

from harmattan.analyse import signs
from harmattan.analyse.grids import before_each, jumps, normalised
from harmattan.analyse.sample import Array, Sample

# Any pair's level lies about the middle, give or take .7; a change of course moves it from bad to good or back.
_LEVEL_SD: Final = 0.7
JUMP: Final = (1.0, 0.4)
_LEVELS: Final = np.linspace(-2.5, 2.5, 41)
# Chance that an act is of the kind of its forerunner for that alone, both of one day; it falls by a third a day.
LIKENESS: Final = (0.0, 0.3, 0.6)
DECAY_DAYS: Final = 3.0
_LOG_LEVEL: Final = normalised(-0.5 * (_LEVELS / _LEVEL_SD) ** 2)
_LOG_JOINT: Final = jumps(_LEVELS, _LEVEL_SD, JUMP)
_LOGS: Final = signs.logs(_LEVELS)
# By the types of bad courses, and of good ones.
_LIKE: Final = signs.logs(np.array([-0.5, 0.5]))


def log_kinds(sample: Sample) -> tuple[float, Array]:
    """Return the log likelihood of the types without a break, and with one before each act: (3, n + 1); see tone."""
    return before_each((_acts(sample, likeness) for likeness in LIKENESS), _LOG_LEVEL, _LOG_JOINT)


def _acts(sample: Sample, likeness: float) -> tuple[Array, Array]:
    """Return the log probability of each type by level, (n, g): as first of a course, and as it follows another."""
    known = (sample.types >= 0)[:, None]
    mixed = np.where(known, _LOGS[sample.types], 0.0)
    gaps = np.diff(sample.days, prepend=sample.days[:1])[:, None]
    alike = likeness * np.exp(-gaps / DECAY_DAYS)
    alike[:1] = 0.0
    follows = np.where(known, np.log(alike * _as_before(sample) + (1 - alike) * np.exp(mixed)), 0.0)
    weights = sample.weights[:, None]
    return weights * mixed, weights * follows


def _as_before(sample: Sample) -> Array:
    """Return the probability of each act's type, (n, 1), if it is one of the course that the act before it was of."""
    each = np.where((sample.types >= 0)[:, None], np.exp(_LIKE[sample.types]), 1.0)
    good = (each / each.sum(axis=1, keepdims=True))[:, 1]
    was_good = np.concatenate([[0.5], good])[: len(good), None]
    copied: Array = (1 - was_good) * each[:, :1] + was_good * each[:, 1:]
    return copied
