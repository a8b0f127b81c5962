"""What the type of an act tells of the course of a relationship: counts, and what follows from them.

Help after a quake comes in good times and bad, sanctions hardly in good ones: how far a type tells the course is not
its conflict-cooperation score. SEEN counts acts of pairs whose course is known (bench/fit_signs.py prints it).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from harmattan.codebook.loader import load

# Acts in bad courses, and in good ones.
SEEN: Final[dict[str, tuple[int, int]]] = {
    "AGREE": (11, 12),
    "CONSULT": (57, 101),
    "SUPPORT": (15, 53),
    "CONCEDE": (10, 8),
    "COOPERATE": (9, 23),
    "AID": (7, 12),
    "RETREAT": (22, 30),
    "REQUEST": (19, 8),
    "ACCUSE": (98, 36),
    "REJECT": (40, 16),
    "THREATEN": (19, 6),
    "PROTEST": (7, 4),
    "SANCTION": (76, 9),
    "MOBILIZE": (11, 4),
    "COERCE": (16, 7),
    "ASSAULT": (7, 2),
}
PLACES: Final = {name: place for place, name in enumerate(SEEN)}
# Conflict in deeds leans as a whole: a quarrel that goes from sanctions to blows is not getting better.
_DEEDS: Final = 4
# Both courses weigh as so many acts, however many were seen of each.
_SEEN: Final = 200.0
# Acts that are added to each side, where nothing is known of a type but its score: so much more often in good courses
# than in bad ones for each point of it (natural log).
_ADDED: Final = 40.0
_LEAN: Final = 0.2


def logs(levels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the log probability of each type, (types, levels), in courses from -0.5, bad, to 0.5, good, and beyond.

    An exponential family in one parameter: at -0.5 and 0.5 types come as often as SEEN has them.
    """
    bad, good = (_shares(side) for side in (0, 1))
    tilted = (bad + good)[:, None] / 2 + (good - bad)[:, None] * levels
    whole: NDArray[np.float64] = tilted - np.log(np.exp(tilted).sum(axis=0))
    return whole


def _shares(side: int) -> NDArray[np.float64]:
    """Return the log share of each type in bad (0) or good (1) courses; what is seldom seen leans as its score does."""
    table = np.array(list(SEEN.values()), dtype=np.float64)
    scores = np.array([load().score(name) for name in SEEN])
    average = table.sum(axis=1) + 1
    expected = average * np.exp((side - 0.5) * _LEAN * scores)
    counts = _SEEN * table[:, side] / table[:, side].sum() + _ADDED * expected / expected.sum()
    deeds = np.array([load().quad(name) == _DEEDS for name in SEEN])
    counts[deeds] = counts[deeds].sum() * average[deeds] / average[deeds].sum()
    shares: NDArray[np.float64] = np.log(counts / counts.sum())
    return shares
