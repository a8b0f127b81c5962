"""Items compared within blocks and clustered, kept so that a new one changes only what shares a block with it.

Happenings (of reports) and stories (of articles) both grow this way. What `revised` returns for items added one by one
is what it returns for all of them at once.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from harmattan.ledger.clusters import Link, Scored, clustered


class Item(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=Item)
P = TypeVar("P", bound=Scored)
Compare = Callable[[T, T, Mapping[str, float]], P]


@dataclass(frozen=True, slots=True)
class Rules(Generic[T, P]):
    """How items are put into blocks, compared and joined.

    rarities: idf of the words of a block. comparable: whether two items of a block are worth comparing.
    """

    blocks: Callable[[T], Iterable[Hashable]]
    rarities: Callable[[Iterable[T]], Mapping[str, float]]
    comparable: Callable[[T, T], bool]
    compare: Compare[T, P]
    threshold: float


@dataclass(frozen=True, slots=True)
class Grouped(Generic[T, P]):
    """Items by id, ids by block, pairs by their two ids (the smaller first), and clusters of ids."""

    items: Mapping[str, T] = field(default_factory=dict)
    index: Mapping[Hashable, frozenset[str]] = field(default_factory=dict)
    pairs: Mapping[Link, P] = field(default_factory=dict)
    clusters: frozenset[tuple[str, ...]] = frozenset()


def revised(known: Grouped[T, P], rules: Rules[T, P], fresh: Iterable[T], gone: Iterable[str] = ()) -> Grouped[T, P]:
    """Return known with items added (replacing those of the same id) and others taken away."""
    added = {item.id: item for item in fresh}
    out = {id_: known.items[id_] for id_ in {*gone, *added} if id_ in known.items}
    items = {id_: item for id_, item in known.items.items() if id_ not in out} | added
    index = _reindexed(known.index, rules, out.values(), added.values())
    moved = [*out.values(), *added.values()]
    touched = {block for item in moved for block in rules.blocks(item)}
    stale = {id_ for block in touched for id_ in (*index.get(block, ()), *known.index.get(block, ()))}
    pairs = {link: pair for link, pair in known.pairs.items() if not _within(link, known.index, touched, stale)}
    pairs |= _compared(items, index, touched, rules)
    return Grouped(items, index, pairs, _reclustered(known.clusters, items, pairs, stale, rules.threshold))


def _reindexed(
    index: Mapping[Hashable, frozenset[str]], rules: Rules[T, P], out: Iterable[T], added: Iterable[T]
) -> dict[Hashable, frozenset[str]]:
    found = dict(index)
    for item in out:
        for block in rules.blocks(item):
            found[block] = found.get(block, frozenset()) - {item.id}
    for item in added:
        for block in rules.blocks(item):
            found[block] = found.get(block, frozenset()) | {item.id}
    return {block: ids for block, ids in found.items() if ids}


def _within(link: Link, index: Mapping[Hashable, frozenset[str]], touched: Iterable[Hashable], stale: set[str]) -> bool:
    """Tell whether both of a pair stood in a block that changed, so that their words' rarity may have changed too."""
    one, other = link
    if one not in stale or other not in stale:
        return False
    return any(one in ids and other in ids for block in touched if (ids := index.get(block)))


def _compared(
    items: Mapping[str, T], index: Mapping[Hashable, frozenset[str]], touched: Iterable[Hashable], rules: Rules[T, P]
) -> dict[Link, P]:
    found: dict[Link, P] = {}
    known: dict[Hashable, Mapping[str, float]] = {}
    for one, other in _candidates(items, index, touched, rules):
        block = fullest(rules.blocks(one), rules.blocks(other), index)
        if block not in known:
            known[block] = rules.rarities(items[id_] for id_ in sorted(index[block]))
        found[one.id, other.id] = rules.compare(one, other, known[block])
    return found


def _candidates(
    items: Mapping[str, T], index: Mapping[Hashable, frozenset[str]], touched: Iterable[Hashable], rules: Rules[T, P]
) -> Iterator[tuple[T, T]]:
    seen: set[Link] = set()
    for block in touched:
        members = sorted(index.get(block, ()))
        for place, one in enumerate(members):
            for other in members[place + 1 :]:
                if (one, other) not in seen and rules.comparable(items[one], items[other]):
                    seen.add((one, other))
                    yield items[one], items[other]


def fullest(left: Iterable[Hashable], right: Iterable[Hashable], index: Mapping[Hashable, frozenset[str]]) -> Hashable:
    """Return the fullest block of both: it tells best which of their words are rare."""
    return max(set(left) & set(right), key=lambda block: (len(index[block]), repr(block)))


def _reclustered(
    old: frozenset[tuple[str, ...]], items: Mapping[str, T], pairs: Mapping[Link, P], stale: set[str], threshold: float
) -> frozenset[tuple[str, ...]]:
    """Cluster again every connected part that holds an item of a changed block; the others are as they were."""
    links = [link for link, pair in pairs.items() if pair.bound or (pair.score > threshold and not pair.barred)]
    near = defaultdict(list)
    for link in links:
        near[link[0]].append(link)
        near[link[1]].append(link)
    part = _reached(stale & items.keys(), near)
    within = [pair for link, pair in pairs.items() if link[0] in part and link[1] in part]
    kept = {cluster for cluster in old if not stale & set(cluster) and not part & set(cluster)}
    return frozenset({*kept, *clustered(part, within, threshold)})


def _reached(start: Iterable[str], near: Mapping[str, list[Link]]) -> set[str]:
    reached, ahead = set(start), list(start)
    while ahead:
        for link in near.get(ahead.pop(), ()):
            for id_ in link:
                if id_ not in reached:
                    reached.add(id_)
                    ahead.append(id_)
    return reached
