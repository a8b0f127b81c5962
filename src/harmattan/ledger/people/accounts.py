"""Accounts in the desk's file. Each function runs inside the caller's transaction."""

import unicodedata
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from harmattan.errors import UsageError
from harmattan.ledger.people.records import Account
from harmattan.ledger.people.schema import accounts, sessions


def folded(name: str) -> str:
    """Return a name as it is compared: without regard to case and ways of writing the same letter."""
    return unicodedata.normalize("NFKC", name).casefold()


def add(connection: Connection, name: str, role: str, password: str, now: str) -> None:
    """Append an account; password is the hash. Raises UsageError if the name is taken."""
    if row(connection, name) is not None:
        raise UsageError(f"there is an account {name} already")
    values = {"name": name, "folded": folded(name), "role": role, "password": password, "made_at": now}
    connection.execute(insert(accounts).values(values))


def row(connection: Connection, name: str) -> Row[Any] | None:
    """Return the row of a name."""
    return connection.execute(select(accounts).where(accounts.c.folded == folded(name))).one_or_none()


def held(connection: Connection, name: str) -> Row[Any]:
    """Return the row of a name. Raises UsageError if there is none."""
    found = row(connection, name)
    if found is None:
        raise UsageError(f"there is no account {name[:80]!r}")
    return found


def listed(connection: Connection) -> list[Account]:
    """Return all accounts by name, disabled ones too."""
    return [account(one) for one in connection.execute(select(accounts).order_by(accounts.c.folded))]


def account(one: Row[Any]) -> Account:
    """Return a row as a record, without the hash."""
    return Account(one.number, one.name, one.role, one.made_at, one.disabled_at)


def change(connection: Connection, number: int, **values: str | None) -> None:
    """Set columns of an account."""
    connection.execute(update(accounts).where(accounts.c.number == number).values(values))


def rehash(connection: Connection, number: int, stored: str, kept: str) -> None:
    """Put another hash of the same password in place of one, unless the password was changed meanwhile."""
    same = (accounts.c.number == number) & (accounts.c.password == stored)
    connection.execute(update(accounts).where(same).values(password=kept))


def sign_out(connection: Connection, number: int, but: str = "") -> None:
    """End every session of an account, but the one of a hash."""
    connection.execute(delete(sessions).where(sessions.c.account == number, sessions.c.hash != but))
