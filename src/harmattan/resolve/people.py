"""People whom no table knows, through an article: "Mira Calvane" is "Calvane" from then on."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from harmattan.records import Event, Mention, Party
from harmattan.resolve.knowledge import Knowledge
from harmattan.resolve.names import fold, slug
from harmattan.resolve.who import Who
from harmattan.resolve.words import words

_LEAST: Final = 3  # letters of a surname
_BEHIND: Final = frozenset(["jr", "sr", "ii", "iii", "iv"])
_TITLES = words("honorifics") | words("titles")
_ALONE: Final = re.compile(r"[^\W\d_][\w'’-]*[^\W\d_]")
_POSSESSIVE: Final = re.compile(r"['’]s?\Z")
# "Her father, Mr Calvane" is another.
_KIN: Final = re.compile(
    r"\b(?:father|mother|parents?|brother|sister|son|daughter|wife|husband|widow|widower|cousin|uncle|aunt|nephew|niece)"
    r"(?: of [^.]{1,30})?,? \Z"
)
_ARTICLES: Final = frozenset(["the", "der", "die", "das", "le"])
_NEAR: Final = 200
# Before the name of a place.
_WHERE: Final = re.compile(
    r"\b(?:in|at|near|to|from|outside|inside|around|across|into|towards?|through|within|between)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
# Acts that are done to people: who stands where their place should is the one they are done to.
_TO_PEOPLE: Final = frozenset(["COERCE", "ASSAULT", "SANCTION", "ACCUSE"])


@dataclass(frozen=True, slots=True)
class People:
    """The people of an article whom it names in full.

    names: full names by folded surname. bodies: where mentions begin that the encoder takes for organisations.
    """

    text: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    bodies: frozenset[int] = frozenset()

    def called(self, surname: str, at: int) -> str:
        """Return the full name of whom a surname at an offset means; empty if that is nobody or somebody else.

        "Judge Brandle sentenced Oskar Brandle": who stands beside the name in full in one sentence is another.
        """
        name = self.names.get(_key(surname), "")
        if not name or at in self.bodies or _KIN.search(self.text, max(0, at - _NEAR), at):
            return ""
        before = re.split(r"[.!?]\s", self.text[max(0, at - _NEAR) : at])[-1]
        behind = re.split(r"[.!?]\s", self.text[at : at + _NEAR])[0]
        titled = name not in self.text[at : at + len(name)]
        return "" if titled and name in f"{before} {behind}" else name


def people(text: str, mentions: Iterable[Mention], knowledge: Knowledge) -> People:
    """Return an article's people whom it names in full, without surnames that two of them bear."""
    found: dict[str, str] = {}
    several: set[str] = set()
    bodies: set[int] = set()
    for one in mentions:
        if one.kind == "organisation":
            bodies.add(one.span.start)
        spelt = _name(one.span.of(text), knowledge) if one.kind == "person" else []
        name = " ".join(spelt)
        # "Nadia Ostrovan Vell" may be Ostrovan or Vell.
        for surname in spelt[1:]:
            if surname[:1].isupper() and len(surname) >= _LEAST:
                known = found.setdefault(_key(surname), name)
                if known != name and not _alike(known, name):
                    several.add(_key(surname))
    return People(text, {key: name for key, name in found.items() if key not in several}, frozenset(bodies))


def _key(surname: str) -> str:
    """Return a surname as pieces spell it: folded, without hyphens and kinds of apostrophes."""
    return fold(surname.replace("’", "'")).replace("-", " ")


def _alike(one: str, other: str) -> bool:
    """Tell whether two names may be one person's: "Ali Hassan" and "Ali Omar Hassan", not "Ali Musa Hassan" too."""
    few, many = sorted((fold(one).split(), fold(other).split()), key=len)
    return few[0] == many[0] and set(few) <= set(many)


def _name(phrase: str, knowledge: Knowledge) -> list[str]:
    """Return the words of a name without titles before it and "Jr." behind it; none that ends with a title."""
    spelt = phrase.replace(",", " ").split()
    if spelt[:1] and fold(spelt[0]) in _ARTICLES:
        return []  # "Der Spiegel"
    while spelt and fold(spelt[-1]).strip(".") in _BEHIND:
        spelt.pop()
    # "Prime Minister Brandle", "Rear Admiral": all up to the last word that is a title.
    titles = [at for at, word in enumerate(spelt) if _is_title(word, knowledge)]
    return spelt[titles[-1] + 1 :] if titles else spelt


def _is_title(word: str, knowledge: Knowledge) -> bool:
    short = word.endswith(".") and len(word) > len("J.")
    return short or fold(word) in _TITLES or any(entry.kind == "noun" for entry in knowledge.index.exactly(word))


def in_full(who: Who, phrase: str, at: int, known: People, knowledge: Knowledge) -> Who:
    """Give a surname alone, of which no table knows more, the full name that the article gives it."""
    if not known.names:
        return who
    if who.kind == "organisation" and who.entity == f"org:{slug(who.name)}":
        # "The donor Oskar Brandle" is no body called so.
        name = known.names.get(_key(who.name.split()[-1]), "") if who.name.strip() else ""
        named = name and f" {name}".endswith(f" {who.name}")
        return replace(who, kind="person", entity=f"person:{slug(name)}", name=name) if named else who
    if who.kind == "person" and who.entity == f"person:{slug(who.name)}":
        # "Judge Brandle"; but Suharto is who the tables know by one name.
        if any(entry.kind == "leader" for entry in knowledge.index.exactly(who.name)):
            return who
        name = known.called(who.name, at) or who.name
        return replace(who, entity=f"person:{slug(name)}", name=name)
    if who.told or who.kind not in ("name", ""):
        return who
    alone = _ALONE.fullmatch(_POSSESSIVE.sub("", " ".join(phrase.split())))
    name = known.called(alone[0], at) if alone and phrase[:1].isupper() else ""
    return Who("name", f"name:{slug(name)}", name) if name else who


def not_where(event: Event, text: str) -> Event:
    """Return an event whose place is somebody without it: "had arrested Wrenfield", not "in Wrenfield"."""
    span = event.place.span if event.place else None
    if span is None or _WHERE.search(text, max(0, span.start - _NEAR), span.start):
        return event
    told = [party.span for party in (*event.actors, *event.recipients) if party.span]
    done_to = event.type in _TO_PEOPLE and not event.recipients and not any(one.overlaps(span) for one in told)
    return replace(event, place=None, recipients=(Party(span),) if done_to else event.recipients)
