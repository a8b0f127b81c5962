"""What the forms of an event say of it, read into a judgement."""

import hashlib
from collections.abc import Iterator, Sequence
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
    then; of: the list of the queue that the event was looked at in; act: the act as it was shown, of a rejection of all
    its reports; other: reports of the same act, or of another; judgement: those to withdraw; told: what the fields of
    an edit showed, as field=value; the rest: those fields, None where nothing is said of one."""

    verb: str
    reason: str = ""
    shown: str = ""
    next: str = ""
    of: str = ""
    act: str = ""
    other: Given = ""
    judgement: Given = ""
    type: str | None = None
    modes: Given | None = None
    contexts: Given | None = None
    factuality: str | None = None
    actors: str | None = None
    recipients: str | None = None
    place: str | None = None
    time: str | None = None
    due: str | None = None
    said_by: str | None = None
    told: Given = ""


def version_of(event: Event) -> str:
    """Return a name for this version of an event: another one is another name."""
    return hashlib.sha256(repr(event).encode("utf-8", "replace")).hexdigest()[:16]


def judge(door: Door, user: User, id_: str, form: JudgeForm) -> Judgement:
    """Append what a form says of an event by this user's name, all of it or nothing; return what it says last.

    Raises Missing, Refused, Stale, UsageError.
    """
    if not user.may_review:
        raise Refused("Only reviewers judge events.")
    event = door.book.event(id_)
    if event is None:
        raise Missing(f"There is no event {id_!r} in this ledger.")
    if form.shown and form.shown != version_of(event):
        raise Stale("This event was coded anew since the page was made: look at it again.")
    if len(form.reason) > MOST:
        raise UsageError(f"a reason has at most {MOST} characters")
    subjects = _own(door, user, event, form) if form.verb == "withdraw" else [event.id]
    values = _values(event, form)
    now, reason = door.clock(), form.reason.strip()
    told = [made(form.verb, one, values, at=now, by=user.name, reason=reason) for one in subjects]
    if form.act:
        _reject_act(door, form, told[-1])
    else:
        door.book.judge_all(told)
    if form.verb in (*JOINING, "withdraw"):
        door.book.join(_JOINED)
    return told[-1]


def _values(event: Event, form: JudgeForm) -> list[tuple[str, str]]:
    if form.verb in JOINING:
        name = "with" if form.verb == "merge" else "from"
        return [(name, other) for other in dict.fromkeys(_listed(form.other))]
    return list(changes(event, form)) if form.verb == "edit" else []


def _reject_act(door: Door, form: JudgeForm, told: Judgement) -> None:
    """Reject all reports of the act that was shown; the id of an act is another with other reports."""
    if form.verb != "reject":
        raise UsageError(f"only a rejection is said of a whole act, not {form.verb}")
    if door.book.acts_of([told.subject]).get(told.subject, told.subject) != form.act:
        raise Stale("This act has other reports since the page was made: look at it again.")
    door.book.reject_act(told)


def _own(door: Door, user: User, event: Event, form: JudgeForm) -> list[str]:
    """Return the ids of the judgements to withdraw: one on this event, and of those given with it of other reports of
    its act whichever are named. Raises Refused, UsageError."""
    held = {one.id: one for one in standing(door.book.judgements())}
    ids = list(dict.fromkeys(_listed(form.judgement))) or [""]
    first = next((id_ for id_ in ids if id_ in held and held[id_].subject == event.id), "")
    allowed = door.book.judged_together(first) if first else ()
    for id_ in ids:
        if id_ not in allowed:
            raise UsageError(f"no judgement {id_!r} on this event is in force")
        if held[id_].by != user.name and not user.may_administer:
            raise Refused(f"Only {held[id_].by} or an admin may withdraw this.")
    return ids


def last_of(found: list[Judgement], name: str) -> Judgement | None:
    """Return the last judgement in force by somebody."""
    return next((one for one in reversed(standing(found)) if one.by == name), None)


def at_once(door: Door, given: Sequence[Judgement]) -> list[tuple[Judgement, ...]]:
    """Return judgements in their order; rejections and withdrawals that were said at once of one act stand together."""
    named = {one.id: one.subject for one in given if one.verb != "withdraw"}
    acts = door.book.acts_of({named.get(one.subject, one.subject) for one in given})
    found: dict[tuple[str, ...], list[Judgement]] = {}
    for one in given:
        event = named.get(one.subject, one.subject)
        alike = (acts.get(event, event), one.at, one.by, one.verb, one.reason)
        found.setdefault(alike if one.verb in ("reject", "withdraw") else (one.id,), []).append(one)
    return [tuple(group) for group in found.values()]


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
        "due": " ".join(filter(None, (event.due.relation, event.due.value))) if event.due else "",
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
