"""``harmattan sources``: what was read of each source, week by week, and what was not."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from harmattan.cli.common import JsonOption, LedgerOption, opened_to_look
from harmattan.cli.output import counted, table, write_json, write_lines
from harmattan.errors import UsageError
from harmattan.safe import one_line

if TYPE_CHECKING:
    from harmattan.ledger.sources import Held, SourceState

# As many quarantined addresses as a person reads; --json tells all.
_SHOWN = 20


def sources(
    name: Annotated[str, Parameter(help="Only those whose name holds this; one alone is shown in full.")] = "",
    /,
    *,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> int:
    """List what is watched and every outlet that was read: since when, how much, and what could not be read and why."""
    with opened_to_look(ledger) as book:
        found = book.sources(name)
        if name and not found:
            raise UsageError(f"no source is named {name!r}")
        if json:
            held = book.all_held()
            for state in found:
                write_json(_json(state, held.get(state.name, []) if state.watched else []))
        elif name and len(found) == 1:
            (state,) = found
            write_lines(_whole(state, book.held(state.name) if state.watched else []))
        else:
            _list(found)
    return 0


def _json(state: "SourceState", held: "list[Held]") -> dict[str, Any]:
    told = asdict(state) | {"new": state.new, "refused": dict(state.refused)}
    return told | {"held": [asdict(one) for one in held]}


def _list(found: "list[SourceState]") -> None:
    told = "source", "kind", "first", "last", "new", "pages", "same", "refused", "quarantined", "waiting", "trouble"
    table(told, (tuple(map(one_line, _row(state))) for state in found))


def _row(state: "SourceState") -> tuple[str, ...]:
    counts = (state.pages, state.same, sum(count for _, count in state.refused), state.quarantined, state.waiting)
    new = f"{state.days} d" if state.new else ""
    moments = (state.first[:10], state.last[:16].replace("T", " "))
    return (state.name, state.kind or "?", *moments, new, *map(str, counts), state.trouble)


def _whole(state: "SourceState", held: "list[Held]") -> Iterator[str]:
    yield one_line(state.name)
    yield f"  kind         {state.kind or 'it never answered'}{', watched' if state.watched else ''}"
    yield f"  first read   {state.first}, {state.days} days ago{': new' if state.new else ''}"
    yield f"  last         {state.last}"
    texts = counted(state.pages, "new text")
    yield f"  pages        {texts}, {state.same} known or not modified, {state.waiting} waiting"
    if state.trouble:
        yield f"  trouble      {one_line(state.trouble)}"
    for reason, count in state.refused:
        yield f"  not read     {count} x {one_line(reason)}"
    for week in state.weeks:
        lost = f", {week.refused} refused, {week.failed} failed" if week.refused or week.failed else ""
        yield f"  {week.week}     {counted(week.pages, 'page')}, {week.same} same{lost}"
    for one in held[:_SHOWN]:
        yield f"  quarantine   {one_line(one.address)}: {one_line(one.reason)}; next try {one.next_try}"
    if len(held) > _SHOWN:
        yield f"  quarantine   and {len(held) - _SHOWN} more: --json"
