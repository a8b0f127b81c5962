"""Counts of the reports a query finds, by what they have in common."""

from collections import Counter
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    and_,
    cast,
    exists,
    func,
    literal,
    null,
    select,
    union_all,
)

from harmattan import dates
from harmattan.ledger.query import plan
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
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for name, one, two, three, number in connection.execute(_statement(connection, query, locate)):
        counts[name][_value(name, one, two, three)] += number
    return {name: _ranked(name, counted) for name, counted in counts.items()}


def _ranked(name: str, counts: Counter[str]) -> Counts:
    if name == "month":
        return dict(sorted(counts.items()))
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _value(name: str, one: str | None, two: str | None, three: str | None) -> str:
    if name == "month":
        return _month(one, two)
    return _source(one, two, three) if name == "source" else one or ""


def _statement(connection: Connection, query: Query, locate: Locate | None) -> Any:  # noqa: ANN401  (a union)
    """One statement, so that the reports are looked for once: facet, up to three values, count."""
    columns = ("number", "article", "type", "factuality", "place_country", "first_day", "end_day")
    wanted = plan.plan(connection, query, locate).conditions
    found = select(*(events.c[name] for name in columns)).where(*wanted).cte("found")
    return union_all(
        _counted("type", found.c.type),
        _counted("factuality", found.c.factuality),
        _by_party("actor", found),
        _by_party("recipient", found),
        _counted("place", found.c.place_country),
        _counted("month", found.c.first_day, found.c.end_day),
        _by_source(found, query.as_of and after(query.as_of)),
    )


def _counted(name: str, *columns: ColumnElement[Any]) -> Select[Any]:
    empty = [null()] * (3 - len(columns))
    return select(literal(name), *columns, *empty, func.count()).group_by(*columns)


def _by_party(side: str, found: CTE) -> Select[Any]:
    joined = found.outerjoin(parties, and_(parties.c.event == found.c.number, parties.c.side == side))
    once = select(found.c.number, parties.c.country).select_from(joined).distinct().subquery()
    return _counted(side, once.c.country)


def _by_source(found: CTE, before: str | None) -> Select[Any]:
    page = readings.alias("page")
    reports = select(found.c.article, func.count().label("number")).group_by(found.c.article).subquery()
    joined = reports.outerjoin(page, and_(page.c.article == reports.c.article, *_newest(page, before)))
    told = page.c.url, page.c.site, page.c.source
    return (
        select(literal("source"), *told, cast(func.sum(reports.c.number), Integer)).select_from(joined).group_by(*told)
    )


def _newest(page: FromClause, before: str | None) -> list[ColumnElement[bool]]:
    later = readings.alias("later_page")
    seen = [] if before is None else [later.c.recorded_at < before]
    last = ~exists().where(later.c.article == page.c.article, later.c.number > page.c.number, *seen)
    return [last] if before is None else [page.c.recorded_at < before, last]


def _month(first: str | None, end: str | None) -> str:
    if first is None or end is None:
        return ""
    month = dates.month_of(date.fromisoformat(first))
    last = dates.month_of(date.fromisoformat(end) - timedelta(days=1))
    return month if month == last else ""


def _source(url: str | None, site: str | None, page: str | None) -> str:
    """A name that source: understands: the host, else the site, else where the page was read from."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        host = None
    return host.removeprefix("www.") if host else site or page or ""
