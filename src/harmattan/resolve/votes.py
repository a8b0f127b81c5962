"""What the names of an article say together of where it is: each has a vote for the places that are called so."""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from harmattan.resolve.gazetteer import Town
from harmattan.resolve.names import fold
from harmattan.resolve.words import UNITS, US_STATES, words

# A state and first-level unit, a state alone (empty unit), or a square of one degree.
Key = tuple[str, str]
Votes = dict[Key, float]
# A unit is seldom anything else than itself: its vote weighs as much as those of several towns.
_UNIT_WEIGHT: Final = 6.0
# What the home of the outlet counts beside the names of the article.
_HOME: Final = 1.5
# From so many votes on, and so many times those of the next, an article is set in a state.
_SET: Final = 2.0
_AHEAD: Final = 2.5
# People of a town that is called so although that is not its main name.
_LARGE: Final = 200_000
_SIDE_WORDS: Final = words("sides")
# What a town has: "Gainesville Police" speaks of Gainesville.
_BODIES: Final = words("town_bodies")
ABBREVIATIONS: Final = {short: code for code, state in US_STATES.items() for short in (code, *state.short)}
_ABBREVIATED: Final = re.compile(
    r"(?<!\w)("
    + "|".join(re.escape(short) for short in sorted(ABBREVIATIONS, key=len, reverse=True) if "." in short)
    + ")"
)


def votes_of(names: Mapping[str, int], text: str, find: Callable[[str], Sequence[Town]]) -> Votes:
    """Return the votes of all names of an article, found in the gazetteer by find.

    Each name has one vote, shared among the places it may be; "Ky." has two for its state.
    """
    votes: Votes = {}
    for name, times in _voters(names):
        for key, share in shares(find(name), times).items():
            votes[key] = votes.get(key, 0.0) + share
    for match in _ABBREVIATED.finditer(text):
        for key in (("US", ABBREVIATIONS[match.group(1)]), ("US", "")):
            votes[key] = votes.get(key, 0.0) + 2.0
    return votes


@dataclass(frozen=True, slots=True)
class View:
    """What an article says for the places of one name.

    named: states by how much they are spoken of, 0 to 1; votes and own: by state and first-level unit, all names'
    and this name's; capital_of: states whose capital is called so; units: the people of the town called so, by unit;
    short: the towns that are called so for short.
    """

    named: dict[str, float]
    votes: dict[tuple[str, str], float]
    own: dict[tuple[str, str], float]
    capital_of: set[str]
    units: dict[Key, int]
    hint: str
    short: tuple[Town, ...] = ()

    def support(self, key: tuple[str, str]) -> float:
        """Return the votes of the other names for a unit, a state or the land around a place."""
        return max(0.0, self.votes.get(key, 0.0) - self.own.get(key, 0.0))


def ahead(votes: Votes) -> str:
    """Return the state (ISO alpha-2) in which the votes put an article, if one is clearly ahead; else empty."""
    states = {key[0]: vote for key, vote in votes.items() if not key[1] and len(key[0]) == 2}
    ranked = sorted(states.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < _SET or (len(ranked) > 1 and ranked[0][1] < _AHEAD * ranked[1][1]):
        return ""
    return ranked[0][0]


def home_votes(town: Town, *, local: bool) -> Votes:
    """Return the votes of an outlet's home town: for its state, and if local for its unit and the land around it."""
    if not local:
        return {(town.iso2, ""): _HOME}
    return dict.fromkeys([(town.iso2, ""), unit_key(town), *_around(town)], _HOME)


def _around(town: Town) -> set[Key]:
    """The square of one degree of a place and the eight beside it."""
    return {cell(town, north, east) for north in (-1, 0, 1) for east in (-1, 0, 1)}


def unit_key(town: Town) -> Key:
    """Return the key of a place's first-level unit."""
    return town.iso2, town.unit


def cell(town: Town, north: int = 0, east: int = 0) -> tuple[str, str]:
    """The square of one degree around a place."""
    return f"{round(town.lat) + north}", f"{round(town.lon) + east}"


def shares(towns: Sequence[Town], times: int) -> dict[tuple[str, str], float]:
    """Return how the vote of a name is shared among the units, states and squares of the places called so."""
    if not times:
        return {}
    weights = {town: _weight(town) for town in towns if not town.other}
    whole = sum(weights.values())
    shares: dict[tuple[str, str], float] = {}
    for town, weight in weights.items():
        near = _around(town) if town.kind != "province" else ()
        for key in ((town.iso2, town.unit), (town.iso2, ""), *near):
            shares[key] = shares.get(key, 0.0) + min(times, 3) ** 0.5 * weight / whole
    return shares


def _voters(names: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Yield the names that may be places: no surname of somebody named in full; of "Clark County Board" the county."""
    split = {name: name.split() for name in names}
    surnames = {parts[-1] for parts in split.values() if len(parts) in (2, 3) and parts[-1].lower() not in UNITS}
    for name, parts in split.items():
        at = next((n for n, word in enumerate(parts) if n and word.lower() in UNITS), None)
        if at is not None:
            yield " ".join(parts[: at + 1]), names[name]
        elif parts[0].lower() in _SIDE_WORDS and len(parts) > 1:
            yield " ".join(parts[1:]), names[name]
        elif len(parts) > 1 and parts[-1].lower() in _BODIES:
            yield " ".join(parts[:-1]), names[name]
        elif name not in surnames:
            yield name, names[name]


def _weight(town: Town) -> float:
    return math.log10(town.population + 10) * (_UNIT_WEIGHT if town.kind == "province" else 1.0)


def called_short(name: str, towns: Sequence[Town]) -> tuple[Town, ...]:
    """Return the large towns that are called so for short: "Santiago" of Santiago de los Caballeros.

    Not where the unit around bears the very name: New York is the state, or New York City.
    """
    units = {unit_key(town) for town in towns if town.kind != "town" and not town.other}
    begins = f"{fold(name)} "
    large = (town for town in towns if town.kind == "town" and town.population >= _LARGE)
    return tuple(town for town in large if fold(town.name).startswith(begins) and unit_key(town) not in units)


def seats(towns: Sequence[Town]) -> dict[Key, int]:
    """Return how many people the town of a name has in each unit; another name counts for large towns only."""
    named = [town for town in towns if town.kind == "town" and (not town.other or town.population > _LARGE)]
    return {unit_key(town): town.population for town in sorted(named, key=lambda town: town.population)}
