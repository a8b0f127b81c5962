"""Days of elections, deadlines and ends: in the details of a coding, and as rows by which they are found."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import Any, Final

from sqlalchemy import Connection, Row, func, or_, select
from sqlalchemy.orm import aliased

from harmattan import dates
from harmattan.ledger.schema import articles, codings, readings, scheduled
from harmattan.records import Noted, Scheduled, Span

Values = dict[str, Any]
_NAME: Final = "scheduled"


def values(told: Sequence[Scheduled]) -> Values:
    """Return what a coding keeps of such days: nothing where there are none, so that its digest stays as it was."""
    return {_NAME: [list(astuple(one)) for one in told]} if told else {}


def read(kept: Mapping[str, Any]) -> tuple[Scheduled, ...]:
    """Return the days that a coding keeps. Raises KeyError, TypeError or ValueError."""
    return tuple(_one(*row) for row in kept.get(_NAME, ()))


def _one(kind: str, told: str, *rest: Any) -> Scheduled:  # noqa: ANN401  (values of JSON)
    thing, span, sentence, *others = rest
    value, precision, relation, state = others
    return Scheduled(kind, told, Span(*thing), Span(*span), Span(*sentence), value, precision, relation, state)


def rows(coding: int, told: Sequence[Scheduled]) -> list[Values]:
    """Return the rows of scheduled of one coding."""
    return [{"coding": coding, "ordinal": at, **_row(one)} for at, one in enumerate(told)]


def _row(one: Scheduled) -> Values:
    found = dates.days_of(one.value)
    first, end = (found[0].isoformat(), found[1].isoformat()) if found else (None, None)
    words = {"thing_start": one.thing.start, "thing_end": one.thing.end, "start": one.span.start, "stop": one.span.end}
    words |= {"sentence_start": one.sentence.start, "sentence_end": one.sentence.end}
    told = {name: getattr(one, name) for name in ("kind", "told", "value", "precision", "relation", "state")}
    return {**words, **told, "first_day": first, "end_day": end}


def noted(connection: Connection, since: str | None = None, before: str | None = None) -> list[Noted]:
    """Return the days that the newest coding of each article (recorded before that stamp) tells, in order of arrival.

    since: an ISO day; only days from it on, and those of what was put off without its day.
    """
    later, own = aliased(codings), articles.c.number == codings.c.article
    newest = select(func.max(later.c.number)).where(later.c.article == codings.c.article)
    newest = newest if before is None else newest.where(later.c.recorded_at < before)
    day = select(func.max(readings.c.published)).where(readings.c.article == codings.c.article).scalar_subquery()
    query = select(articles.c.id, day.label("day"), scheduled).join(codings, codings.c.number == scheduled.c.coding)
    query = query.join(articles, own).where(codings.c.number == newest.scalar_subquery())
    if since is not None:
        query = query.where(or_(scheduled.c.end_day > since, scheduled.c.end_day.is_(None)))
    query = query.order_by(scheduled.c.coding, scheduled.c.ordinal)
    return [Noted(row.id, row.day and row.day[:10], _of(row)) for row in connection.execute(query)]


def _of(row: Row[Any]) -> Scheduled:
    spans = ((row.thing_start, row.thing_end), (row.start, row.stop), (row.sentence_start, row.sentence_end))
    return _one(row.kind, row.told, *spans, row.value, row.precision, row.relation, row.state)
