"""Whose "both governments" and "the two sides" are: of the two of whom the article tells far more than of others."""

import re
from collections.abc import Sequence, Set
from typing import Final

from harmattan.resolve.actors import Reader
from harmattan.resolve.scene import Anchor, Scene
from harmattan.resolve.who import Who

_STATES: Final = r"sides|countries|states|nations|neighbou?rs|parties"
_OF_STATE: Final = (
    r"governments|capitals|cabinets|delegations|leaders|heads of state|presidents|prime ministers"
    r"|(?:foreign |defen[cs]e |trade |transport |interior )?(?:ministers|ministries)|foreign secretaries"
)
_TWO: Final = re.compile(
    rf"(?:the two|both)\s+(?:(?:{_STATES})|(?P<GOV>{_OF_STATE})|(?P<MIL>armies|general staffs))", re.IGNORECASE
)
_BODIES: Final = ("state", "institution", "organisation", "people", "of a people", "group")
_ARMED: Final = frozenset(["REB", "PRM"])
# Where somebody met is no party: "in Havana".
_PLACED: Final = re.compile(r"\b(?:in|at|near|from|outside)\s+(?:the\s+)?$", re.IGNORECASE)
_BEFORE: Final = 12
_STOP: Final = re.compile(r"[.!?][\"”’')]*\s|\n")
# Each of the two is named that often at least, and a third no more than this share of the lesser of them.
_LEAST: Final = 2
_THIRD: Final = 0.5
_RIVALS: Final = re.compile(r"\b(?:opposition|ruling party|coalition partners?|unions?|employers)\b", re.IGNORECASE)
_LATELY: Final = 300
_SENTENCES: Final = 2  # back


def couple_meant(phrase: str, at: int, scene: Scene, reader: Reader, taken: Sequence[Who] = ()) -> tuple[Who, ...]:
    """Return the two whom a phrase at an offset means; none where the article, or what stands near, leaves doubt.

    taken: who takes part in the act otherwise, and so is not meant.
    """
    match = _TWO.fullmatch(" ".join(phrase.split()))
    if match is None or _at_home(phrase, at, scene):
        return ()
    two = told_of(scene)
    if not two or _are_others(at, two.keys(), scene, taken):
        return ()
    return tuple(_party(who, match.lastgroup or "", scene, reader) for who in two.values())


def _are_others(at: int, two: Set[str], scene: Scene, taken: Sequence[Who]) -> bool:
    """Tell whether it may be others: two who are spoken of just here, or those to whom one of the two speaks."""
    close = near(at, scene)
    # A sentence that begins with "both sides" goes on about the one that was named alone.
    one = len(close & two) == 1 and not (scene.article.text[at].isupper() and close <= two)
    # One more is who speaks to the two.
    return one or len(close - two) > 1 or not two.isdisjoint(_key(who) for who in taken)


def told_of(scene: Scene, *, armed: bool = True) -> dict[str, Who]:
    """Return the two of whom the article tells most, in the order in which it names them; none if that is not clear.

    armed: whether an armed group may be one of them. Told once an article.
    """
    if armed not in scene.couples:
        scene.couples[armed] = _told_of(scene, armed=armed)
    return scene.couples[armed]


def _told_of(scene: Scene, *, armed: bool) -> dict[str, Who]:
    counts: dict[str, int] = {}
    met: dict[str, Who] = {}
    again = [span.start for at, span in scene.taken_up.items() if span.start < at]
    for anchor in scene.anchors:
        key = _key(anchor.who)
        if (
            anchor.who.kind in _BODIES
            and _acts(anchor, scene)
            and _is_side(key, scene)
            and (armed or key in scene.knowledge.states)
        ):
            counts[key] = counts.get(key, 0) + 1
            met.setdefault(key, anchor.who)
            # A group is named once and then called "the rebels".
            counts[key] += key.startswith("group:") and sum(anchor.start <= at < anchor.end for at in again)
    ranked = sorted(counts, key=lambda key: -counts[key])
    first = ranked[:2]
    third = counts[ranked[2]] if len(ranked) > len(first) else 0
    clear = len(first) > 1 and counts[first[1]] >= _LEAST and third <= _THIRD * counts[first[1]]
    return {key: met[key] for key in met if key in first} if clear else {}


def _acts(anchor: Anchor, scene: Scene) -> bool:
    """Tell whether a mention is of somebody who acts: no commentator, no place where somebody met."""
    before = scene.article.text[max(0, anchor.start - _BEFORE) : anchor.start]
    return not anchor.aside and not anchor.relays and not _PLACED.search(before)


def _is_side(key: str, scene: Scene) -> bool:
    """Tell whether one is a state or an armed group."""
    return key in scene.knowledge.states or key.startswith("group:")


def _key(who: Who) -> str:
    """Return what one of two is told by: an armed group is itself, all else is of its state."""
    armed = _ARMED & set(who.sectors[:1]) and (who.entity or "").startswith("group:")
    return (who.entity or "") if armed else who.country


def near(at: int, scene: Scene) -> set[str]:
    """Return who is named before an offset in its sentence, or in the one before where the phrase begins one.

    Of whom an article tells, its bodies say; who is meant here, the people named here say as well.
    """
    text = scene.article.text
    before = [
        one
        for one in scene.lately(at, _SENTENCES)
        if one.who.kind in (*_BODIES, "person", "name") and _acts(one, scene)
    ]
    here = {_key(one.who) for one in before if not _STOP.search(text, one.end, at)}
    if here or not text[at].isupper() or not before:
        return {key for key in here if _is_side(key, scene)}
    last = before[-1].sentence
    return {key for one in before if one.sentence == last and _is_side(key := _key(one.who), scene)}


def _at_home(phrase: str, at: int, scene: Scene) -> bool:
    """Tell whether "both sides" may be a government and its opposition, and "both parties" those of a parliament."""
    if not phrase.lower().endswith(("parties", "sides")):
        return False
    named = any({"PTY", "LEG"} & set(one.who.sectors) for one in scene.anchors)
    return bool(_RIVALS.search(scene.article.text, max(0, at - _LATELY), at)) or (
        named and phrase.lower().endswith("parties")
    )


def _party(who: Who, sector: str, scene: Scene, reader: Reader) -> Who:
    """Return one of the two as a party: the state, or its body of a sector; an armed group is itself."""
    if _key(who).startswith("group:"):
        return who
    if sector:
        return reader.institution(Who("institution", country=who.country, sectors=(sector,)))
    state = scene.knowledge.states[who.country]
    return Who("state", f"state:{who.country}", state.name, who.country, ("GOV",))
