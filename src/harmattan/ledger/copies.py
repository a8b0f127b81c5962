"""Which texts are near copies of one another: the same wire report under several mastheads is one source.

A text is kept as a MinHash sketch (Broder 1997) of its five-word shingles: for each of 128 orders of all shingles, the
hash of the one that comes first. The share of orders in which two texts agree estimates how many shingles they have in
common. The only user of rensa, which makes a sketch in a quarter of the time that Python takes.
"""

import re
from collections.abc import Sequence
from operator import eq
from typing import Final

Sketch = tuple[int, ...]

# Five words in a row are seldom shared by chance; a quotation alone stays far below the share of a copy.
SHINGLE: Final = 5
# 128 orders tell a share to within .05.
KEPT: Final = 128
# A copy cut to its first half still shares .5; reports written apart share under .05.
COPY: Final = 0.35
# Any number, but always the same: sketches of two runs are compared.
_SEED: Final = 1
_WORD = re.compile(r"\w+")


def sketch(text: str) -> Sketch:
    """Return the smallest hash of the shingles of a text in each order; a text under five words is one shingle."""
    from rensa import RMinHash

    # Lone surrogates of broken pages are no text to rensa.
    words = _WORD.findall(text.casefold().encode("utf-8", "replace").decode("utf-8"))
    if not words:
        return ()
    last = max(1, len(words) - SHINGLE + 1)
    made = RMinHash(num_perm=KEPT, seed=_SEED)
    made.update([" ".join(words[start : start + SHINGLE]) for start in range(last)])
    return tuple(made.digest())


def likeness(one: Sketch, other: Sketch) -> float:
    """Return the estimated Jaccard share of common shingles, 0 to 1."""
    return sum(map(eq, one, other)) / KEPT if one and other else 0.0


def independent(sources: Sequence[str], sketches: Sequence[Sketch]) -> int:
    """Return how many independent sources there are: one outlet counts once, and so do near copies.

    sources and sketches run in parallel, one for each text.
    """
    groups: list[list[int]] = []
    for here in range(len(sources)):
        joined = [group for group in groups if any(_depends(sources, sketches, here, there) for there in group)]
        groups = [group for group in groups if group not in joined]
        groups.append([here, *(there for group in joined for there in group)])
    return len(groups)


def _depends(sources: Sequence[str], sketches: Sequence[Sketch], here: int, there: int) -> bool:
    return sources[here] == sources[there] or likeness(sketches[here], sketches[there]) >= COPY
