"""One actor: names and offices over time, partners, who gains and who loses, what is at stake, newest events."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Final

from harmattan import asking
from harmattan.analyse.alignment import Newcomer, Shift, newcomers, shifts, standings
from harmattan.analyse.periods import Period
from harmattan.desk import links
from harmattan.desk.door import Door
from harmattan.desk.formats import Table
from harmattan.desk.pages import rows
from harmattan.desk.pages.actors import called
from harmattan.desk.pages.counted import SIDES, Counted, Partner, counted, of_kind, queries
from harmattan.desk.pages.offices import Claim, claims
from harmattan.desk.pages.rows import Row
from harmattan.desk.problems import Missing
from harmattan.errors import UsageError
from harmattan.relationships import partners
from harmattan.resolve import judged
from harmattan.resolve.profile import Profile, profile

EVENTS: Final = 12
COLUMNS: Final = (
    "partner", "name", "since", "until", "cooperation", "cooperation_of", "conflict", "conflict_of", "acts",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moved:
    """How a partner's share changed, with its name and the addresses of its acts before and after."""

    shift: Shift
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """Who gained and lost from before a day to after it, and who is new; halves: the days compared."""

    day: str
    halves: tuple[Period, Period]
    shifts: tuple[Shift, ...]
    moved: tuple[Moved, ...]
    new: tuple[tuple[Newcomer, str], ...]

    @property
    def few(self) -> bool:
        """Whether there are too few acts of either kind to tell of any partner."""
        return all(one.verdict == "too few" for one in self.shifts)


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
        return tuple(links.events(f"{side}:{self.profile.code}") for side in SIDES)

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
    told_of = door.soon(("actor", code, first, end), lambda: counted(door, code, first, end))
    told = profile(door.who.known, judged.load(door.data), code, name)
    return ActorPage(
        profile=told,
        counted=told_of,
        change=door.soon(("change", code, first, end, day), lambda: _change(door, told_of, (first, end), day)),
        claims=door.soon(("offices", code), lambda: tuple(claims(door, code, name, events))),
        events=events,
        asked=(day, since, until),
        today=door.today,
        of=(door.who.words.get(told.part_of, told.part_of), links.actor(told.part_of)) if told.part_of else ("", ""),
    )


def _newest(door: Door, code: str) -> tuple[Row, ...]:
    found = [act for query in queries(code) for act in door.book.acts(query, limit=EVENTS)]
    once = {act.shown.id: act for act in found}
    ranked = sorted(rows.rows(door.book, [act.shown for act in once.values()], once), key=_day, reverse=True)
    return tuple(ranked[:EVENTS])


def _day(row: Row) -> str:
    return row.day or row.published


def _told_name(events: Sequence[Row], code: str) -> str:
    sides = (one for row in events for one in (*row.event.actors, *row.event.recipients))
    return next((one.name for one in sides if one.entity == code and one.name), "")


def _change(door: Door, known: Counted, asked: tuple[str | None, str | None], day: str) -> Change | None:
    given = (asked[0] or known.span[0], asked[1] or known.span[1])
    if not known.span[0] or not given[0] < given[1]:
        return None
    at = asking.day(day) if day else _middle(given)
    if not given[0] < at < given[1]:
        if not day:
            return None
        raise UsageError(f"the day {at} does not lie inside the time looked at, {given[0]} to {given[1]}")
    halves = partners.halves(given, at)
    found = tuple(shifts(known.light.acts, known.side, *halves))
    clear = [one for one in found if one.verdict in ("gains", "loses")]
    moved = tuple(
        Moved(one, called(door, one.partner), *(of_kind(known.side.name, one, half) for half in halves))
        for one in clear
    )
    new = newcomers(known.light.acts, known.side, halves[1])
    return Change(at, halves, found, moved, tuple((one, called(door, one.partner)) for one in new))


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
