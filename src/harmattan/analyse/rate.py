"""How likely the times of the acts are with and without a change of their rate.

On day d acts come at rate * exposure[d], and each act sets off followers over the next days (a self-exciting process,
Hawkes 1971, in whole days): without that every burst of reports would be a break. The rate and the share of followers
are summed over grids; a change multiplies the rate by about three or divides it by that.
"""

from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from harmattan.analyse.grids import beside, jumps, moved, normalised, pieces, running, sum_logs
from harmattan.analyse.sample import Array, Indices, Sample

# Followers per act; they come 0, 1, 2 ... days later, each day .72 times as many as the day before.
FOLLOWERS: Final = np.array([0.0, 0.3, 0.6])
DECAY: Final = float(np.exp(-1 / 3))
# A turn is an act, and it sets off others: so many beside the act that opens the new course.
OPENING: Final = np.array([0.0, 2.0, 5.0])
# Days after which the pull of an act is less than one in a hundred.
_FADED: Final = 14
# Natural logs: a change of course makes acts three times as frequent or a third, give or take a factor of 1.65.
JUMP: Final = (float(np.log(3)), 0.5)
# How far the rate over the whole period may lie from the observed one: it is all but known.
_LEVEL_SD: Final = 1.0
_REACH: Final = 3.2
# A new course begins with an act in half of all cases; otherwise on any day.
WITH_AN_ACT: Final = 0.5


class _Running(NamedTuple):
    """What is known of the times up to each act and day.

    acts: (f, g, n + 1) log intensities of the first acts, summed, by share of followers and rate. counts: (length,)
    acts before each day. read: (length + 1,) exposure before it. rates: (g, 1).
    """

    acts: Array
    counts: Indices
    read: Array
    rates: Array

    def before(self, days: Indices) -> Array:
        """Return the log likelihood of the times before some days, (f, g, days)."""
        found: Array = np.take(self.acts, self.counts[days], axis=-1)
        found -= self.rates * self.read[days]
        return found

    def whole(self) -> Array:
        """Return that of all times, (f, g, 1)."""
        found: Array = self.acts[..., -1:] - self.rates * self.read[-1]
        return found


def log_rates(sample: Sample) -> tuple[float, Array]:
    """Return the log likelihood of the times without a break, and with one at each day: (3, length - 1).

    Rows: the rate stays, rises, falls. Both are up to the same constant.
    """
    logs, log_level, joint = _levels(_step(sample))
    rates = _observed(sample) * np.exp(logs)
    intensity, expected = _intensity(sample, rates)
    times = _running(sample, intensity, rates)
    stays = sum_logs(times.whole() + log_level, -2)
    opened = np.unique(sample.days[sample.days > 0])
    with_act = times.whole()[:, None] + _openings(sample, intensity, opened, times.counts[opened])
    mixed = _mixed(
        beside(stays, _anywhere(times, joint)),
        beside(sum_logs(with_act + log_level, -2), _from(times.before(opened)[:, None], with_act, joint)),
        opened - 1,
    )
    return float(sum_logs(stays[:, 0] - expected, 0)), sum_logs(mixed - expected[:, None, None], 0)


def _running(sample: Sample, intensity: Array, rates: Array) -> _Running:
    acts = sample.weights * np.log(intensity)
    counts = np.searchsorted(sample.days, np.arange(sample.length))
    read = np.concatenate([[0.0], np.cumsum(sample.exposure)])
    return _Running(running(acts), counts, read, rates[:, None])


def _anywhere(times: _Running, joint: Array) -> Array:
    """Return the log likelihood, (f, 2, length - 1), of a rate that rises or falls on each day.

    By stretches of days, since the times before all of them would not stay in the cache of a core.
    """
    days, whole = np.arange(1, len(times.counts)), times.whole()
    return np.concatenate([_from(times.before(days[one]), whole, joint) for one in pieces(len(days), joint)], axis=-1)


def _from(before: Array, whole: Array, joint: Array) -> Array:
    return moved(before, whole - before, joint)


def _observed(sample: Sample) -> float:
    return float((sample.weights.sum() + 0.5) / sample.exposure.sum())


def _step(sample: Sample) -> float:
    """Return how far apart the logs of the rates are: the closer the more acts there are (2 posterior deviations)."""
    return min(0.35, 2 / float(np.sqrt(max(1.0, float(sample.weights.sum())))))


@lru_cache(maxsize=64)
def _levels(step: float) -> tuple[Array, Array, Array]:
    """Return rates, as logs over the observed one, (g,), and priors: logs of one, (g, 1), and of two, as of jumps.

    They are kept: an act less among as many others, or another pair with as many acts, has the same.
    """
    half = int(np.ceil(_REACH / step))
    logs: Array = step * np.arange(-half, half + 1, dtype=np.float64)
    return logs, normalised(-0.5 * (logs / _LEVEL_SD) ** 2)[:, None], jumps(logs, _LEVEL_SD, JUMP)


def _intensity(sample: Sample, rates: Array) -> tuple[Array, Array]:
    """Return by share of followers the intensity at each act by rate, (f, g, n), and the followers expected, (f,)."""
    pull = FOLLOWERS[:, None, None] * (1 - DECAY) * _echo(sample)
    expected = FOLLOWERS * (sample.weights * (1 - DECAY ** (sample.length - sample.days))).sum()
    return rates[:, None] * sample.exposure[sample.days] + pull, expected


def _echo(sample: Sample) -> Array:
    """Return for each act the weights of those before it, each fallen by the day."""
    echo = np.zeros(len(sample.days))
    kept = DECAY ** (sample.days[1:] - sample.days[:-1])
    for place in range(1, len(echo)):
        echo[place] = (echo[place - 1] + sample.weights[place - 1]) * kept[place - 1]
    return echo


def _openings(sample: Sample, intensity: Array, opened: Indices, firsts: Indices) -> Array:
    """Return by how much a course that opens on a day, with its first act, explains the acts better: (f, o, g, days).

    The first act then needs no rate; a number of others, for each of OPENING, is expected to follow it as any act's
    followers do.
    """
    fading = np.searchsorted(sample.days, opened + _FADED, side="right") - firsts - 1
    places, starts = np.repeat(np.arange(len(opened)), fading), np.cumsum(fading) - fading
    acts = np.arange(len(places)) + (firsts + 1 - starts)[places]
    others = OPENING[:, None, None]
    pull = (1 - DECAY) * DECAY ** (sample.days[acts] - opened[places]) / np.take(intensity, acts, axis=-1)
    gained = sample.weights[acts] * np.log(1 + others * pull[:, None])
    first = sample.weights[firsts] * np.log(np.take(intensity, firsts, axis=-1))
    gains: Array = -first[:, None] - others * (1 - DECAY ** (sample.length - opened))
    some = fading > 0
    gains[..., some] += np.add.reduceat(gained, starts[some], axis=-1)
    return gains


def _mixed(anywhere: Array, with_act: Array, begun: Indices) -> Array:
    """Mix breaks on any day, (f, 3, breaks), with those opened by an act, (f, openings, 3, begun)."""
    mixed: Array = np.log(1 - WITH_AN_ACT) + anywhere
    opened = sum_logs(with_act, 1) + np.log(WITH_AN_ACT / len(OPENING))
    mixed[..., begun] = np.logaddexp(mixed[..., begun], opened)
    return mixed
