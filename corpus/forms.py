"""How acts are worded, told from the surface: enough to steer the spread of the corpus, no grammar.

A trigger is called passive, nominal, participle, infinitive or active by the word before it and its
ending; the counts are right within some per cent, which is what a quota needs.
"""

import re
from collections.abc import Iterator

from corpus.markup import Document, GoldEvent, GoldSpan


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_BE = _words("was were been being is are be got get gets getting remain remains remained")
_TO = _words("to will would could may might can should must shall not")
_NOUN_BEFORE = _words(
    "the a an its their his her our this that these those such any no some new fresh of in on for after following "
    "during against over from with by under amid since before about into further another two three several latest "
    "joint recent first second planned alleged deadly mass military political public direct official"
)
_NOUN_END = re.compile(r"(?:tion|sion|ment|ance|ence|ure|al|age|ity|ship|down|out|off|strike|attack|talks?|visit|s)$")
_PARTICIPLE = re.compile(r"(?:ed|en|wn|ne|nt|ght|pt|ld|ut|it|et)$")
_WORD = re.compile(r"[\w'’-]+")
_APPOSED = re.compile(r",\s+(?:(?:the|a|an|its|his|her|their|who|whose)\s|[a-z]+ (?:of|at|for)\s|\d\d,)")
FORMS = ("active", "passive", "nominal", "participle", "infinitive")


def trigger_form(document: Document, span: GoldSpan) -> str:
    """Return one of FORMS for a trigger."""
    clause = re.split(r"[.;!?\n]", document.text[max(0, span.start - 40) : span.start])[-1]
    before = [word.lower() for word in _WORD.findall(clause)][-3:]
    words = document.text[span.start : span.end].lower().split()
    first, last = words[0], words[-1]
    previous = before[-1] if before else ""
    if first.endswith("ing") and previous not in _NOUN_BEFORE - {"after", "by", "before", "since"}:
        return "active" if _BE & set(before[-2:]) else "participle"
    if _PARTICIPLE.search(first) and _BE & set(before):
        return "passive"
    if previous in _TO:
        return "infinitive"
    if previous in _NOUN_BEFORE or previous.endswith(("'s", "’s", "s'")):
        return "participle" if first.endswith("ed") and len(first) > 4 else "nominal"
    return "nominal" if _NOUN_END.search(last) and not last.endswith("ed") and before and len(last) > 5 else "active"


def constructions(document: Document) -> Iterator[str]:
    """Yield a name for each event that shows it: its form, coordination, apposition, ellipsis, negation."""
    seen: dict[str, GoldSpan] = {}
    for event in document.events:
        span = document.span(event.id)
        if span is None:
            continue
        yield trigger_form(document, span)
        if len(event.actors) > 1 or len(event.recipients) > 1:
            yield "coordination"
        if any(_apposed(document, name) for name in (*event.actors, *event.recipients)):
            yield "apposition"
        if event.factuality == "denied":
            yield "negation"
        if _shares_subject(document, event, span, seen):
            yield "ellipsis"
        for name in event.actors:
            seen[name] = span
    yield from _nested(document)


def _apposed(document: Document, name: str) -> bool:
    span = document.span(name)
    return span is not None and _APPOSED.match(document.text, span.end) is not None


def _shares_subject(document: Document, event: GoldEvent, span: GoldSpan, seen: dict[str, GoldSpan]) -> bool:
    """The subject stands before an earlier trigger of the same sentence and is not said again."""
    for name in event.actors:
        actor, earlier = document.span(name), seen.get(name)
        if actor and earlier and actor.end <= earlier.start < span.start:
            return "." not in document.text[earlier.end : span.start]
    return False


def _nested(document: Document) -> Iterator[str]:
    """Reported speech inside reported speech: a cue, or an act told by another, within what a quote says."""
    for quote in document.quotes:
        for content in (span for span in document.spans if span.id == quote.id):
            inside = {span.id for span in document.spans if content.start <= span.start and span.end <= content.end}
            cues = {other.cue for other in document.quotes if other.id != quote.id}
            told = {event.id for event in document.events if event.said_by and quote.speaker not in event.said_by}
            speaks = {
                event.id for event in document.events if event.type in {"ACCUSE", "REQUEST", "REJECT", "THREATEN"}
            }
            if inside & (cues | told | speaks):
                yield "nested report"
                break
