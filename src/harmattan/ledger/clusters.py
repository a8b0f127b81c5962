"""Average-linkage clustering of scored pairs; two that are barred never come together, not even through a third.

Bound pairs are together before anything is compared.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Final, Protocol

# Pairs nobody scored are as unlike as strangers.
STRANGERS: Final = -4.0


class Scored(Protocol):
    """What clustering needs to know of a pair."""

    @property
    def one(self) -> str: ...
    @property
    def other(self) -> str: ...
    @property
    def score(self) -> float: ...
    @property
    def barred(self) -> bool: ...
    @property
    def bound(self) -> bool: ...


Link = tuple[str, str]
Groups = list[tuple[str, ...]]
# For two groups: the sum of the scores between them, and whether any two of them are barred.
Sums = dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[float, bool]]


def clustered(ids: Iterable[str], pairs: Sequence[Scored], threshold: float) -> list[tuple[str, ...]]:
    """Return the clusters as sorted tuples of ids, in order: joined while the mean score is over threshold."""
    scores = {(pair.one, pair.other): pair.score for pair in pairs}
    barred = {(pair.one, pair.other) for pair in pairs if pair.barred}
    bound = [(pair.one, pair.other) for pair in pairs if pair.bound]
    links = [link for link, score in scores.items() if score > threshold and link not in barred]
    return sorted(
        cluster
        for part in components(ids, [*links, *bound])
        for cluster in _agglomerated(components(part, bound), scores, barred, threshold)
    )


def components(ids: Iterable[str], links: Iterable[Link]) -> list[tuple[str, ...]]:
    """Return the connected parts; no cluster reaches beyond one, since no mean there is over the threshold."""
    near: dict[str, set[str]] = defaultdict(set)
    within = set(ids)
    for one, other in links:
        if one in within and other in within:
            near[one].add(other)
            near[other].add(one)
    found, seen = [], set[str]()
    for id_ in sorted(within):
        if id_ not in seen:
            part = _reached(id_, near)
            seen |= part
            found.append(tuple(sorted(part)))
    return found


def _reached(start: str, near: Mapping[str, set[str]]) -> set[str]:
    reached, ahead = {start}, [start]
    while ahead:
        fresh = near.get(ahead.pop(), set()) - reached
        reached |= fresh
        ahead += sorted(fresh)
    return reached


def _agglomerated(
    groups: Groups, scores: Mapping[Link, float], barred: set[Link], threshold: float
) -> list[tuple[str, ...]]:
    sums: Sums = {
        (one, other): _between(one, other, scores, barred)
        for place, one in enumerate(groups)
        for other in groups[place + 1 :]
    }
    while sums:
        best = max(sums, key=lambda link: (_mean(link, sums), link))
        if sums[best][1] or _mean(best, sums) <= threshold:
            break
        groups, sums = _joined(best, groups, sums)
    return groups


def _between(
    one: Sequence[str], other: Sequence[str], scores: Mapping[Link, float], barred: set[Link]
) -> tuple[float, bool]:
    links = [(min(pair), max(pair)) for pair in product(one, other)]
    return sum(scores.get(link, STRANGERS) for link in links), any(link in barred for link in links)


def _mean(link: tuple[tuple[str, ...], tuple[str, ...]], sums: Sums) -> float:
    total, forbidden = sums[link]
    return float("-inf") if forbidden else total / (len(link[0]) * len(link[1]))


def _joined(best: tuple[tuple[str, ...], tuple[str, ...]], groups: Groups, sums: Sums) -> tuple[Groups, Sums]:
    union = tuple(sorted((*best[0], *best[1])))
    rest = [group for group in groups if group not in best]
    kept = {link: value for link, value in sums.items() if not set(link) & set(best)}
    for group in rest:
        both = [sums[min(group, old), max(group, old)] for old in best]
        kept[min(group, union), max(group, union)] = (sum(total for total, _ in both), any(ban for _, ban in both))
    return sorted([*rest, union]), kept
