"""Strange bodies that are called by several words: "the Truth and Reconciliation Commission", "the National Front"."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from harmattan.resolve.names import slug
from harmattan.resolve.phrases import OWNED
from harmattan.resolve.pieces import Piece
from harmattan.resolve.unions import of_workers
from harmattan.resolve.who import Setting, Who
from harmattan.resolve.words import words

_BODY = words("bodies") | {"Commission", "Conference", "Court", "Tribunal"}
# What a state has, and what it calls itself, is no body of its own by these words.
_RULING: Final = frozenset(["Assembly", "Chamber", "Commission", "Congress", "Council", "Court", "Tribunal", "Union"])
_KNOWN: Final = ("organisation", "group", "leader", "capital", "seat", "area")
# One word of these is no name: there are many Airways.
_TRADES: Final = frozenset(["Air", "Airlines", "Airways", "Petroleum", "Post", "Railways", "Steel", "Telecom"])
_JOINING: Final = frozenset(["of", "for"])

Read = Callable[[Sequence[Piece]], Who]


def is_body(name: Piece) -> bool:
    """Tell whether a strange name is that of a body and no person's: "Bishops' Conference"."""
    return name.words[-1].text in _BODY


def strange(name: Piece, before: Sequence[Piece]) -> Who:
    """Return a name that no table has; what is called by a state and its trade keeps both words: "Congo Airways"."""
    owner = before[-1] if before else None
    called = name.text
    if name.text in _TRADES and owner and owner.entry(*OWNED) and owner.end + 1 == name.start:
        called = f"{owner.text} {name.text}"
    return Who("name", f"name:{slug(called)}", called)


def full_name(name: Piece, before: Sequence[Piece]) -> str:
    """Return the name of a body with the nouns that belong to it: "National" of "the National Resistance Front"."""
    parts = [name]
    for piece in reversed(before) if is_body(name) else ():
        if not (piece.entry("noun") and piece.words[0].capital and piece.end + 1 == parts[0].start):
            break
        parts.insert(0, piece)
    return " ".join(piece.text for piece in parts)


def whole(phrase: str, pieces: Sequence[Piece], read: Read, setting: Setting) -> Who | None:
    """Return whom a phrase means that is as a whole the name of a body; None if it is not."""
    named = [piece for piece in pieces if piece.kind != "determiner"]
    if not named or any(piece.kind in ("mark", "relative", "pronoun", "former") for piece in named):
        return None
    return (
        of_workers(phrase, named, setting)
        or _branch(named, read, setting)
        or _paired(phrase, named)
        or _of_state(phrase, named, setting)
    )


def _branch(named: Sequence[Piece], read: Read, setting: Setting) -> Who | None:
    """Return "Islamic Relief Yemen" and "Jamaat-e-Islami Pakistan", which are no states."""
    if len(named) != 2 or named[1].entry("state") is None or named[1].entry("adjective", "people"):
        return None
    body, state = named
    if body.entry("organisation", "group") and not body.entry("noun"):
        return read([body])
    country = read([state]).country
    if body.kind != "name" or body.words[0].text.isupper() or setting.place_country(body.text) or len(body.words) < 2:
        return None
    name = f"{body.text} {state.text}"
    return Who("name", f"name:{slug(name)}", name, country)


def _paired(phrase: str, named: Sequence[Piece]) -> Who | None:
    """Return "the Truth and Reconciliation Commission": one body, and no list."""
    joins = [at for at, piece in enumerate(named) if piece.kind == "and"]
    plain = len(joins) == 1 and all(piece.words[0].capital for at, piece in enumerate(named) if at not in joins)
    if not plain or named[-1].words[-1].text not in _BODY or any(piece.entry(*_KNOWN, *OWNED) for piece in named):
        return None
    if not 0 < joins[0] < len(named) - 1 or named[joins[0] - 1].kind != "name":
        return None
    return _called(phrase, named, "")


def _of_state(phrase: str, named: Sequence[Piece], setting: Setting) -> Who | None:
    """Return "the Korean Confederation of Trade Unions" and "the Catholic Bishops' Conference of the Philippines"."""
    owned = [piece for piece in named if piece.entry(*OWNED)]
    bodies = [at for at, piece in enumerate(named) if piece.words[-1].text in _BODY - _RULING]
    if len(owned) != 1 or len(bodies) != 1 or any(piece.entry(*_KNOWN) for piece in named):
        return None
    if named[bodies[0] + 1 : bodies[0] + 2] == [] or named[bodies[0] + 1].key not in _JOINING:
        return None
    told = [piece for piece in named if piece.kind in ("entry", "name") and piece is not owned[0]]
    of_more = [piece for piece in told if piece is not named[bodies[0]] or len(piece.words) > 1]
    capital = all(piece.words[-1].capital or piece.kind not in ("entry", "name", "word") for piece in named)
    # "Bishops' Conference" is one name, "Japan's Federation of Bar Associations" tells whose it is.
    tied = all(one.kind != "possessive" or before is not owned[0] for before, one in pairwise(named))
    if not of_more or not capital or not tied:
        return None
    entry = owned[0].entry(*OWNED)
    country = setting.state_meant(entry) if entry and "ambiguous" in entry.flags else entry.country if entry else ""
    return _called(phrase, told, country)


def _called(phrase: str, named: Sequence[Piece], country: str) -> Who:
    nouns = [one for piece in reversed(named) if (one := piece.entry("noun"))]
    strong = next((one.sectors for one in nouns if "strong" in one.flags and one.sectors != ("GOV",)), ())
    sectors = strong or next((one.sectors for one in nouns if one.sectors), ("CVL",))
    name = " ".join(phrase.split()).removeprefix("the ").removeprefix("The ")
    return Who("organisation", f"org:{slug(name)}", name, country, sectors)
