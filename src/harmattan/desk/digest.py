"""Who is told of what is new to watches: webhooks and e-mail, once each, and only when something changed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from harmattan.desk import hooks, mail
from harmattan.desk.door import Door
from harmattan.desk.feeds import title_of, told_by
from harmattan.desk.hooks import Sender
from harmattan.desk.mail import Server
from harmattan.desk.pages.rows import Row
from harmattan.desk.pages.watch import Item, News, news
from harmattan.errors import HarmattanError, OutputError, UsageError
from harmattan.ledger.news import settled
from harmattan.ledger.people.watches import Watch

# Events told of in one message; the rest is a link.
_SHOWN: Final = 25
BASE: Final = "http://127.0.0.1:8321"


@dataclass(frozen=True, slots=True)
class Line:
    """An event in a digest: its title, its words, who says so, its address on the desk."""

    title: str
    words: str
    told_by: str
    link: str


@dataclass(frozen=True, slots=True)
class Part:
    """What is new to one watch. more: how many of the new, the changed and the dropped are not shown; whole: whether
    all that was recorded was looked at; most: how many of the newest events were, if not."""

    name: str
    query: str
    link: str
    new: tuple[Line, ...]
    changed: tuple[Line, ...]
    dropped: tuple[Line, ...]
    more: tuple[int, int, int]
    whole: bool
    most: int

    @property
    def kinds(self) -> tuple[tuple[str, tuple[Line, ...], int], ...]:
        """What there is of each kind: its name, what is shown, how many are not."""
        named = ("New", self.new), ("Told otherwise now", self.changed), ("No longer found", self.dropped)
        return tuple((name, lines, more) for (name, lines), more in zip(named, self.more, strict=True) if lines)


@dataclass(frozen=True, slots=True)
class Digest:
    """Everything that one address is told. until: a moment in UTC."""

    to: str
    parts: tuple[Part, ...]
    watches: tuple[Watch, ...]
    until: str

    @property
    def subject(self) -> str:
        """What the mail is about."""
        count = sum(len(part.new) + part.more[0] for part in self.parts)
        least = "" if all(part.whole for part in self.parts) else "at least "
        return f"Harmattan: {least}{count} new on {', '.join(part.name for part in self.parts)}"


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one message. problem: why it failed, "" if it went out."""

    kind: str
    to: str
    problem: str = ""


def until(door: Door) -> str:
    """Return the moment up to which may be told of: what is younger waits for the next time."""
    return settled(door.clock())


def digests(door: Door, base: str, complain: Callable[[str], None]) -> Iterator[Digest]:
    """Yield what each e-mail address is to be told, none where nothing changed. A wrong query is complained of."""
    moment = until(door)
    by_address: dict[str, list[tuple[Watch, News]]] = {}
    for watch in door.watches.all():
        if watch.mail and (found := _news(door, watch, watch.mailed_at, moment, complain)):
            by_address.setdefault(watch.mail, []).append((watch, found))
    for to, told in by_address.items():
        parts = tuple(_part(watch, found, base) for watch, found in told)
        yield Digest(to, parts, tuple(watch for watch, _ in told), moment)


def send_digest(door: Door, told: Digest, through: Server) -> Done:
    """Send one digest, and remember that it was sent."""
    made = mail.letter(told.to, told, datetime.now(UTC), told.subject)
    try:
        mail.send(mail.message(made, through.sender), through)
    except OutputError as error:
        return Done("mail", told.to, str(error))
    for watch in told.watches:
        door.watches.mailed(watch.id, told.until)
    return Done("mail", told.to)


def call_hooks(door: Door, base: str, send: Sender, complain: Callable[[str], None]) -> Iterator[Done]:
    """Tell every webhook what is new to its watch; one that fails is told the same next time."""
    moment = until(door)
    for watch in door.watches.all():
        found = _news(door, watch, watch.hooked_at, moment, complain) if watch.hook else None
        if not found:
            continue
        told = hooks.delivery(payload(watch, found, base), watch.secret, door.clock())
        try:
            hooks.deliver(watch.hook, told, send)
        except OutputError as error:
            yield Done("webhook", watch.hook, str(error))
            continue
        door.watches.hooked(watch.id, moment)
        yield Done("webhook", watch.hook)


def payload(watch: Watch, found: News, base: str) -> dict[str, Any]:
    """Return what a webhook is sent."""
    told = {"id": watch.id, "name": watch.name, "query": watch.line, "link": base + Item(watch).href}
    shown = {name: part[:_SHOWN] for name, part in (("new", found.came), ("changed", found.changed))}
    events = {name: [{**row.json(), "link": base + row.href} for row in part] for name, part in shown.items()}
    gone = [row.event.id for row in found.dropped]
    more, changed, _ = _more(found)
    cut = {"more": more, "more_changed": changed, "whole": found.whole}
    return {"watch": told, "since": found.since, "until": found.until, **events, "dropped": gone, **cut}


def base_address(environment: Mapping[str, str]) -> str:
    """Return the address of the desk that links lead to: HARMATTAN_DESK_URL, else this machine. Raises UsageError."""
    given = environment.get("HARMATTAN_DESK_URL", "").rstrip("/") or BASE
    if not given.startswith(("http://", "https://")):
        raise UsageError(f"HARMATTAN_DESK_URL is the address of the desk, with http:// or https://, not {given!r}")
    return given


def _news(door: Door, watch: Watch, since: str, moment: str, complain: Callable[[str], None]) -> News | None:
    try:
        found = news(door, watch.line, since, moment)
    except HarmattanError as error:
        complain(f"watch {watch.name!r}: {error}")
        return None
    return found if found.anything else None


def _part(watch: Watch, found: News, base: str) -> Part:
    return Part(
        name=watch.name,
        query=watch.line,
        link=base + Item(watch).href,
        new=tuple(_line(row, base) for row in found.came[:_SHOWN]),
        changed=tuple(_line(row, base) for row in found.changed[:_SHOWN]),
        dropped=tuple(_line(row, base) for row in found.dropped[:_SHOWN]),
        more=_more(found),
        whole=found.whole,
        most=found.most,
    )


def _more(found: News) -> tuple[int, int, int]:
    """Return how many new, changed and dropped events are not shown."""
    new, changed, dropped = (max(0, len(one) - _SHOWN) for one in (found.came, found.changed, found.dropped))
    return new, changed, dropped


def _line(row: Row, base: str) -> Line:
    return Line(title_of(row), row.plain_words, told_by(row), base + row.href)
