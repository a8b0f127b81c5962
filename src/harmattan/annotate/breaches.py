"""Truces that end: "ended its ceasefire" and "broke the truce" tell of no fighting stopped.

A truce that an attack ends is told by the attack alone, and one that somebody gives up is a refusal
(corpus/GUIDELINES.md).
"""

import re
from dataclasses import replace
from typing import Final

from harmattan.annotate.rules import Coding

_NOUN: Final = (
    r"(?:cease-?fires?|truces?|armistice|cessation of hostilities)(?: (?:deal|agreement|accord|pact))?(?! talks\b|-)"
)
_TRUCE: Final = re.compile(rf"(?:[\w’'-]+ ){{0,4}}{_NOUN}", re.IGNORECASE)
# Between the verb and the truce stand words that say which. "Ended the war by a truce" ends no truce.
_WHICH: Final = (
    r"(?: (?!(?:to|from|by|with|under|in|into|on|over|at|for|of|and|or|but|as|after|before|that|which|who|through|amid"
    r"|because|talks)\b)[\w’'-]+){0,5}"
)
_GIVEN_UP: Final = (
    r"(?:ended|ends|called off|calls off|scrapped|scraps|cancell?ed|suspended|suspends|terminated|abandoned|revoked"
    r"|renounced|repudiated|tore up|tears up"
    r"|(?:withdrew|withdraws|pulled out|pulls out|walked out|walks out) (?:from|of))"
)
_ENDING: Final = (
    r"(?:end(?:ing)?|call(?:ing)? off|scrap(?:ping)?|cancel(?:l?ing)?|suspend(?:ing)?|terminat(?:e|ing)"
    r"|abandon(?:ing)?|tear(?:ing)? up|(?:withdraw(?:ing)?|pull(?:ing)? out) (?:from|of)|end of|collapse of"
    r"|br(?:eak|eaks|eaking|oke|oken)|violat\w+(?: of)?|breach\w*(?: of)?|shatter\w*|flout\w*|wreck\w*)"
)
_GIVES_UP: Final = re.compile(rf"\b{_GIVEN_UP}{_WHICH} $", re.IGNORECASE)
_ENDS: Final = re.compile(rf"\b{_ENDING}{_WHICH} $", re.IGNORECASE)
# The verb may be the word that tells the act, and the truce stand behind it.
_GIVES_UP_ONE: Final = re.compile(rf"{_GIVEN_UP}{_WHICH} {_NOUN}", re.IGNORECASE)
_ENDS_ONE: Final = re.compile(rf"{_ENDING}{_WHICH} {_NOUN}", re.IGNORECASE)
# "The truce ended the war": what it ends is told behind.
_OF_ITSELF: Final = r"ended(?! (?:the|an?|its|their|\w+ (?:years|months|weeks|days)|\w+ of)\b)"
_IS_ENDED: Final = re.compile(
    r" (?:(?:has|have|had|was|were|is|are|been|being) )*(?:collapse[sd]|broke down|breaks down|broken|violated|breached"
    rf"|shattered|called off|{_OF_ITSELF}|expired|over|unravel\w+|fell apart|falls apart)\b",
    re.IGNORECASE,
)
# Who does not break a truce keeps it.
_KEPT: Final = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bwithout|\brefus\w+ to|\bneither|\bnor)(?: [\w’'-]+){0,2} $", re.IGNORECASE
)


# A truce that is agreed, signed, offered or asked for is in force by none of that: of 31 such nouns in the marked train
# parts one is marked as a truce.
_ONLY_SAID: Final = re.compile(
    r"\b(?<!\bthe )(?<!\ban )(?<!\ba )(?:agree(?:d|s|ing)?(?: (?:to|on|upon))?"
    r"|(?:sign|offer|propos)(?:ed|s|es|ing)?|call(?:ed|s|ing)? for|demand(?:ed|s|ing)?|urg(?:ed|es|ing))"
    r"(?: (?:(?:an?|the|its|their|another|new|lasting|temporary|unilateral|long)"
    r"|\w+-\w+|\w+(?:al|ate|ian|ed))){0,5} $",
    re.IGNORECASE,
)


def of_a_truce(coding: Coding, before: str, words: str, after: str) -> Coding:
    """Return the coding of a truce that ends as what is told of it: given up, it is refused; else it is left out.

    before, words and after: those of its sentence before the trigger, of it, and behind it.
    """
    if coding.type not in ("RETREAT", "CONCEDE", "AGREE"):
        return coding
    led, whole = f"{' '.join(before.split())} ", " ".join(f"{words} {after}".split())
    is_noun = bool(_TRUCE.fullmatch(words))
    if is_noun and coding.type != "AGREE" and _ONLY_SAID.search(led):
        return replace(coding, refused="a truce that is agreed or asked for is told by who does so")
    given_up, ends = (
        (_GIVES_UP.search(led), _ENDS.search(led)) if is_noun else (_GIVES_UP_ONE.match(whole), _ENDS_ONE.match(whole))
    )
    verb = given_up or ends
    if verb and _KEPT.search(led[: verb.start()] if is_noun else led):
        return coding
    if given_up and coding.actors:
        return replace(coding, type="REJECT", modes=())
    over = is_noun and _IS_ENDED.match(f" {' '.join(after.split())}")
    return replace(coding, refused="a truce that ends is told by what ended it") if verb or over else coding
