"""Whom "it" means where it opens a sentence: whoever the sentence before begins with goes on acting.

"The United States lists the group. It cut aid": the encoder, which looks for what is nearest and fits, takes the group.
"""

import re
from collections.abc import Sequence
from typing import Final

from harmattan.resolve.scene import Anchor, Scene
from harmattan.resolve.who import Who

_STOP: Final = re.compile(r"[.!?][\"”’)]*\s+|\n+|\A")
_OPENING: Final = re.compile(r"(?:[.!?]|\n)\s*\Z")
_BODIES: Final = ("state", "organisation", "group", "institution")
_LONGEST: Final = 400
# Up to its verb, between which more may be said of it: "Algeria, which backs the front, withdrew".
_ACTS: Final = re.compile(
    r"(?:, (?:which|who)\b[^.;:\n]{1,80},)? (?:(?:also|later|then|on \w+day|has|had|have|will|would|is|was) )*"
    r"(?:\w+ed|said|says|sent|cut|took|met|held|told|made|gave|put|began|left|fought|struck|withdrew|wants"
    r"|\w+s(?= (?:the\b|an?\b|its\b|that\b|several\b|two\b|three\b|[A-Z])))\b(?! by\b)"
)
# Who answers is the one to whom it was done: "Bern accused the bank. It denied".
_ANSWERS: Final = re.compile(
    r"\w+ (?:(?:has|had|have|also|in turn|repeatedly|strongly) )*"
    r"(?:den(?:y|ies|ied)|reject|respond|retaliat|dismiss|refut|repl(?:y|ies|ied)|hit back|return|condemn|protest)",
    re.IGNORECASE,
)


# "It was calm" tells no act of a subject that goes on acting.
_IS: Final = re.compile(r"\w+ (?:is|was|has been|had been|remain\w*|seem\w*)\b")


def going_on(phrase: str, at: int, scene: Scene, taken: Sequence[Who]) -> Anchor | None:
    """Return the mention that the sentence before begins with, where "it" at an offset goes on about it; else None.

    taken: who takes part in the act otherwise.
    """
    text = scene.article.text
    if phrase != "It" or not _OPENING.search(text, max(0, at - 4), at) or _ANSWERS.match(text, at):
        return None
    if at in scene.done_to or _IS.match(text, at):
        return None  # whom something was done to is talked of next
    first = _begin(text, at)
    subject = next((one for one in scene.anchors_in(first, first + len("The ") + 1) if _begins(one, text, first)), None)
    if subject is None or subject.who.kind not in _BODIES or subject.relays:
        return None
    avoided = {who.entity or who.name for who in taken}
    plain = _ACTS.match(text, subject.end) and not scene.is_quoted(subject.start)
    return subject if plain and (subject.who.entity or subject.who.name) not in avoided else None


def _begin(text: str, at: int) -> int:
    """Return where the sentence before the one at an offset begins."""
    last = len(text[:at].rstrip()) - 1  # its full stop
    return max((stop.end() for stop in _STOP.finditer(text, max(0, at - _LONGEST), last)), default=0)


def _begins(anchor: Anchor, text: str, first: int) -> bool:
    return anchor.start == first or text[first : anchor.start].lower() == "the "


_THE_COUNTRY: Final = re.compile(r"(?:the|that) country", re.IGNORECASE)
_BACK: Final = 1  # sentences


def country_meant(phrase: str, at: int, scene: Scene, taken: Sequence[Who]) -> str:
    """Return the state that "the country" is, to which something is done: the only one of the nearest sentence before
    that names any beside who takes part (taken); empty if that cannot be told.
    """
    if not taken or not _THE_COUNTRY.fullmatch(phrase):
        return ""
    avoided = {(who.entity or "").rpartition(":")[2] for who in taken}
    states = scene.knowledge.states
    near = [
        one
        for one in scene.lately(at, _BACK)
        if one.who.country in states.keys() - avoided and not (one.aside or one.relays)
    ]
    named = {one.who.country for one in near if one.sentence == near[-1].sentence}
    return next(iter(named)) if len(named) == 1 else ""
