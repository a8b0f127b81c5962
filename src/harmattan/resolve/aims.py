"""Whom somebody acts on is not his own state: in "the president accused India" he is not India's."""

import re
from typing import Final

from harmattan.resolve.knowledge import Knowledge
from harmattan.resolve.names import tokens
from harmattan.resolve.pieces import cut

# What is done to another state, or said to it.
_VERB: Final = re.compile(
    r"(?:[\w’'-]+,? ){1,6}?(?:(?:has|had|have|also|again|later|repeatedly|publicly|formally) ){0,3}"
    r"(?:accus(?:ed|es)|blam(?:ed|es)|condemn(?:ed|s)|denounc(?:ed|es)|threaten(?:ed|s)|warn(?:ed|s)|sanction(?:ed|s)"
    r"|invad(?:ed|es)|attack(?:ed|s)|bomb(?:ed|s)|thank(?:ed|s)|visit(?:ed|s)"
    r"|(?:cut|broke|severed|restored) (?:(?:all|diplomatic) )*(?:ties|relations) with"
    r"|declared war (?:on|against)|(?:arrived|landed|flew) (?:in|to)) (?=(?:the )?[A-Z])(?:the )?"
)
_ARRIVING: Final = re.compile(r" (?:in|to) (?:the )?\Z|visit\w+ (?:the )?\Z")
_AHEAD: Final = 120
_NAME: Final = 60
_ONE_CLAUSE: Final = re.compile(r"[^.!?;:\n\"“”]*\Z")


def aimed_at(text: str, at: int, knowledge: Knowledge) -> str:
    """Return the state (ISO alpha-3) that whoever is told of at an offset does something to; empty if none is named.

    A possessive is no state: "visited India's border".
    """
    found = _VERB.match(text, at, at + _AHEAD)
    if found is None or not _ONE_CLAUSE.match(found.group()):
        return ""
    pieces = cut(tokens(text[found.end() : found.end() + _NAME], found.end()), knowledge)
    if not pieces or (len(pieces) > 1 and pieces[1].kind == "possessive"):
        return ""
    # One arrives in the capital of one's own, too.
    state = pieces[0].entry("state", *([] if _ARRIVING.search(found.group()) else ["capital"]))
    return state.country if state else ""
