"""Acts as users list them: each once, by a report that fits, with all the reports that tell of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from sqlalchemy import Connection, select

from harmattan.errors import UsageError
from harmattan.ledger import memberships, view
from harmattan.ledger.copies import independent, sketch
from harmattan.ledger.happenings import Happening, happening
from harmattan.ledger.memberships import ACT
from harmattan.ledger.query import Query, periods, plan
from harmattan.ledger.query.conditions import names_a_coder
from harmattan.ledger.query.near import Locate
from harmattan.ledger.query.plan import Plan
from harmattan.ledger.reports import Report, reports_of
from harmattan.ledger.schema import events
from harmattan.outlets import outlet
from harmattan.records import Article, Event

# Reports looked at for a page of acts, times the acts that are wanted; further pages if that is not enough. Of a long
# page most would be read twice, once for each page.
_AHEAD: Final = 3
_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Act:
    """One act. shown: its newest report that fits what was asked. reports: ids of all its reports, sorted. sources:
    outlets, where near copies of one text count once."""

    id: str
    shown: Event
    reports: tuple[str, ...]
    sources: int


def acts(
    connection: Connection,
    query: Query,
    limit: int,
    after: str | None,
    locate: Locate | None = None,
    *,
    count_sources: bool = True,
) -> list[Act]:
    """Return the acts of which a report fits, by the newest that does, newest first. Raises UsageError.

    after: the report shown for the last act of the page before. A report that has not been joined is an act by itself.
    count_sources: False leaves sources at 1, which spares reading the articles.
    """
    if limit < 0:
        raise UsageError(f"limit is below 0: {limit}")
    limit = min(limit, view.MOST // _AHEAD)
    before = query.as_of and periods.after(query.as_of)
    step = max(limit, min(limit * _AHEAD, _AT_ONCE))
    chosen = plan.plan(connection, replace(query, by=None), locate, step)
    place = None if after is None else view.place_of(connection, after, chosen.conditions)
    found: list[_Head] = []
    while len(found) < limit:
        numbers = plan.numbers(connection, chosen, step, place)
        ids = _ids(connection, numbers)
        found += _heads(connection, chosen, ids, before)
        if len(numbers) < step:
            break
        place = view.place_of(connection, ids[numbers[-1]], chosen.conditions)
    found = found[:limit]
    shown = view.events_by_number(connection, [head.number for head in found])
    # Whoever asks for an older coder's work is told his acts as they were.
    own = {} if names_a_coder(query) else memberships.reports(connection, [head.whole for head in found], before)
    made = [
        Act(head.whole, event, own.get(head.whole) or head.reports, 1) for head, event in zip(found, shown, strict=True)
    ]
    return _counted(connection, made, before) if count_sources else made


@dataclass(frozen=True, slots=True)
class _Head:
    """An act before its report is read. number: the row of the report that shows it."""

    whole: str
    number: int
    reports: tuple[str, ...]


def _ids(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """Return the ids of the events of rows, in the order of the rows given."""
    known: dict[int, str] = {}
    for some in view.chunks(numbers):
        query = select(events.c.number, events.c.id).where(events.c.number.in_(some))
        known |= {row.number: row.id for row in connection.execute(query)}
    return {number: known[number] for number in numbers}


def _heads(connection: Connection, chosen: Plan, found: Mapping[int, str], before: str | None) -> Iterator[_Head]:
    """The acts that are shown by one of these reports: each stands where its newest report that fits does."""
    wholes = memberships.wholes(connection, ACT, list(found.values()), before)
    reports = memberships.members(connection, ACT, set(wholes.values()), before)
    several = {id_ for ids in reports.values() if len(ids) > 1 for id_ in ids}
    newest = _newest(connection, chosen, several)
    # A report that went to another act since shows that one: an older coder's act may be left with what it dropped.
    homes = wholes | memberships.wholes(connection, ACT, several - wholes.keys(), before)
    for number, id_ in found.items():
        whole = wholes.get(id_, id_)
        ids = reports.get(whole, (id_,))
        own = [one for one in ids if homes.get(one) == whole]
        if len(own) < 2 or max(own, key=lambda one: newest.get(one, ("", 0))) == id_:
            yield _Head(whole, number, ids)


def _newest(connection: Connection, chosen: Plan, ids: Iterable[str]) -> dict[str, tuple[str, int]]:
    """Where each of the reports stands in the list, if it fits."""
    found: dict[str, tuple[str, int]] = {}
    for some in view.chunks(ids):
        query = select(events.c.id, events.c.end_day, events.c.number).where(*chosen.conditions, events.c.id.in_(some))
        found |= {row.id: (row.end_day or "", row.number) for row in connection.execute(query)}
    return found


def told(connection: Connection, act: str, before: str | None = None) -> Happening | None:
    """Return an act with its sources, days of publication and disagreements, from its reports as last coded (before
    that stamp)."""
    reports = _reports(connection, memberships.reports(connection, [act], before)[act], before)
    return replace(happening(reports), id=act) if reports else None


def sources(connection: Connection, reports: Mapping[str, Sequence[str]], before: str | None = None) -> dict[str, int]:
    """Return how many independent sources tell each act. reports: by its id, the ids of all its reports."""
    told = {id_ for ids in reports.values() if len(ids) > 1 for id_ in ids}
    homes = view.articles_by_event(connection, told)
    pages = view.articles_of(connection, set(homes.values()), before)
    return {act: _sources([pages[homes[id_]] for id_ in ids if id_ in homes]) for act, ids in reports.items()}


def _counted(connection: Connection, found: Sequence[Act], before: str | None) -> list[Act]:
    counts = sources(connection, {act.id: act.reports for act in found}, before)
    return [replace(act, sources=counts[act.id]) for act in found]


def _sources(pages: Sequence[Article]) -> int:
    if len(pages) < 2:
        return 1
    return independent([outlet(page) for page in pages], [_sketch(page.text) for page in pages])


# The same acts stand on many pages; a text is some kilobytes.
_sketch = lru_cache(2048)(sketch)


def _reports(connection: Connection, ids: Sequence[str], before: str | None) -> list[Report]:
    found: list[Report] = []
    by_article: dict[str, list[Event]] = defaultdict(list)
    for id_ in ids:
        event = view.event(connection, id_, before)
        if event is not None:
            by_article[event.article].append(event)
    for article, told_there in by_article.items():
        read = view.article(connection, article, before)
        if read is not None:
            found += reports_of(read, told_there)
    return found
