"""States called together: "all three countries", "these regimes", "the West African juntas"."""

import re
from collections.abc import Sequence
from typing import Final

from harmattan.resolve.actors import Reader
from harmattan.resolve.epithets import region_told
from harmattan.resolve.pieces import Piece
from harmattan.resolve.scene import Scene
from harmattan.resolve.who import Who
from harmattan.resolve.words import NUMBERS, STATE_NOUNS

_POINTING: Final = frozenset(["these", "those", "their", "all", "both"])
_RESTRICTED: Final = re.compile(r"\s+(?:whose|that|which|where|such as|like)\b")
_NAMED: Final = ("state", "adjective", "organisation", "group", "leader")


def states_meant(pieces: Sequence[Piece], at: int, scene: Scene, reader: Reader) -> tuple[Who, ...]:
    """Expand "all three countries" and "these regimes" to the states of the article's list; () for other phrases."""
    nouns = [piece for piece in pieces if piece.entry("noun")]
    # "West African juntas": a strange word may name a region.
    if not nouns or any(piece.entry(*_NAMED) or piece.kind == "preposition" for piece in pieces):
        return ()
    noun = nouns[-1].entry("noun")
    if noun is None or noun.name not in STATE_NOUNS:
        return ()
    states = _counted(pieces, at, scene, plural="plural" in noun.flags or noun.name.endswith("ies"))
    two = scene.two(at) if noun.name == "side" and len(states) in (0, 2) else ()
    return two or tuple(of_state(country, STATE_NOUNS[noun.name], scene, reader) for country in states)


def _counted(pieces: Sequence[Piece], at: int, scene: Scene, *, plural: bool) -> tuple[str, ...]:
    size = next((NUMBERS[piece.key] for piece in pieces if piece.key in NUMBERS), None)
    region = region_told(pieces, scene.knowledge)
    if size:
        # "Both sides" have been named.
        people = any("office" in noun.flags for piece in pieces if (noun := piece.entry("noun")))
        return scene.counted(at, size, ahead=pieces[-1].key != "sides", people=people)
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
