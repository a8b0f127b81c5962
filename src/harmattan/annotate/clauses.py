"""Whose a time, a place or an object is where one act is told beside or within the clause of another.

"Suspended aid after soldiers toppled him in July": July is when he was toppled. Of the times and places marked in the
corpus and in real news that stand behind such a word and a further act, nine in ten are not of the act before it; and
of those that each of the shapes in asides.py takes away, found act or not, no fewer. Of 7,503 marked acts with somebody
right behind the verb to whom they are done none is done to the object of a verb before it as well; and behind verbs
like "promised to" and "refused to" no act is marked of its own.
"""

import re
from collections.abc import Sequence
from typing import Final

from harmattan.annotate.asides import of_an_aside, of_days_apart
from harmattan.annotate.spans import Scored
from harmattan.records import Event, Span

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

# "Killed nine officers and burned four lorries": right behind the verb stands its own object.
_OBJECT: Final = re.compile(r"\s+(?:[\w’'-]+\s+)?")
# "Beat two men and jailed them": this object is the one before.
_TAKES_UP: Final = re.compile(r"them|him|her|it|both|the (?:two|men|women|pair)", re.IGNORECASE)
_BEFORE: Final = 40  # characters from a verb to its object
# "Freed the officer who had been detained": the object of the first verb is the subject of the second.
_SUBJECT: Final = re.compile(r"\b(?:who|whom|which|that|were|was|been|being|is|are|be|got?)\b", re.IGNORECASE)
_TO: Final = re.compile(r"\s+(?:[\w’'-]+\s+){0,3}to\s+(?:\w+ly\s+)?")
# What is promised, threatened, asked for or refused is told by these verbs, and no act of its own yet.
_OPENING: Final = re.compile(
    r"(?:promis|pledg|vow|offer|agree|threaten|warn|urg|ask|refus|declin|propos)\w*|call\w* (?:on|upon)", re.IGNORECASE
)

# "Criticised the format of the talks", "turned down the offer"; but whoever does not end a strike strikes himself.
_COMMENT: Final = frozenset({"SUPPORT", "ACCUSE", "REJECT"})
_POINTED: Final = re.compile(
    r"(?:(?!\b(?:and|but|or|lift|end|ease|remove|drop)\b)[^,;:.!?\n]){1,34}\b(?:the|this|that) "
    r"(?:(?!(?:and|but|or)\b)\w+ )?"
)
_SAYS: Final = re.compile(
    r"(?:,[^,.\n]{3,80},)?\s+(?:said|says|announced|reported|confirmed|added|claimed|stated|told \w+)\s+(?:on \w+day )?"
    r"(?:that )?(?:the |its |their |an? |both )?"
)


def is_of_others(text: str, trigger: Span, told: Event, doer: Span) -> bool:
    """Tell whether an act is what another is a comment on, so that whoever comments did not do it: "backed the talks".

    told: the other act. Of 142 such acts that are marked, 3 were done by the commentator.
    """
    if told.type not in _COMMENT or not _POINTED.fullmatch(text, told.trigger.end, trigger.start):
        return False
    return any(party.span and party.span.overlaps(doer) for party in told.actors)


def without_tellers(text: str, found: Sequence[Scored]) -> tuple[Scored, ...]:
    """Return the actors without those who only say what the next one did: "Kyiv said both sides agreed"."""
    starts = [span.start for span, _ in found]
    return tuple(
        one for one in found if not any(at > one[0].end and _SAYS.fullmatch(text, one[0].end, at) for at in starts)
    )


def of_its_verb(text: str, trigger: Span, others: Sequence[Span], spans: Sequence[Scored]) -> tuple[Scored, ...]:
    """Return the recipients of an act except the object of a verb before it, where it has one of its own.

    others: the triggers of the other acts near it.
    """
    behind = (one for one, _ in spans if one.start >= trigger.end and _OBJECT.fullmatch(text, trigger.end, one.start))
    own = [one for one in behind if not _TAKES_UP.fullmatch(text, one.start, one.end)]
    kept = (one for one in spans if not own or not _of_verb_before(text, trigger, others, one[0]))
    return tuple(kept)


def _of_verb_before(text: str, trigger: Span, others: Sequence[Span], span: Span) -> bool:
    if span.end > trigger.start or _SUBJECT.search(text, span.end, trigger.start):
        return False
    verbs = [one for one in others if one.end <= span.start <= one.end + _BEFORE]
    return any(not _SENTENCE_ENDS.search(text, one.end, trigger.start) for one in verbs)


def is_only_said(text: str, trigger: Span, told: Sequence[Span]) -> bool:
    """Tell whether an act is what another promises, asks for, threatens or refuses: "promised to deliver".

    told: the triggers of the acts before it.
    """
    saying = (one for one in told if one.end < trigger.start and _OPENING.fullmatch(text, one.start, one.end))
    return any(_TO.fullmatch(text, one.end, trigger.start) for one in saying)


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
