"""Measures that are told because they end: "lifted its ban on Wednesday" tells of an older ban, none of Wednesday.

Of 58 such nouns of the corpus's train part 19 are marked as acts of their own: 9 with the time at which the measure
began, 10 without a time, none with that of its end. So they are history without a day. A strike that is called off is
another thing: it stays as coded.
"""

import re
from typing import Final

_MEASURE: Final = re.compile(
    r"(?:[\w’'-]+ ){0,3}(?:bans?|sanctions|embargo(?:es)?|blockades?|tariffs?|duties|curfews?|sieges?|restrictions?"
    r"|freeze|suspension|boycott|moratorium|(?:state of )?emergency|martial law|house arrest|occupation)",
    re.IGNORECASE,
)
# What goes on while it is asked to end, as evictions and lawsuits do, is over only where somebody has ended it.
_GOING_ON: Final = re.compile(
    r"(?:[\w’'-]+ ){0,3}(?:bans?|sanctions|embargo(?:es)?|tariffs?|duties|curfews?|curbs?|levies|closures?"
    r"|(?:arrest )?warrants?|deportations?|expulsions?|evictions?|charges?|complaints?|lawsuits?|indictments?"
    r"|prosecutions?)",
    re.IGNORECASE,
)
_HAS_ENDED: Final = re.compile(
    r"(?<!\bto )\b(?:lifted|eased|revoked|scrapped|suspended|dropped|withdrew|halted|paused|waived|reversed|abolished"
    r"|annulled|overturned) (?:(?!(?:new|fresh|further|more|to|from|by|with|under|in|into|on|over|at|for|and|or|but|as"
    r"|after|before|that|which|who|through|amid|because)\b)[\w'’-]+ ){0,5}$",
    re.IGNORECASE,
)
_ENDED: Final = (
    r"(?:lifted|ended|eased|revoked|scrapped|suspended|removed|withdrawn|dropped|relaxed|rescinded|repealed)"
)
# Between the verb and the measure stand words that say which; a new one is hardly the one that ended.
_ENDS: Final = re.compile(
    r"\b(?:lift|end|eas|revok|scrap|suspend|remov|withdraw|withdrew|drop|relax|rescind|repeal|cut)"
    r"(?:s|es|e|ed|d|n|ing|ped|ping|ting)?(?: of)? "
    r"(?:(?!(?:new|fresh|further|more|to|from|by|with|under|in|into|on|over|at|for|and|or|but|as|after|before|that|which"
    r"|who|through|amid|because)\b)[\w’'-]+ ){0,5}$",
    re.IGNORECASE,
)
_IS_ENDED: Final = re.compile(
    rf" {_ENDED}\b|(?: (?!(?:and|but|or|that|which|who|after|before|as|when)\b)[\w’'-]+){{0,8}}?"
    rf" (?:was|were|is|are|be|been|being) (?:\w+ly |not |now ){{0,2}}{_ENDED}\b",
    re.IGNORECASE,
)
# Of a measure that began on a day that is told more is said than its end: "the ban it imposed in May".
_BEGAN: Final = re.compile(
    r"(?:(?!\b(?:was|were|is|are|be|been)\b)[^.;!?,]){0,60}?\b"
    r"(?:imposed|placed|slapped|introduced|decreed|proclaimed|in (?:force|place) since|begun|that began)\b",
    re.IGNORECASE,
)


def is_over(before: str, words: str, after: str) -> bool:
    """Tell whether an act is a measure of which only the end is told.

    before, words and after: those of its sentence before the trigger, of it, and behind it.
    """
    if _BEGAN.match(after):
        return False
    led, behind = f"{' '.join(before.split())} ", f" {' '.join(after.split())}"
    if _GOING_ON.fullmatch(words) and _HAS_ENDED.search(led):
        return True
    return bool(_MEASURE.fullmatch(words) and (_ENDS.search(led) or _IS_ENDED.match(behind)))
