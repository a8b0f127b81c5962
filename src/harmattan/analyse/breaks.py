"""Where a pair's course breaks: once in a short series, as often as the acts bear out in a long one."""

from collections.abc import Callable
from functools import cache, partial
from itertools import pairwise
from math import log
from typing import Final, NamedTuple

from harmattan.analyse.episodes import Episode, episode
from harmattan.analyse.posterior import Posterior, posterior, probability
from harmattan.analyse.sample import Sample, part

# A break is told from even odds on.
SURE: Final = 0.5
# Fewer acts have no course that could change.
FEWEST: Final = 4
# A stretch is looked at for a second break from this many acts on, and in halves of its own (a course that comes and
# goes shows in a half and not in the whole) from four times as many.
_SECOND: Final = 10
_LONG: Final = 4 * _SECOND
# Of the changes of a long stretch a quarter are taken to pass: the course is as before again within it.
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


class _Judge(NamedTuple):
    """One break, and one episode, in a stretch of days [first, end); both remember what they were asked."""

    single: Callable[[int, int], Break]
    passing: Callable[[int, int], Episode]
    prior: Callable[[int, int], float]


def breaks(sample: Sample, prior: float) -> tuple[list[Break], Break]:
    """Return the breaks in order of days, and the most probable one of the whole period, sure or not.

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
    return _settled(sample, judge, days), judge.single(0, sample.length)


def passing_chance(sample: Sample, prior: float) -> float:
    """Return the probability of an episode in a sample, if a break of any kind has that prior probability."""
    return probability(episode(sample).log_bayes, prior * _PASSING)


def _judged(sample: Sample, prior: float, first: int, end: int) -> Break:
    """Return the most probable break between two days of [first, end)."""
    found = posterior(part(sample, first, end))
    chance = found.probability(share_of(prior, (end - first) / sample.length))
    return Break(first, first + 1 + int(found.days.argmax()), end, chance, found)


def share_of(prior: float, share: float) -> float:
    """Return the probability of a break in a share of the period, if breaks come at an even rate."""
    return 1 - float((1 - prior) ** share)


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
    sure = probability(found.log_bayes, prior * _PASSING) >= SURE
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
    """Judge each break between its neighbours, alone and in an episode, and drop the weakest until all are sure."""
    while True:
        edges = [0, *days, sample.length]
        alone = [judge.single(first, end) for first, end in zip(edges, edges[2:], strict=False)]
        found = _together(judge, edges, alone)
        weakest = min(found, key=lambda one: one.probability, default=None)
        if weakest is None or weakest.probability >= SURE:
            return found
        days = [day for day, one in zip(days, found, strict=True) if one is not weakest]


def _together(judge: _Judge, edges: list[int], alone: list[Break]) -> list[Break]:
    """Return the breaks, those that are not sure alone with the probability of an episode with the one beside them."""
    found = list(alone)
    for place, (first, end) in enumerate(zip(edges, edges[3:], strict=False)):
        if min(one.probability for one in alone[place : place + 2]) < SURE:
            chance = probability(judge.passing(first, end).log_bayes, judge.prior(first, end) * _PASSING)
            for one in (place, place + 1):
                if chance > found[one].probability:
                    found[one] = found[one]._replace(probability=chance, passing=(first, end))
    return found
