"""Scores the turning-point model: ``python bench/turns.py [--simulated] [--histories] [--scan]``, all three by default.

Simulated pairs: bench/turn_pairs.py says how they come about. For each kind of break: AUC of the score against pairs
without a break and of the same number of acts, recall at 5 % false alarms, median error of the day over all broken
pairs, milliseconds a pair; beside PELT and CUSUM (bench/turn_rivals.py) and beside one who knows day, size and direction
of the break ("ceiling"). Shocks of coverage: the share of pairs, none of them broken, that are told as turned by each
method's own rule and at the threshold that lets 5 % of the unbroken pass. Calibration: half of the pairs broken, and
told so (prior .5); ECE is the expected calibration error over ten bins. Histories: a hit is a turn told within 30 days
of the truth, or one whose interval holds the truth and is at most 60 days long. Seeds are fixed.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.turn_histories import History, histories  # noqa: E402
from bench.turn_pairs import Course, Setting, courses  # noqa: E402
from bench.turn_rivals import Verdict, ceiling, cusum, pelt  # noqa: E402
from harmattan.analyse.breaks import breaks  # noqa: E402
from harmattan.analyse.posterior import posterior, shortest  # noqa: E402
from harmattan.analyse.sample import Array, Sample, checked_period, exposure_of, in_order, sampled  # noqa: E402
from harmattan.analyse.turns import CREDIBLE, PRIOR, turns  # noqa: E402
from harmattan.records import TooLittle, Turn  # noqa: E402

SIZES = ((20, 40), (5, 10), (2, 4))
BREAKS = {"rate and tone": (True, True), "rate only": (True, False), "tone only": (False, True)}
SEED = 20261128
NEAR, NARROW = 30, 60


class Group(NamedTuple):
    """Pairs of one setting and each method's verdicts on them."""

    pairs: list[tuple[Course, Sample]]
    verdicts: dict[str, list[Verdict]]
    milliseconds: dict[str, float]

    def scores(self, method: str) -> Array:
        """Return the scores of a method."""
        return np.array([one.score for one in self.verdicts[method]])


def ours(sample: Sample) -> Verdict:
    """Return the verdict of Harmattan's model; the score is the log Bayes factor."""
    found = posterior(sample)
    return Verdict(found.log_bayes, bool(breaks(sample, PRIOR)), 1 + int(found.days.argmax()))


METHODS: dict[str, Callable[[Sample], Verdict]] = {"Harmattan": ours, "PELT": pelt, "CUSUM": cusum}


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
                yield from detection(kind, broken, whole)
            if not clear:
                yield from alarms("no break", whole, whole)
                for shock in ("volume", "outlet"):
                    yield from alarms(
                        shock, group(Setting(shock, acts, bursts=bursts, shock=shock), count, SEED + 2), whole
                    )
            yield calibration(acts, bursts, clear, count)


def detection(kind: str, broken: Group, whole: Group) -> Iterator[str]:
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
    yield f"  {kind:14} {'ceiling':10} AUC {_ceiling(broken, whole):.3f}  (knows day, size and direction)"


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


def written() -> Iterator[str]:
    """Yield a line for each history, and the count of hits."""
    rows = [(one, _told(one), *_guesses(one)) for one in histories()]
    for one, found, guess, *_ in rows:
        yield f"  {one.part:5} {one.name:22} {len(one.acts):2} acts, truth {one.truth}  {_line(found)}; likeliest day {guess}"
    near = sum(_near(found, one.truth) for one, found, *_ in rows)
    held = sum(_near(found, one.truth) or _held(found, one.truth) for one, found, *_ in rows)
    yield f"  told within {NEAR} days of the truth {near} of {len(rows)}; or held by an interval of {NARROW} days {held}"
    for place, method in enumerate(("likeliest day, told or not", "PELT's best split", "CUSUM's start"), start=2):
        right = sum(abs(_apart(str(row[place]), row[0].truth)) <= NEAR for row in rows)
        yield f"  {method} within {NEAR} days: {right} of {len(rows)}"


def _told(one: History) -> list[Turn] | TooLittle:
    return turns(one.acts, since=one.since, until=one.until)


def _guesses(one: History) -> tuple[str, ...]:
    since, until = checked_period(one.since, one.until)
    sample = sampled(in_order(one.acts), since, exposure_of(None, since, until))
    return tuple(str(np.datetime64(one.since) + method(sample).day) for method in METHODS.values())


def _line(found: list[Turn] | TooLittle) -> str:
    if isinstance(found, TooLittle):
        return found.reason
    words = (f"{one.day} [{one.since}, {one.until}) p {one.probability:.2f} {'+'.join(one.direction)}" for one in found)
    return " | ".join(words) or "no turn"


def _apart(one: str, other: str) -> int:
    return int((np.datetime64(one) - np.datetime64(other)).astype(int))


def _surest(found: list[Turn] | TooLittle) -> Turn | None:
    return None if isinstance(found, TooLittle) else max(found, key=lambda one: one.probability, default=None)


def _near(found: list[Turn] | TooLittle, truth: str) -> bool:
    turn = _surest(found)
    return turn is not None and abs(_apart(turn.day, truth)) <= NEAR


def _held(found: list[Turn] | TooLittle, truth: str) -> bool:
    turn = _surest(found)
    return turn is not None and turn.since <= truth < turn.until and _apart(turn.until, turn.since) <= NARROW


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
    for flag in ("simulated", "histories", "scan"):
        parser.add_argument(f"--{flag}", action="store_true")
    parser.add_argument("--pairs", type=int, default=500, help="simulated pairs a setting")
    parser.add_argument("--scanned", type=int, default=10_000, help="pairs to scan")
    options = parser.parse_args()
    every = not (options.simulated or options.histories or options.scan)
    if options.histories or every:
        print("\n".join(["histories", *written()]), flush=True)
    if options.simulated or every:
        for line in simulated(options.pairs):
            print(line, flush=True)
    if options.scan or every:
        print(scan(options.scanned))


if __name__ == "__main__":
    main()
