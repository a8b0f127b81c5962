"""Our events beside a foreign set: counts by week or month, how far they go together, and which acts are the same.

Pure functions: acts in, a comparison out.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from harmattan.ledger.foreign.acts import Act, end_of, period_of
from harmattan.ledger.foreign.matching import Match, Rules, matches, rest
from harmattan.ledger.query.whole import Days, beginning

QUADS: Final = (1, 2, 3, 4)
# Two points always lie on a line.
_FEWEST: Final = 3
Side = Iterable[Act | str]


@dataclass(frozen=True, slots=True)
class Period:
    """Acts of one ISO week or month by quad, 1 to 4."""

    name: str
    ours: tuple[int, ...]
    theirs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two sets say of one question.

    correlations: Pearson's r of the counts over the periods, by quad and for all as "all"; None where there are fewer
    than three periods or one side never changes. left_ours, left_theirs: what was not compared or not counted, by
    reason.
    """

    periods: tuple[Period, ...]
    correlations: dict[str, float | None]
    matches: tuple[Match, ...]
    only_ours: tuple[Act, ...]
    only_theirs: tuple[Act, ...]
    left_ours: dict[str, int]
    left_theirs: dict[str, int]


def compare(
    ours: Side, theirs: Side, rules: Rules, days: Days = (None, None), asks: Callable[[date], bool] = lambda _: True
) -> Comparison:
    """Compare two sets of acts; a text among them is the reason why something is no act to compare.

    days: the half-open range of the counts; a side that is None is that of the first or last act of either set.
    asks: whether the period that begins on a day is counted, so that what was not asked for is no row of zeros.
    """
    mine, left_ours = _parted(ours, rules)
    other, left_theirs = _parted(theirs, rules)
    found = matches(mine, other, rules)
    periods = tuple(_periods(mine, other, rules.unit, days, asks))
    return Comparison(
        periods,
        correlations(periods),
        tuple(found),
        tuple(rest(mine, (match.ours.id for match in found))),
        tuple(rest(other, (match.theirs.id for match in found))),
        dict(left_ours),
        dict(left_theirs),
    )


def _parted(side: Side, rules: Rules) -> tuple[list[Act], Counter[str]]:
    """Acts, and what was left out or is not counted, by reason."""
    acts: list[Act] = []
    left: Counter[str] = Counter()
    for act in side:
        if isinstance(act, str):
            left[act] += 1
            continue
        acts.append(act)
        if act.period(rules.unit) is None:
            left[f"not known to the {rules.unit}: in the lists, not in the counts"] += 1
    return acts, left


def _periods(
    ours: Sequence[Act], theirs: Sequence[Act], unit: str, days: Days, asks: Callable[[date], bool]
) -> Iterator[Period]:
    counts = [Counter((act.period(unit), act.quad) for act in acts) for acts in (ours, theirs)]
    for first in filter(asks, _firsts([*ours, *theirs], unit, days)):
        name = period_of(first, unit)
        yield Period(name, *(tuple(count[name, quad] for quad in QUADS) for count in counts))


def _firsts(acts: Sequence[Act], unit: str, days: Days) -> Iterator[date]:
    """Yield the first day of every period of the range, those without acts too."""
    counted = [act.first for act in acts if act.first and act.period(unit)]
    first = days[0] or min(counted, default=None)
    last = days[1] - timedelta(days=1) if days[1] else max(counted, default=None)
    while first is not None and last is not None and first <= last:
        first = beginning(first, unit)
        yield first
        first = end_of(period_of(first, unit))


def correlations(periods: Sequence[Period]) -> dict[str, float | None]:
    """Return Pearson's r of our counts and theirs by quad, and of the sums."""
    found = {str(quad): pearson([(one.ours[i], one.theirs[i]) for one in periods]) for i, quad in enumerate(QUADS)}
    return found | {"all": pearson([(sum(one.ours), sum(one.theirs)) for one in periods])}


def pearson(points: Sequence[tuple[int, int]]) -> float | None:
    """Return Pearson's correlation, or None for fewer than three points or a side that never changes."""
    if len(points) < _FEWEST:
        return None
    means = [sum(side) / len(points) for side in zip(*points, strict=True)]
    away = [(x - means[0], y - means[1]) for x, y in points]
    spread = math.sqrt(sum(x * x for x, _ in away)) * math.sqrt(sum(y * y for _, y in away))
    return sum(x * y for x, y in away) / spread if spread else None
