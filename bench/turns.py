"""Scores the turning-point model: ``python bench/turns.py [--simulated] [--histories] [--record] [--scan]``, all four
by default, and ``--sizes``.

Simulated pairs: bench/turn_pairs.py says how they come about. For each kind of break: AUC of the score against pairs
without a break and of the same number of acts, recall at 5 % false alarms, median error of the day over all broken
pairs, milliseconds a pair; beside PELT and CUSUM (bench/turn_rivals.py) and beside one who knows day, size and
direction of the break ("ceiling"). Shocks of coverage: the share of pairs, none of them broken, that are told as
turned by each method's own rule and at the threshold that lets 5 % of the unbroken pass. Calibration: half of the pairs
broken, and told so (prior .5); ECE is the expected calibration error over ten bins. Sizes: AUC and recall where every
break of a setting has the same size, beside one who knows how pairs come about and that size. Histories:
bench/turn_histories.py; pairs of the public record: bench/turn_record.py.
Seeds are fixed.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench import turn_record  # noqa: E402
from bench.turn_best import best  # noqa: E402
from bench.turn_histories import written  # noqa: E402
from bench.turn_pairs import Course, Setting, courses  # noqa: E402
from bench.turn_rivals import METHODS, SEVERAL, Verdict, ceiling  # noqa: E402
from harmattan.analyse.posterior import posterior, shortest  # noqa: E402
from harmattan.analyse.sample import Array, Sample, checked_period, exposure_of, in_order, sampled  # noqa: E402
from harmattan.analyse.turns import CREDIBLE, turns  # noqa: E402

SIZES = ((20, 40), (5, 10), (2, 4))
# Pairs with two breaks, and how many days off a break is found.
LONG, APART = (40, 80), 60
BREAKS = {"rate and tone": (True, True), "rate only": (True, False), "tone only": (False, True)}
# Sizes of break: how many times the rate, how many points of tone; 0 where it stays.
GRID = (
    *((2, 2), (3, 3.5), (4, 5), (8, 8)),
    *((3, 0), (4, 0), (6, 0)),
    *((0, 3.5), (0, 5), (0, 6), (0, 8)),
)
SEED = 20261128


class Group(NamedTuple):
    """Pairs of one setting and each method's verdicts on them."""

    pairs: list[tuple[Course, Sample]]
    verdicts: dict[str, list[Verdict]]
    milliseconds: dict[str, float]

    def scores(self, method: str) -> Array:
        """Return the scores of a method."""
        return np.array([one.score for one in self.verdicts[method]])


def sample_of(course: Course) -> Sample:
    """Return a pair as the model sees it."""
    since, until = checked_period(course.since, course.until)
    return sampled(in_order(course.observations), since, exposure_of(course.articles, since, until))


def group(setting: Setting, count: int, seed: int) -> Group:
    """Draw the pairs of a setting and judge them."""
    pairs = [(one, sample_of(one)) for one in courses(setting, count, seed)]
    verdicts, milliseconds = {}, {}
    for name, method in METHODS.items():
        start = process_time()
        verdicts[name] = [method(sample) for _, sample in pairs]
        milliseconds[name] = 1000 * (process_time() - start) / count
    return Group(pairs, verdicts, milliseconds)


def auc(broken: Array, whole: Array) -> float:
    """Return the probability that a broken pair has the higher score; ties count half."""
    return float(((broken[:, None] > whole).mean() + (broken[:, None] >= whole).mean()) / 2)


def simulated(count: int) -> Iterator[str]:
    """Yield the lines of the simulated pairs."""
    for bursts, clear in ((False, False), (True, False), (False, True)):
        for acts in SIZES if not bursts else SIZES[:1]:
            name = f"{acts[0]}-{acts[1]} acts{', in bursts' * bursts}{', clear breaks' * clear}"
            whole = group(Setting("none", acts, bursts=bursts), count, SEED)
            yield name
            for kind, (rate, tone) in BREAKS.items():
                broken = group(Setting(kind, acts, rate, tone, bursts, clear=clear), count, SEED + 1)
                yield from detection(kind, broken, whole, bursts=bursts, clear=clear)
            if not clear:
                yield from alarms("no break", whole, whole)
                for shock in ("volume", "outlet"):
                    yield from alarms(
                        shock, group(Setting(shock, acts, bursts=bursts, shock=shock), count, SEED + 2), whole
                    )
            yield calibration(acts, bursts, clear, count)
    yield from there_and_back(count)


def detection(kind: str, broken: Group, whole: Group, *, bursts: bool, clear: bool) -> Iterator[str]:
    """Yield a line for each method."""
    for method in METHODS:
        yes, no = broken.scores(method), whole.scores(method)
        recall = (yes > np.quantile(no, 0.95)).mean()
        errors = [abs(v.day - (c.day or 0)) for (c, _), v in zip(broken.pairs, broken.verdicts[method], strict=True)]
        told = np.mean([one.told for one in broken.verdicts[method]])
        yield (
            f"  {kind:14} {method:10} AUC {auc(yes, no):.3f}  recall at 5 % {recall:.2f}  told {told:.2f}"
            f"  day off by {np.median(errors):4.0f}  {broken.milliseconds[method]:.2f} ms"
        )
    if not bursts:
        found, error = _best(kind, broken, whole, clear=clear)
        yield f"  {kind:14} {'best':10} AUC {found:.3f}  (knows how pairs come about; standard error {error:.3f})"
    yield f"  {kind:14} {'ceiling':10} AUC {_ceiling(broken, whole):.3f}  (knows day, size and direction)"


def by_size(count: int) -> Iterator[str]:
    """Yield AUC, recall and the AUC of the best for each size of break, with many acts and with few."""
    for acts in SIZES[:2]:
        whole = [sample_of(one) for one in courses(Setting("none", acts), count, SEED)]
        no = np.array([METHODS["Harmattan"](sample).score for sample in whole])
        for times, points in GRID:
            setting = Setting("size", acts, bool(times), bool(points), size=(times, points))
            broken = [sample_of(one) for one in courses(setting, count, SEED + 1)]
            yes = np.array([METHODS["Harmattan"](sample).score for sample in broken])
            known = auc(*(np.array([best(sample, setting) for sample in one]) for one in (broken, whole)))
            recall = (yes > np.quantile(no, 0.95)).mean()
            yield (
                f"  {acts[0]}-{acts[1]} acts, rate x {times:g}, tone {points:g}: AUC {auc(yes, no):.3f}  "
                f"recall at 5 % {recall:.2f}  knows the size {known:.3f}"
            )


def there_and_back(count: int) -> Iterator[str]:
    """Yield how many of two breaks a pair are found, how many others are told, and what is told of unbroken pairs."""
    for clear in (False, True):
        yield f"{LONG[0]}-{LONG[1]} acts, a course that comes and goes{', clear breaks' * clear}"
        yield from _several(Setting("back", LONG, rate=True, tone=True, clear=clear, back=True), count)
    yield f"{LONG[0]}-{LONG[1]} acts, one break that lasts"
    yield from _several(Setting("both", LONG, rate=True, tone=True), count)
    for bursts, shock in ((False, ""), (False, "volume"), (False, "outlet"), (True, "")):
        yield f"{LONG[0]}-{LONG[1]} acts{', in bursts' * bursts}, no break{', shock: ' * bool(shock)}{shock}"
        yield from _several(Setting("none", LONG, bursts=bursts, shock=shock), count)


def _several(setting: Setting, count: int) -> Iterator[str]:
    """Yield a line for each method that may tell several breaks."""
    drawn = [(one, sample_of(one)) for one in courses(setting, count, SEED + 3)]
    for name, method in SEVERAL.items():
        told = [(one, method(sample)) for one, sample in drawn]
        breaks = [[day for day in (one.day, one.back) if day is not None] for one, _ in drawn]
        right = [_found(one, days) for one, (_, days) in zip(breaks, told, strict=True)]
        whole = sum(hits == len(one) for one, hits in zip(breaks, right, strict=True) if one)
        spare = sum(len(days) for _, days in told) - sum(right)
        yield (
            f"  {name:10} of {sum(map(len, breaks))} breaks {sum(right)} found within {APART} days; all of a pair in "
            f"{whole} of {count} pairs, none in {sum(one == 0 for one in right)}; {spare} told elsewhere; "
            f"anything told in {sum(bool(days) for _, days in told) / count:.3f}"
        )


def _found(true: Sequence[int], told: Sequence[int]) -> int:
    """Return how many true days a told day is near; a told day stands for one of them, the nearest pairs first."""
    near = sorted((abs(day - one), one, day) for one in true for day in told if abs(day - one) <= APART)
    found: set[int] = set()
    used: set[int] = set()
    for _, one, day in near:
        if one not in found and day not in used:
            found.add(one)
            used.add(day)
    return len(found)


def _best(kind: str, broken: Group, whole: Group, *, clear: bool) -> tuple[float, float]:
    """Return the AUC of the best that can be made of the pairs, and its standard error (Hanley and McNeil 1982)."""
    rate, tone = BREAKS[kind]
    setting = Setting(kind, SIZES[0], rate, tone, clear=clear)
    sides = ([best(sample, setting) for _, sample in one.pairs] for one in (broken, whole))
    yes, no = map(np.array, sides)
    area = auc(yes, no)
    spread = (area / (2 - area) - area**2) * (len(yes) - 1) + (2 * area**2 / (1 + area) - area**2) * (len(no) - 1)
    return area, float(np.sqrt((area * (1 - area) + spread) / (len(yes) * len(no))))


def _ceiling(broken: Group, whole: Group) -> float:
    """Give each unbroken pair the break of a broken one, at the same part of its period."""
    yes = [ceiling(sample, course.day or 1, course.ratio, course.shift) for course, sample in broken.pairs]
    no = []
    for (course, other), (_, sample) in zip(broken.pairs, whole.pairs, strict=True):
        day = max(1, sample.length * (course.day or 1) // other.length)
        no.append(ceiling(sample, day, course.ratio, course.shift))
    return auc(np.array(yes), np.array(no))


def alarms(name: str, shocked: Group, whole: Group) -> Iterator[str]:
    """Yield the false alarms of each method."""
    for method in METHODS:
        told = np.mean([one.told for one in shocked.verdicts[method]])
        over = (shocked.scores(method) > np.quantile(whole.scores(method), 0.95)).mean()
        yield f"  {name:14} {method:10} false alarms {told:.3f}  at the 5 % threshold {over:.3f}"


def calibration(acts: tuple[int, int], bursts: bool, clear: bool, count: int) -> str:
    """Return ECE, the share of breaks per bin of probability, and how often the interval holds the day."""
    seen: list[tuple[float, bool]] = []
    held: list[bool] = []
    mix = ((False, False, count), (True, True, count // 2), (True, False, count // 4), (False, True, count // 4))
    for place, (rate, tone, number) in enumerate(mix):
        for course in courses(Setting("", acts, rate, tone, bursts, clear=clear), number, SEED + 10 + place):
            found = posterior(sample_of(course))
            seen.append((found.probability(0.5), course.day is not None))
            if course.day is not None:
                first, end = shortest(found.days, CREDIBLE)
                held.append(first + 1 <= course.day < end + 1)
    error, bins = ece(seen)
    return f"  calibration    ECE {error:.3f}  {bins}  interval holds the day {np.mean(held):.2f} (wanted {CREDIBLE})"


def ece(seen: Sequence[tuple[float, bool]]) -> tuple[float, str]:
    """Return the expected calibration error over ten bins, and "told:true(count)" of each bin."""
    table = np.array(seen, dtype=float)
    places = np.minimum((table[:, 0] * 10).astype(int), 9)
    rows = [table[places == place] for place in range(10) if (places == place).any()]
    error = sum(abs(row[:, 0].mean() - row[:, 1].mean()) * len(row) for row in rows) / len(table)
    return float(error), " ".join(f"{row[:, 0].mean():.2f}:{row[:, 1].mean():.2f}({len(row)})" for row in rows)


def scan(count: int) -> str:
    """Return how long the whole answer takes for pairs of all sizes, one in five broken, drawn beforehand."""
    parts = [(acts, broken) for acts in SIZES for broken in (False,) * 4 + (True,)]
    drawn = [
        course
        for place, (acts, broken) in enumerate(parts)
        for course in courses(Setting("", acts, broken, broken), -(-count // len(parts)), SEED + 100 + place)
    ][:count]
    start = process_time()
    for one in drawn:
        turns(one.observations, one.articles, since=one.since, until=one.until)
    seconds = process_time() - start
    return f"{len(drawn)} pairs scanned in {seconds:.1f} s of one core, {1000 * seconds / len(drawn):.2f} ms a pair"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    for flag in ("simulated", "sizes", "histories", "record", "scan"):
        parser.add_argument(f"--{flag}", action="store_true")
    parser.add_argument("--pairs", type=int, default=500, help="simulated pairs a setting")
    parser.add_argument("--scanned", type=int, default=10_000, help="pairs to scan")
    options = parser.parse_args()
    every = not any((options.simulated, options.sizes, options.histories, options.record, options.scan))
    if options.histories or every:
        print("\n".join(["histories", *written()]), flush=True)
    if options.record or every:
        print("\n".join(["pairs of the public record", *turn_record.lines()]), flush=True)
    if options.simulated or every:
        for line in simulated(options.pairs):
            print(line, flush=True)
    if options.sizes:
        print("\n".join(["by size of break", *by_size(options.pairs)]), flush=True)
    if options.scan or every:
        print(scan(options.scanned))


if __name__ == "__main__":
    main()
