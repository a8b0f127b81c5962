"""One actor: names and offices over time, partners, who gains and who loses, what is at stake, newest events."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Final

from harmattan import asking
from harmattan.analyse import alignment
from harmattan.analyse.acts import CONFLICT, COOPERATION, took_place
from harmattan.analyse.alignment import Newcomer, Shift, Standing, newcomers, shifts, standings
from harmattan.analyse.periods import Period
from harmattan.analyse.phrasing import subjects
from harmattan.analyse.sides import Seat, Side
from harmattan.desk import links
from harmattan.desk.door import Door
from harmattan.desk.formats import Table
from harmattan.desk.pages import rows
from harmattan.desk.pages.actors import called
from harmattan.desk.pages.offices import Claim, claims
from harmattan.desk.pages.rows import Row
from harmattan.desk.problems import Missing
from harmattan.errors import UsageError
from harmattan.ledger.light import Light
from harmattan.ledger.query import AnyOf, Query, Value
from harmattan.records import Act
from harmattan.relationships import partners
from harmattan.resolve import judged
from harmattan.resolve.profile import Profile, profile

# The newest reports on each side that are counted.
COUNTED: Final = 1_000
PARTNERS: Final = 25
STAKES: Final = 8
EVENTS: Final = 12
_SIDES: Final = ("actor", "recipient")
_QUADS: Final = {"cooperation": " quad:1,2", "conflict": " quad:3,4"}
# A report with the id of its act.
Report = tuple[str, Act]
COLUMNS: Final = (
    "partner", "name", "since", "until", "cooperation", "cooperation_of", "conflict", "conflict_of", "acts",
)  # fmt: skip


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
class Moved:
    """How a partner's share changed, with its name and the addresses of its acts before and after."""

    shift: Shift
    name: str
    before: str
    after: str


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


@dataclass(frozen=True, slots=True)
class Change:
    """Who gained and lost from before a day to after it, and who is new; halves: the days compared."""

    day: str
    halves: tuple[Period, Period]
    shifts: tuple[Shift, ...]
    moved: tuple[Moved, ...]
    new: tuple[tuple[Newcomer, str], ...]


@dataclass(frozen=True, slots=True)
class ActorPage:
    """An actor. asked: day, since and until as asked for; of: whom a group is part of, with its address."""

    profile: Profile
    counted: Counted
    change: Change | None
    claims: tuple[Claim, ...]
    events: tuple[Row, ...]
    asked: tuple[str, str, str]
    today: str
    of: tuple[str, str]
    template: str = "actor.html"

    @property
    def title(self) -> str:
        """What the tab says."""
        return self.profile.name

    @property
    def lines(self) -> tuple[str, ...]:
        """The addresses of all events by it and towards it."""
        return tuple(links.events(f"{side}:{self.profile.code}") for side in _SIDES)

    @property
    def current(self) -> tuple[Any, ...]:
        """The offices held today."""
        return tuple(one for one in self.profile.offices if not one.until or one.until > self.today)

    @property
    def former(self) -> tuple[Any, ...]:
        """The offices that ended."""
        return tuple(one for one in self.profile.offices if one.until and one.until <= self.today)

    def json(self) -> dict[str, Any]:
        """Return what the tables know, the rows of harmattan alignment, and what was counted."""
        known = asdict(self.profile)
        known["judgements"] = [asdict(one) | {"withdrawn": gone is not None} for one, gone in self.profile.judgements]
        light, change = self.counted.light, self.change
        years = list(partners.years(*self.counted.span))
        table = partners.rows(standings(light.acts, self.counted.side, years))
        if change:
            table += partners.rows(shifts=change.shifts, new=[one for one, _ in change.new])
        return {
            "actor": known,
            "offices_told": [one.json() for one in self.claims],
            "counted": {"reports": light.reports, "acts": len(light.acts), "since": light.since},
            "alignment": table,
            "stakes": [{"context": one.name, "acts": one.acts} for one in self.counted.stakes],
            "events": [row.json() for row in self.events],
        }

    def table(self) -> Table:
        """Return a row for each partner."""
        return Table(COLUMNS, tuple(map(_cells, self.counted.partners)))


def meant(door: Door, text: str) -> str:
    """Return the code of whom an address means: a country slot, or an actor's id. Raises Missing for nobody known."""
    head, colon, rest = text.partition(":")
    if colon:
        return rest if head == "state" else text
    if text in door.who.words:
        return text
    try:
        seats = door.who.side(text).seats
    except UsageError as error:
        raise Missing(str(error)) from error
    if len(seats) != 1:
        raise Missing(f"{text!r} are several: ask for one of {', '.join(one.text for one in seats)}")
    return seats[0].text


def actor_page(door: Door, code: str, day: str, since: str, until: str) -> ActorPage:
    """Return the page of an actor. day: to compare around, "" for one of our choice. Raises Missing, UsageError."""
    first, end = asking.period(since or None, until or None)
    events = door.soon(("actor events", code), lambda: _newest(door, code))
    name = called(door, code, _told_name(events, code) or " ").strip()
    if not name and not events:
        raise Missing(f"nobody is known as {code!r}, and no event tells of anybody with this id")
    counted = door.soon(("actor", code, first, end), lambda: _counted(door, code, first, end))
    told = profile(door.who.known, judged.load(door.data), code, name)
    return ActorPage(
        profile=told,
        counted=counted,
        change=door.soon(("change", code, first, end, day), lambda: _change(door, counted, (first, end), day)),
        claims=door.soon(("offices", code), lambda: tuple(claims(door, code, name, events))),
        events=events,
        asked=(day, since, until),
        today=door.today,
        of=(door.who.words.get(told.part_of, told.part_of), links.actor(told.part_of)) if told.part_of else ("", ""),
    )


def _queries(code: str, first: str | None = None, end: str | None = None) -> list[Query]:
    when = (AnyOf("when", (Value(f"{first or '..'}/{end or '..'}"),)),) if first or end else ()
    return [Query((AnyOf(side, (Value(code),)), *when)) for side in _SIDES]


def _newest(door: Door, code: str) -> tuple[Row, ...]:
    found = [act for query in _queries(code) for act in door.book.acts(query, limit=EVENTS)]
    once = {act.shown.id: act for act in found}
    ranked = sorted(rows.rows(door.book, [act.shown for act in once.values()], once), key=_day, reverse=True)
    return tuple(ranked[:EVENTS])


def _day(row: Row) -> str:
    return row.day or row.published


def _told_name(events: Sequence[Row], code: str) -> str:
    sides = (one for row in events for one in (*row.event.actors, *row.event.recipients))
    return next((one.name for one in sides if one.entity == code and one.name), "")


def _counted(door: Door, code: str, first: str | None, end: str | None) -> Counted:
    side = Side(code, (Seat(entity=code) if ":" in code else Seat(code),))
    light = door.book.light(_queries(code, first, end), most=COUNTED, each=True).whole
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


def _change(door: Door, counted: Counted, asked: tuple[str | None, str | None], day: str) -> Change | None:
    given = (asked[0] or counted.span[0], asked[1] or counted.span[1])
    if not counted.span[0] or not given[0] < given[1]:
        return None
    at = asking.day(day) if day else _middle(given)
    if not given[0] < at < given[1]:
        if not day:
            return None
        raise UsageError(f"the day {at} does not lie inside the time looked at, {given[0]} to {given[1]}")
    halves = partners.halves(given, at)
    found = tuple(shifts(counted.light.acts, counted.side, *halves))
    clear = [one for one in found if one.verdict in ("gains", "loses")]
    moved = tuple(
        Moved(one, called(door, one.partner), *(_of_kind(counted.side.name, one, half) for half in halves))
        for one in clear
    )
    new = newcomers(counted.light.acts, counted.side, halves[1])
    return Change(at, halves, found, moved, tuple((one, called(door, one.partner)) for one in new))


def _of_kind(code: str, shift: Shift, half: Period) -> str:
    return links.events(f"{_found(code, shift.partner, half)}{_QUADS[shift.kind]}")


def _middle(given: tuple[str, str]) -> str:
    """Return the day a year before the end of a stretch of more than two, else its middle."""
    first, end = (date.fromisoformat(one) for one in given)
    length = (end - first).days
    back = 365 if length > 2 * 365 else length // 2
    return (end - timedelta(days=back)).isoformat()


def _cells(one: Partner) -> tuple[str | int | None, ...]:
    told = one.standing
    coop, conflict = told.cooperation, told.conflict
    days = (told.period.since, told.period.until)
    return (told.partner, one.name, *days, coop.part, coop.whole, conflict.part, conflict.whole, "; ".join(told.acts))
