"""Acts as users list them: each once, by a report that fits, with all the reports that tell of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from harmattan.errors import UsageError
from harmattan.ledger import judgements, memberships, view
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
from harmattan.records import Article, Event, Factuality

# Reports looked at for a page of acts, times the acts that are wanted; further pages if that is not enough. Of a long
# page most would be read twice, once for each page.
_AHEAD: Final = 3
_AT_ONCE: Final = 500
_COLUMNS: Final = ("number", "id", "article", "type", "coder", "factuality", "end_day")
# A correction is said of the act; that one report is wrong says nothing against the others.
_VERDICTS: Final = {"edit": 0, "": 1, "reject": 2}


@dataclass(frozen=True, slots=True)
class Act:
    """One act. shown: the report that stands for it (see rank) of those that fit what was asked. reports: ids of all
    its reports, sorted. sources: outlets, where near copies of one text count once."""

    id: str
    shown: Event
    reports: tuple[str, ...]
    sources: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many reports of one act there are, in how many articles, of how many independent sources."""

    reports: int = 1
    articles: int = 1
    sources: int = 1


def rank(verb: str, factuality: str) -> tuple[int, bool]:
    """Return what ranks the reports of an act, the one that stands for it first; of equals it is the newest.

    One that people corrected stands before the others, one that they rejected behind them: an act is rejected if all
    of its reports are. What a later page tells as history was news once. verb: of the judgement in force, "" for none.
    """
    return _VERDICTS.get(verb, _VERDICTS[""]), factuality == Factuality.HISTORICAL


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

    after: a report of the last act of the page before. A report that has not been joined is an act by itself.
    count_sources: False leaves sources at 1, which spares reading the articles.
    """
    if limit < 0:
        raise UsageError(f"limit is below 0: {limit}")
    limit = min(limit, view.MOST // _AHEAD)
    before = query.as_of and periods.after(query.as_of)
    step = max(limit, min(limit * _AHEAD, _AT_ONCE))
    chosen = plan.plan(connection, replace(query, by=None), locate, step)
    place = None if after is None else _place(connection, chosen, after, before)
    found: list[_Head] = []
    while len(found) < limit:
        numbers = plan.numbers(connection, chosen, step, place)
        ids = _ids(connection, numbers)
        found += _heads(connection, chosen, ids, before)
        if len(numbers) < step:
            break
        place = view.place_of(connection, ids[numbers[-1]], chosen.conditions)
    found = found[:limit]
    shown = view.events_by_number(connection, _shown(connection, found, before))
    wholes = [head.whole for head in found]
    reports = _reports_of(connection, wholes, before, own=names_a_coder(query))
    made = [Act(head.whole, event, reports[head.whole], 1) for head, event in zip(found, shown, strict=True)]
    return _counted(connection, made, before) if count_sources else made


def _place(connection: Connection, chosen: Plan, after: str, before: str | None) -> tuple[str, int]:
    """Where the act of a report stands: where its newest report that fits does."""
    whole = memberships.wholes(connection, ACT, [after], before).get(after, after)
    ids = memberships.members(connection, ACT, [whole], before)[whole]
    homes = memberships.wholes(connection, ACT, ids, before)
    fit = _fitting(connection, chosen, [id_ for id_ in ids if homes.get(id_) == whole])
    last = max(fit.values(), key=_stands, default=None)
    return _stands(last) if last else view.place_of(connection, after, chosen.conditions)


def _shown(connection: Connection, found: Sequence["_Head"], before: str | None) -> list[int]:
    """The number of the report that stands for each act."""
    verbs = judgements.verbs(connection, [row for head in found for row in head.fit], before)
    return [
        min(head.fit, key=lambda row: rank(verbs.get(row.id, ""), row.factuality)).number if head.fit else head.number
        for head in found
    ]


def _reports_of(
    connection: Connection, wholes: Sequence[str], before: str | None, *, own: bool
) -> dict[str, tuple[str, ...]]:
    """The reports of each act. own: of whoever asks for an older coder's work, who is told his acts as they were."""
    found = (
        memberships.members(connection, ACT, wholes, before) if own else memberships.reports(connection, wholes, before)
    )
    return {whole: found[whole] or (whole,) for whole in wholes}


def tallies(
    connection: Connection, wholes: Collection[str], before: str | None = None, *, own: bool = False
) -> dict[str, Tally]:
    """Return how often each act was told, by all its reports as acts has them, whichever of them fit a query. own: see
    _reports_of; of a report that was not joined, its own id."""
    reports = _reports_of(connection, list(wholes), before, own=own)
    homes = view.articles_by_event(connection, {id_ for ids in reports.values() for id_ in ids})
    told = sources(connection, reports, before)
    return {
        act: Tally(len(ids), len({homes[id_] for id_ in ids if id_ in homes}), told[act])
        for act, ids in reports.items()
    }


@dataclass(frozen=True, slots=True)
class _Head:
    """An act before its report is read. number: the row of its newest report that fits; fit: those of all that do, the
    newest first, where there are several."""

    whole: str
    number: int
    fit: tuple[Row[Any], ...] = ()


def _ids(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """Return the ids of the events of rows, in the order of the rows given."""
    known: dict[int, str] = {}
    for some in view.chunks(numbers):
        query = select(events.c.number, events.c.id).where(events.c.number.in_(some))
        known |= {row.number: row.id for row in connection.execute(query)}
    return {number: known[number] for number in numbers}


def _heads(connection: Connection, chosen: Plan, found: Mapping[int, str], before: str | None) -> Iterator[_Head]:
    """The acts whose newest report that fits is one of these: there they stand."""
    wholes = memberships.wholes(connection, ACT, list(found.values()), before)
    reports = memberships.members(connection, ACT, set(wholes.values()), before)
    several = {id_ for ids in reports.values() if len(ids) > 1 for id_ in ids}
    fitting = _fitting(connection, chosen, several)
    # A report that went to another act since shows that one: an older coder's act may be left with what it dropped.
    homes = wholes | memberships.wholes(connection, ACT, several - wholes.keys(), before)
    for number, id_ in found.items():
        whole = wholes.get(id_, id_)
        ids = reports.get(whole, (id_,))
        own = [fitting[one] for one in ids if homes.get(one) == whole and one in fitting]
        fit = tuple(sorted(own, key=_stands, reverse=True)) if len(own) > 1 else ()
        if not fit or fit[0].id == id_:
            yield _Head(whole, number, fit)


def _stands(row: Row[Any]) -> tuple[str, int]:
    return row.end_day or "", row.number


def _fitting(connection: Connection, chosen: Plan, ids: Iterable[str]) -> dict[str, Row[Any]]:
    """Those of some reports that fit, by id."""
    found: dict[str, Row[Any]] = {}
    columns = [events.c[name] for name in _COLUMNS]
    for some in view.chunks(ids):
        query = select(*columns).where(*chosen.conditions, events.c.id.in_(some)).order_by(events.c.number)
        found |= {row.id: row for row in connection.execute(query)}
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
