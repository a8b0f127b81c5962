"""Rows that say nothing new but let a question find its events at once: dyads, outlets, words, standings.

They are made from what is appended, in the same transaction, and could be made again from it.

dyads      each directed pair of countries of an event; all sides of a meeting with each other
outlets    every name a page's source goes by: host and domains above it, site, file or address
standings  whether an event is still held by its article's newest coding; no row: it has been all along
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, permutations, product
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Table, exists, func, select

from harmattan.codebook.loader import MUTUAL
from harmattan.ledger import packing, words
from harmattan.ledger.bulk import insert_all
from harmattan.ledger.columns import Damaged
from harmattan.ledger.schema import (
    articles,
    coded,
    codings,
    dyads,
    events,
    outlets,
    parties,
    readings,
    spans,
    standings,
)

Values = dict[str, Any]
_CHUNK = 5000


def dyad_rows(number: int, event: Mapping[str, Any], sides: Iterable[tuple[str, str]]) -> list[Values]:
    """Return the rows of dyads of one row of events; sides: side (actor or recipient) and country of each party.

    What the counts of a pair ask of its events is kept beside them, so that no event has to be looked up.
    """
    given = list(sides)
    actors = [country for side, country in given if side == "actor" and country]
    recipients = [country for side, country in given if side == "recipient"]
    mutual = not recipients and event["type"] in MUTUAL
    pairs = permutations(actors, 2) if mutual else product(actors, filter(None, recipients))
    told = {name: event[name] for name in ("first_day", "quad", "factuality")}
    own = {"day": event["end_day"] or "", "event": number} | told
    return [{"source": source, "target": target} | own for source, target in dict.fromkeys(pairs)]


def outlet_names(url: str | None, site: str | None, source: str) -> set[str]:
    """Return every name that source: may call a page's outlet by, in small letters."""
    names = {name.casefold() for name in (site, source) if name}
    host = host_of(url)
    labels = host.split(".")
    return names | {".".join(labels[i:]) for i in range(len(labels) - 1)} | ({host} if host else set())


def host_of(url: str | None) -> str:
    """Return the host of an address in one case, "" for none."""
    try:
        return (urlsplit(url or "").hostname or "").casefold()
    except ValueError:
        return ""


def outlet_rows(number: int, article: int, row: Values) -> list[Values]:
    """Return the rows of outlets of one reading."""
    names = sorted(outlet_names(row["url"], row["site"], row["source"]))
    return [{"name": name, "reading": number, "article": article} for name in names]


def event_words(number: int, told: Iterable[str], sides: Iterable[tuple[str, str]], place: str | None) -> Values:
    """Return the row of event_words: told, the words of trigger and evidence; sides: side and name of each party."""
    named = list(sides)
    return {
        "number": number,
        "words": words.joined(dict.fromkeys(told)),
        "actors": words.joined(name for side, name in named if side == "actor"),
        "recipients": words.joined(name for side, name in named if side == "recipient"),
        "places": words.folded(place or ""),
    }


def page_words(number: int, title: str | None, body: str) -> Values:
    """Return the row of page_words of one reading."""
    return {"number": number, "title": words.folded(title or ""), "body": words.folded(body)}


def put(connection: Connection, name: str, columns: Sequence[str], rows: Sequence[Values]) -> None:
    """Append rows to an index of words."""
    dialect = connection.dialect.name
    made = rows if dialect == "sqlite" else [piece for row in rows for piece in words.pieces(row, columns)]
    if made:
        connection.execute(words.insertion(name, columns, dialect), made)


def fill(connection: Connection) -> None:
    """Make the rows of a ledger that was written before there were any."""
    for numbers in _chunks(connection, events):
        _fill_events(connection, numbers)
    for numbers in _chunks(connection, readings):
        _fill_readings(connection, numbers)
    _fill_standings(connection)


def fill_joint_support(connection: Connection) -> None:
    """Make the dyads of SUPPORT by several actors without a recipient: a treaty both sign had no direction before."""
    _fill_joint(connection, ("SUPPORT",))


def fill_joint_concessions(connection: Connection) -> None:
    """Make the dyads of what both sides gave up together: a truce of both had no direction before."""
    _fill_joint(connection, ("CONCEDE", "RETREAT"))


def _fill_joint(connection: Connection, types: Sequence[str]) -> None:
    columns = [events.c[name] for name in ("number", "type", "first_day", "end_day", "quad", "factuality")]
    known = exists().where(dyads.c.event == events.c.number)
    query = select(*columns).where(events.c.type.in_(types), ~known)
    for numbers in _chunks(connection, events):
        acts = connection.execute(query.where(_within(events.c.number, numbers))).all()
        sides: dict[int, list[tuple[str, str]]] = {act.number: [] for act in acts}
        for row in connection.execute(select(parties).where(_within(parties.c.event, numbers))):
            if row.event in sides:
                sides[row.event].append((row.side, row.country))
        rows = (dyad_rows(act.number, act._asdict(), sides[act.number]) for act in acts)
        insert_all(connection, dyads, list(chain.from_iterable(rows)))


def _chunks(connection: Connection, of: Table) -> Iterator[tuple[int, int]]:
    most = connection.scalar(select(func.max(of.c.number))) or 0
    return ((first, first + _CHUNK) for first in range(1, most + 1, _CHUNK))


def _within(of: Any, numbers: tuple[int, int]) -> Any:  # noqa: ANN401  (a column of any table)
    return (of >= numbers[0]) & (of < numbers[1])


def _fill_events(connection: Connection, numbers: tuple[int, int]) -> None:
    members: dict[int, list[Any]] = {}
    told: dict[int, list[str]] = {}
    for row in connection.execute(select(parties).where(_within(parties.c.event, numbers))):
        members.setdefault(row.event, []).append(row)
    for row in connection.execute(select(spans.c.event, spans.c.folded).where(_within(spans.c.event, numbers))):
        told.setdefault(row.event, []).append(row.folded)
    pairs: list[Values] = []
    found: list[Values] = []
    columns = ("number", "type", "first_day", "end_day", "quad", "factuality", "place")
    query = select(*(events.c[name] for name in columns)).where(_within(events.c.number, numbers))
    for act in connection.execute(query):
        sides, said = members.get(act.number, []), told.get(act.number, ())
        pairs += dyad_rows(act.number, act._asdict(), ((one.side, one.country) for one in sides))
        found.append(event_words(act.number, said, ((one.side, one.name) for one in sides), act.place))
    insert_all(connection, dyads, pairs)
    put(connection, "event_words", words.EVENT_WORDS, found)


def _fill_readings(connection: Connection, numbers: tuple[int, int]) -> None:
    pages, names = [], []
    query = select(readings, articles.c.text).join(articles, articles.c.number == readings.c.article)
    for row in connection.execute(query.where(_within(readings.c.number, numbers))):
        names += outlet_rows(row.number, row.article, row._mapping)  # type: ignore[arg-type]
        try:
            body = packing.unpack(row.text)
        except Damaged:
            body = ""  # doctor tells of it; a damaged text must not keep a ledger from being opened
        pages.append(page_words(row.number, row.title, body))
    insert_all(connection, outlets, names)
    put(connection, "page_words", words.PAGE_WORDS, pages)


def _fill_standings(connection: Connection) -> None:
    again = select(codings.c.article).group_by(codings.c.article).having(func.count() > 1)
    query = select(codings.c.number, codings.c.article, codings.c.recorded_at).order_by(codings.c.number)
    states: dict[int, dict[int, bool]] = {}
    for number, article, at in connection.execute(query.where(codings.c.article.in_(again))).all():
        held = set(connection.scalars(select(coded.c.event).where(coded.c.coding == number)))
        state = states.setdefault(article, {})
        rows = _turned(state, held, number, at)
        state |= dict.fromkeys(state, False) | dict.fromkeys(held, True)
        insert_all(connection, standings, rows)


def standing_rows(connection: Connection, article: int, coding: int, held: set[int], at: str) -> list[Values]:
    """Return the rows of standings that a new coding of an article brings: events it dropped or took up again."""
    known = connection.scalars(select(events.c.number).where(events.c.article == article))
    before = select(standings.c.event, standings.c.held).join(events, events.c.number == standings.c.event)
    before = before.where(events.c.article == article).order_by(standings.c.coding)
    state = dict.fromkeys(known, True) | {event: bool(kept) for event, kept in connection.execute(before)}
    return _turned(state, held, coding, at)


def _turned(state: dict[int, bool], held: set[int], coding: int, at: str) -> list[Values]:
    return [
        {"event": event, "coding": coding, "held": int(event in held), "recorded_at": at}
        for event, kept in sorted(state.items())
        if kept != (event in held)
    ]
