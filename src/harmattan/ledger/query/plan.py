"""How a query is answered on a ledger of millions of events.

Either the events are walked down by their last day, newest first, until enough are found, or those that an index lists
for one of the terms are looked at and sorted. Neither the databases' own planners nor any statistics they keep know
which of the two is faster for given values, so the lists are counted first, up to a limit, and the costs compared.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, func, select, text, tuple_

from harmattan.ledger.query import periods
from harmattan.ledger.query.conditions import parts
from harmattan.ledger.query.near import Locate
from harmattan.ledger.query.part import Condition, Part
from harmattan.ledger.query.terms import AnyOf, Query
from harmattan.ledger.schema import events

# No list is counted further; a longer one is as good as none.
_MOST: Final = 30_000
# What a step takes, relative to each other: walking past an event, and looking one of a list up to sort it.
_WALK: Final = 3.0
_LOOK: Final = 2.0
# Most acts end this soon after they began; those that may not have an index of their own (events_long): their months
# are more than one apart.
_LONG: Final = timedelta(days=62)
# Worded as the index has it, or it would not be used.
_LASTING: Final = {
    "sqlite": "substr(events.end_day, 1, 4) * 12 + substr(events.end_day, 6, 2) "
    "- substr(events.first_day, 1, 4) * 12 - substr(events.first_day, 6, 2) > 1",
    "postgresql": "substr(events.end_day, 1, 4)::integer * 12 + substr(events.end_day, 6, 2)::integer "
    "- substr(events.first_day, 1, 4)::integer * 12 - substr(events.first_day, 6, 2)::integer > 1",
}

# Numbers of a list that a sample looks up at once.
_AT_ONCE: Final = 1_000

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Plan:
    """conditions all have to hold. few: they begin with a short list, and are not walked by day. until: the end of the
    period asked for, if there is one. rarest: of the parts whose lists have an order, the one with the shortest;
    beside: the conditions that have to hold of its list's events."""

    conditions: tuple[Condition, ...]
    few: bool
    until: date | None
    rarest: Part | None = None
    beside: tuple[Condition, ...] = ()


def plan(connection: Connection, query: Query, locate: Locate | None = None, limit: int = 100) -> Plan:
    """Return how the first limit events of a query are to be found. Raises UsageError for what cannot be answered."""
    wanted = parts(connection, query, locate)
    until = _until(query)
    counted = [(part, _count(connection, part)) for part in wanted if part.lists]
    ordered = [pair for pair in counted if pair[0].order]
    rarest = min(ordered, key=lambda pair: pair[1], default=(None, 0))[0]
    best = _shortest(connection, counted, limit)
    short = {id(part) for part, count in counted if count <= _MOST}
    rest = [part for part in wanted if part is not best or not part.exact]
    probes = (part.among if part.words and part.exact and id(part) in short else part.probe for part in rest)
    if best is None:
        beside = (part.probe for part in wanted if part is not rarest or not part.exact)
        return Plan(tuple(probes), few=False, until=until, rarest=rarest, beside=tuple(beside))
    return Plan((best.among, *probes), few=True, until=until)


def _shortest(connection: Connection, counted: Sequence[tuple[Part, int]], limit: int) -> Part | None:
    """The part whose list is shortest, if to look at all of it costs less than to walk until enough are found."""
    best, count = min(counted, key=lambda pair: pair[1], default=(None, 0))
    if best is None or count > _MOST:
        return None
    whole = connection.scalar(select(func.max(events.c.number))) or 0
    share = math.prod(min(1.0, found / max(1, whole)) for _, found in counted)
    walked = min(whole, limit / share) if share else whole
    return best if count * _LOOK <= walked * _WALK else None


def _count(connection: Connection, part: Part) -> int:
    """How many events the lists of a part hold, one in two lists twice; no further than one list may go."""
    total = 0
    for one in part.lists:
        total += connection.scalar(select(func.count()).select_from(one.limit(_MOST + 1).subquery())) or 0
        if total > _MOST:
            break
    return total


def _until(query: Query) -> date | None:
    """The latest end of the periods asked for; None if one is open."""
    ends = [
        max((periods.bounds(value.text)[1] or date.max for value in term.values if not value.negated), default=date.max)
        for term in query.terms
        if isinstance(term, AnyOf) and term.field in ("when", "within")
    ]
    end = min(ends, default=date.max)
    return None if end >= date.max - _LONG else end


def numbers(connection: Connection, chosen: Plan, limit: int, after: Key | None) -> list[int]:
    """Return the numbers of the newest events that fit, in order: by last day, undated ones last, then by arrival.

    after: day ("" for none) and number of the event before the first one wanted.
    """
    found: list[Row[Any]] = []
    if after is None or after[0]:
        found = _dated(connection, chosen, limit, after)
    if len(found) < limit:
        undated = [] if after is None or after[0] else [events.c.number < after[1]]
        query = _rows(chosen.conditions, events.c.end_day.is_(None), *undated).order_by(events.c.number.desc())
        found = [*found, *connection.execute(query.limit(limit - len(found)))]
    return [row.number for row in found]


def sample(connection: Connection, query: Query, locate: Locate | None, most: int) -> tuple[list[int], bool]:
    """Return the numbers of at most so many events that fit, and whether those are all.

    Where many fit, they are the newest by day, or by arrival where a list is walked faster so. Raises UsageError.
    """
    chosen = plan(connection, query, locate, most + 1)
    if chosen.few or chosen.until or chosen.rarest is None or most > _MOST:
        found = numbers(connection, chosen, most + 1, None)
        return found[:most], len(found) <= most
    listed, cut = _newest(connection, chosen.rarest)
    found = []
    for some in (listed[at : at + _AT_ONCE] for at in range(0, len(listed), _AT_ONCE)):
        query_ = select(events.c.number).where(events.c.number.in_(some), *chosen.beside)
        found += connection.scalars(query_)
        if len(found) > most:
            return found[:most], False
    return found, not cut


def _newest(connection: Connection, part: Part) -> tuple[list[int], bool]:
    """The numbers of a part's lists, newest first as their index has them, and whether a list was longer than _MOST."""
    found: dict[int, None] = {}
    cut = False
    for one in part.lists:
        numbers_ = connection.scalars(one.order_by(*part.order).limit(_MOST)).all()
        cut = cut or len(numbers_) >= _MOST
        found |= dict.fromkeys(numbers_)
    return (list(found) if len(part.lists) == 1 else sorted(found, reverse=True)), cut


def _dated(connection: Connection, chosen: Plan, limit: int, after: Key | None) -> list[Row[Any]]:
    """The walk begins where the period may end; acts so long that they end later are looked for apart."""
    day, number = events.c.end_day, events.c.number
    later = [] if after is None else [tuple_(day, number) < after]
    base = _rows(chosen.conditions, day.is_not(None), *later)
    if chosen.few:
        # An expression and not the column, so that the index by day is not walked for its order.
        ordered = base.order_by(day.concat("").desc(), number.desc())
        return list(connection.execute(ordered.limit(limit)))
    walked = base.order_by(day.desc(), number.desc()).limit(limit)
    if chosen.until is None:
        return list(connection.execute(walked))
    edge = (chosen.until + _LONG).isoformat()
    near = connection.execute(walked.where(day < edge)).all()
    far = [
        row
        for some in _lasting(connection, chosen.until.isoformat(), edge)
        for row in connection.execute(walked.where(number.in_(some)))
    ]
    return sorted([*near, *far], key=lambda row: (row.end_day, row.number), reverse=True)[:limit]


def _lasting(connection: Connection, until: str, edge: str) -> Iterator[list[int]]:
    """The acts that began before the period's end and ended so late that the walk passes them over.

    Looked for by themselves: with other conditions the database would take another index and read all later events.
    """
    long = text(_LASTING[connection.dialect.name])
    query = select(events.c.number).where(events.c.end_day >= edge, events.c.first_day < until, long)
    rest = iter(connection.scalars(query).all())
    while some := list(islice(rest, _AT_ONCE)):
        yield some


def _rows(conditions: Sequence[Condition], *more: Condition) -> Select[Any]:
    return select(events.c.number, events.c.end_day).where(*conditions, *more)
