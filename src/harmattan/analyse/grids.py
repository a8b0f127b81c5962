"""Sums over grids: a level before and after a break, each on one grid, with a prior over both.

Arrays of one value for each level and break have the levels on the last axis but one and the breaks on the last, where
there are many: so sums over levels run along whole rows.
"""

from typing import Final

import numpy as np

from harmattan.analyse.sample import Array, Indices

# Multiplications in one matrix product that OpenBLAS does on one core; for more it wakes all cores, which costs five
# times the time.
_PRODUCT: Final = 200_000


def normalised(logs: Array) -> Array:
    """Return log probabilities that add up to 1, from logs known up to a constant."""
    top = logs.max()
    whole: Array = logs - np.log(np.exp(logs - top).sum()) - top
    return whole


def sum_logs(logs: Array, axis: int) -> Array:
    """Return the log of the sum along an axis."""
    top = logs.max(axis=axis, keepdims=True)
    total: Array = np.log(np.exp(logs - top).sum(axis=axis)) + top.squeeze(axis)
    return total


def running(values: Array) -> Array:
    """Return the sums of the first 0, 1 ... n values along the last axis, (..., n + 1)."""
    return np.concatenate([np.zeros((*values.shape[:-1], 1)), np.cumsum(values, axis=-1)], axis=-1)


def beside(stays: Array, moves: Array) -> Array:
    """Return the rows of a level that stays, (..., breaks or 1), and of one that moves, (..., 2, breaks), as one."""
    rows = np.empty((*moves.shape[:-2], 3, moves.shape[-1]))
    rows[..., 0, :] = stays
    rows[..., 1:, :] = moves
    return rows


def jumps(grid: Array, level: float, jump: tuple[float, float]) -> Array:
    """Return the priors of the places after (rows) and before (columns) on a grid, (2, g, g): rising, falling.

    The middle of both is normal about 0 with standard deviation level, their difference about jump[0] with jump[1], on
    its side of 0.
    """
    middle = -0.5 * ((grid[:, None] + grid[None, :]) / 2 / level) ** 2
    change = grid[:, None] - grid[None, :]
    steps = [-0.5 * ((sign * change - jump[0]) / jump[1]) ** 2 for sign in (1, -1)]
    sides = [np.where(sign * change > 0, 0.0, -np.inf) for sign in (1, -1)]
    return np.exp([normalised(middle + step + side) for step, side in zip(steps, sides, strict=True)])


def likeness(days: Indices, chances: Array, decay: float) -> Array:
    """Return how alike each act is to the one before it, (k, 1, n), for k chances of two acts of one day.

    It falls by a factor of e in decay days; the first act is like none.
    """
    alike = np.zeros((len(chances), 1, len(days)))
    alike[..., 1:] = chances[:, None, None] * np.exp((days[:-1] - days[1:]) / decay)
    return alike


def pieces(breaks: int, joint: Array) -> list[slice]:
    """Return slices of so many breaks as moved takes at a time; arrays of one then stay in the cache of a core."""
    step = max(1, _PRODUCT // joint.size)
    return [slice(start, start + step) for start in range(0, breaks, step)] or [slice(0)]


def moved(before: Array, after: Array, joint: Array) -> Array:
    """Return the log likelihood, (..., 2, breaks), of a rise and a fall; joint: their priors, as of jumps.

    before, after: log likelihood of each side by level, (..., g, breaks); leading axes of one place are stretched.
    """
    found = [_moved(before[..., one], after[..., one], joint) for one in pieces(before.shape[-1], joint)]
    return found[0] if len(found) == 1 else np.concatenate(found, axis=-1)


def _moved(before: Array, after: Array, joint: Array) -> Array:
    left, left_top = _scaled(before)
    right, right_top = _scaled(after)
    led = (joint.reshape(-1, joint.shape[-1]) @ left).reshape(*left.shape[:-2], *joint.shape[:2], left.shape[-1])
    with np.errstate(divide="ignore"):
        found: Array = np.log(np.einsum("...dgb,...gb->...db", led, right)) + (left_top + right_top)
    return found


def before_each(fresh: Array, followed: Array, log_level: Array, joint: Array) -> tuple[float, Array]:
    """Return the log likelihood of a series without a break, and with one before each act, (3, n + 1): see tone.

    The log probability of every act by level: fresh, (g, n), as the first of a course, and followed, (k, g, n), as it
    follows the act before it in each of k settings, equally likely. log_level, joint: priors of the levels, of one and
    of two.
    """
    before = running(followed)
    whole = before[..., -1:]
    # The first act of a new course follows nobody.
    after = whole - before
    after[..., :-1] += fresh - followed
    plain = sum_logs(sum_logs(whole + log_level[:, None], -2), 0) - np.log(len(followed))
    many = sum_logs(moved(before, after, joint), 0) - np.log(len(followed))
    return float(plain[0]), beside(plain, many)


def _scaled(logs: Array) -> tuple[Array, Array]:
    """Return the logs as numbers with 1 as the greatest of each break, and the log of it, (..., 1, breaks)."""
    top = logs.max(axis=-2, keepdims=True)
    scaled = logs - top
    return np.exp(scaled, out=scaled), top
