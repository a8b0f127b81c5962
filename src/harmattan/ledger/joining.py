"""Joins reports into acts and articles into stories, and keeps what came of it as judgements of a rule.

Only what was coded or said since the last join is compared, with all that shares a block with it. Nothing is changed:
a report that moves gets a further membership, and the last one holds. What people say (merge, split) binds the rule.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from sqlalchemy import Connection, func, insert, select

from harmattan.ledger import happenings, judgements, memberships, stories, view
from harmattan.ledger.bulk import insert_all
from harmattan.ledger.happenings import Said
from harmattan.ledger.memberships import ACT, STORY
from harmattan.ledger.reports import Report, reports_of
from harmattan.ledger.reports import blocks as report_blocks
from harmattan.ledger.schema import articles, blocks, codings, events, joins
from harmattan.ledger.schema import judgements as judged
from harmattan.ledger.schema import memberships as held
from harmattan.records import Article, Event, Judgement, standing

# The rules that judge: a change of weights or blocks is another judge.
JUDGE: Final = "happenings-1 stories-1"
# Codings that are joined at once: what shares a block with them has to be in memory.
CODINGS: Final = 400


class Clustered(Protocol):
    """A pair of members with what speaks for it."""

    one: str
    other: str
    score: float


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a join looked: the last coding and the last judgement."""

    coding: int = 0
    judgement: int = 0


@dataclass(frozen=True, slots=True)
class Joined:
    """What a join came to. moved: members whose act or story is new; left: codings that are still to be joined."""

    acts: int = 0
    stories: int = 0
    moved: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be written: a whole with a reason for each member that moved, and the blocks of fresh members."""

    mark: Mark
    moved: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)
    blocks: list[tuple[str, str, str]] = field(default_factory=list)
    wholes: dict[str, int] = field(default_factory=dict)
    left: int = 0


def marked(connection: Connection) -> Mark:
    """Return how far the last join by these rules looked; under new rules everything is looked at again."""
    query = select(joins.c.coding, joins.c.judgement).where(joins.c.judge == JUDGE)
    row = connection.execute(query.order_by(joins.c.number.desc()).limit(1)).first()
    return Mark(*row) if row else Mark()


def waiting(connection: Connection) -> int:
    """Return how many codings no join has looked at."""
    done = marked(connection).coding
    return connection.scalar(select(func.count()).select_from(codings).where(codings.c.number > done)) or 0


def look(connection: Connection, most: int = CODINGS) -> Found | None:
    """Return what the next join is to write, or None if nothing is new. Reads only; may take seconds."""
    done = marked(connection)
    fresh = select(codings.c.number, codings.c.article).where(codings.c.number > done.coding)
    rows = connection.execute(fresh.order_by(codings.c.number).limit(most)).all()
    said = judgements.listed(connection)
    last = connection.scalar(select(func.max(judged.c.number))) or 0
    touched = _touched(connection, said, done.judgement)
    if not rows and last == done.judgement:
        return None
    mark = Mark(rows[-1].number if rows else done.coding, last)
    left = connection.scalar(select(func.count()).select_from(codings).where(codings.c.number > mark.coding)) or 0
    shelf = _Shelf(connection)
    numbers = sorted({row.article for row in rows} | touched)
    found = Found(mark, left=left)
    _look_at_reports(shelf, numbers, said, found)
    _look_at_articles(shelf, numbers, found)
    return found


def write(connection: Connection, found: Found, before: Mark, now: str) -> bool:
    """Append what was found, unless somebody else joined meanwhile. Returns whether it was written."""
    if marked(connection) != before:
        return False
    number = (connection.scalar(select(func.max(joins.c.number))) or 0) + 1
    mark = {"coding": found.mark.coding, "judgement": found.mark.judgement}
    connection.execute(insert(joins), mark | {"number": number, "judge": JUDGE, "recorded_at": now})
    last = connection.scalar(select(func.max(held.c.number))) or 0
    moved = [
        {"kind": kind, "member": member, "whole": whole, "reason": reason, "join": number, "recorded_at": now}
        for kind, members in found.moved.items()
        for member, (whole, reason) in sorted(members.items())
    ]
    insert_all(connection, held, [row | {"number": last + 1 + i} for i, row in enumerate(moved)])
    insert_all(connection, blocks, list(_missing(connection, found.blocks)))
    return True


def _missing(connection: Connection, given: Sequence[tuple[str, str, str]]) -> Iterator[dict[str, str]]:
    known: set[tuple[str, str, str]] = set()
    for some in view.chunks({member for _, _, member in given}):
        query = select(blocks.c.kind, blocks.c.block, blocks.c.member).where(blocks.c.member.in_(some))
        known |= {(row.kind, row.block, row.member) for row in connection.execute(query)}
    for kind, block, member in dict.fromkeys(given):
        if (kind, block, member) not in known:
            yield {"kind": kind, "block": block, "member": member}


class _Shelf:
    """Articles with their current events, each taken from the ledger once."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._kept: dict[int, tuple[Article, list[Event]]] = {}

    def take(self, number: int) -> tuple[Article, list[Event]]:
        """Return an article by its number, with the events that its newest coding holds."""
        if number not in self._kept:
            id_ = self.connection.scalar(select(articles.c.id).where(articles.c.number == number)) or ""
            read = view.article(self.connection, id_)
            found = view.current_events(self.connection, number)
            if read is None:
                raise view.lost(id_)
            self._kept[number] = (read, found)
        return self._kept[number]

    def numbers(self, kind: str, members: Iterable[str]) -> set[int]:
        """Return the numbers of the articles of reports (by id) or of articles (by id)."""
        key, column = (events.c.article, events.c.id) if kind == ACT else (articles.c.number, articles.c.id)
        found: set[int] = set()
        for some in view.chunks(members):
            found |= set(self.connection.scalars(select(key).where(column.in_(some)).distinct()))
        return found


def _look_at_reports(shelf: _Shelf, numbers: Sequence[int], said: Sequence[Judgement], found: Found) -> None:
    fresh = {report.id: report for number in numbers for report in reports_of(*shelf.take(number))}
    keys = {report.id: [f"{state}/{month}" for state, month in report_blocks(report)] for report in fresh.values()}
    gone = _dropped(shelf.connection, numbers, fresh.keys())
    near = _neighbours(shelf.connection, ACT, {key for own in keys.values() for key in own}, {*fresh, *gone})
    bound = _said(shelf.connection, said, near)
    near = _whole(shelf.connection, ACT, near | {id_ for link in bound.one for id_ in link})
    others = {
        report.id: report
        for number in shelf.numbers(ACT, near - fresh.keys())
        for report in reports_of(*shelf.take(number))
        if report.id in near - fresh.keys()
    }
    known = _known_acts(shelf.connection, others, {*fresh, *gone})
    acts = happenings.settled([*fresh.values(), *known.pop("", ())], known, bound)
    wholes = {one.id: (one.reports, _reasons(one.reports, one.reasons)) for one in acts}
    _note(shelf.connection, ACT, wholes, keys, found)


def _known_acts(connection: Connection, others: dict[str, Report], moved: set[str]) -> dict[str, tuple[Report, ...]]:
    """The acts of the neighbours; under "" those whose act has lost or may lose a report, which are judged anew."""
    wholes = memberships.wholes(connection, ACT, {*others, *moved})
    broken = {wholes[id_] for id_ in moved if id_ in wholes}
    acts: dict[str, list[Report]] = defaultdict(list)
    for id_, report in others.items():
        whole = wholes.get(id_, "")
        acts["" if whole in broken else whole].append(report)
    return {whole: tuple(reports) for whole, reports in acts.items()}


def _look_at_articles(shelf: _Shelf, numbers: Sequence[int], found: Found) -> None:
    fresh = {item.id: item for number in numbers for item in [stories.told(*shelf.take(number))]}
    keys = {item.id: [f"{state}/{week}" for state, week in stories.blocks(item)] for item in fresh.values()}
    near = _neighbours(shelf.connection, STORY, {key for own in keys.values() for key in own}, set(fresh))
    items = dict(fresh)
    for number in shelf.numbers(STORY, near - fresh.keys()):
        item = stories.told(*shelf.take(number))
        items[item.id] = item
    known = stories.added(stories.NOTHING, items.values())
    wholes = {one.id: (one.articles, _reasons(one.articles, one.reasons)) for one in stories.stories(known)}
    _note(shelf.connection, STORY, wholes, keys, found)


def _note(
    connection: Connection,
    kind: str,
    wholes: dict[str, tuple[tuple[str, ...], dict[str, str]]],
    keys: dict[str, list[str]],
    found: Found,
) -> None:
    """Note the members whose whole differs from the one they had, and where the fresh ones are to be looked for."""
    had = memberships.wholes(connection, kind, [member for members, _ in wholes.values() for member in members])
    found.moved[kind] = {
        member: (whole, reasons.get(member, ""))
        for whole, (members, reasons) in wholes.items()
        for member in members
        if had.get(member) != whole
    }
    found.wholes[kind] = len(wholes)
    found.blocks.extend((kind, block, member) for member, own in keys.items() for block in own)


def _reasons(members: Sequence[str], pairs: Sequence[Any]) -> dict[str, str]:
    """For each member the pair that speaks most for it, with the names of its clues."""
    best: dict[str, Any] = {}
    for pair in sorted(pairs, key=lambda one: (one.bound, one.score)):
        best[pair.one] = best[pair.other] = pair
    return {member: _reason(member, best[member]) for member in members if member in best}


def _reason(member: str, pair: Any) -> str:  # noqa: ANN401  (a pair of reports or of articles)
    other = pair.other if pair.one == member else pair.one
    clues = ", ".join(clue.name for clue in pair.reasons)
    return f"with {other}: " + ("said by a person" if pair.bound else f"{pair.score:.2f} ({clues})")


def _neighbours(connection: Connection, kind: str, keys: Iterable[str], members: set[str]) -> set[str]:
    """Members that share a block with the fresh ones, and all that belong to one whole with any of them."""
    near = set(members)
    for some in view.chunks(sorted(keys)):
        query = select(blocks.c.member).where(blocks.c.kind == kind, blocks.c.block.in_(some)).distinct()
        near |= set(connection.scalars(query))
    return _whole(connection, kind, near)


def _whole(connection: Connection, kind: str, near: set[str]) -> set[str]:
    """These and all that belong to one whole with any of them, with any of those, and so on.

    A report that was dropped keeps the whole it last had, and others of it may belong to further ones since.
    """
    known: set[str] = set()
    while near != known:
        known = near
        together = memberships.members(connection, kind, set(memberships.wholes(connection, kind, known).values()))
        near = known.union(*together.values())
    return near


def _dropped(connection: Connection, numbers: Sequence[int], current: Iterable[str]) -> set[str]:
    """Reports of these articles that were joined once and that no newest coding holds any more."""
    known: set[str] = set()
    for some in view.chunks(numbers):
        known |= set(connection.scalars(select(events.c.id).where(events.c.article.in_(some))))
    return set(memberships.wholes(connection, ACT, known - set(current)))


def _touched(connection: Connection, said: Sequence[Judgement], done: int) -> set[int]:
    """Articles of the reports that people merged or split, or took such a word back, since the last join."""
    by_id = {one.id: one for one in said}
    ids: set[str] = set()
    for one in said[done:]:
        meant = by_id.get(one.subject, one)
        if meant.verb in judgements.JOINING:
            ids |= set(_named(meant))
    return _Shelf(connection).numbers(ACT, ids)


def _named(one: Judgement) -> tuple[str, ...]:
    return (one.subject, *(value for _, value in one.values))


def _said(connection: Connection, given: Sequence[Judgement], near: set[str]) -> Said:
    """What people say in force of these reports; of two words on one pair the later holds."""
    last: dict[tuple[str, str], str] = {}
    twins = _Twins(connection)
    for one in standing(given):
        if one.verb in judgements.JOINING and near & set(map(twins.now, _named(one))):
            for other in one.values:
                pair = sorted((twins.now(one.subject), twins.now(other[1])))
                last[pair[0], pair[1]] = one.verb
    by_verb: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for link, verb in last.items():
        by_verb[verb].add(link)
    return Said(frozenset(by_verb["merge"]), frozenset(by_verb["split"]))


class _Twins:
    """The same act as the newest coding of its article has it: what was said of it holds for its later self."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._known: dict[str, str] = {}

    def now(self, id_: str) -> str:
        """Return the id of the current event of the same type whose trigger overlaps; the same id if there is none."""
        if id_ not in self._known:
            self._known[id_] = self._find(id_)
        return self._known[id_]

    def _find(self, id_: str) -> str:
        old = view.event(self.connection, id_)
        number = self.connection.scalar(select(events.c.article).where(events.c.id == id_).limit(1))
        current = view.current_events(self.connection, number) if number else []
        if old is None or any(event.id == id_ for event in current):
            return id_
        twins = (event for event in current if event.type == old.type and event.trigger.overlaps(old.trigger))
        return next((event.id for event in twins), id_)
