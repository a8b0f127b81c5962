"""Acts that nobody does now: told by a film or a game, rehearsed in a drill, agreed to be stopped, long past.

What a film, a book or a game tells is no event (corpus/GUIDELINES.md); a film about a real deed may be one in fact, and
documentaries and memoirs are not taken for fiction. What an anniversary is of is a year old or more. In the marked
train parts a gerund behind "stop" or "cease" is an attack of its own once in 17 times.
"""

import re
from typing import Final

_FORCE: Final = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"})
_HARM: Final = frozenset({"ASSAULT", "COERCE"})
# "A film in which two informers are shot" may be a militia's own: of films only a plot is taken.
_FICTION: Final = re.compile(
    r"\b(?:(?:films?|movies?)(?:,? (?:which|that))? (?:about an?|tells?|imagines?|follows)"
    r"|(?:novels?|thrillers?|(?:video |computer |board )?games?|operas?|musicals?|short stor(?:y|ies)|sitcoms?)"
    r"(?:,? (?:which|that))?"
    r" (?:about|tells?|describes?|imagines?|depicts?|follows|portrays?|of how|where|in which|set in))"
    r"\b[^.!?\n]*$"
    r"|^\W*in (?:the|an?|his|her|this|that) (?:[\w'’-]+ ){0,2}?(?:war film|novel|game|thriller|opera)\b[^.!?\n]*$",
    re.IGNORECASE,
)
# "A film about the attack of 2012", "a film about the coup, the army said": a deed with its year, or another clause.
_REAL: Final = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\b(?:said|told|banned|arrested|because|after|documentar\w+)\b", re.IGNORECASE
)
_REHEARSED: Final = re.compile(
    r"\b(?:simulat(?:e|es|ed|ing)|rehears(?:e|es|ed|ing)|practis(?:e|es|ed|ing)|practic(?:e|es|ed|ing)|mock|imaginary"
    r"|fictional|fictitious|hypothetical)"
    r"(?: (?!(?:and|or|but|that|which|who|before|after|when|while|by)\b)[\w'’-]+){0,4} $",
    re.IGNORECASE,
)
_OF_WAR: Final = re.compile(
    r"(?:[\w’'-]+ ){0,2}(?:attack|assault|strike|airstrike|raid|landing|invasion|invad|seiz|captur|fir(?:e|ing)\b|bomb"
    r"|shoot|storm|blockad|siege|shell|destroy|kill|hostage|ambush)\w*",
    re.IGNORECASE,
)
_ANNIVERSARY: Final = re.compile(
    r"\banniversar(?:y|ies) (?:of|since) (?:(?!(?:and|but|that|which|who|with|by|as|when|while)\b)[\w'’-]+ ){0,8}$"
    r"|\b(?:years|decades?|century) (?:after|since) (?:(?:the|his|her|its|their) )(?:[\w'’-]+ ){0,2}$",
    re.IGNORECASE,
)
_MONTHS: Final = re.compile(r"\b(?:week|month|day)s?['’]?(?: |-)anniversar", re.IGNORECASE)
_STOPPED: Final = re.compile(
    r"\b(?:(?:will|would|shall|must|to|should|agreed to|promised to) (?:\w+ly )?(?:stop|cease|halt|suspend)"
    r"|(?:stopped|ceased|halted|suspended)) $",
    re.IGNORECASE,
)
_ASKED: Final = re.compile(
    r"\b(?:demand|urg|ask|call|tell|told|order|press|want|beg|appeal|plead|warn|requir)\w*\b", re.IGNORECASE
)


def why_unreal(type_: str, before: str, words: str) -> str:
    """Return why an act of force is none that anybody does; empty if it may be one.

    before and words: those of its sentence before the trigger, and of it.
    """
    if type_ not in _FORCE:
        return ""
    led = f"{' '.join(before.split())} "
    told = _FICTION.search(led)
    if told and not _REAL.search(led, told.start()):
        return "what a film, a book or a game tells is no act"
    if type_ in _HARM and _REHEARSED.search(led) and _OF_WAR.fullmatch(words):
        return "it is rehearsed and not done"
    if type_ == "ASSAULT" and words.endswith("ing") and _STOPPED.search(led) and not _ASKED.search(led):
        return "it is told as stopped"
    return ""


def is_long_past(before: str) -> bool:
    """Tell whether an act is what an anniversary is of, or what is told as years ago; before: the words before it."""
    led = f"{' '.join(before.split())} "
    return bool(_ANNIVERSARY.search(led)) and not _MONTHS.search(led)
