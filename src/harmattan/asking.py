"""What users ask, however they ask it: query lines, names of actors and places, days. Doors share it."""

from datetime import date
from typing import TYPE_CHECKING

from harmattan import dates, settings
from harmattan.errors import UsageError
from harmattan.ledger.query import Query, parse
from harmattan.resolve import geonames, knowledge, told

if TYPE_CHECKING:
    from harmattan.relationships.who import Who


def query(line: str) -> Query:
    """Return the query of a line, names of countries read by the actor tables. Raises UsageError."""
    return parse(line, countries=knowledge.table("states")) if line.strip() else Query()


def locate(name: str) -> tuple[float, float] | None:
    """Return latitude and longitude of the largest place called name, or None; see told.town."""
    best = told.town(name, settings.load().data / geonames.FILE)
    return (best.lat, best.lon) if best else None


def known() -> "Who":
    """Return the shipped actor tables with what users added."""
    from harmattan.relationships.who import who
    from harmattan.resolve import judged

    return who(judged.load(settings.load().data))


def period(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """Return both as ISO days. Raises UsageError for what is no date, and for a period without a day."""
    first, end = (None if value is None else day(value) for value in (since, until))
    if first and end and first >= end:
        raise UsageError(
            f"the period is empty: --since {since} is not before --until {until}, whose day is not included"
        )
    return first, end


def day(value: str) -> str:
    """Return the first day of an ISO prefix. Raises UsageError."""
    try:
        found = dates.bounds(value)[0].isoformat()
    except ValueError:
        found = ""
    # No news tells of other years by the day, and a table of thousands of years would never end.
    if not "1700" <= found < "2300":
        raise UsageError(f"no day, week, month or year: {value!r} (write 2024, 2024-03, 2024-W10 or 2024-03-12)")
    return found


def last_day(as_of: str | None) -> str | None:
    """Return the day that was the present when the ledger stood as it is asked for; None for now."""
    if not as_of:
        return None
    end = dates.bounds(as_of[:10])[1]
    return as_of[:10] if "T" in as_of else date.fromordinal(end.toordinal() - 1).isoformat()


def today(value: str | None) -> str:
    """Return the day given, else today in UTC. Raises UsageError."""
    return day(value) if value else dates.now_utc()[:10]
