"""/login, /login/in and /logout.

A path has one handler: Litestar 2.25 wraps the threaded handlers of a path once for each of them, and the first of two
then gives back a coroutine and no answer.
"""

import math
from dataclasses import dataclass
from typing import Annotated, Any

from litestar import Request, Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromQuery
from litestar.response import Redirect

from harmattan.desk.links import onward
from harmattan.desk.pages.login import LoginPage
from harmattan.desk.problems import Missing
from harmattan.desk.respond import respond
from harmattan.desk.safety import cookie
from harmattan.desk.safety.gate import Entrance, Gate
from harmattan.desk.safety.guards import NOTHING
from harmattan.desk.safety.waits import Key, of_address
from harmattan.ledger.people.accounts import folded
from harmattan.ledger.people.records import By
from harmattan.ledger.people.store import People

Asked = Request[Any, Any, Any]
# The same for a name unknown, a wrong password and an account shut out.
_WRONG = "No account has this name and this password."
_CLOSED = "This desk is served to this machine alone; nobody signs in."


@dataclass(frozen=True, slots=True)
class LoginForm:
    """What the login page sends."""

    name: str
    password: str
    next: str = "/"


Login = Annotated[LoginForm, Body(media_type=RequestEncodingType.URL_ENCODED)]


@get("/login", needs=NOTHING, sync_to_thread=True, include_in_schema=False)
def login_page(request: Asked, gate: Entrance, next: FromQuery[str] = "/") -> Response[Any]:
    """Show the form. Raises Missing where nobody signs in."""
    _people(gate)
    return kept_out(respond(request, LoginPage(onward(next))))


@post("/login/in", needs=NOTHING, sync_to_thread=True, include_in_schema=False)
def login(request: Asked, gate: Entrance, data: Login) -> Response[Any]:
    """Sign in, or show the form again with the reason; after some wrong passwords only after a wait."""
    people = _people(gate)
    keys = _keys(request, data.name)
    wait = gate.waits.ask(keys)
    page = LoginPage(onward(data.next), _WRONG, data.name)
    if wait:
        return waiting(request, LoginPage(page.next, _too_many(wait), data.name), wait)
    session = people.sign_in(data.name, data.password, origin(request))
    if session is None:
        return respond(request, page, 403)
    gate.waits.right(*keys)
    _end(people, cookie.held(request), By(data.name, origin(request)))
    return Redirect(page.next, status_code=303, cookies=[cookie.made(request, session)])


@post("/logout", needs=NOTHING, sync_to_thread=True, include_in_schema=False)
def logout(request: Asked, gate: Entrance) -> Response[Any]:
    """End the session, and make the browser forget its pages where it listens to that."""
    people = _people(gate)
    _end(people, cookie.held(request), By(request.scope["user"].name, origin(request)))
    gone = cookie.made(request, "", age=0)
    headers = {"clear-site-data": '"cache"'} if gone.secure else {}
    return Redirect("/login", status_code=303, cookies=[gone], headers=headers)


def _keys(request: Asked, name: str) -> tuple[Key, Key]:
    return ("name", folded(name)[:200]), of_address(origin(request))


def kept_out(response: Response[Any]) -> Response[Any]:
    """Return an answer that no browser keeps: what it tells is not for whoever sits down there next."""
    response.headers["cache-control"] = "no-store"
    return response


def origin(request: Asked) -> str:
    """Return the address that a request comes from."""
    return request.client.host if request.client else ""


def waiting(request: Asked, page: LoginPage, wait: float) -> Response[Any]:
    """Return a page that says how long to wait."""
    response = respond(request, page, 429)
    response.headers["retry-after"] = str(math.ceil(wait))
    return response


def _too_many(wait: float) -> str:
    return f"Too many wrong passwords. Try again in {math.ceil(wait)} seconds."


def _people(gate: Gate) -> People:
    if gate.people is None:
        raise Missing(_CLOSED)
    return gate.people


def _end(people: People, session: str, by: By) -> None:
    if session and people.visitor(session) is not None:
        people.sign_out(session, by)


HANDLERS = (login_page, login, logout)
