"""The login page."""

from dataclasses import dataclass
from typing import Any


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
