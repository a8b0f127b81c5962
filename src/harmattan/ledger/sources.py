"""What the ledger's pages came from: watched sources and outlets, week by week, with what was not read and why.

A new source looks like an escalation; who counts events has to see when each source was first read.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Select, func, select

from harmattan.dates import week_of
from harmattan.ledger.schema import fetches, finds, readings, refusals
from harmattan.ledger.watching import Outcome, open_yet
from harmattan.outlets import host, published_by

# A source read for less than four weeks has no usual volume yet.
NEW_DAYS: Final = 28
_PAGES: Final = (Outcome.READ, Outcome.SAME)
_LOST: Final = (Outcome.REFUSED, Outcome.FAILED, Outcome.DISALLOWED)
_HELD: Final = (Outcome.FAILED, Outcome.TRYING)
Reasons = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SourceWeek:
    """An ISO week of a source, by when it was asked for. pages: new texts; same: not modified or known texts;
    refused: could not be used or is forbidden; failed: nothing came."""

    week: str
    pages: int = 0
    same: int = 0
    refused: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source. kind: feed, sitemap, index, list or page if it is watched ("" if it never answered); site or file for
    an outlet, whatever way its pages came.

    first, last: moments in UTC of the first and last fetch or reading; days: whole days since the first. refused:
    reasons with counts, the commonest first. quarantined: addresses that gave nothing and wait for their next try;
    waiting: pages that were found and never asked for. trouble: why the source itself gave nothing the last time.
    """

    name: str
    kind: str
    watched: bool
    first: str
    last: str
    days: int
    pages: int = 0
    same: int = 0
    refused: Reasons = ()
    quarantined: int = 0
    waiting: int = 0
    weeks: tuple[SourceWeek, ...] = ()
    trouble: str = ""

    @property
    def new(self) -> bool:
        """Tell whether it has been read for less than four weeks: it adds to what is counted, not to what happens."""
        return self.days < NEW_DAYS


@dataclass(frozen=True, slots=True)
class Held:
    """An address in quarantine: failures in a row, why, and when it is tried again."""

    address: str
    reason: str
    failures: int
    since: str
    next_try: str | None


@dataclass(slots=True)
class _Tally:
    """What is counted of a source while its rows go by."""

    kind: str = ""
    first: str = ""
    last: str = ""
    weeks: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    reasons: Counter[str] = field(default_factory=Counter)

    def seen(self, first: str, last: str) -> None:
        self.first = min(self.first or first, first)
        self.last = max(self.last, last)

    def state(self, name: str, now: str, *, watched: bool, kind: str = "") -> SourceState:
        total = sum(self.weeks.values(), Counter[str]())
        ordered = sorted(self.reasons.items(), key=lambda item: (-item[1], item[0]))
        days = (date.fromisoformat(now[:10]) - date.fromisoformat(self.first[:10])).days
        return SourceState(
            name, kind or self.kind, watched, self.first, self.last, days, total["pages"], total["same"],
            tuple(ordered), weeks=tuple(SourceWeek(week, **self.weeks[week]) for week in sorted(self.weeks)),
        )  # fmt: skip


def states(connection: Connection, name: str, now: str) -> list[SourceState]:
    """Return watched sources, then outlets, each by name; only those whose name holds name."""
    found = [*_watched(connection, now), *_outlets(connection, now)]
    return [state for state in found if name.casefold() in state.name.casefold()]


def held(connection: Connection, source: str | None = None) -> dict[str, list[Held]]:
    """Return by source the addresses in quarantine, those tried next first; source: of that one alone."""
    query = select(fetches).where(fetches.c.number.in_(_last_rows()), fetches.c.outcome.in_(_HELD))
    if source is not None:
        query = query.where(fetches.c.source == source)
    found: dict[str, list[Held]] = defaultdict(list)
    for row in connection.execute(query.order_by(fetches.c.next_try)):
        found[row.source].append(Held(row.address, row.reason, row.failures, row.recorded_at, row.next_try))
    return found


def _last_rows() -> Select[Any]:
    return select(func.max(fetches.c.number)).group_by(fetches.c.address)


def _watched(connection: Connection, now: str) -> Iterator[SourceState]:
    tallies = _tallies(connection)
    own = _own_rows(connection)
    quarantined = _quarantined(connection)
    waiting = _waiting(connection)
    for name in sorted(tallies):
        kind, trouble = own.get(name, ("", ""))
        state = tallies[name].state(name, now, watched=True, kind=kind)
        yield replace(state, quarantined=quarantined[name], waiting=waiting[name], trouble=trouble)


def _tallies(connection: Connection) -> dict[str, _Tally]:
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    day = func.substr(fetches.c.recorded_at, 1, 10)
    columns = (fetches.c.source, fetches.c.outcome, day.label("day"))
    times = (func.min(fetches.c.recorded_at).label("first"), func.max(fetches.c.recorded_at).label("last"))
    query = select(*columns, *times, func.count().label("times")).group_by(*columns)
    for row in connection.execute(query):
        tally = tallies[row.source]
        tally.seen(row.first, row.last)
        if row.outcome in _COLUMN:
            tally.weeks[_week(row.day)][_COLUMN[row.outcome]] += row.times
    reasons = select(fetches.c.source, fetches.c.reason, func.count()).where(fetches.c.outcome.in_(_LOST))
    for source, reason, count in connection.execute(reasons.group_by(fetches.c.source, fetches.c.reason)):
        tallies[source].reasons[reason] += count
    return tallies


_COLUMN: Final = {
    Outcome.READ: "pages",
    Outcome.SAME: "same",
    Outcome.REFUSED: "refused",
    Outcome.DISALLOWED: "refused",
    Outcome.FAILED: "failed",
}


def _own_rows(connection: Connection) -> dict[str, tuple[str, str]]:
    """Kind and trouble of each source: what came of its own address the last time."""
    last = select(func.max(fetches.c.number)).where(fetches.c.address == fetches.c.source).group_by(fetches.c.address)
    known = select(fetches.c.source, func.max(fetches.c.kind)).where(fetches.c.address == fetches.c.source)
    kinds = dict(connection.execute(known.group_by(fetches.c.source)).all())
    query = select(fetches.c.source, fetches.c.outcome, fetches.c.reason).where(fetches.c.number.in_(last))
    return {
        source: (kinds.get(source, ""), reason if outcome in _LOST or outcome == Outcome.WAITING else "")
        for source, outcome, reason in connection.execute(query)
    }


def _quarantined(connection: Connection) -> Counter[str]:
    query = select(fetches.c.source, func.count()).where(fetches.c.number.in_(_last_rows()))
    query = query.where(fetches.c.outcome.in_(_HELD)).group_by(fetches.c.source)
    return Counter(dict(connection.execute(query).all()))


def _waiting(connection: Connection) -> Counter[str]:
    newest = select(func.max(finds.c.number)).group_by(finds.c.source, finds.c.address)
    tried = select(fetches.c.find).where(fetches.c.find == finds.c.number).exists()
    query = select(finds.c.source, func.count()).where(finds.c.number.in_(newest), ~tried, open_yet(~tried))
    query = query.group_by(finds.c.source)
    return Counter(dict(connection.execute(query).all()))


def _outlets(connection: Connection, now: str) -> Iterator[SourceState]:
    tallies: dict[tuple[str, str], _Tally] = defaultdict(_Tally)
    for key, at, article in _read(connection):
        tally = tallies[key]
        tally.seen(at, at)
        tally.weeks[_week(at)]["pages" if article else "same"] += 1
    query = select(refusals.c.source, refusals.c.reason, refusals.c.recorded_at).where(refusals.c.coding.is_(None))
    for source, reason, at in connection.execute(query):
        tally = tallies[outlet(source, None, source)]
        tally.seen(at, at)
        tally.weeks[_week(at)]["refused"] += 1
        tally.reasons[reason.removeprefix(f"{source}: ")] += 1
    for kind, name in sorted(tallies, key=lambda key: key[1]):
        yield tallies[kind, name].state(name, now, watched=False, kind=kind)


def _read(connection: Connection) -> Iterator[tuple[tuple[str, str], str, bool]]:
    """Outlet and moment of each reading, and whether it was the first of its article."""
    known: set[int] = set()
    columns = (readings.c.url, readings.c.site, readings.c.source, readings.c.recorded_at, readings.c.article)
    for url, site, source, at, article in connection.execute(select(*columns).order_by(readings.c.number)):
        yield outlet(url, site, source), at, article not in known
        known.add(article)


def outlet(url: str | None, site: str | None, source: str) -> tuple[str, str]:
    """Return kind (site or file) and name of an outlet: the host without www, else the site's name, else the folder."""
    return "site" if host(url) or site else "file", published_by(url, site, source)


def _week(day: str) -> str:
    return week_of(date.fromisoformat(day[:10]))
