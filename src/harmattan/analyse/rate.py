"""How likely the times of the acts are with and without a change of their rate.

On day d acts come at rate * exposure[d], and each act sets off followers over the next days (a self-exciting process,
Hawkes 1971, in whole days): without that every burst of reports would be a break. The rate and the share of followers
are summed over grids; a change multiplies the rate by about three or divides it by that.
"""

from typing import Final

import numpy as np

from harmattan.analyse.grids import jumps, moved, normalised, sum_logs
from harmattan.analyse.sample import Array, Indices, Sample

# Followers per act; they come 0, 1, 2 ... days later, each day .72 times as many as the day before.
FOLLOWERS: Final = (0.0, 0.3, 0.6)
DECAY: Final = float(np.exp(-1 / 3))
# A turn is an act, and it sets off others: so many beside the act that opens the new course.
OPENING: Final = (0.0, 2.0, 5.0)
# Days after which the pull of an act is less than one in a hundred.
_FADED: Final = 14
# Natural logs: a change of course makes acts three times as frequent or a third, give or take a factor of 1.65.
JUMP: Final = (float(np.log(3)), 0.5)
# How far the rate over the whole period may lie from the observed one: it is all but known.
_LEVEL_SD: Final = 1.0
_REACH: Final = 3.2
# A new course begins with an act in half of all cases; otherwise on any day.
WITH_AN_ACT: Final = 0.5


def log_rates(sample: Sample) -> tuple[float, Array]:
    """Return the log likelihood of the times without a break, and with one at each day: (3, length - 1).

    Rows: the rate stays, rises, falls. Both are up to the same constant.
    """
    found = [_given(sample, share) for share in FOLLOWERS]
    plain = sum_logs(np.array([one for one, _ in found]), 0)
    return float(plain), sum_logs(np.array([many for _, many in found]), 0)


def _observed(sample: Sample) -> float:
    return float((sample.weights.sum() + 0.5) / sample.exposure.sum())


def _grid(sample: Sample) -> Array:
    """Return rates, acts a day: evenly spaced in logs, closer the more acts there are (2 posterior deviations)."""
    step = min(0.35, 2 / np.sqrt(max(1.0, float(sample.weights.sum()))))
    half = int(np.ceil(_REACH / step))
    rates: Array = _observed(sample) * np.exp(step * np.arange(-half, half + 1))
    return rates


def _given(sample: Sample, share: float) -> tuple[float, Array]:
    """Return log_rates for one share of followers."""
    rates = _grid(sample)
    logs = np.log(rates / _observed(sample))
    log_level, log_joint = normalised(-0.5 * (logs / _LEVEL_SD) ** 2), jumps(logs, _LEVEL_SD, JUMP)
    intensity, expected = _intensity(sample, rates, share)
    acts = sample.weights[:, None] * np.log(intensity)
    reached = np.concatenate([[0.0], np.cumsum(sample.exposure)])
    counts = np.searchsorted(sample.days, np.arange(1, sample.length))
    summed = np.concatenate([np.zeros((1, len(rates))), np.cumsum(acts, axis=0)])
    before = summed[counts] - reached[1:-1, None] * rates
    whole = summed[-1] - reached[-1] * rates
    begun, firsts = _begun(sample, counts)
    stays = np.full(len(counts), sum_logs(whole + log_level, 0))
    anywhere = [stays, *moved(before, whole - before, log_joint)]
    opened = [whole + gain for gain in _openings(sample, intensity, begun + 1, firsts)]
    with_act = [[sum_logs(one + log_level, 1), *moved(before[begun], one - before[begun], log_joint)] for one in opened]
    return float(stays[0]) - expected, _mixed(np.array(anywhere), np.array(with_act), begun) - expected


def _intensity(sample: Sample, rates: Array, share: float) -> tuple[Array, float]:
    """Return the intensity at each act by rate, (n, g), and the followers expected in the period."""
    pull = share * (1 - DECAY) * _echo(sample)
    expected = share * float((sample.weights * (1 - DECAY ** (sample.length - sample.days))).sum())
    return sample.exposure[sample.days][:, None] * rates[None, :] + pull[:, None], expected


def _echo(sample: Sample) -> Array:
    """Return for each act the weights of those before it, each fallen by the day."""
    echo = np.zeros(len(sample.days))
    kept = DECAY ** np.diff(sample.days)
    for place in range(1, len(echo)):
        echo[place] = (echo[place - 1] + sample.weights[place - 1]) * kept[place - 1]
    return echo


def _openings(sample: Sample, intensity: Array, opened: Indices, firsts: Indices) -> list[Array]:
    """Return by how much a course that opens on a day, with its first act, explains the acts better: (days, g) each.

    The first act then needs no rate; a number of others, for each of OPENING, is expected to follow it as any act's
    followers do.
    """
    ends = np.searchsorted(sample.days, opened + _FADED, side="right")
    days = np.repeat(np.arange(len(opened)), ends - firsts - 1)
    acts = np.concatenate([np.arange(first + 1, end) for first, end in zip(firsts, ends, strict=True)] or [firsts])
    pull = ((1 - DECAY) * DECAY ** (sample.days[acts] - opened[days]))[:, None] / intensity[acts]
    first = -sample.weights[firsts, None] * np.log(intensity[firsts])
    gains = []
    for number in OPENING:
        gain = first - number * (1 - DECAY ** (sample.length - opened))[:, None]
        if number:
            np.add.at(gain, days, sample.weights[acts, None] * np.log1p(number * pull))
        gains.append(gain)
    return gains


def _begun(sample: Sample, counts: Indices) -> tuple[Indices, Indices]:
    """Return the breaks, by index, whose day has an act, and the index of that day's first act."""
    begun = np.flatnonzero(np.append(sample.days, -1)[counts] == np.arange(1, sample.length))
    return begun, counts[begun]


def _mixed(anywhere: Array, with_act: Array, begun: Indices) -> Array:
    """Mix breaks on any day, (3, breaks), with those opened by an act, (openings, 3, begun)."""
    mixed: Array = np.log(1 - WITH_AN_ACT) + anywhere
    opened = sum_logs(with_act, 0) + np.log(WITH_AN_ACT / len(OPENING))
    mixed[:, begun] = np.logaddexp(mixed[:, begun], opened)
    return mixed
