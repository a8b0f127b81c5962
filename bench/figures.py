"""Figures that several benches print."""

import random
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

Label = TypeVar("Label", bound=Hashable)


def f1(right: int, found: int, told: int) -> float:
    """F1 from counts of right answers, answers given and answers expected; 0 when nothing is right."""
    return 2 * right / (found + told) if right else 0.0


def per_label(pairs: Sequence[tuple[Label, Label]]) -> dict[Label, float]:
    """F1 of each gold label over (gold, predicted) pairs."""
    told, found = Counter(gold for gold, _ in pairs), Counter(guess for _, guess in pairs)
    right = Counter(gold for gold, guess in pairs if gold == guess)
    return {label: f1(right[label], found[label], told[label]) for label in told}


def split_folds(count: int, folds: int, seed: int) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the indices held out and those that are left, for each fold of a shuffled range."""
    order = list(range(count))
    random.Random(seed).shuffle(order)
    for fold in range(folds):
        held = order[fold::folds]
        left_out = set(held)
        yield held, [i for i in order if i not in left_out]


def macro(values: Iterable[float]) -> float:
    """Mean of the values; 0 of none."""
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0
