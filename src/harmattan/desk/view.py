"""What every template is given besides its page: who looks, at which address, in which formats it can be had."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from harmattan import __version__

if TYPE_CHECKING:
    from litestar import Request


@dataclass(frozen=True, slots=True)
class User:
    """Who looks. role: reader, reviewer or admin; local: nobody signed in, since only this machine is served; key: the
    scope of the key that a program came with, "" for a person."""

    name: str
    role: str
    local: bool = False
    key: str = ""

    @property
    def may_review(self) -> bool:
        """Whether this user may judge events."""
        return self.role in ("reviewer", "admin")

    @property
    def may_administer(self) -> bool:
        """Whether this user sees accounts."""
        return self.role == "admin"


@dataclass(frozen=True, slots=True)
class View:
    """One look at one page. part: only the inner part of it is wanted, to be put into another page; csrf: the value
    that a form has to send back."""

    path: str
    query: tuple[tuple[str, str], ...]
    user: User
    part: bool = False
    csrf: str = ""
    version: str = __version__

    def address(self, format: str = "", **changed: str | int | None) -> str:
        """Return this page's address with another format, or with some of what it asks changed; None takes it away."""
        kept = [(name, value) for name, value in self.query if name not in changed and name != "part"]
        told = kept + [(name, str(value)) for name, value in changed.items() if value not in (None, "")]
        path = f"{self.path.rstrip('/') or '/index'}.{format}" if format else self.path
        return path + (f"?{urlencode(told)}" if told else "")


def of(request: "Request[Any, Any, Any]") -> View:
    """Return the view of a request."""
    user = request.scope.get("user") or User("local", "admin", local=True)
    query = tuple((name, value) for name, value in request.query_params.multi_items())
    return View(
        path=request.scope["path"],
        query=query,
        user=user if isinstance(user, User) else User(str(user), "reader"),
        part=request.query_params.get("part") == "1",
        csrf=str(request.scope.get("state", {}).get("csrf", "")),
    )


def format_of(request: "Request[Any, Any, Any]") -> str:
    """Return the format asked for: by the ending of the address, else by what the client says it takes, else JSON.

    A browser says text/html; a program that takes anything gets JSON.
    """
    named = str(request.scope.get("state", {}).get("format", ""))
    if named:
        return named
    return "html" if "text/html" in request.headers.get("accept", "") else "json"


def base_of(request: "Request[Any, Any, Any]") -> str:
    """Return the address under which the desk was asked, without a slash at its end; feeds carry whole addresses."""
    return str(request.base_url).rstrip("/")
