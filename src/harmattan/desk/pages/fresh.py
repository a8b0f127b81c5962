"""What was recorded since a moment: acts by relationship, what was corrected, outlets never read before."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from harmattan import dates
from harmattan.analyse.phrasing import capital, country
from harmattan.desk import links
from harmattan.desk.door import Door
from harmattan.desk.pages import rows
from harmattan.desk.pages.judging import at_once
from harmattan.desk.pages.rows import Row
from harmattan.ledger.diff import Difference
from harmattan.ledger.query import Query
from harmattan.ledger.query.near import Locate
from harmattan.records import Event, Factuality, Judgement
from harmattan.relationships import fresh
from harmattan.relationships.fresh import Codes

# Events looked at, the newest; a bulk load of years is not news of today.
MOST: Final = 2_000
GROUPS: Final = 12
_ROWS: Final = 3
_CORRECTIONS: Final = 20
# What did not take place weighs half.
_SAID: Final = 0.5
# Days after which an act weighs half of one of today.
_HALVED: Final = 90


@dataclass(frozen=True, slots=True)
class Group:
    """New acts of one relationship, most telling first. count: of all; a, b: codes, b "" within one country; ids: of
    all events that came, of this relationship or not."""

    a: str
    b: str
    names: tuple[str, ...]
    count: int
    rows: tuple[Row, ...]
    ids: frozenset[str]

    @property
    def href(self) -> str:
        """The relationship, or the actor."""
        return links.relationship(self.a, self.b) if self.b else links.actor(self.a)

    @property
    def all(self) -> str:
        """The address of all its events."""
        return links.events(f"between:{self.a},{self.b}" if self.b else f"party:{self.a}")

    @property
    def title(self) -> str:
        """The relationship in words."""
        return capital(" and ".join(self.names))

    def json(self) -> dict[str, Any]:
        """Return its machine shape."""
        return {"a": self.a, "b": self.b or None, "acts": self.count, "events": [row.json() for row in self.rows]}


@dataclass(frozen=True, slots=True)
class Correction:
    """Something known before that is told otherwise now. what: judged, dropped or changed; said: in words."""

    what: str
    said: str
    row: Row | None
    at: str = ""
    by: str = ""
    reason: str = ""

    def json(self) -> dict[str, Any]:
        """Return its machine shape."""
        told = {"what": self.what, "said": self.said, "at": self.at, "by": self.by, "reason": self.reason}
        return told | {"event": self.row.event.id if self.row else None}


@dataclass(frozen=True, slots=True)
class Fresh:
    """What is new since a moment. acts: how many; whole: whether all were looked at; more: relationships left out.

    at: id and moment of record of each event of the groups.
    """

    acts: int
    whole: bool
    groups: tuple[Group, ...]
    alone: tuple[Group, ...]
    corrections: tuple[Correction, ...]
    outlets: tuple[tuple[str, int], ...]
    more: int = 0
    at: tuple[tuple[str, str], ...] = ()


def fresh_since(door: Door, since: str) -> Fresh:
    """Return what is new since a moment (UTC). Raises LedgerError."""
    now = door.clock()
    told = changes(door, Query(), since, now)
    came = [one.event for one in told if one.was is None]
    acts, ids = _once(door, came), frozenset(event.id for event in came)
    paired, alone = _grouped(acts)
    ranked = sorted(paired.items(), key=lambda one: -_weight(one[1]))
    others = sorted(alone.items(), key=lambda one: -_weight(one[1]))
    groups = tuple(_group(door, *one, ids) for one in ranked[:GROUPS])
    return Fresh(
        acts=len(acts),
        whole=whole(door, since, now),
        groups=groups,
        alone=tuple(_group(door, *one, ids) for one in others[:_ROWS]),
        corrections=tuple(_corrections(door, told, since)),
        outlets=tuple(door.book.new_outlets(since).items()),
        more=max(0, len(ranked) - GROUPS),
        at=tuple(door.book.recorded({row.event.id for group in groups for row in group.rows}).items()),
    )


def changes(door: Door, query: Query, since: str, until: str, locate: Locate | None = None) -> list[Difference]:
    """Return what came, went and changed among the events of a query after a moment, of the newest MOST events."""
    return door.book.diff(query, since, max(since, until), locate=locate, most=MOST) if until > since else []


def whole(door: Door, since: str, until: str) -> bool:
    """Tell whether changes looks at everything between two moments."""
    return until <= since or not door.book.busier(since, until, MOST)


def _once(door: Door, events: Sequence[Event]) -> list[Event]:
    """Return one new report of each act, the surest, and none of acts that were known before, nor of those all reports
    of which people rejected."""
    wholes = door.book.acts_of([event.id for event in events])
    reports = door.book.reports_of(set(wholes.values()))
    new = {event.id for event in events}
    best: dict[str, Event] = {}
    verdicts = door.book.verdicts(events)
    left = (event for event in events if event.id not in verdicts or verdicts[event.id].judgement.verb != "reject")
    for event in sorted(left, key=lambda one: -one.confidence):
        whole = wholes.get(event.id, event.id)
        if set(reports.get(whole, ())) <= new:
            best.setdefault(whole, event)
    return list(best.values())


def _grouped(events: Iterable[Event]) -> tuple[dict[Codes, list[Event]], dict[Codes, list[Event]]]:
    paired: dict[Codes, list[Event]] = defaultdict(list)
    alone: dict[Codes, list[Event]] = defaultdict(list)
    for event in events:
        for codes in fresh.pairs_of(event):
            paired[codes].append(event)
        countries = {party.country for party in (*event.actors, *event.recipients) if party.country}
        if len(countries) == 1:
            alone[countries.pop(), ""].append(event)
    return paired, alone


def telling(event: Event) -> float:
    """Return how much an act tells: how far it lies from neutral, how sure it is, and whether it took place."""
    done = 1.0 if event.factuality is Factuality.ACTUAL else _SAID
    return abs(event.score) * event.confidence * done


def ranked(events: Sequence[Event]) -> list[Event]:
    """Return events, most telling first; what happened long before the last of them tells less."""
    last = max(map(_day, events), default=1)
    return sorted(events, key=lambda event: (-telling(event) * _recent(event, last), event.id))


def _weight(events: Iterable[Event]) -> float:
    return sum(sorted(map(telling, events), reverse=True)[:_ROWS])


def _group(door: Door, codes: Codes, events: Sequence[Event], ids: frozenset[str]) -> Group:
    names = tuple(name_of(door, code) for code in codes if code)
    best = ranked(events)[:_ROWS]
    return Group(codes[0], codes[1], names, len(events), rows.rows(door.book, best), ids)


def name_of(door: Door, code: str) -> str:
    """Return a country slot in words: "Mali", "the European Union"."""
    return country(code, lambda one: door.who.words.get(one, ""))


def _recent(event: Event, last: int) -> float:
    """Return 1 for an act of the last day of its group, half of it for each quarter of a year before."""
    return float(2 ** ((_day(event) - last) / _HALVED))


def _day(event: Event) -> int:
    """Return the day of an act as a number; one without a day goes before all others."""
    try:
        return dates.bounds((event.time and event.time.value) or "")[0].toordinal()
    except ValueError:
        return 1


def _corrections(door: Door, told: Iterable[Difference], since: str) -> Iterator[Correction]:
    given = door.book.judgements()
    subjects = {one.id: one.subject for one in given if one.verb != "withdraw"}
    judged = [group for group in at_once(door, given) if group[-1].at >= since][::-1]
    for group in judged[:_CORRECTIONS]:
        yield _judged(door, group, subjects)
    moved = [one for one in told if one.was is not None][:_CORRECTIONS]
    shown = {row.event.id: row for row in rows.rows(door.book, [one.event for one in moved])}
    for change in moved:
        what = "changed" if change.now else "dropped"
        said = f"now told otherwise: {', '.join(change.fields)}" if change.now else "no longer found on its page"
        yield Correction(what, said.replace("_", " "), shown.get(change.event.id))


def _judged(door: Door, group: Sequence[Judgement], subjects: Mapping[str, str]) -> Correction:
    """What was said at once of the reports of one act. subjects: of what judgements that may be withdrawn are."""
    one = group[-1]
    event = door.book.event(subjects.get(one.subject, one.subject))
    row = next(iter(rows.rows(door.book, [event])), None) if event else None
    values = ", ".join(f"{name} {value}" for name, value in one.values)
    many = f"{len(group)} reports of one act" if len(group) > 1 else ""
    return Correction("judged", " ".join(filter(None, (one.verb, values, many))), row, one.at, one.by, one.reason)
