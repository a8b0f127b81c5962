"""A pair's acts as arrays of numbers: the days of a period, what was read on each, and the acts by day."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from harmattan import dates
from harmattan.analyse.signs import PLACES
from harmattan.errors import UsageError
from harmattan.records import Observation

Array = NDArray[np.float64]
Indices = NDArray[np.int64]

# An act is told of on its day and for weeks after: what was read then covers it, the nearer the more (mean days later).
_LATER = 14.0
# However little was read, a day has this share of an average day's coverage; else one act there would prove a change.
_FLOOR = 0.05
_SCORES = (-10.0, 10.0)
# An act that counts as more acts than this makes grids that take minutes.
_HEAVIEST = 100


@dataclass(frozen=True, slots=True)
class Sample:
    """A period of days and the acts in it.

    days: (n,) index of the day of each act in the period, rising. scores: (n,) PLOVER scores. types: (n,) index of each
    act's type in signs.PLACES, -1 where it is not known. weights: (n,) how much each act counts. exposure: (days,)
    coverage of each day, mean 1. timed: whether the times of the acts count, or only what kind of acts they are.
    """

    days: Indices
    scores: Array
    types: Indices
    weights: Array
    exposure: Array
    timed: bool = True

    @property
    def length(self) -> int:
        """Days in the period."""
        return len(self.exposure)


def in_order(observations: Iterable[Observation]) -> list[Observation]:
    """Return observations by day; those of one day by event id, so that the order of input does not matter."""
    return sorted(observations, key=lambda one: (one.day, one.event, one.score, one.source, one.weight))


def checked_period(since: str, until: str) -> tuple[date, date]:
    """Return first day and the day after the last. Raises UsageError for no days, or fewer than two."""
    first, end = _day(since), _day(until)
    if (end - first).days < 2:
        raise UsageError(f"a period needs two days at least: {since} to {until}")
    return first, end


def checked(observations: Sequence[Observation], since: date, until: date) -> None:
    """Raise UsageError for an act outside the period, a score off the scale, a weight that is not above 0."""
    for one in observations:
        if not since <= _day(one.day) < until:
            raise UsageError(f"event {one.event} of {one.day} lies outside {since} to {until}")
        if not (math.isfinite(one.score) and _SCORES[0] <= one.score <= _SCORES[1]):
            raise UsageError(f"event {one.event} has a score outside -10 .. 10: {one.score}")
        if not 0 < one.weight <= _HEAVIEST:
            raise UsageError(f"event {one.event} has a weight that is not above 0, or above {_HEAVIEST}: {one.weight}")


def exposure_of(articles: Mapping[str, float] | None, since: date, until: date) -> Array:
    """Return the coverage of each day, about 1 on average: articles by ISO week or day, a week's spread over its days.

    A day is covered by what was read on it and later. A week that articles does not name was not read. Raises
    UsageError for a key that is neither week nor day, for a number below 0, and if nothing was read at all.
    """
    if articles is None:
        return np.ones((until - since).days)
    daily, start = np.zeros((until - since).days), since.toordinal()
    for key, number in articles.items():
        if not 0 <= number < math.inf:
            raise UsageError(f"articles of {key} are no number from 0: {number}")
        first, end = _span(key)
        daily[max(0, first - start) : max(0, end - start)] += number / (end - first)
    if not daily.any():
        raise UsageError(f"nothing was read between {since} and {until}")
    covered = _covered(daily)
    relative: Array = np.maximum(covered / covered.mean(), _FLOOR)
    return relative


def _covered(daily: Array) -> Array:
    """Return the mean of each day and those after it in the period, weights falling by the day."""
    kept = math.exp(-1 / _LATER)
    totals = list(accumulate(daily[::-1].tolist(), lambda later, today: kept * later + today))
    covered: Array = (np.array(totals) / np.cumsum(kept ** np.arange(len(daily))))[::-1]
    return covered


def sampled(observations: Sequence[Observation], since: date, exposure: Array, *, timed: bool = True) -> Sample:
    """Return the sample of checked observations that are in order."""
    return Sample(
        np.array([(_day(one.day) - since).days for one in observations], dtype=np.int64),
        np.array([one.score for one in observations], dtype=np.float64),
        np.array([PLACES.get(one.type, -1) for one in observations], dtype=np.int64),
        np.array([one.weight for one in observations], dtype=np.float64),
        exposure,
        timed,
    )


def part(sample: Sample, first: int, end: int) -> Sample:
    """Return the days from first to end (not included) as a sample of its own."""
    inside = (sample.days >= first) & (sample.days < end)
    return replace(_kept(sample, inside), days=sample.days[inside] - first, exposure=sample.exposure[first:end])


def without(sample: Sample, left_out: NDArray[np.bool_]) -> Sample:
    """Return the sample without the acts that left_out, (n,), marks."""
    return _kept(sample, ~left_out)


def _kept(sample: Sample, kept: NDArray[np.bool_]) -> Sample:
    return replace(
        sample,
        days=sample.days[kept],
        scores=sample.scores[kept],
        types=sample.types[kept],
        weights=sample.weights[kept],
    )


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise UsageError(f"not a day: {value!r}") from None


@lru_cache(maxsize=4096)
def _span(key: str) -> tuple[int, int]:
    """Return the first day of a week or day and the day after its last, as ordinals; pairs share their weeks."""
    if not re.fullmatch(r"\d{4}-(?:W\d{2}|\d{2}-\d{2})", key):
        raise UsageError(f"articles are counted by ISO week or day, not by {key!r}")
    try:
        first, end = dates.bounds(key)
    except ValueError:
        raise UsageError(f"no such week or day: {key!r}") from None
    return first.toordinal(), end.toordinal()
