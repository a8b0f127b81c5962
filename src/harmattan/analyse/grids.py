"""Sums over grids: a level before and after a break, each on one grid, with a prior over both."""

from collections.abc import Iterable
from typing import Final

import numpy as np

from harmattan.analyse.sample import Array

# Multiplications in one matrix product that OpenBLAS does on one core.
_PRODUCT: Final = 200_000


def normalised(logs: Array) -> Array:
    """Return log probabilities that add up to 1, from logs known up to a constant."""
    top = logs.max()
    whole: Array = logs - np.log(np.exp(logs - top).sum()) - top
    return whole


def sum_logs(logs: Array, axis: int) -> Array:
    """Return the log of the sum along an axis."""
    top = logs.max(axis=axis, keepdims=True)
    total: Array = np.log(np.exp(logs - top).sum(axis=axis)) + np.squeeze(top, axis=axis)
    return total


def jumps(grid: Array, level: float, jump: tuple[float, float]) -> Array:
    """Return log priors of the places before and after on a grid, (2, g, g): rising, falling.

    The middle of both is normal about 0 with standard deviation level, their difference about jump[0] with jump[1], on
    its side of 0.
    """
    middle = -0.5 * ((grid[:, None] + grid[None, :]) / 2 / level) ** 2
    change = grid[None, :] - grid[:, None]
    steps = [-0.5 * ((sign * change - jump[0]) / jump[1]) ** 2 for sign in (1, -1)]
    sides = [np.where(sign * change > 0, 0.0, -np.inf) for sign in (1, -1)]
    return np.array([normalised(middle + step + side) for step, side in zip(steps, sides, strict=True)])


def moved(before: Array, after: Array, log_joint: Array) -> list[Array]:
    """Return the log likelihood, (breaks,), of each prior; before, after: that of each side by grid, (breaks, g)."""
    left, left_top = _scaled(before)
    right, right_top = _scaled(after)
    with np.errstate(divide="ignore"):
        return [np.log((_product(left, np.exp(one)) * right).sum(axis=1)) + left_top + right_top for one in log_joint]


def before_each(acts: Iterable[tuple[Array, Array]], log_level: Array, log_joint: Array) -> tuple[float, Array]:
    """Return the log likelihood of a series without a break, and with one before each act, (3, n + 1): see tone.

    acts: for each of some settings, equally likely, the log probability of every act by level, (n, g): as the first of
    a course, and as it follows the act before it. log_level, log_joint: priors of the levels, of one and of two.
    """
    found = [_before_each(fresh, followed, log_level, log_joint) for fresh, followed in acts]
    plain, many = (sum_logs(np.array(each), 0) - np.log(len(found)) for each in zip(*found, strict=True))
    return float(plain), many


def _before_each(fresh: Array, followed: Array, log_level: Array, log_joint: Array) -> tuple[Array, Array]:
    none = np.zeros((1, len(log_level)))
    before = np.concatenate([none, np.cumsum(followed, axis=0)])
    whole = before[-1]
    # The first act of a new course follows nobody.
    after = whole - before + np.concatenate([fresh - followed, none])
    plain = sum_logs(whole + log_level, 0)
    return plain, np.array([np.full(len(before), plain), *moved(before, after, log_joint)])


def _product(left: Array, right: Array) -> Array:
    """Return left @ right by pieces: OpenBLAS wakes all cores for larger products, which costs five times the time."""
    rows = max(1, _PRODUCT // right.size)
    return np.concatenate([left[start : start + rows] @ right for start in range(0, len(left), rows)] or [left])


def _scaled(logs: Array) -> tuple[Array, Array]:
    top = logs.max(axis=1)
    return np.exp(logs - top[:, None]), top
