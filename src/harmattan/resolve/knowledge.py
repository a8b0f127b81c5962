"""The tables of actors/ read into one phrase index: states, organisations, armed groups, nouns, people and posts.

Read once a process, but for the people, who are filed when a page says a word of their names.
"""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from typing import Any, Final

from harmattan.resolve.entries import Entry as Entry
from harmattan.resolve.leaders import file_people
from harmattan.resolve.names import PhraseIndex, fold, key_of_name
from harmattan.resolve.posts import LEADING, Post, Posts, Term
from harmattan.resolve.words import SHORT_TITLES, US_STATES

Table = dict[str, Any]
TABLES: Final = "harmattan.resolve"
# The tables of posts and people, by region; heads: those of international organisations.
ACTORS: Final = ("west", "east", "mena", "asia", "latin", "africa_west", "africa_east", "small", "heads", "earlier")
SLOTS: Final = ("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC")
_TITLE: Final = 3  # words of a title that is shortened: "deputy attorney gen"
# Offices that only one state has.
_OF_ONE: Final = {"the pope": "VAT", "the pontiff": "VAT", "taoiseach": "IRL"}


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
    governing: dict[str, tuple[tuple[str, str, str], ...]] = field(default_factory=dict)
    regions: dict[str, Region] = field(default_factory=dict)


@cache
def _tables() -> Table:
    packed = resources.files(TABLES).joinpath("data", "tables.json.z").read_bytes()
    tables: Table = json.loads(zlib.decompress(packed))
    return tables


def table(name: str) -> Table:
    """Return the table actors/NAME.toml as plain dicts and lists. Not to be changed."""
    found: Table = _tables()[name]
    return found


@cache
def load() -> Knowledge:
    """Return the shipped knowledge; read once a process, since it never changes."""
    index: PhraseIndex[Entry] = PhraseIndex()
    rows, ambiguous = table("states"), table("ambiguous")
    states = {iso3: _state(iso3, row) for iso3, row in rows.items()}
    given = frozenset(fold(name) for name in ambiguous["given"]["names"])
    for iso3, row in rows.items():
        _file_state(index, iso3, row)
    organisations = table("organisations")
    for name, row in organisations.items():
        _file_actor(index, f"org:{name}", row)
    groups = table("groups")
    for name, row in groups.items():
        _file_actor(index, f"group:{name}", row)
    governing = {f"group:{name}": _phases(row) for name, row in groups.items() if "governs" in row or "phases" in row}
    for name, row in table("peoples").items():
        _file_people_of(index, name, row)
    _file_nouns(index, table("nouns"))
    _file_titles(index)
    _file_party_tags(index)
    posts = _posts(index, organisations)
    _file_post_nouns(index, posts)
    _file_areas(index)
    return Knowledge(index, states, _ambiguities(index, ambiguous), posts, given, governing, regions())


def _phases(row: Table) -> tuple[tuple[str, str, str], ...]:
    """Return (since, until, sector) of the times in which a group was something else first: governs is GOV."""
    told = {"GOV": row.get("governs", []), **row.get("phases", {})}
    return tuple((since, until, sector) for sector, spells in told.items() for since, until in _spells(spells))


def _spells(written: list[str]) -> tuple[tuple[str, str], ...]:
    """Return half-open (since, until) pairs from "2021-08-15/" and the like."""
    return tuple((spell.split("/")[0], spell.split("/")[1]) for spell in written)


def regions() -> dict[str, Region]:
    """Return regions by every folded name they go by; an adjective ("West African") is a name too."""
    found = {}
    for row in (*table("places").values(), *table("regions").values()):
        at = (float(row["at"][0]), float(row["at"][1]))
        kind, names = row.get("resolution", "region"), (row["name"], *row.get("also", ()), *row.get("adj", ()))
        region = Region(row["name"], tuple(row["countries"]), at, kind, row.get("geonameid"))
        for alias in names:
            found[key_of_name(alias)] = region
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


def actor(entity: str, row: Table) -> Entry:
    """Return the organisation or armed group that a row of the tables is; entity: "org:..." or "group:..."."""
    kind = "group" if entity.startswith("group:") else "organisation"
    sectors = tuple(row["sectors"])
    if row.get("state"):
        # A ministry or an army under its own name is the same actor as "the American government".
        entity = f"{sectors[0].lower()}:{row['country']}"
    return Entry(kind, entity, row["name"], row["country"], sectors, head=row.get("headed_by", ""))


def _file_actor(index: PhraseIndex[Entry], entity: str, row: Table) -> None:
    entry = actor(entity, row)
    for alias in (row["name"], *row.get("also", ())):
        index.add(alias, entry)


def _file_people_of(index: PhraseIndex[Entry], name: str, row: Table) -> None:
    """File a people without a state: an actor like a group, whose fighters and officials are not it."""
    entry = Entry("group", f"people:{name}", row["name"], row.get("country", ""), ("SOC",))
    for alias in (row["name"], *row.get("also", ())):
        index.add(alias, entry)


def _file_titles(index: PhraseIndex[Entry]) -> None:
    """File "Sen" and "Lt Gen", with capitals, as the nouns they stand for; they are read before a name only."""
    shorts = {noun: short.title() for short, noun in SHORT_TITLES.items()}
    for key, entries in index.phrases().items():
        words = key.split()
        written = " ".join(shorts.get(word, word.title()) for word in words)
        if len(words) > _TITLE or written == key.title():
            continue
        for entry in (one for one in entries if one.kind == "noun" and "plural" not in one.flags):
            index.add(written, replace(entry, flags=entry.flags | {"short"}), first=True)
            index.add(f"{written}s", replace(entry, flags=entry.flags | {"short", "plural"}), first=True)


def _file_party_tags(index: PhraseIndex[Entry]) -> None:
    """File "D-Pa." and "R-Texas", by which American papers tell a lawmaker's party and state."""
    flags = frozenset({"office", "strong", "tag"})
    entry = Entry("noun", "", "lawmaker", "USA", ("LEG",), flags)
    for code, state in US_STATES.items():
        for of in (state.name, code, *state.short):
            for party in "DRI":
                index.add(f"{party}-{of}", entry)


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


def _file_areas(index: PhraseIndex[Entry]) -> None:
    """File parts of one state that are called after a state or could be taken for one: "Niger Delta", "New Mexico"."""
    rows = [row for row in table("regions").values() if len(row["countries"]) == 1]
    provinces = [row for row in rows if row.get("resolution") == "province"]
    areas = [(row["name"], row["countries"][0]) for row in rows]
    areas += [(name, row["countries"][0]) for row in provinces for name in row.get("also", ())]
    for name, country in [*areas, *((state.name, "USA") for state in US_STATES.values())]:
        if not index.exactly(name):
            index.add(name, Entry("area", "", name, country))
    for row in provinces:
        for name in row.get("adj", ()):
            if not index.exactly(name):
                index.add(name, Entry("adjective", "", row["name"], row["countries"][0], flags=frozenset({"part"})))


def _file_post_nouns(index: PhraseIndex[Entry], posts: Posts) -> None:
    """File the nouns of posts that are not among the nouns yet, with their plurals."""
    flags = frozenset({"office", "strong"})
    for phrase, country in _OF_ONE.items():
        index.add(phrase, Entry("noun", "", phrase.removeprefix("the "), country, ("GOV",), flags))
    for post in posts.posts.values():
        for noun in (*post.nouns, *LEADING):
            if not any(entry.kind == "noun" for entry in index.exactly(noun)):
                index.add(noun, Entry("noun", "", noun, "", (post.sector,), flags))
                index.add(_plural(noun), Entry("noun", "", noun, "", (post.sector,), flags | {"plural"}))


def _posts(index: PhraseIndex[Entry], organisations: Table) -> Posts:
    """File the people of actors/people/*.toml; return their terms."""
    posts = {
        name: Post(name, tuple(row["nouns"]), row["sector"], rank)
        for rank, (name, row) in enumerate(table("posts").items())
    }
    terms: list[Term] = []
    aliases: dict[str, list[str]] = {}
    for name in ACTORS:
        rows = table(f"people/{name}")
        for person, others in rows.get("names", {}).items():
            aliases.setdefault(person, []).extend(others)
        for owner, row in rows.items():
            if owner != "names":
                terms.extend(_terms(owner, row, posts, organisations))
    file_people(index, terms, aliases, posts)
    led_by = {iso3: row["led_by"] for iso3, row in table("states").items() if "led_by" in row}
    return Posts(tuple(terms), posts, led_by)


def _terms(owner: str, row: Table, posts: dict[str, Post], organisations: Table) -> Iterator[Term]:
    organisation = organisations.get(owner)
    country, of = (organisation["country"], f"org:{owner}") if organisation else (owner, owner)
    for post, person, since, until in row.get("posts", ()):
        yield Term(person, country, post, since, until, (posts[post].sector,), of)
    for person, role, sectors, since, until in row.get("people", ()):
        # What somebody is besides the posts answers no question for "the president".
        yield Term(person, country, role, since, until, tuple(sectors.split()), f"{of}:people")


def _ambiguities(index: PhraseIndex[Entry], rows: Table) -> dict[str, Ambiguity]:
    found = {}
    for name, row in rows.items():
        if name == "given":
            continue
        default, pair = row.get("default", ""), tuple(row.get("pair", ()))
        readings = {iso3: tuple(words) for iso3, words in row.items() if len(iso3) == len("MLI")}
        found[fold(name)] = Ambiguity(default, readings, pair)
        kind = "state" if name in ("Congo", "Korea", "Georgia", "Koreas") else "adjective"
        if not index.exactly(name):
            index.add(name, Entry(kind, "", name, "", ("GOV",), frozenset({"ambiguous"})))
    return found
