"""Who "its neighbour" and "its rival" are: the other of the two states of whom an article tells most."""

import re
from collections.abc import Sequence
from typing import Final

from harmattan.resolve.actors import Reader
from harmattan.resolve.borders import are_near
from harmattan.resolve.couples import near, told_of
from harmattan.resolve.epithets import OF_STATES
from harmattan.resolve.realms import realm_named
from harmattan.resolve.scene import Scene
from harmattan.resolve.who import Who

# What is said of a state beside a state; "its coalition partner" and "its political rival" are none.
_SAID: Final = (
    r"(?:(?:(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)?|larger|smaller|bigger|tiny|giant|powerful|bitter"
    r"|old|ancient|long-?time|traditional|historic|regional|nuclear-armed|former|immediate|hostile|estranged|poorer"
    r"|richer|wealthier|landlocked|oil-rich|communist|close|closest|key|main|chief|strongest|staunch) ){0,2}"
)
_NOUN: Final = r"(?P<noun>neighbou?r|(?:arch-?)?(?:rival|foe|enemy)|adversary|ally)"
_ENDS: Final = r"(?=$|['’]s\b)"
_ITS: Final = re.compile(rf"(?:\b[Ii]ts|\b(?P<whose>[A-Z][\w.’-]*?(?: [A-Z][\w’-]*?)?)['’]s?) {_SAID}{_NOUN}{_ENDS}")
_BESIDE: Final = re.compile(
    rf"\b[Tt]he (?P<noun>neighbou?r)ing (?:country|state|nation|republic|kingdom|emirate|sultanate){_ENDS}"
)
_AT_A_SIDE: Final = re.compile(r"\b(?:north|south|east|west)[\w-]*(?: [a-z-]+)? neighbou?r")
_MEMBER: Final = re.compile(r"[Ii]ts (?:[a-z]+ )?members?(?: (?:states?|countries|country|nations?))?")
_LENGTH: Final = len("MLI")


def others_named(phrase: str, at: int, scene: Scene, reader: Reader, taken: Sequence[Who] = ()) -> str:
    """Return a phrase at an offset with the state's name in place of "its neighbour" or "the kingdom".

    It is returned as it is if nobody can tell.

    taken: who takes part in the act otherwise.
    """
    if (realm := realm_named(phrase, at, scene)) != phrase:
        return realm
    match = _ITS.search(phrase) or _BESIDE.search(phrase)
    owner = _owner(match, at, scene, reader, taken) if match else ""
    other = _other(match["noun"], owner, scene) if match and owner else ""
    if match is None or not other:
        return phrase
    return f"{phrase[: match.start()]}{scene.knowledge.states[other].name}{phrase[match.end() :]}"


def of_a_state(phrase: str, at: int, scene: Scene, reader: Reader, taken: Sequence[Who] = ()) -> Who | None:
    """Return "its neighbour" of a state as a state that is not told; None for another phrase, and for other owners."""
    match = _ITS.fullmatch(phrase) or _BESIDE.fullmatch(phrase)
    if match is None and not _MEMBER.fullmatch(phrase):
        return None
    # A northern neighbour is a state's, whoever speaks; a member is a state, where a body of states has it.
    plainly = _AT_A_SIDE.search(phrase) if match else _is_of_states(taken, reader)
    if not plainly and match and not _owner(match, at, scene, reader, taken):
        return None
    return Who("state", None, re.sub(r"^(?:[Ii]ts|[Tt]he) ", "", phrase), "", ("GOV",))


def _is_of_states(taken: Sequence[Who], reader: Reader) -> bool:
    """Tell whether a body of states takes part in an act."""
    bodies = [who.name for who in taken if (who.entity or "").startswith("org:")]
    return any(reader.read(name)[0].country in OF_STATES for name in bodies)


def _owner(match: re.Match[str], at: int, scene: Scene, reader: Reader, taken: Sequence[Who]) -> str:
    """Return the state whose neighbour is spoken of: the one named, who acts, or that its sentence names alone."""
    states = scene.knowledge.states
    if match.groupdict().get("whose"):
        read = reader.read(match["whose"], at + match.start())[0]
        return read.country if read.kind == "state" and read.country in states else ""
    acting = {(who.entity or "").rpartition(":")[2] for who in taken}
    acting = {one for one in acting if one in states}
    found = acting or near(at + match.start(), scene) or _beside(at + match.start(), scene)
    others = any((who.entity or "").startswith(("person:", "org:", "group:")) for who in taken)
    return next(iter(found)) if len(found) == 1 and not (others and not acting) else ""


def _beside(at: int, scene: Scene) -> set[str]:
    """Return the states that the sentence names before an offset, even as places: "the government in Lomé"."""
    text = scene.article.text
    before = [one for one in scene.lately(at, 0) if not one.aside and not one.relays]
    named = {one.who.country for one in before if not re.search(r"[.!?]\s|\n", text[one.end : at])}
    return {one for one in named if one in scene.knowledge.states}


def _other(noun: str, owner: str, scene: Scene) -> str:
    """Return the other of the two of whom an article tells, if it can be a neighbour of owner; empty if it cannot."""
    states, two = scene.knowledge.states, set(told_of(scene, armed=False))
    named = {one.who.country for one in scene.anchors if one.who.country in states and one.who.kind != "person"}
    beside = noun.startswith("neighb")
    # Whoever else is named may be the ally, or the rival.
    if owner not in two or (not beside and named != two):
        two = named if beside and len(named) == len(("one", "other")) else set()
    rest = next(iter(two - {owner}), "") if owner in two else ""
    if len(rest) != _LENGTH:
        return ""
    return rest if not beside or are_near(states[owner], states[rest]) else ""
