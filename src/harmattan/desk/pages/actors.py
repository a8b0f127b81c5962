"""The list of actors: states and others of whom most is told, or those that a name means."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import Any, Final

from harmattan.analyse.phrasing import capital, country
from harmattan.codebook.loader import load
from harmattan.desk import links
from harmattan.desk.door import Door
from harmattan.desk.formats import Table
from harmattan.ledger.query import Query
from harmattan.records import Party
from harmattan.resolve.knowledge import SLOTS
from harmattan.resolve.names import fold

# The newest reports that are counted, and actors of each kind shown.
COUNTED: Final = 3_000
SHOWN: Final = 40
FOUND: Final = 60
COLUMNS: Final = ("code", "name", "kind", "acts")
_KINDS: Final = {"org": "organisation", "group": "group", "people": "people", "person": "person"}


@dataclass(frozen=True, slots=True)
class Listed:
    """An actor in a list. acts: of those counted in which it is; share: of the most; found: their address."""

    code: str
    name: str
    kind: str
    acts: int
    share: float = 0.0
    found: str = ""

    @property
    def href(self) -> str:
        """Its page."""
        return links.actor(self.code)


@dataclass(frozen=True, slots=True)
class ActorsPage:
    """Actors. found: those a name means; near: the nearest, where it means nobody; reports: how many were counted;
    since: the day from which on these are all, "" if they are all; rejected: acts left out because people did."""

    line: str
    states: tuple[Listed, ...]
    others: tuple[Listed, ...]
    found: tuple[Listed, ...]
    near: tuple[Listed, ...]
    reports: int
    since: str
    rejected: int = 0
    template: str = "actors.html"

    @property
    def title(self) -> str:
        """What the tab says."""
        return f"Actors {self.line}".strip()

    @property
    def shown(self) -> tuple[Listed, ...]:
        """Everybody on the page."""
        return (*self.found, *self.near) if self.line else (*self.states, *self.others)

    def json(self) -> dict[str, Any]:
        """Return the actors of the page and what was counted."""
        told = {"query": self.line, "counted": self.reports, "counted_since": self.since or None}
        return {**told, "rejected": self.rejected, "actors": [{**asdict(one), "page": one.href} for one in self.shown]}

    def table(self) -> Table:
        """Return a row for each actor of the page."""
        return Table(COLUMNS, tuple((one.code, one.name, one.kind, one.acts) for one in self.shown))


def actors_page(door: Door, line: str) -> ActorsPage:
    """Return the page of actors, all of the ledger or those a name means."""
    words = " ".join(line.split())
    states, others, reports, since, rejected = door.soon("busiest actors", lambda: _busiest(door))
    known = {one.code: one for one in (*states, *others)}
    found, near = door.cache.get(("names", words), lambda: _meant(door, words, known)) if words else ((), ())
    return ActorsPage(words, states[:SHOWN], others[:SHOWN], found, near, reports, since, rejected)


def _meant(door: Door, words: str, known: dict[str, Listed]) -> tuple[tuple[Listed, ...], tuple[Listed, ...]]:
    """Return those whom a name means, and if it means nobody the nearest."""
    found = tuple(_found(door, words, known))
    return found, () if found else tuple(_near(door, words, known))


Busiest = tuple["tuple[Listed, ...]", "tuple[Listed, ...]", int, str, int]


def _busiest(door: Door) -> Busiest:
    light = door.book.light([Query()], most=COUNTED, each=True).whole
    names: dict[str, str] = {}
    sides = [(id_, one) for id_, act in light.each for one in (*act.actors, *act.recipients)]
    countries = Counter(code for _, code in {(id_, one.country) for id_, one in sides if one.country})
    entities = Counter(code for _, code in {(id_, code) for id_, one in sides for code in _own(one, names)})
    named = ((code, called(door, code), kind(code), count) for code, count in countries.most_common())
    states = _listed(named, light.since)
    told = ((code, called(door, code, names[code]), kind(code), count) for code, count in entities.most_common())
    return states, _listed(told, light.since), light.reports, light.since or "", light.rejected


def _own(one: Party, names: dict[str, str]) -> Iterator[str]:
    """Yield the id of a party that is somebody in particular, and that of whose people it is, as a query finds them;
    and note its name."""
    if one.entity and one.entity.partition(":")[0] in _KINDS:
        whole, _, sector = one.entity.rpartition(":")
        for code in (one.entity, whole) if ":" in whole and sector.upper() in load().sectors else (one.entity,):
            names.setdefault(code, one.name or code)
            yield code


def _listed(rows: Iterable[tuple[str, str, str, int]], since: str | None) -> tuple[Listed, ...]:
    made = list(rows)
    most = max((count for *_, count in made), default=1)
    when = f" when:{since}/.." if since else ""
    return tuple(Listed(*row, row[3] / most, links.events(f"party:{row[0]}{when}")) for row in made)


def kind(code: str) -> str:
    """Return what an actor is, by its code."""
    head, colon, _ = code.partition(":")
    return _KINDS.get(head, "actor") if colon else "country slot" if code in SLOTS else "state"


def called(door: Door, code: str, told: str = "") -> str:
    """Return the name of a country slot or an actor, as the tables have it; told: as pages do."""
    if code in SLOTS:
        return capital(country(code, lambda _: ""))
    return door.who.words.get(code, "") or told or code


def _found(door: Door, line: str, known: dict[str, Listed]) -> Iterator[Listed]:
    """Yield whom a name means: exactly first, then those whose names begin with it, then those that hold it."""
    wanted = fold(line)
    entries = [entry for entry in door.who.known.index.exactly(line) if "ambiguous" not in entry.flags]
    codes = [_code(entry.entity, entry.country) for entry in entries]
    ranked = sorted(_names(door, known), key=lambda pair: (not pair[0].startswith(wanted), pair[0]))
    codes += [code for name, code in ranked if wanted in name]
    codes += [line.upper()] if line.upper() in door.who.words else []
    for code in list(dict.fromkeys(filter(None, codes)))[:FOUND]:
        yield _one(door, code, known)


def _code(entity: str, country: str) -> str:
    return entity if entity.partition(":")[0] in _KINDS else country


def _names(door: Door, known: dict[str, Listed]) -> Iterator[tuple[str, str]]:
    yield from door.cache.get("folded names", lambda: [(fold(name), code) for name, code in door.who.names.items()])
    yield from ((fold(one.name), one.code) for one in known.values())


def _near(door: Door, line: str, known: dict[str, Listed]) -> Iterator[Listed]:
    names = dict(_names(door, known))
    for name in get_close_matches(fold(line), names, n=6, cutoff=0.6):
        yield _one(door, names[name], known)


def _one(door: Door, code: str, known: dict[str, Listed]) -> Listed:
    return known.get(code) or Listed(code, called(door, code), kind(code), 0)
