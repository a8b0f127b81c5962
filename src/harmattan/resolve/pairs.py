"""Who are meant by two at once: "the two leaders", "both", and "they" of "Thailand and Cambodia"."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from harmattan.records import Span
from harmattan.resolve.actors import Reader
from harmattan.resolve.pieces import Piece
from harmattan.resolve.scene import Anchor, Scene
from harmattan.resolve.who import Who

_PEOPLE: Final = (
    r"(?:leaders|men|women|presidents|ministers|premiers|prime ministers|foreign ministers|officials|diplomats|envoys"
    r"|politicians|statesmen|generals|commanders|rivals|candidates)"
)
_TWO: Final = re.compile(rf"(?:the (?:two|pair)|both|both of them)(?: (?P<people>{_PEOPLE}))?", re.IGNORECASE)
_HYPHEN: Final = re.compile(r"(?:the )?([A-Z][\w.’']+)[-–—]([A-Z][\w.’']+)")
_THEY: Final = frozenset(["they", "them"])
_TOGETHER: Final = re.compile(r"\s+and\s+(?:the\s+)?")
_BODIES: Final = ("state", "group", "organisation", "institution")
_SENTENCES: Final = 2  # back


def pair_meant(phrase: str, at: int, scene: Scene, taken: Sequence[Who] = ()) -> tuple[Anchor, ...]:
    """Return the mentions of the two whom a phrase at an offset means; none where that cannot be told.

    They are the only two people of the sentence nearest before that names any; where it names none, the two that it
    names side by side. taken: who takes part in the act otherwise.
    """
    avoided = {who.entity or who.name for who in taken}
    found = _meant(phrase, at, scene)
    again = [(one.who.entity or one.who.name) in avoided for one in found]
    # "Pavel and Mira agreed, the two said": they may take part already, but nobody does it to himself.
    repeated = all(again) and phrase.lower() not in _THEY
    return found if repeated or not any(again) else ()


def _meant(phrase: str, at: int, scene: Scene) -> tuple[Anchor, ...]:
    plain = " ".join(phrase.lower().split())
    match = _TWO.fullmatch(plain)
    if match is None and plain not in _THEY:
        return ()
    before = scene.lately(at, _SENTENCES)
    people = [one for one in before if one.who.kind == "person"]
    nearest = [one for one in people if one.sentence == people[-1].sentence]
    named = {one.who.entity or one.who.name: one for one in nearest}
    if match is None:
        return _they(before, scene, scene.taken_up.get(at))
    if len(named) == len(("one", "other")):
        return tuple(named.values())
    return () if people or match["people"] else _side_by_side(before, scene)


def half_meant(pieces: Sequence[Piece], at: int, scene: Scene) -> str:
    """Return the state that "the North" or "the South" is, where one whose name has its other half was named before."""
    if [piece.key for piece in pieces] not in (["the", "north"], ["the", "south"]) or not pieces[1].words[0].capital:
        return ""
    states = {state.name: country for country, state in scene.knowledge.states.items()}
    for anchor in reversed([one for one in scene.anchors if one.end <= at]):
        state = scene.knowledge.states.get(anchor.who.country)
        rest = re.sub(r"^(?:North|South) ", "", state.name) if state else ""
        if f"North {rest}" in states and f"South {rest}" in states:
            return states[f"{pieces[1].key.title()} {rest}"]
    return ""


def hyphened(phrase: str, reader: Reader) -> tuple[Who, ...]:
    """Return both states of "Seoul-Washington" and "US-China"; none of another phrase: Guinea-Bissau is one."""
    match = _HYPHEN.fullmatch(phrase)
    if match is None or reader.knowledge.index.exactly(phrase.removeprefix("the ")):
        return ()
    found = (*reader.read(match[1]), *reader.read(match[2]))
    states = all((who.entity or "").startswith(("state:", "gov:")) for who in found)
    return found if states and len({who.country for who in found}) == len(("one", "other")) else ()


def _they(before: list[Anchor], scene: Scene, taken_up: Span | None) -> tuple[Anchor, ...]:
    """Return both of "A and B", which "they" takes up, where the encoder links it to one of them or to nobody."""
    pair = _side_by_side(before, scene)
    if not all(one.who.entity for one in pair) or taken_up is None:
        return pair if all(one.who.entity for one in pair) else ()
    ends = [taken_up.start < one.end and one.start < taken_up.end for one in pair]
    return pair if sum(ends) == 1 else ()


def _side_by_side(before: list[Anchor], scene: Scene) -> tuple[Anchor, ...]:
    """Return the two last named as "A and B", nobody else of the kind beside them."""
    bodies = [one for one in before if one.who.kind in (*_BODIES, "person") and not one.aside]
    last = [one for one in bodies if one.sentence == bodies[-1].sentence]
    found = [
        (one, other)
        for one, other in pairwise(last)
        if _TOGETHER.fullmatch(scene.article.text, one.end, other.start)
        and (one.who.entity or one.who.name) != (other.who.entity or other.who.name)
    ]
    # "A, B and C" are three.
    several = [one for one, _ in found if scene.article.text[max(0, one.start - 2) : one.start] == ", "]
    return found[0] if len(found) == 1 and not several else ()
