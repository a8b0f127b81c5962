"""Finds out who asks: by the key of a program, by the session of a browser, or nobody."""

import asyncio
from typing import Any, Final

from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException
from litestar.middleware.authentication import AbstractAuthenticationMiddleware, AuthenticationResult
from litestar.types import ASGIApp

from harmattan.desk.safety import cookie
from harmattan.desk.safety.gate import Gate
from harmattan.desk.view import User
from harmattan.ledger.people.records import ROLES, SCOPES, Account, Token

# What scope["auth"] is for a request that came with a key: no browser sends one by itself.
BEARER: Final = "bearer"
SESSION: Final = "session"
CHALLENGE: Final = 'Bearer realm="Harmattan"'


class Entry(AbstractAuthenticationMiddleware):
    """Sets scope["user"]; a wrong key is refused, a missing one is nobody's business yet."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        super().__init__(app)
        self._gate = gate

    async def authenticate_request(self, connection: ASGIConnection[Any, Any, Any, Any]) -> AuthenticationResult:
        """Return the user and how they came. Raises NotAuthorizedException for a key that opens nothing."""
        people = self._gate.people
        if people is None:
            return AuthenticationResult(self._gate.first, "")
        given = connection.headers.get("authorization")
        if given is not None:
            scheme, _, key = given.partition(" ")
            found = await asyncio.to_thread(people.bearer, key.strip()) if scheme.lower() == "bearer" else None
            if found is None:
                raise NotAuthorizedException("this key opens nothing", headers=_challenge("invalid_token"))
            return AuthenticationResult(narrowed(*found), BEARER)
        session = cookie.held(connection)
        account = await asyncio.to_thread(people.visitor, session) if session else None
        return AuthenticationResult(User(account.name, account.role) if account else self._gate.first, SESSION)


def narrowed(account: Account, token: Token) -> User:
    """Return who a program is: its owner, as far as both its scope and the owner's role now reach."""
    return User(account.name, ROLES[min(ROLES.index(account.role), SCOPES.index(token.scope))], key=token.scope)


def _challenge(error: str) -> dict[str, str]:
    return {"www-authenticate": f'{CHALLENGE}, error="{error}"'}
