"""Whether what was read changed when a relationship turned: a new source looks like an escalation."""

from collections import Counter
from collections.abc import Sequence
from math import lgamma, log
from typing import Final

import numpy as np

from harmattan.analyse.sample import Array
from harmattan.records import CoverageCheck, Observation

# Coverage is compared over this many days on each side.
_DAYS: Final = 90
# Half as much again, or as much less, could pass for a change of the rate.
_VOLUME: Final = 1.5
# Log odds from which the outlets of both sides are told apart.
_MIX: Final = log(3)


def coverage_check(
    before: Sequence[Observation], after: Sequence[Observation], exposure: Array | None, day: int
) -> CoverageCheck:
    """Return the check of a turn on a day, an index into exposure (coverage of each day, None if not given)."""
    volume = (
        None if exposure is None else (_mean(exposure[max(0, day - _DAYS) : day]), _mean(exposure[day : day + _DAYS]))
    )
    left, right = (Counter(one.source for one in side) for side in (before, after))
    return CoverageCheck(
        volume=volume,
        volume_changed=volume is not None and not 1 / _VOLUME <= volume[1] / volume[0] <= _VOLUME,
        mix=round(_apart(left, right), 3),
        mix_changed=_mix_odds(left, right) > _MIX,
        new=tuple(sorted(right.keys() - left.keys())),
        gone=tuple(sorted(left.keys() - right.keys())),
    )


def _mean(values: Array) -> float:
    return round(float(np.mean(values)), 3)


def _apart(left: Counter[str], right: Counter[str]) -> float:
    """Return half the sum of the differences in share (total variation); 0 where a side is empty."""
    if not (left and right):
        return 0.0
    return sum(abs(left[one] / left.total() - right[one] / right.total()) for one in left | right) / 2


def _mix_odds(left: Counter[str], right: Counter[str]) -> float:
    """Return the log Bayes factor of two sets of shares against one (multinomial counts, flat Dirichlet prior)."""
    outlets = list(left | right)
    return _evidence(left, outlets) + _evidence(right, outlets) - _evidence(left + right, outlets)


def _evidence(counts: Counter[str], outlets: Sequence[str]) -> float:
    size = len(outlets)
    return lgamma(size) - lgamma(size + counts.total()) + sum(lgamma(1 + counts[one]) for one in outlets)
