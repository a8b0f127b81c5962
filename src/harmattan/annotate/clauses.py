"""Whose a time or a place is where one act is told within the clause of another.

"Suspended aid after soldiers toppled him in July": July is when he was toppled. Of the times and places marked in the
corpus and in real news that stand behind such a word and a further act, nine in ten are not of the act before it; and
of those that each of the shapes in asides.py takes away, found act or not, no fewer.
"""

import re
from collections.abc import Sequence
from typing import Final

from harmattan.annotate.asides import of_an_aside, of_days_apart
from harmattan.annotate.spans import Scored
from harmattan.records import Span

_OPENS: Final = re.compile(
    r"\b(?:after|amid|because|before|despite|(?<!the )following|since|which"
    r"|that(?! (?:day|night|evening|morning|week|month|year|time)\b))\b",
    re.IGNORECASE,
)
# What ends the clause that was opened: "before dawn and arrested", "after a meeting, killing".
_ENDS: Final = re.compile(r"[,;:.!?\n]|\b(?:and|but|or)\b", re.IGNORECASE)
_SENTENCE_ENDS: Final = re.compile(r"[.!?][\"”’)]*\s|\n")
# Behind the comma that closes a clause the first act goes on: "..., which burned villages, on Monday".
_CLOSED: Final = re.compile(r",\s*(?:(?:on|in|at|late|early)\s+)*$")


def of_its_own(
    text: str, trigger: Span, others: Sequence[Span], spans: Sequence[Scored], *, act: str = "", time: bool = True
) -> tuple[Scored, ...]:
    """Return the times or places of an act except those that a later clause tells of another act.

    others: the triggers of the other acts near it. act: its PLOVER type. time: whether the spans are times. None is
    returned where the surest is another's: the next one is hardly right.
    """
    own = tuple(one for one in spans if not _of_another(text, trigger, others, one[0], act, time))
    surest = max(spans, key=lambda one: one[1], default=None)
    return own if surest in own else ()


def _of_another(text: str, trigger: Span, others: Sequence[Span], span: Span, act: str, time: bool) -> bool:
    if time and span.end <= trigger.start:
        return of_days_apart(text, trigger, span)
    if span.start <= trigger.end or _SENTENCE_ENDS.search(text, trigger.end, span.start):
        return False
    if _CLOSED.search(text[trigger.end : span.start]):
        return False
    if of_an_aside(text, trigger, span, act, time=time):
        return True
    between = [other for other in others if trigger.end <= other.start and other.end <= span.start]
    opened = [one.end() for one in _OPENS.finditer(text, trigger.end, span.start)] if between else []
    return any(end <= other.start and not _ENDS.search(text, end, other.start) for end in opened for other in between)
