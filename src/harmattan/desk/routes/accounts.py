"""/accounts and /accounts/log: for admins."""

from dataclasses import dataclass
from typing import Annotated, Any

from litestar import Request, Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, QueryParameter
from litestar.response import Redirect

from harmattan.desk.pages.account import AccountsPage, LogPage
from harmattan.desk.problems import Missing
from harmattan.desk.respond import respond
from harmattan.desk.routes.account import person
from harmattan.desk.routes.login import kept_out
from harmattan.desk.safety.gate import Entrance, Gate
from harmattan.desk.safety.guards import ADMIN
from harmattan.errors import UsageError
from harmattan.ledger.people.accounts import folded
from harmattan.ledger.people.store import People

Asked = Request[Any, Any, Any]
_FORM = Body(media_type=RequestEncodingType.URL_ENCODED)
_ROWS = 200


@dataclass(frozen=True, slots=True)
class AccountForm:
    """An account to add."""

    name: str
    role: str
    password: str


@dataclass(frozen=True, slots=True)
class ChangeForm:
    """What to do with an account. act: role, disable, enable, password or withdraw; value: role, password or token."""

    name: str
    act: str
    value: str = ""


@get("/accounts", needs=ADMIN, sync_to_thread=True, include_in_schema=False)
def accounts(request: Asked, gate: Entrance) -> Response[Any]:
    """List accounts and tokens. Raises Missing where nobody signs in."""
    people = _people(gate)
    page = AccountsPage(request.scope["user"].name, tuple(people.accounts()), tuple(people.tokens()))
    return kept_out(respond(request, page))


@post("/accounts/add", needs=ADMIN, sync_to_thread=True, include_in_schema=False)
def add(request: Asked, gate: Entrance, data: Annotated[AccountForm, _FORM]) -> Response[Any]:
    """Add an account. Raises UsageError."""
    people, by = person(request, gate)
    people.add(data.name, data.role, data.password, by)
    return Redirect("/accounts", status_code=303)


@post("/accounts/change", needs=ADMIN, sync_to_thread=True, include_in_schema=False)
def change(request: Asked, gate: Entrance, data: Annotated[ChangeForm, _FORM]) -> Response[Any]:
    """Change an account of somebody else: whoever does it stays an admin, so there always is one. Raises UsageError."""
    people, by = person(request, gate)
    if folded(data.name) == folded(by.name) and data.act in ("role", "disable", "password"):
        raise UsageError("this cannot be done to one's own account; another admin can, or harmattan accounts")
    if data.act == "role":
        people.set_role(data.name, data.value, by)
    elif data.act == "disable":
        people.disable(data.name, by)
    elif data.act == "enable":
        people.enable(data.name, by)
    elif data.act == "password":
        people.set_password(data.name, data.value, by)
    elif data.act == "withdraw":
        people.withdraw_token(data.value, data.name, by)
    else:
        raise UsageError(f"an account can be given role, password, disable, enable or withdraw, not {data.act[:40]!r}")
    return Redirect("/accounts", status_code=303)


@get("/accounts/log", needs=ADMIN, sync_to_thread=True, include_in_schema=False)
def log(
    request: Asked,
    gate: Entrance,
    before: Annotated[int | None, QueryParameter(ge=1, le=2**53, description="Lines of a smaller number.")] = None,
) -> Response[Any]:
    """List the log, newest first. Raises Missing where nobody signs in."""
    found = _people(gate).log(_ROWS + 1, before)
    shown = tuple(found[:_ROWS])
    return kept_out(respond(request, LogPage(shown, shown[-1].number if len(found) > _ROWS else None)))


def _people(gate: Gate) -> People:
    if gate.people is None:
        raise Missing("This desk is served to this machine alone; nobody signs in.")
    return gate.people


HANDLERS = (accounts, add, change, log)
