"""Roles at the handlers. A handler says what it needs, ``@post("/x", needs=REVIEW)``; else looking needs a reader and
changing an admin, so that one which forgets to say is shut and not open."""

from typing import Any, Final
from urllib.parse import urlencode

from litestar import Request, Response
from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException
from litestar.handlers import BaseRouteHandler
from litestar.response import Redirect

from harmattan.desk import problems, view
from harmattan.desk.safety.entry import CHALLENGE
from harmattan.ledger.people.records import ROLES, SCOPES

# What ``needs`` of a handler may be.
NOTHING: Final = ""
READ, REVIEW, ADMIN = ROLES
_LOOKING: Final = ("GET", "HEAD", "OPTIONS")
_READS: Final = SCOPES[0]


def needed(handler: BaseRouteHandler, method: str) -> str:
    """Return the least role that a handler asks for, or NOTHING."""
    return str(handler.opt.get("needs", READ if method in _LOOKING else ADMIN))


def guard(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Raise NotAuthorizedException where somebody has to be signed in and nobody is, Refused for too low a role.

    Refused too is a key that only reads, where something is to be changed.
    """
    method = str(connection.scope.get("method", ""))
    needs = needed(handler, method)
    if needs == NOTHING:
        return
    user = connection.scope["user"]
    role = getattr(user, "role", "")
    if role not in ROLES:
        raise NotAuthorizedException("sign in first", headers={"www-authenticate": CHALLENGE})
    if ROLES.index(role) < ROLES.index(needs):
        raise problems.Refused(f"this takes a {needs}; you are a {role} here")
    # A reader may change what is their own, a watch say; a key that was made to read may not.
    if method not in _LOOKING and getattr(user, "key", "") == _READS:
        raise problems.Refused(f"a key of the scope {_READS} changes nothing")


def sent_to_login(request: Request[Any, Any, Any], error: NotAuthorizedException) -> Response[Any]:
    """Send a person to the login page and back; tell programs, and scripts of pages, what is missing."""
    looks = request.method == "GET" and view.format_of(request) == "html" and not view.of(request).part
    if not looks or "authorization" in request.headers:
        return problems.answer(request, error)
    query = request.scope["query_string"].decode("latin-1")
    wanted = request.scope["path"] + (f"?{query}" if query else "")
    return Redirect(f"/login?{urlencode({'next': wanted})}", status_code=303)
