"""Announced acts of a ledger with the acts that may tell what became of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from harmattan.analyse.acts import in_order, is_ahead, is_planned, known_by
from harmattan.analyse.calendar import (
    KEPT,
    PERHAPS,
    TOLERANCE,
    Entry,
    calendar,
    followed,
    is_due,
    kept_by,
    kind,
    persons,
    undone,
)
from harmattan.analyse.outcomes import fitting
from harmattan.ledger import Ledger
from harmattan.ledger.query import AnyOf, Query, Value
from harmattan.ledger.query.near import Locate
from harmattan.records import Act, Factuality
from harmattan.relationships import gather
from harmattan.relationships.corrected import corrected
from harmattan.relationships.edits import edited

_PLANNED: Final = AnyOf("status", (Value(str(Factuality.PLANNED)),))
# Whatever is due on any day.
_EVER_DUE: Final = AnyOf("due", (Value("0001/.."),))
# The query line takes no more values in a term.
_VALUES: Final = 100
# The status of what was announced for no day of its own, and of which nothing more is told.
OPEN: Final = "no day told"


def is_announced(act: Act) -> bool:
    """Tell whether an act is a plan, or promises, demands, threatens or puts off something for a day."""
    return is_planned(act) or is_due(act)


def plans(book: Ledger, query: Query, locate: Locate | None = None) -> list[Act]:
    """Return the announced acts that a query finds, by day. Raises UsageError."""
    asked = [replace(query, terms=(*query.terms, term)) for term in (_PLANNED, _EVER_DUE)]
    found = gather.gathered(book, asked, locate, also_edited=_edited(book, asked, locate))
    return [act for act in found.acts if is_announced(act)]


def entries(book: Ledger, announced: Sequence[Act], today: str) -> list[Entry]:
    """Return what was announced, and what became of it as the whole ledger tells up to an ISO day: by day, then what
    was announced for no day later than the news, newest first.
    """
    asked = _asked(announced, _first(announced))
    told = gather.gathered(book, asked).acts if asked else ()
    return _entries(announced, told, today)


def newest_plans(
    book: Ledger, query: Query, most: int, locate: Locate | None = None, period: str | None = None
) -> tuple[list[Act], str | None]:
    """Return the announced acts that a query finds, for a day in a period if one is given, those furthest ahead, at
    most so many; and the day from which on they are all, if there are more. Raises UsageError.
    """
    planned = (_PLANNED, AnyOf("when", (Value(period),))) if period else (_PLANNED,)
    due = AnyOf("due", (Value(period),)) if period else _EVER_DUE
    asked = [replace(query, terms=(*query.terms, *terms)) for terms in (planned, (due,))]
    found = gather.gathered(book, asked, locate, also_edited=_edited(book, asked, locate), most=most)
    return [act for act in found.acts if is_announced(act)], found.since


def _edited(book: Ledger, asked: Iterable[Query], locate: Locate | None) -> frozenset[str]:
    """Return the ids of the events that are announced as people corrected them, and that a query then finds."""
    events = gather.edited_events(book)
    verdicts = book.verdicts(events)
    said = (edited(event, verdicts[event.id].judgement.values) for event in events)
    if not any(event.due or event.factuality is Factuality.PLANNED for event in said):
        return frozenset()
    fitting = (corrected(book, query, locate).fit for query in asked)
    return frozenset(event.id for pairs in fitting for _, event in pairs)


def light_entries(book: Ledger, announced: Sequence[Act], today: str, most: int) -> tuple[list[Entry], str | None]:
    """Return what entries returns, looked up in the newest reports of what can tell it, at most so many, read without
    their words; and the day from which on these are all, if there are more. Before it nothing is known to be kept.
    """
    types = sorted({type_ for act in announced for type_ in fitting(act.type) | kept_by(act)} | {"REJECT"})
    asked = _asked(announced, (*_first(announced), AnyOf("act", tuple(map(Value, types)))))
    if not asked:
        return _entries(announced, (), today), None
    told = book.light(asked, most=most)
    return _entries(announced, told.acts, today), told.since


def _entries(announced: Sequence[Act], told: Iterable[Act], today: str) -> list[Entry]:
    known = {act.id for act in announced}
    others = [act for act in told if not is_planned(act) and act.id not in known]
    # What others of the parties promised is told of plans, and is none of those asked for.
    found = [one for one in calendar([*announced, *others], today) if one.act.id in known]
    shown = {one.act.id for one in found}
    rest = [act for act in announced if is_planned(act) and act.id not in shown and known_by(act, today)]
    # A plan with a day that has no entry is told by a promise for that day.
    rest = [act for act in rest if not (is_ahead(act) and act.actors)]
    rest.sort(key=lambda act: (act.published or "", act.id), reverse=True)
    by_type: dict[str, list[Act]] = defaultdict(list)
    for act in in_order(others):
        by_type[act.type].append(act)
    return [*found, *(_open(act, by_type, today) for act in rest)]


def _open(plan: Act, by_type: Mapping[str, Sequence[Act]], today: str) -> Entry:
    """Return an announced act of which no day of its own is told as an entry without days, with the act that it can
    have become: sure only where a person is named."""
    able = [act for type_ in {*fitting(plan.type), "REJECT"} for act in by_type.get(type_, ())]
    status, evidence = undone(plan, able, today) or (OPEN, ())
    if act := followed(plan, able, today):
        status, evidence = (KEPT if persons(plan) else PERHAPS), (act.id,)
    return Entry(plan, "", "", plan.published or "", kind(plan), status, evidence)


def inside(found: Iterable[Entry], first: str | None, end: str | None) -> list[Entry]:
    """Return the entries of some days (ISO or None, half-open): those without a day only where none are asked for."""
    if not (first or end):
        return list(found)
    return [one for one in found if one.day and (not first or first < one.end) and (not end or one.day < end)]


def entry_json(one: Entry) -> dict[str, Any]:
    """Return the shape of one entry."""
    return {
        "day": one.day,
        "end": one.end,
        "announced": one.announced,
        "kind": one.kind,
        "status": one.status,
        "act": one.act.id,
        "relation": one.act.relation if is_due(one.act) else "",
        "type": one.act.type,
        "modes": one.act.modes,
        "actors": [party.name or party.country for party in one.act.actors],
        "recipients": [party.name or party.country for party in one.act.recipients],
        "evidence": one.evidence,
    }


def _first(announced: Sequence[Act]) -> tuple[AnyOf, ...]:
    """Return from when on something can have become of plans: called off from the news on, kept about their day."""
    told = [day for act in announced for day in (act.day, act.published) if day]
    return (_since(min(told)),) if told else ()


def _asked(announced: Sequence[Act], terms: tuple[AnyOf, ...]) -> list[Query]:
    """Return the queries that find what else the parties of plans did; none where nothing is known of when."""
    parties = sorted(dict.fromkeys(_parties(announced))) if _first(announced) else []
    return [Query((*terms, _actors(parties[at : at + _VALUES]))) for at in range(0, len(parties), _VALUES)]


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
