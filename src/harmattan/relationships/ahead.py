"""Announced acts of a ledger with the acts that may tell what became of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from harmattan.analyse.acts import is_planned
from harmattan.analyse.calendar import TOLERANCE, Entry, calendar
from harmattan.ledger import Ledger
from harmattan.ledger.query import AnyOf, Query, Value
from harmattan.ledger.query.near import Locate
from harmattan.records import Act, Factuality
from harmattan.relationships import gather

# The query line takes no more values in a term.
_VALUES: Final = 100


def plans(book: Ledger, query: Query, locate: Locate | None = None) -> list[Act]:
    """Return the announced acts that a query finds, by day. Raises UsageError."""
    planned = AnyOf("status", (Value(str(Factuality.PLANNED)),))
    found = gather.gathered(book, [replace(query, terms=(*query.terms, planned))], locate, also_edited=False)
    return [act for act in found.acts if is_planned(act)]


def undated(announced: Iterable[Act], listed: Iterable[Entry]) -> list[Act]:
    """Return the announced acts that are not in a calendar, since no day later than the news is told, newest first."""
    shown = {one.act.id for one in listed}
    rest = [act for act in announced if act.id not in shown]
    return sorted(rest, key=lambda act: (act.published or "", act.id), reverse=True)


def entries(book: Ledger, announced: Sequence[Act], today: str) -> list[Entry]:
    """Return what was announced for a day of its own, and what became of it as the whole ledger tells."""
    days = [act.day for act in announced if act.day]
    if not days:
        return []
    first = date.fromordinal(max(1, date.fromisoformat(min(days)).toordinal() - TOLERANCE))
    when = AnyOf("when", (Value(f"{first.isoformat()}/.."),))
    parties = sorted(dict.fromkeys(_parties(announced)))
    asked = [Query((when, _actors(parties[at : at + _VALUES]))) for at in range(0, len(parties), _VALUES)]
    known = {act.id for act in announced}
    told = gather.gathered(book, asked).acts if asked else ()
    others = [act for act in told if not is_planned(act) and act.id not in known]
    return calendar([*announced, *others], today)


def _actors(parties: Iterable[str]) -> AnyOf:
    return AnyOf("actor", tuple(map(Value, parties)))


def _parties(acts: Iterable[Act]) -> Iterator[str]:
    """Yield the countries of all parties, and the ids of those without one."""
    for act in acts:
        for party in (*act.actors, *act.recipients):
            if party.country or party.entity:
                yield party.country or party.entity or ""
