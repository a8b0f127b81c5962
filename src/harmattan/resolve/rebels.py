"""Whom "the rebels" are on a page that tells of one rebel group only."""

import re
from collections.abc import Sequence
from typing import Final

from harmattan.resolve.scene import Anchor, Scene

_REBELS: Final = re.compile(
    r"(?:[Tt]he|[Tt]hese|[Tt]hose|[Jj]ailed|[Cc]aptured|[Ii]mprisoned|[Tt]he (?:jailed|captured|armed|leftist|marxist))"
    r" (?:rebels?|guerrillas?|insurgents?)(?: (?:group|movement|army|force|fighters|leadership))?"
)
# Of a group that the tables call paramilitary: "the paramilitaries", "the paramilitary force".
_PARAMILITARIES: Final = re.compile(r"[Tt]he paramilitar(?:ies|y (?:group|force|forces|fighters|leadership))")
# Others than that group are rebels too: "rebel groups", "Syrian rebels", "other rebels".
_OTHERS: Final = re.compile(
    r"\b(?:rebel|insurgent|guerrilla) (?:groups|factions|movements|brigades|armies)\b"
    r"|\b(?:other|some|several|moderate|various|rival|[A-Z]\w+|[a-z]+-backed) (?:rebels|insurgents|guerrillas)\b"
)
_THE: Final = re.compile(r"(?:The|These|Those|Jailed|Captured|Imprisoned) \w+\Z")
# Groups that news calls militants: beside them rebels are others.
_MILITANTS: Final = re.compile(r"Islamic State|[Qq]aeda|Nusra|Tahrir|Boko Haram|Hezbollah|Hamas|Taliban|Shabaab")
_SENTENCES: Final = 4


def rebels_meant(phrase: str, at: int, scene: Scene) -> Anchor | None:
    """Return the mention of the rebel group that a phrase at an offset means, named a few sentences before."""
    if _PARAMILITARIES.fullmatch(phrase):
        return _the_only(at, scene, [one for one in scene.anchors if "PRM" in one.who.sectors])
    if not _REBELS.fullmatch(phrase):
        return None
    named = [one for one in scene.anchors if one.who.kind == "group" and one.who.sectors[:1] == ("REB",)]
    if not named or _MILITANTS.search(named[0].who.name):
        return None
    told = (match.group() for match in _OTHERS.finditer(scene.article.text))
    if any(not _THE.match(one) for one in told):
        return None
    return _the_only(at, scene, named)


def _the_only(at: int, scene: Scene, named: Sequence[Anchor]) -> Anchor | None:
    """Return the mention of the one group named, a few sentences before an offset; None where several are named."""
    groups = {one.who.entity for one in named if one.who.kind == "group"}
    if len(groups) != 1:
        return None
    # Its name may be its people's: what stands near says that it is spoken of here.
    lately = scene.lately(at, _SENTENCES)
    return next((one for one in reversed(lately) if one.who.entity in groups), None)
