"""Offices and bodies that a state has not: the United States have no prime minister, Poland no chancellor.

Nor has any state the president of an assembly, of whom a page tells as that.
"""

import re
from collections.abc import Iterable
from typing import Final

from harmattan.resolve.posts import Posts
from harmattan.resolve.words import words

# The tables tell of every state which of these it has ever had.
_HEADS: Final = frozenset({"chancellor", "emir", "king", "premier", "president", "prime minister", "queen", "sultan"})
_PRESIDING: Final = frozenset({"president", "vice president"})
_BODY: Final = (
    r"(?:Assembly|Council|Commission|Parliament|Senate|Bank|Federation|Union|Court|Committee|University|Board)"
)
# How a president was told of: as a body's, or by his state or his name.
_TOLD: Final = re.compile(
    rf"(?P<body>\b{_BODY}(?:['’]s)? [Pp]resident\b|\b[Pp]resident of (?:the )?(?:[A-Z][\w-]+ ){{0,3}}{_BODY}\b)"
    r"|\b(?!The\b)[A-Z][\w-]+(?:['’]s)? [Pp]resident\b|\b[Pp]resident (?:of )?[A-Z]"
)
_LONG: Final = 4_000
_NOT_AMERICAN: Final = words("not_american")


def has(country: str, noun: str, posts: Posts) -> bool:
    """Tell whether a state (ISO alpha-3) may have what a noun tells of."""
    if country == "USA" and noun in _NOT_AMERICAN:
        return False
    return noun not in _HEADS or posts.ever(country, noun)


def having(countries: Iterable[str], noun: str, posts: Posts) -> frozenset[str]:
    """Return the states that have it; all of them if none has."""
    every = frozenset(countries)
    return frozenset(one for one in every if has(one, noun, posts)) or every


def of_a_body(noun: str, text: str, at: int) -> bool:
    """Tell whether a page told of the president at an offset as a body's: "Assembly President Ada Orr"."""
    if noun not in _PRESIDING:
        return False
    *_, last = (None, *_TOLD.finditer(text, max(0, at - _LONG), at))
    return last is not None and last["body"] is not None
