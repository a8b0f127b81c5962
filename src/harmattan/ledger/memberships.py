"""Which act a report tells of, and which story an article belongs to, as the joins have it."""

from collections.abc import Collection, Iterable
from typing import Any, Final

from sqlalchemy import Connection, Select, func, select

from harmattan.ledger import view
from harmattan.ledger.schema import memberships

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


def count(connection: Connection, kind: str) -> int:
    """Return how many wholes have a member now."""
    last = _last(kind, None).group_by(memberships.c.member)
    held = select(func.count(memberships.c.whole.distinct())).where(memberships.c.number.in_(last))
    return connection.scalar(held) or 0


def reason(connection: Connection, kind: str, member: str, before: str | None = None) -> str:
    """Return why a member belongs to its whole; empty if it stands alone."""
    query = select(memberships.c.reason).where(memberships.c.kind == kind, memberships.c.member == member)
    query = query.where(*_seen(before))
    return connection.scalar(query.order_by(memberships.c.number.desc()).limit(1)) or ""


def _last(kind: str, before: str | None) -> Select[Any]:
    return select(func.max(memberships.c.number)).where(memberships.c.kind == kind, *_seen(before))


def _seen(before: str | None) -> list[Any]:
    return [] if before is None else [memberships.c.recorded_at < before]
