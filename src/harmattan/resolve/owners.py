"""Whose an office is where words beside it tell: "whose minister", "its head", "the envoy of the African Union"."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from harmattan.resolve.actors import Reader
from harmattan.resolve.pieces import Piece
from harmattan.resolve.scene import Anchor, Scene, SceneSetting
from harmattan.resolve.who import NOBODY, Who

_BODIES: Final = ("organisation", "group", "state", "institution")
# "Whose foreign minister", "its long-time leader": between the pronoun and the office stand few words.
_OWNED: Final = re.compile(r"\b(whose|[Ii]ts)(?: [a-z-]+){0,3} ?\Z")
_NAMED: Final = re.compile(r"((?:[A-Z][\w.’'-]*)(?: [A-Z][\w.’'-]*){0,4}), \Z")
_OF_BODY: Final = re.compile(
    r"\b(?:[Ee]nvoy|[Rr]epresentative|[Cc]hief|[Hh]ead|[Cc]ommissioner|[Ss]pokes(?:man|woman|person)) (?:of|for)"
    r" (?:the )?([A-Z][\w-]*(?: [A-Z][\w-]*){0,4}), (?:[A-Z][a-z]+\.? )?\Z"
)
# "The Turkish Foreign Ministry said Ada Abara, its special envoy": a ministry in the same sentence.
_MINISTRY: Final = re.compile(
    r"((?:[A-Z][\w’'-]* ){1,4}(?:Ministry|Department|Office)) (?:[a-z]+ ){1,3}[^.\n;\"“”]{0,60}\Z"
)
_RELATIVE: Final = re.compile(r"\b(whose)(?: [a-z-]+)? \Z")
_BEFORE: Final = 120
_NEAR: Final = 60
_BACK, _PIECES = 20, 40  # mentions, and pieces of a sentence that may have no end
# "Norland sanctioned the bank. Its chairman": a body without a name.
_NAMELESS: Final = re.compile(
    r"\b(?:[Tt]he|an?|its) (?:[a-z-]+ )?(?:bank|company|firm|charity|mosque|church|group|party|agency|hospital|school"
    r"|university|union|network|newspaper|club|broadcaster|foundation|organi[sz]ation)\b"
)
_QUOTED: Final = re.compile(r"[,.!?][\"”’]+ \Z")


def owner(scene: Scene, pieces: Sequence[Piece], at: int, chunks: Sequence[Sequence[Piece]]) -> Who | None:
    """Return whose an office is beside the name of piece at; None if no words tell, nobody if they tell of a stranger.

    chunks: the phrases that describe the name.
    """
    text = scene.article.text
    for chunk in chunks:
        office = next((part for part in chunk if part.entry("noun")), chunk[-1])
        found = _OWNED.search(text, max(0, office.start - _NEAR), office.start)
        if found:
            return _whose(scene, found.start(1)) if found[1] == "whose" else _its(scene, pieces, found.start(1))
    of = _OF_BODY.search(text, max(0, pieces[at].start - _BEFORE), pieces[at].start)
    read = _reader(scene).read(of[1], of.start(1))[0] if of else NOBODY
    return read if read.kind == "organisation" and read.country else None


def owner_named(scene: Scene, at: int) -> Who:
    """Return the body right before "whose" where the phrase at an offset hangs on it: "Guinea, whose soldiers"."""
    found = _RELATIVE.search(scene.article.text, max(0, at - _NEAR), at)
    return _whose(scene, found.start(1)) if found else NOBODY


def under(who: Who, owned: Who | None) -> Who:
    """Give an office without a state the one of whose it is."""
    if owned is None or who.country or not owned.country or not who.noun:
        return who
    return replace(who, country=owned.country, sectors=owned.sectors if owned.kind == "group" else who.sectors)


def _reader(scene: Scene) -> Reader:
    return Reader(scene.knowledge, SceneSetting(scene, implied=False))


def _whose(scene: Scene, at: int) -> Who:
    """Return whom "whose" at an offset means: the body right before it."""
    named = _NAMED.search(scene.article.text, max(0, at - _BEFORE), at)
    read = _reader(scene).read(named[1], named.start(1))[0] if named else NOBODY
    return read if read.kind in _BODIES else NOBODY


def _its(scene: Scene, pieces: Sequence[Piece], at: int) -> Who:
    """Return whom "its" at an offset means: the first body of its sentence, else of the one before."""
    reader = _reader(scene)
    end = bisect_left(pieces, at, key=lambda piece: piece.end)
    for piece in pieces[max(0, end - _PIECES) : end + 1]:
        if piece.end <= at and piece.kind == "entry" and piece.entry("state", "organisation", "group", "area"):
            read = reader.noun_phrase([piece])
            if read.kind in (*_BODIES, "area"):
                return read
    text = scene.article.text
    ministry = _MINISTRY.search(text, max(0, at - _BEFORE), at)
    told = reader.read(ministry[1], ministry.start(1))[0] if ministry else NOBODY
    if told.kind in _BODIES and told.country:
        return told
    # "Its head", or "..., its head said" behind a quote that begins the sentence.
    if text[at] != "I" and not _QUOTED.search(text, max(0, at - 5), at):
        return NOBODY
    if _NAMELESS.search(text, max(0, at - _BEFORE), at):
        return NOBODY
    end = bisect_left(scene.anchors, at, key=lambda anchor: anchor.start)
    return _first([one for one in scene.anchors[max(0, end - _BACK) : end] if not scene.is_quoted(one.start)])


def _first(anchors: Sequence[Anchor]) -> Who:
    """Return the first body of the last sentence that names anybody."""
    bodies = (one.who for one in anchors if one.sentence == anchors[-1].sentence and one.who.kind in _BODIES)
    return next((who for who in bodies if who.country), NOBODY)
