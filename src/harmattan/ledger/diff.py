"""What came, went and changed: between two moments of the ledger, or between two coders of the same articles."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

from sqlalchemy import Connection, func, select, union

from harmattan.errors import UsageError
from harmattan.ledger import view
from harmattan.ledger.query import AnyOf, Query, Value, periods, plan
from harmattan.ledger.query.conditions import parts
from harmattan.ledger.query.near import Locate
from harmattan.ledger.schema import articles, codings, events, standings
from harmattan.records import Event

# Fields in which two versions of one event may differ; where its words stand and what is derived is left out.
FIELDS: Final = tuple(
    field.name
    for field in fields(Event)
    if field.name not in {"id", "article", "evidence", "quad", "score", "codebook"}
)


@dataclass(frozen=True, slots=True)
class Difference:
    """An event that is there (now) and was not, or was and is no more, or has changed in some fields."""

    was: Event | None
    now: Event | None
    fields: tuple[str, ...] = ()

    @property
    def event(self) -> Event:
        """The event as it is now, or as it last was."""
        found = self.now or self.was
        if found is None:
            raise ValueError("a difference of nothing")
        return found


def moments(
    connection: Connection, query: Query, first: str, second: str, locate: Locate | None = None, most: int | None = None
) -> Iterator[Difference]:
    """Yield how the events that a query finds differ between two moments (ISO prefixes: their ends), oldest row first.

    Only events that were recorded, dropped or taken up in between are looked at, not those whose page alone was read
    anew; most: only so many of them, the newest. Raises UsageError for moments that are none or not in order.
    """
    begin, end = _after(first), _after(second)
    if begin > end:
        raise UsageError(f"as-of: {first} is later than {second}")
    for ids in view.chunks(_touched(connection, begin, end, most)):
        was = _held(connection, replace(query, as_of=first, by=None), ids, locate)
        now = _held(connection, replace(query, as_of=second, by=None), ids, locate)
        yield from _differences(ids, was, now)


def _after(moment: str) -> str:
    try:
        return periods.after(periods.moment(moment))
    except ValueError as error:
        told = "is no day or moment in UTC (write 2026-02-03 or 2026-02-03T12:00:00Z)"
        raise UsageError(f"as-of: {moment[:60]!r} {told}") from error


def busier(connection: Connection, first: str, second: str, most: int) -> bool:
    """Tell whether more than so many events were recorded, or dropped or taken up, between two moments: moments then
    looks at some of them only. Raises UsageError for moments that are none."""
    begin, end = _after(first), _after(second)
    for stamp, number in ((events.c.recorded_at, events.c.number), (standings.c.recorded_at, standings.c.event)):
        found = select(number).where(stamp >= begin, stamp < end).limit(most + 1).subquery()
        if (connection.scalar(select(func.count()).select_from(found)) or 0) > most:
            return True
    return False


def _touched(connection: Connection, begin: str, end: str, most: int | None) -> list[str]:
    came = select(events.c.number).where(events.c.recorded_at >= begin, events.c.recorded_at < end)
    turned = select(standings.c.event).where(standings.c.recorded_at >= begin, standings.c.recorded_at < end)
    came = came.order_by(events.c.number.desc()).limit(most)
    turned = turned.order_by(standings.c.coding.desc()).limit(most)
    numbers = union(select(came.subquery()), select(turned.subquery())).subquery()
    found = select(events.c.id).join(numbers, numbers.c.number == events.c.number).order_by(events.c.number)
    return list(dict.fromkeys(connection.scalars(found)))


def _held(connection: Connection, query: Query, ids: Sequence[str], locate: Locate | None) -> dict[str, Event]:
    probes = [part.probe for part in parts(connection, query, locate)]
    numbers = connection.scalars(select(events.c.number).where(events.c.id.in_(ids), *probes)).all()
    return {event.id: event for event in view.events_by_number(connection, numbers)}


def _differences(ids: Iterable[str], was: dict[str, Event], now: dict[str, Event]) -> Iterator[Difference]:
    for id_ in ids:
        old, new = was.get(id_), now.get(id_)
        names = changed(old, new)
        if (old is None) != (new is None) or names:
            yield Difference(old, new, names)


def changed(old: Event | None, new: Event | None) -> tuple[str, ...]:
    """Return the FIELDS in which two versions of an event differ; none where one of them is missing."""
    if old is None or new is None:
        return ()
    return tuple(name for name in FIELDS if getattr(old, name) != getattr(new, name))


def coders(
    connection: Connection, query: Query, first: str, second: str, locate: Locate | None = None
) -> Iterator[Difference]:
    """Yield how two coders' newest codings differ, over the articles that both coded, article by article.

    An event of the one is an event of the other if it has the same id, or the same type and a trigger that overlaps.
    Raises UsageError for a coder that coded nothing.
    """
    for name in (first, second):
        if connection.scalar(select(codings.c.number).where(codings.c.coder == name).limit(1)) is None:
            known = connection.scalars(select(codings.c.coder).distinct().order_by(codings.c.coder)).all()
            raise UsageError(f"coder: {name!r} coded nothing here; there are: {', '.join(known) or 'none'}")
    one, other = (select(codings.c.article).where(codings.c.coder == name) for name in (first, second))
    numbers = connection.scalars(one.intersect(other)).all()
    for some in view.chunks(sorted(numbers)):
        for number in some:
            id_ = connection.scalar(select(articles.c.id).where(articles.c.number == number)) or ""
            was, now = (_coded(connection, query, id_, name, locate) for name in (first, second))
            yield from _paired(was, now)


def _coded(connection: Connection, query: Query, article: str, coder: str, locate: Locate | None) -> list[Event]:
    more = (AnyOf("article", (Value(article),)), AnyOf("coder", (Value(coder),)))
    asked = replace(query, terms=(*query.terms, *more), by=None)
    numbers = plan.numbers(connection, plan.plan(connection, asked, locate, view.MOST), view.MOST, None)
    return view.events_by_number(connection, sorted(numbers))


def _paired(was: Sequence[Event], now: Sequence[Event]) -> Iterator[Difference]:
    by_id = {event.id: event for event in now}
    pairs = {old.id: by_id[old.id] for old in was if old.id in by_id}
    left = [event for event in now if event.id not in pairs]
    for old in was:
        new = pairs.get(old.id) or next((one for one in left if _same(one, old)), None)
        if new in left:
            left.remove(new)
        # The coder differs by definition.
        names = tuple(name for name in changed(old, new) if name != "coder")
        if new is None or names:
            yield Difference(old, new, names)
    yield from (Difference(None, new) for new in left)


def _same(one: Event, other: Event) -> bool:
    return one.type == other.type and one.trigger.overlaps(other.trigger)
