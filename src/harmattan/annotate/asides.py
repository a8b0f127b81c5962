"""Times and places that words within an act's own sentence tell of something else, be it a found act or not.

"Lifted an embargo on wine, imposed in 2013": 2013 is when it was imposed. Each shape was kept for being right about at
least nine in ten of the times and places marked in the corpus and in real news that it speaks of.
"""

import re
from typing import Final

from harmattan.records import Span

# Acts in words: what they are about may lie ahead, or be long over.
OF_SAYING: Final = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})

_NO_VERB: Final = r"(?!(?:the|an?|its|his|her|their|our|this|that|it|him|them|us|me|be|all|any|some|both)\b)"
_DONE: Final = (
    r"(?:[a-z]+ed|held|built|begun|shot|caught|sent|taken|given|struck|frozen|sunk|stolen|brought|cut|laid|drawn|sold"
    r"|bought|made)"
)
# What is told of a noun right behind it. A statement "dated", "issued" or "published" on a day is of the act itself.
_OF_A_NOUN: Final = (
    r"(?:signed|reached|agreed|imposed|detained|adopted|introduced|concluded|seized|arrested|jailed|frozen|passed"
    r"|approved|abducted|kidnapped|sentenced|convicted|brokered|negotiated|captured|held)"
)
# From there to the time or place: "in Cairo", "since late".
_ON: Final = (
    r"(?:(?:in|at|near)\s+(?:[A-Z][\w’'-]+\s+){1,3})?"
    r"(?:(?:on|in|at|since|by|from|near|late|early|around|during|outside|last|the|to)\s+)*$"
)
_ASIDE: Final = re.compile(rf",\s+(?:(?:first|last|also|newly|long)\s+)?{_DONE}\s+(?:by\s+(?:\S+\s+){{1,4}}?)?{_ON}")
_NOUN: Final = (
    r"\b(?:an?|the|its|their|his|her|two|three|\d+|those)\s+"
    r"(?:(?!(?:and|or|that|which|who|whom|was|were|has|had|have|in|on|at|by|as)\b)[\w’'-]+\s+){1,3}?"
)
_TOLD_OF: Final = re.compile(rf"{_NOUN}{_OF_A_NOUN}\s+{_ON}")
_BENEATH: Final = re.compile(rf"\b(?:under|with|of|to|against|in|from)\s+{_NOUN}(?!held){_OF_A_NOUN}\s+{_ON}")
# Only behind what a verb acts on does an aside speak of that: "the pullout, announced in May" is the act itself.
_ACTS_ON: Final = re.compile(
    r"\s+(?!(?:of|on|in|at|by|for|from|against|to|with|between|over|that|which|who|after|is|was|were|are|has|have|had"
    r"|and|or|into|as|under|during|across|among)\b)\w"
)
_SUPERLATIVE: Final = (
    r"(?:first|second|third|fourth|worst|best|most \w+|only"
    r"|(?!(?:for|prot|arr|inter|requ|unr|harv|cont|pri|inqu|conqu)est)[a-z]{3,}est)"
)
# "The deadliest attack on the city since August", and nothing told of it before.
_SINCE: Final = re.compile(
    rf"\b(?:the|its|his|her|their|an?)\s+{_SUPERLATIVE}\s+(?!since|of\b)"
    r"(?:(?!(?:has|have|had|been|was|were|is|are|by|that|which|who|and|but)\b)[\w’'-]+\s+){1,12}since\s+"
    r"(?:(?:early|late|the)\s+)*$",
    re.IGNORECASE,
)
# "Has visited twice since taking office in June", and not "held since crossing the border in June".
_SINCE_DOING: Final = re.compile(
    r"\w\s+(?:since|after|before)\s+(?!(?:morning|evening|king|spring)\b)[a-z]+ing\b[^,;:.!?\n]*$"
)
_JOINED: Final = re.compile(r"\b(?:and|but|or)\b")
_DOES: Final = re.compile(r"(?:\w+(?:ed|ing|[^s]s)|accuse|blame|charge|suspect|criticise|condemn|denounce)\b")
_OF_DOING: Final = re.compile(
    r"\b(?:of|with|for|over)\s+(?:\w+ly\s+)?(?!(?:during|king|morning|evening|spring|ring|\w+thing)\b)[a-z]+ing\s"
)
_TO_DO: Final = re.compile(
    rf"\s+(?:[^\s,;:]+\s+){{0,4}}?to (?:not )?{_NO_VERB}[a-z]+\b"
    r"(?![^,;:]*\b(?:and|but|as|after|when|while|during|because|which|who|said)\b)"
)
# "On Sunday, two days after gunmen ambushed it": Sunday is told of what goes round this, up to the comma.
_DAYS_APART: Final = re.compile(
    r"(?:,|\s[–—-]{1,2})?\s(?:(?:just|only|about|around|nearly|almost|barely|some|more than|less than|over)\s)?"
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|a few|a couple of|\d{1,3})\s"
    r"(?:day|week|month|year)s?\s(?:after|before)\b(?:[^,;:.!?–—\n-]|-(?!\s))*$",
    re.IGNORECASE,
)
_REACH: Final = 160
_BY: Final = re.compile(r"\b(?:by|until|before|till)\s+(?:(?:the|early|late|mid|this|next)\s+)*$", re.IGNORECASE)


# "USAID, a key development agency in the region, was shut": what a party is told to be does not say where it was shut.
_PARTY: Final = (
    r"(?:agency|organi[sz]ation|group|company|firm|bank|party|body|bloc|ally|partner|movement|militia|network|newspaper"
    r"|broadcaster|charity|operator|producer|power|player|official|leader|commander|chief|minister|politician|activist"
    r"|journalist|preacher|cleric|businessman|businesswoman|investor|donor|lender|rival)s?"
)
_APPOSED: Final = re.compile(
    rf"[A-Z][\w’'-]*,\s+(?:(?:an?|the|one of the)\s+)(?:[a-z][\w-]*\s+){{0,5}}{_PARTY}"
    r"\s+(?:in|of|across|throughout)\s+\Z"
)
_CLOSED: Final = re.compile(r"[,.;–—)]|\s[–—-]\s")


def of_whom_it_describes(text: str, span: Span) -> bool:
    """Tell whether a place stands in what describes a party by the way: "USAID, a key agency in the region, ..."."""
    before = text[max(0, span.start - _REACH) : span.start]
    return bool(_APPOSED.search(before) and _CLOSED.match(text, span.end))


def of_days_apart(text: str, trigger: Span, span: Span) -> bool:
    """Tell whether an act before whose words a time stands was done some days before or after that time."""
    return trigger.start - span.end <= _REACH and bool(_DAYS_APART.match(text[span.end : trigger.start]))


def of_an_aside(text: str, trigger: Span, span: Span, act: str, *, time: bool) -> bool:
    """Tell whether a time or a place behind an act's words, in their sentence, is of something else by its shape.

    act: the PLOVER type of the act; time: whether the span is a time.
    """
    between = text[trigger.end : span.start]
    if _ACTS_ON.match(between) and (_ASIDE.search(between) or _TOLD_OF.search(between)):
        return True
    if act == "ACCUSE" and _DOES.match(text, trigger.start, trigger.end) and _OF_DOING.search(between):
        return True
    if not time:
        return of_whom_it_describes(text, span)
    doing = _SINCE_DOING.search(between)
    return bool(
        _BENEATH.search(between)
        or _SINCE.search(text[max(0, span.start - _REACH) : span.start])
        or (doing and not _JOINED.search(doing.group()))
        or (act in OF_SAYING and _BY.search(between) and _TO_DO.match(between))
    )
