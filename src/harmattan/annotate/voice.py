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
from harmattan.records import Mention, Span

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
# Whose passive leaves the subject the one who acts: "troops were deployed", "was helped by".
_DONE_BY_SUBJECT: Final = frozenset({"MOBILIZE", "AID", "SUPPORT"})
_WAS: Final = re.compile(
    r"(?:,? (?:who|which|that))? (?:(?:has|have|had|having) (?:\w+ly )?been|(?:is|are|was|were) being|was|were)"
    r" (?:\w+ly |also |then |later )?$"
)
# Whoever was promised something did not promise it, though "aid was promised" has no such subject.
_PROMISED: Final = frozenset({"promised", "offered", "granted", "guaranteed", "assured"})
_SUBJECTS: Final = frozenset({"i", "we", "he", "she", "they"})
_PARTICIPLE: Final = re.compile(r"\w+(?:ed|en|wn|ught|old|hot|ut|it)", re.IGNORECASE)
# Acts done by saying so: the subject of the sentence speaks.
_IN_WORDS: Final = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT"})
_NO_SUBJECT: Final = re.compile(r"['’]s\b|,|\s*$")
# "Received pledges of support from workers": who pledges and who receives stand on other sides than they look.
_RECEIVED: Final = re.compile(
    r"\b(?:receiv(?:e|es|ed|ing)|w[io]n(?:s|ning)?|secur(?:es?|ed|ing)|gain(?:s|ed|ing)?)\s+"
    r"(?:(?!(?:and|or|that|which|who|to|from|by|after|for|in|on|with)\b)[\w'’-]+\s+){0,4}$",
    re.IGNORECASE,
)
# "Moscow dismissed the charge": whoever rejects an accusation is the one accused.
_REJECTED: Final = re.compile(
    r"\b(?:reject(?:ed|s|ing)?|den(?:y|ies|ied|ying)|dismiss(?:ed|es|ing)?|refut(?:e|es|ed|ing)|disput(?:e|es|ed|ing)"
    r"|rebuff(?:ed|s|ing)?|(?:brush|shrug)(?:ged|ed|es|s)? off)\s+"
    r"(?:(?!(?:and|or|that|which|who|to|from|by|after|for|in|on|with)\b)[\w'’-]+\s+){0,4}$",
    re.IGNORECASE,
)
_GIVEN: Final = frozenset({"AGREE", "SUPPORT", "AID"})
# Up to the comma, and the article of what follows it.
_CLAUSE: Final = re.compile(r"[^,.;:!?\n]{1,120},( )(?:[Tt]he |[Aa]n? )?")
_FROM: Final = re.compile(r"\bfrom (?:the |an? |its |his |her |their )?$")
_SEVERAL: Final = 2
_STRIPPED: Final = re.compile(r"(?:stripp|depriv|reliev|robb|divest)(?:ed|es?|ing)\b|(?:strip|rob)s?\b", re.IGNORECASE)
_OF_WHAT: Final = re.compile(r" of (?:the |an? )?$")
_BY: Final = re.compile(r" by (?:the |an? )?")
# "Was granted access to the valley by the army": what was promised may stand between.
_BY_AFTER: Final = re.compile(r"[^,.;:!?\n]{0,60}? by (?:the |an? )?")
# "A warning to both sides": the one behind such a noun is told, given or asked something, and does nothing.
_TO_WHOM: Final = re.compile(
    r"\s+to\s+(?:(?:both|all)\s+)?(?:the\s+)?"
    r"(?:(?:(?!(?:by|from|of|in|on|at|for|with|be|before|after|than)\b)[\w’'-]+\s+){1,3}and\s+(?:the\s+)?)?",
    re.IGNORECASE,
)
_TELLING: Final = frozenset(
    {"ACCUSE", "AGREE", "AID", "CONCEDE", "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN"}
)
# "The court, which dismissed the case", "his men had burned the town": who stands before a verb in the active acts. In
# the marked acts of these types hardly any who stand so are acted on, and those of verbs like "died".
_ACTIVE: Final = re.compile(
    r"(?:,? (?:which|who|that)(?: (?:has|had|have|also|later|then|\w+ly))*| (?:has|had|have)(?: (?:also|\w+ly))*) "
)
# "Four rockets had hit the town": what it was done with has not done it.
_WEAPON: Final = re.compile(
    r"\b(?:rockets?|missiles?|shells?|bombs?|drones?|mortars?|bullets?|grenades?|blasts?|explosions?|(?:air ?)?strikes?"
    r"|shelling|gunfire|fire|devices?)$",
    re.IGNORECASE,
)
_ACTING: Final = frozenset({"REJECT", "REQUEST", "THREATEN", "ASSAULT", "COERCE", "MOBILIZE"})
_PAST: Final = re.compile(
    r"(?!(?:died|vanished|disappeared|suffered|received|perished|lost)\b)(?:\w+ed|made|shot|hit|cut|struck|fought|sent)\b",
    re.IGNORECASE,
)
_SURE: Final = 0.9
_DONE: Final = ("actor", DOER)
_SUFFERING: Final = ("recipient", UNDERSTOOD)


def suffered(candidate: Candidate, before: str, words: str, after: str) -> Candidate:
    """Return the candidate with the parties of an act that is suffered on their sides; any other as it is.

    before, words and after: those of its sentence before the trigger, of it, and behind it.
    """
    passive = _passive(candidate, before, words, after)
    if passive:
        return passive
    candidate = _once_told(candidate, before)
    type_ = candidate.likeliest
    received = _RECEIVED.search(before) if type_ in _GIVEN else None
    match = received or (None if type_ in _MUTUAL else _SUFFERED.search(before))
    match = match or (_REJECTED.search(before) if type_ == "ACCUSE" else None)
    if match is None:
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


def taken_from(candidate: Candidate, after: str) -> Candidate:
    """Return the candidate of a seizure without what was seized, where it is told from whom: "took a mine from a firm".

    after: the words of its sentence behind the trigger. Any other act stays as it is: "arrested men from a party".
    """
    found = candidate.roles["recipient"]
    if len(found) < _SEVERAL or labels.MODES[int(candidate.scores.mode.argmax())] != "COERCE/seize":
        return candidate
    at = candidate.trigger.end
    owners = [span.start for span, _ in found if span.start > at and _FROM.search(after[: span.start - at])]
    if not owners:
        return candidate
    kept = tuple(one for one in found if not at <= one[0].start < min(owners))
    return replace(candidate, roles=candidate.roles | {"recipient": kept})


def told_to(candidate: Candidate, after: str) -> Candidate:
    """Return the candidate with those behind its "to" as the ones it was for: "a warning to protesters and the party".

    after: the words of its sentence behind the trigger. In the marked acts of the corpus and of real news nobody who
    stands there does what is said, asked, given or refused.
    """
    if candidate.likeliest not in _TELLING:
        return candidate
    at = candidate.trigger.end
    doers = candidate.roles["actor"]
    turned = [one for one in doers if one[0].start > at and _TO_WHOM.fullmatch(after[: one[0].start - at])]
    if not turned:
        return candidate
    roles = dict(candidate.roles)
    roles["actor"] = tuple(one for one in doers if one not in turned)
    roles["recipient"] = _sorted(candidate.roles["recipient"], turned)
    roles[DOER] = tuple(one for one in candidate.roles.get(DOER, ()) if one[0] not in [span for span, _ in turned])
    return replace(candidate, roles=roles)


def deprived(candidate: Candidate, words: str, after: str) -> Candidate:
    """Return the candidate without what somebody is stripped of: "stripped the men of their citizenship".

    words, after: those of the trigger, and of its sentence behind it. Any other act stays as it is.
    """
    found = candidate.roles["recipient"]
    if len(found) < _SEVERAL or not _STRIPPED.match(words):
        return candidate
    at = candidate.trigger.end
    lost = [one for one in found if one[0].start > at and _OF_WHAT.search(f" {after}"[: one[0].start - at + 1])]
    kept = tuple(one for one in found if one not in lost[:1])
    return replace(candidate, roles=candidate.roles | {"recipient": kept}) if kept else candidate


def fronted(candidate: Candidate, before: str, words: str, after: str, named: Iterable[Mention]) -> Candidate:
    """Return the candidate with who acts in "Accusing Warsaw, Belarus expelled": the subject behind the comma.

    named: the mentions of the text; only one of them is taken, and only where nobody is told to act.
    """
    opens = words.lower().endswith("ing") and not re.search(r"\w", before)
    told = candidate.likeliest in _IN_WORDS and not candidate.roles["actor"]
    clause = _CLAUSE.match(after) if opens and told else None
    if clause is None:
        return candidate
    at = candidate.trigger.end + clause.end()
    subject = next((one.span for one in named if one.span.start <= at < one.span.end), None)
    if subject is None or subject.start < candidate.trigger.end + clause.start(1):
        return candidate
    if _NO_SUBJECT.match(after, subject.end - candidate.trigger.end):
        return candidate  # "Calling Kharkiv, Ukraine's second city, a ruin"
    return replace(candidate, roles=candidate.roles | {"actor": ((subject, _SURE),)})


def active(candidate: Candidate, before: str, words: str) -> Candidate:
    """Return the candidate with who stands before an active verb as who acts, where nobody is told to act.

    before, words: those of its sentence before the trigger, and of it. Any other act stays as it is.
    """
    if candidate.likeliest not in _ACTING or candidate.roles["actor"] or not _PAST.match(words):
        return candidate
    begin = candidate.trigger.start - len(before)
    suffering = {name: candidate.roles.get(name, ()) for name in _SUFFERING}
    acting = {
        one
        for found in suffering.values()
        for one in found
        if begin <= one[0].end
        and _ACTIVE.fullmatch(before, max(0, one[0].end - begin))
        and not _WEAPON.search(before, 0, max(0, one[0].end - begin))
    }
    if not acting:
        return candidate
    kept = {name: tuple(one for one in found if one not in acting) for name, found in suffering.items()}
    return replace(candidate, roles=candidate.roles | kept | {"actor": _sorted((), acting)})


def _once_told(candidate: Candidate, before: str) -> Candidate:
    """Return the candidate without the subject of a verb before as the one acted on: "they came, they fired"."""
    begin = candidate.trigger.start - len(before)

    def subject(span: Span) -> str:
        words = before[max(0, span.start - begin) : max(0, span.end - begin)].lower()
        return words if words in _SUBJECTS else ""

    acting = {subject(span) for name in _DONE for span, _ in candidate.roles.get(name, ())} - {""}
    kept = {
        name: tuple(one for one in candidate.roles.get(name, ()) if subject(one[0]) not in acting)
        for name in _SUFFERING
    }
    return replace(candidate, roles=candidate.roles | kept) if acting else candidate


def _passive(candidate: Candidate, before: str, words: str, after: str) -> Candidate | None:
    """Return "Gabon was suspended by the union" with the subject as the one it was done to; None if it is none such."""
    match = _WAS.search(before)
    type_ = candidate.likeliest
    subject_acts = type_ in _MUTUAL | _DONE_BY_SUBJECT and words.lower() not in _PROMISED
    if match is None or not _PARTICIPLE.fullmatch(words) or subject_acts:
        return None
    subject_ends = candidate.trigger.start - len(before) + match.start()
    behind = (_BY_AFTER if words.lower() in _PROMISED else _BY).match(after)
    named = candidate.trigger.end + behind.end() if behind else None
    actors, recipients = candidate.roles["actor"], candidate.roles["recipient"]
    subject = [one for one in actors if one[0].end == subject_ends]
    doers = [one for one in recipients if named and candidate.trigger.end <= one[0].start <= named < one[0].end]
    roles = dict(candidate.roles)
    roles["actor"] = _sorted([one for one in actors if one not in subject], doers)
    roles["recipient"] = _sorted([one for one in recipients if one not in doers], subject)
    # Nor is the subject the likeliest to have done it, where nobody is told.
    roles[DOER] = tuple(one for one in candidate.roles.get(DOER, ()) if one[0].end != subject_ends)
    return replace(candidate, roles=roles)


def _sorted(kept: Iterable[Scored], moved: Iterable[Scored]) -> tuple[Scored, ...]:
    """Return both in text order; what grammar tells of those moved is surer than what the encoder took them for."""
    sure = {span: max(score, _SURE) for span, score in moved}
    left = [one for one in kept if one[0] not in sure]
    return tuple(sorted([*left, *sure.items()], key=lambda one: (one[0].start, one[0].end)))
