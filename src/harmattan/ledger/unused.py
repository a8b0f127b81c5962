"""Inputs that could not be used, with the reason and the moment."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from harmattan.ledger.schema import refusals


@dataclass(frozen=True, slots=True)
class Unused:
    """An input that could not be used. at: UTC."""

    at: str
    source: str
    reason: str


def unused(connection: Connection, most: int) -> tuple[list[Unused], int]:
    """Return the newest inputs that could not be used, at most so many, and how many there are in all."""
    whole = refusals.c.coding.is_(None)
    columns = (refusals.c.recorded_at, refusals.c.source, refusals.c.reason)
    query = select(*columns).where(whole).order_by(refusals.c.number.desc()).limit(most)
    total = connection.scalar(select(func.count()).select_from(refusals).where(whole)) or 0
    return [Unused(*row) for row in connection.execute(query)], total
