"""Counts of the reports or acts a query finds, by what they have in common."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy import Connection, select

from harmattan import dates
from harmattan.ledger import memberships
from harmattan.ledger.query import plan
from harmattan.ledger.query.near import Locate
from harmattan.ledger.query.periods import after
from harmattan.ledger.query.terms import Query
from harmattan.ledger.schema import events, outlets, parties, readings

FACETS: Final = ("type", "factuality", "actor", "recipient", "place", "month", "source")
# Reports that are counted unless more are asked for: a page waits for no more than a tenth of a second.
MOST: Final = 1_000
_CHUNK: Final = 1_000
_ALL: Final = 2**31 - 2
Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Facets:
    """by: for each of FACETS how many reports, or acts, have each value. reports: how many of them were counted; whole:
    whether those are all that fit, and not only some of the newest."""

    by: dict[str, Counts]
    reports: int
    whole: bool


def facets(
    connection: Connection,
    query: Query,
    locate: Locate | None = None,
    most: int | None = MOST,
    *,
    acts: bool = False,
) -> Facets:
    """Count the newest reports that a query finds, at most so many (None: all), the commonest value first.

    acts: the reports of one act count once for each value that one of them has, as they do in a list of acts. Months
    come in order. actor, recipient and place are countries; a report with two countries on a side counts under both.
    month: that of the act, or of its page where no time is told; "" where neither is known or it takes over a month.
    source: of each outlet what source: finds, that of domains below it too. "" stands for whatever is not told. Raises
    UsageError for what cannot be answered.
    """
    found, whole = plan.sample(connection, query, locate, _ALL if most is None else min(most, _ALL))
    before = query.as_of and after(query.as_of)
    tally = _Tally()
    by_article: dict[int, list[int]] = {}
    for numbers in _chunks(found):
        if acts:
            tally.wholes |= _wholes(connection, numbers, before)
        _count_acts(connection, numbers, tally, by_article)
        _count_parties(connection, numbers, tally)
    _count_sources(connection, by_article, tally, before)
    return Facets({name: _ranked(name, tally.counts[name]) for name in FACETS}, tally.units(found), whole)


@dataclass(slots=True)
class _Tally:
    """Counts reports, or acts where it is told of which act each is: by the number of the report."""

    wholes: dict[int, str] = field(default_factory=dict)
    counts: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in FACETS})
    _seen: set[tuple[str, str, str]] = field(default_factory=set)

    def add(self, name: str, value: str, number: int) -> None:
        """Count a report under a value; the act of it only once."""
        whole = self.wholes.get(number)
        if whole is not None:
            if (name, value, whole) in self._seen:
                return
            self._seen.add((name, value, whole))
        self.counts[name][value] += 1

    def units(self, numbers: Sequence[int]) -> int:
        """Return how many reports or acts these are."""
        return len({self.wholes.get(number, number) for number in numbers})


def _wholes(connection: Connection, numbers: Sequence[int], before: str | None) -> dict[int, str]:
    query = select(events.c.number, events.c.id).where(events.c.number.in_(numbers))
    ids = {row.number: row.id for row in connection.execute(query)}
    known = memberships.wholes(connection, memberships.ACT, ids.values(), before)
    return {number: known.get(id_, id_) for number, id_ in ids.items()}


def _chunks(numbers: Sequence[int]) -> Iterator[list[int]]:
    rest = iter(numbers)
    while some := list(islice(rest, _CHUNK)):
        yield some


def _ranked(name: str, counts: Counter[str]) -> Counts:
    if name == "month":
        return dict(sorted(counts.items()))
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _count_acts(
    connection: Connection, numbers: Sequence[int], tally: _Tally, by_article: dict[int, list[int]]
) -> None:
    names = ("number", "article", "type", "factuality", "place_country", "first_day", "end_day")
    query = select(*(events.c[name] for name in names)).where(events.c.number.in_(numbers))
    for number, article, kind, factuality, place, first, end in connection.execute(query):
        by_article.setdefault(article, []).append(number)
        told = {"type": kind, "factuality": factuality, "place": place or "", "month": _month(first, end)}
        for name, value in told.items():
            tally.add(name, value, number)


def _count_parties(connection: Connection, numbers: Sequence[int], tally: _Tally) -> None:
    query = select(parties.c.event, parties.c.side, parties.c.country).where(parties.c.event.in_(numbers)).distinct()
    told: dict[str, set[int]] = {"actor": set(), "recipient": set()}
    for number, side, country in connection.execute(query):
        tally.add(side, country, number)
        told[side].add(number)
    for side, some in told.items():
        for number in set(numbers) - some:
            tally.add(side, "", number)


def _count_sources(connection: Connection, by_article: dict[int, list[int]], tally: _Tally, before: str | None) -> None:
    """Each under the source of the newest reading of its article, and under others' where source: calls it so too."""
    seen = [] if before is None else [readings.c.recorded_at < before]
    told: dict[int, set[str]] = {}
    for numbers in _chunks(list(by_article)):
        columns = (readings.c.article, readings.c.url, readings.c.site, readings.c.source)
        query = select(*columns).where(readings.c.article.in_(numbers), *seen).order_by(readings.c.number)
        told |= {row.article: {_source(row.url, row.site, row.source)} for row in connection.execute(query)}
    folded = {name.casefold(): name for names in told.values() for name in names}
    for numbers in _chunks(list(by_article)):
        called = select(outlets.c.article, outlets.c.name).where(outlets.c.article.in_(numbers))
        called = called.join(readings, readings.c.number == outlets.c.reading).where(*seen)
        for row in connection.execute(called):
            told[row.article] |= {folded[row.name]} if row.name in folded else set()
    for article, reports in by_article.items():
        for name in told.get(article, {""}):
            for number in reports:
                tally.add("source", name, number)


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
