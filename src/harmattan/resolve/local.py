"""Bodies and officials of towns and parts of states: Leeds City Council is British, and not the British government."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from harmattan.resolve.knowledge import Entry
from harmattan.resolve.names import PhraseIndex, slug
from harmattan.resolve.phrases import plain_words, split_at_prepositions
from harmattan.resolve.pieces import Piece
from harmattan.resolve.who import Setting, Who
from harmattan.resolve.words import US_STATES, words

_HEADS = words("local_heads")
_WORDS = words("local_words")
_RULING = words("ruling_bodies")
_BODIES = words("local_bodies")
_PARTY = words("party_words")
_DIRECTIONS = words("directions")
_ANYWHERE = _WORDS | frozenset(
    word for head in _HEADS for word in head.split() if word not in ("council", "government")
)
_AMERICAN: Final = frozenset(state.name for state in US_STATES.values())
# A state has one of each; what is named by a town or a part of the state is another.
_NATIONAL: Final = ("gov:", "leg:", "jud:")
_DUTCH_COURTS: Final = "jud:NLD"
_BANKS: Final = frozenset(["bank", "banco", "banque", "reserve"])
_PROPER: Final = ("area", "capital", "state", "seat")
_WHOLE: Final = ("state", "capital", "seat", "adjective")
_NATIONAL_WORDS: Final = frozenset(
    ["department", "minister", "ministers", "ministries", "ministry", "secretary", "city-state"]
)
# "The Northern Ireland Secretary" sits in the British government.
_OVER_PARTS: Final = {"GBR": ("secretary", "secretary of state")}
_ANY: Final = frozenset(["a", "an", "another"])


def local(who: Who, pieces: Sequence[Piece], setting: Setting, index: PhraseIndex[Entry]) -> Who:
    """Return who as a body of its own if the phrase names one of a town or of a part of a state."""
    if who.entity == _DUTCH_COURTS and any(piece.key == "the hague" for piece in pieces):
        # Where the world's courts sit: what is Dutch there is called so.
        return (
            who
            if any({"district", "dutch"} & set(piece.key.split()) for piece in pieces)
            else _of_the_world(who, pieces)
        )
    if who.kind != "institution" or not (who.entity or "").startswith(_NATIONAL):
        return who
    if who.sectors == ("LEG",) and who.noun not in _RULING:
        return who  # the senator of Texas sits in Washington
    head, tails = split_at_prepositions(pieces)
    if not _is_local(who, head, named := _named(head, tails), setting):
        return who
    # "A Syrian local council" is any of many.
    proper = any(piece.kind == "name" or piece.entry(*_PROPER) for piece in named) and pieces[0].key not in _ANY
    parts = {_part(piece, who, setting) for piece in named} - {""}
    # "The Scottish government", "Scotland's government" and "the government of Scotland" are one.
    one = len(parts) == 1 and who.noun in _BODIES and who.noun not in _HEADS
    proper = proper or one
    name = f"{who.noun.capitalize()} of {parts.pop()}" if one else plain_words(pieces)
    known = next((entry for entry in index.exactly(name) if one and entry.kind == "organisation"), None)
    if known:
        return replace(who, kind="organisation", entity=known.entity, name=known.name)
    entity = f"org:{slug(name)}" if proper and who.noun in _BODIES and not (who.role or who.plural) else None
    return replace(who, kind="organisation" if entity else "noun", entity=entity, name=name)


def _of_the_world(who: Who, pieces: Sequence[Piece]) -> Who:
    return replace(who, kind="noun", entity=None, name=plain_words(pieces), country="IGO")


def is_local_phrase(who: Who) -> bool:
    """Tell whether an official or body that no state has been found for is of a town or a part of a state."""
    return bool(who.sectors) and who.sectors[0] in ("GOV", "LEG") and bool(set(who.name.lower().split()) & _ANYWHERE)


def of_part(who: Who, head: Sequence[Piece], tails: Sequence[tuple[str, list[Piece]]], setting: Setting) -> bool:
    """Tell whether an office or body is that of a part of a state: Ontario's premier leads no state."""
    return any(_part(piece, who, setting) for piece in _named(head, tails))


def _named(head: Sequence[Piece], tails: Sequence[tuple[str, list[Piece]]]) -> list[Piece]:
    return [*head, *(piece for preposition, tail in tails if preposition == "of" for piece in tail)]


def _is_local(who: Who, head: Sequence[Piece], named: Sequence[Piece], setting: Setting) -> bool:
    keys = {key for piece in named if not _whole(piece) for key in piece.key.split()}
    if who.noun in _HEADS:
        return not keys & _BANKS
    if who.sectors[:1] == ("JUD",):
        # Most states have one judiciary; those of the United States have their own.
        return any(piece.text in _AMERICAN and _part(piece, who, setting) for piece in named)
    if any(_part(piece, who, setting) for piece in named):
        return True
    if keys & _NATIONAL_WORDS:
        return False  # "Kenya's Ministry of Local Government"
    if keys & _WORDS:
        return True
    # "The Kano government", but "the Ellerby government" and "South Sudan's Unity Government".
    if any(map(_whole, named)):
        return False
    owners = [piece for piece in named if piece.kind == "name" and piece.text not in _PARTY]
    return who.noun in _RULING and any(setting.place_country(piece.text) == who.country for piece in owners)


def _part(piece: Piece, who: Who, setting: Setting) -> str:
    """Return the part of the state that a piece names and nothing else: "Texas", "Bavarian", not "Washington"."""
    if who.noun in _OVER_PARTS.get(who.country, ()):
        return ""
    if piece.text in _AMERICAN and who.country == "USA" and not piece.entry("capital"):
        return piece.text
    if piece.text in _PARTY or piece.text in _DIRECTIONS:
        return ""
    if piece.kind == "name":
        # "Kano state" is the land before it is a body.
        return setting.unit(piece.text, who.country) if who.noun != "state" else ""
    told = piece.entry("area", *_WHOLE)
    return told.name if told and (told.kind == "area" or "part" in told.flags) else ""


def _whole(piece: Piece) -> bool:
    told = piece.entry(*_WHOLE)
    return told is not None and "part" not in told.flags
