"""The one cookie of the desk: 256 random bits that name a session, or before a login only a browser."""

import re
from collections.abc import Callable
from typing import Any, Final

from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie

from harmattan.ledger.people.records import TOTAL
from harmattan.ledger.people.secrets import secret

_SHAPE: Final = re.compile(r"[A-Za-z0-9_-]{43}")
Connection = ASGIConnection[Any, Any, Any, Any]


def secure(connection: Connection) -> bool:
    """Tell whether the request came over https, by our own socket or by the word of a proxy that is trusted."""
    return connection.scope["scheme"] == "https"


def name(connection: Connection) -> str:
    """Return the cookie's name. Two desks on one machine differ by their ports, which cookies do not tell apart.

    Over https no other host, and no page without https, can set one of this name (RFC 6265bis, 4.1.3.2).
    """
    server = connection.scope.get("server")
    return "__Host-desk" if secure(connection) else f"desk-{server[1] if server else 0}"


def held(connection: Connection) -> str:
    """Return the value that the browser sent, or "" if it is none of ours."""
    value = connection.cookies.get(name(connection), "")
    return value if _SHAPE.fullmatch(value) else ""


def fresh(chance: Callable[[int], bytes]) -> str:
    """Return a new value."""
    return secret(chance)


def made(connection: Connection, value: str, age: int = int(TOTAL.total_seconds())) -> Cookie:
    """Return the cookie: no script reads it, and no other site's form sends it. age: in seconds; 0 takes it away."""
    return Cookie(
        key=name(connection),
        value=value,
        path="/",
        max_age=age,
        httponly=True,
        samesite="lax",
        secure=secure(connection),
    )
