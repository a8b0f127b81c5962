"""The login page."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class LoginPage:
    """next: the page to go on to, of this desk; problem: what was wrong with the last try."""

    next: str = "/"
    problem: str = ""
    name: str = ""
    template: str = "login.html"

    @property
    def title(self) -> str:
        """What the tab says."""
        return "Log in"

    def json(self) -> dict[str, Any]:
        """Return what went wrong."""
        return {"problem": self.problem or None}


def onward(given: str) -> str:
    """Return where to go after a login: a page of this desk, whatever a link asked for."""
    try:
        parts = urlsplit(given)
    except ValueError:
        return "/"
    # Browsers take "\\" for "/" and drop tabs and line ends, so "/\\host" and "/\t/host" lead elsewhere.
    plain = given.startswith("/") and not given.startswith("//") and "\\" not in given and given.isprintable()
    if not plain or parts.scheme or parts.netloc or parts.path.startswith(("/login", "/logout")):
        return "/"
    return given
