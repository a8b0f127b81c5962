"""Pages of accounts: one's own, everybody's, and the log."""

from dataclasses import asdict, dataclass
from typing import Any

from harmattan.desk.formats import Table
from harmattan.ledger.people.records import LONGEST_TOKEN, ROLES, SCOPES, Account, Entry, Token
from harmattan.ledger.people.secrets import SHORTEST


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One's own account. secret: of a token just made, shown once."""

    name: str
    role: str
    local: bool
    tokens: tuple[Token, ...] = ()
    secret: str = ""
    problem: str = ""
    shortest: int = SHORTEST
    longest: int = LONGEST_TOKEN
    template: str = "account.html"

    @property
    def title(self) -> str:
        """What the tab says."""
        return "Your account"

    @property
    def scopes(self) -> tuple[str, ...]:
        """Scopes of tokens up to one's own role."""
        return SCOPES[: ROLES.index(self.role) + 1]

    def json(self) -> dict[str, Any]:
        """Return the account and its tokens, without secrets."""
        return {"name": self.name, "role": self.role, "tokens": [asdict(one) for one in self.tokens]}


@dataclass(frozen=True, slots=True)
class AccountsPage:
    """Everybody's accounts and tokens. own: the name of who looks, who cannot shut themselves out."""

    own: str
    accounts: tuple[Account, ...]
    tokens: tuple[Token, ...]
    roles: tuple[str, ...] = ROLES
    shortest: int = SHORTEST
    template: str = "accounts.html"

    @property
    def title(self) -> str:
        """What the tab says."""
        return "Accounts"

    def json(self) -> dict[str, Any]:
        """Return accounts and tokens, without secrets."""
        names = ("name", "role", "made_at", "disabled_at")
        accounts = [{name: getattr(one, name) for name in names} for one in self.accounts]
        return {"accounts": accounts, "tokens": [asdict(one) for one in self.tokens]}


@dataclass(frozen=True, slots=True)
class LogPage:
    """Lines of the log, newest first. further: the number to go on before, or None at the end."""

    entries: tuple[Entry, ...]
    further: int | None = None
    template: str = "log.html"

    @property
    def title(self) -> str:
        """What the tab says."""
        return "Log of accounts"

    def json(self) -> dict[str, Any]:
        """Return the lines."""
        return {"entries": [asdict(one) for one in self.entries], "next": self.further}

    def table(self) -> Table:
        """Return the lines as rows."""
        rows = tuple((one.number, one.at, one.who, one.what, one.about, one.origin) for one in self.entries)
        return Table(("number", "at", "who", "what", "about", "from"), rows)
