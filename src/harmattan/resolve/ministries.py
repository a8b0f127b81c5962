"""Bodies that are called by two things they are for: "the Ministry of Trade and Industry" is one and no list."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from harmattan.resolve.phrases import OWNED
from harmattan.resolve.pieces import Piece

_BODIES: Final = frozenset(
    [
        *("agency", "authority", "board", "bureau", "commission", "committee", "council", "department", "ministry"),
        *("office", "secretariat"),
    ]
)
_FOR: Final = frozenset(["of", "for", "on"])
_KNOWN: Final = ("organisation", "group", "leader", *OWNED)


def joined(pieces: Sequence[Piece], called: Callable[[str, int], str]) -> list[Piece]:
    """Return pieces with each such name as one piece, which means what its first word means.

    called: the full name of whom the article means by a surname at an offset.
    """
    found = list(pieces)
    for at, piece in enumerate(pieces):
        if piece.kind != "and":
            continue
        # Counted from the end, since what stands before may have become one piece already.
        place = len(found) - (len(pieces) - at)
        start, end = _begin(found, place), place + 2
        if start is None or not _goes_on(found[place + 1 : end]) or _is_person(found[place + 1], called):
            continue
        while end < len(found) and found[end].kind == "name" and _is_adjective(found[end - 1]):
            end += 1
        words = tuple(word for part in found[start:end] for word in part.words)
        found[start:end] = [replace(found[start], words=words)]
    return found


def _begin(pieces: Sequence[Piece], at: int) -> int | None:
    """Return where the name of a body begins that may go on behind an "and"."""
    for start in range(at - 1, -1, -1):
        piece = pieces[start]
        if piece.kind == "preposition" and piece.key in _FOR:
            continue
        if not piece.words[0].capital or piece.kind not in ("name", "entry", "word") or piece.entry(*_KNOWN):
            return None
        keys = [word.key for word in piece.words]
        if piece.entry("noun") and keys[0] in _BODIES and (keys[1:2] or [pieces[start + 1].key])[0] in _FOR:
            return start
    return None


def _is_adjective(piece: Piece) -> bool:
    """Tell whether a piece with a capital may be the "European" of "European Integration"."""
    return piece.kind == "word" or (piece.entry("adjective") is not None and piece.entry("noun") is None)


def _is_person(piece: Piece, called: Callable[[str, int], str]) -> bool:
    return piece.kind == "name" and bool(called(piece.words[-1].text, piece.start))


def _goes_on(behind: Sequence[Piece]) -> bool:
    """Tell whether what stands behind an "and" is for what a body is, and no other body or person."""
    if not behind or not behind[0].words[0].capital or behind[0].kind not in ("name", "entry", "word"):
        return False
    noun = behind[0].entry("noun")
    other = behind[0].words[0].key in _BODIES or (
        noun is not None and (noun.flags & {"office", "person"} or noun.sectors == ("MIL",))
    )
    return not other and behind[0].entry(*(kind for kind in _KNOWN if kind != "adjective")) is None
