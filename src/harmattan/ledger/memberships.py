"""Which act a report tells of, and which story an article belongs to, as the joins have it."""

from collections.abc import Collection, Iterable
from typing import Any, Final

from sqlalchemy import Connection, Select, func, select

from harmattan.ledger import view
from harmattan.ledger.query.conditions import current
from harmattan.ledger.schema import events, memberships

ACT: Final = "act"
STORY: Final = "story"


def wholes(connection: Connection, kind: str, members: Iterable[str], before: str | None = None) -> dict[str, str]:
    """Return the act of each report, or the story of each article, that has been joined (before that stamp)."""
    found: dict[str, str] = {}
    for some in view.chunks(members):
        last = _last(kind, before).where(memberships.c.member.in_(some)).group_by(memberships.c.member)
        query = select(memberships.c.member, memberships.c.whole).where(memberships.c.number.in_(last))
        found |= {row.member: row.whole for row in connection.execute(query)}
    return found


def members(
    connection: Connection, kind: str, names: Collection[str], before: str | None = None
) -> dict[str, tuple[str, ...]]:
    """Return the members of each whole, sorted; an id is a hash of its members, so they are those it was made of."""
    found: dict[str, set[str]] = {name: set() for name in names}
    for some in view.chunks(names):
        query = select(memberships.c.whole, memberships.c.member).where(
            memberships.c.kind == kind, memberships.c.whole.in_(some), *_seen(before)
        )
        for whole, member in connection.execute(query):
            found[whole].add(member)
    return {name: tuple(sorted(ids)) for name, ids in found.items()}


def reports(connection: Connection, acts: Collection[str], before: str | None = None) -> dict[str, tuple[str, ...]]:
    """Return the reports of each act, sorted, without those that newer codings of their articles dropped since it was
    joined. An act of which nothing is left, or whose reports all went to others, has those it was made of."""
    made = members(connection, ACT, acts, before)
    ids = {id_ for of in made.values() if len(of) > 1 for id_ in of}
    homes = wholes(connection, ACT, ids, before)
    kept = _held(connection, ids, before)
    return {
        act: tuple(id_ for id_ in of if id_ in kept and homes.get(id_) == act) or of if len(of) > 1 else of
        for act, of in made.items()
    }


def _held(connection: Connection, ids: Iterable[str], before: str | None) -> set[str]:
    """Those of some events that the newest coding of their article holds."""
    found: set[str] = set()
    for some in view.chunks(ids):
        found |= set(connection.scalars(select(events.c.id).where(events.c.id.in_(some), current(before))))
    return found


def count(connection: Connection, kind: str) -> int:
    """Return how many wholes have a member now; of an act that is a report which the newest coding holds."""
    last = _last(kind, None).group_by(memberships.c.member)
    query = select(func.count(memberships.c.whole.distinct())).where(memberships.c.number.in_(last))
    if kind == ACT:
        query = query.where(select(events.c.number).where(events.c.id == memberships.c.member, current()).exists())
    return connection.scalar(query) or 0


def reason(connection: Connection, kind: str, member: str, before: str | None = None) -> str:
    """Return why a member belongs to its whole; empty if it stands alone."""
    query = select(memberships.c.reason).where(memberships.c.kind == kind, memberships.c.member == member)
    query = query.where(*_seen(before))
    return connection.scalar(query.order_by(memberships.c.number.desc()).limit(1)) or ""


def _last(kind: str, before: str | None) -> Select[Any]:
    return select(func.max(memberships.c.number)).where(memberships.c.kind == kind, *_seen(before))


def _seen(before: str | None) -> list[Any]:
    return [] if before is None else [memberships.c.recorded_at < before]
