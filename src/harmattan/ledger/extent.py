"""What the ledger as a whole covers: articles by week, and its newest record."""

from collections import Counter

from sqlalchemy import Connection, func, select

from harmattan import dates
from harmattan.ledger import view
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

# The tables whose last rows are the newest of the ledger.
_STAMPED = (runs, articles, readings, codings, refusals, judgements, imports, joins, fetches)


def coverage(connection: Connection, before: str | None = None) -> dict[str, int]:
    """Return the number of articles by ISO week of publication, as last read (before that stamp); articles without a
    day are in none."""
    seen = view.recorded(readings.c.recorded_at, before)
    newest = select(func.max(readings.c.number)).where(*seen).group_by(readings.c.article)
    day = func.substr(readings.c.published, 1, 10).label("day")
    # Days are counted by the database: there are thousands of them, and hundreds of thousands of articles.
    query = select(day, func.count()).where(readings.c.number.in_(newest), readings.c.published.is_not(None))
    found: Counter[str] = Counter()
    for told, count in connection.execute(query.group_by(day)):
        if week := _week(told):
            found[week] += count
    return dict(found)


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


def newest_record(connection: Connection, before: str | None = None) -> str | None:
    """Return when the newest row (before that stamp) was written, or None for an empty ledger."""
    times = [
        connection.scalar(select(func.max(table.c.recorded_at)).where(*view.recorded(table.c.recorded_at, before)))
        for table in (articles, readings, codings, events, refusals, runs)
    ]
    return max((time for time in times if time), default=None)


def state(connection: Connection) -> str:
    """Return a token that differs whenever something was appended: the number of the last row of each table."""
    last = [connection.scalar(select(func.max(table.c.number))) or 0 for table in _STAMPED]
    return ".".join(map(str, last))
