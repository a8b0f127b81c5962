"""Counts of the reports a query finds, by what they have in common."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from sqlalchemy import Column, ColumnElement, Connection, and_, distinct, exists, func, select

from harmattan import dates
from harmattan.ledger.query.conditions import Condition, conditions
from harmattan.ledger.query.near import Locate
from harmattan.ledger.query.periods import after
from harmattan.ledger.query.terms import Query
from harmattan.ledger.schema import events, parties, readings

FACETS: Final = ("type", "factuality", "actor", "recipient", "place", "month", "source")
Counts = dict[str, int]


def facets(connection: Connection, query: Query, locate: Locate | None = None) -> dict[str, Counts]:
    """Return for each of FACETS how many reports have each value, the commonest first (months in order).

    actor, recipient and place are countries; a report with two countries on a side counts under both. month: that of
    the act, "" where it is unknown or longer than a month. "" stands for whatever is not told. Raises UsageError for
    what cannot be answered.
    """
    wanted = conditions(connection, query, locate)
    before = query.as_of and after(query.as_of)
    return {
        "type": _by_column(connection, events.c.type, wanted),
        "factuality": _by_column(connection, events.c.factuality, wanted),
        "actor": _by_party(connection, "actor", wanted),
        "recipient": _by_party(connection, "recipient", wanted),
        "place": _by_column(connection, events.c.place_country, wanted),
        "month": _by_month(connection, wanted),
        "source": _by_source(connection, wanted, before),
    }


def _ranked(counts: Iterable[tuple[str, int]]) -> Counts:
    total: Counter[str] = Counter()
    for value, count in counts:
        total[value] += count
    return dict(sorted(total.items(), key=lambda pair: (-pair[1], pair[0])))


def _by_column(connection: Connection, column: Column[Any], wanted: list[Condition]) -> Counts:
    rows = connection.execute(select(column, func.count()).select_from(events).where(*wanted).group_by(column))
    return _ranked((value or "", count) for value, count in rows)


def _by_party(connection: Connection, side: str, wanted: list[Condition]) -> Counts:
    # An alias: the query's own conditions look at parties by its name.
    member = parties.alias("member")
    joined = events.outerjoin(member, and_(member.c.event == events.c.number, member.c.side == side))
    counted = select(member.c.country, func.count(distinct(events.c.number))).select_from(joined).where(*wanted)
    rows = connection.execute(counted.group_by(member.c.country))
    return _ranked((value or "", count) for value, count in rows)


def _by_month(connection: Connection, wanted: list[Condition]) -> Counts:
    days = events.c.first_day, events.c.end_day
    rows = connection.execute(select(*days, func.count()).where(*wanted).group_by(*days))
    counts = _ranked((_month(first, end), count) for first, end, count in rows)
    return dict(sorted(counts.items()))


def _month(first: str | None, end: str | None) -> str:
    if first is None or end is None:
        return ""
    month = dates.month_of(date.fromisoformat(first))
    last = dates.month_of(date.fromisoformat(end) - timedelta(days=1))
    return month if month == last else ""


def _by_source(connection: Connection, wanted: list[Condition], before: str | None) -> Counts:
    page = readings.alias("page")
    told = page.c.url, page.c.site, page.c.source
    joined = events.outerjoin(page, and_(page.c.article == events.c.article, *_newest(page, before)))
    rows = connection.execute(select(*told, func.count()).select_from(joined).where(*wanted).group_by(*told))
    return _ranked((_name(*row[:3]), row[3]) for row in rows)


def _newest(page: Any, before: str | None) -> list[ColumnElement[bool]]:  # noqa: ANN401  (an alias of readings)
    later = readings.alias("later_page")
    seen = [] if before is None else [later.c.recorded_at < before]
    last = ~exists().where(later.c.article == page.c.article, later.c.number > page.c.number, *seen)
    return [last] if before is None else [page.c.recorded_at < before, last]


def _name(url: str | None, site: str | None, source: str | None) -> str:
    """A name that source: understands: the host, else the site, else where the page was read from."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        host = None
    return host.removeprefix("www.") if host else site or source or ""
