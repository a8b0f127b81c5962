"""Which acts carry a turn, and what is left of it without them."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np

from harmattan.analyse.breaks import FEWEST, Break, passing_chance
from harmattan.analyse.posterior import posterior
from harmattan.analyse.sample import Array, Sample, without
from harmattan.records import Carrier, Observation, Robustness

# So many acts are told, of so many that are left out in turn; several hundred would take as many scans.
MOST: Final = 10
_TRIED: Final = 24
# Standard deviation by which acts are put in a first order; the order told is exact.
_SPREAD: Final = 3.5


def carriers(acts: Sequence[Observation], sample: Sample, found: Break) -> tuple[Carrier, ...]:
    """Return the acts that carry a break, strongest first.

    acts, sample: those of the stretch that found was judged in. Two dozen that fit the new course better than one
    course are left out each in turn; told are those without which the evidence is weaker.
    """
    first = np.argsort(-_gain(sample, found.day - found.first), kind="stable")[:_TRIED]
    weights = [(_fall(sample, found, int(index)), acts[index].event) for index in first]
    strongest = sorted((pair for pair in weights if pair[0] > 0), key=lambda pair: (-pair[0], pair[1]))
    return tuple(Carrier(event, round(weight, 3)) for weight, event in strongest[:MOST])


def robustness(
    acts: Sequence[Observation], sample: Sample, carried: Sequence[Carrier], prior: float, *, passing: bool
) -> Robustness:
    """Return the probability of a break in the stretch without its largest source, and without its top act.

    passing: it is one end of an episode, and the episode in the stretch is what is judged.
    """
    # Of equals the first by name.
    source = min(Counter(one.source for one in acts).items(), key=lambda pair: (-pair[1], pair[0]))[0]
    event = carried[0].event if carried else ""
    return Robustness(
        source,
        _chance(sample, np.array([one.source == source for one in acts]), prior, passing=passing),
        event,
        _chance(sample, np.array([one.event == event for one in acts]), prior, passing=passing),
    )


def _chance(
    sample: Sample, left_out: np.ndarray[tuple[int], np.dtype[np.bool_]], prior: float, *, passing: bool
) -> float | None:
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
