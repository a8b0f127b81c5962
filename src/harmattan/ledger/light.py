"""Acts for counting, without their words: many thousands of reports in the time that a few hundred events take.

They are what relationships.gather makes of the same reports, but that near copies count as sources of their own, that
what people corrected is told as coded, that nobody asks whether an act is told by its actor's own word, that an act of
several reports may stand as another of them, and that a day told stands, later than the news of a thing done too: where
queries find it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final, Self

from sqlalchemy import Connection, Row, func, select

from harmattan import dates
from harmattan.ledger import judgements, memberships, view
from harmattan.ledger.memberships import ACT
from harmattan.ledger.query import Query, periods, plan
from harmattan.ledger.query.near import Locate
from harmattan.ledger.schema import dues, events, parties, readings
from harmattan.records import Act, EventPlace, Factuality, Party, Span

_CHUNK: Final = 1_000
_DONE: Final = frozenset({Factuality.ACTUAL, Factuality.HISTORICAL})
# What a plan can have become: it then stays beside it.
_BECAME: Final = frozenset({Factuality.ACTUAL, Factuality.DENIED})
_NOWHERE: Final = Span(0, 0)
_COLUMNS: Final = (
    "number", "id", "article", "type", "coder", "modes", "contexts", "factuality", "quad", "score", "first_day",
    "end_day", "time", "place", "place_country", "geonameid", "resolution", "said_by_start",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Light:
    """Acts, each once. reports: how many were looked at; rejected: how many acts people rejected; since: the day from
    which on these are all, where there are more than were asked for; else None. each: if it was asked for, every report
    by itself with the id of its act, in whose words the reports of one act may differ."""

    acts: tuple[Act, ...]
    reports: int
    rejected: int = 0
    since: str | None = None
    each: tuple[tuple[str, Act], ...] = ()

    @property
    def whole(self) -> Self:
        """The same without the acts of days of which not all were looked at, so that a query finds what is counted."""
        since = self.since
        if not since:
            return self
        acts = tuple(act for act in self.acts if act.end and act.end > since)
        return replace(self, acts=acts, each=tuple((id_, one) for id_, one in self.each if one.end and one.end > since))


def light(
    connection: Connection,
    queries: Sequence[Query],
    most: int,
    locate: Locate | None = None,
    *,
    each: bool = False,
) -> Light:
    """Return the acts of the newest reports that any of some queries finds, at most so many reports of each.

    An act stands as the first of its reports looked at that tells it as done, else as the first. each: return every
    report as well. Raises UsageError.
    """
    numbers: dict[int, None] = {}
    cut = []
    for query in queries:
        found = plan.numbers(connection, plan.plan(connection, query, locate, most + 1), most + 1, None)
        numbers |= dict.fromkeys(found[:most])
        cut += found[most:]
    before = next((periods.after(query.as_of) for query in queries if query.as_of), None)
    rows, told = _read(connection, numbers, before)
    last = _days(connection, cut)
    rejected = judgements.rejected(connection, rows, before)
    wholes = memberships.wholes(connection, ACT, [row.id for row in rows], before)
    acts: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        acts[wholes.get(row.id, row.id)].append(row)
    left = {whole: [row for row in listed if row.id not in rejected] for whole, listed in acts.items()}
    made = [act for listed in left.values() for act in _acts(listed, told)]
    gone = sum(not listed for listed in left.values())
    single = ((whole, _act([row], told)) for whole, listed in left.items() for row in listed) if each else ()
    return Light(tuple(made), len(rows), gone, max(last, default=None), tuple(single))


def _read(connection: Connection, numbers: Iterable[int], before: str | None) -> tuple[list[Row[Any]], "_Told"]:
    rows: list[Row[Any]] = []
    told = _Told(defaultdict(list), {}, {})
    rest = iter(numbers)
    while some := list(islice(rest, _CHUNK)):
        columns = (events.c[name] for name in _COLUMNS)
        fresh = connection.execute(select(*columns).where(events.c.number.in_(some))).all()
        rows += fresh
        query = select(parties).where(parties.c.event.in_(some))
        for row in connection.execute(query.order_by(parties.c.event, parties.c.side, parties.c.ordinal)):
            told.parties[row.event, row.side].append(_party(row))
        told.dues.update((row.event, row) for row in connection.execute(select(dues).where(dues.c.event.in_(some))))
        pages = {row.article for row in fresh} - told.published.keys()
        told.published.update(_published(connection, pages, before))
    return rows, told


@dataclass(frozen=True, slots=True)
class _Told:
    """parties: by event and side; published: the day each article tells, if it does, and its outlet; dues: by event."""

    parties: dict[tuple[int, str], list[Party]]
    published: dict[int, tuple[str | None, str]]
    dues: dict[int, Row[Any]]


def _published(connection: Connection, pages: Iterable[int], before: str | None) -> dict[int, tuple[str | None, str]]:
    found: dict[int, tuple[str | None, str]] = {}
    rest = iter(pages)
    while some := list(islice(rest, _CHUNK)):
        seen = view.recorded(readings.c.recorded_at, before)
        newest = select(func.max(readings.c.number)).where(readings.c.article.in_(some), *seen)
        newest = newest.group_by(readings.c.article)
        columns = (readings.c.article, readings.c.published, readings.c.site, readings.c.source)
        for row in connection.execute(select(*columns).where(readings.c.number.in_(newest))):
            found[row.article] = _day(row.published), row.site or row.source
    return found


def _day(published: str | None) -> str | None:
    try:
        return dates.bounds((published or "")[:10])[0].isoformat()
    except ValueError:
        return None


def _days(connection: Connection, numbers: Sequence[int]) -> list[str]:
    """Return the last days of some events: everything that ends after them was looked at."""
    return [day for day in connection.scalars(select(events.c.end_day).where(events.c.number.in_(numbers))) if day]


def _acts(rows: Sequence[Row[Any]], told: _Told) -> Iterator[Act]:
    """Yield an act, or its denial, after the plan for it if earlier reports announced it."""
    best = _ranked([row for row in rows if row.factuality != Factuality.PLANNED and row.number not in told.dues])[:1]
    # Who promises for a day what an act of another type does, does not tell of the doing.
    words = {row.number for row in rows if row.number in told.dues and best and row.type != best[0].type}
    plans = [row for row in rows if row.factuality == Factuality.PLANNED or row.number in words]
    done = [row for row in rows if row not in plans]
    became = [row for row in _ranked(done)[:1] if row.factuality in _BECAME]
    if became and plans and _first(plans, told) < _first(_alike(became[0], done), told):
        yield _act(plans, told)
        yield _act(done, told)
    elif rows:
        yield _act(rows, told)


def _first(rows: Sequence[Row[Any]], told: _Told) -> str:
    return min(told.published.get(row.article, (None, ""))[0] or "9999" for row in rows)


def _ranked(rows: Sequence[Row[Any]]) -> list[Row[Any]]:
    return sorted(rows, key=lambda row: (row.factuality != Factuality.ACTUAL, row.first_day or "9999", row.number))


def _alike(shown: Row[Any], rows: Sequence[Row[Any]]) -> list[Row[Any]]:
    """Return the reports that tell an act as the one shown does: as done or as history, or else in the same way."""
    kinds = _DONE if shown.factuality in _DONE else {shown.factuality}
    return [row for row in rows if row.factuality in kinds]


def _act(rows: Sequence[Row[Any]], told: _Told) -> Act:
    row = _ranked(rows)[0]
    dated = dates.days_of(row.time) is not None
    known = dated or row.factuality != Factuality.HISTORICAL
    pages = [told.published.get(one.article, (None, "")) for one in rows]
    due = next((told.dues[one.number] for one in (row, *_alike(row, rows)) if one.number in told.dues), None)
    # What was feared before is no news of what was done.
    news = [told.published.get(one.article, (None, ""))[0] for one in _alike(row, rows)]
    return Act(
        id=row.id,
        type=row.type,
        factuality=Factuality(row.factuality),
        day=row.first_day if known else None,
        end=row.end_day if known else None,
        modes=tuple(row.modes),
        contexts=tuple(row.contexts),
        quad=row.quad,
        score=row.score,
        actors=tuple(told.parties[row.number, "actor"]),
        recipients=tuple(told.parties[row.number, "recipient"]),
        place=_place(row),
        reports=len(rows),
        sources=tuple(dict.fromkeys(outlet for _, outlet in pages)),
        published=min(filter(None, news), default=None),
        said=row.said_by_start is not None,
        dated=dated,
        due=(due.first_day, due.end_day) if due and due.end_day else None,
        relation=due.relation if due else "",
    )


def _place(row: Row[Any]) -> EventPlace | None:
    if row.place is None:
        return None
    return EventPlace(_NOWHERE, row.place, row.place_country or "", row.geonameid, resolution=row.resolution or "")


def _party(row: Row[Any]) -> Party:
    return Party(None, row.entity, row.name, row.country, tuple(row.sectors), row.role)
