"""``harmattan accounts add|list|role|disable|enable|password|token|tokens|withdraw|log``: who may use the desk.

A password is typed, or read from standard input; never given as an argument, which other users of the machine can see.
"""

import getpass
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from harmattan import settings
from harmattan.cli.common import JsonOption, user
from harmattan.cli.output import complain, table, write_json, write_lines
from harmattan.errors import UsageError

if TYPE_CHECKING:
    from harmattan.ledger.people.records import By
    from harmattan.ledger.people.store import People

app = App(name="accounts", help="Say who may use the desk from other machines.", help_format="plaintext")
Name = Annotated[str, Parameter(help="Name of an account.")]


@app.command
def add(name: Name, /, *, role: Annotated[str, Parameter(help="reader, reviewer or admin.")] = "reader") -> int:
    """Add an account; its password is asked for, or read from standard input."""
    with _people() as people:
        people.add(name, role, _password(), _by())
    return 0


@app.command(name="list")
def list_(*, json: JsonOption = False) -> int:
    """List accounts."""
    with _people() as people:
        found = people.accounts()
    if json:
        for one in found:
            write_json({"name": one.name, "role": one.role, "made_at": one.made_at, "disabled_at": one.disabled_at})
    else:
        rows = ((one.name, one.role, one.made_at, one.disabled_at or "") for one in found)
        table(("name", "role", "made", "disabled"), rows)
    return 0


@app.command
def role(name: Name, role: Annotated[str, Parameter(help="reader, reviewer or admin.")], /) -> int:
    """Change what an account may do."""
    with _people() as people:
        people.set_role(name, role, _by())
    return 0


@app.command
def disable(name: Name, /) -> int:
    """Shut an account out, at once: its sessions end and its tokens open nothing."""
    with _people() as people:
        people.disable(name, _by())
    return 0


@app.command
def enable(name: Name, /) -> int:
    """Let an account that was disabled in again."""
    with _people() as people:
        people.enable(name, _by())
    return 0


@app.command
def password(name: Name, /) -> int:
    """Give an account a new password and end its sessions; its tokens stand until they are withdrawn."""
    with _people() as people:
        people.set_password(name, _password(), _by())
        standing = sum(one.withdrawn_at is None for one in people.tokens(name))
    if standing:
        complain(f"{standing} tokens of {name} still stand; see harmattan accounts tokens {name}")
    return 0


@app.command
def token(
    name: Name,
    label: Annotated[str, Parameter(help="What it is for.")],
    /,
    *,
    scope: Annotated[str, Parameter(help="read, review or admin.")] = "read",
    days: Annotated[int, Parameter(help="For how long, up to 366.")] = 90,
) -> int:
    """Make a key for programs and print it; it cannot be shown again."""
    with _people() as people:
        made, secret = people.make_token(name, label, scope, days, _by())
    complain(f"{made.id} holds until {made.ends_at}; keep the key, it is not shown again")
    write_lines([secret])
    return 0


@app.command
def tokens(
    name: Annotated[str | None, Parameter(help="Of one account.")] = None, /, *, json: JsonOption = False
) -> int:
    """List keys for programs; never the keys themselves."""
    with _people() as people:
        found = people.tokens(name)
    if json:
        for one in found:
            write_json(asdict(one))
    else:
        rows = (
            (one.id, one.account, one.label, one.scope, one.ends_at, one.used_at or "", one.withdrawn_at or "")
            for one in found
        )
        table(("id", "account", "for", "scope", "ends", "last used", "withdrawn"), rows)
    return 0


@app.command
def withdraw(id: Annotated[str, Parameter(help="Id of a token, as tokens lists it.")], /) -> int:
    """Take back a key for programs."""
    with _people() as people:
        people.withdraw_token(id, None, _by())
    return 0


@app.command
def log(*, limit: Annotated[int, Parameter(help="How many lines.")] = 100, json: JsonOption = False) -> int:
    """List who came in, who was refused and who changed what, newest first."""
    if limit < 0:
        raise UsageError(f"limit is below 0: {limit}")
    with _people() as people:
        found = people.log(limit)
    if json:
        for one in found:
            write_json(asdict(one))
    else:
        table(
            ("at", "who", "what", "about", "from"),
            ((one.at, one.who, one.what, one.about, one.origin) for one in found),
        )
    return 0


def _people() -> "People":
    from harmattan.ledger.people.store import FILE, open_people

    return open_people(settings.load().data / FILE)


def _by() -> "By":
    from harmattan.ledger.people.records import By

    return By(user(), "terminal")


def _password() -> str:
    """Return a password typed twice, or the first line of standard input. Raises UsageError."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != first:
        raise UsageError("the two passwords differ")
    return first
