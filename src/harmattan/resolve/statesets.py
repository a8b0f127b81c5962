"""States called together: "all three countries", "these regimes", "the West African juntas"."""

import re
from collections.abc import Sequence, Set
from itertools import combinations
from typing import Final

from harmattan.resolve.actors import Reader
from harmattan.resolve.borders import are_near, borders
from harmattan.resolve.epithets import region_told
from harmattan.resolve.pieces import Piece
from harmattan.resolve.scene import Scene
from harmattan.resolve.who import Who
from harmattan.resolve.words import NUMBERS, STATE_NOUNS

_POINTING: Final = frozenset(["these", "those", "their", "all", "both"])
_RESTRICTED: Final = re.compile(r"\s+(?:whose|that|which|where|such as|like)\b")
_REACH: Final = 3  # sentences back
_NAMED: Final = ("state", "adjective", "organisation", "group", "leader")


def states_meant(
    pieces: Sequence[Piece], at: int, scene: Scene, reader: Reader, taken: Sequence[Who] = ()
) -> tuple[Who, ...]:
    """Expand "all three countries" and "these regimes" to the states of the article's list; () for other phrases.

    taken: who acts on them, and so is none of "both sides".
    """
    nouns = [piece for piece in pieces if piece.entry("noun")]
    # "West African juntas": a strange word may name a region.
    if not nouns or any(piece.entry(*_NAMED) or piece.kind == "preposition" for piece in pieces):
        return ()
    noun = nouns[-1].entry("noun")
    if noun is None or noun.name not in STATE_NOUNS:
        return ()
    avoided = frozenset((who.entity or "").rpartition(":")[2] for who in taken) & scene.knowledge.states.keys()
    states = _counted(pieces, at, scene, avoided, plural="plural" in noun.flags or noun.name.endswith("ies"))
    if noun.name.startswith("neighbo") and len(states) == len(("one", "other")):
        states = _beside_each_other(states, at, scene, avoided)
    two = scene.two(at, avoided) if noun.name == "side" and len(states) in (0, 2) else ()
    return two or tuple(of_state(country, STATE_NOUNS[noun.name], scene, reader) for country in states)


def _beside_each_other(states: tuple[str, ...], at: int, scene: Scene, avoided: Set[str]) -> tuple[str, ...]:
    """Return two states as "the two neighbours", else the only two named lately that are; none where none are."""
    if are_near(*(scene.knowledge.states[one] for one in states)):
        return states
    near = (one.who.country for one in scene.lately(at, _REACH) if one.who.country in scene.knowledge.states)
    named = [one for one in dict.fromkeys(near) if one not in avoided]
    found = [pair for pair in combinations(named, 2) if frozenset(pair) in borders()]
    return found[0] if len(found) == 1 else ()


def _counted(pieces: Sequence[Piece], at: int, scene: Scene, avoided: Set[str], *, plural: bool) -> tuple[str, ...]:
    size = next((NUMBERS[piece.key] for piece in pieces if piece.key in NUMBERS), None)
    region = region_told(pieces, scene.knowledge)
    if size:
        # "Both sides" have been named.
        people = any("office" in noun.flags for piece in pieces if (noun := piece.entry("noun")))
        return scene.counted(at, size, ahead=pieces[-1].key != "sides", people=people, avoided=avoided)
    pointing = any(piece.key in _POINTING for piece in pieces)
    bare = len(pieces) == 1 + (pieces[0].key in ("the", "whose"))
    bare = bare and not _RESTRICTED.match(scene.article.text, pieces[-1].end)
    if plural and region:
        return scene.group(at, None, region)
    return scene.group(at, None) if plural and (pointing or bare) else ()


def of_state(country: str, sector: str, scene: Scene, reader: Reader) -> Who:
    """Return a state, or its body of a sector."""
    state = scene.knowledge.states[country]
    if sector:
        return reader.institution(Who("institution", country=country, sectors=(sector,)))
    return Who("state", f"state:{country}", state.name, country, ("GOV",))
