"""Counts of the reports a query finds, by what they have in common."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy import Connection, select

from harmattan import dates
from harmattan.ledger.query import plan
from harmattan.ledger.query.near import Locate
from harmattan.ledger.query.periods import after
from harmattan.ledger.query.terms import Query
from harmattan.ledger.schema import events, parties, readings

FACETS: Final = ("type", "factuality", "actor", "recipient", "place", "month", "source")
# Reports that are counted unless more are asked for: a page waits for no more than a tenth of a second.
MOST: Final = 1_000
_CHUNK: Final = 1_000
_ALL: Final = 2**31 - 2
Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Facets:
    """by: for each of FACETS how many reports have each value. reports: how many were counted; whole: whether those
    are all that fit, and not only some of the newest."""

    by: dict[str, Counts]
    reports: int
    whole: bool


def facets(connection: Connection, query: Query, locate: Locate | None = None, most: int | None = MOST) -> Facets:
    """Count the newest reports that a query finds, at most so many (None: all), the commonest value first.

    Months come in order. actor, recipient and place are countries; a report with two countries on a side counts under
    both. month: that of the act, "" where it is unknown or longer than a month. "" stands for whatever is not told.
    Raises UsageError for what cannot be answered.
    """
    found, whole = plan.sample(connection, query, locate, _ALL if most is None else min(most, _ALL))
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    reports: Counter[int] = Counter()
    for numbers in _chunks(found):
        _count_acts(connection, numbers, counts, reports)
        _count_parties(connection, numbers, counts)
    _count_sources(connection, reports, counts["source"], query.as_of and after(query.as_of))
    return Facets({name: _ranked(name, counted) for name, counted in counts.items()}, len(found), whole)


def _chunks(numbers: Sequence[int]) -> Iterator[list[int]]:
    rest = iter(numbers)
    while some := list(islice(rest, _CHUNK)):
        yield some


def _ranked(name: str, counts: Counter[str]) -> Counts:
    if name == "month":
        return dict(sorted(counts.items()))
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _count_acts(
    connection: Connection, numbers: Sequence[int], counts: dict[str, Counter[str]], reports: Counter[int]
) -> None:
    names = ("article", "type", "factuality", "place_country", "first_day", "end_day")
    query = select(*(events.c[name] for name in names)).where(events.c.number.in_(numbers))
    for article, kind, factuality, place, first, end in connection.execute(query):
        reports[article] += 1
        counts["type"][kind] += 1
        counts["factuality"][factuality] += 1
        counts["place"][place or ""] += 1
        counts["month"][_month(first, end)] += 1


def _count_parties(connection: Connection, numbers: Sequence[int], counts: dict[str, Counter[str]]) -> None:
    query = select(parties.c.event, parties.c.side, parties.c.country).where(parties.c.event.in_(numbers)).distinct()
    told: dict[str, set[int]] = {"actor": set(), "recipient": set()}
    for number, side, country in connection.execute(query):
        counts[side][country] += 1
        told[side].add(number)
    for side, some in told.items():
        if len(some) < len(numbers):
            counts[side][""] += len(numbers) - len(some)


def _count_sources(connection: Connection, reports: Counter[int], counts: Counter[str], before: str | None) -> None:
    """By the newest reading of each article."""
    seen = [] if before is None else [readings.c.recorded_at < before]
    last: dict[int, str] = {}
    for numbers in _chunks(list(reports)):
        columns = (readings.c.article, readings.c.url, readings.c.site, readings.c.source)
        query = select(*columns).where(readings.c.article.in_(numbers), *seen).order_by(readings.c.number)
        last |= {row.article: _source(row.url, row.site, row.source) for row in connection.execute(query)}
    for article, number in reports.items():
        counts[last.get(article, "")] += number


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
