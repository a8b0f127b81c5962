"""``harmattan watch SOURCE...``"""

import re
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from harmattan import dates, settings
from harmattan.cli.common import AnySubjectOption, JsonOption, LedgerOption, opened_to_write
from harmattan.cli.join import catch_up
from harmattan.cli.output import complain, write_json
from harmattan.cli.watch_table import Board
from harmattan.errors import UsageError
from harmattan.records import Told

if TYPE_CHECKING:
    from harmattan.flow import Flow
    from harmattan.ledger import Ledger
    from harmattan.ledger.watching import Fetch
    from harmattan.read.source import Raw
    from harmattan.read.worker import Worker
    from harmattan.records import Coded
    from harmattan.watch.manners import Manners

_DURATION = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,3})?)(s|m|h|d)?")
_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}
_EVERY = "15m"
_CONTACT = re.compile(r"[!-~]{1,200}")


def watch(
    sources: Annotated[
        list[str], Parameter(help="Feeds, sitemaps, OPML or pages: addresses, or a file that lists them.")
    ],
    /,
    *,
    every: Annotated[str, Parameter(help="Time between two passes: 90s, 15m, 2h.")] = _EVERY,
    once: Annotated[bool, Parameter(negative="", help="One pass, then end.")] = False,
    for_: Annotated[str | None, Parameter(name="--for", help="End after so long.")] = None,
    delay: Annotated[str, Parameter(help="Time between two requests to one host.")] = "2s",
    most: Annotated[int, Parameter(help="Pages of one source in one pass, at most.")] = 500,
    since: Annotated[str, Parameter(help="Leave out pages dated before this day.")] = "",
    contact: Annotated[str, Parameter(help="An address where you can be reached, told to every server.")] = "",
    allow_private: Annotated[
        bool, Parameter(name="--allow-private", negative="", help="Fetch from private and loopback addresses too.")
    ] = False,
    ledger: LedgerOption = None,
    any_subject: AnySubjectOption = False,
    json: JsonOption = False,
) -> int:
    """Read what sources name, pass after pass, and keep it in the ledger; stopped and begun again, it goes on.

    robots.txt is obeyed, a host is asked one thing at a time, and what has not changed is not sent again. What could
    not be read is kept with its reason (harmattan sources); a source that gave nothing itself is told at the end.
    """
    from harmattan.flow import Flow
    from harmattan.read.fetch import Terms, agent
    from harmattan.read.worker import Worker
    from harmattan.watch.keeping import Keeper
    from harmattan.watch.manners import Plan
    from harmattan.watch.watcher import Watcher

    addresses = list(dict.fromkeys(address for source in sources for address in _addresses(source)))
    between = _seconds("--every", every)
    plan = Plan(None if once else between, None if for_ is None else _seconds("--for", for_))
    manners = _manners(delay, most, since)
    flow = Flow.load(settings.load(), any_subject=any_subject)
    terms = Terms(flow.settings.max_bytes, allow_private, agent(_checked_contact(contact)))
    board = Board(live=not json)
    with opened_to_write(ledger) as book, board, closing(Worker()) as worker:
        keeper = Keeper(book, flow.run(), _coder(flow, worker), manners, dates.now_utc, _reporter(board, as_json=json))
        watcher = Watcher(keeper, terms, plan, rest=lambda: _rest(book))
        with _stopped_by_signals(watcher.stop):
            watcher.run(addresses)
        catch_up(book)
    for line in board.troubles():
        complain(line)
    return 1 if once and board.troubles() else 0


def _coder(flow: "Flow", worker: "Worker") -> "Callable[[Raw, str | None], Coded]":
    """A page that tells no day is of the day that its feed or news sitemap gives; it is parsed in a process apart."""
    from harmattan.read.source import check_bytes

    def code(raw: "Raw", published: str | None) -> "Coded":
        check_bytes(raw.data, raw.source)
        article = worker.read(replace(raw, fetched_at=dates.now_utc()))
        if article.published is None and published:
            article = replace(article, published=Told(published, "given"))
        return flow.code(article)

    return code


def _rest(book: "Ledger") -> None:
    """Between pages what came is joined, so that a long watch leaves no mountain behind."""
    book.join()


def _reporter(board: Board, *, as_json: bool) -> "Callable[[Fetch], None]":
    def report(fetch: "Fetch") -> None:
        board.add(fetch)
        if as_json:
            write_json(asdict(fetch) | {"outcome": str(fetch.outcome)})

    return report


def _addresses(source: str) -> Iterator[str]:
    """A web address stands for itself, a file for those it lists. Raises UsageError, UnreadableInput."""
    from harmattan.read.items import whole_address
    from harmattan.read.listing import in_file

    if "://" in source:
        address = whole_address("", source)
        if address is None:
            raise UsageError(f"{source} is no http or https address")
        yield address
        return
    path = Path(source)
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise UsageError(f"{source} is neither an address nor a file that lists addresses") from error
    yield from in_file(data, source)


def _manners(delay: str, most: int, since: str) -> "Manners":
    from harmattan.watch.manners import Manners

    if most < 1:
        raise UsageError(f"--most is below 1: {most}")
    try:
        usable = not since or dates.precision(since) == "day"
    except ValueError:
        usable = False
    if not usable:
        raise UsageError(f"--since is no ISO day: {since!r}")
    return Manners(delay=_seconds("--delay", delay, least=0.0), most=most, since=since)


def _seconds(name: str, given: str, least: float = 1.0) -> float:
    """Return a time in seconds: "90s", "15m", "2h", "1d", or a number of seconds. Raises UsageError."""
    found = _DURATION.fullmatch(given)
    seconds = float(found[1]) * _UNITS[found[2] or "s"] if found else -1.0
    if not least <= seconds <= 366 * _UNITS["d"]:
        raise UsageError(f"{name} is no time like 90s, 15m or 2h: {given!r}")
    return seconds


def _checked_contact(contact: str) -> str:
    if contact and not _CONTACT.fullmatch(contact):
        raise UsageError("--contact is a mail or web address without spaces")
    return contact


@contextmanager
def _stopped_by_signals(stop: Event) -> Iterator[None]:
    """The first signal lets the page in hand be finished; the second one ends at once, as ever."""
    asked: Sequence[signal.Signals] = (signal.SIGINT, signal.SIGTERM)
    before = {one: signal.getsignal(one) for one in asked}

    def finish(number: int, _: FrameType | None) -> None:
        stop.set()
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)

    for one in asked:
        signal.signal(one, finish)
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
