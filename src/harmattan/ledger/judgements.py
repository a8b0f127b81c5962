"""What people say of events: accepted, rejected, edited; appended, never changed, withdrawn by another judgement.

A judgement is on one event as one coder version found it. When a newer version codes the article again, it holds for
the event of the same type whose trigger overlaps: people need not say it twice.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from harmattan.errors import UsageError
from harmattan.ids import make_id
from harmattan.ledger import view
from harmattan.ledger.columns import Damaged
from harmattan.ledger.schema import articles, events, judgements
from harmattan.records import Event, Judgement, standing

# merge: told of one act with another report; split: of another act than it.
JOINING = ("merge", "split")
VERBS = ("accept", "reject", "edit", *JOINING, "withdraw")
FIELDS = ("type", "modes", "contexts", "factuality", "actors", "recipients", "place", "time", "due", "said_by")

_NEEDS = {"edit": "fields, FIELD=VALUE", "merge": "another event", "split": "another event"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement in force on an event; carried tells that it was given on the event of another coder version."""

    judgement: Judgement
    carried: bool = False


def made(verb: str, subject: str, values: Iterable[tuple[str, str]], *, at: str, by: str, reason: str) -> Judgement:
    """Return a new judgement with its id. Raises UsageError for what cannot be meant."""
    told = tuple(values)
    if verb not in VERBS:
        raise UsageError(f"a judgement is one of {', '.join(VERBS)}, not {verb!r}")
    allowed = {"edit": FIELDS, "merge": ("with",), "split": ("from",)}.get(verb, ())
    wrong = [name for name, _ in told if allowed and name not in allowed]
    if wrong:
        raise UsageError(f"no field {wrong[0]!r}; there are {', '.join(allowed)}")
    if bool(allowed) != bool(told):
        raise UsageError(f"{verb} needs {_NEEDS[verb]}" if allowed else f"{verb} takes no fields")
    if verb in JOINING and subject in (value for _, value in told):
        raise UsageError(f"{verb}: {subject} cannot be named twice")
    return Judgement(make_id("jud", [at, by, verb, subject, told]), at, by, verb, subject, told, reason)


def append(connection: Connection, judgement: Judgement, now: str) -> str:
    """Append a judgement on an event, or the withdrawal of one in force; return the id it is kept under.

    Raises UsageError for an unknown subject.
    """
    if judgement.verb == "withdraw" and all(one.id != judgement.subject for one in standing(listed(connection))):
        raise UsageError(f"no judgement {judgement.subject} is in force")
    others = [value for _, value in judgement.values] if judgement.verb in JOINING else []
    for id_ in [judgement.subject, *others] if judgement.verb != "withdraw" else []:
        if view.event(connection, id_) is None:
            raise UsageError(f"no event {id_} in the ledger")
    row = {
        "id": judgement.id,
        "at": judgement.at,
        "author": judgement.by,
        "verb": judgement.verb,
        "subject": judgement.subject,
        "told": tuple(part for pair in judgement.values for part in pair),
        "reason": judgement.reason,
        "recorded_at": now,
    }
    last = connection.scalar(select(func.max(judgements.c.number))) or 0
    if connection.scalar(select(judgements.c.number).where(judgements.c.id == judgement.id)) is not None:
        before = _last_word(standing(listed(connection)), judgement)
        if judgement.verb == "withdraw" or (before and _same(before, judgement)):
            return before.id if before else judgement.id
        # Said again within the second in which it was said and withdrawn, or followed by another word.
        row["id"] = make_id("jud", [judgement.id, last + 1])
    connection.execute(insert(judgements), row | {"number": last + 1})
    return str(row["id"])


def _last_word(held: Sequence[Judgement], judgement: Judgement) -> Judgement | None:
    """The last judgement in force on what a judgement is about."""
    joins, named = judgement.verb in JOINING, _named(judgement)
    return next((one for one in reversed(held) if (one.verb in JOINING) == joins and named & _named(one)), None)


def _same(one: Judgement, other: Judgement) -> bool:
    return (one.by, one.verb, one.values) == (other.by, other.verb, other.values)


def _named(judgement: Judgement) -> set[str]:
    """The events that a judgement is about; others than its subject are named only by one that joins or parts."""
    others = (value for _, value in judgement.values) if judgement.verb in JOINING else ()
    return {judgement.subject, *others}


def listed(connection: Connection, subject: str | None = None, before: str | None = None) -> list[Judgement]:
    """Return all judgements (recorded before that stamp), oldest first; on one subject, if one is named."""
    query = select(judgements).where(*view.recorded(judgements.c.recorded_at, before)).order_by(judgements.c.number)
    if subject is not None:
        query = query.where(judgements.c.subject == subject)
    return [_judgement(row) for row in connection.execute(query)]


def _judgement(row: Row[Any]) -> Judgement:
    if len(row.told) % 2:
        raise Damaged(f"judgement {row.id} is damaged: a field without its value")
    values = tuple(zip(row.told[::2], row.told[1::2], strict=True))
    return Judgement(row.id, row.at, row.author, row.verb, row.subject, values, row.reason)


def problems(connection: Connection) -> Iterator[str]:
    """Yield a line for each judgement that cannot be read or is on nothing that is there."""
    for number in connection.scalars(select(judgements.c.number).order_by(judgements.c.number)).all():
        try:
            _judgement(connection.execute(select(judgements).where(judgements.c.number == number)).one())
        except Damaged as error:
            yield str(error)
    said = judgements.alias()
    there = select(events.c.id).union(select(said.c.id))
    lost = select(judgements.c.id, judgements.c.subject).where(judgements.c.subject.not_in(there))
    for id_, subject in connection.execute(lost):
        yield f"judgement {id_} is on {subject}, which is not there"


def verdicts(connection: Connection, found: Sequence[Event], before: str | None = None) -> dict[str, Verdict]:
    """Return the last judgement in force (before that stamp) on each event, by its id; on its earlier self where it has
    none of its own."""
    latest = _latest(connection, before)
    if not latest:
        return {}
    own = {event.id: Verdict(latest[event.id]) for event in found if event.id in latest}
    rest = [event for event in found if event.id not in own]
    return own | dict(_carried(connection, rest, latest))


def _latest(connection: Connection, before: str | None) -> dict[str, Judgement]:
    """The last judgement in force on each event that has one of its own; what joins or parts reports is none."""
    return {one.subject: one for one in standing(listed(connection, before=before)) if one.verb not in JOINING}


def verbs(connection: Connection, rows: Sequence[Row[Any]], before: str | None = None) -> dict[str, str]:
    """Return the verb of the judgement in force on each of some events that has one, as verdicts has it.

    rows: of events, with number, id, article, type and coder. Of few of them more has to be read.
    """
    latest = _latest(connection, before)
    coders: dict[tuple[int, str], set[str]] = {}
    for ids in view.chunks(latest):
        query = select(events.c.article, events.c.type, events.c.coder).where(events.c.id.in_(ids))
        for article, type_, coder in connection.execute(query):
            coders.setdefault((article, type_), set()).add(coder)
    own = {row.id: latest[row.id].verb for row in rows if row.id in latest}
    rest = [row for row in rows if row.id not in own]
    perhaps = [row.number for row in rest if coders.get((row.article, row.type), set()) - {row.coder}]
    twins = verdicts(connection, view.events_by_number(connection, perhaps), before)
    return own | {id_: one.judgement.verb for id_, one in twins.items()}


def rejected(connection: Connection, rows: Sequence[Row[Any]], before: str | None = None) -> set[str]:
    """Return the ids of those of some events on which a rejection is in force. rows: see verbs."""
    return {id_ for id_, verb in verbs(connection, rows, before).items() if verb == "reject"}


def _carried(
    connection: Connection, found: Sequence[Event], latest: dict[str, Judgement]
) -> Iterator[tuple[str, Verdict]]:
    judged = _judged_events(connection, latest, {event.article for event in found})
    for event in found:
        twins = [
            latest[other.id]
            for other in judged.get(event.article, ())
            if other.type == event.type and other.trigger.overlaps(event.trigger) and other.coder != event.coder
        ]
        if twins:
            yield event.id, Verdict(max(twins, key=lambda one: one.at), carried=True)


def _judged_events(connection: Connection, latest: dict[str, Judgement], wanted: set[str]) -> dict[str, list[Event]]:
    """Return the judged events of the wanted articles, by article id."""
    found: dict[str, list[Event]] = {}
    for ids in view.chunks(latest):
        query = (
            select(articles.c.number)
            .join(events, events.c.article == articles.c.number)
            .where(events.c.id.in_(ids), articles.c.id.in_(wanted))
            .distinct()
        )
        for number in connection.scalars(query):
            for event in view.events_of(connection, number).values():
                if event.id in latest:
                    found.setdefault(event.article, []).append(event)
    return found
