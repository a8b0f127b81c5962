"""What was announced, for when, and what became of it: what is still ahead first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from harmattan import asking, dates
from harmattan.analyse.calendar import (
    AHEAD,
    BROKEN,
    CARRIED_OUT,
    DOUBTED,
    ENDED,
    KEPT,
    PERHAPS,
    POSTPONED,
    RENEWED,
    UNKNOWN,
    Entry,
)
from harmattan.analyse.phrasing import capital, plan_words
from harmattan.desk import calendars, links
from harmattan.desk.calendars import AllDay
from harmattan.desk.door import Door
from harmattan.desk.formats import Table
from harmattan.desk.pages import rows
from harmattan.desk.pages.fixed import Fixed, fixed
from harmattan.desk.pages.queried import Bar
from harmattan.desk.pages.rows import Row
from harmattan.ledger import Ledger
from harmattan.ledger.query import Query
from harmattan.relationships import ahead, fixtures
from harmattan.relationships.who import worded
from harmattan.safe import contained

# Announced acts on a page, those furthest ahead, and reports looked at for what became of them.
MOST: Final = 150
LOOKED: Final = 3_000
COLUMNS: Final = ("day", "end", "what", "kind", "status", "announced", "act", "type", "evidence", "outlet", "words")
# A sign and a word for each status, and what it means.
STATUS: Final = {
    AHEAD: ("→", "still to come"),
    KEPT: ("✓", "an act of a fitting type by the same parties is told, in time"),
    CARRIED_OUT: ("!", "an act of the kind threatened is told, by the same towards the same, when the day had come"),
    RENEWED: ("↻", "the same parties are told to have extended it, for the same subject"),
    ENDED: ("⊘", "one of its parties is told to have ended it before its day"),
    BROKEN: ("✗", "the plan was later denied, or what was asked for was refused and is not told as done"),
    POSTPONED: ("»", "the same parties later put off a meeting, which need not be this one"),
    DOUBTED: ("?", "the same parties later refused or called off a meeting, which need not be this one"),
    UNKNOWN: ("·", "nothing is told of it, which is no sign of either"),
    PERHAPS: (
        "≈",
        "an act of a fitting type by the same parties is told soon after, which need not be the one announced",
    ),
    ahead.OPEN: ("∞", "no day later than the news is told, and nothing of what became of it soon after"),
}
# The words of RFC 5545 for what became of an entry.
_ICS: Final = {KEPT: "CONFIRMED", BROKEN: "CANCELLED"}
# What has no day stands behind everything that has one.
_LAST: Final = "~"
_GROUPS: Final = (("ahead", "Ahead"), ("past", "Past"), ("open", "Without a day"))


@dataclass(frozen=True, slots=True)
class Planned:
    """An announced act. what: in words; row: the report of it, None if its article is missing; evidence: addresses of
    the acts that tell what became of it; recorded: when it was, where no day of the news is told, else ""."""

    entry: Entry
    what: str
    row: Row | None
    evidence: tuple[str, ...]
    recorded: str = ""

    @property
    def days(self) -> str:
        """The day, or the days as an interval, the last if due by or until it; "" where none is told."""
        one = self.entry
        if not one.day:
            return ""
        if one.relation:
            return f"{one.relation} {one.last}"
        return one.day if dates.bounds(one.day)[1].isoformat() == one.end else f"{one.day} to {_before(one.end)}"

    @property
    def announced(self) -> str:
        """The day of the news, "" where no page tells one: the day that it is announced for is none of announcement."""
        return self.entry.announced if self.entry.act.published else ""

    @property
    def id(self) -> str:
        """By which a calendar file knows it."""
        return self.entry.act.id

    @property
    def href(self) -> str:
        """The page of the event."""
        return links.event(self.entry.act.id)

    @property
    def brief(self) -> dict[str, str | None]:
        """What a list of what is due tells of it."""
        return {"day": self.entry.day, "end": self.entry.end, "what": self.what, "event": self.entry.act.id}

    def shape(self) -> dict[str, Any]:
        """Return it as harmattan calendar --json has it, with what it is in words."""
        return {**ahead.entry_json(self.entry), "what": self.what}


Listed = Planned | Fixed


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """Announced acts. whole_since: the day from which on they are all, "" if they all are; looked_since: the day from
    which on it was looked up what became of them, likewise. name: of the calendar file, else by its query; base: the
    address of the desk, for files whose entries lead there and not to the page that was read."""

    bar: Bar
    since: str
    until: str
    plans: tuple[Listed, ...] = ()
    today: str = ""
    whole_since: str = ""
    looked_since: str = ""
    name: str = ""
    base: str = ""
    template: str = "calendar.html"

    @property
    def title(self) -> str:
        """What the tab says."""
        return f"Calendar {self.bar.line}".strip()

    @property
    def complete(self) -> bool:
        """Whether these are all that was announced in those days."""
        return not self.whole_since

    @property
    def groups(self) -> tuple[tuple[str, tuple[Listed, ...]], ...]:
        """What is ahead, soonest first; what is past, latest first; what has no day."""
        parts: dict[str, list[Listed]] = {name: [] for name, _ in _GROUPS}
        for one in self.plans:
            parts["open" if not one.entry.day else "ahead" if one.entry.end > self.today else "past"].append(one)
        parts["past"].reverse()
        return tuple((label, tuple(parts[name])) for name, label in _GROUPS if parts[name])

    @property
    def counts(self) -> dict[str, int]:
        """How many have each status."""
        told = [one.entry.status for one in self.plans]
        return {name: told.count(name) for name in STATUS if name in told}

    def sign(self, status: str) -> str:
        """Return the sign of a status."""
        return STATUS[status][0]

    def meaning(self, status: str) -> str:
        """Return what a status means."""
        return STATUS[status][1]

    def json(self) -> dict[str, Any]:
        """Return the entries as harmattan calendar --json has them, and what was looked at."""
        entries = [one.shape() for one in self.plans]
        told = {"query": self.bar.line, "today": self.today, "entries": entries}
        return {**told, "whole_since": self.whole_since or None, "looked_since": self.looked_since or None}

    def table(self) -> Table:
        """Return a row for each entry."""
        return Table(COLUMNS, tuple(map(_cells, self.plans)))

    def ics(self) -> bytes:
        """Return the entries that have days as iCalendar (RFC 5545), all-day; the same act keeps its UID."""
        dated = (_entered(one, self.base) for one in self.plans if one.entry.day)
        return calendars.written(self.name or f"Harmattan: announced {self.bar.line}".strip(), dated)


def calendar_page(door: Door, bar: Bar, since: str, until: str) -> CalendarPage:
    """Return the calendar of a query in some days ("": open). Raises UsageError."""
    if bar.error:
        return CalendarPage(bar, since, until)
    first, end = asking.period(since or None, until or None)
    today = min(door.today, asking.last_day(bar.query.as_of) or door.today)
    key = ("calendar", bar.query, first, end, today)
    plans, whole, looked = door.soon(key, lambda: _plans(door, bar.query, first, end, today))
    return CalendarPage(bar, since, until, plans, today, whole or "", looked or "")


def _plans(
    door: Door, query: Query, first: str | None, end: str | None, today: str
) -> tuple[tuple[Listed, ...], str | None, str | None]:
    book = door.book.past(query.as_of)
    period = f"{first or '..'}/{end or '..'}" if first or end else None
    acts, whole = ahead.newest_plans(book, replace(query, by=None), MOST, asking.locate, period)
    found, looked = ahead.light_entries(book, acts, today, LOOKED)
    shown = ahead.inside(found, first, end)
    days = fixtures.besides(shown, fixtures.found(book, query, today, first, end))[-MOST:]
    told = fixed(book, days, lambda code: door.who.words.get(code, ""))
    listed: list[Listed] = [*_told(door, book, shown), *told]
    return tuple(sorted(listed, key=lambda one: one.entry.day or _LAST)), whole, _checked(looked, shown)


def _checked(looked: str | None, shown: Sequence[Entry]) -> str | None:
    """Return from which day on entries were looked up, if some of those shown were not."""
    return looked if looked and any((one.day or one.announced) < looked for one in shown) else None


def _told(door: Door, book: Ledger, entries: Iterable[Entry]) -> Iterator[Planned]:
    listed = list(entries)
    words = worded(door.who.words, [one.act for one in listed])
    events = book.reports(one.act.id for one in listed)
    known = {row.event.id: row for row in rows.rows(book, list(events.values()))}
    at = book.recorded([one.act.id for one in listed if not one.act.published])
    for one in listed:
        what = capital(plan_words(one.act, lambda code: words.get(code, "")))
        yield Planned(one, what, known.get(one.act.id), tuple(map(links.event, one.evidence)), at.get(one.act.id, ""))


def _cells(one: Listed) -> tuple[str | None, ...]:
    entry, row = one.entry, one.row
    told = (entry.day or None, entry.end or None, one.what, entry.kind or None, entry.status, one.announced or None)
    words = (row.outlet, row.plain_words) if row else (None, None)
    act = (entry.act.id, entry.act.type) if isinstance(entry, Entry) else (None, None)
    return (*told, *act, "; ".join(entry.evidence), *words)


def _entered(one: Listed, base: str) -> AllDay:
    entry, row = one.entry, one.row
    news = f"announced {one.announced}; " if one.announced else ""
    told = [capital(f"{news}{entry.status}: {STATUS[entry.status][1]}.")]
    told += [f"“{_line(row.plain_words)}” ({_line(row.outlet)})"] if row else []
    return AllDay(
        id=one.id,
        day=entry.day,
        end=entry.end,
        # The day of the news, else when it was recorded: the same whenever the file is made.
        stamp=one.announced or one.recorded or entry.announced,
        summary=_line(one.what),
        description="\n".join(told),
        url=base + one.href if base else row.url if row else "",
        place=row.place if row else "",
        status=_ICS.get(entry.status, "TENTATIVE"),
        category=entry.kind,
    )


def _line(text: str) -> str:
    return contained(" ".join(text.split()))


def _before(day: str) -> str:
    return date.fromordinal(date.fromisoformat(day).toordinal() - 1).isoformat()
