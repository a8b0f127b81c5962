"""How far people who judged the same events agree: the share of equal verdicts, and Cohen's kappa.

Kappa is the share of agreement beyond what two people would reach who gave each verdict as often as these do, by chance
(Cohen 1960, A coefficient of agreement for nominal scales).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from harmattan.records import Judgement, standing

# The verdicts that are compared: of two edits it is not asked whether they say the same.
VERDICTS: Final = ("accept", "reject", "edit")
# With fewer events in common a share is mostly chance; chosen, not measured.
FEWEST: Final = 20


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two people's verdicts on the events that both judged. share: 0 .. 1; kappa: -1 .. 1, None where both gave one
    and the same verdict only, so that chance alone would make them agree."""

    one: str
    other: str
    events: int
    share: float
    kappa: float | None

    @property
    def enough(self) -> bool:
        """Whether the figures say something."""
        return self.events >= FEWEST


def agreements(given: Iterable[Judgement]) -> list[Agreement]:
    """Return the agreement of every two people who judged at least one event both, most events in common first.

    Of several verdicts of one person on one event the last that is in force counts.
    """
    said: dict[str, dict[str, str]] = {}
    for one in standing(given):
        if one.verb in VERDICTS:
            said.setdefault(one.by, {})[one.subject] = one.verb
    pairs = (_pair(one, other, said) for one, other in combinations(sorted(said), 2))
    return sorted((pair for pair in pairs if pair), key=lambda pair: (-pair.events, pair.one, pair.other))


def _pair(one: str, other: str, said: Mapping[str, Mapping[str, str]]) -> Agreement | None:
    both = [(said[one][event], said[other][event]) for event in said[one] if event in said[other]]
    if not both:
        return None
    share = sum(left == right for left, right in both) / len(both)
    return Agreement(one, other, len(both), share, kappa(both))


def kappa(both: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of pairs of verdicts; None where chance alone makes both agree always, and for no pairs."""
    if not both:
        return None
    left, right = Counter(a for a, _ in both), Counter(b for _, b in both)
    chance = sum(left[verdict] * right[verdict] for verdict in left) / len(both) ** 2
    share = sum(a == b for a, b in both) / len(both)
    return None if chance == 1 else (share - chance) / (1 - chance)
