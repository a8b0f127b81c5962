"""Acts of the ledger as the analysis counts them: each once, with its outlets, and as people judged it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice
from typing import Final

from harmattan import dates
from harmattan.analyse.acts import act_of, due_days, in_order, is_mutual
from harmattan.analyse.meant import meant
from harmattan.analyse.relations import directions, undirected
from harmattan.analyse.sides import Pair, Side
from harmattan.errors import UsageError
from harmattan.ledger import Ledger
from harmattan.ledger.acts import Act as Told
from harmattan.ledger.judgements import Verdict
from harmattan.ledger.query import AnyOf, Between, Query, Value
from harmattan.ledger.query.near import Locate
from harmattan.ledger.query.periods import OPEN
from harmattan.records import Act, Event, EventTime, Factuality, standing
from harmattan.relationships import pages
from harmattan.relationships.edits import edited
from harmattan.relationships.pages import Reader

# Acts of a page, of the one page of a look at the newest, and in all: more take minutes and gigabytes.
_PAGE: Final = 500
_AT_ONCE: Final = 2_000
MOST: Final = 100_000
# Articles whose events are asked for at once, and more events than they have.
_ARTICLES: Final = 50
_EVENTS: Final = 100_000
# After every day: articles without one come last.
_LATE: Final = "9999"
# Days for time zones.
_ZONES: Final = 1
_DONE: Final = frozenset({Factuality.ACTUAL, Factuality.HISTORICAL})
# The finer a time is told, the rather it is the act's.
_FINE: Final = ("day", "week", "interval", "month", "year")


@dataclass(frozen=True, slots=True)
class Gathered:
    """Acts by day. rejected: how many were left out because people rejected all reports of them; since: the day from
    which on they are all, where only the newest were asked for and there are more; else None."""

    acts: tuple[Act, ...]
    rejected: int = 0
    since: str | None = None


def of_pair(book: Ledger, pair: Pair, since: str | None = None) -> Gathered:
    """Return the acts in which both sides of a pair are; from a day on, if one is given. Raises UsageError."""
    return gathered(book, _asked(pair, since), of=_of(pair))


def newest_of_pair(book: Ledger, pair: Pair, asked: tuple[str | None, str | None], most: int) -> Gathered:
    """Return the newest acts of a pair in some days (ISO or None), at most so many. Raises UsageError.

    Where these are all that there are, they are those of of_pair, with acts after the last day that were announced
    before it; where they are not, since tells from which day on they are all.
    """
    found = gathered(book, _asked(pair, asked[0]), most=most, of=_of(pair))
    if not found.since or not asked[1]:
        return found
    return gathered(book, _asked(pair, *asked), most=most, of=_of(pair))


def outlets(book: Ledger, pair: Pair) -> set[str]:
    """Return the outlets that tell of acts of one side of a pair towards the other, of any day. Raises UsageError."""
    return book.outlets([Query((Between(_values(pair.a), _values(pair.b)),))])


def _asked(pair: Pair, since: str | None, until: str | None = None) -> list[Query]:
    """Return the queries that find the acts of a pair: of one side towards the other, and of both together.

    What a country's own parties do together, towards nobody, is not looked for: it may be all that the country does.
    """
    days = _when(since, until)
    a, b = _values(pair.a), _values(pair.b)
    together = [] if pair.domestic else [Query((AnyOf("actor", a), AnyOf("actor", b), *days))]
    return [Query((Between(a, b), *days)), *together]


def _of(pair: Pair) -> Callable[[Act], bool]:
    def of(act: Act) -> bool:
        return any(directions(act, pair)) or ((not pair.domestic or is_mutual(act)) and undirected(act, pair))

    return of


def of_side(book: Ledger, side: Side, since: str | None = None) -> Gathered:
    """Return the acts by or towards a side. Raises UsageError."""
    fields = ("actor", "recipient")
    asked = [Query((AnyOf(name, _values(side)), *_when(since))) for name in fields]
    return gathered(book, asked, of=lambda act: any(side.holds(one, act.day) for one in (*act.actors, *act.recipients)))


def gathered(
    book: Ledger,
    queries: Sequence[Query],
    locate: Locate | None = None,
    *,
    also_edited: bool | Collection[str] = True,
    most: int | None = None,
    of: Callable[[Act], bool] = lambda _: True,
) -> Gathered:
    """Return the acts that any of some queries finds, each once, with all its reports. Raises UsageError for too many.

    An act stands as the first report of it that tells the same as the newest. What people say counts: an act stands as
    the report that was edited, with its fields as edited; a rejected report is none of an act's reports, and an act of
    which no other is meant is left out. also_edited: acts with an edited report are added whatever is asked, since no
    query finds what only people say of them: the caller keeps those that fit, or names the reports that do. most:
    no more than so many of the newest
    are looked at, for each query. of: which reports are meant, of those found: an act stands as one of these, and is
    left out without one.
    """
    found: dict[str, Told] = {}
    last: list[Event] = []
    for query in queries:
        told = list(islice(_pages(book, replace(query, by=None), locate, most), most and most + 1))
        last += [one.shown for one in told[most:]] if most else []
        for one in told[:most]:
            found.setdefault(one.id, one)
    for one in _edited(book) if also_edited else ():
        if isinstance(also_edited, bool) or one.shown.id in also_edited:
            found.setdefault(one.id, one)
    reports = _reports(book, found.values())
    verdicts = book.verdicts(list(reports.values()))
    reader = pages.reader(book, (*reports.values(), *last))
    judged = [(one, _judged(one, reports, verdicts, reader)) for one in found.values()]
    meant = [(one, events, ours) for one, events in judged if (ours := _meant(events, reader, of))]
    left = [(one, events, good) for one, events, ours in meant if (good := _unrejected(ours, verdicts))]
    acts = (act for one, events, ours in left for act in _acts(events, ours, one.shown.id, verdicts, reader))
    known = max((_end(event, reader) for event in last), default=None)
    return Gathered(tuple(in_order(acts)), len(meant) - len(left), known)


def _end(event: Event, reader: Reader) -> str:
    """Return the day after the last on which an act can have happened: where it stands in the lists of the ledger."""
    page = reader.page(event)
    told = act_of(event, page.article) if page else None
    return (told.end if told else None) or (page.published if page else "")


def _pages(book: Ledger, query: Query, locate: Locate | None, most: int | None) -> Iterator[Told]:
    after, seen, size = None, 0, min(_AT_ONCE, most + 1) if most else _PAGE
    while page := book.acts(query, limit=size, after=after, locate=locate, count_sources=False):
        yield from page
        after, seen = page[-1].shown.id, seen + len(page)
        if seen > MOST:
            raise UsageError(f"more than {MOST:,} acts: ask for a shorter time with --since")
        if len(page) < size:
            return


def edited_events(book: Ledger) -> list[Event]:
    """Return the events that people edited as the newest coding has them, also if an older one was judged."""
    ids = {one.subject for one in standing(book.judgements()) if one.verb == "edit"}
    rest = iter(sorted({event.article for event in book.reports(ids).values()}))
    current: list[Event] = []
    while some := list(islice(rest, _ARTICLES)):
        current += _current(book, some)
    said = book.verdicts(current)
    return [event for event in current if _is(event.id, "edit", said)]


def _edited(book: Ledger) -> Iterator[Told]:
    """Yield the acts of events that people edited: no query finds what only people say of them."""
    events = edited_events(book)
    wholes = book.acts_of([event.id for event in events])
    reports = book.reports_of(set(wholes.values()))
    for event in events:
        whole = wholes.get(event.id, event.id)
        yield Told(whole, event, reports.get(whole) or (event.id,), 1)


def _current(book: Ledger, articles: Sequence[str]) -> list[Event]:
    return book.events(Query((AnyOf("article", tuple(map(Value, articles))),)), limit=_EVENTS)


def _reports(book: Ledger, told: Iterable[Told]) -> dict[str, Event]:
    """Return every report of some acts by its id."""
    acts = list(told)
    found = {act.shown.id: act.shown for act in acts}
    return found | book.reports(id_ for act in acts for id_ in act.reports if id_ not in found)


def _rejected(event: str, verdicts: Mapping[str, Verdict]) -> bool:
    return _is(event, "reject", verdicts)


def _is(event: str, verb: str, verdicts: Mapping[str, Verdict]) -> bool:
    return event in verdicts and verdicts[event].judgement.verb == verb


def _judged(
    told: Told, reports: Mapping[str, Event], verdicts: Mapping[str, Verdict], reader: Reader
) -> dict[str, Event]:
    """Return the reports of an act whose pages are there, by id, as people corrected them."""
    events = [reports[id_] for id_ in told.reports if id_ in reports]
    return {event.id: _as_judged(event, verdicts) for event in events if reader.page(event)}


def _unrejected(events: Mapping[str, Event], verdicts: Mapping[str, Verdict]) -> dict[str, Event]:
    return {id_: event for id_, event in events.items() if not _rejected(id_, verdicts)}


def _meant(judged: Mapping[str, Event], reader: Reader, of: Callable[[Act], bool]) -> dict[str, Event]:
    return {id_: event for id_, event in judged.items() if of(act_of(event, reader.pages[event.article].article))}


def _acts(
    judged: Mapping[str, Event],
    ours: Mapping[str, Event],
    newest: str,
    verdicts: Mapping[str, Verdict],
    reader: Reader,
) -> Iterator[Act]:
    """Yield an act, after the plan for it if earlier reports announced it.

    judged: all its reports; ours: those that are meant and not rejected, as one of which it stands; newest: the report
    that stands for it in lists.
    """
    if newest not in judged:
        return
    left = _unrejected(judged, verdicts)
    first = judged[newest] if newest in ours else max(ours.values(), key=lambda event: event.id)
    first = _after_the_plan(first, ours.values(), reader)
    shown = _corrected(judged, verdicts) or _first_told(_news(first, ours.values()), ours.values(), reader)
    plans = [
        event for event in left.values() if event.factuality is Factuality.PLANNED or _promises(event, shown, reader)
    ]
    done = [event for event in left.values() if event not in plans]
    became = shown.factuality in (Factuality.ACTUAL, Factuality.DENIED)
    if became and plans and done and _earliest(plans, reader) < _earliest(_alike(shown, done), reader):
        if announced := [event for event in plans if event.id in ours]:
            yield _act(min(announced, key=lambda event: (_published(event, reader), event.id)), plans, reader)
        yield _act(shown, done, reader)
    else:
        yield _act(shown, list(left.values()), reader)


def _promises(event: Event, shown: Event, reader: Reader) -> bool:
    """Tell whether a report promises for a day what an act of another type does: it is no report of the doing.

    What is told as done before the day promised is not what was promised, but for a promise by a day.
    """
    if event.due is None or event.type == shown.type or shown.due is not None:
        return False
    due = due_days(event.due.value)
    return due is None or event.due.relation != "on" or due[0] <= _published(shown, reader)


def _after_the_plan(first: Event, events: Iterable[Event], reader: Reader) -> Event:
    """Return what later news tells as done or denied, where the plan for it stands first: for a day behind that."""
    if first.factuality is not Factuality.PLANNED:
        return first
    became = (event for event in events if event.factuality in (Factuality.ACTUAL, Factuality.DENIED))
    later = [event for event in became if _published(event, reader) > _published(first, reader)]
    return max(later, key=lambda event: (_published(event, reader), event.id), default=first)


def _corrected(judged: Mapping[str, Event], verdicts: Mapping[str, Verdict]) -> Event | None:
    """Return the report that a person corrected last, since that is said of the act and not of one outlet's words."""
    said = [(verdicts[id_].judgement.at, id_) for id_ in judged if _is(id_, "edit", verdicts)]
    return judged[max(said)[1]] if said else None


def _first_told(shown: Event, events: Iterable[Event], reader: Reader) -> Event:
    """Return the first report that tells the same of the same countries: the news, and not what recalls it."""
    alike = [event for event in events if _kind(event) == _kind(shown)]
    return min(alike, key=lambda event: (_published(event, reader) or _LATE, event.id))


def _kind(event: Event) -> tuple[str, Factuality, list[list[str]]]:
    sides = (event.actors, event.recipients)
    return event.type, event.factuality, [sorted({party.country for party in side}) for side in sides]


def _earliest(events: Iterable[Event], reader: Reader) -> str:
    return min(_published(event, reader) or _LATE for event in events)


def _published(event: Event, reader: Reader) -> str:
    return reader.pages[event.article].published


def _act(shown: Event, events: Sequence[Event], reader: Reader) -> Act:
    """Return the act that events tell of; the time is the finest that one tells, if the one shown tells none.

    The news of it is the first report that tells it so: what was feared or announced before is no news of what was
    done.
    """
    alike = _alike(shown, events)
    read = _by_day(events, reader)
    first = _by_day(alike, reader)[0]
    own = [shown] if shown.time and shown.time.value else []
    last = _known_by(first.published) if shown.factuality is Factuality.ACTUAL else _LATE
    told = next((event for event in (shown, *alike) if event.due), shown)
    shown = replace(shown, time=_time(own, last) or _time(alike, last), due=told.due)
    made = act_of(shown, first.article, len(events), reader.independent(read))
    return replace(made, meant=meant(told, reader.text(told))) if told.due else made


def _by_day(events: Iterable[Event], reader: Reader) -> list[pages.Page]:
    told = (reader.pages[event.article] for event in events)
    return sorted(told, key=lambda page: (page.published or _LATE, page.outlet))


def _alike(shown: Event, events: Sequence[Event]) -> Sequence[Event]:
    """Return the events that tell an act as the one shown does: as done or as history, or else in the same way."""
    kinds = _DONE if shown.factuality in _DONE else {shown.factuality}
    return [event for event in events if event.factuality in kinds] or events


def _news(shown: Event, events: Iterable[Event]) -> Event:
    """Return the report that stands for an act: what a later page tells as history was news once."""
    if shown.factuality is not Factuality.HISTORICAL:
        return shown
    done = [event for event in events if event.factuality is Factuality.ACTUAL]
    return max(done, key=lambda event: (event.confidence, event.id), default=shown)


def _as_judged(event: Event, verdicts: Mapping[str, Verdict]) -> Event:
    verdict = verdicts.get(event.id)
    return edited(event, verdict.judgement.values) if verdict and verdict.judgement.verb == "edit" else event


def _time(events: Iterable[Event], last: str) -> EventTime | None:
    """Return the finest time that a report tells, of those that begin on a day up to the last."""
    told = [event.time for event in events if event.time and event.time.value and event.time.precision in _FINE]
    fit = [time for time in told if _first(time.value or "") <= last]
    return min(fit, key=lambda time: (_FINE.index(time.precision), time.value or ""), default=None)


def _first(value: str) -> str:
    try:
        return dates.bounds(value)[0].isoformat()
    except ValueError:
        return _LATE


def _known_by(published: str) -> str:
    """Return the last day on which an act done can have begun that was told of on a day."""
    try:
        return (dates.bounds(published)[1] + timedelta(days=_ZONES - 1)).isoformat()
    except (ValueError, OverflowError):
        return _LATE


def _values(side: Side) -> tuple[Value, ...]:
    return tuple(Value(seat.text) for seat in side.seats)


def _when(since: str | None, until: str | None = None) -> tuple[AnyOf, ...]:
    return (AnyOf("when", (Value(f"{since or OPEN}/{until or OPEN}"),)),) if since or until else ()
