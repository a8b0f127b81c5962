"""/account: one's own password and tokens."""

from dataclasses import dataclass
from typing import Annotated, Any

from litestar import Request, Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath
from litestar.response import Redirect

from harmattan.desk.pages.account import AccountPage
from harmattan.desk.problems import Missing, Refused
from harmattan.desk.respond import respond
from harmattan.desk.routes.login import kept_out, origin
from harmattan.desk.safety import cookie
from harmattan.desk.safety.entry import BEARER
from harmattan.desk.safety.gate import Entrance, Gate
from harmattan.desk.safety.guards import READ
from harmattan.desk.safety.waits import of_address
from harmattan.errors import UsageError
from harmattan.ledger.people.accounts import folded
from harmattan.ledger.people.records import By
from harmattan.ledger.people.store import People

Asked = Request[Any, Any, Any]
_FORM = Body(media_type=RequestEncodingType.URL_ENCODED)


@dataclass(frozen=True, slots=True)
class PasswordForm:
    """A new password, typed twice, with the one it takes the place of."""

    old: str
    new: str
    again: str


@dataclass(frozen=True, slots=True)
class TokenForm:
    """A token to make. days: how long it holds."""

    label: str
    scope: str
    days: int


@get("/account", needs=READ, sync_to_thread=True, include_in_schema=False)
def account(request: Asked, gate: Entrance) -> Response[Any]:
    """Show one's own account."""
    return kept_out(respond(request, _page(request, gate)))


@post("/account/password", needs=READ, sync_to_thread=True, include_in_schema=False)
def password(request: Asked, gate: Entrance, data: Annotated[PasswordForm, _FORM]) -> Response[Any]:
    """Change one's own password; every other session ends. Raises UsageError."""
    people, by = person(request, gate)
    if data.new != data.again:
        raise UsageError("the two new passwords differ")
    keys = ("name", folded(by.name)), of_address(by.origin)
    known = None if gate.waits.ask(keys) else people.knows(by.name, data.old)
    if known is None:
        raise Refused("the old password is wrong, or was so too often lately")
    gate.waits.right(*keys)
    people.set_password(by.name, data.new, by, known=known)
    session = people.sign_in(by.name, data.new, by.origin)
    return Redirect("/account", status_code=303, cookies=[cookie.made(request, session or "")])


@post("/account/tokens", needs=READ, sync_to_thread=True, status_code=200, include_in_schema=False)
def make_token(request: Asked, gate: Entrance, data: Annotated[TokenForm, _FORM]) -> Response[Any]:
    """Make a token and show its secret, this once. Raises UsageError."""
    people, by = person(request, gate)
    _, secret = people.make_token(by.name, data.label, data.scope, data.days, by)
    return kept_out(respond(request, _page(request, gate, secret)))


@post("/account/tokens/{id:str}/withdraw", needs=READ, sync_to_thread=True, include_in_schema=False)
def withdraw_token(request: Asked, gate: Entrance, id: FromPath[str]) -> Response[Any]:
    """Take one's own token back. Raises UsageError."""
    people, by = person(request, gate)
    people.withdraw_token(id, by.name, by)
    return Redirect("/account", status_code=303)


def person(request: Asked, gate: Gate) -> tuple[People, By]:
    """Return the accounts and who is signed in. Raises Missing where nobody signs in, Refused for a program's key.

    A key that fell into wrong hands must not be able to make itself more keys.
    """
    if gate.people is None:
        raise Missing("This desk is served to this machine alone; accounts are kept by harmattan accounts.")
    if request.scope["auth"] == BEARER:
        raise Refused("accounts are changed by people who signed in, not by keys")
    return gate.people, By(request.scope["user"].name, origin(request))


def _page(request: Asked, gate: Gate, secret: str = "") -> AccountPage:
    user = request.scope["user"]
    tokens = gate.people.tokens(user.name) if gate.people else ()
    return AccountPage(user.name, user.role, user.local, tuple(tokens), secret)


HANDLERS = (account, password, make_token, withdraw_token)
