"""The codebook's rules on one candidate: legal modes, planned acts, required recipients, implied actors."""

import math
import re
from dataclasses import dataclass, replace

import numpy as np

from harmattan.annotate import labels
from harmattan.annotate.decode import DOER, UNDERSTOOD, Candidate, Thresholds
from harmattan.codebook.loader import Codebook
from harmattan.records import Factuality, Party, Span

# "Sentenced", and "jailed for nine years": a court spoke. "Jailed on Monday" may be an arrest.
_SENTENCED = re.compile(
    r"^(?:sentenced\b|(?:jailed|imprisoned)\b[^.;]{0,60}?\bfor (?:life|(?:\w+ ){1,4}?(?:years?|months?)\b))",
    re.IGNORECASE,
)
_POLICE = re.compile(
    r"\b(?:police|officers|troops|soldiers|forces|militants|rebels) (?:have |had |also )?$", re.IGNORECASE
)
_PRISON = re.compile(r"jail|imprison|prison|behind bars|life sentence", re.IGNORECASE)
# "Declined to comment", "did not respond to a request for comment", "reached for comment": how a report was made.
_COMMENT = re.compile(
    r"\b(?:declin|refus)\w+ (?:to )?(?:make any |any |further )?comment\w*"
    r"|\b(?:(?:respond|repl|return|answer|acknowledg)\w*|requests?|emails?|calls?|messages?|questions?|inquiries)"
    r"(?: \S+){0,8}? (?:for|seeking) (?:further )?comments?\b"
    r"|\b(?:asked|reached|contacted|approached|called)(?: \S+){0,6}? for comment\b",
    re.IGNORECASE,
)
# Right before the words of an act: "her upcoming visit", "the planned nuclear tests".
_AHEAD = re.compile(r"\b(?:upcoming|forthcoming|planned|scheduled|impending)(?: (?!to )[\w'’-]+){0,2} $", re.IGNORECASE)
# "In case of a US invasion", "fears of new strikes".
_MAYBE = re.compile(
    r"\b(?:in case of|in the event of|fears? of|(?:prospect|possibility|risk|chance) of) (?:[\w.'’-]+ ){0,3}$",
    re.IGNORECASE,
)
# "Suspended aid following two coups": whose coups they were is not told by who suspended it.
_BACKGROUND = re.compile(
    r"\b(?:following|after|despite|amid|since|before|because of)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
# "Coups that ousted", "a law which had banned": the words right before an act whose subject they are.
_RELATIVE = re.compile(
    r"\b(?:that|which)\s+(?:(?:has|have|had|was|were|is|are|will|would|could|may|also|then|later|\w+ly)\s+){0,2}$",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:alongside|side by side with|shoulder to shoulder with) (?:(?:the|an?|his|her|its|their) )?$", re.IGNORECASE
)
# "Confirmed ongoing US support for": such words are of an act of support, 30 of 31 times in the marked train parts.
_AFFIRMS = re.compile(
    r"\b(?:confirm|reaffirm|reiterat|express|voic)\w*\s+(?!(?:child|technical|customer)\b)"
    r"(?:(?!(?:and|or|that|which|no|not|to|for|in|on|of)\b)[\w’'-]+\s+){0,4}(?P<words>support|backing|solidarity)"
    r"(?=\s+(?:for|to|with)\b)",
    re.IGNORECASE,
)
# "Did not confirm its support"; and what fans voice or a poll confirms is no act of a side.
_NOT_AFFIRMED = re.compile(
    r"\b(?:not|never|n['’]t|cannot|nor|neither|refus\w+ to|fail\w* to|declin\w+ to|den(?:y|ies|ied|ying)(?: \w+){0,3}"
    r"|(?:fans?|customers?|readers?|shareholders?|coach|banks?|investors?|polls?|surveys?|documents?|reports?|data"
    r"|figures|audits?|technicians?|judges?)(?: \w+)?)\s+$",
    re.IGNORECASE,
)
_ASKED = re.compile(r"[^.!?\n]{0,200}\?")
_CERTAIN = 0.9
_NEAR = 40
_HEAD = 2
_AT_PLACES = frozenset({"ASSAULT", "MOBILIZE", "PROTEST"})
_BY_SOMEBODY = frozenset({"ASSAULT", "COERCE", "PROTEST"})


@dataclass(frozen=True, slots=True)
class Coding:
    """What the rules made of a candidate. refused is the reason it is left out, or empty."""

    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    factuality: Factuality
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    confidence: float
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turns a raw score into a share of right events: logistic in its log-odds, fitted on dev (Platt, 1999)."""

    slope: float = 1.0
    shift: float = 0.0

    def __call__(self, score: float) -> float:
        """Return the calibrated confidence of a score in [0, 1]."""
        odds = math.log(max(score, 1e-6) / max(1 - score, 1e-6))
        return 1 / (1 + math.exp(-(self.slope * odds + self.shift)))

    def raw(self, confidence: float) -> float:
        """Return the score that has a confidence in (0, 1); 0 where the slope does not rise."""
        if self.slope <= 0 or not 0 < confidence < 1:
            return 0.0
        odds = (math.log(confidence / (1 - confidence)) - self.shift) / self.slope
        return 1 / (1 + math.exp(-odds))


def code(
    candidate: Candidate,
    book: Codebook,
    limits: Thresholds,
    sure: Calibration = Calibration(),
    *,
    before: str = "",
    words: str = "",
    certain: tuple[str, ...] = (),
) -> Coding:
    """Apply the rules of the ontology to the encoder's scores.

    before: the words of the sentence before the trigger. certain: the types of which its words make an act sure.
    """
    scores = candidate.scores
    type_ = candidate.likeliest
    factuality = Factuality(labels.FACTUALITIES[int(scores.factuality.argmax())])
    if factuality is Factuality.ACTUAL and _AHEAD.search(before):
        factuality = Factuality.PLANNED
    if factuality is Factuality.ACTUAL and _MAYBE.search(before):
        factuality = Factuality.HYPOTHETICAL
    modes = _modes(type_, candidate, limits)
    if factuality is Factuality.PLANNED and type_ in book.planned:
        type_, modes = book.planned[type_], ()
    actors = _actors(type_, candidate, limits, before, words)
    recipients = _recipients(type_, actors, candidate, book, limits)
    confidence = round(sure(candidate.score * float(scores.type.max())), 3)
    if type_ in certain:
        confidence = max(confidence, _CERTAIN)
    return Coding(
        type=type_,
        modes=modes,
        contexts=_contexts(type_, modes, candidate, book, limits),
        factuality=factuality,
        actors=actors,
        recipients=recipients,
        confidence=confidence,
        refused=_unsure(confidence, limits) or _refusal(type_, actors, recipients, book),
    )


def _modes(type_: str, candidate: Candidate, limits: Thresholds) -> tuple[str, ...]:
    legal = [
        (float(candidate.scores.mode[i]), name) for i, name in enumerate(labels.MODES) if name.startswith(f"{type_}/")
    ]
    first, *rest = [*sorted((pair for pair in legal if pair[0] >= limits.mode), reverse=True), (0.0, "")]
    second = [pair for pair in rest[:1] if pair[0] >= limits.second_mode]
    return tuple(name.partition("/")[2] for _, name in (first, *second) if name)


def _contexts(
    type_: str, modes: tuple[str, ...], candidate: Candidate, book: Codebook, limits: Thresholds
) -> tuple[str, ...]:
    """Those likely enough, beside the likeliest too; every act has one at least."""
    order = np.argsort(-candidate.contexts)
    likeliest = float(candidate.contexts[order[0]])
    least = max(limits.context, limits.context_share * likeliest)
    found = [labels.CONTEXTS[i] for i in order if candidate.contexts[i] >= least]
    carried = [book.carried_contexts[f"{type_}/{mode}"] for mode in modes if f"{type_}/{mode}" in book.carried_contexts]
    if not found and not carried and likeliest >= limits.lone_context:
        found = [labels.CONTEXTS[order[0]]]
    return tuple(dict.fromkeys([*found, *carried]))


def _actors(type_: str, candidate: Candidate, limits: Thresholds, before: str, words: str) -> tuple[Party, ...]:
    """Those told; where none is, and none is implied, the likeliest of the sentence if likely enough."""
    source = [span for span, _ in candidate.roles["said_by"]]
    # Who stands far from an act is less sure to have done it than the grammar of what is between.
    fit = [(span, score) for span, score in candidate.roles["actor"] if _may_act(span, candidate, before, words)]
    # Who reports an act did not do it as well, if somebody else did: "the ministry said the envoy will visit".
    doers = [one for one in fit if not any(one[0].overlaps(other) for other in source)]
    told = tuple(Party(span, score=score) for span, score in doers or fit)
    implied = labels.IMPLIED[int(candidate.scores.implied.argmax())]
    if told or implied != "none":
        return told or (Party(None, sectors=(implied,)),)
    taken = [span for role in ("recipient", "said_by") for span, _ in candidate.roles[role]]
    likely = [(span, score) for span, score in candidate.roles.get(DOER, ()) if score >= limits.lone_actor]
    for span, score in likely[:1]:
        taken_by_another = any(span.overlaps(other) for other in taken)
        if not taken_by_another and _may_act(span, candidate, before, words):
            return (Party(span, score=score),)
    # "An attack in Gao last week": nobody is named, yet such an act in a place or at a time was somebody's.
    told_of = candidate.roles["place"] or candidate.roles["time"]
    alone = not candidate.roles["recipient"] and told_of and type_ in _BY_SOMEBODY
    return (Party(None, sectors=("UNK",)),) if alone else ()


def _may_act(party: Span, candidate: Candidate, before: str, words: str) -> bool:
    """Tell whether a party can be the subject of the trigger: in "coups that ousted" only what "that" means can.

    An act told by a noun as what came before ("following coups") is not done by the subject of the clause.
    """
    background = None if words.endswith("ing") else _BACKGROUND.search(before)
    if background and party.end <= candidate.trigger.start - len(before) + background.start():
        return False
    relative = _RELATIVE.search(before)
    if relative is None:
        return True
    end = party.end - (candidate.trigger.start - len(before))
    # "A council resolution that demanded" is the council's.
    return len(before[max(0, end) : relative.start()].split()) <= _HEAD


def _recipients(
    type_: str, actors: tuple[Party, ...], candidate: Candidate, book: Codebook, limits: Thresholds
) -> tuple[Party, ...]:
    """Those told; where none is, the likeliest of the sentence, if likely enough or if the type needs one."""
    acting = [party.span for party in actors if party.span]
    told = tuple(
        Party(span, score=score)
        for span, score in candidate.roles["recipient"]
        if not any(one.start == span.start and span.end <= one.end for one in acting)
    )
    if told:
        return told
    needed = book.type(type_).recipient_required and not (type_ == "COOPERATE" and len(actors) > 1)
    least = limits.understood if needed else limits.lone_recipient
    taken = [party.span for party in actors if party.span]
    # Where and when it was is no party, unless one is needed; who is attacked may be told by where.
    aside = [span for role in ("place", "time") for span, _ in candidate.roles[role]]
    aside = [] if needed or type_ in _AT_PLACES else aside
    likely = ((span, score) for span, score in candidate.roles.get(UNDERSTOOD, ()) if score >= least)
    return tuple(
        Party(span, score=score)
        for span, score in likely
        if not any(span.overlaps(other) for other in taken)
        and not any(one.start <= span.start and span.end <= one.end for one in aside)
    )


def _refusal(type_: str, actors: tuple[Party, ...], recipients: tuple[Party, ...], book: Codebook) -> str:
    if not actors and not recipients:
        return "neither actor nor recipient is told"
    if book.type(type_).recipient_required and not recipients and not (type_ == "COOPERATE" and len(actors) > 1):
        return f"{type_} needs a recipient and none is told"
    return ""


def asks_for_comment(sentence: str, start: int, end: int) -> bool:
    """Tell whether the words at [start, end) of a sentence are of a reporter's own question, which is no act."""
    return any(found.start() < end and start < found.end() for found in _COMMENT.finditer(sentence))


def affirms(text: str, trigger: Span) -> bool:
    """Tell whether a trigger is the noun of "confirmed its support for"."""
    begin = max(0, trigger.start - 2 * _NEAR)
    for one in _AFFIRMS.finditer(text, begin, trigger.end + _NEAR):
        if trigger.start <= one.start("words") and one.end("words") <= trigger.end:
            against = _NOT_AFFIRMED.search(text, max(0, one.start() - _NEAR), one.start())
            return against is None and _ASKED.match(text, trigger.end) is None
    return False


def beside(text: str, start: int) -> bool:
    """Tell whether the party at an offset is one that acts with the actor: "fought alongside the rebels"."""
    return bool(_BESIDE.search(text, max(0, start - _NEAR), start))


def _unsure(confidence: float, limits: Thresholds) -> str:
    return "" if confidence >= limits.event else f"too unsure ({confidence:.2f})"


def also(coding: Coding, before: str, trigger: str, after: str, words: str) -> Coding | None:
    """Return the second coding of a sentence to prison, which is both SANCTION convict and COERCE arrest; else None.

    before, trigger and after: the words of its sentence before the act, of it and behind it; words: of all its evidence
    (plover.md, hard cases).
    """
    if coding.type == "SANCTION" and "convict" in coding.modes and _PRISON.search(words):
        return replace(coding, type="COERCE", modes=("arrest",))
    # "Police jailed him for two months" is no verdict.
    by_police = _POLICE.search(before) and not trigger.lower().startswith("sentenc")
    if (
        coding.type == "COERCE"
        and "arrest" in coding.modes
        and _SENTENCED.search(f"{trigger} {after}")
        and not by_police
    ):
        return replace(coding, type="SANCTION", modes=("convict",))
    return None
