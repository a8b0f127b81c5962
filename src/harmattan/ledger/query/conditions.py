"""What a query asks, as conditions on the ledger's tables. Every value is a bound parameter.

A condition is true or false and never NULL, so that a negated value keeps what the tables do not tell: an event
without a place is not in Mali. What the tables cannot answer is refused, never passed over.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import eq, ge, gt, le, lt
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Text,
    and_,
    exists,
    false,
    or_,
    select,
    true,
    tuple_,
    type_coerce,
)

from harmattan.codebook import loader
from harmattan.errors import UsageError
from harmattan.ledger import codec
from harmattan.ledger.query import near, periods
from harmattan.ledger.query.near import Locate
from harmattan.ledger.query.terms import AnyOf, Between, Confidence, Near, Query, Term, Value
from harmattan.ledger.schema import events, parties, readings, spans

Condition = ColumnElement[bool]
_SIGNS: Final = {">=": ge, ">": gt, "<=": le, "<": lt, "=": eq}
# Two parameters each, and SQLite takes 32,766 a statement.
_MOST_PLACES: Final = 10_000
# A country's point lies somewhere inside it and says nothing of how near the act was.
_VAGUE: Final = ("country", "region")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer needs beside its term. before: stamps from this one on are not seen; None sees all."""

    connection: Connection
    locate: Locate | None
    before: str | None


def conditions(connection: Connection, query: Query, locate: Locate | None = None) -> list[Condition]:
    """Return the conditions under which a row of events is wanted; they stand in a select from events.

    locate finds the coordinates of a name for near:. Raises UsageError for what cannot be answered.
    """
    if query.by == "events":
        raise UsageError("by: this ledger does not join reports into events yet; it can count by:reports")
    asked = Asked(connection, locate, query.as_of and periods.after(query.as_of))
    return [*_seen(events, asked), newest_version(asked.before), *(_term(term, asked) for term in query.terms)]


def newest_version(before: str | None = None) -> Condition:
    """Tell whether no later coding of the event was recorded (before that stamp)."""
    later = events.alias("later")
    known = [] if before is None else [later.c.recorded_at < before]
    return ~exists().where(later.c.id == events.c.id, later.c.number > events.c.number, *known)


def _seen(table: FromClause, asked: Asked) -> Iterator[Condition]:
    if asked.before is not None:
        yield table.c.recorded_at < asked.before


def _term(term: Term, asked: Asked) -> Condition:
    match term:
        case AnyOf():
            return _any_of(term, asked)
        case Confidence():
            found: Condition = _SIGNS[term.sign](events.c.confidence, term.bound)
            return found
        case Between():
            return _signed(_between(term), negated=term.negated)
        case Near():
            return _signed(_near(term, asked), negated=term.negated)


def _signed(condition: Condition, *, negated: bool) -> Condition:
    return ~condition if negated else condition


def _any_of(term: AnyOf, asked: Asked) -> Condition:
    answer = _ANSWERS.get(term.field)
    if answer is None:
        raise UsageError(f"{term.field}: the ledger's tables do not tell it; leave the term out")
    wanted = [answer(value, asked) for value in term.values if not value.negated]
    unwanted = [~answer(value, asked) for value in term.values if value.negated]
    return and_(or_(*wanted) if wanted else true(), *unwanted)


def _told(column: Column[Any], condition: Condition) -> Condition:
    """Make a condition on a column that may be empty false where it is."""
    return and_(column.is_not(None), condition)


def _in_list(column: Column[Any], word: str) -> Condition:
    """A word of a Listed column; it is a code, so that its JSON is the word between quotation marks."""
    return type_coerce(column, Text).contains(f'"{word}"', autoescape=True)


def _spelt(text: str) -> list[str]:
    """The databases fold only ASCII; of other letters the usual spellings are tried."""
    return [text] if text.isascii() else list(dict.fromkeys((text, text.lower(), text.upper(), text.title())))


def _holds(column: Column[Any], text: str) -> Condition:
    return _told(column, or_(*(column.icontains(word, autoescape=True) for word in _spelt(text))))


def _is(column: Column[Any], text: str) -> Condition:
    return _told(column, _like(column, [_literal(word) for word in _spelt(text)]))


def _holds_words(column: Column[Any], text: str) -> Condition:
    """A name in which text stands as whole words: Mali is not in Somalia."""
    padded = " " + column + " "
    return _told(column, or_(*(padded.icontains(f" {word} ", autoescape=True) for word in _spelt(text))))


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _party(table: FromClause, value: Value) -> Condition:
    """A row of parties that is meant by a country, sector, country.sector, id or name."""
    if value.name:
        return _holds_words(table.c.name, value.text)  # type: ignore[arg-type]
    if ":" in value.text:
        return _told(table.c.entity, table.c.entity == value.text)  # type: ignore[arg-type]
    country, _, sector = value.text.partition(".")
    if country in loader.load().sectors:
        country, sector = "", country
    asked = [table.c.country == country] if country else []
    return and_(*asked, *([_in_list(table.c.sectors, sector)] if sector else []))  # type: ignore[arg-type]


def _side(side: str, *values: Value) -> Condition:
    meant = or_(*(_party(parties, value) for value in values))
    return exists().where(parties.c.event == events.c.number, parties.c.side == side, meant)


def _between(term: Between) -> Condition:
    return or_(
        and_(_side("actor", *term.left), _side("recipient", *term.right)),
        and_(_side("actor", *term.right), _side("recipient", *term.left)),
        _together(term),
    )


def _together(term: Between) -> Condition:
    """PLOVER puts all sides of a meeting or a fight in actor and leaves recipient empty."""
    one, other = parties.alias("one"), parties.alias("other")
    both = exists().where(
        one.c.event == events.c.number, other.c.event == events.c.number, one.c.side == "actor",
        other.c.side == "actor", one.c.ordinal != other.c.ordinal, or_(*(_party(one, value) for value in term.left)),
        or_(*(_party(other, value) for value in term.right)),
    )  # fmt: skip
    nobody = ~exists().where(parties.c.event == events.c.number, parties.c.side == "recipient")
    return and_(nobody, both)


def _near(term: Near, asked: Asked) -> Condition:
    centre = _centre(term.name, asked.locate)
    here = _in_box(near.box(centre, term.km))
    found = asked.connection.execute(select(events.c.lat, events.c.lon).where(here).distinct())
    points = near.within(centre, term.km, ((row.lat, row.lon) for row in found))
    if len(points) > _MOST_PLACES:
        raise UsageError(f"near: more than {_MOST_PLACES} places lie within {term.km:g} km; ask for a smaller distance")
    return and_(here, tuple_(events.c.lat, events.c.lon).in_(points)) if points else false()


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


def _act(value: Value, _: Asked) -> Condition:
    kind, _slash, mode = value.text.partition("/")
    return and_(events.c.type == kind, *([_in_list(events.c.modes, mode)] if mode else []))


def _when(value: Value, _: Asked) -> Condition:
    """The days the act can mean and the period have one in common."""
    first, end = periods.bounds(value.text)
    since = [] if first is None else [events.c.end_day > first.isoformat()]
    until = [] if end is None else [events.c.first_day < end.isoformat()]
    return and_(events.c.first_day.is_not(None), events.c.end_day.is_not(None), *since, *until)


def _place(value: Value, _: Asked) -> Condition:
    if value.name:
        return _holds_words(events.c.place, value.text)
    return _told(events.c.place_country, events.c.place_country == value.text)


def _reading(asked: Asked, condition: Condition) -> Condition:
    return exists().where(readings.c.article == events.c.article, *_seen(readings, asked), condition)


def _source(value: Value, asked: Asked) -> Condition:
    """The page's site, its address or what begins it, its host or a domain above it, or where it was read from."""
    site, url = readings.c.site, readings.c.url
    named = or_(_is(site, value.text), readings.c.source == value.text)
    return _reading(asked, or_(named, _told(url, _at(url, _literal(value.text)))))


def _at(url: Column[Any], text: str) -> Condition:
    ends = (text, f"{text}/%")
    begins = [f"{scheme}{end}" for scheme in ("", "http://", "https://") for end in ends]
    below = [f"http%://%.{end}" for end in ends]
    # After a further slash it is no domain but part of a path, as in an archive's address.
    paths = [f"http%://%/%.{end}" for end in ends]
    return or_(_like(url, begins), and_(_like(url, below), ~_like(url, paths)))


def _like(column: Column[Any], patterns: list[str]) -> Condition:
    return or_(*(column.ilike(pattern, escape="\\") for pattern in patterns))


def _text(value: Value, asked: Asked) -> Condition:
    folded = spans.c.folded.contains(codec.fold(value.text), autoescape=True)
    return or_(
        exists().where(spans.c.event == events.c.number, folded), _reading(asked, _holds(readings.c.title, value.text))
    )


def _equal(column: Column[Any]) -> Callable[[Value, Asked], Condition]:
    return lambda value, _: column == value.text


_ANSWERS: Final[dict[str, Callable[[Value, Asked], Condition]]] = {
    "actor": lambda value, _: _side("actor", value),
    "recipient": lambda value, _: _side("recipient", value),
    "act": _act,
    "quad": lambda value, _: events.c.quad == int(value.text),
    "context": lambda value, _: _in_list(events.c.contexts, value.text),
    "when": _when,
    "place": _place,
    "source": _source,
    "told": lambda value, _: events.c.said_by.is_not(None) if value.text == "said" else events.c.said_by.is_(None),
    "status": _equal(events.c.factuality),
    "text": _text,
}
