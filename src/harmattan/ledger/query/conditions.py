"""What a query asks, as conditions on the ledger's tables. Every value is a bound parameter.

A condition is true or false and never NULL, so that a negated value keeps what the tables do not tell: an event
without a place is not in Mali. What the tables cannot answer is refused, never passed over.

Each term is a Part: a probe that tells of one event whether it is wanted, and, where an index can give it, the list
of all that are. plan.py chooses between walking down the days with probes and starting from the shortest list.
"""

from collections.abc import Callable, Iterator, Sequence
from operator import eq, ge, gt, le, lt
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    exists,
    false,
    func,
    or_,
    select,
    true,
    tuple_,
)

from harmattan.errors import UsageError
from harmattan.ledger import words
from harmattan.ledger.query import near, periods
from harmattan.ledger.query.near import Locate
from harmattan.ledger.query.part import ARRIVAL, Asked, Condition, Part, in_list, signed, together_listed, told
from harmattan.ledger.query.sides import between, directed, either_side, holding, one_side
from harmattan.ledger.query.terms import AnyOf, Between, Confidence, Near, Query, Term, Value
from harmattan.ledger.schema import (
    articles,
    coded,
    codings,
    dues,
    events,
    outlets,
    readings,
    row_confidences,
    standings,
)

_SIGNS: Final = {">=": ge, ">": gt, "<=": le, "<": lt, "=": eq}
# Two parameters each, and SQLite takes 32,766 a statement.
_MOST_PLACES: Final = 10_000
# A country's point lies somewhere inside it and says nothing of how near the act was.
_VAGUE: Final = ("country", "region")


def parts(connection: Connection, query: Query, locate: Locate | None = None) -> list[Part]:
    """Return what has to hold of a row of events, term by term.

    locate finds the coordinates of a name for near:. Raises UsageError for what cannot be answered.
    """
    if query.by == "events":
        raise UsageError("by: this ledger does not join reports into events here; it can count by:reports")
    asked = Asked(connection, locate, query.as_of and periods.after(query.as_of))
    seen = [Part(condition) for condition in _seen(events, asked)]
    held = [] if names_a_coder(query) else [Part(current(asked.before))]
    return [*seen, *held, *directed(query.terms), *(_term(term, asked) for term in query.terms)]


def names_a_coder(query: Query) -> bool:
    """Tell whether a query asks for the work of coders by name, older ones too."""
    coders = (term for term in query.terms if isinstance(term, AnyOf) and term.field == "coder")
    return any(not value.negated for term in coders for value in term.values)


def current(before: str | None = None, number: ColumnElement[int] = events.c.number) -> Condition:
    """Tell whether an event is held by the newest coding of its article (recorded before that stamp)."""
    known = [] if before is None else [standings.c.recorded_at < before]
    last = select(standings.c.held).where(standings.c.event == number, *known)
    last = last.order_by(standings.c.coding.desc()).limit(1)
    return func.coalesce(last.scalar_subquery(), 1) == 1


def _seen(table: FromClause, asked: Asked) -> Iterator[Condition]:
    if asked.before is not None:
        yield table.c.recorded_at < asked.before


def _term(term: Term, asked: Asked) -> Part:
    match term:
        case AnyOf():
            return _any_of(term, asked)
        case Confidence():
            return _sure(term)
        case Between():
            return signed(between(term, asked), negated=term.negated)
        case Near():
            return signed(_near(term, asked), negated=term.negated)


def _sure(term: Confidence) -> Part:
    if term.field == "conf":
        return Part(_SIGNS[term.sign](events.c.confidence, term.bound))
    # An event of which it was not reckoned is in no answer, whichever the sign.
    listed = select(row_confidences.c.event).where(_SIGNS[term.sign](row_confidences.c.value, term.bound))
    return Part(events.c.number.in_(listed))


def _any_of(term: AnyOf, asked: Asked) -> Part:
    answer = _ANSWERS.get(term.field)
    if answer is None:
        raise UsageError(f"{term.field}: the ledger's tables do not tell it; leave the term out")
    meant = [value for value in term.values if not value.negated]
    # Two coders may have a version each of one event; it is listed once.
    wanted = [_coders(meant, asked)] if meant and term.field == "coder" else [answer(value, asked) for value in meant]
    unwanted = [answer(value, asked) for value in term.values if value.negated]
    probe = and_(or_(*(one.probe for one in wanted)) if wanted else true(), *(~one.probe for one in unwanted))
    exact = not unwanted and all(one.exact for one in wanted)
    lists = together_listed([one.lists for one in wanted])
    order = wanted[0].order if wanted and all(one.order for one in wanted) else ()
    return Part(probe, lists, exact, any(one.words for one in wanted), order)


def _numbers(*conditions: Condition) -> Select[Any]:
    return select(events.c.number).where(*conditions)


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _near(term: Near, asked: Asked) -> Part:
    centre = _centre(term.name, asked.locate)
    here = _in_box(near.box(centre, term.km))
    found = asked.connection.execute(select(events.c.lat, events.c.lon).where(here).distinct())
    points = near.within(centre, term.km, ((row.lat, row.lon) for row in found))
    if len(points) > _MOST_PLACES:
        raise UsageError(f"near: more than {_MOST_PLACES} places lie within {term.km:g} km; ask for a smaller distance")
    inside = and_(here, tuple_(events.c.lat, events.c.lon).in_(points)) if points else false()
    return Part(inside, (_numbers(inside),), exact=True)


def _centre(name: str, locate: Locate | None) -> tuple[float, float]:
    if locate is None:
        raise UsageError("near: places cannot be looked up here; ask by place: instead")
    found = locate(name)
    if found is None:
        raise UsageError(f"near: no place is called {name!r}")
    return found


def _in_box(box: near.Box) -> Condition:
    south, north, across = box
    lat, lon, precision = events.c.lat, events.c.lon, events.c.resolution
    exact = or_(precision.is_(None), precision.not_in(_VAGUE))
    inside = [lat.is_not(None), lon.is_not(None), lat.between(south, north), exact]
    if across is None:
        return and_(*inside)
    west, east = across
    return and_(*inside, lon.between(west, east) if west <= east else or_(lon >= west, lon <= east))


def _act(value: Value, _: Asked) -> Part:
    kind, _slash, mode = value.text.partition("/")
    of_kind = events.c.type == kind
    probe = and_(of_kind, *([in_list(events.c.modes, mode)] if mode else []))
    return Part(probe, (_numbers(of_kind),), exact=not mode)


def _when(value: Value, _: Asked) -> Part:
    """The days the act can mean and the period have one in common."""
    first, end = periods.bounds(value.text)
    since = [] if first is None else [events.c.end_day > first.isoformat()]
    until = [] if end is None else [events.c.first_day < end.isoformat()]
    return Part(and_(events.c.first_day.is_not(None), events.c.end_day.is_not(None), *since, *until))


def _within(value: Value, _: Asked) -> Part:
    """All days the act can mean lie in the period."""
    first, end = periods.bounds(value.text)
    since = [] if first is None else [events.c.first_day >= first.isoformat()]
    until = [] if end is None else [events.c.end_day <= end.isoformat()]
    return Part(and_(events.c.first_day.is_not(None), events.c.end_day.is_not(None), *since, *until))


def _due(value: Value, _: Asked) -> Part:
    """Something is promised, demanded or put off for a day in the period."""
    first, end = periods.bounds(value.text)
    since = [] if first is None else [dues.c.end_day > first.isoformat()]
    until = [] if end is None else [dues.c.first_day < end.isoformat()]
    listed = select(dues.c.event).where(dues.c.end_day.is_not(None), *since, *until)
    return Part(events.c.number.in_(listed), (listed,), exact=True)


def _place(value: Value, asked: Asked) -> Part:
    if value.name:
        return holding("places", value.text, asked)
    inside = told(events.c.place_country, events.c.place_country == value.text)
    return Part(inside, (_numbers(inside),), exact=True)


def _source(value: Value, asked: Asked) -> Part:
    """The page's site, its host or a domain above it, its address or what begins it, or its file or a folder above."""
    named = outlets.c.name == value.text.casefold()
    seen = list(_recorded(outlets.c.reading, asked))
    known = select(outlets.c.article).where(named, *seen)
    here = exists().where(outlets.c.article == events.c.article, named, *seen)
    if "/" not in value.text:
        return Part(here, (_numbers(events.c.article.in_(known)),), exact=True)
    # Addresses and folders are copied with a slash behind them and without.
    text = _literal(value.text.rstrip("/"))
    begins = or_(told(readings.c.url, _at(readings.c.url, text)), _like(readings.c.source, [f"{text}/%"]))
    at = exists().where(readings.c.article == events.c.article, *_seen(readings, asked), begins)
    return Part(or_(here, at))


def _recorded(reading: Column[Any], asked: Asked) -> Iterator[Condition]:
    if asked.before is not None:
        yield reading.in_(select(readings.c.number).where(readings.c.recorded_at < asked.before))


def _at(url: Column[Any], text: str) -> Condition:
    """An address begins so, up to the end of one of its parts, or that of a host below the one named."""
    ends = (text, *(f"{text}{mark}%" for mark in "/?#"))
    begins = [f"{scheme}{end}" for scheme in ("", "http://", "https://") for end in ends]
    below = [f"http%://%.{end}" for end in ends]
    # After a further slash it is no domain but part of a path, as in an archive's address.
    paths = [f"http%://%/%.{end}" for end in ends]
    return or_(_like(url, begins), and_(_like(url, below), ~_like(url, paths)))


def _like(column: Column[Any], patterns: list[str]) -> Condition:
    return or_(*(column.ilike(pattern, escape="\\") for pattern in patterns))


def _told_words(value: Value, asked: Asked) -> Part:
    """In the words of the act, or in the headline of its page."""
    told = holding("words", value.text, asked)
    titled = words.holding(asked.dialect, "page_words", ["title"], value.text)
    pages = select(readings.c.article).where(readings.c.number.in_(titled), *_seen(readings, asked))
    lists = (*told.lists, _numbers(events.c.article.in_(pages)))
    return Part(or_(told.probe, events.c.article.in_(pages)), lists, exact=True, words=True, order=ARRIVAL)


def _article(value: Value, _: Asked) -> Part:
    page = select(articles.c.number).where(articles.c.id == value.text)
    inside = events.c.article.in_(page)
    return Part(inside, (_numbers(inside),), exact=True)


def _coders(values: Sequence[Value], asked: Asked) -> Part:
    """Held by the newest coding that one of these coders made of the article, whatever others made of it since."""
    names = [value.text for value in values]
    made = select(func.max(codings.c.number)).where(
        codings.c.article == events.c.article, codings.c.coder.in_(names), *_seen(codings, asked)
    )
    newest = made.correlate(events).scalar_subquery()
    return Part(exists().where(coded.c.event == events.c.number, coded.c.coding == newest).correlate(events))


def _equal(column: Column[Any]) -> Callable[[Value, Asked], Part]:
    return lambda value, _: Part(column == value.text)


def _told_by(value: Value, _: Asked) -> Part:
    return Part(events.c.said_by.is_not(None) if value.text == "said" else events.c.said_by.is_(None))


_ANSWERS: Final[dict[str, Callable[[Value, Asked], Part]]] = {
    "actor": lambda value, asked: one_side("actor", value, asked),
    "recipient": lambda value, asked: one_side("recipient", value, asked),
    "party": either_side,
    "act": _act,
    "quad": lambda value, _: Part(events.c.quad == int(value.text)),
    "context": lambda value, _: Part(in_list(events.c.contexts, value.text)),
    "when": _when,
    "within": _within,
    "due": _due,
    "place": _place,
    "source": _source,
    "article": _article,
    "coder": lambda value, asked: _coders([value], asked),
    "told": _told_by,
    "status": _equal(events.c.factuality),
    "text": _told_words,
}
