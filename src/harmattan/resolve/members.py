"""Members and heads of a body called by its noun alone: "members of the council", "the bloc's envoy"."""

import re
from collections.abc import Callable
from typing import Final

from harmattan.resolve.epithets import OF_STATES
from harmattan.resolve.scene import Anchor, Scene
from harmattan.resolve.who import Who

_OF_STATES: Final = frozenset(["bloc", "organisation", "organization", "union"])
_BODY: Final = (
    r"(?P<body>(?:the|this|that) (?:council|commission|bloc|union|organi[sz]ation|alliance|assembly|committee|agency))"
)
_OF_THE_BODY: Final = re.compile(rf" of {_BODY}$", re.IGNORECASE)
_OWNED: Final = re.compile(rf"{_BODY}['’]s (?P<rest>.+)", re.IGNORECASE)
# "The group's fighters", "the movement's leader" are those of an armed group named before.
_OF_GROUP: Final = re.compile(
    r"(?P<body>(?:the|this|that) (?:group|movement|militia|rebels|guerrillas|paramilitaries|insurgents))['’]s?"
    r" (?P<rest>.+)",
    re.IGNORECASE,
)
# Who speaks and rules for a court: of an international one that was named last, if no other court was.
_JURISTS: Final = re.compile(
    r"the (?P<rest>(?:(?:chief|deputy|presiding|new|lead) )?(?:prosecutors?|judges?))", re.IGNORECASE
)
_NATIONAL: Final = re.compile(
    r"\b(?:supreme|high|constitutional|military|local|district|national|criminal|appeals?|federal) courts?\b"
    r"|\bcourts? in [A-Z]|\btrial in [A-Z]|\b[A-Z]\w+(?:['’]s)? (?:courts?|judges?|prosecutors?)\b"
)
_SENTENCES: Final = 3  # back
_MEMBERS: Final = re.compile(r"\bmembers?(?: (?:states?|countries|country|nations?|governments?))?$")


def the_only_body(noun: str, at: int, scene: Scene) -> Anchor | None:
    """Return the body of states that "the bloc" means at an offset: the only one named before."""
    if noun not in _OF_STATES:
        return None
    named = {one.who.entity: one for one in scene.anchors if one.end <= at and one.who.country in OF_STATES}
    bodies = [one for one in named.values() if one.who.kind == "organisation" and one.who.sectors[:1] == ("GOV",)]
    return bodies[0] if len(bodies) == 1 else None


def of_the_body(phrase: str, at: int, resolve: Callable[[str, int], tuple[Who, ...]]) -> tuple[Who, ...]:
    """Return whom a phrase at an offset means by the body of states that was named before; () if it means none.

    resolve: whom a phrase means.
    """
    match = _OF_THE_BODY.search(phrase) or _OWNED.fullmatch(phrase)
    body = resolve(match["body"], at + match.start("body"))[0] if match else None
    # "A candidate for head of the council" is not of it.
    if match is None or body is None or body.country not in OF_STATES or " for " in phrase:
        return ()
    if not (body.entity or "").startswith("org:"):
        return ()
    head = match.groupdict().get("rest") or phrase[: match.start()]
    if _MEMBERS.search(head):  # states, of which nobody tells which
        return (Who("state", None, re.sub(r"^[Tt]he ", "", phrase), "", ("GOV",), plural=True),)
    return resolve(f"{head} of {body.name}", at)


def of_the_group(phrase: str, at: int, resolve: Callable[[str, int], tuple[Who, ...]]) -> tuple[Who, ...]:
    """Return whom a phrase at an offset means by the armed group that was named before; () if it means none."""
    match = _OF_GROUP.fullmatch(phrase)
    body = resolve(match["body"], at)[0] if match else None
    if match is None or body is None or not (body.entity or "").startswith("group:"):
        return ()
    return resolve(f"{body.name}'s {match['rest']}", at)


def of_the_court(phrase: str, at: int, scene: Scene, resolve: Callable[[str, int], tuple[Who, ...]]) -> tuple[Who, ...]:
    """Return "the chief prosecutor" at an offset as the international court's that was named before; () if none was."""
    match = _JURISTS.fullmatch(phrase)
    courts = [one for one in scene.lately(at, _SENTENCES) if _is_court(one.who)] if match else []
    if match is None or not courts or _NATIONAL.search(scene.article.text, courts[-1].end, at):
        return ()
    return resolve(f"the {courts[-1].who.name} {match['rest'].lower()}", at)


def _is_court(who: Who) -> bool:
    return who.kind == "organisation" and who.sectors[:1] == ("JUD",) and who.country in OF_STATES
