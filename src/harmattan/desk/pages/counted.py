"""What is counted of an actor: its acts, with whom and about what, each number with the query that finds its acts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from harmattan.analyse import alignment
from harmattan.analyse.acts import CONFLICT, COOPERATION, took_place
from harmattan.analyse.alignment import Shift, Standing, standings
from harmattan.analyse.periods import Period
from harmattan.analyse.phrasing import subjects
from harmattan.analyse.sides import Seat, Side
from harmattan.desk import links
from harmattan.desk.door import Door
from harmattan.desk.pages.actors import called
from harmattan.ledger.light import Light
from harmattan.ledger.query import AnyOf, Query, Value
from harmattan.records import Act
from harmattan.relationships import partners

# The newest reports on each side that are counted.
COUNTED: Final = 1_000
PARTNERS: Final = 25
STAKES: Final = 8
SIDES: Final = ("actor", "recipient")
_QUADS: Final = {"cooperation": " quad:1,2", "conflict": " quad:3,4"}
# A report with the id of its act.
Report = tuple[str, Act]


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner. counts: its acts, and those of cooperation and of conflict; coop_share, conflict_share: of the busiest
    partner's acts; found: the query line of its acts."""

    standing: Standing
    name: str
    counts: tuple[int, ...]
    coop_share: float
    conflict_share: float
    relationship: str
    found: str

    @property
    def href(self) -> str:
        """Its page."""
        return links.actor(self.standing.partner)

    def events(self, kind: str = "") -> str:
        """Return the address of its acts, or of its cooperation or conflict alone."""
        return links.events(f"{self.found}{_QUADS.get(kind, '')}")


@dataclass(frozen=True, slots=True)
class Stake:
    """What acts are about. share: of the acts that are about anything."""

    name: str
    words: str
    acts: int
    share: float
    found: str


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of an actor. did, met: acts by it and towards it; quads: its own acts of quads 1 to 4; when: the
    term of the days in which they were counted, "" for all."""

    side: Side
    light: Light
    span: tuple[str, str]
    did: int
    met: int
    quads: tuple[int, int, int, int]
    partners: tuple[Partner, ...]
    stakes: tuple[Stake, ...]
    when: str

    def events(self, side: str, quad: int = 0) -> str:
        """Return the address of the acts by it (side actor) or towards it (recipient), or of one quad of them."""
        return links.events(f"{side}:{self.side.name} status:actual{self.when}{f' quad:{quad}' if quad else ''}")


def queries(code: str, first: str | None = None, end: str | None = None) -> list[Query]:
    """Return the queries of the acts by an actor and of those towards it."""
    when = (AnyOf("when", (Value(f"{first or '..'}/{end or '..'}"),)),) if first or end else ()
    return [Query((AnyOf(side, (Value(code),)), *when)) for side in SIDES]


def counted(door: Door, code: str, first: str | None, end: str | None) -> Counted:
    """Return what is counted of an actor in some days (ISO or None)."""
    side = Side(code, (Seat(entity=code) if ":" in code else Seat(code),))
    light = door.book.light(queries(code, first, end), most=COUNTED, each=True).whole
    since = light.since or first
    when = f" when:{since or '..'}/{end or '..'}" if since or end else ""
    done = [(id_, act) for id_, act in light.each if took_place(act)]
    given = partners.span(light.acts, side)
    days = (since or given[0], end or given[1])
    period = Period(*days) if days[0] and days[1] and days[0] < days[1] else None
    found = standings(light.acts, side, [period]) if period else []
    by = [(id_, act) for id_, act in done if any(side.holds(one, act.day) for one in act.actors)]
    quads = [_once(id_ for id_, act in by if act.quad == quad) for quad in (1, 2, 3, 4)]
    met = _once(id_ for id_, act in done if any(side.holds(one, act.day) for one in act.recipients))
    listed = tuple(_partners(door, side, found[:PARTNERS], done))
    told = tuple(_stakes(f"party:{code} status:actual{when}", done))
    did = _once(id_ for id_, _ in by)
    return Counted(side, light, given, did, met, (quads[0], quads[1], quads[2], quads[3]), listed, told, when)


def _once(ids: Iterable[str]) -> int:
    """Count acts: one is found by a query if one of its reports is."""
    return len(set(ids))


def _partners(door: Door, side: Side, found: Sequence[Standing], done: Sequence[Report]) -> Iterator[Partner]:
    code, most = side.name, max((one.cooperation.part + one.conflict.part for one in found), default=1) or 1
    told = _by_partner(side, done)
    for one in found:
        own = [(id_, act) for id_, act in told.get(one.partner, ()) if one.period.holds(act)]
        yield Partner(
            one,
            called(door, one.partner),
            tuple(_once(id_ for id_, act in own if act.quad in quads) for quads in (range(5), COOPERATION, CONFLICT)),
            one.cooperation.part / most,
            one.conflict.part / most,
            links.relationship(code, one.partner) if code != one.partner else "",
            _found(code, one.partner, one.period),
        )


def _by_partner(side: Side, done: Iterable[Report]) -> dict[str, list[Report]]:
    found: dict[str, list[Report]] = defaultdict(list)
    for id_, act in done:
        for partner in alignment.partners(act, side):
            found[partner].append((id_, act))
    return found


def _found(code: str, partner: str, period: Period) -> str:
    """Return the query line of the acts of two, all days of which lie in a period."""
    return f"between:{code},{partner} status:actual within:{period.since}/{period.until}"


def _stakes(line: str, done: Sequence[Report]) -> Iterator[Stake]:
    about = _once(id_ for id_, act in done if act.contexts)
    counts = Counter(name for _, name in {(id_, name) for id_, act in done for name in act.contexts})
    for name, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:STAKES]:
        yield Stake(name, subjects([name]), count, count / about, links.events(f"{line} context:{name}"))


def of_kind(code: str, shift: Shift, half: Period) -> str:
    """Return the address of the acts of a partner that a shift counts in a stretch of days."""
    return links.events(f"{_found(code, shift.partner, half)}{_QUADS[shift.kind]}")
