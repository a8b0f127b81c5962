"""By which acts what is promised, demanded or threatened for a day would be done, as the words for it tell.

A promise is coded as AGREE whatever it promises: without its words, a first meeting would keep the word to withdraw.
"""

import re
from collections.abc import Iterator
from typing import Final

from harmattan.records import Event

_Told = tuple[re.Pattern[str], frozenset[str]]


def _words(pattern: str, *types: str) -> _Told:
    return re.compile(rf"\b(?:{pattern})", re.IGNORECASE), frozenset(types)


# What somebody does of his own will, or because he was asked to.
_DONE: Final = (
    _words(r"withdr[ae]w|pull(?:ing|s|ed)?[ -]?(?:out|back)|vacat|leave\b|disarm|lay(?:ing)? down", "RETREAT"),
    _words(r"releas|hand(?:ing)?[ -]?over|surrender|extradit|free (?!trade)|let .{0,30}\bgo\b", "RETREAT", "COOPERATE"),
    _words(r"exchang|swap", "RETREAT", "COOPERATE"),
    _words(r"re-?open|lift|eas(?:e|ing)\b|allow|let\b|restor", "RETREAT", "CONCEDE", "COOPERATE", "SUPPORT"),
    _words(r"talks?\b|meet(?:ings?)?\b|negotiat|dialogue|summit|visit|discuss|host|consult|receive", "CONSULT"),
    _words(r"sign\b|signing|ratif|recogni[sz]|appoint|join\b", "SUPPORT", "COOPERATE"),
    _words(r"send\b|deliver|suppl|provid|donat|disburs|lend|pay\b|ship\b|grant\b|aid\b", "AID", "COOPERATE"),
    _words(r"exercise|patrol|shar(?:e|ing)\b|cooperat|resum\w+ (?:flights|trade|exports)|trade\b", "COOPERATE"),
)
# What is threatened.
_THREATENED: Final = (
    _words(r"sanction|tariff|expel|cut\b|cutting|suspend|sever|recall|embargo|stop\b|halt|withhold", "SANCTION"),
    _words(r"clos(?:e|ing|ure)\b|blockade|block\b|seiz|arrest|ban\b|restrict|shut|impound|freez", "COERCE", "SANCTION"),
    _words(r"attack|bomb|military action|invade|invasion|shell|air ?strikes?|use of force", "ASSAULT"),
    _words(r"troops|deploy|mobili[sz]", "MOBILIZE"),
)
# What no type of act tells: it took place where its own reports say so.
_UNTOLD: Final = re.compile(r"\b(?:elections?|vote|polls?|referendum|civilian rule)\b", re.IGNORECASE)
_UNLESS: Final = re.compile(r"\b(?:if|unless|should)\b", re.IGNORECASE)


def meant(event: Event, text: str) -> tuple[str, ...]:
    """Return the types of acts by which what an event says is due would be done; none where its words tell none."""
    if event.due is None:
        return ()
    return tuple(sorted(_types(event.type, *_clauses(event, text))))


def _clauses(event: Event, text: str) -> Iterator[str]:
    """Yield the words from a promise to its day, then all to the end of the sentence."""
    due, start = event.due, event.trigger.end
    if due and due.span.start >= start:
        yield text[start : due.span.start]
    ends = [span.end for span in event.evidence if span.start <= event.trigger.start < span.end]
    yield text[start : max(ends, default=start)]


def _types(type_: str, *clauses: str) -> frozenset[str]:
    table = _THREATENED if type_ == "THREATEN" else _DONE
    for clause in clauses:
        # "To attack unless it withdraws": what is threatened stands before.
        words = _UNLESS.split(clause)[0] if type_ == "THREATEN" else clause
        if type_ != "THREATEN" and _UNTOLD.search(words):
            return frozenset()
        if found := [(at.start(), types) for pattern, types in table if (at := pattern.search(words))]:
            return min(found, key=lambda one: one[0])[1]
    return frozenset()
