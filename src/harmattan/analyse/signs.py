"""What the type of an act tells of the course of a relationship: counts, and what follows from them.

Help after a quake comes in good times and bad, sanctions hardly in good ones: how far a type tells the course is not
its conflict-cooperation score. And a new course opens with some acts rather than others: with sanctions, treaties,
blows, hardly with a meeting. SEEN counts acts of pairs whose course is known (bench/fit_signs.py prints it).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

# Acts in bad courses, in good ones, and on the first day of a new one.
SEEN: Final[dict[str, tuple[int, int, int]]] = {
    "AGREE": (8, 12, 2),
    "CONSULT": (18, 50, 2),
    "SUPPORT": (5, 32, 4),
    "CONCEDE": (3, 4, 1),
    "COOPERATE": (4, 15, 0),
    "AID": (3, 5, 1),
    "RETREAT": (8, 15, 3),
    "REQUEST": (11, 3, 0),
    "ACCUSE": (63, 18, 5),
    "REJECT": (27, 11, 1),
    "THREATEN": (7, 4, 0),
    "PROTEST": (6, 2, 0),
    "SANCTION": (46, 3, 9),
    "MOBILIZE": (4, 4, 0),
    "COERCE": (10, 6, 1),
    "ASSAULT": (5, 3, 3),
}
PLACES: Final = {name: place for place, name in enumerate(SEEN)}
# Acts of the average course that are added to each side: a type that is seldom seen tells little.
_DOUBT: Final = 12.0


def logs(levels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the log probability of each type, (types, levels), in courses from -0.5, bad, to 0.5, good, and beyond.

    An exponential family in one parameter: at -0.5 and 0.5 types come as often as SEEN has them.
    """
    bad, good = (_shares(side) for side in (0, 1))
    tilted = (bad + good)[:, None] / 2 + (good - bad)[:, None] * levels
    whole: NDArray[np.float64] = tilted - np.log(np.exp(tilted).sum(axis=0))
    return whole


def openings(types: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return for each act, by index of type or -1, the log of how much oftener its type opens a course than it is told.

    0 where the type is not known.
    """
    table = np.array(list(SEEN.values()), dtype=np.float64)
    shares = (table[:, 0] + table[:, 1] + 1) / (table[:, :2].sum() + len(table))
    opened = (table[:, 2] + _DOUBT * shares) / (table[:, 2].sum() + _DOUBT)
    ratios: NDArray[np.float64] = np.append(np.log(opened / shares), 0.0)[types]
    return ratios


def _shares(side: int) -> NDArray[np.float64]:
    table = np.array(list(SEEN.values()), dtype=np.float64)
    average = table[:, :2].sum(axis=1) + 1
    counts = table[:, side] + _DOUBT * average / average.sum()
    shares: NDArray[np.float64] = np.log(counts / counts.sum())
    return shares
