"""Where a pair's course breaks: once in a short series, as often as the acts bear out in a long one."""

from collections.abc import Callable
from functools import cache, partial
from itertools import pairwise
from math import expm1, log, log1p
from typing import Final, NamedTuple

import numpy as np

from harmattan.analyse.episodes import Episode, episode
from harmattan.analyse.posterior import Posterior, posterior
from harmattan.analyse.sample import Sample, part

# A break is told from even odds on.
SURE: Final = 0.5
# Fewer acts have no course that could change.
FEWEST: Final = 4
# A stretch is looked at for a second break from this many acts on, and in halves of its own (a course that comes and
# goes shows in a half and not in the whole) from four times as many.
_SECOND: Final = 10
_LONG: Final = 4 * _SECOND
# In a long stretch a change that passes, the course being as before again within it, is held half as likely as one
# that lasts.
_PASSING: Final = 0.5


class Break(NamedTuple):
    """A break on a day, and the stretch of days [first, end) it was judged in: up to the breaks beside it.

    passing: the longer stretch in which it is one end of an episode that is surer than the break alone, if it is.
    """

    first: int
    day: int
    end: int
    probability: float
    posterior: Posterior
    passing: tuple[int, int] | None = None


class Course(NamedTuple):
    """The breaks in order of days, the most probable one of the whole period, sure or not, and the evidence of any.

    log_bayes: natural log of the Bayes factor of a break, or in a long series of one or of an episode, against neither.
    """

    breaks: list[Break]
    whole: Break
    log_bayes: float


class _Judge(NamedTuple):
    """One break, and one episode, in a stretch of days [first, end); both remember what they were asked."""

    single: Callable[[int, int], Break]
    passing: Callable[[int, int], Episode]
    prior: Callable[[int, int], float]


def breaks(sample: Sample, prior: float) -> Course:
    """Return the breaks of a sample.

    prior: of a break in the whole period; it is less in a part. Splits at the most probable break of the whole and of
    overlapping halves, or at both ends of an episode, then on each side (Vostrikova 1981; seeded intervals: Kovacs et
    al. 2023); each break is then judged once more between those beside it.
    """
    judge = _Judge(
        cache(partial(_judged, sample, prior)),
        cache(lambda first, end: _moved(episode(part(sample, first, end)), first)),
        lambda first, end: share_of(prior, (end - first) / sample.length),
    )
    days = _split(sample, judge, 0, sample.length, FEWEST)
    whole = judge.single(0, sample.length)
    passing = judge.passing(0, sample.length) if _is_long(sample) else None
    return Course(_settled(sample, judge, days), whole, _either(whole.posterior, passing))


def evidence(sample: Sample) -> float:
    """Return log_bayes of a sample's course."""
    return _either(posterior(sample), episode(sample) if _is_long(sample) else None)


def passing_chance(sample: Sample, prior: float) -> float:
    """Return the probability of an episode in a sample, against one break, of that prior probability, and none."""
    return _of_episode(episode(sample), posterior(sample), prior)


def _is_long(sample: Sample) -> bool:
    return len(sample.days) >= _LONG


def _either(single: Posterior, passing: Episode | None) -> float:
    if passing is None:
        return single.log_bayes
    return float(np.logaddexp(single.log_bayes, passing.log_bayes + log(_PASSING)))


def _of_episode(found: Episode, single: Posterior, prior: float) -> float:
    """Return the probability of an episode rather than no break or a single one of that prior probability."""
    rivals = float(np.logaddexp(log1p(-prior), single.log_bayes + log(prior)))
    return float(0.5 * (1 + np.tanh((found.log_bayes + log(prior * _PASSING) - rivals) / 2)))


def _judged(sample: Sample, prior: float, first: int, end: int) -> Break:
    """Return the most probable break between two days of [first, end)."""
    found = posterior(part(sample, first, end))
    chance = found.probability(share_of(prior, (end - first) / sample.length))
    return Break(first, first + 1 + int(found.days.argmax()), end, chance, found)


def share_of(prior: float, share: float) -> float:
    """Return the probability of a break in a share of the period, if breaks come at an even rate."""
    return -expm1(share * log1p(-prior))


def _moved(found: Episode, by: int) -> Episode:
    return found._replace(first=found.first + by, end=found.end + by)


def _split(sample: Sample, judge: _Judge, first: int, end: int, fewest: int) -> list[int]:
    stretches = [one for one in _stretches(sample, first, end) if _acts(sample, *one) >= fewest]
    best = max((judge.single(*one) for one in stretches), key=lambda one: one.probability, default=None)
    if best is None:
        return []
    days = [best.day] if best.probability >= SURE else []
    if _acts(sample, first, end) >= _LONG:
        days = _passing(judge, first, end, best) or days
    edges = [first, *days, end]
    parts = [_split(sample, judge, *one, _SECOND) for one in pairwise(edges)] if days else []
    return sorted(days + [day for one in parts for day in one])


def _passing(judge: _Judge, first: int, end: int, best: Break) -> list[int]:
    """Return both ends of the episode in a stretch if there is a sure one, likelier than the best break."""
    found, prior = judge.passing(first, end), judge.prior(first, end)
    alone = best.posterior.log_bayes + log(judge.prior(best.first, best.end))
    sure = _of_episode(found, judge.single(first, end).posterior, prior) >= SURE
    return [found.first, found.end] if sure and found.log_bayes + log(prior * _PASSING) > alone else []


def _stretches(sample: Sample, first: int, end: int) -> list[tuple[int, int]]:
    """Return the whole stretch and, if it is long, its first, middle and last half by acts."""
    whole = [(first, end)] if end - first > 1 else []
    days = sample.days[(sample.days >= first) & (sample.days < end)]
    if len(days) < _LONG:
        return whole
    cuts = [first, *(int(days[len(days) * quarter // 4]) for quarter in (1, 2, 3)), end]
    return whole + [(a, b) for a, b in zip(cuts, cuts[2:], strict=False) if b - a > 1]


def _acts(sample: Sample, first: int, end: int) -> int:
    return int(((sample.days >= first) & (sample.days < end)).sum())


def _settled(sample: Sample, judge: _Judge, days: list[int]) -> list[Break]:
    """Judge each break between its neighbours, alone and in an episode, and drop the weakest until all are sure.

    Judged anew a break may move to the day of another, or past it: they are one then, and the surer stays.
    """
    while True:
        edges = [0, *days, sample.length]
        found = [judge.single(first, end) for first, end in zip(edges, edges[2:], strict=False)]
        if _is_long(sample):
            found = _together(judge, edges, found)
        unsure = [one for one in found if one.probability < SURE]
        met = [one for pair in pairwise(found) if pair[0].day >= pair[1].day for one in pair]
        weakest = min(unsure or met, key=lambda one: one.probability, default=None)
        if weakest is None:
            return found
        days = [day for day, one in zip(days, found, strict=True) if one is not weakest]


def _together(judge: _Judge, edges: list[int], alone: list[Break]) -> list[Break]:
    """Return the breaks, those that are not sure alone with the probability of an episode with the one beside them."""
    found = list(alone)
    for place, (first, end) in enumerate(zip(edges, edges[3:], strict=False)):
        if min(one.probability for one in alone[place : place + 2]) < SURE:
            single = judge.single(first, end).posterior
            chance = _of_episode(judge.passing(first, end), single, judge.prior(first, end))
            for one in (place, place + 1):
                if chance > found[one].probability:
                    found[one] = found[one]._replace(probability=chance, passing=(first, end))
    return found
