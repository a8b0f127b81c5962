"""How fast near copies are found, and how well: rensa's MinHash against a bottom-k sketch in Python.

python bench/copies.py [--texts 200] [--words 700]
Texts are made up of words drawn at random; copies are cut at a random word and continued with others.
"""

import argparse
import hashlib
import random
import time
from collections.abc import Callable, Sequence
from typing import Any

from harmattan.ledger import copies

_VOCABULARY = 20_000


def _shingles(text: str) -> set[str]:
    words = copies._WORD.findall(text.casefold())
    return {" ".join(words[start : start + copies.SHINGLE]) for start in range(max(1, len(words) - copies.SHINGLE + 1))}


def bottom(text: str) -> tuple[int, ...]:
    """Return the smallest hashes of the shingles of a text (Broder 1997), made by Python alone."""
    hashes = (hashlib.blake2b(shingle.encode(), digest_size=8).digest() for shingle in _shingles(text))
    return tuple(sorted(int.from_bytes(number, "big") for number in hashes)[: copies.KEPT])


def bottom_likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Return the share of common shingles as two such sketches estimate it."""
    left, right = set(one), set(other)
    smallest = sorted(left | right)[: copies.KEPT]
    return sum(number in left and number in right for number in smallest) / len(smallest)


def _measure(name: str, make: Callable[[str], Any], compare: Callable[[Any, Any], float], pairs: list[Any]) -> None:
    begun = time.perf_counter()
    made = [(make(one), make(other)) for one, other, _ in pairs]
    between = time.perf_counter()
    found = [compare(one, other) for one, other in made]
    ended = time.perf_counter()
    errors = [abs(estimate - true) for estimate, (_, _, true) in zip(found, pairs, strict=True)]
    each, both = (between - begun) / len(pairs) / 2, (ended - between) / len(pairs)
    print(f"{name:<10} {each * 1e3:.2f} ms a text, {both * 1e6:.1f} us a pair, error {sum(errors) / len(errors):.3f}")


def _pair(dice: random.Random, vocabulary: list[str], words: int) -> tuple[str, str, float]:
    one = dice.choices(vocabulary, k=words)
    other = one[: dice.randrange(words // 10, words)] + dice.choices(vocabulary, k=dice.randrange(words // 2))
    texts = " ".join(one), " ".join(other)
    left, right = map(_shingles, texts)
    return *texts, len(left & right) / len(left | right)


def main() -> None:
    """Print one line for each way."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--texts", type=int, default=200)
    parser.add_argument("--words", type=int, default=700)
    given = parser.parse_args()
    dice = random.Random(1)
    vocabulary = [f"w{number}" for number in range(_VOCABULARY)]
    pairs = [_pair(dice, vocabulary, given.words) for _ in range(given.texts)]
    _measure("bottom-k", bottom, bottom_likeness, pairs)
    _measure("rensa", copies.sketch, copies.likeness, pairs)


if __name__ == "__main__":
    main()
