"""Tokens: keys for programs, each with a scope and an end. The secret is shown once; its hash is kept."""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, insert, select, update

from harmattan.errors import UsageError
from harmattan.ids import make_id
from harmattan.ledger.people.accounts import account
from harmattan.ledger.people.records import Account, Token, stamp
from harmattan.ledger.people.schema import accounts, tokens
from harmattan.ledger.people.secrets import digest

# Tells scanners of leaked secrets, and readers of a configuration, what this is.
PREFIX: Final = "harmattan_"
_TOUCHED: Final = timedelta(minutes=1)


def add(
    connection: Connection, number: int, label: str, scope: str, secret: str, now: datetime, ends: datetime
) -> Token:
    """Append a token of an account."""
    kept = digest(secret)
    id_ = make_id("tok", [number, kept])
    row = {"label": label, "scope": scope, "hash": kept, "made_at": stamp(now), "ends_at": stamp(ends)}
    connection.execute(insert(tokens).values(id=id_, account=number, **row))
    return _token(connection.execute(_all().where(tokens.c.id == id_)).one())


def listed(connection: Connection, number: int | None = None) -> list[Token]:
    """Return tokens, oldest first, those over and withdrawn too; of one account, if a number is given."""
    query = _all().order_by(tokens.c.number)
    if number is not None:
        query = query.where(tokens.c.account == number)
    return [_token(one) for one in connection.execute(query)]


def owner(connection: Connection, secret: str, now: datetime) -> tuple[Account, Token, bool] | None:
    """Return whose token a secret is, the token, and whether to touch it; None if it is over, withdrawn or none."""
    found = connection.execute(
        _all().where(
            tokens.c.hash == digest(secret),
            tokens.c.ends_at > stamp(now),
            tokens.c.withdrawn_at.is_(None),
            accounts.c.disabled_at.is_(None),
        )
    ).one_or_none()
    if found is None:
        return None
    holder = connection.execute(select(accounts).where(accounts.c.name == found.owner)).one()
    return account(holder), _token(found), (found.used_at or "") <= stamp(now - _TOUCHED)


def touch(connection: Connection, id_: str, now: datetime) -> None:
    """Say that the token was used."""
    connection.execute(update(tokens).where(tokens.c.id == id_).values(used_at=stamp(now)))


def withdraw(connection: Connection, id_: str, number: int | None, now: datetime) -> Token:
    """End a token, of one account if a number is given. Raises UsageError if no such token stands."""
    query = _all().where(tokens.c.id == id_, tokens.c.withdrawn_at.is_(None))
    found = connection.execute(query if number is None else query.where(tokens.c.account == number)).one_or_none()
    if found is None:
        raise UsageError(f"no token {id_[:80]!r} stands")
    connection.execute(update(tokens).where(tokens.c.id == id_).values(withdrawn_at=stamp(now)))
    return _token(found)


def _all() -> Select[Any]:
    return select(tokens, accounts.c.name.label("owner")).join(accounts, tokens.c.account == accounts.c.number)


def _token(one: Row[Any]) -> Token:
    return Token(one.id, one.owner, one.label, one.scope, one.made_at, one.ends_at, one.used_at, one.withdrawn_at)
