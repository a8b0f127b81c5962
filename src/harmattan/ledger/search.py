"""Articles by their words, and the weeks of a pair of countries: what lists of events do not answer."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Select, case, func, select, text

from harmattan import dates
from harmattan.errors import UsageError
from harmattan.ledger import view, words
from harmattan.ledger.query.conditions import current
from harmattan.ledger.schema import articles, dyads, readings
from harmattan.records import Factuality

# What did not take place, or is still to come, is not counted.
_COUNTED = (Factuality.ACTUAL,)
# Readings that are looked at in one go.
_STEP: Final = 200
Quads = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """An article in which the words stand. title and published as the page tells them; None if it does not."""

    article: str
    title: str | None
    published: str | None
    url: str | None
    source: str


def hits(connection: Connection, given: str, limit: int) -> list[Hit]:
    """Return the articles in whose title or text a phrase stands, the newest reading first.

    Raises UsageError for a phrase without a word, or of too many, and for a limit below 0.
    """
    if limit < 0:
        raise UsageError(f"limit is below 0: {limit}")
    limit = min(limit, view.MOST)
    found = words.holding(connection.dialect.name, "page_words", words.PAGE_WORDS, given)
    number = next(iter(found.selected_columns))
    once: dict[str, Hit] = {}
    last = 2**62
    while len(once) < limit:
        some = connection.scalars(found.where(number < last).order_by(text("1 DESC")).limit(_STEP)).all()
        for row in connection.execute(_pages().where(readings.c.number.in_(some))):
            once.setdefault(row.id, Hit(*row))
        if len(some) < _STEP:
            break
        last = some[-1]
    return list(once.values())[:limit]


def newest(connection: Connection, limit: int, after: str | None = None) -> list[Hit]:
    """Return the articles that were read last, the last first; after: the id of the last one of the page before.

    Raises UsageError for an id that is not there, and for a limit below 0.
    """
    if limit < 0:
        raise UsageError(f"limit is below 0: {limit}")
    every = readings.alias()
    last = select(func.max(every.c.number)).where(every.c.article == readings.c.article).scalar_subquery()
    query = _pages().where(readings.c.number == last)
    if after is not None:
        own = select(func.max(readings.c.number)).join(articles, articles.c.number == readings.c.article)
        place = connection.scalar(own.where(articles.c.id == after))
        if place is None:
            raise UsageError(f"no article {after!r} in the ledger")
        query = query.where(readings.c.number < place)
    return [Hit(*row) for row in connection.execute(query.limit(min(limit, view.MOST)))]


def _pages() -> Select[Any]:
    columns = (articles.c.id, readings.c.title, readings.c.published, readings.c.url, readings.c.source)
    query = select(*columns).join(articles, articles.c.number == readings.c.article)
    return query.order_by(readings.c.number.desc())


def weeks(connection: Connection, source: str, target: str) -> dict[str, Quads]:
    """Return for each ISO week how many reports tell of an act of source towards target, by quad (1 to 4), in order.

    source and target: country slots. An act counts in the week of its first day; only acts that took place count, and
    none without a day.
    """
    quads = [func.sum(case((dyads.c.quad == quad, 1), else_=0)) for quad in (1, 2, 3, 4)]
    query = (
        select(dyads.c.first_day, *quads)
        .where(dyads.c.source == source, dyads.c.target == target, dyads.c.first_day.is_not(None))
        .where(dyads.c.factuality.in_(_COUNTED), current(number=dyads.c.event))
        .group_by(dyads.c.first_day)
    )
    found: dict[str, Counter[int]] = {}
    for day, *counts in connection.execute(query):
        week = dates.week_of(date.fromisoformat(day))
        found.setdefault(week, Counter()).update({quad: int(count) for quad, count in enumerate(counts)})
    return {week: (kept[0], kept[1], kept[2], kept[3]) for week, kept in sorted(found.items())}


def pairs(connection: Connection, most: int) -> list[tuple[str, str, int]]:
    """Return the pairs of different country slots, in order of the alphabet, of which most reports tell acts that took
    place, in both directions together, with their number; the most first.
    """
    low, high = (
        case((dyads.c.source < dyads.c.target, one), else_=other).label(name)
        for name, one, other in (("low", dyads.c.source, dyads.c.target), ("high", dyads.c.target, dyads.c.source))
    )
    count = func.count(dyads.c.event.distinct())
    query = (
        select(low, high, count)
        .where(dyads.c.source != dyads.c.target, dyads.c.source != "", dyads.c.target != "")
        .where(dyads.c.factuality.in_(_COUNTED), current(number=dyads.c.event))
        .group_by(low, high)
        .order_by(count.desc(), low, high)
        .limit(most)
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]
