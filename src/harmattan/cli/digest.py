"""``harmattan digest``: tells e-mail addresses and webhooks what is new to the watch list."""

import os
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from harmattan import settings
from harmattan.cli.common import LedgerOption, opened_to_look
from harmattan.cli.join import catch_up
from harmattan.cli.output import complain, write_lines
from harmattan.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harmattan.desk.digest import Done
    from harmattan.desk.door import Door


def digest(
    *,
    print_only: Annotated[
        bool, Parameter(name="--print", negative="", help="Print what would be mailed; tell nobody.")
    ] = False,
    allow_private: Annotated[
        bool, Parameter(name="--allow-private", negative="", help="Call webhooks at private addresses too.")
    ] = False,
    ledger: LedgerOption = None,
) -> int:
    """Mail and call whoever the watch list names, each once, and only when something changed. Meant for cron.

    HARMATTAN_SMTP_HOST, _PORT, _FROM, _SECURITY, _USER, _PASSWORD say how to send mail, HARMATTAN_DESK_URL where links
    lead to. What fails is told again next time.
    """
    try:
        from harmattan.desk import digest as made
        from harmattan.desk import door as desk
    except ImportError as error:
        raise UsageError(f"the watch list needs more libraries: pip install 'harmattan[desk]' ({error.name})") from None
    base = made.base_address(os.environ)
    with opened_to_look(ledger) as book:
        catch_up(book)
        door = desk.opened(book, settings.load().data)
        if print_only:
            _print(door, base)
            return 0
        done = list(_tell(door, base, allow_private=allow_private))
    for one in done:
        complain(f"{one.kind} to {one.to}: {one.problem or 'sent'}")
    return 1 if any(one.problem for one in done) else 0


def _print(door: "Door", base: str) -> None:
    from harmattan.desk import digest as made
    from harmattan.desk.render import template

    for told in made.digests(door, base, complain):
        write_lines(
            [f"To: {told.to}", f"Subject: {told.subject}", "", *template("digest.txt", digest=told).split("\n")]
        )


def _tell(door: "Door", base: str, *, allow_private: bool) -> "Iterator[Done]":
    from harmattan.desk import digest as made
    from harmattan.desk import hooks, mail

    yield from made.call_hooks(door, base, hooks.sender(allow_private=allow_private), complain)
    through = mail.server(os.environ)
    for told in made.digests(door, base, complain):
        if through is None:
            yield made.Done("mail", told.to, "HARMATTAN_SMTP_HOST is not set")
        else:
            yield made.send_digest(door, told, through)
