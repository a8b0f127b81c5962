"""Where a name stands in a text, found without an expression of its own: a text may hold thousands of names."""

from collections.abc import Iterator
from typing import Final

# Of one name no more are looked at: they say the same again, or are an attack.
_MOST: Final = 200


def stands(name: str, text: str) -> Iterator[int]:
    """Yield where a name stands in a text as whole words, in its order; no more than 200 times."""
    at, found = text.find(name) if name else -1, 0
    while at >= 0 and found < _MOST:
        end = at + len(name)
        if not (at and _in_word(text[at - 1])) and not (end < len(text) and _in_word(text[end])):
            yield at
            found += 1
        at = text.find(name, end)


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
