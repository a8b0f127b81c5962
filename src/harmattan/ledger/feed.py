"""What was recorded when: the ledger's own history, oldest or newest first, and what came between two moments."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, func, literal, select, union_all

from harmattan import dates
from harmattan.errors import UsageError
from harmattan.ledger import view
from harmattan.ledger.query import periods
from harmattan.ledger.schema import articles, codings, events, judgements, readings, refusals, standings
from harmattan.ledger.view import MOST

_HOUR = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was appended. at: UTC; what: words to know it by.

    kind: article, event, refusal, judgement, dropped (a newer coding of the article no longer holds the event) or
    restored (it does again).
    """

    at: str
    kind: str
    id: str
    what: str


def changes(connection: Connection, *, since: str = "", until: str = "", limit: int = 100) -> list[Change]:
    """Return what was recorded at or after since and before until (prefixes of ISO moments; empty: open), newest first.

    Raises UsageError for a limit below 1, for what is no moment, and where since is not before until.
    """
    if limit < 1:
        raise UsageError(f"limit is below 1: {limit}")
    limit = min(limit, MOST)
    first, end = _beginning("since", since), _beginning("until", until)
    if first and end and first >= end:
        raise UsageError(f"nothing can lie between: since {since} is not before until {until}, which is not included")
    # Each table gives its own newest rows, by arrival: none has to be sorted whole.
    newest = (_within(query, first, end).order_by(query.selected_columns["number"].desc()) for query in _queries())
    both = union_all(*(select(query.limit(limit).subquery()) for query in newest)).subquery()
    rows = connection.execute(select(both).order_by(both.c.at.desc(), both.c.kind, both.c.number.desc()).limit(limit))
    return list(_worded(connection, [Change(row.at, row.kind, row.id, row.what) for row in rows]))


def _worded(connection: Connection, found: Sequence[Change]) -> Iterator[Change]:
    """Yield the changes; those of a judgement tell the fields it gives, or the events it joins or parts."""
    said: dict[str, str] = {}
    for ids in view.chunks([one.id for one in found if one.kind == "judgement"]):
        asked = select(judgements.c.id, judgements.c.told).where(judgements.c.id.in_(ids))
        said |= {id_: _values(told) for id_, told in connection.execute(asked)}
    for one in found:
        yield replace(one, what=one.what + said.get(one.id, "")) if one.kind == "judgement" else one


def _values(told: Sequence[str]) -> str:
    pairs = zip(told[::2], told[1::2], strict=False)
    return ": " + " ".join(f"{field}={value}" for field, value in pairs) if told else ""


def _beginning(name: str, told: str) -> str:
    """Return what stamps of that moment or prefix and all later ones do not sort before; "" for an open side."""
    if not told:
        return ""
    try:
        written = periods.moment(f"{told}:00" if _HOUR.fullmatch(told) else told)
        return written if "T" in written else dates.bounds(written)[0].isoformat()
    except ValueError:
        raise UsageError(
            f"{name}: {told[:60]!r} is no day or moment in UTC, such as 2026-02-03 or 2026-02-03T10:00"
        ) from None


def _queries() -> Sequence[Select[Any]]:
    def columns(kind: str, table: Any, id_: Any, what: Any) -> Select[Any]:  # noqa: ANN401  (columns of any table)
        names = (table.c.recorded_at.label("at"), literal(kind).label("kind"), id_.label("id"))
        return select(*names, what.label("what"), table.c.number.label("number"))

    title, source = (_first_reading(readings.c[name]) for name in ("title", "source"))
    said = judgements.c.verb + " " + judgements.c.subject + " by " + judgements.c.author
    return (
        columns("article", articles, articles.c.id, func.coalesce(title, source)),
        columns("event", events, events.c.id, events.c.type + " " + events.c.factuality + " " + events.c.coder),
        columns("refusal", refusals, refusals.c.source, refusals.c.reason),
        columns("judgement", judgements, judgements.c.id, said),
        _turned("dropped", 0),
        _turned("restored", 1),
    )


def _first_reading(column: Any) -> Any:  # noqa: ANN401  (any column)
    """What the first reading of an article has there: the title it was recorded with, or where it came from."""
    query = select(column).where(readings.c.article == articles.c.number).order_by(readings.c.number).limit(1)
    return query.correlate(articles).scalar_subquery()


def _turned(kind: str, held: int) -> Select[Any]:
    """Tombstones: an event is never deleted, it is no longer held."""
    names = (standings.c.recorded_at.label("at"), literal(kind).label("kind"), events.c.id.label("id"))
    query = select(*names, codings.c.coder.label("what"), standings.c.coding.label("number"))
    joined = query.join(events, events.c.number == standings.c.event).join(
        codings, codings.c.number == standings.c.coding
    )
    return joined.where(standings.c.held == held)


def _within(query: Select[Any], since: str, until: str) -> Select[Any]:
    at = query.selected_columns["at"]
    if since:
        query = query.where(at >= since)
    return query.where(at < until) if until else query
