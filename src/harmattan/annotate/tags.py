"""From the probabilities of tags (O, and B- and I- of each kind) to the likeliest phrases: Viterbi 1967.

A phrase begins with B- and goes on with I- of its kind, a word has one tag, and no phrase runs over the end of a
sentence: of all that is legal the likeliest is taken, and not the likeliest tag of each piece.
"""

import math
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from harmattan.annotate.encoder import Floats

# Words that are surely in no phrase are not looked at: nearly all.
_SURE: Final = 0.99
_LEAST: Final = 1e-6


class Phrase(NamedTuple):
    """Pieces [first, last), and the number of the kind."""

    first: int
    last: int
    kind: int


def phrases(
    tags: Floats, starts: Sequence[bool], turns: Sequence[bool], begin: int, end: int, limit: float = 0.5
) -> Iterator[Phrase]:
    """Yield the phrases of the pieces [begin, end) in order.

    tags: probabilities [T, 1 + 2 kinds], of O and of B- and I- of each kind. starts, turns: for each piece whether it
    begins a word, and a sentence. limit: how likely a phrase has to be, 0 .. 1; .5: likelier than none.
    """
    words = list(_words(starts, turns, begin, end))
    outside = tags[:, 0].tolist()
    unsure = [min(outside[first:last]) < _SURE for first, last in words]
    at = 0
    while at < len(words):
        until = at
        while until < len(words) and unsure[until]:
            until += 1
        if until > at:
            yield from _likeliest(tags, words[at:until], turns, _log_odds(limit))
        at = max(until, at + 1)


def _log_odds(limit: float) -> float:
    held = min(max(limit, _LEAST), 1 - _LEAST)
    return math.log(held / (1 - held))


def _words(starts: Sequence[bool], turns: Sequence[bool], begin: int, end: int) -> Iterator[tuple[int, int]]:
    first = begin
    for at in range(begin + 1, end):
        if starts[at] or turns[at]:
            yield first, at
            first = at
    if first < end:
        yield first, end


def _likeliest(tags: Floats, words: Sequence[tuple[int, int]], turns: Sequence[bool], held: float) -> Iterator[Phrase]:
    """Yield the phrases of the likeliest tags of some words; held: what a word in none has more, in log odds."""
    logs = np.log(np.maximum(tags[words[0][0] : words[-1][1]], _LEAST))
    shift = words[0][0]
    inside, nothing = np.full((tags.shape[1] - 1) // 2, -np.inf), 0.0
    came: list[tuple[int, Sequence[bool]]] = []
    for first, last in words:
        own = logs[first - shift : last - shift]
        rest = own[1:, 2::2].sum(axis=0)
        best = int(inside.argmax())
        before, source = max((nothing, -1), (float(inside[best]), best))
        # What would go on from the sentence before begins anew.
        begins = np.logaddexp(own[0, 1::2], own[0, 2::2]) if turns[first] else own[0, 1::2]
        opened = before + begins + rest
        kept = np.full_like(inside, -np.inf) if turns[first] else inside + own[0, 2::2] + rest
        came.append((source, (kept > opened).tolist()))
        inside, nothing = np.maximum(kept, opened), before + float(own[:, 0].sum()) + held
    state = max((nothing, -1), (float(inside.max()), int(inside.argmax())))[1]
    found: list[Phrase] = []
    last = 0
    for (first, end), (source, stayed) in zip(reversed(words), reversed(came), strict=True):
        if state < 0:
            state = source
            continue
        last = last or end
        if not stayed[state]:
            found.append(Phrase(first, last, state))
            last, state = 0, source
    yield from reversed(found)
