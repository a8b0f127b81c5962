"""The tables under data/ read into one phrase index: states, organisations, armed groups, nouns, leaders.

Read once a process: everything a page needs to begin with, in well under a tenth of a second.
"""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Final

from harmattan.resolve.names import PhraseIndex, fold, key_of, slug, tokens
from harmattan.resolve.posts import Posts, Term
from harmattan.resolve.words import words

Table = dict[str, Any]
TABLES: Final = "harmattan.resolve"
# Leaders whose surname is a common word or a very common name: read by the surname only beside a title.
_COMMON = words("common_surnames")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase can mean.

    kind: state, adjective, people, capital, seat, organisation, group, leader, noun.
    flags: for nouns weak, office, person, clear, plural; for leaders surname; for names given.
    """

    kind: str
    entity: str
    name: str
    country: str = ""
    sectors: tuple[str, ...] = ()
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class State:
    """A state with its codes. at: latitude and longitude of a point inside; junta: half-open (since, until) days."""

    iso3: str
    name: str
    capital: tuple[str, ...]
    iso2: str
    cow: int | None
    gw: int | None
    fips: str
    geonameid: int
    at: tuple[float, float]
    junta: tuple[tuple[str, str], ...] = ()

    def ruled_by_junta(self, day: str) -> bool:
        """Tell whether soldiers who took power ruled on day (YYYY-MM-DD)."""
        return any(since <= day and (not until or day < until) for since, until in self.junta)


@dataclass(frozen=True, slots=True)
class Region:
    """A named area: its states, a point inside (latitude, longitude), and region, province or district."""

    name: str
    countries: tuple[str, ...]
    at: tuple[float, float]
    resolution: str
    geonameid: int | None = None


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A name of several states: readings maps each to the words that speak for it; pair means all at once."""

    default: str
    readings: dict[str, tuple[str, ...]]
    pair: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything known before an article is read."""

    index: PhraseIndex[Entry]
    states: dict[str, State]
    ambiguous: dict[str, Ambiguity]
    posts: Posts
    given: frozenset[str] = field(default=frozenset())
    governing: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    regions: dict[str, Region] = field(default_factory=dict)


def table(name: str) -> Table:
    """Return the TOML table data/NAME.toml as plain dicts and lists."""
    text = resources.files(TABLES).joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def load() -> Knowledge:
    """Return the shipped knowledge; read once a process, since it never changes."""
    index: PhraseIndex[Entry] = PhraseIndex()
    rows = table("states")
    states = {iso3: _state(iso3, row) for iso3, row in rows.items()}
    ambiguous = table("ambiguous")
    given = frozenset(fold(name) for name in ambiguous.pop("given")["names"])
    for iso3, row in rows.items():
        _file_state(index, iso3, row)
    for name, row in table("organisations").items():
        _file_actor(index, "organisation", f"org:{name}", row)
    groups = table("groups")
    for name, row in groups.items():
        _file_actor(index, "group", f"group:{name}", row)
    governing = {f"group:{name}": _spells(row["governs"]) for name, row in groups.items() if "governs" in row}
    _file_nouns(index, table("nouns"))
    posts = _posts(index)
    return Knowledge(index, states, _ambiguities(index, ambiguous), posts, given, governing, _regions())


def _spells(written: list[str]) -> tuple[tuple[str, str], ...]:
    """Return half-open (since, until) pairs from "2021-08-15/" and the like."""
    return tuple((spell.split("/")[0], spell.split("/")[1]) for spell in written)


def _regions() -> dict[str, Region]:
    """Return regions by every folded name they go by; an adjective ("West African") is a name too."""
    found = {}
    for row in table("regions").values():
        at = (float(row["at"][0]), float(row["at"][1]))
        kind = row.get("resolution", "region")
        region = Region(row["name"], tuple(row["countries"]), at, kind, row.get("geonameid"))
        for alias in (row["name"], *row.get("also", ()), *row.get("adj", ())):
            found[key_of(tokens(alias))] = region
    return found


def _state(iso3: str, row: Table) -> State:
    return State(
        iso3=iso3,
        name=row["name"],
        capital=tuple(row.get("capital", ())),
        iso2=row["iso2"],
        cow=row.get("cow"),
        gw=row.get("gw"),
        fips=row.get("fips", ""),
        geonameid=row["geonameid"],
        at=(float(row["at"][0]), float(row["at"][1])),
        junta=_spells(row.get("junta", [])),
    )


def _file_state(index: PhraseIndex[Entry], iso3: str, row: Table) -> None:
    name = row["name"]
    for alias in (name, *row.get("also", ())):
        index.add(alias, Entry("state", f"state:{iso3}", name, iso3, ("GOV",)))
    for kind, key in (("adjective", "adj"), ("people", "people"), ("capital", "capital"), ("seat", "seats")):
        for alias in row.get(key, ()):
            index.add(alias, Entry(kind, f"state:{iso3}", name, iso3, ("GOV",)))


def _file_actor(index: PhraseIndex[Entry], kind: str, entity: str, row: Table) -> None:
    sectors = tuple(row["sectors"])
    if row.get("state"):
        # A ministry or an army under its own name is the same actor as "the American government".
        entity = f"{sectors[0].lower()}:{row['country']}"
    entry = Entry(kind, entity, row["name"], row["country"], sectors)
    for alias in (row["name"], *row.get("also", ())):
        index.add(alias, entry)


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def _file_nouns(index: PhraseIndex[Entry], nouns: Table) -> None:
    marks: dict[str, frozenset[str]] = {name: frozenset(nouns[name]["nouns"]) for name in ("office", "person", "clear")}
    known = {noun for strength in ("strong", "weak") for row in nouns[strength].values() for noun in row}
    bases = {_plural(noun): noun for noun in known}
    for strength in ("strong", "weak"):
        for sector, row in nouns[strength].items():
            for noun in row:
                flags = frozenset(mark for mark, members in marks.items() if noun in members) | {strength}
                listed = flags | {"plural"} if noun in bases else flags
                index.add(noun, Entry("noun", "", bases.get(noun, noun), "", (sector,), listed))
                if _plural(noun) not in known:
                    index.add(_plural(noun), Entry("noun", "", noun, "", (sector,), flags | {"plural"}))
    for mark in ("person", "clear"):
        for noun in marks[mark] - known:
            index.add(noun, Entry("noun", "", noun, "", (), frozenset({mark, "weak"})))


def _posts(index: PhraseIndex[Entry]) -> Posts:
    curated, older = table("leaders"), table("leaders_reign")
    aliases = curated.pop("names")
    terms = [_term(country, row) for rows in (curated, older) for country, held in rows.items() for row in held]
    for person, country in sorted({(term.person, term.country) for term in terms}):
        _file_leader(index, person, country, aliases.get(person, ()))
    return Posts(terms)


def _term(country: str, row: list[str]) -> Term:
    post, person, since, until = row
    return Term(person, country, post, since, until)


def _file_leader(index: PhraseIndex[Entry], person: str, country: str, aliases: list[str]) -> None:
    full = Entry("leader", f"person:{slug(person)}", person, country, ("GOV",))
    for alias in (person, *aliases):
        if " " in alias:
            index.add(alias, full)
    for surname in [alias for alias in aliases if " " not in alias] or [person.split()[-1]]:
        # A name known by the surname alone is as doubtful as a common one; "II" and "Jr" are no surnames.
        common = fold(surname) in _COMMON or " " not in person
        flags = frozenset({"surname", "common"} if common else {"surname"})
        if len(surname) > 1 and not (surname.isupper() and set(surname) <= set("IVX")):
            index.add(surname, Entry("leader", full.entity, person, country, ("GOV",), flags))


def _ambiguities(index: PhraseIndex[Entry], rows: Table) -> dict[str, Ambiguity]:
    found = {}
    for name, row in rows.items():
        default, pair = row.pop("default", ""), tuple(row.pop("pair", ()))
        readings = {iso3: tuple(words) for iso3, words in row.items()}
        found[fold(name)] = Ambiguity(default, readings, pair)
        kind = "state" if name in ("Congo", "Korea", "Georgia", "Koreas") else "adjective"
        if not index.exactly(name):
            index.add(name, Entry(kind, "", name, "", ("GOV",), frozenset({"ambiguous"})))
    return found
