"""Whose police are meant by the town of their paragraph, or by what the page tells most of.

"Hundreds marched through San Pedro Sula. Police fired tear gas", after a paragraph on the United States.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Sequence
from typing import Final, Protocol

from harmattan.resolve.who import Who
from harmattan.resolve.words import words

_OF_A_PLACE = words("of_a_place")
_OF_THE_PAGE = _OF_A_PLACE | words("of_the_page")
# How many times more than of the next a page tells of the state that it is about.
_BY_FAR: Final = 1.3
# Not "in the West".
_INSIDE: Final = re.compile(
    r"\b(?:[Ii]n|[Ii]nside|[Oo]utside|[Nn]ear|[Aa]round|[Aa]cross|[Tt]hrough) "
    r"([A-Z][\w’'-]{1,30}(?: [A-Z][\w’'-]{1,30}){0,2})"
)
# Characters of a paragraph before the noun, and towns in them that are asked for.
_FAR: Final = 1_500
# Who may have come from elsewhere: "Norland bombed two camps in Tarna. The army said".
_SOLDIERS: Final = frozenset({"army", "military", "soldier", "troop", "security force"})
_MAIN: Final = 2  # the standing of a subject
_ENDS: Final = re.compile(r"[.!?][\"”’]?\s")
_TOWNS: Final = 6


class _Mention(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def who(self) -> Who: ...
    @property
    def standing(self) -> float: ...
    @property
    def relays(self) -> bool: ...


def of_the_town(noun: str, text: str, at: int, mentions: Sequence[_Mention], town: Callable[[str], str]) -> str:
    """Return the state whose police, army or court a noun at an offset means by the last town of its paragraph.

    mentions: in text order; town: the state (ISO alpha-3) of a town, if the article names that state. Empty if no town
    stands before, or a state is named between: "protests in Paris against Iran. Police".
    """
    if noun not in _OF_A_PLACE:
        return ""
    before = _before(text, at, mentions)
    for match in list(_INSIDE.finditer(text, _start(text, at), at))[: -_TOWNS - 1 : -1]:
        later = [one for one in before if one.start >= match.start(1) and len(one.who.country) == 3]
        inside = [one.who for one in later if one.end <= match.end(1)]
        if any(who.kind in ("state", "adjective", "area") for who in inside):
            return ""
        country = inside[0].country if inside else town(match[1])
        if country:
            foreign = noun in _SOLDIERS and _acts_there(before, match.start(), country, text)
            return country if not foreign and all(one.who.country == country for one in later) else ""
    return ""


def _acts_there(mentions: Sequence[_Mention], town: int, country: str, text: str) -> bool:
    """Tell whether another state is first told of in the sentence of a town, or stands in it as who does something."""
    behind = [one for one in mentions if one.end <= town and not _ENDS.search(text, one.end, town)]
    return any(
        len(one.who.country) == 3 and one.who.country != country and (one is behind[0] or one.standing >= _MAIN)
        for one in behind
    )


def most_told_of(mentions: Sequence[_Mention], states: Container[str]) -> str:
    """Return the state (ISO alpha-3) of which a page tells more than of any other by far; empty if there is none."""
    told: dict[str, float] = {}
    for one in mentions:
        # Whose somebody is may have been taken from what was named nearby.
        if one.who.country in states and one.who.kind != "person" and not one.relays:
            told[one.who.country] = told.get(one.who.country, 0.0) + one.standing
    ranked = sorted(told.items(), key=lambda item: -item[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] < _BY_FAR * ranked[1][1]):
        return ""
    return ranked[0][0]


def of_the_page(noun: str, text: str, at: int, mentions: Sequence[_Mention], country: str, most: str) -> str:
    """Return the state whose government, police or court a noun at an offset means: the one last talked of (country).

    It is the one the page tells most of, if its paragraph has not named the other yet; it stays empty where two are as
    near. most: empty if there is none.
    """
    owned = text[max(0, at - 2) : at] == "s "  # "the country's army"
    if not most or not country or noun not in _OF_THE_PAGE or owned:
        return country
    return country if any(one.who.country == country for one in _before(text, at, mentions)) else most


def _start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at) + 1, at - _FAR)


def _before(text: str, at: int, mentions: Sequence[_Mention]) -> Sequence[_Mention]:
    """Return the mentions of a paragraph before an offset."""
    first, last = (bisect_left(mentions, offset, key=lambda one: one.start) for offset in (_start(text, at), at))
    return mentions[first:last]
