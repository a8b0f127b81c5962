"""Whom "he", "she" or "it" at the begin of a sentence takes up: the subject of the sentence before, not its object."""

import re
from bisect import bisect_left
from typing import Final

from harmattan.records import Annotations, Antecedent, Event, Span
from harmattan.resolve.descriptions import adjectival
from harmattan.resolve.names import tokens
from harmattan.resolve.pieces import cut
from harmattan.resolve.scene import Anchor, Scene

# The words of somebody of the other sex: "Kaba forbade his wife": she is not Kaba.
_OTHER: Final = {"He": r"\b(?:she|her|herself)\b", "She": r"\b(?:he|him|his|himself)\b"}
_PEOPLE: Final = frozenset(["he", "she", "him", "her", "his"])
_REACH: Final = 600  # characters of the sentence before
_TITLE: Final = 60  # before a name, with his titles
# No sentence ends with "Mr." or "U.S.".
_BEGIN: Final = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z][a-z])[.!?][\"”’)]?[ \n]+(?=[A-Z\"“‘])|\n")
# Of the sentence's second subject more is told.
_SECOND: Final = re.compile(r"\b(?:but|while|whereas)\b|, and\b|;")
# What is done to somebody makes him the one who is talked of.
_DONE_TO: Final = frozenset(["ASSAULT", "COERCE", "SANCTION", "AID", "SUPPORT", "CONCEDE", "RETREAT"])
_MADE: Final = re.compile(r"\b(?:appoint|nam|nominat|elect|promot|replac|succeed|sack|fir|dismiss|pardon|marr)\w*\b")
_BLAMED: Final = frozenset(["ACCUSE", "REQUEST"])
# The accused answers: "He denied it", "He was jailed".
_ANSWERS: Final = re.compile(
    r" (?:has |had |also |later )?"
    r"(?:(?:den|reject|dismiss|respond|repl|insist|fac|refus|agree|accept|promis|pledg|grant|approv|declin|offer|vow)\w+|was|is|did)\b"
)


def links(annotations: Annotations, scene: Scene) -> dict[int, Span]:
    """Return by the start of each phrase the mention that it takes up, with subjects in place of objects."""
    events = sorted(annotations.events, key=lambda event: event.trigger.start)
    return {one.span.start: _subject(one, events, scene) or _in_full(one, scene) for one in annotations.antecedents}


def done_to(annotations: Annotations) -> frozenset[int]:
    """Return the starts of the phrases that are linked to somebody to whom an act before was done."""
    suffering = [
        party.span for event in annotations.events if event.type in _DONE_TO for party in event.recipients if party.span
    ]
    return frozenset(
        one.span.start for one in annotations.antecedents if any(one.antecedent.overlaps(span) for span in suffering)
    )


def _in_full(link: Antecedent, scene: Scene) -> Span:
    """Return whom a phrase is linked to, with the name behind the comma: "his counterpart, Ada Orr, who urged him"."""
    span, text = link.antecedent, scene.article.text
    if link.span.of(text).lower() not in _PEOPLE or text[span.end : span.end + 2] != ", ":
        return span
    place = bisect_left(scene.anchors, span.end + 2, key=lambda anchor: anchor.start)
    behind = scene.anchors[place] if place < len(scene.anchors) else None
    named = behind and behind.start == span.end + 2 and behind.who.kind == "person" and behind.end <= link.span.start
    closed = behind is not None and text[behind.end : behind.end + 1] in (",", ".")
    return Span(span.start, behind.end) if behind and named and closed and _is_office(span, scene) else span


def _is_office(span: Span, scene: Scene) -> bool:
    """Tell whether words say what somebody is and not how he is called: "his Turkish counterpart"."""
    pieces = cut(tokens(span.of(scene.article.text), span.start), scene.knowledge)
    return pieces[-1].entry("noun") is not None and all(piece.kind != "name" for piece in pieces)


def _subject(link: Antecedent, events: list[Event], scene: Scene) -> Span | None:
    """Return the subject of the sentence before that a pronoun should take up; None where the link may be right."""
    text, at = scene.article.text, link.span.start
    begins = [0] * (at <= _REACH) + [one.end() for one in _BEGIN.finditer(text, max(0, at - _REACH), at + 1)]
    word = link.span.of(text)
    if word not in (*_OTHER, "It") or len(begins) < 2 or begins[-1] != at or not begins[-2] <= link.antecedent.start:
        return None
    begin = begins[-2]
    first = bisect_left(events, begin, key=lambda event: event.trigger.start)
    acts = events[first : bisect_left(events, at, key=lambda event: event.trigger.start)]
    done = [one for one in acts if any(each.span and each.span.overlaps(link.antecedent) for each in one.recipients)]
    if any(one.type in _BLAMED for one in done) and _ANSWERS.match(text, link.span.end):
        return None
    if word == "It":
        return next((one for act in done if (one := _blaming(act, begin, text))), None)
    return None if any(one.type in _DONE_TO for one in done) else _person(word, link, begin, scene)


def _blaming(act: Event, begin: int, text: str) -> Span | None:
    """Return who accuses or asks in an act, if it alone does and begins the sentence."""
    span = act.actors[0].span if len(act.actors) == 1 else None
    starts = span is not None and text[begin : span.start].strip().lower() in ("", "the")
    return span if act.type in _BLAMED and starts else None


def _person(word: str, link: Antecedent, begin: int, scene: Scene) -> Span | None:
    """Return the person who is the subject of a sentence, where the link is to somebody named behind him."""
    text = scene.article.text
    first = _first_person(begin, link.antecedent.start, scene)
    if first is None or scene.is_quoted(first.start) or not _is_title(text[begin : first.start], scene):
        return None
    behind = text[first.end : link.antecedent.end]
    if any(re.search(one, behind) for one in (_OTHER[word], _SECOND, _MADE)) or behind[:1] in "'’-":
        return None
    return Span(first.start, first.end)


def _is_title(words: str, scene: Scene) -> bool:
    """Tell whether words between the begin of a sentence and a name only say what the person is."""
    pieces = cut(tokens(words), scene.knowledge)
    told = all(one.kind in ("entry", "determiner", "former", "possessive") or adjectival(one) for one in pieces)
    # "The Andean Minors program" is no person called Minors.
    return told and (not pieces or pieces[-1].entry("noun") is not None)


def _first_person(begin: int, end: int, scene: Scene) -> Anchor | None:
    place = bisect_left(scene.anchors, begin, key=lambda anchor: anchor.start)
    while place < len(scene.anchors) and (one := scene.anchors[place]).start <= begin + _TITLE and one.end <= end:
        if one.who.kind == "person" and " " in one.who.name:
            return one
        place += 1
    return None
