"""The best that can be made of simulated pairs: one who knows how they come about (bench/turn_pairs.py) and what
kind of break to look for, but of a pair neither the day nor the size nor the direction, for bench/turns.py.

All that is not known is summed over, with the odds with which it is drawn. By Neyman and Pearson (1933) no other score
ranks broken before unbroken pairs better, but for what is put coarsely here: breaks fall on the first day of a week,
weights of grids are even, the level of the rate lies within a factor of 4.5 of the mean, and a score is normal and not
moved to the nearest of PLOVER's. Bursts of acts are not in it.
"""

from math import lgamma
from typing import Final

import numpy as np

from bench.turn_pairs import Setting
from harmattan.analyse.sample import Array, Indices, Sample

_SHAPES: Final = np.linspace(1, 5, 5)
_SPREADS: Final = np.linspace(3, 4, 3)
_LEVELS: Final = np.linspace(-4, 4, 17)
_STEPS: Final = 5
_EARLIEST, _LATEST = 0.15, 0.85
_GAMMA: Final = np.vectorize(lgamma, otypes=[np.float64])


def best(sample: Sample, setting: Setting) -> float:
    """Return the log likelihood ratio of a break as a setting has it, from 15 to 85 % of the period, and of none."""
    times, points = setting.sizes
    weeks = np.arange(1, -(-sample.length // 7))
    weeks = weeks[(weeks * 7 >= _EARLIEST * sample.length) & (weeks * 7 <= _LATEST * sample.length)]
    ratios = np.zeros(len(weeks))
    if setting.rate:
        ratios = ratios + _rates(sample, weeks, np.geomspace(times[0], times[1], _STEPS))
    if setting.tone:
        ratios = ratios + _tones(
            sample, np.searchsorted(sample.days, weeks * 7), np.linspace(points[0], points[1], _STEPS)
        )
    return float(_log_sum(ratios[None])[0] - np.log(len(weeks)))


def _log_sum(logs: Array) -> Array:
    """Return the log of the sum over all axes but the first."""
    flat = logs.reshape(len(logs), -1)
    top = flat.max(axis=1)
    total: Array = top + np.log(np.exp(flat - top[:, None]).sum(axis=1))
    return total


def _rates(sample: Sample, weeks: Indices, ratios: Array) -> Array:
    """Return the log likelihood ratio of the counts by week for a break before each of some weeks."""
    places = np.arange(sample.length) // 7
    exposure = np.bincount(places, sample.exposure)
    counts = np.bincount(sample.days // 7, minlength=len(exposure)).astype(np.float64)
    level = counts.sum() / exposure.sum()
    levels = level * np.exp(np.linspace(-1.5, 1.5, 25))
    # (weeks, levels, shapes): before a break, and with each ratio after it.
    plain = _summed(counts, exposure[:, None, None] * levels[None, :, None])
    moved = []
    for ratio in (*ratios, *(1 / ratios)):
        after = _summed(counts, exposure[:, None, None] * levels[None, :, None] * ratio)
        # The level is that before the break; the range of the grid holds both sides.
        moved.append(_log_sum(plain[weeks] + after[-1] - after[weeks]))
    found: Array = _log_sum(np.array(moved).T) - np.log(len(moved)) - _log_sum(plain[-1:])
    return found


def _summed(counts: Array, means: Array) -> Array:
    """Return running sums over weeks, from 0 weeks on, of log negative binomial probabilities."""
    seen, shape = counts[:, None, None], _SHAPES[None, None, :]
    logs = _GAMMA(seen + shape) - _GAMMA(shape) - _GAMMA(seen + 1)
    logs = logs + shape * np.log(shape / (shape + means)) + seen * np.log(means / (shape + means))
    sums: Array = np.concatenate([np.zeros((1, *logs.shape[1:])), np.cumsum(logs, axis=0)])
    return sums


def _tones(sample: Sample, before: Indices, steps: Array) -> Array:
    """Return the log likelihood ratio of the scores for a break with so many acts before it."""
    shifts = np.concatenate([steps, -steps])
    plain = _densities(sample, np.zeros(1))[-1]
    early, late = _densities(sample, -shifts / 2), _densities(sample, shifts / 2)
    moved = early[before] + late[-1] - late[before]
    found: Array = _log_sum(moved) - np.log(len(shifts)) - _log_sum(plain[None])
    return found


def _densities(sample: Sample, shifts: Array) -> Array:
    """Return running sums over acts of log densities, (n + 1, levels, spreads, shifts)."""
    means = _LEVELS[None, :, None, None] + shifts[None, None, None, :]
    spread = _SPREADS[None, None, :, None]
    logs = -0.5 * ((sample.scores[:, None, None, None] - means) / spread) ** 2 - np.log(spread)
    sums: Array = np.concatenate([np.zeros((1, *logs.shape[1:])), np.cumsum(logs, axis=0)])
    return sums
