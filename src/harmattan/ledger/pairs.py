"""Scores pairs of reports: the weighted sum of their clues is the log-odds that both tell of one act."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from harmattan.ledger.alike import Clue, clues, near_types
from harmattan.ledger.reports import Report, names_of, window
from harmattan.records import Event, Party

# Fitted by logistic regression on the train stories (python bench/happenings.py --fit), rounded. One is set by hand: of
# 44 pairs of train reports that name two places of one rank none is one act; the fit's penalty makes too little of it.
BIAS: Final = -1.38
# fmt: off
WEIGHTS: Final[Mapping[str, float]] = {
    "actor alike": -0.85, "actor country": -1.03, "actor differs": -1.48, "actor once": 0.41,
    "actor same": 0.91, "actor unclear": -0.63, "actor words": 1.64, "announced": -0.27, "became history": -1.1,
    "count differs": 0.11, "count near": 1.98, "count same": 1.71, "day away": -2.97, "day off": -1.07,
    "day once": -0.64, "day once away": -0.67, "day same": 0.94, "day untold": -0.1, "denied": 0.56,
    "mode differs": -4.26, "mode once": -2.15, "mode same": 0.6, "one article": -5.35, "open": -0.58,
    "place differs": -3.0, "place far": -2.95, "place once": -0.63, "place same": -0.01, "place unclear": -0.05,
    "place within": 1.41, "published away": -2.16, "recipient alike": -1.08, "recipient country": -0.97,
    "recipient differs": -1.37, "recipient once": -0.55, "recipient same": -0.1, "recipient unclear": -0.78,
    "recipient words": 1.31, "story": 4.15, "time off": -0.83, "time overlaps": 0.19, "time same": 1.5,
    "trigger same": 0.24, "type carried out": -2.98, "type near": -4.11, "words": 1.98, "words many": 2.95,
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
