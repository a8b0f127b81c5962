"""Opens the desk's file: ``with open_people(path) as people: people.add(...)``. Clock and chance are passed in."""

import secrets as chance
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Self

from harmattan.errors import UsageError
from harmattan.ledger.people import accounts, audit, sessions, tokens
from harmattan.ledger.people.file import FILE, DeskFile, opened
from harmattan.ledger.people.records import (
    LONGEST_TOKEN,
    ROLES,
    SCOPES,
    Account,
    By,
    Entry,
    Token,
    check_name,
    check_word,
    stamp,
)
from harmattan.ledger.people.secrets import (
    COST,
    LONGEST,
    Cost,
    Random,
    checked,
    decoy,
    digest,
    fits,
    hashed,
    secret,
    weaker,
)

__all__ = ["FILE", "People", "open_people"]

_LONGEST_LABEL: Final = 80
# Each hash takes 32 MB and a fifth of a second of one core: many at once would be an attack on the machine.
_AT_ONCE: Final = 2


class People:
    """The open file, closed at the end of its ``with``; safe to use from threads. Every method raises LedgerError."""

    def __init__(self, file: DeskFile, clock: Callable[[], datetime], random: Random, cost: Cost) -> None:
        self.file = file
        self._clock, self._random, self._cost = clock, random, cost
        self._turn = threading.BoundedSemaphore(_AT_ONCE)
        # Compared with when a name is unknown, so that both answers take as long.
        self._decoy = decoy(cost)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.engine.dispose()

    def accounts(self) -> list[Account]:
        """Return all accounts by name, disabled ones too."""
        with self.file.reading() as connection:
            return accounts.listed(connection)

    def anybody(self) -> bool:
        """Tell whether anybody can come in: at least one account is not disabled."""
        return any(one.disabled_at is None for one in self.accounts())

    def add(self, name: str, role: str, password: str, by: By) -> None:
        """Add an account. Raises UsageError for a name taken or unusable, a role that is none, a weak password."""
        check_name(name)
        check_word(role, ROLES, "role")
        kept = self._hashed(password, name)
        with self.file.writing() as connection:
            accounts.add(connection, name, role, kept, self._now())
            audit.note(connection, by, f"added account as {role}", name, self._now())

    def set_role(self, name: str, role: str, by: By) -> None:
        """Change a role; it holds from the next page on. Raises UsageError."""
        check_word(role, ROLES, "role")
        with self.file.writing() as connection:
            held = accounts.held(connection, name)
            accounts.change(connection, held.number, role=role)
            audit.note(connection, by, f"made {role}", held.name, self._now())

    def disable(self, name: str, by: By) -> None:
        """Shut an account out and end its sessions; its tokens no longer open anything. Raises UsageError."""
        with self.file.writing() as connection:
            held = accounts.held(connection, name)
            accounts.change(connection, held.number, disabled_at=self._now())
            accounts.sign_out(connection, held.number)
            audit.note(connection, by, "disabled account", held.name, self._now())

    def enable(self, name: str, by: By) -> None:
        """Let an account in again. Raises UsageError."""
        with self.file.writing() as connection:
            held = accounts.held(connection, name)
            accounts.change(connection, held.number, disabled_at=None)
            audit.note(connection, by, "enabled account", held.name, self._now())

    def set_password(self, name: str, password: str, by: By, session: str = "", *, known: str = "") -> None:
        """Change a password and end all sessions of the account but the one told. Raises UsageError.

        known: the hash that must still stand, as knows gave it, where the old password was asked for.
        """
        kept = self._hashed(password, name)
        with self.file.writing() as connection:
            held = accounts.held(connection, name)
            # Whoever was shut out while the hash was made shall not come in again by it.
            if known and (held.password != known or held.disabled_at is not None):
                raise UsageError("the password was changed meanwhile: sign in again")
            accounts.change(connection, held.number, password=kept)
            accounts.sign_out(connection, held.number, digest(session))
            audit.note(connection, by, "changed password", held.name, self._now())

    def knows(self, name: str, password: str) -> str | None:
        """Return the hash that a password fits, or None if it is not the one of an account that is not disabled; takes
        as long for a name unknown. Whoever writes on the strength of it looks whether the hash still stands."""
        with self.file.reading() as connection:
            found = accounts.row(connection, name)
        with self._turn, self.file.explained():
            right = fits(password[: LONGEST + 1], found.password if found else self._decoy)
        return found.password if right and found is not None and found.disabled_at is None else None

    def sign_in(self, name: str, password: str, origin: str) -> str | None:
        """Return the secret of a new session, or None; either way the log has a line."""
        known = self.knows(name, password)
        fresh = secret(self._random)
        with self.file.writing() as connection:
            found = accounts.row(connection, name)
            # Of a name unknown nothing is kept: people type passwords into the wrong field.
            by = By(found.name if found else "", origin)
            # Hashing takes long enough for the password to be changed meanwhile: a session of the old one would last.
            if known is None or found is None or found.disabled_at is not None or found.password != known:
                audit.note(connection, by, "login refused", "" if found else "unknown name", self._now())
                return None
            sessions.start(connection, found.number, fresh, origin, self._clock())
            audit.note(connection, by, "login", "", self._now())
        self._strengthen(found.number, password, known)
        return fresh

    def visitor(self, session: str) -> Account | None:
        """Return whose session a secret is; None if it is over or never was."""
        with self.file.reading() as connection:
            found = sessions.owner(connection, session, self._clock())
        if found is not None and found[1]:
            with self.file.writing() as connection:
                sessions.touch(connection, session, self._clock())
        return found[0] if found else None

    def sign_out(self, session: str, by: By) -> None:
        """End one session."""
        with self.file.writing() as connection:
            sessions.end(connection, session)
            audit.note(connection, by, "logout", "", self._now())

    def make_token(self, name: str, label: str, scope: str, days: int, by: By) -> tuple[Token, str]:
        """Return a new token and its secret, which nobody can ever read again. Raises UsageError."""
        check_word(scope, SCOPES, "scope")
        _check_label(label)
        if not 1 <= days <= LONGEST_TOKEN:
            raise UsageError(f"a token holds 1 to {LONGEST_TOKEN} days, not {days}")
        told, now = tokens.PREFIX + secret(self._random), self._clock()
        with self.file.writing() as connection:
            held = accounts.held(connection, name)
            if SCOPES.index(scope) > ROLES.index(held.role):
                raise UsageError(f"{held.name} is a {held.role}: a token of scope {scope} would open nothing more")
            made = tokens.add(connection, held.number, label, scope, told, now, now + timedelta(days=days))
            audit.note(connection, by, f"made token to {scope}", f"{made.id} of {held.name}", self._now())
        return made, told

    def tokens(self, name: str | None = None) -> list[Token]:
        """Return tokens, oldest first, of one account if it is named. Raises UsageError."""
        with self.file.reading() as connection:
            return tokens.listed(connection, accounts.held(connection, name).number if name is not None else None)

    def withdraw_token(self, id_: str, name: str | None, by: By) -> None:
        """End a token, if it belongs to the account named. Raises UsageError."""
        with self.file.writing() as connection:
            number = accounts.held(connection, name).number if name is not None else None
            ended = tokens.withdraw(connection, id_, number, self._clock())
            audit.note(connection, by, "withdrew token", f"{ended.id} of {ended.account}", self._now())

    def bearer(self, token: str) -> tuple[Account, Token] | None:
        """Return whose token a secret is; None if it is over, withdrawn or never was."""
        with self.file.reading() as connection:
            found = tokens.owner(connection, token, self._clock())
        if found is None:
            return None
        if found[2]:
            with self.file.writing() as connection:
                tokens.touch(connection, found[1].id, self._clock())
        return found[0], found[1]

    def note(self, by: By, what: str, about: str = "") -> None:
        """Append a line to the log."""
        with self.file.writing() as connection:
            audit.note(connection, by, what, about, self._now())

    def log(self, limit: int = 100, before: int | None = None) -> list[Entry]:
        """Return lines of the log, newest first; before: only those of a smaller number."""
        with self.file.reading() as connection:
            return audit.listed(connection, limit, before)

    def _now(self) -> str:
        return stamp(self._clock())

    def _hashed(self, password: str, name: str) -> str:
        checked(password, name)
        with self._turn:
            return hashed(password, self._cost, self._random)

    def _strengthen(self, number: int, password: str, stored: str) -> None:
        if weaker(stored, self._cost):
            with self._turn:
                kept = hashed(password, self._cost, self._random)
            with self.file.writing() as connection:
                accounts.rehash(connection, number, stored, kept)


def _check_label(label: str) -> None:
    if not label or len(label) > _LONGEST_LABEL or not label.isprintable() or label != label.strip():
        raise UsageError(f"a token's name has 1 to {_LONGEST_LABEL} printable characters, not {label[:90]!r}")


def open_people(
    path: Path,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    random: Random = chance.token_bytes,
    cost: Cost = COST,
) -> People:
    """Open the desk's file, making or upgrading it. Raises LedgerError."""
    return People(opened(path), clock, random, cost)
