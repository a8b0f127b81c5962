"""Statistics that hold for small counts, in plain Python: intervals for shares, an exact test, a rise of a rate."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, exp, lgamma, log, log1p, sqrt
from typing import Final

# Two-sided 95 %.
Z: Final = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, with its 95 % interval (0 .. 1); without a whole the interval is everything."""

    part: int
    whole: int
    low: float
    high: float

    @property
    def value(self) -> float | None:
        """The share itself; None of nothing."""
        return self.part / self.whole if self.whole else None


def share(part: int, whole: int) -> Share:
    """Return a share with Wilson's score interval, 95 % (Wilson 1927)."""
    if whole == 0:
        return Share(0, 0, 0.0, 1.0)
    at, square = part / whole, Z * Z
    middle = (at + square / (2 * whole)) / (1 + square / whole)
    reach = Z * sqrt(at * (1 - at) / whole + square / (4 * whole * whole)) / (1 + square / whole)
    # At the ends the bound is exact; rounding would leave 1e-17 of it.
    low = 0.0 if part == 0 else max(0.0, middle - reach)
    return Share(part, whole, low, 1.0 if part == whole else min(1.0, middle + reach))


def change(before: Share, after: Share) -> tuple[float, float, float]:
    """Return how a share changed, with its 95 % interval: Newcombe's hybrid score interval (1998, method 10).

    Without a whole on one side nothing is known: (0, -1, 1).
    """
    if before.value is None or after.value is None:
        return 0.0, -1.0, 1.0
    moved = after.value - before.value
    low = moved - sqrt((after.value - after.low) ** 2 + (before.high - before.value) ** 2)
    high = moved + sqrt((after.high - after.value) ** 2 + (before.value - before.low) ** 2)
    return moved, low, high


def fisher(before: Share, after: Share) -> float:
    """Return the two-sided p of Fisher's exact test that both shares are one: all tables no likelier than this one."""
    part, whole = before.part + after.part, before.whole + after.whole
    lowest, highest = max(0, part - after.whole), min(part, before.whole)
    ways = {x: comb(before.whole, x) * comb(after.whole, part - x) for x in range(lowest, highest + 1)}
    seen = ways[before.part]
    return min(1.0, sum(way for way in ways.values() if way <= seen) / comb(whole, part))


def holm(chances: Sequence[float]) -> list[float]:
    """Return p values corrected for their number, in the order given (Holm 1979)."""
    ranked = sorted(range(len(chances)), key=chances.__getitem__)
    found, worst = [0.0] * len(chances), 0.0
    for rank, at in enumerate(ranked):
        worst = max(worst, min(1.0, (len(chances) - rank) * chances[at]))
        found[at] = worst
    return found


def rose(past: int, recent: int, before: float, after: float) -> float:
    """Return the probability, had the rate stayed, of fewer acts than recent: near 1 means that it rose.

    The past's rate has a Gamma(past + 1, before) posterior (flat prior); the acts of the recent stretch are then
    negative-binomial. before, after: exposures, days or pages read, above 0. Exact: fewer than recent acts come before
    past + 1 others just when a binomial of past + recent trials, each "past" with before / (before + after), is at
    least past + 1.
    """
    if recent == 0:
        return 0.0
    chance = before / (before + after)
    trials = past + recent
    return min(1.0, sum(_binomial(trials, k, chance) for k in range(past + 1, trials + 1)))


def _binomial(trials: int, k: int, chance: float) -> float:
    ways = lgamma(trials + 1) - lgamma(k + 1) - lgamma(trials - k + 1)
    return exp(ways + k * log(chance) + (trials - k) * log1p(-chance))
