"""Which texts are near copies of one another: the same wire report under several mastheads is one source.

A text is kept as a bottom-k sketch (Broder 1997): the smallest hashes of its five-word shingles. The share of the
smallest hashes of both together that stand in both estimates how many shingles two texts have in common.
"""

import hashlib
import re
from collections.abc import Sequence
from typing import Final

Sketch = tuple[int, ...]

# Five words in a row are seldom shared by chance; a quotation alone stays far below the share of a copy.
SHINGLE: Final = 5
# 128 hashes tell a share to within .05.
KEPT: Final = 128
# A copy cut to its first half still shares .5; reports written apart share under .05.
COPY: Final = 0.35
_WORD = re.compile(r"\w+")


def sketch(text: str) -> Sketch:
    """Return the smallest hashes of the shingles of a text, ascending; a text under five words is one shingle."""
    words = _WORD.findall(text.casefold())
    if not words:
        return ()
    last = max(1, len(words) - SHINGLE + 1)
    shingles = {" ".join(words[start : start + SHINGLE]) for start in range(last)}
    return tuple(sorted(_number(shingle) for shingle in shingles)[:KEPT])


def _number(shingle: str) -> int:
    return int.from_bytes(hashlib.blake2b(shingle.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def likeness(one: Sketch, other: Sketch) -> float:
    """Return the estimated Jaccard share of common shingles, 0 to 1."""
    if not one or not other:
        return 0.0
    left, right = set(one), set(other)
    smallest = sorted(left | right)[:KEPT]
    return sum(number in left and number in right for number in smallest) / len(smallest)


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
