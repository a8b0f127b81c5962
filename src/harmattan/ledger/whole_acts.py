"""What is said of an act at once: of each of its reports by itself, so that each can be taken back by itself too."""

from collections.abc import Iterator

from sqlalchemy import Connection

from harmattan.ledger import judgements, memberships, view
from harmattan.ledger.memberships import ACT
from harmattan.records import Judgement, standing


def rejections(connection: Connection, given: Judgement) -> list[Judgement]:
    """Return the rejection of an event, and one like it of each other report of its act that is not rejected yet.

    The event itself is last, as what was said last is offered to be taken back. It gets a rejection of this person's
    own also where another rejected it before: who looked at it has an opinion of it.
    """
    ids = reports(connection, given.subject)
    found = [event for id_ in ids if (event := view.event(connection, id_)) is not None]
    said = judgements.verdicts(connection, found)
    gone = {id_: one.judgement.by for id_, one in said.items() if _rejects(one.judgement)}
    left = [_of(given, id_) for id_ in ids if id_ != given.subject and id_ not in gone]
    return left if gone.get(given.subject) == given.by else [*left, given]


def reports(connection: Connection, event: str, before: str | None = None) -> tuple[str, ...]:
    """Return the ids of the reports of the act that an event tells of, itself among them."""
    whole = memberships.wholes(connection, ACT, [event], before).get(event)
    found = memberships.reports(connection, [whole], before)[whole] if whole else ()
    return found if event in found else (*found, event)


def together(connection: Connection, id_: str) -> tuple[str, ...]:
    """Return the id of a judgement in force and of those like it that were given with it of other reports of its act,
    in the order in which they were given; none if it is not in force."""
    held = standing(judgements.listed(connection))
    one = next((one for one in held if one.id == id_), None)
    return tuple(other.id for other in _alike(connection, one, held)) if one else ()


def _alike(connection: Connection, one: Judgement, held: tuple[Judgement, ...]) -> Iterator[Judgement]:
    found = {other.subject: other for other in held if _when(other) == _when(one)} if _rejects(one) else {}
    homes = memberships.wholes(connection, ACT, [one.subject, *found])
    for subject, other in (found | {one.subject: one}).items():
        if subject == one.subject or (subject in homes and homes[subject] == homes.get(one.subject)):
            yield other


def _when(one: Judgement) -> tuple[str, ...]:
    return one.at, one.by, one.verb, one.reason


def _rejects(one: Judgement) -> bool:
    return one.verb == "reject"


def _of(given: Judgement, subject: str) -> Judgement:
    return judgements.made(given.verb, subject, given.values, at=given.at, by=given.by, reason=given.reason)
