"""Where and by whom material conflict (quad 4) rises against its own past, and which armed actors are new.

Low-base rule: a place or an actor is hot with at least MINIMUM recent acts, and only if its own past, had its rate
stayed, would have given fewer acts with a probability of at least CERTAIN (small.rose). With many places looked at,
up to 1 - CERTAIN of those that did not change are still called hot: checked says how many were looked at. Where too
few pages were read to divide by, that must hold by days and by pages: a new source looks like a rise.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from harmattan.analyse.acts import MATERIAL_CONFLICT, days, in_order, took_place
from harmattan.analyse.periods import Period
from harmattan.analyse.small import rose
from harmattan.errors import UsageError
from harmattan.records import Act, Party

MINIMUM: Final = 3
CERTAIN: Final = 0.99
# Sectors of those who fight for somebody else than a state's own forces; IMG is a country slot.
ARMED: Final = frozenset({"REB", "PRM"})
MILITANT: Final = "IMG"
# Kinds of ids that mean somebody in particular: "reb:MLI" are any rebels of Mali.
_PARTICULAR: Final = ("group:", "org:", "person:")
# Places of this resolution are too wide for a point: they count for their country alone.
_WIDE: Final = frozenset({"country", "region"})

Key = tuple[str, str]
Keys = Callable[[Act], set[Key]]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place, country or actor with its acts of material conflict in both stretches.

    kind: place, country or actor; key: geonameid, country slot or entity id, else the name with its country. rose: see
    small.rose, the least by all divisors. hot: whether it passes the low-base rule. acts: ids of the recent, by day.
    """

    kind: str
    key: str
    name: str
    past: int
    recent: int
    rose: float
    hot: bool
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Watched:
    """The spots with any recent act, most surely risen first; checked: how many were compared."""

    spots: tuple[Spot, ...]
    checked: int


@dataclass(frozen=True, slots=True)
class Armed:
    """An armed actor first seen in the recent stretch. day: ISO day of the first act; acts: ids, by day."""

    key: str
    name: str
    country: str
    day: str
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two stretches and what they are divided by: pages read in each, else their days.

    sparse: pages read in each where they are too few to divide by; None if none is known of either stretch.
    """

    past: Period
    recent: Period
    pages: tuple[int, int] | None = None
    sparse: tuple[int, int] | None = None

    @property
    def exposures(self) -> tuple[float, float]:
        """What counts are divided by. Raises UsageError without a page in a stretch, and if the stretches overlap."""
        if self.past.until > self.recent.since:
            raise UsageError(f"the past ends on {self.past.until}, after the recent begins on {self.recent.since}")
        found = self.pages or (self.past.length, self.recent.length)
        if min(found) <= 0:
            raise UsageError("no page was read in one of the stretches: nothing can be compared")
        return float(found[0]), float(found[1])

    @property
    def divisors(self) -> tuple[tuple[float, float], ...]:
        """By what a rate must have risen: the exposures, and sparse pages too. Raises UsageError as exposures does."""
        also = [] if self.sparse is None or self.pages else [self.sparse]
        return (self.exposures, *((float(past), float(max(1, recent))) for past, recent in also))


def places(acts: Iterable[Act], compared: Compared) -> Watched:
    """Return the places (town, district, province) with material conflict in the recent stretch."""
    return _watched("place", acts, compared, _place)


def countries(acts: Iterable[Act], compared: Compared) -> Watched:
    """Return the countries in which material conflict took place in the recent stretch, by the place of the act."""
    return _watched("country", acts, compared, _country)


def actors(acts: Iterable[Act], compared: Compared) -> Watched:
    """Return the actors of material conflict in the recent stretch; those without an id go by name and country."""
    return _watched("actor", acts, compared, lambda act: {key for party in act.actors if (key := _party(party))})


def newly_armed(acts: Iterable[Act], recent: Period) -> list[Armed]:
    """Return the armed actors with acts in the stretch of whom none of all those given is earlier, by day.

    Only those known by an id of their own: "gunmen" are nobody in particular. Any act counts, talks too; and whoever
    was told of before the stretch, in plans, fears, denials or history, is not new.
    """
    seen: dict[str, list[tuple[Act, Party]]] = defaultdict(list)
    known: set[str] = set()
    for act in in_order(acts):
        for party in dict.fromkeys((*act.actors, *act.recipients)):
            if party.entity and _is_armed(party):
                known |= {party.entity} if _earlier(act, recent) else set()
                seen[party.entity] += [(act, party)] if took_place(act) and recent.holds(act) else []
    found = [_armed(key, told) for key, told in seen.items() if told and key not in known]
    return sorted(found, key=lambda one: (one.day, one.key))


def _earlier(act: Act, recent: Period) -> bool:
    """Tell whether an act was before a stretch, or told of before it."""
    last = days(act)
    return (act.published or recent.since) < recent.since or (last is not None and last[1].isoformat() <= recent.since)


def _watched(kind: str, acts: Iterable[Act], compared: Compared, keys: Keys) -> Watched:
    divisors = compared.divisors
    past: dict[str, int] = defaultdict(int)
    recent: dict[str, list[Act]] = defaultdict(list)
    names: dict[str, str] = {}
    for act in in_order(act for act in acts if act.quad == MATERIAL_CONFLICT and took_place(act)):
        for key, name in sorted(keys(act)):
            names.setdefault(key, name)
            past[key] += compared.past.holds(act)
            recent[key].extend([act] if compared.recent.holds(act) else [])
    found = [
        _spot(kind, (key, names[key]), past[key], recent[key], _rose(past[key], len(recent[key]), divisors))
        for key in names
        if recent[key]
    ]
    checked = sum(1 for key in names if recent[key] or past[key])
    return Watched(tuple(sorted(found, key=lambda one: (-one.hot, -one.rose, -one.recent, one.key))), checked)


def _rose(past: int, recent: int, divisors: Iterable[tuple[float, float]]) -> float:
    # Acts of a time of which nothing was read do not tell how many there were.
    return min(rose(past, recent, before, after) if before else 0.0 for before, after in divisors)


def _spot(kind: str, who: Key, past: int, recent: Sequence[Act], chance: float) -> Spot:
    hot = len(recent) >= MINIMUM and chance >= CERTAIN
    return Spot(kind, *who, past, len(recent), chance, hot, tuple(act.id for act in recent))


def _place(act: Act) -> set[Key]:
    place = act.place
    if place is None or not place.name or place.resolution in _WIDE:
        return set()
    key = str(place.geonameid) if place.geonameid is not None else f"{place.name}, {place.country}"
    return {(key, f"{place.name}, {place.country}" if place.country else place.name)}


def _country(act: Act) -> set[Key]:
    country = act.place.country if act.place else ""
    return {(country, country)} if country else set()


def _party(party: Party) -> Key | None:
    if party.entity:
        return party.entity, party.name
    # Without a country, "attackers" here and "attackers" there would be one actor.
    return (f"{party.name}, {party.country}", party.name) if party.name and party.country else None


def _is_armed(party: Party) -> bool:
    armed = party.country == MILITANT or bool(ARMED.intersection(party.sectors))
    return armed and (party.entity or "").startswith(_PARTICULAR)


def _armed(key: str, told: Sequence[tuple[Act, Party]]) -> Armed:
    first, party = told[0]
    return Armed(key, party.name, party.country, first.day or "", tuple(act.id for act, _ in told))
