"""Titles as they are compared with each other: by their letters and figures, and by the words they share."""

import re

_WORD = re.compile(r"[^\W_]+")
# Titles that share so many of their words are one story's: told titles are often rewritten for search engines.
ALIKE = 0.4


def letters(words: str) -> str:
    """Return the letters and figures of words, case ignored."""
    return "".join(_WORD.findall(words)).casefold()


def share(one: str, other: str) -> float:
    """Return the share of the words of two titles that both have, 0 where either has none."""
    left, right = (set(_WORD.findall(title.casefold())) for title in (one, other))
    return len(left & right) / len(left | right) if left and right else 0.0
