"""``harmattan demo``: the desk over invented stories."""

import tempfile
import threading
import time
import webbrowser
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from cyclopts import Parameter

from harmattan import settings
from harmattan.cli.common import opened
from harmattan.cli.join import catch_up
from harmattan.cli.output import complain, progress
from harmattan.errors import UsageError
from harmattan.records import Refusal

if TYPE_CHECKING:
    from socket import socket

    from harmattan.desk.door import Door
    from harmattan.desk.serve import Way
    from harmattan.ledger import Ledger

# By then the server answers.
_SOON: Final = 1.0
_TRIES: Final = 100
_PAUSE: Final = 0.1
_BEFORE: Final = datetime(2025, 1, 1, tzinfo=UTC)
_WATCHED: Final = (("Kenya and Tanzania", "between:KEN,TZA"), ("Seized, arrested, blocked", "act:COERCE"))


def demo(
    *,
    port: Annotated[int, Parameter(help="Port of the desk.")] = 8321,
    out: Annotated[Path | None, Parameter(help="New ledger file to keep; by default one that is thrown away.")] = None,
    no_open: Annotated[bool, Parameter(name="--no-open", negative="", help="Open no browser.")] = False,
    no_serve: Annotated[
        bool, Parameter(name="--no-serve", negative="", help="Read the stories, say what was found, and stop.")
    ] = False,
) -> int:
    """Read invented stories into a fresh ledger and open the desk on it in a browser. Your own ledger is not touched.

    The stories tell how two neighbours fall out; every person, outlet and event in them is made up.
    """
    if not 0 < port < 65536:
        raise UsageError(f"--port is a number from 1 to 65535, not {port}")
    if out is not None and out.exists():
        raise UsageError(f"--out {out}: there is such a file; the demo takes a new one")
    with ExitStack() as stack:
        # A port that is taken is told before anything is read.
        sockets = [] if no_serve else _listening(port)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="harmattan-demo-")))
        book = stack.enter_context(opened(str(out or folder / "demo.sqlite")))
        _fill(book)
        if sockets:
            _serve(book, folder, _way(port), sockets, browser=not no_open)
    return 0


def _fill(book: "Ledger") -> None:
    from harmattan import demo as shipped
    from harmattan.flow import Flow

    pages = [str(path) for path in shipped.stories()]
    flow = Flow.load(settings.load())
    run = flow.run()
    for item in progress(flow.read(pages), "reading", len(pages)):
        if isinstance(item, Refusal):
            book.refuse(item, run)
        else:
            book.add(item, run)
    catch_up(book)
    counts = book.counts()
    complain(f"{counts['articles']} invented stories read, {counts['events']} events found")


def _listening(port: int) -> "list[socket]":
    try:
        from harmattan.desk import serve as server
    except ImportError as error:
        raise UsageError(f"the desk needs more libraries: pip install 'harmattan[desk]' ({error.name})") from None
    return server.listening(_way(port))


def _way(port: int) -> "Way":
    from harmattan.desk.serve import Way

    return Way("127.0.0.1", port)


def _serve(book: "Ledger", data: Path, way: "Way", sockets: "list[socket]", *, browser: bool) -> None:
    from harmattan.desk import door as desk
    from harmattan.desk import serve as server
    from harmattan.desk.safety.gate import Gate

    gate, door = Gate(), desk.opened(book, data)
    _watch(data, gate.first.name)
    _look(door)
    complain(f"the desk is at {way.address} (stop with Ctrl-C)")
    if browser:
        opener = threading.Timer(_SOON, webbrowser.open, [way.address])
        opener.daemon = True
        opener.start()
    server.serve(door, gate, way, sockets)


def _look(door: "Door") -> None:
    """Make the front page before it is asked for, so that it does not begin with "still looking"."""
    from harmattan.desk.pages.today import SPANS, days_ago, today_page

    for _ in range(_TRIES):
        if not today_page(door, days_ago(door, SPANS[0][0]), visit=False).looking:
            return
        time.sleep(_PAUSE)


def _watch(data: Path, owner: str) -> None:
    """Put two watches on the list, as if they had been there before the stories were read."""
    from harmattan.ledger.people.file import opened as file
    from harmattan.ledger.people.store import FILE
    from harmattan.ledger.people.watches import Watches

    listed = Watches(file(data / FILE), clock=lambda: _BEFORE)
    for name, line in _WATCHED:
        listed.add(owner, name, line)
