"""The history of one event: each version a coder made of it, readings of its page, joins, tombstones, judgements."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select

from harmattan.ledger import judgements, view
from harmattan.ledger.diff import changed
from harmattan.ledger.memberships import ACT
from harmattan.ledger.schema import articles, coded, codings, events, memberships, readings
from harmattan.records import Event

# Of things of one moment, the order in which they come about.
_ORDER: Final = ("read", "coded", "dropped", "restored", "joined", "judged", "withdrawn")


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that was recorded of an event. at: UTC; by: the coder or person; what: words to know it by.

    kind: read (its page), coded (a version of it), dropped (a newer coding of the page no longer holds it), restored,
    joined (told of which act), judged, withdrawn (a judgement). id: the version's coder, the act or the judgement.
    fields: those in which a version differs from the one before.
    """

    at: str
    kind: str
    id: str
    what: str
    by: str = ""
    fields: tuple[str, ...] = ()


def history(connection: Connection, id_: str) -> list[Moment]:
    """Return all that was recorded of an event, oldest first; nothing for an unknown one."""
    query = select(events.c.number, events.c.article).where(events.c.id == id_).order_by(events.c.number)
    rows = connection.execute(query).all()
    if not rows:
        return []
    found = [
        *_readings(connection, rows[0].article),
        *_versions(connection, rows[0].article, [row.number for row in rows]),
        *_turned(connection, rows[0].article, [row.number for row in rows]),
        *_joined(connection, id_),
        *_judged(connection, id_),
    ]
    return sorted(found, key=lambda one: (one.at, _ORDER.index(one.kind)))


def versions(connection: Connection, id_: str) -> list[Event]:
    """Return every version of an event, oldest first."""
    query = select(events.c.number).where(events.c.id == id_).order_by(events.c.number)
    return view.events_by_number(connection, connection.scalars(query).all())


def _versions(connection: Connection, article: int, numbers: list[int]) -> Iterator[Moment]:
    known = view.events_of(connection, article)
    stamps = select(events.c.number, events.c.recorded_at).where(events.c.number.in_(numbers)).order_by(events.c.number)
    before: Event | None = None
    for number, at in connection.execute(stamps).all():
        event = known[number]
        yield Moment(at, "coded", event.coder, _line(event), event.coder, changed(before, event))
        before = event


def _line(event: Event) -> str:
    code = "/".join((event.type, *event.modes))
    return f"{code} {event.factuality} {event.confidence:.2f} ({event.codebook})"


def _readings(connection: Connection, article: int) -> Iterator[Moment]:
    columns = (readings.c.recorded_at, readings.c.title, readings.c.source, articles.c.id)
    query = select(*columns).join(articles, articles.c.number == readings.c.article)
    for row in connection.execute(query.where(readings.c.article == article).order_by(readings.c.number)):
        yield Moment(row.recorded_at, "read", row.id, row.title or row.source)


def _turned(connection: Connection, article: int, numbers: list[int]) -> Iterator[Moment]:
    """Yield when codings of the page began to leave the event out, whatever its version, and took it up again."""
    holding = select(coded.c.coding).where(coded.c.event.in_(numbers))
    query = select(codings.c.recorded_at, codings.c.coder, codings.c.number.in_(holding).label("held"))
    before: bool | None = None
    for row in connection.execute(query.where(codings.c.article == article).order_by(codings.c.number)):
        held = bool(row.held)
        if before is not None and held != before:
            kind, what = ("restored", "holds it again") if held else ("dropped", "no longer holds it")
            yield Moment(row.recorded_at, kind, row.coder, f"the page coded anew {what}", row.coder)
        before = held if before is not None or held else None


def _joined(connection: Connection, id_: str) -> Iterator[Moment]:
    query = select(memberships).where(memberships.c.kind == ACT, memberships.c.member == id_)
    for row in connection.execute(query.order_by(memberships.c.number)):
        yield Moment(row.recorded_at, "joined", row.whole, row.reason or "stands alone")


def _judged(connection: Connection, id_: str) -> Iterator[Moment]:
    own = judgements.listed(connection, id_)
    for one in own:
        told = " ".join(f"{name}={value}" for name, value in one.values)
        yield Moment(one.at, "judged", one.id, " ".join(filter(None, (one.verb, told, one.reason))), one.by)
    for one in own:
        for gone in judgements.listed(connection, one.id):
            yield Moment(gone.at, "withdrawn", one.id, " ".join(filter(None, (one.verb, gone.reason))), gone.by)
