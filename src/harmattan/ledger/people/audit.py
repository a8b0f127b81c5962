"""The log: who did what, when and from where. Appended in the same transaction as the deed, never changed."""

from typing import Final

from sqlalchemy import Connection, insert, select

from harmattan.ledger.people.records import By, Entry
from harmattan.ledger.people.schema import audit

_LONGEST: Final = 200


def note(connection: Connection, by: By, what: str, about: str, now: str) -> None:
    """Append a line."""
    row = {"at": now, "who": by.name, "what": what, "about": about[:_LONGEST], "origin": by.origin[:_LONGEST]}
    connection.execute(insert(audit).values(row))


def listed(connection: Connection, limit: int, before: int | None) -> list[Entry]:
    """Return the newest lines first; before: only those of a smaller number."""
    query = select(audit).order_by(audit.c.number.desc()).limit(limit)
    if before is not None:
        query = query.where(audit.c.number < before)
    return [Entry(*row) for row in connection.execute(query)]
