"""Buckets of the signed distance between a token and a trigger, the same in training and at run time."""

import numpy as np
import numpy.typing as npt

_EDGES = np.array([1, 2, 3, 5, 8, 14, 24, 48])


def buckets(length: int, first: int, last: int) -> npt.NDArray[np.int64]:
    """Return a bucket 0 .. 16 for each token: 8 inside the trigger [first, last), less before it, more after."""
    positions = np.arange(length)
    left = np.clip(first - positions, 0, None)
    right = np.clip(positions - last + 1, 0, None)
    steps: npt.NDArray[np.int64] = np.searchsorted(_EDGES, right, side="right") - np.searchsorted(
        _EDGES, left, side="right"
    )
    return steps + 8
