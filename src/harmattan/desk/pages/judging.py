"""What the forms of an event say of it, read into a judgement."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from harmattan import dates
from harmattan.codebook.loader import Codebook
from harmattan.desk.door import Door
from harmattan.desk.problems import Missing, Refused, Stale
from harmattan.desk.view import User
from harmattan.errors import UsageError
from harmattan.ledger.judgements import FIELDS, JOINING, made
from harmattan.records import Event, Factuality, Judgement, Party, standing

# Characters of one value or reason.
MOST: Final = 500
# Codings that are joined on the way when somebody says that reports are one act or two.
_JOINED: Final = 50
_LISTS: Final = ("modes", "contexts", "actors", "recipients")
Given = str | list[str]


@dataclass(frozen=True, slots=True)
class JudgeForm:
    """What a form sends. shown: the version that was looked at, so that nothing unseen is judged; next: where to go
    then; other: reports of the same act, or of another; judgement: the one to withdraw; told: what the fields of an
    edit showed, as field=value; the rest: those fields, None where nothing is said of one."""

    verb: str
    reason: str = ""
    shown: str = ""
    next: str = ""
    other: Given = ""
    judgement: str = ""
    type: str | None = None
    modes: Given | None = None
    contexts: Given | None = None
    factuality: str | None = None
    actors: str | None = None
    recipients: str | None = None
    place: str | None = None
    time: str | None = None
    said_by: str | None = None
    told: Given = ""


def version_of(event: Event) -> str:
    """Return a name for this version of an event: another one is another name."""
    return hashlib.sha256(repr(event).encode("utf-8", "replace")).hexdigest()[:16]


def judge(door: Door, user: User, id_: str, form: JudgeForm) -> Judgement:
    """Append what a form says of an event by this user's name. Raises Missing, Refused, Stale, UsageError."""
    if not user.may_review:
        raise Refused("Only reviewers judge events.")
    event = door.book.event(id_)
    if event is None:
        raise Missing(f"There is no event {id_!r} in this ledger.")
    if form.shown and form.shown != version_of(event):
        raise Stale("This event was coded anew since the page was made: look at it again.")
    if len(form.reason) > MOST:
        raise UsageError(f"a reason has at most {MOST} characters")
    subject, values = _said(door, user, event, form)
    told = made(form.verb, subject, values, at=door.clock(), by=user.name, reason=form.reason.strip())
    door.book.judge(told)
    if form.verb in (*JOINING, "withdraw"):
        door.book.join(_JOINED)
    return told


def _said(door: Door, user: User, event: Event, form: JudgeForm) -> tuple[str, list[tuple[str, str]]]:
    if form.verb == "withdraw":
        return _own(door, user, event, form.judgement), []
    if form.verb in JOINING:
        name = "with" if form.verb == "merge" else "from"
        return event.id, [(name, other) for other in dict.fromkeys(_listed(form.other))]
    if form.verb == "edit":
        return event.id, list(changes(door.codebook, event, form))
    return event.id, []


def _own(door: Door, user: User, event: Event, id_: str) -> str:
    """Return the id of a judgement on this event that the user may withdraw. Raises Refused, UsageError."""
    found = next((one for one in standing(door.book.judgements(event.id)) if one.id == id_), None)
    if found is None:
        raise UsageError(f"no judgement {id_!r} on this event is in force")
    if found.by != user.name and not user.may_administer:
        raise Refused(f"Only {found.by} or an admin may withdraw this.")
    return id_


def last_of(found: list[Judgement], name: str) -> Judgement | None:
    """Return the last judgement in force by somebody."""
    return next((one for one in reversed(standing(found)) if one.by == name), None)


def filled(event: Event, place: str) -> dict[str, str]:
    """Return the fields of an event as a form shows them and an edit tells them. place: its name."""
    return {
        "type": event.type,
        "modes": ",".join(event.modes),
        "contexts": ",".join(event.contexts),
        "factuality": str(event.factuality),
        "actors": ", ".join(map(_party, event.actors)),
        "recipients": ", ".join(map(_party, event.recipients)),
        "place": " ".join(place.split()),
        "time": (event.time.value if event.time else None) or "",
        "said_by": event.said_by.name if event.said_by else "",
    }


def _party(party: Party) -> str:
    return ".".join((party.country, *party.sectors)) if party.country else party.entity or party.name


def changes(book: Codebook, event: Event, form: JudgeForm) -> Iterator[tuple[str, str]]:
    """Yield the fields in which a form differs from what it showed. Raises UsageError.

    A browser says nothing of a list of which nothing is chosen: where a form tells what it showed, that means none.
    """
    shown = dict(one.partition("=")[::2] for one in _listed(form.told))
    for name in FIELDS:
        given = getattr(form, name)
        if given is None and not (shown and name in ("modes", "contexts")):
            continue
        value = " ".join(",".join(_listed(given or "")).split())
        if _parts(name, value) != _parts(name, shown.get(name, filled(event, "")[name])):
            _check(book, name, value, form.type or event.type)
            yield name, value


def _parts(name: str, value: str) -> list[str]:
    return sorted(one.strip() for one in value.split(",") if one.strip()) if name in _LISTS else [value]


def _check(book: Codebook, name: str, value: str, type_: str) -> None:
    """Raise UsageError for what no codebook knows."""
    if len(value) > MOST:
        raise UsageError(f"{name} has at most {MOST} characters")
    wrong = [one for one in _parts(name, value) if one not in _legal(book, type_).get(name, (one,))]
    if wrong:
        raise UsageError(f"{name}: the codebook has no {wrong[0]!r}" + (f" of {type_}" if name == "modes" else ""))
    if name == "time" and value:
        try:
            dates.bounds(value)
        except ValueError:
            raise UsageError(f"time: {value!r} is no day, week, month or year") from None


def _legal(book: Codebook, type_: str) -> Mapping[str, tuple[str, ...]]:
    modes = tuple(book.types[type_].modes) if type_ in book.types else ()
    return {
        "type": tuple(book.types),
        "modes": modes,
        "contexts": tuple(book.contexts),
        "factuality": tuple(map(str, Factuality)),
    }


def _listed(given: Given) -> list[str]:
    return [one for one in ([given] if isinstance(given, str) else given) if one]
