"""Pairs on pages: their names, their addresses, and the queries that find their events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from harmattan import dates
from harmattan.analyse import phrasing
from harmattan.analyse.acts import days
from harmattan.analyse.relations import Row
from harmattan.analyse.sides import Pair, Side
from harmattan.desk import links
from harmattan.desk.door import Door
from harmattan.ledger.query import AnyOf, Between, Query, Term, Value
from harmattan.ledger.query.periods import OPEN
from harmattan.ledger.query.render import render
from harmattan.records import Act
from harmattan.relationships.course import BACKWARD, FORWARD, Asked


@dataclass(frozen=True, slots=True)
class Named:
    """A pair as people call it. a, b: both sides in words."""

    pair: Pair
    a: str
    b: str

    @property
    def title(self) -> str:
        """Both names with what stands between them."""
        return f"Within {self.a}" if self.pair.domestic else f"{phrasing.capital(self.a)} ⇄ {self.b}"

    @property
    def href(self) -> str:
        """The page of the pair."""
        return address(self.pair)

    def way(self, towards: str) -> str:
        """Return a direction in words."""
        if self.pair.domestic:
            return self.title
        a, b = phrasing.capital(self.a), phrasing.capital(self.b)
        return {FORWARD: f"{a} → {self.b}", BACKWARD: f"{b} → {self.a}"}.get(towards, self.title)


def named(pair: Pair, name: phrasing.Name) -> Named:
    """Return a pair with its names. name: words for a country slot or the id of an actor."""
    a, b = (phrasing.side_name(side, name) for side in (pair.a, pair.b))
    return Named(pair, a, b)


def found(door: Door, a: str, b: str) -> Pair:
    """Return the pair that two texts mean. Raises UsageError, with the nearest names."""
    # To go through all names takes as long as the rest of a page.
    made: Pair = door.cache.get(("pair", a, b), lambda: door.who.pair(a, b))
    return made


def address(pair: Pair) -> str:
    """Return the page of a pair."""
    return links.relationship(pair.a.name, pair.b.name)


def line(pair: Pair, *more: Term) -> str:
    """Return the query line of the events between both sides, in either direction."""
    return render(Query((Between(_values(pair.a), _values(pair.b)), *more)))


def directed(pair: Pair, towards: str, *more: Term) -> str:
    """Return the query line of the events of one side towards the other; of both where no direction is told."""
    if pair.domestic or towards not in (FORWARD, BACKWARD):
        return line(pair, *more)
    # Not actor: and recipient:, which do not find what both did together.
    return line(pair, AnyOf("actor", _values(pair.a if towards == FORWARD else pair.b)), *more)


def _values(side: Side) -> tuple[Value, ...]:
    return tuple(Value(text) for text in dict.fromkeys(seat.text for seat in side.seats))


def when(asked: Asked) -> tuple[Term, ...]:
    """Return the term of some days; none if they are open."""
    since, until = asked
    return (term("when", f"{since or OPEN}/{until or OPEN}"),) if since or until else ()


def inside(acts: Sequence[Act], asked: Asked) -> list[Act]:
    """Return the acts that may lie in some days, as a query finds them."""
    since, until = asked
    if not since and not until:
        return list(acts)
    ends = ((act, *known) for act in acts if (known := days(act)))
    return [act for act, a, b in ends if (not since or b.isoformat() > since) and (not until or a.isoformat() < until)]


def term(field: str, *values: str) -> AnyOf:
    """Return a term of plain values."""
    return AnyOf(field, tuple(map(Value, values)))


DONE: Final = term("status", "actual")


@dataclass(frozen=True, slots=True)
class Opener:
    """Finds the acts that a number of a series counts. lines: the query line of each direction, by who acts.

    A number of reports opens the acts that they tell: its reports are all those of these acts, and a query of reports
    would leave out those that tell an act otherwise, of another week say.
    """

    lines: Mapping[str, str]

    def line(self, row: Row, *quads: int) -> str:
        """Return the query line of a row, or of some quads of it."""
        chosen = f" quad:{','.join(map(str, quads))}" if quads else ""
        return f"{self.lines[row.source]} within:{row.period}{chosen}"

    def href(self, row: Row, *quads: int) -> str:
        """Return the address of the events."""
        return links.events(self.line(row, *quads))


def opener(pair: Pair) -> Opener:
    """Return the opener of a series."""
    backward, forward = (directed(pair, way, DONE) for way in (BACKWARD, FORWARD))
    return Opener({pair.b.name: backward, pair.a.name: forward})


def ordinal(day: str) -> int:
    """Return the number of an ISO day."""
    return date.fromisoformat(day).toordinal()


def day(number: int) -> str:
    """Return the ISO day of a number."""
    return date.fromordinal(number).isoformat()


def week_start(week: str) -> str:
    """Return the first day of an ISO week."""
    return dates.bounds(week)[0].isoformat()
