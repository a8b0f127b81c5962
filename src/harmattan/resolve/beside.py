"""What stands beside a place's name and tells in which state or unit it lies: "Alexandria, Louisiana", "Palma in Cabo
Delgado", "Syria's Hama", "the Colombian town of Armenia".
"""

import re
from collections.abc import Callable
from typing import Final

from harmattan.resolve.stands import stands
from harmattan.resolve.votes import ABBREVIATIONS
from harmattan.resolve.words import UNITS, US_STATES, words

# Characters before and behind a name that are looked at.
REACH: Final = 60
_NAME: Final = r"(?:[A-Z][\w.'’-]*\w ?){1,3}"
_KINDS: Final = "|".join(sorted({*UNITS, "town", "city", "village", "port", "capital", "island", "resort", "hamlet"}))
_SIDES: Final = "|".join((*words("sides"), *(rf"{side}-?\w*" for side in ("north", "south", "east", "west"))))
_SIDE: Final = rf"(?:the |far |remote |restive |rural )*(?:(?:{_SIDES}) )*(?:(?:{_KINDS}|part|parts) of |of )?(?:the )?"
_PLURALS: Final = (("county", "counties"), ("municipality", "municipalities"), ("parish", "parishes"))
_SINGULAR: Final = {f"{unit}s": unit for unit in UNITS} | {plural: unit for unit, plural in _PLURALS}
_AND: Final = re.compile(r"\b(?:and|or) \Z")
_LIST_OF_UNITS: Final = re.compile(
    rf"(?:(?:\s*,\s*{_NAME})*,?\s+and\s+({_NAME}))?\s*\b({'|'.join(sorted(_SINGULAR))})\b"
)
# "in Texas's name" tells nothing of where Paris is, nor does "in Mali's" anything.
_INSIDE: Final = re.compile(rf"(?: (?:{_KINDS}))?,? in {_SIDE}({_NAME})(?!['’]\w)")
_SHORT: Final = re.compile(r"\s*,\s*(\w[\w. ]{0,6}?\.|[A-Z]{2}\b)")
_US_STATE: Final = {state.name: code for code, state in US_STATES.items()}
_COMMA: Final = re.compile(rf"(?: (?:{_KINDS}))?\s*,\s*({_NAME})")
_BEHIND_COMMA: Final = re.compile(r", ((?:[A-Z][\w'’-]+ ?){1,3})(?!\w|\s*(?:and|or|,? [A-Z])\b)")
# Before it a list, or the begin of a longer name: "Paris, London, Ontario", "New London, Connecticut".
_LISTED: Final = re.compile(r"(?:,|\b(?!(?:In|Near|From|At|Of|To|Outside|Inside|Around|By)\b)[A-Z][\w'’-]*) \Z")
_ACTORS: Final = frozenset(["Georgia", "Washington"])
_CLOSED: Final = re.compile(r"[,.;:)]|$")
_GOES_ON: Final = re.compile(r",\s+(?:and\s+)?[A-Z]")
_OWNER: Final = re.compile(rf"(?<![\w’'-])({_NAME})['’]s? {_SIDE}(?:(?:{_KINDS}) of )?\Z")
# A government is called by its capital where another's is told of: "Canada's London embassy" is in no London of its.
_A_BODY: Final = re.compile(
    r"(?:-based)? (?:embassy|mission|consulate|bureau|office|base|envoy|ambassador|high commission|correspondent|talks"
    r"|summit|visit|policy|trip|station|representative|branch|agreement|accord|deal|treaty|conference)s?\b"
)
_OF_A_KIND: Final = re.compile(rf"(?:\A|[^\w’'-])({_NAME})(?:[a-z][\w-]* ){{0,3}}(?:{_KINDS})s? of (?:the )?\Z")
_AROUND_IT: Final = re.compile(r"\AThe |['’]s?\Z")
# Whom one visits and talks with is a state: "Colombia's president visited Armenia".
_OF_A_STATE: Final = re.compile(
    r"\b(?:visit\w*|with|between|on|about|over|against|for|by|and|recogni[sz]\w+|ties|envoys?|ambassadors?|relations)"
    r"(?: to| in)? (?:the )?\Z"
)
# A capital that acts is no town: "pressure by Washington in Georgia".
_ACTING: Final = re.compile(r"\b(?:by|with|between|among|against|for|from|and)(?: the)? \Z")


def unit_listed(after: str, before: str) -> tuple[str, str]:
    """Return "region" and "Menaka" of ", Kidal and Menaka regions" behind a name; the last one has none behind it.

    "Indiana counties" are those of Indiana.
    """
    listed = _LIST_OF_UNITS.match(after)
    told = listed and (listed[1] or _AND.search(before))
    return (_SINGULAR[listed[2]], (listed[1] or "").strip()) if listed and told else ("", "")


def hint_of(after: str, before: str = "", of_adjective: Callable[[str], str] = str) -> str:
    """Return the name of a state or unit that stands beside a place; empty if there is none.

    of_adjective: the state's name for "Colombian", and other words as they are.
    """
    short = _SHORT.match(after)
    if short and short.group(1) in ABBREVIATIONS:
        return short.group(1)
    if told := _COMMA.match(after):
        return told[1].strip()
    owner = _OF_A_KIND.search(before) or (None if _A_BODY.match(after) else _OWNER.search(before))
    if owner:
        return of_adjective(_AROUND_IT.sub("", owner[1].strip()))
    inside = None if _ACTING.search(before) else _INSIDE.match(after)
    return inside[1].strip() if inside else ""


def us_state_behind(after: str) -> str:
    """Return the code of the state of the United States behind a name and its comma; empty of a list of places."""
    if (short := _SHORT.match(after)) and "." in short[1] and short[1] in ABBREVIATIONS:
        return ABBREVIATIONS[short[1]]
    behind = _BEHIND_COMMA.match(after)
    if behind is None or _GOES_ON.match(after, behind.end()):
        return ""
    name = behind[1].strip()
    # "A riot in Java, Washington said" is of the government.
    acts = name in _ACTORS and not _CLOSED.match(after, behind.end())
    return "" if acts else _US_STATE.get(name, "")


def is_of_a_state(before: str) -> bool:
    """Tell whether what stands here is a state rather than a town called so."""
    return not before or _OF_A_STATE.search(before) is not None


def hints_beside(name: str, text: str, of_adjective: Callable[[str], str] = str) -> set[str]:
    """Return the names beside a name wherever it stands in a text; none of a list: "Hama, Idlib and Homs"."""
    around = {
        hint_of(after, text[max(0, at - REACH) : at], of_adjective)
        for at in stands(name, text)
        if not (after := text[at + len(name) : at + len(name) + REACH]).startswith(",")
    }
    return (around | _behind_commas(name, text)) - {""}


def _behind_commas(name: str, text: str) -> set[str]:
    """Return what stands behind a name and its comma, where that is no list and the name no further one of one."""
    ends = (at + len(name) for at in stands(name, text) if not _LISTED.search(text, max(0, at - REACH), at))
    told = (one for end in ends if (one := _BEHIND_COMMA.match(text, end)))
    return {one[1].strip() for one in told if not _GOES_ON.match(text, one.end())}
