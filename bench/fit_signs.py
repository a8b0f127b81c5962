"""Prints what analyse/signs.py holds: ``python bench/fit_signs.py``.

Counted are acts of pairs whose course is known on both sides of one turn: the corpus's histories of the train part, and
the pairs of the public record that are for fitting. A turn for the better has bad acts before it and good ones after.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.turn_histories import histories  # noqa: E402
from bench.turn_record import recorded  # noqa: E402
from harmattan.codebook.loader import load  # noqa: E402
from harmattan.records import Observation  # noqa: E402


def turned() -> Iterator[tuple[Sequence[Observation], str, bool]]:
    """Yield the acts of each pair, the day on which it turns, and whether for the better."""
    for one in histories():
        if one.part == "train":
            yield one.acts, one.truth, one.better
    for pair in recorded():
        if pair.for_fitting and pair.turn:
            yield pair.acts, pair.turn, pair.way == "better"


def counts() -> dict[str, tuple[int, int]]:
    """Return how many acts of each type lie in bad courses, and in good ones."""
    found = Counter(((act.day >= turn) == better, act.type) for acts, turn, better in turned() for act in acts)
    return {name: (found[False, name], found[True, name]) for name in load().types}


def main() -> None:
    """Command line."""
    for name, (bad, good) in counts().items():
        print(f'    "{name}": ({bad}, {good}),')


if __name__ == "__main__":
    main()
