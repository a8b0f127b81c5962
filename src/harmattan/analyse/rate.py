"""How likely the times of the acts are with and without a change of their rate.

On day d acts come at rate * exposure[d], and each act sets off followers over the next days (a self-exciting process,
Hawkes 1971, in whole days): without that every burst of reports would be a break. The rate and the share of followers
are summed over grids; a change multiplies the rate by about three or divides it by that.
"""

from typing import Final

import numpy as np

from harmattan.analyse.sample import Array, Indices, Sample

# Followers per act; they come 0, 1, 2 ... days later, each day .72 times as many as the day before.
FOLLOWERS: Final = (0.0, 0.3, 0.6)
DECAY: Final = float(np.exp(-1 / 3))
# Natural logs: a change of course makes acts three times as frequent or a third, give or take a factor of 1.65.
JUMP: Final = (float(np.log(3)), 0.5)
# How far the rate over the whole period may lie from the observed one: it is all but known.
_LEVEL_SD: Final = 1.0
_REACH: Final = 3.2
# A new course begins with an act in half of all cases; otherwise on any day.
_WITH_AN_ACT: Final = 0.5
# Multiplications in one matrix product that OpenBLAS does on one core.
_PRODUCT: Final = 200_000


def log_rates(sample: Sample) -> tuple[float, Array]:
    """Return the log likelihood of the times without a break, and with one at each day: (3, length - 1).

    Rows: the rate stays, rises, falls. Both are up to the same constant.
    """
    rates = _grid(sample)
    log_level, log_joint = _priors(np.log(rates / _observed(sample)))
    plain, broken = [], []
    for share in FOLLOWERS:
        one, many = _given(sample, rates, share, log_level, log_joint)
        plain.append(one)
        broken.append(many)
    return float(_sum_logs(np.array(plain), 0)), _sum_logs(np.array(broken), 0)


def _observed(sample: Sample) -> float:
    return float((sample.weights.sum() + 0.5) / sample.exposure.sum())


def _grid(sample: Sample) -> Array:
    """Return rates, acts a day: evenly spaced in logs, closer the more acts there are (2 posterior deviations)."""
    step = min(0.35, 2 / np.sqrt(max(1.0, float(sample.weights.sum()))))
    half = int(np.ceil(_REACH / step))
    rates: Array = _observed(sample) * np.exp(step * np.arange(-half, half + 1))
    return rates


def _priors(logs: Array) -> tuple[Array, Array]:
    """Return log priors of the level, (g,), and of the rates before and after, (2, g, g): rising, falling."""
    level = _normalised(-0.5 * (logs / _LEVEL_SD) ** 2)
    middle = -0.5 * ((logs[:, None] + logs[None, :]) / 2 / _LEVEL_SD) ** 2
    change = logs[None, :] - logs[:, None]
    joint = [
        _normalised(middle - 0.5 * ((sign * change - JUMP[0]) / JUMP[1]) ** 2 + np.where(sign * change > 0, 0, -np.inf))
        for sign in (1, -1)
    ]
    return level, np.array(joint)


def _normalised(logs: Array) -> Array:
    whole: Array = logs - np.log(np.exp(logs - logs.max()).sum()) - logs.max()
    return whole


def _given(sample: Sample, rates: Array, share: float, log_level: Array, log_joint: Array) -> tuple[float, Array]:
    """Return log_rates for one share of followers."""
    acts, constant = _acts(sample, rates, share)
    reached = np.concatenate([[0.0], np.cumsum(sample.exposure)])
    counts = np.searchsorted(sample.days, np.arange(1, sample.length))
    summed = np.concatenate([np.zeros((1, len(rates))), np.cumsum(acts, axis=0)])
    before = summed[counts] - reached[1:-1, None] * rates
    whole = summed[-1] - reached[-1] * rates
    plain = _sum_logs(whole + log_level, 0)
    begun, firsts = _begun(sample, counts)
    # The act that opens a course needs no rate to explain it.
    opened = whole - acts[firsts]
    stays = _mixed(np.full(len(counts), plain), _sum_logs(opened + log_level, 1), begun)
    anywhere = _moved(before, whole - before, log_joint)
    with_act = _moved(before[begun], opened - before[begun], log_joint)
    moved = [_mixed(one, other, begun) for one, other in zip(anywhere, with_act, strict=True)]
    return float(plain) + constant, np.array([stays, *moved]) + constant


def _acts(sample: Sample, rates: Array, share: float) -> tuple[Array, float]:
    """Return the log intensity at each act by rate, (n, g), and minus the followers expected in the period."""
    gaps = sample.days[:, None] - sample.days[None, :]
    earlier = np.tri(len(sample.days), k=-1)
    pull = (1 - DECAY) * (earlier * DECAY ** np.maximum(gaps, 0)) @ sample.weights
    base = sample.exposure[sample.days][:, None] * rates[None, :]
    expected = float((sample.weights * (1 - DECAY ** (sample.length - sample.days))).sum())
    return sample.weights[:, None] * np.log(base + share * pull[:, None]), -share * expected


def _begun(sample: Sample, counts: Indices) -> tuple[Indices, Indices]:
    """Return the breaks, by index, whose day has an act, and the index of that day's first act."""
    begun = np.flatnonzero(np.append(sample.days, -1)[counts] == np.arange(1, sample.length))
    return begun, counts[begun]


def _moved(before: Array, after: Array, log_joint: Array) -> list[Array]:
    """Return the log likelihood, (breaks,), of a change at each break, for each prior over the two rates."""
    left, left_top = _scaled(before)
    right, right_top = _scaled(after)
    with np.errstate(divide="ignore"):
        return [np.log((_product(left, np.exp(one)) * right).sum(axis=1)) + left_top + right_top for one in log_joint]


def _product(left: Array, right: Array) -> Array:
    """Return left @ right by pieces: OpenBLAS wakes all cores for larger products, which costs five times the time."""
    rows = max(1, _PRODUCT // right.size)
    return np.concatenate([left[start : start + rows] @ right for start in range(0, len(left), rows)] or [left])


def _mixed(anywhere: Array, with_act: Array, begun: Indices) -> Array:
    """Mix a break on any day with one that begins with the day's first act, where there is one."""
    mixed: Array = np.log(1 - _WITH_AN_ACT) + anywhere
    mixed[begun] = np.logaddexp(mixed[begun], np.log(_WITH_AN_ACT) + with_act)
    return mixed


def _scaled(logs: Array) -> tuple[Array, Array]:
    top = logs.max(axis=1)
    return np.exp(logs - top[:, None]), top


def _sum_logs(logs: Array, axis: int) -> Array:
    top = logs.max(axis=axis, keepdims=True)
    total: Array = np.log(np.exp(logs - top).sum(axis=axis)) + np.squeeze(top, axis=axis)
    return total
