"""Scores pairs of reports: the weighted sum of their clues is the log-odds that both tell of one act."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from harmattan.ledger.alike import Clue, clues, near_types
from harmattan.ledger.reports import Report, names_of, window
from harmattan.records import Event, Party

# Fitted by logistic regression on the train stories (python bench/happenings.py --fit), rounded.
BIAS: Final = -1.34
# fmt: off
WEIGHTS: Final[Mapping[str, float]] = {
    "actor alike": -0.6, "actor country": -0.5, "actor differs": -1.33, "actor once": 0.31, "actor same": 0.95,
    "actor unclear": -0.5, "announced": -0.34, "became history": -0.81, "count differs": -0.04,
    "count near": 1.52, "count same": 1.07, "day away": -1.86, "day off": -0.99, "day once": -0.41,
    "day once away": -0.98, "day same": 0.95, "day untold": -0.16, "denied": 0.37, "mode differs": -3.29,
    "mode once": -1.69, "mode same": 0.68, "one article": -3.27, "open": -0.26, "place differs": -0.86,
    "place far": -1.66, "place once": -0.63, "place same": 0.18, "place unclear": -0.02, "place within": 1.05,
    "published away": -2.07, "recipient alike": -0.72, "recipient country": -0.47, "recipient differs": -1.06,
    "recipient once": -0.54, "recipient same": 0.21, "recipient unclear": -0.56, "story": 3.36,
    "time off": -0.96, "time overlaps": 0.15, "time same": 1.41, "trigger same": 0.33, "type near": -2.17,
    "words": 1.44, "words many": 2.79,
}
# fmt: on
# A word of few reports says little about how rare it is: as if so many more articles without it had been read.
_UNSEEN: Final = 30


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports (ids, the smaller first), the log-odds of one act, and what it is made of.

    barred: both stand in one article and contradict each other, so no cluster may hold both.
    """

    one: str
    other: str
    score: float
    barred: bool
    reasons: tuple[Clue, ...]


def _may_overlap(one: Report, other: Report) -> bool:
    left, right = window(one), window(other)
    return left is None or right is None or (left[0] < right[1] and right[0] < left[1])


def rarities(members: Iterable[Report]) -> dict[str, float]:
    """Return how rare each stem and name is among the articles of a block: idf scaled to 0 .. 1."""
    articles: dict[str, set[str]] = defaultdict(set)
    for report in members:
        articles[report.event.article] |= report.words | report.terms
    seen = Counter(word for words in articles.values() for word in words)
    most = math.log(len(articles) + _UNSEEN)
    return {word: math.log((len(articles) + _UNSEEN) / count) / most for word, count in seen.items()}


def comparable(one: Report, other: Report) -> bool:
    """Tell whether two reports can be one act at all: near types, and days that can be the same."""
    return other.event.type in near_types(one.event.type) and _may_overlap(one, other)


def pair(one: Report, other: Report, rarity: Mapping[str, float]) -> Pair:
    """Return the scored pair of two reports."""
    found = tuple(clues(one, other, rarity))
    score = BIAS + math.fsum(WEIGHTS.get(clue.name, 0.0) * clue.value for clue in found)
    first, second = sorted((one.id, other.id))
    return Pair(first, second, score, contradict(one.event, other.event), found)


def contradict(one: Event, other: Event) -> bool:
    """Tell whether two reports of one article say that they are two acts: the coder and the writer told them apart."""
    if one.article != other.article:
        return False
    if one.type != other.type or one.factuality != other.factuality:
        return True
    if one.modes and other.modes and not set(one.modes) & set(other.modes):
        return True
    sides = ((one.actors, other.actors), (one.recipients, other.recipients))
    if any(_names(left) and _names(right) and not _names(left) & _names(right) for left, right in sides):
        return True
    return _elsewhere(one, other) or _another_time(one, other) or one.casualties != other.casualties


def _names(parties: tuple[Party, ...]) -> set[str]:
    return {name for party in parties for name in names_of(party)}


def _elsewhere(one: Event, other: Event) -> bool:
    return bool(one.place and other.place and one.place.name != other.place.name)


def _another_time(one: Event, other: Event) -> bool:
    return bool(one.time and other.time and one.time.value and other.time.value and one.time.value != other.time.value)
