"""Whose police are meant by the town of their paragraph: "marched through San Pedro Sula ... Police fired tear gas"."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Final, Protocol

from harmattan.resolve.who import Who
from harmattan.resolve.words import words

_OF_A_PLACE = words("of_a_place")
# Not "in the West".
_INSIDE: Final = re.compile(
    r"\b(?:[Ii]n|[Ii]nside|[Oo]utside|[Nn]ear|[Aa]round|[Aa]cross|[Tt]hrough) "
    r"([A-Z][\w’'-]{1,30}(?: [A-Z][\w’'-]{1,30}){0,2})"
)
# Characters of a paragraph before the noun, and towns in them that are asked for.
_FAR: Final = 1_500
_TOWNS: Final = 6


class _Mention(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def who(self) -> Who: ...


def of_the_town(noun: str, text: str, at: int, mentions: Sequence[_Mention], town: Callable[[str], str]) -> str:
    """Return the state whose police, army or court a noun at an offset means by the last town of its paragraph.

    mentions: in text order; town: the state (ISO alpha-3) of a town, if the article names that state. Empty if no town
    stands before, or a state is named between: "protests in Paris against Iran. Police".
    """
    if noun not in _OF_A_PLACE:
        return ""
    start = max(text.rfind("\n", 0, at) + 1, at - _FAR)
    first, last = (bisect_left(mentions, offset, key=lambda one: one.start) for offset in (start, at))
    for match in list(_INSIDE.finditer(text, start, at))[: -_TOWNS - 1 : -1]:
        later = [one for one in mentions[first:last] if one.start >= match.start(1) and len(one.who.country) == 3]
        inside = [one.who for one in later if one.end <= match.end(1)]
        if any(who.kind in ("state", "adjective", "area") for who in inside):
            return ""
        country = inside[0].country if inside else town(match[1])
        if country:
            return country if all(one.who.country == country for one in later) else ""
    return ""
