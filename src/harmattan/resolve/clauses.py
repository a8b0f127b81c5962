"""Whose army is told of in a clause on a state: "in Niger, where the army", "cut aid to Niger after the army"."""

import re
from typing import Final

from harmattan.resolve.knowledge import Knowledge
from harmattan.resolve.names import tokens
from harmattan.resolve.pieces import cut
from harmattan.resolve.words import words

_NAME: Final = r"(?P<name>[A-ZÀ-Þ][\w’'-]*(?: (?:and |of (?:the )?)?[A-ZÀ-Þ][\w’'-]*){0,3})"
_THE: Final = r"(?:(?:the|an?|its) )?(?:[a-z-]+ )?\Z"
_WHERE: Final = re.compile(rf"\b(?:in|to|from|into|of|near) (?:the )?{_NAME}, where {_THE}")
# What is taken from a state, or laid on it, for what its soldiers do; police or a cabinet may be those of who takes it.
_SOLDIERS: Final = words("of_soldiers") | {"junta", "general"}
_FOR: Final = re.compile(
    r"\b(?:cut(?:s|ting)?|end(?:s|ed|ing)?|halt(?:s|ed|ing)?|suspend(?:s|ed|ing)?|fr[eo]ez\w*|froze|withh[eo]ld\w*"
    r"|stop(?:s|ped|ping)?|impos(?:es|ed|ing)|put)\b[^.!?;:\n]{0,60}?"
    r"\b(?:aid|sanctions|loans?|arms|privileges|funds|funding|support|help|cooperation|embargo|membership)\b"
    r"[^.!?;:\n]{0,30}?"
    rf"\b(?:to|on|with|from|against|for) (?:the )?{_NAME}(?: on \w+day| last \w+| in [A-Z][a-z]+)?,?"
    rf" (?:after|because|since|until|unless|for as long as) {_THE}"
)
_REACH: Final = 220


def hanging_on(noun: str, text: str, at: int, knowledge: Knowledge) -> str:
    """Return the state (ISO alpha-3) on which the clause hangs that a noun at an offset begins; empty if none."""
    before = text[max(0, at - _REACH) : at]
    found = _WHERE.search(before) or (_FOR.search(before) if noun in _SOLDIERS else None)
    pieces = cut(tokens(found["name"]), knowledge) if found else []
    state = pieces[0].entry("state", "capital") if len(pieces) == 1 else None
    return state.country if state else ""
