"""What the forms of an event say of it, read into a judgement."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from harmattan.desk.door import Door
from harmattan.desk.problems import Missing, Refused, Stale
from harmattan.desk.view import User
from harmattan.errors import UsageError
from harmattan.ledger.corrections import checked
from harmattan.ledger.judgements import FIELDS, JOINING, made
from harmattan.records import Event, Judgement, Party, standing
from harmattan.resolve.knowledge import table

# Characters of one value or reason.
MOST: Final = 500
# Codings that are joined on the way when somebody says that reports are one act or two.
_JOINED: Final = 50
_LISTS: Final = ("modes", "contexts", "actors", "recipients")
Given = str | list[str]


@dataclass(frozen=True, slots=True)
class JudgeForm:
    """What a form sends. shown: the version that was looked at, so that nothing unseen is judged; next: where to go
    then; of: the list of the queue that the event was looked at in; other: reports of the same act, or of another;
    judgement: the one to withdraw; told: what the fields of an edit showed, as field=value; the rest: those fields,
    None where nothing is said of one."""

    verb: str
    reason: str = ""
    shown: str = ""
    next: str = ""
    of: str = ""
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
        return event.id, list(changes(event, form))
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


def typed(form: JudgeForm) -> dict[str, str]:
    """Return the fields that a form tells, as it tells them."""
    given = ((name, getattr(form, name)) for name in FIELDS)
    return {name: ",".join(_listed(value)) for name, value in given if value is not None}


def changes(event: Event, form: JudgeForm) -> tuple[tuple[str, str], ...]:
    """Return the fields in which a form differs from what it showed, each as it is kept.

    A browser says nothing of a list of which nothing is chosen: where a form tells what it showed, that means none.
    Raises UsageError for what ledger.corrections.checked refuses, and for a value longer than MOST.
    """
    told = tuple(_changed(event, form))
    if too_long := [name for name, value in told if len(value) > MOST]:
        raise UsageError(f"{too_long[0]} has at most {MOST} characters")
    return checked(told, event.type, table("states"))


def _changed(event: Event, form: JudgeForm) -> Iterator[tuple[str, str]]:
    shown = dict(one.partition("=")[::2] for one in _listed(form.told))
    for name in FIELDS:
        given = getattr(form, name)
        if given is None and not (shown and name in ("modes", "contexts")):
            continue
        value = " ".join(",".join(_listed(given or "")).split())
        if _parts(name, value) != _parts(name, shown.get(name, filled(event, "")[name])):
            yield name, value


def _parts(name: str, value: str) -> list[str]:
    return sorted(one.strip() for one in value.split(",") if one.strip()) if name in _LISTS else [value]


def _listed(given: Given) -> list[str]:
    return [one for one in ([given] if isinstance(given, str) else given) if one]
