"""What the acts of a pair are about, and how that mix moved: contexts, and commodities where they are told.

An act may be about several things and counts once for each, so the shares of a mix add up to more than 1.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from harmattan.analyse.acts import took_place
from harmattan.analyse.periods import Period, within
from harmattan.analyse.relations import between
from harmattan.analyse.sides import Pair
from harmattan.analyse.small import Share, change, fisher, holm, share
from harmattan.records import Act

# Chance of calling any one subject of an unchanged mix moved, after correction for how many are looked at.
LEVEL: Final = 0.05


@dataclass(frozen=True, slots=True)
class Stake:
    """A subject and its share of the acts that have any. kind: context or commodity; acts: the ids, by day."""

    kind: str
    name: str
    share: Share
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """How the share of a subject changed between two periods.

    low, high: 95 % interval of the difference (Newcombe). chance: Fisher's exact p, corrected by Holm for the subjects
    of its kind; clear: below LEVEL.
    """

    kind: str
    name: str
    before: Share
    after: Share
    moved: float
    low: float
    high: float
    chance: float

    @property
    def clear(self) -> bool:
        """Whether chance alone hardly explains the change."""
        return self.chance < LEVEL


Commodities = Mapping[str, Sequence[str]]


def stakes(acts: Iterable[Act], pair: Pair, commodities: Commodities | None = None) -> list[Stake]:
    """Return the subjects of the pair's acts, the most frequent first. commodities: names by the id of the act."""
    ours = [act for act in between(acts, pair) if took_place(act)]
    found = [stake for kind, told in _kinds(ours, commodities) for stake in _mix(kind, ours, told)]
    return sorted(found, key=lambda one: (one.kind != "context", -one.share.part, one.name))


def moves(
    acts: Iterable[Act], pair: Pair, before: Period, after: Period, commodities: Commodities | None = None
) -> list[Move]:
    """Return how each subject's share moved between two periods, the least likely by chance first."""
    ours = [act for act in between(acts, pair) if took_place(act)]
    found = [
        move
        for kind, told in _kinds(ours, commodities)
        for move in _moved(kind, _mix(kind, within(ours, before), told), _mix(kind, within(ours, after), told))
    ]
    return sorted(found, key=lambda one: (one.chance, -abs(one.moved), one.name))


def _kinds(acts: Sequence[Act], commodities: Commodities | None) -> list[tuple[str, Commodities]]:
    contexts = {act.id: act.contexts for act in acts}
    return [("context", contexts), *([("commodity", commodities)] if commodities else [])]


def _mix(kind: str, acts: Sequence[Act], told: Commodities) -> list[Stake]:
    about: dict[str, list[str]] = {}
    for act in acts:
        for name in dict.fromkeys(told.get(act.id, ())):
            about.setdefault(name, []).append(act.id)
    whole = sum(1 for act in acts if told.get(act.id))
    return [Stake(kind, name, share(len(ids), whole), tuple(ids)) for name, ids in sorted(about.items())]


def _moved(kind: str, before: Sequence[Stake], after: Sequence[Stake]) -> list[Move]:
    old, new = ({stake.name: stake.share for stake in mix} for mix in (before, after))
    wholes = [next((one.whole for one in mix.values()), 0) for mix in (old, new)]
    names = sorted(old.keys() | new.keys())
    pairs = [(old.get(name, share(0, wholes[0])), new.get(name, share(0, wholes[1]))) for name in names]
    chances = holm([fisher(was, now) for was, now in pairs])
    return [
        Move(kind, name, was, now, *change(was, now), chance)
        for name, (was, now), chance in zip(names, pairs, chances, strict=True)
    ]
