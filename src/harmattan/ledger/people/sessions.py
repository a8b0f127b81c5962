"""Sessions: a secret in a cookie, its hash here. They end 12 hours after the last page or 7 days after the login."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, insert, or_, select, update

from harmattan.ledger.people.accounts import account
from harmattan.ledger.people.records import IDLE, TOTAL, Account, stamp
from harmattan.ledger.people.schema import accounts, sessions
from harmattan.ledger.people.secrets import digest

# A page a second must not be a write a second.
_TOUCHED: Final = timedelta(minutes=1)


def start(connection: Connection, number: int, secret: str, origin: str, now: datetime) -> None:
    """Append a session, and sweep those that are over."""
    over = or_(sessions.c.seen_at <= stamp(now - IDLE), sessions.c.made_at <= stamp(now - TOTAL))
    connection.execute(delete(sessions).where(over))
    at = stamp(now)
    row = {"hash": digest(secret), "account": number, "made_at": at, "seen_at": at, "origin": origin}
    connection.execute(insert(sessions).values(row))


def owner(connection: Connection, secret: str, now: datetime) -> tuple[Account, bool] | None:
    """Return whose session a secret is, and whether it is time to touch it; None if it is over or never was."""
    query = select(accounts, sessions.c.seen_at).join(sessions, sessions.c.account == accounts.c.number)
    found = connection.execute(
        query.where(
            sessions.c.hash == digest(secret),
            sessions.c.seen_at > stamp(now - IDLE),
            sessions.c.made_at > stamp(now - TOTAL),
            accounts.c.disabled_at.is_(None),
        )
    ).one_or_none()
    return None if found is None else (account(found), found.seen_at <= stamp(now - _TOUCHED))


def touch(connection: Connection, secret: str, now: datetime) -> None:
    """Say that the session was used."""
    connection.execute(update(sessions).where(sessions.c.hash == digest(secret)).values(seen_at=stamp(now)))


def end(connection: Connection, secret: str) -> None:
    """End one session."""
    connection.execute(delete(sessions).where(sessions.c.hash == digest(secret)))
