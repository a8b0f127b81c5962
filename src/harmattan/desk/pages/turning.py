"""Turns of a pair as entries of a feed, for its relationship and for watches of it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from harmattan.desk import feeds, words
from harmattan.desk.pages.turned import Turned
from harmattan.ledger.query import Between, Query
from harmattan.relationships.course import BOTH

if TYPE_CHECKING:
    from harmattan.desk.pages.relationship import RelationshipPage

_QUOTED: Final = 3


def pair_of(query: Query) -> tuple[str, str] | None:
    """Return the two sides of a query that asks for one pair of single sides, whatever else it asks; else None."""
    found = [term for term in query.terms if isinstance(term, Between)]
    if len(found) != 1 or found[0].negated or len(found[0].left) != 1 or len(found[0].right) != 1:
        return None
    return found[0].left[0].text, found[0].right[0].text


def feed_of(page: "RelationshipPage") -> feeds.Feed:
    """Return the turns of a relationship and its newest acts, as its page has them, as a feed."""
    link = page.base + page.name.href
    entries = (*entries_of(page.base, page.turns), *feeds.of_rows(page.base, page.events, page.moment, page.recorded))
    told = f"Harmattan: {page.title}"
    pair = page.name.pair
    own = f"{link}.atom{page.options}"
    return feeds.Feed(f"turns:{pair.a.name}:{pair.b.name}", told, link, own, entries, page.moment)


def entries_of(base: str, turns: Iterable[Turned]) -> Iterator[feeds.Entry]:
    """Yield turns as entries, each with the words of the acts that carry it most. base: the address of the desk."""
    for one in turns:
        yield _entry(base, one)


def _entry(base: str, one: Turned) -> feeds.Entry:
    turn, pair = one.turn, one.name.pair
    said = f"{one.where}: {one.direction} since about {turn.day} (between {turn.since} and {one.last}, probability "
    said += f"{words.percent(turn.probability)}). {one.sentence}"
    way = "" if one.towards == BOTH else f":{one.towards}"
    return feeds.Entry(
        id=f"turn:{pair.a.name}:{pair.b.name}:{turn.day}:{turn.direction[0]}{way}",
        title=f"{one.sign} {one.where}: {one.direction} since {turn.day}",
        link=base + one.name.href,
        html=str(Markup("<p>{}</p>").format(said))
        + "".join(feeds.html_of(base, row) for row in one.carriers[:_QUOTED]),
        text=said,
        updated=f"{turn.day}T00:00:00Z",
        tags=("turn", *turn.direction),
    )
