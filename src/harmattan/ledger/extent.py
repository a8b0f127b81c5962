"""What the ledger as a whole covers: articles by week, and its newest record."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from sqlalchemy import Connection, func, select

from harmattan import dates
from harmattan.ledger import view
from harmattan.ledger.query import Query, periods, plan
from harmattan.ledger.schema import (
    articles,
    codings,
    events,
    fetches,
    imports,
    joins,
    judgements,
    readings,
    refusals,
    runs,
)
from harmattan.outlets import published_by

# Events whose outlets are looked for: more take seconds.
_MOST = 100_000
# The tables that change what the ledger says of events.
_TOLD = (articles, readings, codings, events, refusals, runs, judgements, joins)
# The tables whose last rows are the newest of the ledger.
_STAMPED = (runs, articles, readings, codings, refusals, judgements, imports, joins, fetches)


class Coverage(dict[str, int]):
    """Articles by ISO week of publication, as last read; articles without a day are in none."""

    def __init__(self, outlets: Mapping[str, Mapping[str, int]]) -> None:
        """Add up the articles of all outlets."""
        self.outlets = outlets
        super().__init__(_summed(outlets.values()))

    def of(self, names: Collection[str]) -> "Coverage":
        """Return the coverage by some outlets alone (outlets.outlet gives their names)."""
        return Coverage({name: self.outlets[name] for name in names if name in self.outlets})


def coverage(connection: Connection, before: str | None = None) -> Coverage:
    """Return the number of articles by ISO week of publication and by outlet, as last read (before that stamp)."""
    seen = view.recorded(readings.c.recorded_at, before)
    newest = select(func.max(readings.c.number)).where(*seen).group_by(readings.c.article)
    day = func.substr(readings.c.published, 1, 10)
    query = select(readings.c.url, readings.c.site, readings.c.source, day)
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for url, site, source, told in connection.execute(
        query.where(readings.c.number.in_(newest), readings.c.published.is_not(None))
    ):
        if week := _week(told):
            found[published_by(url, site, source)][week] += 1
    return Coverage(found)


def outlets(connection: Connection, queries: Iterable[Query]) -> set[str]:
    """Return the outlets that tell of the newest events that any of some queries finds, by the names of coverage.

    Of each query at most 100,000 events are looked at. Raises UsageError.
    """
    found: set[str] = set()
    for query in queries:
        numbers = plan.numbers(connection, plan.plan(connection, query, None, _MOST), _MOST, None)
        pages: set[int] = set()
        for some in view.chunks(numbers):
            pages |= set(connection.scalars(select(events.c.article).where(events.c.number.in_(some)).distinct()))
        found |= _outlets(connection, pages, query.as_of and periods.after(query.as_of))
    return found


def _outlets(connection: Connection, pages: Iterable[int], before: str | None) -> set[str]:
    found: set[str] = set()
    for some in view.chunks(pages):
        seen = view.recorded(readings.c.recorded_at, before)
        newest = select(func.max(readings.c.number)).where(readings.c.article.in_(some), *seen)
        query = select(readings.c.url, readings.c.site, readings.c.source).distinct()
        rows = connection.execute(query.where(readings.c.number.in_(newest.group_by(readings.c.article))))
        found |= {published_by(*row) for row in rows}
    return found


def _summed(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return total


@lru_cache(maxsize=50_000)
def _week(day: str) -> str:
    try:
        return dates.week_of(dates.bounds(day)[0]) if dates.precision(day) == "day" else ""
    except ValueError:
        return ""


def stamp(connection: Connection, now: str) -> str:
    """Return the moment to stamp what is appended with: now, or the newest stamp if the clock was set back since.

    So rows are stamped in the order in which they arrive, and as_of shows every state the ledger was in.
    """
    return max(now, last_stamp(connection))


def last_stamp(connection: Connection) -> str:
    """Return the newest stamp of any row, "" in an empty ledger; takes no time, whatever the ledger holds."""
    last: list[str | None] = [
        connection.scalar(select(table.c.recorded_at).order_by(table.c.number.desc()).limit(1)) for table in _STAMPED
    ]
    return max((one for one in last if one), default="")


def said(state: str) -> str:
    """Return what of a state changes when people judge, and only then."""
    return state.split(".")[_STAMPED.index(judgements)] if "." in state else ""


def newest_record(connection: Connection, before: str | None = None) -> str | None:
    """Return when the newest row that changes what is told of events was written (before that stamp): of a page, its
    coding, a judgement or a join. None for an empty ledger.
    """
    times = [
        connection.scalar(select(func.max(table.c.recorded_at)).where(*view.recorded(table.c.recorded_at, before)))
        for table in _TOLD
    ]
    return max((time for time in times if time), default=None)


def state(connection: Connection) -> str:
    """Return a token that differs whenever something was appended: the number of the last row of each table."""
    last = [connection.scalar(select(func.max(table.c.number))) or 0 for table in _STAMPED]
    return ".".join(map(str, last))
