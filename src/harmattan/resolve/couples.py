"""Whose "both governments" and "the two sides" are: of the two of whom the article tells far more than of others."""

import re
from collections.abc import Sequence
from typing import Final

from harmattan.resolve.scene import Anchor, Scene
from harmattan.resolve.who import Who

_OF_STATE: Final = (
    r"sides|governments|capitals|countries|states|nations|neighbou?rs|cabinets|delegations|leaders|heads of state"
    r"|presidents|prime ministers|(?:foreign |defen[cs]e |trade |transport |interior )?(?:ministers|ministries)"
    r"|foreign secretaries|parties"
)
_TWO: Final = re.compile(rf"(?:the two|both)\s+(?:(?:{_OF_STATE})|(?P<forces>armies|general staffs))", re.IGNORECASE)
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


def couple_meant(phrase: str, at: int, scene: Scene, taken: Sequence[Who] = ()) -> tuple[Who, ...]:
    """Return the two whom a phrase at an offset means; none where the article, or what stands near, leaves doubt.

    taken: who takes part in the act otherwise, and so is not meant.
    """
    match = _TWO.fullmatch(" ".join(phrase.split()))
    two = told_of(scene) if match else {}
    if match is None or not two or _at_home(phrase, at, scene):
        return ()
    close = near(at, scene)
    # Others who are spoken of just here are nearer, and one of the two who speaks may speak of others.
    if (
        (close and len(close & two.keys()) == 1 and not (scene.article.text[at].isupper() and close <= two.keys()))
        or len(close - two.keys()) > 1
        or {_key(who) for who in taken} & two.keys()
    ):
        return ()
    return tuple(_party(who, scene, "MIL" if match["forces"] else "GOV") for who in two.values())


def told_of(scene: Scene, *, armed: bool = True) -> dict[str, Who]:
    """Return the two of whom the article tells most, in the order in which it names them; none if that is not clear.

    armed: whether an armed group may be one of them.
    """
    counts: dict[str, int] = {}
    met: dict[str, Who] = {}
    again = [span.start for at, span in scene.taken_up.items() if span.start < at]
    for anchor in scene.anchors:
        key = _key(anchor.who)
        if _counts(anchor, scene) and _is_side(key, scene) and (armed or key in scene.knowledge.states):
            counts[key] = counts.get(key, 0) + 1
            met.setdefault(key, anchor.who)
            # A group is named once and then called "the rebels".
            counts[key] += key.startswith("group:") and sum(anchor.start <= at < anchor.end for at in again)
    ranked = sorted(counts, key=lambda key: -counts[key])
    first = ranked[:2]
    third = counts[ranked[2]] if len(ranked) > len(first) else 0
    clear = len(first) > 1 and counts[first[1]] >= _LEAST and third <= _THIRD * counts[first[1]]
    return {key: met[key] for key in met if key in first} if clear else {}


def _counts(anchor: Anchor, scene: Scene) -> bool:
    """Tell whether a mention is of a body that acts: no commentator, no person, no place where somebody met."""
    before = scene.article.text[max(0, anchor.start - _BEFORE) : anchor.start]
    return anchor.who.kind in _BODIES and not anchor.aside and not anchor.relays and not _PLACED.search(before)


def _is_side(key: str, scene: Scene) -> bool:
    """Tell whether one is a state or an armed group."""
    return key in scene.knowledge.states or key.startswith("group:")


def _key(who: Who) -> str:
    """Return what one of two is told by: an armed group is itself, all else is of its state."""
    armed = _ARMED & set(who.sectors[:1]) and (who.entity or "").startswith("group:")
    return (who.entity or "") if armed else who.country


def near(at: int, scene: Scene) -> set[str]:
    """Return who is named before an offset in its sentence, or in the one before where the phrase begins one."""
    text = scene.article.text
    before = [one for one in scene.lately(at, _SENTENCES) if _counts(one, scene)]
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


def _party(who: Who, scene: Scene, sector: str) -> Who:
    """Return one of the two as a party."""
    if _key(who).startswith("group:"):
        return who
    state = scene.knowledge.states[who.country]
    return Who("state", f"state:{who.country}", state.name, who.country, (sector,))
