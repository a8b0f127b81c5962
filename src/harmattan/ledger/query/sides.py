"""Terms that ask for parties: countries, sectors, actors by id and by name, and pairs of them."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import FromClause, Select, and_, exists, func, or_, select, true

from harmattan.codebook import loader
from harmattan.ledger import words
from harmattan.ledger.query.part import ARRIVAL, BY_DAY, Asked, Condition, Part, in_list, together_listed, told
from harmattan.ledger.query.terms import AnyOf, Between, Term, Value
from harmattan.ledger.schema import dyads, events, parties, spans


def directed(terms: Sequence[Term]) -> Iterator[Part]:
    """Of a country towards another the dyads list all events, which neither of the two terms can."""
    plain = {
        term.field: term.values for term in terms if isinstance(term, AnyOf) and all(map(_is_country, term.values))
    }
    if "actor" in plain and "recipient" in plain:
        source, target = ([value.text for value in plain[side]] for side in ("actor", "recipient"))
        way = and_(dyads.c.source.in_(source), dyads.c.target.in_(target))
        yield Part(true(), (select(dyads.c.event.label("number")).where(way),), order=BY_DAY)


def _is_country(value: Value) -> bool:
    return (
        not value.negated
        and not value.name
        and ":" not in value.text
        and all(_split(value)[:1])
        and "." not in value.text
    )


def holding(column: str, text: str, asked: Asked) -> Part:
    """Events in one of whose columns of words a phrase stands."""
    listed = words.holding(asked.dialect, "event_words", [column], text)
    return Part(_holds(column, text, asked), (listed,), exact=True, words=True, order=ARRIVAL)


def _holds(column: str, text: str, asked: Asked) -> Condition:
    """The same, asked of one event: a server looks into its index, a file folds the words themselves."""
    if asked.dialect != "sqlite":
        one = words.holding(asked.dialect, "event_words", [column], text, events.c.number)
        return one.correlate(events).exists()
    pattern = words.pattern(text)
    if column == "places":
        return func.coalesce(func.holds(events.c.place, pattern), 0) == 1
    if column == "words":
        return exists().where(spans.c.event == events.c.number, func.holds(spans.c.folded, pattern) == 1)
    side = column.removesuffix("s")
    named = func.holds(parties.c.name, pattern) == 1
    return exists().where(parties.c.event == events.c.number, parties.c.side == side, named)


def _party(table: FromClause, value: Value, asked: Asked) -> Condition:
    """A row of parties that is meant by a country, sector, country.sector, id or name."""
    if value.name and asked.dialect == "sqlite":
        return func.holds(table.c.name, words.pattern(value.text)) == 1
    if value.name:
        side = table.c.side == "actor", table.c.side != "actor"
        held = [_holds(column, value.text, asked) for column in ("actors", "recipients")]
        return or_(and_(side[0], held[0]), and_(side[1], held[1]))
    if ":" in value.text:
        return told(table.c.entity, table.c.entity.in_(_with_people(value.text)))  # type: ignore[arg-type]
    country, _, sector = _split(value)
    asked_for = [table.c.country == country] if country else []
    return and_(*asked_for, *([in_list(table.c.sectors, sector)] if sector else []))  # type: ignore[arg-type]


def _with_people(entity: str) -> list[str]:
    """Return an id and those of its people, which bear their sector: "org:barrick:lab" are workers of "org:barrick"."""
    sectors = loader.load().sectors if entity.count(":") == 1 else ()
    return [entity, *(f"{entity}:{sector.lower()}" for sector in sectors)]


def _split(value: Value) -> tuple[str, str, str]:
    country, dot, sector = value.text.partition(".")
    return ("", "", country) if country in loader.load().sectors else (country, dot, sector)


def _side(side: str, asked: Asked, *values: Value) -> Condition:
    meant = or_(*(_party(parties, value, asked) for value in values))
    return exists().where(parties.c.event == events.c.number, parties.c.side == side, meant)


def one_side(side: str, value: Value, asked: Asked) -> Part:
    if value.name:
        return holding(f"{side}s", value.text, asked)
    lists = _listed_parties(value, parties.c.side == side)
    return Part(_side(side, asked, value), lists, exact=bool(lists) and "." not in value.text, order=ARRIVAL)


def either_side(value: Value, asked: Asked) -> Part:
    """A party on whichever side."""
    one, other = (one_side(side, value, asked) for side in ("actor", "recipient"))
    lists = together_listed([one.lists, other.lists])
    return Part(or_(one.probe, other.probe), lists, one.exact and other.exact, one.words, one.order)


def _listed_parties(value: Value, *conditions: Condition) -> tuple[Select[Any], ...]:
    """The events of a country or of one actor; sectors have no index."""
    country, _, _ = _split(value)
    if value.name or not (country or ":" in value.text):
        return ()
    named = ":" in value.text
    meant = parties.c.entity.in_(_with_people(value.text)) if named else parties.c.country == country
    return (select(parties.c.event.label("number")).where(meant, *conditions),)


def between(term: Between, asked: Asked) -> Part:
    """Of two countries the dyads are kept; else the events of all members of one side."""
    probe = or_(
        and_(_side("actor", asked, *term.left), _side("recipient", asked, *term.right)),
        and_(_side("actor", asked, *term.right), _side("recipient", asked, *term.left)),
        _together(term, asked),
    )
    sides = [[_split(value)[0] for value in side if not value.name and ":" not in value.text] for side in _sides(term)]
    if all(len(codes) == len(side) and all(codes) for codes, side in zip(sides, _sides(term), strict=True)):
        ways = [and_(dyads.c.source.in_(one), dyads.c.target.in_(other)) for one, other in (sides, sides[::-1])]
        lists = tuple(select(dyads.c.event.label("number")).where(way) for way in ways)
        exact = all(map(_is_country, (*term.left, *term.right)))
        return Part(probe, lists[:1] if sides[0] == sides[1] else lists, exact, order=BY_DAY)
    for side in _sides(term):
        if lists := together_listed([_listed_parties(value) for value in side]):
            return Part(probe, lists, order=ARRIVAL)
    return Part(probe)


def _sides(term: Between) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    return term.left, term.right


def _together(term: Between, asked: Asked) -> Condition:
    """PLOVER puts all sides of a meeting or a fight in actor and leaves recipient empty."""
    one, other = parties.alias("one"), parties.alias("other")
    left = or_(*(_party(one, value, asked) for value in term.left))
    right = or_(*(_party(other, value, asked) for value in term.right))
    both = exists().where(
        one.c.event == events.c.number, other.c.event == events.c.number, one.c.side == "actor",
        other.c.side == "actor", one.c.ordinal != other.c.ordinal, left, right,
    )  # fmt: skip
    mutual = events.c.type.in_(sorted(loader.MUTUAL))
    nobody = ~exists().where(parties.c.event == events.c.number, parties.c.side == "recipient")
    return and_(mutual, nobody, both)
