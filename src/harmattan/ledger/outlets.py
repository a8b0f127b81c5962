"""What is read: the outlets with their pages by week, and the inputs that could not be used."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, func, select

from harmattan import dates
from harmattan.ledger.query.facets import source_of
from harmattan.ledger.schema import readings, refusals

# Rows fetched in one go, so that a large ledger is never held whole.
_STEP: Final = 5_000


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet by the name that source: understands. pages: articles, as last read; weeks: of them by ISO week of
    publication, where the day is told. first, last: when a page of it was first and last read, UTC."""

    name: str
    pages: int
    first: str
    last: str
    weeks: dict[str, int]


@dataclass(frozen=True, slots=True)
class Unused:
    """An input that could not be used. at: UTC."""

    at: str
    source: str
    reason: str


def outlets(connection: Connection) -> list[Outlet]:
    """Return every outlet, the one with most pages first."""
    newest = select(func.max(readings.c.number)).group_by(readings.c.article)
    columns = (readings.c.url, readings.c.site, readings.c.source, readings.c.published, readings.c.recorded_at)
    pages: Counter[str] = Counter()
    weeks: dict[str, Counter[str]] = {}
    seen: dict[str, tuple[str, str]] = {}
    rows = connection.execute(select(*columns).where(readings.c.number.in_(newest))).yield_per(_STEP)
    for url, site, source, published, at in rows:
        name = source_of(url, site, source)
        pages[name] += 1
        first, last = seen.get(name, (at, at))
        seen[name] = min(first, at), max(last, at)
        weeks.setdefault(name, Counter()).update([_week(published)])
    return [
        Outlet(name, count, *seen[name], {week: n for week, n in sorted(weeks[name].items()) if week})
        for name, count in sorted(pages.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def _week(published: str | None) -> str:
    try:
        return dates.week_of(dates.bounds((published or "")[:10])[0])
    except ValueError:
        return ""


def unused(connection: Connection, most: int) -> tuple[list[Unused], int]:
    """Return the newest inputs that could not be used, at most so many, and how many there are in all."""
    whole = refusals.c.coding.is_(None)
    columns = (refusals.c.recorded_at, refusals.c.source, refusals.c.reason)
    query = select(*columns).where(whole).order_by(refusals.c.number.desc()).limit(most)
    total = connection.scalar(select(func.count()).select_from(refusals).where(whole)) or 0
    return [Unused(*row) for row in connection.execute(query)], total
