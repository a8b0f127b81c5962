"""What the parts of this package are told: who may come in, under which names the desk answers."""

import getpass
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from litestar.di import NamedDependency

from harmattan.desk.safety import hosts
from harmattan.desk.safety.waits import Waits
from harmattan.desk.view import User
from harmattan.errors import UsageError
from harmattan.ledger.people.store import People

NOBODY: Final = User("", "")
_UNGUARDED: Final = "nobody may come in from other machines yet: harmattan accounts add NAME --role admin"


@dataclass(frozen=True)
class Gate:
    """people: the accounts, or None on loopback, where whoever sits at the machine is the admin.

    names: hosts to answer to; numeric: whether any address will do as one. chance: random bytes.
    """

    names: frozenset[str] = hosts.LOOPBACK
    people: People | None = None
    numeric: bool = False
    waits: Waits = field(default_factory=Waits)
    chance: Callable[[int], bytes] = secrets.token_bytes

    @property
    def first(self) -> User:
        """Who somebody is before it is known who they are."""
        return NOBODY if self.people else User(_user(), "admin", local=True)

    def answers(self, header: str) -> bool:
        """Tell whether the desk answers to a Host header."""
        return hosts.named(header) in self.names or (self.numeric and hosts.numeric(header))


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "local"


def guarded(address: str, given: tuple[str, ...], people: People) -> Gate:
    """Return the gate of a desk with accounts. Raises UsageError while there is no account that could come in."""
    if not people.anybody():
        raise UsageError(_UNGUARDED)
    everywhere = hosts.everywhere(address)
    return Gate(hosts.names(given, *([] if everywhere else [address])), people, numeric=everywhere)


# What a handler says that wants the gate.
Entrance = NamedDependency[Gate]
