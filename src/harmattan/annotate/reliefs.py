"""Burdens that are taken away: "suspended its tariffs on tea" and "halted the shelling" are concessions.

The encoder goes by the verb, and "suspended", "froze" or "cut" are mostly of relations that grow worse. Of 57 such
verbs in the past tense in the train parts of the corpus and of real news 54 are marked as RETREAT or CONCEDE; of those
that the rules below take 55 of 57.
"""

import re
from dataclasses import replace
from typing import Final

import numpy as np

from harmattan.annotate import labels
from harmattan.annotate.decode import Candidate
from harmattan.records import Span

_REACH: Final = 120  # characters from a verb to the end of what it takes away
# Between the verb and its object stand words that say which.
_WHICH: Final = (
    r"(?: (?!(?:to|from|by|with|under|in|into|on|over|at|for|of|and|or|but|as|after|before|that|which|who|through|amid"
    r"|because|new|fresh|further|no)\b)[\w'’-]+){0,5} "
)
_MEASURE: Final = (
    r"(?:bans?|sanctions|embargo(?:es)?|blockades?|tariffs?|(?:import |export |customs |\w+-dumping )dut(?:y|ies)"
    r"|duties(?= on\b)|curfews?|sieges?|restrictions?|curbs?|levy|levies|states? of emergency|martial law)"
)
# "Sanctions relief", "tariff talks" and "the curfew pass" are no burdens: behind a measure stands no other noun.
_HEAD: Final = (
    r"(?=$|[,.;:!?\"”’)—–]| (?:on|against|for|of|in|over|at|to|from|until|till|after|before|that|which|who|it|they|he"
    r"|she|and|or|but|as|with|by|because|when|while|during|under|since|amid|following|between|through|within|imposed"
    r"|placed|slapped|levied|introduced|last|this|next|today|yesterday|late|early|\w+day)\b)"
)
_LIFTED: Final = (
    r"(?:lifted|lifts|eased|eases|waived|waives|revoked|scrapped|scraps|removed|removes|relaxed|relaxes|rescinded|repealed"
    r"|ended|ends|dropped|drops|abolished|cancell?ed|withdrew|suspended|suspends|halted|halts|paused|pauses)"
)
# Whoever stops fighting stops his own; "stopped the attacks" may be what police did to somebody else's.
_OWN_FIRE: Final = (
    r"(?:stopped|ceased|halted|halts|suspended|suspends|paused|pauses|held)"
    r"(?: (?:fire|(?:all )?(?:fighting|shooting|shelling|bombing|hostilities)|the (?:shelling|bombing|bombardment))"
    r"|(?: (?:its|their|his)| all)(?: [\w-]+){0,2} (?:fire|shelling|bombing|bombardments?|attacks|air ?strikes|raids"
    r"|hostilities|offensive))"
    r"|(?:ceased|suspended|suspends|paused|pauses)(?: [\w-]+)? (?:attacks|air ?strikes|raids)"
)
_MADE_LESS: Final = (
    r"(?:lift|eas|waiv|revok|scrap|remov|relax|rescind|repeal|end|drop|abolish|cancel|withdr[ae]w|suspend|halt|paus|cut"
    r"|lower|reduc|halv|slash|postpon|defer|delay|revers)(?:e|es|s|ed|n|ing|ped|ping|led|ling|ting|red|ring)?"
    r"|(?:suspension|lifting|easing|removal|reduction|postponement|waiver)(?= of\b)"
)
_STOPS_FIRE: Final = re.compile(rf"(?:{_OWN_FIRE}){_HEAD}(?! by\b)", re.IGNORECASE)
_STOPPED_FIRE: Final = re.compile(rf"\b(?:{_OWN_FIRE})$", re.IGNORECASE)
_LIFTS: Final = re.compile(rf"{_LIFTED}{_WHICH}{_MEASURE}{_HEAD}", re.IGNORECASE)
# What is unfrozen was frozen, whatever it is.
_LESS: Final = re.compile(
    rf"unfr(?:oze|ozen|eezes?|eezing)\b|(?:{_MADE_LESS})(?: of)?{_WHICH}{_MEASURE}{_HEAD}", re.IGNORECASE
)
# "The suspended sanctions" are told by no verb.
_ADJECTIVE: Final = re.compile(r"\b(?:the|these|those|its|their|any|all|of|under|on) $", re.IGNORECASE)
# "Refused to", "if it lifted", "was suspended", "the suspended sanctions": no such act is told.
_NOT_DONE: Final = re.compile(
    r"\b(?:the|an?|its|their|his|these|those|of|under|on|to|not|never|nor|n['’]t|if|unless|until|once|be|been|being|is"
    r"|are|was|were|will|would|could|may|might|should)(?: \w+ly)? $|\b(?:if|unless|until|once) [^.,;:!?\n]{1,40}$",
    re.IGNORECASE,
)
# What stops play and not fire, and what lifts rules of its own house.
_PRIVATE: Final = re.compile(
    r"\b(?:champions|goalkeepers?|strikers?|batsm[ae]n|teams?|players?|fifa|uefa|league|clubs?|banks?|firms?|compan(?:y|ies)"
    r"|airlines?|schools?|shops?|stores?|supermarkets?|retailers?|hotels?|museums?|restaurants?|landlords?)\b",
    re.IGNORECASE,
)
_WORSE: Final = ("SANCTION", "COERCE")
CONCESSIONS: Final = ("RETREAT", "CONCEDE")


def relieves(text: str, trigger: Span) -> bool:
    """Tell whether a trigger is a verb by which somebody has taken a burden away or stopped firing."""
    words = " ".join(text[trigger.start : trigger.end + _REACH].split())
    if not (_LIFTS.match(words) or _STOPS_FIRE.match(words)):
        return False
    before = re.split(r"[.!?]\s|\n", text[max(0, trigger.start - _REACH) : trigger.start])[-1]
    return not (_NOT_DONE.search(before) or _PRIVATE.search(before))


def is_stopped(type_: str, before: str, words: str) -> bool:
    """Tell whether an act is the fire that a verb before it has stopped: "halted its attacks".

    type_: its PLOVER type. before and words: those of its sentence before the trigger, and of it.
    """
    if type_ in CONCESSIONS:
        return False
    told = _STOPPED_FIRE.search(" ".join(f"{before} {words}".split()))
    return told is not None and not _NOT_DONE.search(" ".join(before.split())[: told.start()])


def of_a_burden(candidate: Candidate, before: str, words: str, after: str) -> Candidate:
    """Return a measure made less as the concession it is, the likelier of the two; any other act as it is.

    before, words and after: those of its sentence before the trigger, of it, and behind it.
    """
    if candidate.likeliest not in _WORSE or not _LESS.match(" ".join(f"{words} {after}".split())):
        return candidate
    if words.endswith("ed") and _ADJECTIVE.search(before):
        return candidate
    likely = candidate.scores.type
    better = max((labels.TYPES.index(name) for name in CONCESSIONS), key=lambda at: float(likely[at]))
    turned = np.zeros_like(likely)
    turned[better] = likely.max()  # that the words tell an act is as sure as before
    return replace(candidate, scores=replace(candidate.scores, type=turned))
