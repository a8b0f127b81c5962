"""Bodies and officials of towns and parts of states: Leeds City Council is British, and not the British government."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from harmattan.resolve.names import slug
from harmattan.resolve.phrases import plain_words, split_at_prepositions
from harmattan.resolve.pieces import Piece
from harmattan.resolve.who import Who
from harmattan.resolve.words import US_STATES, words

_HEADS = words("local_heads")
_WORDS = words("local_words")
_RULING = words("ruling_bodies")
_BODIES = words("local_bodies")
_PARTY = words("party_words")
_ANYWHERE = _WORDS | frozenset(
    word for head in _HEADS for word in head.split() if word not in ("council", "government")
)
_AMERICAN: Final = frozenset(state.name for state in US_STATES.values())
# A state has one of each; what is named by a town or a part of the state is another.
_NATIONAL: Final = ("gov:", "leg:")
_BANKS: Final = frozenset(["bank", "banco", "banque", "reserve"])
_PROPER: Final = ("area", "capital", "state", "seat")
_WHOLE: Final = ("state", "capital", "seat", "adjective")
_NATIONAL_WORDS: Final = frozenset(
    ["department", "minister", "ministers", "ministries", "ministry", "secretary", "city-state"]
)
_ANY: Final = frozenset(["a", "an", "another"])


def local(who: Who, pieces: Sequence[Piece], placed: Callable[[str], str]) -> Who:
    """Return who as a body of its own if the phrase names one of a town or of a part of a state.

    placed: returns the state in which a town of that name lies, or nothing.
    """
    if who.kind != "institution" or not (who.entity or "").startswith(_NATIONAL):
        return who
    if who.sectors == ("LEG",) and who.noun not in _RULING:
        return who  # the senator of Texas sits in Washington
    head, tails = split_at_prepositions(pieces)
    named = [*head, *(piece for preposition, tail in tails if preposition == "of" for piece in tail)]
    if not _is_local(who, head, named, placed):
        return who
    # "A Syrian local council" is any of many.
    proper = any(piece.kind == "name" or piece.entry(*_PROPER) for piece in named) and pieces[0].key not in _ANY
    name = plain_words(pieces)
    entity = f"org:{slug(name)}" if proper and who.noun in _BODIES and not (who.role or who.plural) else None
    return replace(who, kind="organisation" if entity else "noun", entity=entity, name=name)


def is_local_phrase(who: Who) -> bool:
    """Tell whether an official or body that no state has been found for is of a town or a part of a state."""
    return bool(who.sectors) and who.sectors[0] in ("GOV", "LEG") and bool(set(who.name.lower().split()) & _ANYWHERE)


def _is_local(who: Who, head: Sequence[Piece], named: Sequence[Piece], placed: Callable[[str], str]) -> bool:
    keys = {key for piece in named if not piece.entry(*_WHOLE) for key in piece.key.split()}
    if who.noun in _HEADS:
        return not keys & _BANKS
    if keys & _NATIONAL_WORDS:
        return False  # "Kenya's Ministry of Local Government"
    if keys & _WORDS or any(_is_part(piece, who.country) for piece in named):
        return True
    # "The Kano government", but "the Ellerby government" and "South Sudan's Unity Government".
    if any(piece.entry(*_WHOLE) for piece in named):
        return False
    owners = [piece for piece in named if piece.kind == "name" and piece.text not in _PARTY]
    return who.noun in _RULING and any(placed(piece.text) == who.country for piece in owners)


def _is_part(piece: Piece, country: str) -> bool:
    """Tell whether a piece names a part of a state and nothing else: "Texas", not "Washington"."""
    if piece.text in _AMERICAN and country == "USA" and not piece.entry("capital"):
        return True
    if piece.text in _PARTY:
        return False
    return piece.entry("area") is not None and piece.entry(*_WHOLE) is None
