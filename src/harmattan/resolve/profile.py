"""What the tables and people's judgements tell of one actor: names over time, offices, and what is unsure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from harmattan.records import Judgement, standing
from harmattan.resolve import knowledge
from harmattan.resolve.knowledge import ACTORS, Knowledge, table
from harmattan.resolve.names import fold, slug
from harmattan.resolve.posts import Term

_TABLES: Final = {"org": "organisations", "group": "groups"}
_KINDS: Final = {"org": "organisation", "group": "group", "person": "person"}


@dataclass(frozen=True, slots=True)
class Called:
    """A name. since, until: half-open ISO prefixes, "" where open or not told. by: who added it, "" for the tables."""

    name: str
    kind: str = "name"
    since: str = ""
    until: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """An office held. post, holder: which, by whom; since, until: half-open; by, reason: of the judgement that it
    comes from, "" for the tables."""

    post: str
    holder: str
    entity: str
    country: str
    since: str
    until: str
    by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """An actor. code: country slot or id; phases: what it was when, as (since, until, what); tables: until when its
    posts are told and what is unsure of them; judgements: all on it, with what withdrew them."""

    code: str
    kind: str
    name: str
    country: str = ""
    sectors: tuple[str, ...] = ()
    names: tuple[Called, ...] = ()
    offices: tuple[Office, ...] = ()
    phases: tuple[tuple[str, str, str], ...] = ()
    part_of: str = ""
    tables: Mapping[str, Any] | None = None
    judgements: tuple[tuple[Judgement, Judgement | None], ...] = ()


def profile(known: Knowledge, given: Iterable[Judgement], code: str, name: str) -> Profile:
    """Return what is known of the actor with that country slot or id; name: "" if no table knows it."""
    judgements = tuple(given)
    kind, _, rest = code.partition(":")
    if not rest:
        return _state(known, judgements, code, name)
    row = table(_TABLES[kind]).get(rest, {}) if kind in _TABLES else {}
    entry = next((one for one in known.index.exactly(name) if one.entity == code), None) if name else None
    names = [*_table_names(row), *(_person_names(name) if kind == "person" else ())]
    terms = known.posts.of(name) if kind == "person" else _posts_of(known, code)
    return Profile(
        code,
        _KINDS.get(kind, "actor"),
        name or rest,
        entry.country if entry else "",
        entry.sectors if entry else (),
        (*names, *_added_names(judgements, name)),
        tuple(_office(term, judgements) for term in terms),
        tuple(_phases(row)),
        f"group:{row['of']}" if "of" in row else "",
        None,
        _on(judgements, name),
    )


def _state(known: Knowledge, judgements: tuple[Judgement, ...], code: str, name: str) -> Profile:
    row = table("states").get(code, {})
    kinds = (("also", "name"), ("adj", "adjective"), ("people", "people"), ("capital", "capital"), ("seats", "seat"))
    names = [Called(one, kind) for key, kind in kinds for one in row.get(key, ())]
    return Profile(
        code,
        "state" if row else "country slot",
        name or code,
        code,
        names=(*names, *_added_names(judgements, name)),
        offices=tuple(_office(term, judgements) for term in _posts_of(known, code)),
        phases=tuple((*_span(spell), "ruled by a junta") for spell in row.get("junta", ())),
        tables=knowledge.completeness(code) or None,
        judgements=_on(judgements, name),
    )


def _posts_of(known: Knowledge, owner: str) -> list[Term]:
    """Return who held the posts of a state or an organisation: those held now first, by rank, then the latest."""
    held = [term for term in known.posts.terms if term.of == owner]
    return sorted(
        sorted(held, key=lambda term: term.since, reverse=True), key=lambda t: (bool(t.until), known.posts.rank(t))
    )


def _office(term: Term, judgements: tuple[Judgement, ...]) -> Office:
    told = (one for one in standing(judgements) if one.verb == "add" and fold(one.subject) == fold(term.person))
    own = next((one for one in told if term.post in (*one.told("post"), *one.told("role"))), None)
    entity = f"person:{slug(term.person)}"
    by, reason = (own.by, own.reason) if own else ("", "")
    return Office(term.post, term.person, entity, term.country, term.since, term.until, by, reason)


def _table_names(row: Mapping[str, Any]) -> Iterator[Called]:
    former = {name: _span(spell) for name, spell in row.get("former", ())}
    for name in dict.fromkeys([*former, *row.get("also", ())]):
        yield Called(name, "name", *former.get(name, ("", "")))
    for told in row.get("here", ()):
        name, spell = (told, "/") if isinstance(told, str) else told
        yield Called(name, "name in articles on its state", *_span(spell))


@cache
def _aliases() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for part in ACTORS:
        for person, others in table(f"people/{part}").get("names", {}).items():
            found[person] = (*found.get(person, ()), *others)
    return found


def _person_names(name: str) -> Iterator[Called]:
    yield from (Called(one) for one in dict.fromkeys(_aliases().get(name, ())))


def _added_names(judgements: Iterable[Judgement], name: str) -> Iterator[Called]:
    for one in standing(judgements):
        if name and fold(one.subject) == fold(name):
            yield from (Called(other, by=one.by) for other in one.told("also"))


def _phases(row: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    if "active" in row:
        yield (*_span(row["active"]), "active")
    for what, spells in {"governs": row.get("governs", ()), **row.get("phases", {})}.items():
        yield from ((*_span(spell), what) for spell in spells)


def _span(spell: str) -> tuple[str, str]:
    since, _, until = spell.partition("/")
    return since, until


def _on(judgements: tuple[Judgement, ...], name: str) -> tuple[tuple[Judgement, Judgement | None], ...]:
    gone = {one.subject: one for one in judgements if one.verb == "withdraw"}
    return tuple((one, gone.get(one.id)) for one in judgements if name and fold(one.subject) == fold(name))
