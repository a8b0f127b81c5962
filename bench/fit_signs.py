"""Prints what analyse/signs.py holds: ``python bench/fit_signs.py``.

Counted are acts of pairs whose course is known on both sides of one turn: the corpus's histories of the train part, and
the pairs of the public record that are for fitting. A turn for the better has bad acts before it and good ones after.
The third number: acts on the first day of the new course.
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


def opening(acts: Sequence[Observation], turn: str) -> list[Observation]:
    """Return the acts of the first day, from the turn on, that has any."""
    first = min(act.day for act in acts if act.day >= turn)
    return [act for act in acts if act.day == first]


def main() -> None:
    """Command line."""
    pairs = list(turned())
    found = Counter(((act.day >= turn) == better, act.type) for acts, turn, better in pairs for act in acts)
    opened = Counter(act.type for acts, turn, _ in pairs for act in opening(acts, turn))
    for name in load().types:
        print(f'    "{name}": ({found[False, name]}, {found[True, name]}, {opened[name]}),')


if __name__ == "__main__":
    main()
