"""Announced acts of a ledger with the acts that may tell what became of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from harmattan.analyse.acts import is_planned, known_by
from harmattan.analyse.calendar import TOLERANCE, Entry, calendar, fitting
from harmattan.ledger import Ledger
from harmattan.ledger.query import AnyOf, Query, Value
from harmattan.ledger.query.near import Locate
from harmattan.records import Act, Factuality
from harmattan.relationships import gather

# The query line takes no more values in a term.
_VALUES: Final = 100
# The status of what was announced for no day.
OPEN: Final = "no day told"


def plans(book: Ledger, query: Query, locate: Locate | None = None) -> list[Act]:
    """Return the announced acts that a query finds, by day. Raises UsageError."""
    planned = AnyOf("status", (Value(str(Factuality.PLANNED)),))
    found = gather.gathered(book, [replace(query, terms=(*query.terms, planned))], locate, also_edited=False)
    return [act for act in found.acts if is_planned(act)]


def undated(announced: Iterable[Act], listed: Iterable[Entry], today: str) -> list[Act]:
    """Return the announced acts that are not in a calendar, since no day later than the news is told, newest first.

    today: an ISO day; those told later are left out.
    """
    shown = {one.act.id for one in listed}
    rest = [act for act in announced if act.id not in shown and known_by(act, today)]
    return sorted(rest, key=lambda act: (act.published or "", act.id), reverse=True)


def entries(book: Ledger, announced: Sequence[Act], today: str) -> list[Entry]:
    """Return what was announced for a day of its own, and what became of it as the whole ledger tells."""
    days = [act.day for act in announced if act.day]
    if not days:
        return []
    when = _since(min([*days, *_news(announced)]))
    parties = sorted(dict.fromkeys(_parties(announced)))
    asked = [Query((when, _actors(parties[at : at + _VALUES]))) for at in range(0, len(parties), _VALUES)]
    known = {act.id for act in announced}
    told = gather.gathered(book, asked).acts if asked else ()
    others = [act for act in told if not is_planned(act) and act.id not in known]
    return calendar([*announced, *others], today)


def newest_plans(book: Ledger, query: Query, most: int, locate: Locate | None = None) -> tuple[list[Act], str | None]:
    """Return the announced acts that a query finds, those furthest ahead, at most so many; and the day from which on
    they are all, if there are more. Raises UsageError.
    """
    planned = AnyOf("status", (Value(str(Factuality.PLANNED)),))
    asked = replace(query, terms=(*query.terms, planned))
    found = gather.gathered(book, [asked], locate, also_edited=False, most=most)
    return [act for act in found.acts if is_planned(act)], found.since


def light_entries(book: Ledger, announced: Sequence[Act], today: str, most: int) -> tuple[list[Entry], str | None]:
    """Return what entries returns, looked up in the newest reports of what can tell it, at most so many, read without
    their words; and the day from which on these are all, if there are more. Before it nothing is known to be kept.
    """
    days = [act.day for act in announced if act.day]
    if not days:
        return [], None
    types = sorted({type_ for act in announced for type_ in fitting(act.type)} | {"REJECT"})
    terms = (_since(min([*days, *_news(announced)])), AnyOf("act", tuple(map(Value, types))))
    parties = sorted(dict.fromkeys(_parties(announced)))
    asked = [Query((*terms, _actors(parties[at : at + _VALUES]))) for at in range(0, len(parties), _VALUES)]
    told = book.light(asked, most=most)
    known = {act.id for act in announced}
    others = [act for act in told.acts if not is_planned(act) and act.id not in known]
    return calendar([*announced, *others], today), told.since


def undated_entry(act: Act) -> Entry:
    """Return an announced act of which no day is told as an entry without days."""
    return Entry(act, "", "", act.published or "", "", OPEN, ())


def entry_json(one: Entry) -> dict[str, Any]:
    """Return the shape of one entry."""
    return {
        "day": one.day,
        "end": one.end,
        "announced": one.announced,
        "kind": one.kind,
        "status": one.status,
        "act": one.act.id,
        "type": one.act.type,
        "modes": one.act.modes,
        "actors": [party.name or party.country for party in one.act.actors],
        "recipients": [party.name or party.country for party in one.act.recipients],
        "evidence": one.evidence,
    }


def _news(announced: Iterable[Act]) -> Iterator[str]:
    """Yield the days from which on a plan can be called off: those of the news of it."""
    return (act.published for act in announced if act.published)


def _since(day: str) -> AnyOf:
    first = date.fromordinal(max(1, date.fromisoformat(day).toordinal() - TOLERANCE))
    return AnyOf("when", (Value(f"{first.isoformat()}/.."),))


def _actors(parties: Iterable[str]) -> AnyOf:
    return AnyOf("actor", tuple(map(Value, parties)))


def _parties(acts: Iterable[Act]) -> Iterator[str]:
    """Yield the countries of all parties, and the ids of those without one."""
    for act in acts:
        for party in (*act.actors, *act.recipients):
            if party.country or party.entity:
                yield party.country or party.entity or ""
