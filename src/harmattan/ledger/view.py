"""Reads the ledger. Every value a caller gives is a bound parameter."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, func, select, union

from harmattan.errors import LedgerError, UsageError
from harmattan.ledger import codec
from harmattan.ledger.query import plan
from harmattan.ledger.query.near import Locate
from harmattan.ledger.query.terms import Query
from harmattan.ledger.schema import (
    articles,
    coded,
    codings,
    dues,
    events,
    metadata,
    parties,
    readings,
    refusals,
    row_confidences,
    runs,
    spans,
)
from harmattan.records import Annotations, Article, Coded, Event, Refusal, RoleClaim, Run

T = TypeVar("T")

# SQLite takes at most 32,766 parameters a statement; this leaves room and keeps statements short.
_CHUNK = 1000
# More rows than any answer has; databases take no larger numbers everywhere.
MOST = 2**31 - 1
_LAST = "\U0010ffff"
_MASTHEAD = (readings.c.source, readings.c.url, readings.c.site, readings.c.title, readings.c.published)


@dataclass(frozen=True, slots=True)
class Recorded:
    """One reading or coding of an article. at: UTC; what: read or coded; by: coder and codebook."""

    at: str
    what: str
    by: str = ""


def list_events(
    connection: Connection, query: Query, limit: int, after: str | None, locate: Locate | None = None
) -> list[Event]:
    """Return the newest events first: by the last day each can have happened, then by arrival; undated ones last.

    locate finds the places of query. Raises UsageError for an id in after that is not there, a limit below 0, or a
    query that cannot be answered.
    """
    if limit < 0:
        raise UsageError(f"limit is below 0: {limit}")
    chosen = plan.plan(connection, query, locate, limit)
    place = None if after is None else place_of(connection, after, chosen.conditions)
    numbers = plan.numbers(connection, chosen, min(limit, MOST), place)
    return events_by_number(connection, numbers)


def events_by_number(connection: Connection, numbers: Sequence[int]) -> list[Event]:
    """Return the events of some rows, in their order."""
    found: dict[int, Event] = {}
    for some in chunks(numbers):
        found |= _events(connection, _reports().where(events.c.number.in_(some)))
    return [found[number] for number in numbers]


def _reports() -> Select[Any]:
    return select(events, articles.c.id.label("article_id")).join(articles, events.c.article == articles.c.number)


def place_of(connection: Connection, after: str, conditions: Sequence[ColumnElement[bool]] = ()) -> tuple[str, int]:
    """Return where an event stands in the list: its last day ("" for none) and its number.

    Of several versions of it the one that fits conditions, else the newest. Raises UsageError.
    """
    day, number = events.c.end_day, events.c.number
    query = select(day, number).where(events.c.id == after).order_by(number.desc()).limit(1)
    row = connection.execute(query.where(*conditions)).first() or connection.execute(query).first()
    if row is None:
        raise UsageError(f"no event {after!r} in the ledger")
    return row.end_day or "", row.number


def _events(connection: Connection, query: Select[Any]) -> dict[int, Event]:
    rows = connection.execute(query).all()
    numbers = [row.number for row in rows]
    members = _children(connection, parties, numbers, parties.c.side, parties.c.ordinal)
    marked = spans_of(connection, numbers)
    due, sure = _children(connection, dues, numbers), _children(connection, row_confidences, numbers)
    return {
        row.number: codec.event(row, row.article_id, *(told[row.number] for told in (members, marked, due, sure)))
        for row in rows
    }


def spans_of(connection: Connection, numbers: Iterable[int]) -> dict[int, list[Row[Any]]]:
    """Return the rows of spans for each event number: the trigger, then the evidence in order."""
    return _children(connection, spans, list(numbers), spans.c.part.desc(), spans.c.ordinal)


def _children(
    connection: Connection, table: Table, numbers: Sequence[int], *order: ColumnElement[Any]
) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for chunk in chunks(numbers):
        for row in connection.execute(select(table).where(table.c.event.in_(chunk)).order_by(table.c.event, *order)):
            found[row.event].append(row)
    return found


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    """Yield the items in lists short enough to be one statement's parameters."""
    rest = iter(items)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk


def recorded(column: ColumnElement[str], before: str | None) -> list[ColumnElement[bool]]:
    """Return the condition that a row was recorded before a stamp; none without a stamp."""
    return [] if before is None else [column < before]


def event(connection: Connection, id_: str, before: str | None = None) -> Event | None:
    """Return the newest coding of one event (recorded before that stamp), or None."""
    seen = recorded(events.c.recorded_at, before)
    query = _reports().where(events.c.id == id_, *seen).order_by(events.c.number.desc()).limit(1)
    return next(iter(_events(connection, query).values()), None)


def reports(connection: Connection, ids: Iterable[str], before: str | None = None) -> dict[str, Event]:
    """Return the newest coding (recorded before that stamp) of each of some events, by id."""
    found: dict[str, Event] = {}
    seen = recorded(events.c.recorded_at, before)
    for some in chunks(dict.fromkeys(ids)):
        newest = select(func.max(events.c.number)).where(events.c.id.in_(some), *seen).group_by(events.c.id)
        found |= {
            event.id: event for event in _events(connection, _reports().where(events.c.number.in_(newest))).values()
        }
    return found


def events_of(connection: Connection, article_number: int) -> dict[int, Event]:
    """Return every event of an article by its row number, every version of it."""
    return _events(connection, _reports().where(events.c.article == article_number).order_by(events.c.number))


def current_events(connection: Connection, article_number: int) -> list[Event]:
    """Return the events that the newest coding of an article holds, in its order."""
    newest = connection.scalar(select(func.max(codings.c.number)).where(codings.c.article == article_number))
    return _events_in(connection, newest) if newest else []


def lost(id_: str) -> LedgerError:
    """Return the error for a record that is named and not there."""
    return LedgerError(f"{id_} is named in the ledger and its record is missing: run harmattan doctor")


def article(connection: Connection, id_: str, before: str | None = None) -> Article | None:
    """Return the newest reading of one article (recorded before that stamp), or None."""
    query = (
        select(articles.c.content_hash, articles.c.text, readings.c.details)
        .join(readings, readings.c.article == articles.c.number)
        .where(articles.c.id == id_, *recorded(readings.c.recorded_at, before))
        .order_by(readings.c.number.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return None if row is None else codec.article(id_, *row)


def mastheads(connection: Connection, ids: Iterable[str], before: str | None = None) -> dict[str, Article]:
    """Return the newest reading of each of some articles, by id, without what takes long to unpack: text and blocks."""
    found: dict[str, Article] = {}
    for some in chunks(dict.fromkeys(ids)):
        newest = _newest_readings(some, before)
        rows = select(articles.c.id, articles.c.content_hash, *_MASTHEAD)
        rows = rows.join(readings, readings.c.article == articles.c.number).where(readings.c.number.in_(newest))
        found |= {row.id: codec.masthead(*row) for row in connection.execute(rows)}
    return found


def _newest_readings(ids: Sequence[str], before: str | None) -> Select[Any]:
    own = select(articles.c.number).where(articles.c.id.in_(ids))
    seen = recorded(readings.c.recorded_at, before)
    return select(func.max(readings.c.number)).where(readings.c.article.in_(own), *seen).group_by(readings.c.article)


def articles_by_event(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the id of the article of each of the events that are there."""
    found: dict[str, str] = {}
    for some in chunks(ids):
        query = select(events.c.id, articles.c.id.label("article")).join(
            articles, articles.c.number == events.c.article
        )
        found |= {row.id: row.article for row in connection.execute(query.where(events.c.id.in_(some)))}
    return found


def articles_of(connection: Connection, ids: Iterable[str], before: str | None = None) -> dict[str, Article]:
    """Return the newest reading (recorded before that stamp) of each of the articles that are there, by id."""
    found: dict[str, Article] = {}
    for some in chunks(ids):
        newest = _newest_readings(some, before)
        query = select(articles.c.id, articles.c.content_hash, articles.c.text, readings.c.details)
        query = query.join(readings, readings.c.article == articles.c.number).where(readings.c.number.in_(newest))
        found |= {row.id: codec.article(*row) for row in connection.execute(query)}
    return found


def annotations_of(connection: Connection, article_number: int) -> dict[int, Annotations]:
    """Return every coding of an article by its row number, oldest first."""
    query = (
        select(articles.c.id, codings.c.number, codings.c.details)
        .join(articles, articles.c.number == codings.c.article)
        .where(codings.c.article == article_number)
        .order_by(codings.c.number)
    )
    return {
        number: codec.annotations(id_, details, _events_in(connection, number))
        for id_, number, details in connection.execute(query).all()
    }


def _events_in(connection: Connection, coding_number: int) -> list[Event]:
    held = _reports().join(coded, coded.c.event == events.c.number).where(coded.c.coding == coding_number)
    return list(_events(connection, held.order_by(coded.c.ordinal)).values())


def roles(connection: Connection, ids: Collection[str] | None = None) -> Iterator[tuple[str, str | None, RoleClaim]]:
    """Yield article id, day of publication and each office told, from the newest coding of every article.

    ids: only of these articles, at most a thousand.
    """
    newest = select(func.max(codings.c.number)).group_by(codings.c.article)
    day = select(func.max(readings.c.published)).where(readings.c.article == codings.c.article).scalar_subquery()
    query = select(articles.c.id, day.label("day"), codings.c.details)
    query = query.join(articles, articles.c.number == codings.c.article)
    if ids is not None:
        held = select(articles.c.number).where(articles.c.id.in_(ids))
        newest = newest.where(codings.c.article.in_(held))
    query = query.where(codings.c.number.in_(newest))
    for id_, published, details in connection.execute(query.order_by(codings.c.number)):
        for role in codec.roles(details):
            yield id_, published, role


def last_coding(connection: Connection, article_id: str, before: str | None = None) -> Coded | None:
    """Return the newest reading of an article with its newest coding (recorded before that stamp), or None."""
    read = article(connection, article_id, before)
    query = select(codings.c.number, codings.c.details).join(articles, articles.c.number == codings.c.article)
    query = query.where(articles.c.id == article_id, *recorded(codings.c.recorded_at, before))
    row = connection.execute(query.order_by(codings.c.number.desc()).limit(1)).first()
    if read is None or row is None:
        return None
    annotations = codec.annotations(article_id, row.details, _events_in(connection, row.number))
    return Coded(read, annotations, tuple(_refusals(connection, refusals.c.coding == row.number)))


def article_history(connection: Connection, article_id: str) -> list[Recorded]:
    """Return the readings and codings of an article, oldest first."""
    number = select(articles.c.number).where(articles.c.id == article_id).scalar_subquery()
    read = select(readings.c.recorded_at).where(readings.c.article == number).order_by(readings.c.number)
    made = select(codings.c.recorded_at, codings.c.coder, codings.c.codebook).where(codings.c.article == number)
    found = [Recorded(at, "read") for at in connection.scalars(read)]
    found += [
        Recorded(at, "coded", f"{coder}, {book}")
        for at, coder, book in connection.execute(made.order_by(codings.c.number))
    ]
    return sorted(found, key=lambda one: one.at)


def list_refusals(connection: Connection) -> list[Refusal]:
    """Return every refusal, oldest first."""
    return list(_refusals(connection))


def _refusals(connection: Connection, *conditions: ColumnElement[bool]) -> Iterator[Refusal]:
    query = select(refusals.c.source, refusals.c.reason).where(*conditions).order_by(refusals.c.number)
    return (Refusal(*row) for row in connection.execute(query))


def list_runs(connection: Connection) -> list[Run]:
    """Return every run that added something, oldest first."""
    query = select(runs.c.id, runs.c.started_at, runs.c.coder, runs.c.codebook).order_by(runs.c.number)
    return [Run(*row) for row in connection.execute(query)]


def find(connection: Connection, prefix: str, limit: int) -> list[str]:
    """Return the ids of articles and events that begin with prefix, sorted, at most limit of them."""
    if limit < 0:
        raise UsageError(f"limit is below 0: {limit}")
    begins = (
        select(column).where(column >= prefix, column < prefix + _LAST) for column in (articles.c.id, events.c.id)
    )
    found = union(*begins).subquery()
    return list(connection.scalars(select(found.c.id).order_by(found.c.id).limit(min(limit, MOST))))


def counts(connection: Connection) -> dict[str, int]:
    """Return the number of rows in each table."""
    return {
        name: connection.scalar(select(func.count()).select_from(table)) or 0 for name, table in metadata.tables.items()
    }
