"""The day of a promise that the sentence right after it tells, and how much longer something is to run."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from harmattan import dates
from harmattan.records import Due, Event, Factuality, Span
from harmattan.resolve.dateforms import UNKNOWN
from harmattan.resolve.when import time_of

_PACT: Final = (
    r"(?:agreement|deal|accord|ceasefire|cease-fire|truce|pact|treaty|contract|mandate|arrangement|moratorium|lease"
    r"|memorandum|protocol)"
)
_NAMES_A_PACT: Final = re.compile(rf"\b{_PACT}\b", re.IGNORECASE)
# "It runs until 2028.", "The truce expires on 1 May."
_RUNS: Final = re.compile(
    rf"\s*(?:It|The (?:[a-z-]+ )?{_PACT}) (?:(?:will|would|is to|is due to|is set to) )?"
    r"(?:runs?|lasts?|(?:is|be) valid|holds?|(?:remains?|stays?) in (?:force|effect)|expires?|lapses?|ends?)"
    r" (?:until|till|through|to|on|in|at)(?: the (?:end|start|middle) of)?(?: the)? "
)
# What the sentence before has to name for each thing that has its day in the next one.
_THINGS: Final = {
    "handover": r"hand(?:ing)?[ -]?over|transfer",
    "withdrawal": r"withdr[ae]w|pull",
    "pullout": r"withdr[ae]w|pull",
    "release": r"releas|free",
    "exchange": r"exchang|swap",
    "swap": r"exchang|swap",
    "talks": r"talk|negotiat|dialogue",
    "meeting": r"meet|talk",
    "summit": r"summit|meet",
    "visit": r"visit",
    "elections?": r"election",
    "vote": r"vote|election|referendum",
    "referendum": r"referendum",
    "reopening": r"re-?open",
    "signing": r"sign",
    "deployment": r"deploy|send|troops",
    "exercises?": r"exercise|drill",
}
_SET: Final = re.compile(
    rf"\s*(?:The|Its|Their) (?:[a-z-]+ )?(?P<thing>{'|'.join(_THINGS)}) (?:is|are|was|were|will)(?: be)?"
    r" (?:(?:now )?(?:set|planned|scheduled|due|expected|slated)(?: to (?:be held|take place|begin|start|happen))?"
    r"|to (?:be held|take place|begin|start)|held|take place|begin|start|completed) (?P<word>for|on|by|in|from|before)"
    r"(?: the (?:end|start|middle) of)?(?: the)? "
)
_LONGER: Final = re.compile(
    r"\b(?:extend|prolong|renew)\w*\b[^.;]{0,300}?\b(?P<time>(?:by|for) (?:a |another |a further |an additional )?"
    r"(?:further |additional )?[\w-]+ (?:more )?(?:day|week|month|year)s?|indefinitely)\b",
    re.IGNORECASE,
)
_PROMISED: Final = frozenset({"AGREE", "CONCEDE", "REQUEST"})
_BY: Final = frozenset({"by", "before"})


def longer(event: Event, text: str, end: int) -> Due | None:
    """Return that something is to run on, where the words tell how much longer: until a day that is not told."""
    found = _LONGER.search(_flat(text[event.trigger.start : end]))
    if found is None or event.type == "REQUEST":
        return None
    at = event.trigger.start
    return Due(Span(at + found.start("time"), at + found.end("time")), *UNKNOWN, "until")


def behind(event: Event, text: str, day: date | None, times: Iterable[Span], end: int) -> Due | None:
    """Return the day that the sentence right after a promise tells of what was promised. end: of the promise's own."""
    if day is None or event.factuality is not Factuality.ACTUAL:
        return None
    said = _flat(text[_start(text, event.trigger) : end])
    for span in times:
        relation = _relation(event, said, _flat(text[end : span.start])) if span.start >= end else None
        value, precision = time_of(span, text, day.isoformat(), planned=True, act=event.type) if relation else UNKNOWN
        days = dates.days_of(value)
        if relation and value and days and days[0] > day:
            return Due(span, value, precision, relation)
    return None


def _relation(event: Event, said: str, before: str) -> str | None:
    """Return how a day is told in the next sentence of what the sentence before said; None if of something else."""
    if _RUNS.fullmatch(before) and event.type != "REQUEST" and _NAMES_A_PACT.search(said):
        return "until"
    found = _SET.fullmatch(before) if event.type in _PROMISED else None
    if found is None:
        return None
    named = next(words for thing, words in _THINGS.items() if re.fullmatch(thing, found["thing"]))
    return ("by" if found["word"] in _BY else "on") if re.search(rf"\b(?:{named})", said) else None


def _start(text: str, trigger: Span) -> int:
    return max(text.rfind(". ", 0, trigger.start), text.rfind("\n", 0, trigger.start), -1) + 1


def _flat(text: str) -> str:
    """Return words of a page with one space for each run of them."""
    return re.sub(r"\s+", " ", text)
