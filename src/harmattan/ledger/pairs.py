"""Scores pairs of reports: the weighted sum of their clues is the log-odds that both tell of one act."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from harmattan.ledger.alike import Clue, clues, contradict, near_types
from harmattan.ledger.reports import Report, window

# Fitted by logistic regression on the train stories, with gold events and with those the coder finds
# (python bench/happenings.py --fit), rounded. "place differs" is set by hand: two attacks of one day in two towns are
# two, and of 44 pairs of gold reports that name two places of one rank none is one act; the fit has too few of them.
BIAS: Final = 0.01
# fmt: off
WEIGHTS: Final[Mapping[str, float]] = {
    "actor alike": -1.11, "actor country": -1.95, "actor differs": -2.27, "actor once": -0.59,
    "actor same": -0.53, "actor unclear": -1.5, "actor words": 1.48, "announced": -0.49,
    "became history": -1.76, "count differs": -0.84, "count near": 0.8, "count same": 1.99, "day away": -3.63,
    "day off": -0.96, "day once": -0.82, "day once away": -1.2, "day same": 0.41, "day untold": -0.7,
    "denied": 0.01, "headline and text": 2.35, "mode differs": -2.88, "mode once": -1.43, "mode same": 0.45,
    "one article": -0.0, "open": -0.99, "place differs": -3.0, "place far": -2.46, "place once": -0.35,
    "place same": 0.56, "place unclear": -0.74, "place within": 0.84, "published away": -2.46,
    "recipient alike": -1.42, "recipient country": -0.68, "recipient differs": -1.04, "recipient once": -0.41,
    "recipient same": 0.14, "recipient unclear": -0.49, "recipient words": 1.24, "story": 4.23,
    "time off": -1.0, "time overlaps": -0.33, "time same": 1.05, "trigger same": 0.18,
    "type carried out": -2.92, "type near": -4.5, "words": 3.92, "words many": 2.05,
}
# fmt: on
# A word of few reports says little about how rare it is: as if so many more articles without it had been read.
_UNSEEN: Final = 30


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports (ids, the smaller first), the log-odds of one act, and what it is made of.

    barred: both stand in one article and contradict each other, or a person says that they are two, so no cluster may
    hold both. bound: a person says that they are one.
    """

    one: str
    other: str
    score: float
    barred: bool
    reasons: tuple[Clue, ...]
    bound: bool = False


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
    return Pair(first, second, score, contradict(one, other, found), found)
