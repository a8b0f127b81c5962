"""Acts that are suffered: in "he drew sharp criticism from both parties" he is the one criticised.

An act told by a noun behind such a verb is done to the verb's subject, by whom "from" or "by" behind it names: so it is
in nearly all marked acts of the corpus and of real news. The encoder, which sees a subject and a verb, is often wrong.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from harmattan.annotate import labels
from harmattan.annotate.decode import DOER, UNDERSTOOD, Candidate
from harmattan.records import Span

Scored = tuple[Span, float]
_VERB = (
    r"(?:drew|drawn|draws?|drawing|fac(?:e|es|ed|ing)|(?:c[ao]m(?:e|es|ing)|been|put|was|were|is|are) under"
    r"|in the face of|endur(?:e|es|ed|ing)|suffer(?:s|ed|ing)?|surviv(?:e|es|ed|ing)|subject(?:ed)? to|targets? of)"
)
# Between verb and noun a few words that say what kind of act it is; nothing that begins another phrase.
_SUFFERED = re.compile(
    rf"\b{_VERB}\s+(?:(?!(?:and|or|that|which|who|to|from|by|after|for|in|on|with|a contrast)\b)[\w'’-]+\s+){{0,4}}$",
    re.IGNORECASE,
)
_BY_WHOM = re.compile(r"\s+(?:\w+\s+){0,2}?(?:from|by)\s+(?:both\s+|some\s+|within\s+)?", re.IGNORECASE)
# What may follow a noun and not a verb with its object.
_NOUN = re.compile(
    r"\s*(?:$|[,.;:!?)\"”’—–-]|(?:from|by|over|for|in|on|at|against|after|and|as|that|to|with|since|during|of|about|amid|because"
    r"|when|while|before|this|last|inside|outside|across|within)\b)"
)
# Both sides do these, or the one who does is the subject.
_MUTUAL: Final = frozenset({"AGREE", "CONSULT", "COOPERATE", "CONCEDE", "RETREAT"})
_SURE: Final = 0.9
_DONE: Final = ("actor", DOER)
_SUFFERING: Final = ("recipient", UNDERSTOOD)


def suffered(candidate: Candidate, before: str, words: str, after: str) -> Candidate:
    """Return the candidate with the parties of an act that is suffered on their sides; any other as it is.

    before, words and after: those of its sentence before the trigger, of it, and behind it.
    """
    match = _SUFFERED.search(before)
    if match is None or labels.TYPES[int(candidate.scores.type.argmax())] in _MUTUAL:
        return candidate
    if words.endswith("ed") or not _NOUN.match(after):
        return candidate  # "facing protests the government arrested dozens": a verb has its own subject
    subject_ends = candidate.trigger.start - len(before) + match.start()
    behind = _BY_WHOM.match(after)
    named = candidate.trigger.end + behind.end() if behind else None

    def doer(span: Span) -> bool:
        return named is not None and candidate.trigger.end <= span.start <= named < span.end

    def sufferer(span: Span) -> bool:
        return span.end <= subject_ends

    roles = dict(candidate.roles)
    for done, suffering in zip(_DONE, _SUFFERING, strict=True):
        mine, theirs = candidate.roles.get(done, ()), candidate.roles.get(suffering, ())
        roles[done] = _sorted([one for one in mine if not sufferer(one[0])], [one for one in theirs if doer(one[0])])
        roles[suffering] = _sorted(
            [one for one in theirs if not doer(one[0])], [one for one in mine if sufferer(one[0])]
        )
    return replace(candidate, roles=roles)


def _sorted(kept: Iterable[Scored], moved: Iterable[Scored]) -> tuple[Scored, ...]:
    """Return both in text order; what grammar tells of those moved is surer than what the encoder took them for."""
    sure = [(span, max(score, _SURE)) for span, score in moved]
    return tuple(sorted({*kept, *sure}, key=lambda one: (one[0].start, one[0].end)))
