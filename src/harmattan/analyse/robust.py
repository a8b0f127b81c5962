"""Which acts carry a turn, and what is left of it without them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from harmattan.analyse.breaks import FEWEST, Break, passing_chance
from harmattan.analyse.posterior import posterior
from harmattan.analyse.sample import Array, Sample, without
from harmattan.records import Carrier, Observation, Robustness

# So many acts are told, of so many that are left out in turn, and some of any side beside them; several hundred would
# take as many scans.
MOST: Final = 10
_TRIED: Final = 16
_OTHERS: Final = 8
# Standard deviation by which acts are put in a first order; the order told is exact.
_SPREAD: Final = 3.5

Falls = list[tuple[float, str]]
Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]


def falls(
    acts: Sequence[Observation], sample: Sample, found: Break, direction: Sequence[str]
) -> tuple[tuple[Carrier, ...], str]:
    """Return the acts that carry a break, strongest first, and the one without which it is least likely, "" if none.

    acts, sample: those of the stretch that found was judged in. direction: the words of what changed. A turn is carried
    by acts of its new course that go its way: what was done before tells the old course as much, and a reader who asks
    what turned is not answered by it. Those on the first day and those that fit best are left out each in turn; told
    are those without which the evidence is weaker. Where none is, acts of either side are told.
    """
    day = found.day - found.first
    gain = _gain(sample, day)
    every = np.argsort(-gain, kind="stable")
    ours = _going(sample, day, direction)
    opening = np.lexsort((-gain, sample.days != day))
    first = [int(one) for one in opening if ours[one]][:_TRIED]
    rest = [int(one) for one in every if int(one) not in first][: _TRIED + _OTHERS - len(first)]
    carrying, others = (_weaker(acts, sample, found, indices) for indices in (first, rest))
    heaviest = _strongest([*carrying, *others])
    told = _strongest(carrying) or heaviest
    carried = tuple(Carrier(event, round(weight, 3)) for weight, event in told[:MOST])
    return carried, heaviest[0][1] if heaviest else ""


def _weaker(acts: Sequence[Observation], sample: Sample, found: Break, indices: Iterable[int]) -> Falls:
    return [(fall, acts[one].event) for one in indices if (fall := _fall(sample, found, one)) > 0]


def _strongest(weights: Falls) -> Falls:
    return sorted(weights, key=lambda pair: (-pair[0], pair[1]))


def _going(sample: Sample, day: int, direction: Sequence[str]) -> Mask:
    """Tell of each act whether it is of the new course and on its side of the middle of the old tone and the new.

    Where acts only became fewer it is those before that carry it: they ceased.
    """
    late: Mask = sample.days >= day
    if tuple(direction) == ("fewer",):
        return ~late
    sides = [sample.scores[side].mean() for side in (late, ~late) if side.any()]
    up: Mask = sample.scores > sum(sides) / len(sides)
    if "better" in direction:
        return late & up
    return late & ~up if "worse" in direction else late


def robustness(acts: Sequence[Observation], sample: Sample, event: str, prior: float, *, passing: bool) -> Robustness:
    """Return the probability of a break in the stretch without its largest source, and without one act of it.

    passing: it is one end of an episode, and the episode in the stretch is what is judged.
    """
    # Of equals the first by name.
    source = min(Counter(one.source for one in acts).items(), key=lambda pair: (-pair[1], pair[0]))[0]
    return Robustness(
        source,
        _chance(sample, np.array([one.source == source for one in acts]), prior, passing=passing),
        event,
        _chance(sample, np.array([one.event == event for one in acts]), prior, passing=passing),
    )


def _chance(sample: Sample, left_out: Mask, prior: float, *, passing: bool) -> float | None:
    kept = without(sample, left_out)
    if len(kept.days) < FEWEST:
        return None
    return round(passing_chance(kept, prior) if passing else posterior(kept).probability(prior), 4)


def _fall(sample: Sample, found: Break, index: int) -> float:
    left_out = np.arange(len(sample.days)) == index
    return found.posterior.log_bayes - posterior(without(sample, left_out)).log_bayes


def _gain(sample: Sample, day: int) -> Array:
    """Return by how much each act fits its side better than the whole, in rough log likelihood."""
    late = sample.days >= day
    gain = np.zeros(len(sample.days))
    mean = np.average(sample.scores, weights=sample.weights)
    overall = sample.weights.sum() / sample.exposure.sum()
    for side, reached in ((late, sample.exposure[day:].sum()), (~late, sample.exposure[:day].sum())):
        if side.any():
            own = np.average(sample.scores[side], weights=sample.weights[side])
            off = (sample.scores[side] - mean) ** 2 - (sample.scores[side] - own) ** 2
            gain[side] = off / (2 * _SPREAD**2) + np.log(sample.weights[side].sum() / reached / overall)
    return gain
