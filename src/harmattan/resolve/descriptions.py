"""The words that tell what somebody is where the name stands: a title before it, an apposition on either side."""

from collections.abc import Iterator, Sequence
from typing import Final

from harmattan.resolve.phrases import OWNED
from harmattan.resolve.pieces import Piece
from harmattan.resolve.words import words

_LONGEST: Final = 16  # pieces of an apposition
_COMMAS: Final = frozenset([",", "(", "–", "—"])
# "General Kaba, said the president": what stands behind the comma is no apposition.
_SAYING = words("saying")
_OPENING = words("opening_verbs")
_FINITE = words("finite_verbs")
_BEING: Final = frozenset(["became", "is", "was"])
# "Leon Panetta, once the director": these have no object.
_ONCE: Final = frozenset(["also", "currently", "formerly", "now", "once", "previously", "still", "then"])
_STEPS: Final = 2  # unknown words between a nationality and the noun of a title


def descriptions(pieces: Sequence[Piece], at: int) -> list[list[Piece]]:
    """Return the phrases that describe a name, each as pieces: what stands behind it first."""
    return [chunk for chunk in (after(pieces, at), before(pieces, at), before_comma(pieces, at)) if chunk]


def after(pieces: Sequence[Piece], at: int) -> list[Piece]:
    """Return the apposition after a name: ", head of the Bureau of African Affairs,"."""
    of = _of_state(pieces, at)
    comma = at + 1 + len(of)
    if comma >= len(pieces) or pieces[comma].key not in _COMMAS:
        return []
    chunk = _until_mark(pieces[comma + 1 : comma + 1 + _LONGEST])
    if len(chunk) > 1 and chunk[0].key in _BEING and chunk[1].kind in ("determiner", "entry", "former"):
        chunk = chunk[1:]  # ", was president of Ukraine": as good as an apposition
    verb = next((n for n, piece in enumerate(chunk) if _is_finite(piece, next(iter(chunk[n + 1 :]), None))), None)
    # "The president said" is a clause; "leader of the party have both urged" lacks a comma.
    if verb is not None:
        chunk = chunk[:verb] if _is_bare(chunk[0]) else []
    if not chunk or not _is_apposition(chunk):
        return []
    # "The opposition leader, Juma Okello, ...": the second comma ends the apposition that he is himself.
    closes = chunk[0].kind != "determiner" and _is_of_people(before_comma(pieces, at))
    if closes and pieces[comma].key == ",":
        return []
    alone = all(piece.kind != "preposition" and piece.entry(*OWNED, "organisation") is None for piece in chunk)
    return [*chunk, *of] if alone else chunk  # "Daniel Kiprop of Kenya, the president"


def before(pieces: Sequence[Piece], at: int) -> list[Piece]:
    """Return the title before a name: "Niger's former president", "president of Niger" if that follows the name."""
    return _described(list(_back(pieces, at)), pieces, at)


def before_comma(pieces: Sequence[Piece], at: int) -> list[Piece]:
    """Return the description before a comma: "Africom's deputy commander, General John Brennan"."""
    start = at - len(list(_back(pieces, at))) - 1
    if start < 1 or pieces[start].key != ",":
        return []
    return _described(list(_back(pieces, start)), pieces, at)


def adjectival(piece: Piece) -> bool:
    """Tell whether a lower-case word that no table knows may be an adjective."""
    return piece.key.endswith(("al", "ary", "ior", "ive", "ing", "ern", "ist", "ary", "led", "ic")) or piece.key in (
        "top",
        "new",
        "long",
        "then",
        "acting",
        "deputy",
        "vice",
        "defence",
        "defense",
        "foreign",
        "prime",
        "chief",
        "first",
    )


def _described(chunk: list[Piece], pieces: Sequence[Piece], at: int) -> list[Piece]:
    return [*chunk, *_of_state(pieces, at)] if chunk and chunk[-1].entry("noun") else []


def _of_state(pieces: Sequence[Piece], at: int) -> list[Piece]:
    """Return the "of Kenya" that follows a name."""
    behind = pieces[at + 1 : at + 4]
    state = 2 if len(behind) > 1 and behind[1].kind == "determiner" else 1
    told = len(behind) > state and behind[0].key == "of" and behind[state].entry("state") is not None
    return list(behind[: state + 1]) if told else []


def _is_of_people(chunk: Sequence[Piece]) -> bool:
    noun = chunk[-1].entry("noun") if chunk else None
    return noun is not None and bool(noun.flags & {"office", "person"})


def _is_apposition(chunk: Sequence[Piece]) -> bool:
    """Tell whether words behind a comma may be an apposition: none that begin with a verb or "with"."""
    first, behind = chunk[0], chunk[1:3]
    if first.kind == "preposition":
        return False
    if first.kind != "word" or first.words[0].capital:
        return True
    if first.key in _SAYING | _OPENING:
        return False
    # "Detaining the president", "received Lebanon's minister": what has an object is a verb.
    owned = len(behind) > 1 and behind[1].kind == "possessive"
    return first.key in _ONCE or not (owned or (behind and behind[0].kind == "determiner"))


def _is_bare(piece: Piece) -> bool:
    """Tell whether a piece is the noun of one person without an article, which begins no clause: "leader"."""
    return _is_of_people([piece]) and not piece.words[0].capital and "plural" not in piece.entries[0].flags


def _is_finite(piece: Piece, following: Piece | None) -> bool:
    """Tell whether a piece is a verb that tells what somebody did: "said", but not "accused of"."""
    if piece.kind != "word" or piece.words[0].capital:
        return False
    tied = following is not None and following.kind == "preposition"
    return piece.key in _FINITE or (piece.key in _SAYING and not tied)


def _until_mark(pieces: Sequence[Piece]) -> list[Piece]:
    chunk: list[Piece] = []
    for piece in pieces:
        if piece.kind in ("mark", "and", "relative"):
            break
        chunk.append(piece)
    return chunk


def _back(pieces: Sequence[Piece], at: int) -> Iterator[Piece]:
    start = at
    while start > 0:
        piece = pieces[start - 1]
        # A lower-case word that is no noun and ties nothing is a verb or an adverb: the phrase begins after it.
        plain = piece.kind in ("entry", "possessive", "former", "determiner")
        if plain or (piece.kind == "word" and adjectival(piece)):
            start -= 1
        elif owner := _nationality(pieces, start):
            start = owner
        else:
            break
    yield from pieces[start:at]


def _nationality(pieces: Sequence[Piece], start: int) -> int:
    """Return where the phrase goes on whose noun stands at start: "the Swedish aid minister"; 0 if it does not.

    Between a nationality and an office nothing stands but what the office is for, which no table need know.
    """
    if start >= len(pieces) or not _is_of_people(pieces[start : start + 1]):
        return 0
    capital = pieces[start].words[0].capital
    owner = start
    while owner > 0 and start - owner < _STEPS and _tells_what_for(pieces[owner - 1], capital=capital):
        owner -= 1
    if owner < 1 or owner == start:
        return 0
    piece = pieces[owner - 1]
    if piece.kind == "possessive" and owner > 1:
        return owner if pieces[owner - 2].entry("state", "capital") else 0
    # "US slams President ..." is a headline.
    short = piece.entry("state") is not None and piece.text.isupper()
    verbal = short and pieces[owner].key.endswith("s")
    return owner if (short or piece.entry("adjective")) and not verbal else 0


def _tells_what_for(piece: Piece, *, capital: bool) -> bool:
    """Tell whether a piece may be the "aid" of "aid minister"."""
    if piece.kind == "name":
        return capital and len(piece.words) == 1
    verb = piece.key in _SAYING | _OPENING | _FINITE or piece.key.endswith(("ed", "ly"))
    return piece.kind == "word" and not verb
