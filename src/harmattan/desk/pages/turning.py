"""Turns of a pair as entries of a feed, for its relationship and for watches of it."""

from collections.abc import Iterator

from markupsafe import Markup

from harmattan.analyse.phrasing import capital
from harmattan.analyse.sides import Pair
from harmattan.desk import feeds, links, words
from harmattan.desk.door import Door
from harmattan.desk.pages import rows
from harmattan.desk.pages.fresh import name_of
from harmattan.ledger.query import Between, Query
from harmattan.records import Turn
from harmattan.relationships import course, gather

_QUOTED = 3


def pair_of(query: Query) -> tuple[str, str] | None:
    """Return the two sides of a query that asks for one pair of single sides, whatever else it asks; else None."""
    found = [term for term in query.terms if isinstance(term, Between)]
    if len(found) != 1 or found[0].negated or len(found[0].left) != 1 or len(found[0].right) != 1:
        return None
    return found[0].left[0].text, found[0].right[0].text


def turns_feed(door: Door, a: str, b: str, base: str) -> bytes:
    """Return the turns of a pair as Atom. Raises UsageError for sides that are none."""
    link = base + links.relationship(a, b)
    entries = tuple(turn_entries(door, a, b, base))
    return feeds.atom(
        feeds.Feed(f"turns:{a}:{b}", f"Harmattan: {a} and {b}", link, f"{link}.atom", entries, door.moment)
    )


def turn_entries(door: Door, a: str, b: str, base: str) -> Iterator[feeds.Entry]:
    """Yield the turns of a pair as entries, each with its words. Raises UsageError for sides that are none."""
    pair = door.who.pair(a, b)
    found = door.soon(("turns", a, b), lambda: _turns(door, pair))
    title = capital(f"{name_of(door, a)} and {name_of(door, b)}")
    for turn in found:
        yield _entry(door, (a, b, title), turn, base)


def _turns(door: Door, pair: Pair) -> list[Turn]:
    acts = gather.of_pair(door.book, pair).acts
    found = course.of_pair(acts, pair, (None, None), door.book.coverage())
    return found.turns if found else []


def _entry(door: Door, named: tuple[str, str, str], turn: Turn, base: str) -> feeds.Entry:
    a, b, title = named
    events = [event for one in turn.carriers[:_QUOTED] if (event := door.book.event(one.event))]
    shown = rows.rows(door.book, events)
    way = " and ".join(turn.direction)
    before, after = words.score(turn.before.score), words.score(turn.after.score)
    said = f"{title}: {way} since about {turn.day} (between {turn.since} and {turn.until}, probability "
    said += f"{words.percent(turn.probability)}); mean score {before} before, {after} since."
    return feeds.Entry(
        id=f"turn:{a}:{b}:{turn.day}:{turn.direction[0]}",
        title=f"{words.sign((turn.after.score or 0) - (turn.before.score or 0))} {title}: {way} since {turn.day}",
        link=base + links.relationship(a, b),
        html=str(Markup("<p>{}</p>").format(said)) + "".join(feeds.html_of(base, row) for row in shown),
        text=said,
        updated=f"{turn.day}T00:00:00Z",
        tags=("turn", *turn.direction),
    )
