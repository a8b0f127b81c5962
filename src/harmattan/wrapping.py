"""Text that was broken to a width: which line ends are only for the width, and which the writer meant.

A line is broken for the width where the next word would have made it too long; a writer's line ends stand anywhere.
"""

import re
from itertools import chain, pairwise
from typing import Final

# The widest line of a wrapped text; wider ones hold whole paragraphs, narrower ones are lists and menus.
_LEAST, _MOST = 55, 100
# Line ends inside paragraphs that a text needs for its width to be known, and the share of them that fit it: every
# paragraph of a page dump has a heading or a menu beside it.
_FEW: Final = 3
_SHARE: Final = 0.6
_ADDRESS = re.compile(r"://|\bwww\.")
_WORD = re.compile(r"[^\S\n]*(\S+)")


def width_of(text: str) -> int | None:
    """Return the width, in characters, to which the lines of a text were broken; None if they were not."""
    lines = [line.strip() for line in text.split("\n")]
    # An address or another word by itself is broken nowhere.
    width = max((len(line) for line in lines if " " in line and not _ADDRESS.search(line)), default=0)
    if not _LEAST <= width <= _MOST:
        return None
    inside = [(line, after) for line, after in pairwise(lines) if line and after]
    full = sum(is_full(line, after, width) for line, after in inside)
    return width if len(inside) >= _FEW and full > _SHARE * len(inside) else None


def unwrapped(text: str) -> str:
    """Return a text of the same length in which line ends that stand for the width alone are blanks."""
    width = width_of(text)
    if width is None:
        return text
    lines = text.split("\n")
    ends = (" " if line.strip() and is_full(line, after, width) else "\n" for line, after in pairwise(lines))
    return "".join(chain.from_iterable(zip(lines, (*ends, ""), strict=True)))


def is_full(line: str, after: str, width: int) -> bool:
    """Tell whether a line was broken for its width: the first word of the line after would have made it too long."""
    word, words = _WORD.match(after), line.strip()
    # A line of several words that is wider yet holds an address, and ends where its writer ended it.
    is_within = len(words) <= width or " " not in words
    return word is not None and is_within and len(words) + 1 + len(word[1]) > width
