"""Reports that tell of one act are one happening, counted once however many outlets carry it.

Pure functions: reports in, happenings out; every pair that was compared keeps its clues, so that a person can see why.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from harmattan.ids import make_id
from harmattan.ledger.clusters import Link, clustered
from harmattan.ledger.copies import independent
from harmattan.ledger.grouping import Grouped, Rules, fullest, revised
from harmattan.ledger.pairs import Pair, comparable, pair, rarities
from harmattan.ledger.reports import Report, blocks
from harmattan.records import Event, Party

# Mean log-odds over which two clusters are one act; best B-cubed F1 on the dev stories (docs/happenings.md).
THRESHOLD: Final = -0.5

Known = Grouped[Report, Pair]
NOTHING: Final[Known] = Grouped()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field in which reports of one act differ: each value told, and the ids of the reports that tell it."""

    field: str
    said: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """One act and its reports (ids, sorted; the id is their hash).

    sources: outlets, where near copies of one text count once. first_seen, last_seen: ISO days of publication.
    """

    id: str
    reports: tuple[str, ...]
    sources: int
    first_seen: str | None
    last_seen: str | None
    disagreements: tuple[Disagreement, ...]
    reasons: tuple[Pair, ...]

    @property
    def count(self) -> int:
        """How many reports tell of it."""
        return len(self.reports)


@dataclass(frozen=True, slots=True)
class Said:
    """What people say of reports, as links of two ids, the smaller first. one: they tell of one act; two: of two."""

    one: frozenset[Link] = frozenset()
    two: frozenset[Link] = frozenset()


NOTHING_SAID: Final = Said()


def happenings(reports: Iterable[Report], said: Said = NOTHING_SAID) -> list[Happening]:
    """Return the happenings of reports, by first report id."""
    return list(told(added(NOTHING, reports, said=said)))


def added(
    known: Known,
    fresh: Iterable[Report],
    gone: Iterable[str] = (),
    *,
    threshold: float = THRESHOLD,
    said: Said = NOTHING_SAID,
) -> Known:
    """Return known with the reports of another article; gone: ids of reports that a newer coding took back.

    Only clusters that share a block with one of these change. said must be what it was for known.
    """
    rules = Rules(partial(_blocks, said), rarities, partial(_comparable, said), partial(_pair, said), threshold)
    return revised(known, rules, fresh, gone)


def settled(
    fresh: Iterable[Report], known: Mapping[str, tuple[Report, ...]], said: Said = NOTHING_SAID
) -> list[Happening]:
    """Return what becomes of fresh reports and of the known acts (by id) that one of them touches.

    A known act that no fresh report is like stays as it is and is not among the results, so that the work grows with
    what is new and not with its square. Rarities are those of all reports that are given.
    """
    compared = _Compared([*fresh, *(report for reports in known.values() for report in reports)], said)
    new = sorted({report.id for report in fresh})
    compared.all_of(new)
    touched = {id_ for link, pair in compared.pairs.items() if pair.bound or pair.score > THRESHOLD for id_ in link}
    members = {
        report.id for reports in known.values() if any(one.id in touched for one in reports) for report in reports
    }
    compared.among(sorted(members))
    clusters = clustered({*new, *members}, list(compared.pairs.values()), THRESHOLD)
    inside = _inside(clusters, compared.pairs)
    return [happening([compared.items[id_] for id_ in cluster], inside[cluster[0]]) for cluster in sorted(clusters)]


class _Compared:
    """Pairs of reports, each compared once, by the rarity of words among all of them."""

    def __init__(self, reports: Sequence[Report], said: Said) -> None:
        self.items = {report.id: report for report in reports}
        self.pairs: dict[Link, Pair] = {}
        self._said = said
        self._homes = {report.id: _blocks(said, report) for report in reports}
        self._index: dict[Hashable, frozenset[str]] = {}
        for id_, homes in self._homes.items():
            for block in homes:
                self._index[block] = self._index.get(block, frozenset()) | {id_}
        self._rarities: dict[Hashable, Mapping[str, float]] = {}

    def all_of(self, ids: Sequence[str]) -> None:
        """Compare each of these with all that share a block with it."""
        for id_ in ids:
            near = set[str]().union(*(self._index[block] for block in self._homes[id_])) - {id_}
            for other in sorted(near):
                self._compare(id_, other)

    def among(self, ids: Sequence[str]) -> None:
        """Compare these with each other, where they share a block."""
        for place, id_ in enumerate(ids):
            for other in ids[place + 1 :]:
                if self._homes[id_] & self._homes[other]:
                    self._compare(id_, other)

    def _compare(self, one: str, other: str) -> None:
        left, right = self.items[min(one, other)], self.items[max(one, other)]
        if (left.id, right.id) in self.pairs or not _comparable(self._said, left, right):
            return
        block = fullest(self._homes[one], self._homes[other], self._index)
        if block not in self._rarities:
            self._rarities[block] = rarities(self.items[id_] for id_ in sorted(self._index[block]))
        self.pairs[left.id, right.id] = _pair(self._said, left, right, self._rarities[block])


def _blocks(said: Said, report: Report) -> frozenset[Hashable]:
    """Two that people call one act meet in a block of their own."""
    own = (link for link in said.one if report.id in link)
    return frozenset((*blocks(report), *own)) if said.one else frozenset(blocks(report))


def _link(one: Report, other: Report) -> Link:
    return (one.id, other.id) if one.id < other.id else (other.id, one.id)


def _comparable(said: Said, one: Report, other: Report) -> bool:
    return comparable(one, other) or _link(one, other) in said.one


def _pair(said: Said, one: Report, other: Report, rarity: Mapping[str, float]) -> Pair:
    found, link = pair(one, other, rarity), _link(one, other)
    if link in said.one:
        return replace(found, barred=False, bound=True)
    return replace(found, barred=True) if link in said.two else found


def told(known: Known) -> Iterator[Happening]:
    """Yield the happening of each cluster, by first report id."""
    inside = _inside(known.clusters, known.pairs)
    for cluster in sorted(known.clusters):
        yield happening([known.items[id_] for id_ in cluster], inside[cluster[0]])


def _inside(clusters: Iterable[tuple[str, ...]], pairs: Mapping[Link, Pair]) -> dict[str, list[Pair]]:
    """The pairs within each cluster, in order, by its first id."""
    inside: dict[str, list[Pair]] = defaultdict(list)
    home = {id_: cluster[0] for cluster in clusters for id_ in cluster}
    for link in sorted(pairs):
        if link[0] in home and home[link[0]] == home.get(link[1]):
            inside[home[link[0]]].append(pairs[link])
    return inside


def happening(reports: Sequence[Report], reasons: Sequence[Pair] = ()) -> Happening:
    """Return the happening that these reports tell of."""
    members = sorted(reports, key=lambda report: report.id)
    ids = tuple(report.id for report in members)
    seen = sorted(report.published for report in members if report.published)
    return Happening(
        id=make_id("hap", ids),
        reports=ids,
        sources=independent([report.source for report in members], [report.text for report in members]),
        first_seen=seen[0] if seen else None,
        last_seen=seen[-1] if seen else None,
        disagreements=tuple(disagreements(members)),
        reasons=tuple(reasons),
    )


def disagreements(reports: Sequence[Report]) -> Iterator[Disagreement]:
    """Yield the fields of which reports tell different values; what a report leaves untold contradicts nothing."""
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for report in reports:
        for field, value in _fields(report.event):
            if value:
                said[field][value].append(report.id)
    for field, values in said.items():
        if len(values) > 1:
            yield Disagreement(field, tuple((value, tuple(ids)) for value, ids in sorted(values.items())))


def _fields(event: Event) -> Iterator[tuple[str, str]]:
    yield "type", "/".join((event.type, ",".join(event.modes))).rstrip("/")
    yield "factuality", str(event.factuality)
    yield "actor", _named(event.actors)
    yield "recipient", _named(event.recipients)
    yield "place", event.place.name if event.place else ""
    yield "time", (event.time.value or "") if event.time else ""
    for field in ("dead", "injured", "arrested"):
        yield field, getattr(event.casualties, field)


def _named(parties: Sequence[Party]) -> str:
    return "; ".join(sorted({party.name for party in parties if party.name}))
