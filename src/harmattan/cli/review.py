"""``harmattan review accept|reject|edit|withdraw|list|export``: what people say of events."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

from cyclopts import App, Parameter

from harmattan import dates
from harmattan.cli.common import JsonOption, LedgerOption, event_id, in_force, opened_to_look, user
from harmattan.cli.join import catch_up
from harmattan.cli.output import complain, write_json, write_lines
from harmattan.errors import UsageError
from harmattan.exporting import reviewed
from harmattan.ledger.corrections import checked
from harmattan.ledger.judgements import JOINING, made
from harmattan.machine import judgement_json
from harmattan.records import Event, Judgement
from harmattan.relationships.edits import named_place
from harmattan.resolve.knowledge import table

app = App(name="review", help="Accept, reject or correct events.", help_format="plaintext")
Id = Annotated[str, Parameter(help="Id of an event, or its beginning.")]
By = Annotated[str, Parameter(help="Who says so; by default your user name.")]
Reason = Annotated[str, Parameter(help="Why.")]


@app.command
def accept(id: Id, /, *, by: By = "", reason: Reason = "", ledger: LedgerOption = None) -> int:
    """Say that an event is right as it stands."""
    return _judge("accept", id, (), by, reason, ledger)


@app.command
def reject(
    id: Id,
    /,
    *,
    act: Annotated[bool, Parameter(negative="", help="All reports of the act that the event tells of.")] = False,
    by: By = "",
    reason: Reason = "",
    ledger: LedgerOption = None,
) -> int:
    """Say that an event is wrong.

    An act counts while one of its reports is not rejected: --act rejects each of them by a judgement of its own, but
    for those that are rejected already, and prints the ids of these judgements.
    """
    return _reject_act(id, by, reason, ledger) if act else _judge("reject", id, (), by, reason, ledger)


@app.command
def edit(
    id: Id,
    fields: Annotated[list[str], Parameter(help="FIELD=VALUE, for example type=REJECT or actors=MLI.GOV.")],
    /,
    *,
    by: By = "",
    reason: Reason = "",
    ledger: LedgerOption = None,
) -> int:
    """Say what an event should be; the event itself stays as it was coded.

    Fields are type (SANCTION or SANCTION/expel), modes, contexts, factuality, actors and recipients (MLI.GOV, an id or
    a name), place (MLI, a name, or 'Gao, MLI'), time (2024-03), due (2026-05-12, 'by 2026-05-12', 'until 2028') and
    said_by. Lists are separated by commas; nothing behind = is none. The last correction holds, with all that it says:
    say again what was right in an earlier one.
    """
    pairs = [field.partition("=") for field in fields]
    for name, sign, _ in pairs:
        if not sign:
            raise UsageError(f"{name!r} is no FIELD=VALUE")
    with opened_to_look(ledger) as book:
        event = book.event(event_id(book, id))
        values = checked([(name, value) for name, _, value in pairs], event.type if event else "", table("states"))
        before = book.verdicts([event])[event.id].judgement if event and book.verdicts([event]) else None
    kept = _judge("edit", id, values, by, reason, ledger)
    _tell_place(event, dict(values).get("place", ""))
    if before and (lost := [f"{name}={value}" for name, value in before.values if name not in dict(values)]):
        complain(f"this takes the place of {before.id}, which said {' '.join(lost)} too")
    return kept


@app.command
def merge(
    id: Id,
    others: Annotated[list[str], Parameter(help="Events that tell of the same act.")],
    /,
    *,
    by: By = "",
    reason: Reason = "",
    ledger: LedgerOption = None,
) -> int:
    """Say that events tell of one act, whatever the rules make of them."""
    with opened_to_look(ledger) as book:
        found = [event_id(book, other) for other in others]
    return _judge("merge", id, [("with", other) for other in found], by, reason, ledger)


@app.command
def split(
    id: Id,
    others: Annotated[
        list[str] | None, Parameter(help="Events of another act; by default all that it is joined with.")
    ] = None,
    /,
    *,
    by: By = "",
    reason: Reason = "",
    ledger: LedgerOption = None,
) -> int:
    """Say that an event tells of another act than the events it is joined with."""
    with opened_to_look(ledger) as book:
        own = event_id(book, id)
        joined = [
            other for act in book.acts_of([own]).values() for other in book.reports_of([act])[act] if other != own
        ]
        found = [event_id(book, other) for other in others] if others else joined
    if not found:
        raise UsageError(f"{own} is joined with no other event")
    kept = _judge("split", own, [("from", other) for other in found], by, reason, ledger)
    with opened_to_look(ledger) as book:
        acts = book.acts_of([own, *found])
        for other in found:
            if own in acts and acts.get(other) == acts[own] and not book.waiting():
                complain(
                    f"{own} and {other} are of one act still: both were merged with a third; withdraw such a merge"
                )
    return kept


@app.command
def withdraw(
    ids: Annotated[list[str], Parameter(help="Ids of judgements, as list shows them, or their beginnings.")],
    /,
    *,
    act: Annotated[bool, Parameter(negative="", help="Those given with it by reject --act too.")] = False,
    by: By = "",
    reason: Reason = "",
    ledger: LedgerOption = None,
) -> int:
    """Take back judgements, all of them or none; they stay in the list."""
    with opened_to_look(ledger) as book:
        held = book.judgements()
        named = [in_force(id_, held) for id_ in ids]
        meant = dict.fromkeys(other for id_ in named for other in (book.judged_together(id_) if act else (id_,)))
        now = dates.now_utc()
        kept = book.judge_all([made("withdraw", id_, (), at=now, by=by or user(), reason=reason) for id_ in meant])
        catch_up(book)
    write_lines(kept)
    return 0


@app.command(name="list")
def list_(
    id: Annotated[str | None, Parameter(help="Id of an event, or its beginning; all if absent.")] = None,
    /,
    *,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> int:
    """List judgements, oldest first, withdrawn ones and withdrawals too; of an event also those that join it to others
    or part it from them."""
    with opened_to_look(ledger) as book:
        found = book.judgements()
        found = found if id is None else list(_about(event_id(book, id), found))
    if json:
        for one in found:
            write_json(judgement_json(one))
    else:
        write_lines(map(judgement_line, found))
    return 0


@app.command
def export(*, ledger: LedgerOption = None) -> int:
    """Print each judged event with its words and verdict, one JSON object a line: data to train and measure on."""
    with opened_to_look(ledger) as book:
        for line in reviewed(book):
            write_json(line)
    return 0


def _tell_place(event: Event | None, name: str) -> None:
    """Say where a corrected place is, if nobody knows it or it lies in no state that the event names."""
    if event is None or not name or (event.place and name.casefold() == event.place.name.casefold()):
        return
    found = named_place(name)
    if found is None:
        complain(f"no place is called {name!r}: it is kept as a name without country and coordinates")
    elif found.country not in {*(party.country for party in (*event.actors, *event.recipients)), _country(event), name}:
        told = f"{found.name}, {found.country}" if found.country else found.name
        complain(f"{name!r} is taken for {told}; a country may stand behind it, as in place='Gao, MLI'")


def _country(event: Event) -> str:
    return event.place.country if event.place else ""


def _about(event: str, given: Iterable[Judgement]) -> Iterator[Judgement]:
    """Those that name an event, and those that withdraw one that does."""
    named = {event}
    for one in given:
        if not named.isdisjoint((one.subject, *one.told("with"), *one.told("from"))):
            named.add(one.id)
            yield one


def judgement_line(one: Judgement) -> str:
    """Return one judgement as a line."""
    values = " ".join(f"{field}={value}" for field, value in one.values)
    parts: Iterator[str] = iter((one.at, one.by, one.verb, one.subject, values, one.reason, one.id))
    return "  ".join(part for part in parts if part)


def _reject_act(id_: str, by: str, reason: str, ledger: str | None) -> int:
    with opened_to_look(ledger) as book:
        catch_up(book)
        event = event_id(book, id_)
        kept = book.reject_act(made("reject", event, (), at=dates.now_utc(), by=by or user(), reason=reason))
        reports = len(book.reports_with(event))
    write_lines(kept)
    complain(_of_act(kept, reports))
    return 0


def _of_act(kept: Sequence[str], reports: int) -> str:
    """Return how many of the reports of an act were rejected by judgements just kept, and how to take those back."""
    if not kept:
        return f"nothing to do: {'all reports' if reports > 1 else 'the one report'} of the act rejected before"
    before = f", {reports - len(kept)} before" if len(kept) < reports else ""
    return f"{len(kept)} of {reports} reports rejected{before}; take back: harmattan review withdraw {kept[-1]} --act"


def _judge(verb: str, id_: str, values: Iterable[tuple[str, str]], by: str, reason: str, ledger: str | None) -> int:
    with opened_to_look(ledger) as book:
        judgement = made(verb, event_id(book, id_), values, at=dates.now_utc(), by=by or user(), reason=reason)
        kept = book.judge(judgement)
        if verb in JOINING:
            catch_up(book)
    write_lines([kept])
    return 0
