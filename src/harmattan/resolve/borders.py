"""Which states have a border on land."""

import math
from functools import cache
from typing import Final

from harmattan.resolve.knowledge import State, table

# States whose middles lie that near (kilometres) are neighbours across a sea.
_ACROSS_A_SEA: Final = 1_500
_KM_A_DEGREE: Final = 111


@cache
def borders() -> frozenset[frozenset[str]]:
    """Return the pairs of states (ISO alpha-3) that have a border on land."""
    return frozenset(frozenset((one, other)) for one, others in table("borders").items() for other in others)


def are_near(one: State, other: State) -> bool:
    """Tell whether two states have a border, or lie near each other."""
    if frozenset((one.iso3, other.iso3)) in borders():
        return True
    north = one.at[0] - other.at[0]
    east = (one.at[1] - other.at[1]) * math.cos(math.radians((one.at[0] + other.at[0]) / 2))
    return math.hypot(north, east) * _KM_A_DEGREE <= _ACROSS_A_SEA
