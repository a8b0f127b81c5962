"""Reads the ledger. Every value a caller gives is a bound parameter."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, and_, exists, func, or_, select, union

from harmattan import dates
from harmattan.errors import UsageError
from harmattan.ledger import codec
from harmattan.ledger.query.conditions import conditions
from harmattan.ledger.query.near import Locate
from harmattan.ledger.query.terms import Query
from harmattan.ledger.schema import articles, coded, codings, events, metadata, parties, readings, refusals, runs, spans
from harmattan.records import Annotations, Article, Coded, Event, Refusal, RoleClaim, Run

T = TypeVar("T")

# SQLite takes at most 32,766 parameters a statement; this leaves room and keeps statements short.
_CHUNK = 1000
# SQLite refuses patterns over 50,000 bytes; nobody looks for a phrase this long.
_LONGEST_TEXT = 1000
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events to list; None asks for nothing. since and until are ISO prefixes, half-open."""

    type: str | None = None
    actor_country: str | None = None
    recipient_country: str | None = None
    article: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None


def list_events(
    connection: Connection,
    wanted: Wanted,
    limit: int,
    after: str | None,
    asked: Query | None = None,
    locate: Locate | None = None,
) -> list[Event]:
    """Return the newest events first: by the last day each can have happened, then by arrival; undated ones last.

    Both wanted and asked have to hold; locate finds the places of asked. Raises UsageError for a date that is none,
    an id in after that is not there, a limit below 0, or a query that cannot be answered.
    """
    if limit < 0:
        raise UsageError(f"limit is below 0: {limit}")
    query = _reports().where(*_conditions(wanted), *conditions(connection, asked or Query(), locate))
    if after is not None:
        query = query.where(_older_than(connection, after))
    query = query.order_by(events.c.end_day.desc().nulls_last(), events.c.number.desc())
    return list(_events(connection, query.limit(min(limit, 2**31))).values())


def _reports() -> Select[Any]:
    return select(events, articles.c.id.label("article_id")).join(articles, events.c.article == articles.c.number)


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.type is not None:
        yield events.c.type == wanted.type
    if wanted.actor_country is not None:
        yield _has_party("actor", wanted.actor_country)
    if wanted.recipient_country is not None:
        yield _has_party("recipient", wanted.recipient_country)
    if wanted.article is not None:
        yield articles.c.id == wanted.article
    if wanted.since is not None:
        yield events.c.end_day > _first_day(wanted.since, "since")
    if wanted.until is not None:
        yield events.c.first_day < _first_day(wanted.until, "until")
    if wanted.text is not None:
        yield _has_words(wanted.text)


def _has_party(side: str, country: str) -> ColumnElement[bool]:
    here = parties.c.event == events.c.number
    return exists().where(here, parties.c.side == side, parties.c.country == country)


def _has_words(text: str) -> ColumnElement[bool]:
    if len(text) > _LONGEST_TEXT:
        raise UsageError(f"text to look for is longer than {_LONGEST_TEXT} characters")
    folded = spans.c.folded.contains(codec.fold(text), autoescape=True)
    return exists().where(spans.c.event == events.c.number, folded)


def _first_day(value: str, name: str) -> str:
    try:
        return dates.bounds(value)[0].isoformat()
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from error


def _older_than(connection: Connection, after: str) -> ColumnElement[bool]:
    day, number = events.c.end_day, events.c.number
    row = connection.execute(select(day, number).where(events.c.id == after).order_by(number.desc())).first()
    if row is None:
        raise UsageError(f"no event {after!r} in the ledger")
    if row.end_day is None:
        return and_(day.is_(None), number < row.number)
    return or_(day.is_(None), day < row.end_day, and_(day == row.end_day, number < row.number))


def _events(connection: Connection, query: Select[Any]) -> dict[int, Event]:
    rows = connection.execute(query).all()
    numbers = [row.number for row in rows]
    members = _children(connection, parties, numbers, parties.c.side, parties.c.ordinal)
    marked = spans_of(connection, numbers)
    return {row.number: codec.event(row, row.article_id, members[row.number], marked[row.number]) for row in rows}


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


def event(connection: Connection, id_: str) -> Event | None:
    """Return the newest coding of one event, or None."""
    query = _reports().where(events.c.id == id_).order_by(events.c.number.desc()).limit(1)
    return next(iter(_events(connection, query).values()), None)


def events_of(connection: Connection, article_number: int) -> dict[int, Event]:
    """Return every event of an article by its row number, every version of it."""
    return _events(connection, _reports().where(events.c.article == article_number).order_by(events.c.number))


def article(connection: Connection, id_: str) -> Article | None:
    """Return the newest reading of one article, or None."""
    query = (
        select(articles.c.content_hash, articles.c.text, readings.c.details)
        .join(readings, readings.c.article == articles.c.number)
        .where(articles.c.id == id_)
        .order_by(readings.c.number.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return None if row is None else codec.article(id_, *row)


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


def roles(connection: Connection) -> Iterator[tuple[str, str | None, RoleClaim]]:
    """Yield article id, day of publication and each office told, from the newest coding of every article."""
    newest = select(func.max(codings.c.number)).group_by(codings.c.article)
    day = select(func.max(readings.c.published)).where(readings.c.article == codings.c.article).scalar_subquery()
    query = select(articles.c.id, day.label("day"), codings.c.details)
    query = query.join(articles, articles.c.number == codings.c.article).where(codings.c.number.in_(newest))
    for id_, published, details in connection.execute(query.order_by(codings.c.number)):
        for role in codec.roles(details):
            yield id_, published, role


def last_coding(connection: Connection, article_id: str) -> Coded | None:
    """Return the newest reading of an article with its newest coding, as they were written; or None."""
    read = article(connection, article_id)
    query = select(codings.c.number, codings.c.details).join(articles, articles.c.number == codings.c.article)
    row = connection.execute(
        query.where(articles.c.id == article_id).order_by(codings.c.number.desc()).limit(1)
    ).first()
    if read is None or row is None:
        return None
    annotations = codec.annotations(article_id, row.details, _events_in(connection, row.number))
    return Coded(read, annotations, tuple(_refusals(connection, refusals.c.coding == row.number)))


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
    begins = (
        select(column).where(column >= prefix, column < prefix + _LAST) for column in (articles.c.id, events.c.id)
    )
    found = union(*begins).subquery()
    return list(connection.scalars(select(found.c.id).order_by(found.c.id).limit(limit)))


def counts(connection: Connection) -> dict[str, int]:
    """Return the number of rows in each table."""
    return {
        name: connection.scalar(select(func.count()).select_from(table)) or 0 for name, table in metadata.tables.items()
    }
