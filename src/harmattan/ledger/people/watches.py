"""Watch lists: saved queries, whose they are, how far their owner has looked, and who is told of what is new."""

import secrets as chance
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from sqlalchemy import Connection, delete, func, insert, select, update

from harmattan.errors import UsageError
from harmattan.ledger.news import SETTLED
from harmattan.ledger.people.file import DeskFile, opened
from harmattan.ledger.people.records import stamp
from harmattan.ledger.people.schema import watches
from harmattan.ledger.people.store import FILE

_MOST: Final = 100
_LONGEST: Final = {"name": 80, "line": 4000, "hook": 2000, "mail": 254}
# An address of a feed tells nobody what is in it, and nobody guesses it.
_ID_BYTES: Final = 12
_SECRET_BYTES: Final = 24


@dataclass(frozen=True, slots=True)
class Watch:
    """A saved query. place: its rank in the list. Moments in UTC: seen_at, up to which its owner has looked; hooked_at
    and mailed_at, up to which the webhook and the address were told. secret: signs what the webhook is sent."""

    id: str
    owner: str
    name: str
    line: str
    place: int
    made_at: str
    seen_at: str
    hook: str = ""
    secret: str = ""
    mail: str = ""
    hooked_at: str = ""
    mailed_at: str = ""


class Watches:
    """The watch lists of the desk's file; safe to use from threads. Every method raises LedgerError."""

    def __init__(
        self,
        file: DeskFile,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        random: Callable[[int], str] = chance.token_urlsafe,
    ) -> None:
        self._file, self._clock, self._random = file, clock, random

    def all(self, owner: str | None = None) -> list[Watch]:
        """Return the watches of an owner in their order, or of everybody."""
        query = select(watches).order_by(watches.c.owner, watches.c.place, watches.c.number)
        if owner is not None:
            query = query.where(watches.c.owner == owner)
        with self._file.reading() as connection:
            return [_watch(row) for row in connection.execute(query)]

    def get(self, id_: str) -> Watch | None:
        """Return one watch, or None."""
        with self._file.reading() as connection:
            row = connection.execute(select(watches).where(watches.c.id == id_)).one_or_none()
        return _watch(row) if row else None

    def add(self, owner: str, name: str, line: str) -> Watch:
        """Append a watch to the owner's list. Raises UsageError for a name or line that cannot be kept."""
        _check("name", name)
        _check("line", line)
        now, seen = stamp(self._clock()), stamp(self._clock() - SETTLED)
        with self._file.writing() as connection:
            count, last = connection.execute(_ends(owner)).one()
            if count >= _MOST:
                raise UsageError(f"a watch list holds {_MOST} at most: remove one first")
            made = Watch(self._random(_ID_BYTES), owner, name, line, (last or 0) + 1, now, seen)
            connection.execute(insert(watches).values({one: getattr(made, one) for one in Watch.__slots__}))
        return made

    def rename(self, owner: str, id_: str, name: str) -> None:
        """Give a watch another name. Raises UsageError."""
        _check("name", name)
        self._change(owner, id_, name=name)

    def remove(self, owner: str, id_: str) -> None:
        """Take a watch off the list. Raises UsageError."""
        with self._file.writing() as connection:
            done = connection.execute(delete(watches).where(watches.c.owner == owner, watches.c.id == id_))
            _one(done.rowcount, id_)

    def move(self, owner: str, id_: str, by: int) -> None:
        """Move a watch up (below 0) or down its owner's list. Raises UsageError."""
        with self._file.writing() as connection:
            query = select(watches.c.id).where(watches.c.owner == owner).order_by(watches.c.place, watches.c.number)
            ids = list(connection.scalars(query))
            _one(ids.count(id_), id_)
            at = ids.index(id_)
            ids.insert(max(0, min(len(ids) - 1, at + by)), ids.pop(at))
            for place, one in enumerate(ids, start=1):
                connection.execute(update(watches).where(watches.c.id == one).values(place=place))

    def tell(self, owner: str, id_: str, *, hook: str, mail: str) -> None:
        """Set whom to tell of what is new from now on; empty: nobody. Raises UsageError for addresses that are none."""
        _check_hook(hook)
        _check_mail(mail)
        now = stamp(self._clock() - SETTLED)
        known = self.get(id_)
        secret = (known.secret if known and known.hook == hook else "") or self._random(_SECRET_BYTES)
        self._change(owner, id_, hook=hook, mail=mail, secret=secret if hook else "", hooked_at=now, mailed_at=now)

    def seen(self, owner: str, id_: str, moment: str) -> None:
        """Say that the owner has looked at everything up to a moment; never takes back. Raises UsageError."""
        known = self.get(id_)
        self._change(owner, id_, seen_at=max(moment, known.seen_at if known else ""))

    def hooked(self, id_: str, moment: str) -> None:
        """Say that the webhook was told of everything up to a moment."""
        self._change(None, id_, hooked_at=moment)

    def mailed(self, id_: str, moment: str) -> None:
        """Say that the e-mail address was told of everything up to a moment."""
        self._change(None, id_, mailed_at=moment)

    def _change(self, owner: str | None, id_: str, **values: str) -> None:
        own = () if owner is None else (watches.c.owner == owner,)
        with self._file.writing() as connection:
            _one(_changed(connection, (watches.c.id == id_, *own), values), id_)


def opened_in(data: Path) -> Watches:
    """Return the watch lists of the desk's file in the user's folder. Raises LedgerError."""
    return Watches(opened(data / FILE))


def _changed(connection: Connection, where: tuple[Any, ...], values: dict[str, str]) -> int:
    return connection.execute(update(watches).where(*where).values(values)).rowcount


def _ends(owner: str) -> Any:  # noqa: ANN401  (a statement)
    return select(func.count(), func.max(watches.c.place)).where(watches.c.owner == owner)


def _watch(row: Any) -> Watch:  # noqa: ANN401  (a row of the table)
    return Watch(*(getattr(row, name) for name in Watch.__slots__))


def _one(found: int, id_: str) -> None:
    if found != 1:
        raise UsageError(f"there is no watch {id_[:80]!r} on your list")


def _check(what: str, text: str) -> None:
    most = _LONGEST[what]
    if not text.strip() or len(text) > most or not text.isprintable():
        raise UsageError(f"the {what} of a watch has 1 to {most} printable characters, not {text[:80]!r}")


def _check_hook(url: str) -> None:
    if not url:
        return
    _check("hook", url)
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or parts.username or parts.password:
        raise UsageError(f"a webhook is an http or https address without a password, not {url[:80]!r}")


def _check_mail(address: str) -> None:
    if not address:
        return
    _check("mail", address)
    name, at, host = address.rpartition("@")
    # Whatever could end a header or add another recipient is none.
    if not (name and at and "." in host) or any(char in address for char in ' ,;:<>()[]\\"\r\n'):
        raise UsageError(f"an e-mail address is written name@example.org, not {address[:80]!r}")
