"""Invented pairs of actors with a known course, for bench/turns.py; no name, no text.

How a pair comes about (chosen before any model was run on it, and not changed since):

- A period of 1 to 3 years; a number of acts drawn evenly from the setting's range is expected in it, and pairs whose
  count falls outside the range are drawn again.
- Acts per week are negative binomial: each week has a gamma multiplier of shape 1 to 5, drawn per pair. "bursts": each
  act is followed by a geometric number of others (mean 1) over the next 7 days, half of them with its very score.
- Scores are normal about the pair's level (-4 .. 4), standard deviation 3 to 4, moved to the nearest PLOVER score.
- A break falls on a day between 15 and 85 % of the period: the rate is multiplied or divided by 2 to 4 (even in logs),
  the mean score goes 2 to 5 points up or down, or both.
- "back": the break falls between 15 and 50 % of the period, and from 15 to 35 % of it later the course is as before.
- "clear" breaks were added after the first figures were seen: 3.5 to 8.5 points, which is what the histories of the
  train part show, and a rate 3 to 8 times as high or low, for which nothing measured speaks.
- Five outlets tell of acts with shares 1, 1/2 .. 1/5. About 200 articles a week are read, give or take 15 %.
- "volume": from some day on, for 8 to 26 weeks or for good, 2 to 4 times as many or as few articles are read, and with
  them as many more or fewer acts come to be known. No break.
- "outlet": from some day on a sixth outlet is read: half as many articles and acts again, its own told 2 points worse.
  No break.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from harmattan import dates
from harmattan.codebook.loader import load
from harmattan.records import Observation

FIRST: Final = date(2020, 1, 6)
_BURST: Final = 1.0
_BIAS: Final = -2.0


@dataclass(frozen=True, slots=True)
class Setting:
    """What kind of pairs: number of acts, what breaks (rate, tone), bursts of acts, what happens to coverage.

    size: by how many times the rate breaks and by how many points the tone; None draws both.
    """

    name: str
    acts: tuple[int, int]
    rate: bool = False
    tone: bool = False
    bursts: bool = False
    shock: str = ""
    clear: bool = False
    back: bool = False
    size: tuple[float, float] | None = None

    @property
    def sizes(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return between what the ratio of the rates and the step of the tone are drawn."""
        if self.size:
            return (self.size[0], self.size[0]), (self.size[1], self.size[1])
        return ((3, 8), (3.5, 8.5)) if self.clear else ((2, 4), (2, 5))


@dataclass(frozen=True, slots=True)
class Course:
    """A pair drawn. day: index of the break, or None; ratio and shift: of rate and mean score after it, up to the day
    on which the course is as before (back), if there is one."""

    observations: tuple[Observation, ...]
    articles: dict[str, float]
    since: str
    until: str
    day: int | None
    ratio: float = 1.0
    shift: float = 0.0
    back: int | None = None


@dataclass(frozen=True, slots=True)
class _Plan:
    days: int
    acts: int
    day: int
    back: int
    ratio: float
    shift: float
    level: float
    spread: float
    shape: float


def courses(setting: Setting, count: int, seed: int) -> Iterator[Course]:
    """Yield pairs of a setting; the same seed gives the same pairs."""
    rng = np.random.default_rng(seed)
    for _ in range(count):
        yield _course(setting, rng)


def _course(setting: Setting, rng: np.random.Generator) -> Course:
    """Draw until the number of acts fits the setting."""
    plan = _plan(setting, rng)
    while True:
        coverage = _coverage(plan.days, setting.shock, rng)
        found = list(_acts(plan, setting, coverage, rng))
        if setting.acts[0] <= len(found) <= setting.acts[1]:
            break
    broken = setting.rate or setting.tone
    since, until = FIRST.isoformat(), (FIRST + timedelta(days=plan.days)).isoformat()
    articles = _articles(coverage, rng)
    back = plan.back if setting.back else None
    return Course(tuple(found), articles, since, until, plan.day if broken else None, plan.ratio, plan.shift, back)


def _plan(setting: Setting, rng: np.random.Generator) -> _Plan:
    days = int(rng.integers(365, 1096))
    sign = rng.choice([-1, 1], size=2)
    times, points = setting.sizes
    acts = int(rng.integers(setting.acts[0], setting.acts[1] + 1))
    day = int(days * rng.uniform(0.15, 0.5 if setting.back else 0.85))
    return _Plan(
        days=days,
        acts=acts,
        day=day,
        back=day + int(days * rng.uniform(0.15, 0.35)) if setting.back else days,
        ratio=float(np.exp(sign[0] * rng.uniform(*np.log(times)))) if setting.rate else 1.0,
        shift=float(sign[1] * rng.uniform(*points)) if setting.tone else 0.0,
        level=float(rng.uniform(-4, 4)),
        spread=float(rng.uniform(3, 4)),
        shape=float(rng.uniform(1, 5)),
    )


def _coverage(days: int, shock: str, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return what is read on each day, 1 as usual, (2, days): by the five outlets, by the sixth."""
    weekly = rng.normal(1, 0.15, size=days // 7 + 1).clip(0.3)
    coverage = np.stack([np.repeat(weekly, 7)[:days], np.zeros(days)])
    start = int(days * rng.uniform(0.15, 0.85))
    if shock == "volume":
        end = start + int(rng.integers(56, 183)) if rng.random() < 0.5 else days
        coverage[0, start:end] *= np.exp(rng.choice([-1, 1]) * rng.uniform(np.log(2), np.log(4)))
    if shock == "outlet":
        coverage[1, start:] = 0.5
    return coverage


def _articles(coverage: NDArray[np.float64], rng: np.random.Generator) -> dict[str, float]:
    daily = rng.poisson(200 / 7 * coverage.sum(axis=0))
    weeks: dict[str, float] = {}
    for day, number in enumerate(daily):
        week = dates.week_of(FIRST + timedelta(days=day))
        weeks[week] = weeks.get(week, 0.0) + float(number)
    return weeks


def _acts(
    plan: _Plan, setting: Setting, coverage: NDArray[np.float64], rng: np.random.Generator
) -> Iterator[Observation]:
    new = (np.arange(plan.days) >= plan.day) & (np.arange(plan.days) < plan.back)
    relative = np.where(new, plan.ratio, 1.0) * coverage
    weekly = np.repeat(rng.gamma(plan.shape, 1 / plan.shape, size=plan.days // 7 + 1), 7)[: plan.days]
    expected = plan.acts / (1 + _BURST * setting.bursts) / relative.sum()
    shares = 1 / np.arange(1, 6)
    number = 0
    for outlet, day in zip(*np.nonzero(drawn := rng.poisson(expected * relative * weekly)), strict=True):
        for _ in range(drawn[outlet, day]):
            source = f"outlet{rng.choice(5, p=shares / shares.sum())}" if outlet == 0 else "outlet6"
            mean = plan.level + plan.shift * (0.5 if new[day] else -0.5) + _BIAS * outlet
            first = _act(int(day), _score(rng.normal(mean, plan.spread)), f"e{number}", source)
            following = list(_burst(first, plan, mean, rng)) if setting.bursts else []
            yield from (replace(one, event=f"e{number + i}") for i, one in enumerate([first, *following]))
            number += 1 + len(following)


def _burst(first: Observation, plan: _Plan, mean: float, rng: np.random.Generator) -> Iterator[Observation]:
    start = (date.fromisoformat(first.day) - FIRST).days
    for _ in range(rng.geometric(1 / (1 + _BURST)) - 1):
        day = start + int(rng.integers(0, 8))
        score = first.score if rng.random() < 0.5 else _score(rng.normal(mean, plan.spread))
        if day < plan.days:
            yield _act(day, score, "", first.source)


def _act(day: int, score: float, event: str, source: str) -> Observation:
    quad = (1 if score < 6 else 2) if score > 0 else 3 if score > -5 else 4
    return Observation((FIRST + timedelta(days=day)).isoformat(), score, event, source, quad)


def _score(value: float) -> float:
    return float(_SCORES[np.argmin(np.abs(_SCORES - value))])


_SCORES: Final = np.array(
    sorted(
        {kind.score for kind in load().types.values()}
        | {m.score for t in load().types.values() for m in t.modes.values()}
    )
)
