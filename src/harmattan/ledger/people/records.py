"""What is kept of people, as records. Roles and scopes are one ladder: who may do the higher may do the lower."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from harmattan.errors import UsageError

# Read; judge events; see accounts and the log.
ROLES: Final = ("reader", "reviewer", "admin")
SCOPES: Final = ("read", "review", "admin")
IDLE: Final = timedelta(hours=12)
TOTAL: Final = timedelta(days=7)
LONGEST_TOKEN: Final = 366
_LONGEST_NAME: Final = 64


@dataclass(frozen=True, slots=True)
class By:
    """Who does something, and from where: an address, or "terminal"."""

    name: str
    origin: str


@dataclass(frozen=True, slots=True)
class Account:
    """Times are UTC, to the second."""

    number: int
    name: str
    role: str
    made_at: str
    disabled_at: str | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """A key for programs, without its secret. account: the name of its owner."""

    id: str
    account: str
    label: str
    scope: str
    made_at: str
    ends_at: str
    used_at: str | None = None
    withdrawn_at: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log. about: what it was done to, "" for nothing in particular."""

    number: int
    at: str
    who: str
    what: str
    about: str
    origin: str


def stamp(moment: datetime) -> str:
    """Return a moment as "2024-03-12T09:30:00Z"; such texts sort as the moments do."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def check_name(name: str) -> None:
    """Raise UsageError for a name that cannot be read back from a page or a terminal."""
    if not name or len(name) > _LONGEST_NAME or not name.isprintable() or name != " ".join(name.split()):
        raise UsageError(f"a name has 1 to {_LONGEST_NAME} printable characters, not {name[:80]!r}")


def check_word(word: str, words: tuple[str, ...], what: str) -> None:
    """Raise UsageError for a role or scope that is none."""
    if word not in words:
        raise UsageError(f"a {what} is one of {', '.join(words)}, not {word[:80]!r}")
