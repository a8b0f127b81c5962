"""Where a pair's course breaks: once in a short series, as often as the acts bear out in a long one."""

from collections.abc import Callable
from functools import cache, partial
from typing import Final, NamedTuple

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


class Break(NamedTuple):
    """A break on a day, and the stretch of days [first, end) it was judged in: up to the breaks beside it."""

    first: int
    day: int
    end: int
    probability: float
    posterior: Posterior


Judge = Callable[[int, int], Break]


def breaks(sample: Sample, prior: float) -> tuple[list[Break], Break]:
    """Return the breaks in order of days, and the most probable one of the whole period, sure or not.

    prior: of a break in the whole period; it is less in a part. Splits at the most probable break of the whole and of
    overlapping halves, then on each side (Vostrikova 1981; seeded intervals: Kovacs et al. 2023); each break is then
    judged once more between those beside it.
    """
    judge = cache(partial(_judged, sample, prior))
    days = _split(sample, judge, 0, sample.length, FEWEST)
    return _settled(sample, judge, days), judge(0, sample.length)


def _judged(sample: Sample, prior: float, first: int, end: int) -> Break:
    """Return the most probable break between two days of [first, end)."""
    found = posterior(part(sample, first, end))
    chance = found.probability(share_of(prior, (end - first) / sample.length))
    return Break(first, first + 1 + int(found.days.argmax()), end, chance, found)


def share_of(prior: float, share: float) -> float:
    """Return the probability of a break in a share of the period, if breaks come at an even rate."""
    return 1 - float((1 - prior) ** share)


def _split(sample: Sample, judge: Judge, first: int, end: int, fewest: int) -> list[int]:
    stretches = [one for one in _stretches(sample, first, end) if _acts(sample, *one) >= fewest]
    found = [judge(*one) for one in stretches]
    best = max(found, key=lambda one: one.probability, default=None)
    if best is None or best.probability < SURE:
        return []
    left = _split(sample, judge, first, best.day, _SECOND)
    return [*left, best.day, *_split(sample, judge, best.day, end, _SECOND)]


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


def _settled(sample: Sample, judge: Judge, days: list[int]) -> list[Break]:
    """Judge each break between its neighbours and drop the weakest until all are sure."""
    while True:
        edges = [0, *days, sample.length]
        found = [judge(first, end) for first, end in zip(edges, edges[2:], strict=False)]
        weakest = min(found, key=lambda one: one.probability, default=None)
        if weakest is None or weakest.probability >= SURE:
            return found
        days = [day for day, one in zip(days, found, strict=True) if one is not weakest]
