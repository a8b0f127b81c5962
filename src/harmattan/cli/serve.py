"""``harmattan serve``: the desk."""

import os
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from harmattan import settings
from harmattan.cli.common import LedgerOption, opened
from harmattan.cli.output import complain
from harmattan.errors import UsageError

if TYPE_CHECKING:
    from harmattan.desk.safety.gate import Gate
    from harmattan.desk.serve import Way


def serve(
    *,
    host: Annotated[str, Parameter(help="Address to serve on; by default this machine only.")] = "127.0.0.1",
    port: Annotated[int, Parameter(help="Port.")] = 8321,
    name: Annotated[list[str] | None, Parameter(help="Name under which browsers know this desk.")] = None,
    accounts: Annotated[bool, Parameter(negative="", help="Ask for a login on this machine too.")] = False,
    proxy: Annotated[str, Parameter(help="Address of a proxy to believe what it says of its visitors.")] = "",
    certificate: Annotated[Path | None, Parameter(help="Certificate file, to serve https.")] = None,
    key: Annotated[Path | None, Parameter(help="Key file of the certificate.")] = None,
    processes: Annotated[
        int | None, Parameter(help="How many to serve with; by default two, with accounts one.")
    ] = None,
    ledger: LedgerOption = None,
) -> int:
    """Serve the desk: the ledger as web pages, to read, check and follow.

    Where others than this machine are served (--host, --name, --proxy), they have to log in: harmattan accounts.
    """
    if not 0 < port < 65536:
        raise UsageError(f"--port is a number from 1 to 65535, not {port}")
    try:
        from harmattan.desk import door
        from harmattan.desk import processes as parted
        from harmattan.desk import serve as server
    except ImportError as error:
        raise UsageError(f"the desk needs more libraries: pip install 'harmattan[desk]' ({error.name})") from None
    way = server.Way(host, port, proxy, certificate, key)
    server.check(way)
    with ExitStack() as open_:
        gate = _gate(open_, way, tuple(name or ()), accounts)
        count = _processes(processes, gate)
        # A ledger is made or upgraded once, before several processes open it.
        with opened(ledger) as book:
            named = book.name
        sockets = server.listening(way)
        _tell(named, way, gate)

        def work() -> None:
            with opened(ledger) as own:
                server.serve(door.opened(own, settings.load().data, local=gate.people is None), gate, way, sockets)

        parted.run(count, work)
    return 0


def _processes(asked: int | None, gate: "Gate") -> int:
    """Return how many processes serve. Accounts need one: waits after wrong passwords are counted in its memory."""
    from harmattan.desk import processes

    if asked is None:
        return 1 if gate.people else processes.most()
    if asked < 1 or (asked > 1 and (gate.people or not hasattr(os, "fork"))):
        raise UsageError(f"--processes is 1{'' if gate.people else ' or more'}, not {asked}")
    return asked


def _gate(open_: ExitStack, way: "Way", names: tuple[str, ...], accounts: bool) -> "Gate":
    from harmattan.desk.safety import gate, hosts
    from harmattan.ledger.people.store import FILE, open_people

    if hosts.loopback(way.host) and not (names or way.proxy or accounts):
        return gate.Gate(hosts.names((), way.host))
    people = open_.enter_context(open_people(settings.load().data / FILE))
    return gate.guarded(way.host, names, people)


def _tell(book: str, way: "Way", gate: "Gate") -> None:
    complain(f"the desk of {book} is at {way.address} (stop with Ctrl-C)")
    if gate.people and not (way.certificate or way.proxy):
        complain("passwords go over plain http, which others on the way can read: --certificate and --key, or --proxy")
