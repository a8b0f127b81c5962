"""What is new in the ledger besides its events: outlets never read before, and when events were recorded."""

from collections import Counter
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, func, select

from harmattan.ledger import view
from harmattan.ledger.lookup import host_of
from harmattan.ledger.schema import articles, events, outlets, readings

# A writer stamps its rows before it commits them, and a desk looks at a ledger that grows every two seconds: what is
# younger may still gain company.
SETTLED: Final = timedelta(seconds=10)


def settled(now: str) -> str:
    """Return the moment up to which everything that was stamped can be read; now: a moment in UTC."""
    return (datetime.strptime(now, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC) - SETTLED).strftime("%Y-%m-%dT%H:%M:%SZ")


def is_empty(connection: Connection) -> bool:
    """Tell whether there is no article."""
    return connection.scalar(select(articles.c.number).limit(1)) is None


def recorded(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """Return when each of some events was last recorded, by id; unknown ones are not in it."""
    found: dict[str, str] = {}
    for some in view.chunks(sorted(ids)):
        last = (
            select(events.c.id, func.max(events.c.recorded_at).label("at"))
            .where(events.c.id.in_(some))
            .group_by(events.c.id)
        )
        found |= {row.id: row.at for row in connection.execute(last)}
    return found


def new_outlets(connection: Connection, since: str) -> dict[str, int]:
    """Return the outlets of which no page was read before a moment, with the articles read of each since, most first.

    An outlet is the site a page names, else its host; a file without either is none.
    """
    came = (
        select(readings.c.site, readings.c.url, readings.c.article)
        .join(articles, articles.c.number == readings.c.article)
        .where(articles.c.number >= _first_number(connection, since))
    )
    told: dict[str, set[int]] = {}
    for row in connection.execute(came):
        if name := _name(row):
            told.setdefault(name, set()).add(row.article)
    known = _known_before(connection, told, since)
    return dict(Counter({name: len(read) for name, read in told.items() if name not in known}).most_common())


def _first_number(connection: Connection, since: str) -> int:
    """Return the number of the first article recorded at or after a moment: they are stamped in order of arrival."""
    low, high = 1, (connection.scalar(select(func.max(articles.c.number))) or 0) + 1
    while low < high:
        middle = (low + high) // 2
        at = connection.scalar(
            select(articles.c.recorded_at).where(articles.c.number >= middle).order_by(articles.c.number).limit(1)
        )
        low, high = (low, middle) if at is None or at >= since else (middle + 1, high)
    return low


def _name(row: Any) -> str:  # noqa: ANN401  (a row of readings)
    site: str = row.site or ""
    return site or host_of(row.url).removeprefix("www.")


def _known_before(connection: Connection, names: Collection[str], since: str) -> set[str]:
    found: set[str] = set()
    for some in view.chunks(sorted(names)):
        folded = {name.casefold(): name for name in some}
        read = (
            select(outlets.c.name)
            .distinct()
            .join(readings, readings.c.number == outlets.c.reading)
            .where(outlets.c.name.in_(folded), readings.c.recorded_at < since)
        )
        found |= {folded[name] for name in connection.scalars(read)}
    return found
