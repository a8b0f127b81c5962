"""People whom no table knows, through an article: "Mira Calvane" is "Calvane" from then on."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from harmattan.records import Event, Mention, Party
from harmattan.resolve.knowledge import Knowledge
from harmattan.resolve.names import fold, slug
from harmattan.resolve.who import Who

People = Mapping[str, str]
_LEAST: Final = 3  # letters of a surname
_BEHIND: Final = frozenset(["jr", "sr", "ii", "iii", "iv"])
_TITLES: Final = frozenset(["mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "comrade"])
_ALONE: Final = re.compile(r"[^\W\d_][\w'’-]*[^\W\d_]")
_POSSESSIVE: Final = re.compile(r"['’]s?\Z")
# Before the name of a place.
_WHERE: Final = re.compile(
    r"\b(?:in|at|near|to|from|outside|inside|around|across|into|towards?|through)\s+(?:the\s+)?\Z"
)
_BEFORE: Final = 16
# Acts that are done to people: who stands where their place should is the one they are done to.
_TO_PEOPLE: Final = frozenset(["COERCE", "ASSAULT", "SANCTION", "ACCUSE"])


def people(text: str, mentions: Iterable[Mention], knowledge: Knowledge) -> People:
    """Return the full names of an article's people by folded surname, without surnames that two of them bear."""
    found: dict[str, str] = {}
    several: set[str] = set()
    for one in mentions:
        words = _name(one.span.of(text), knowledge) if one.kind == "person" else []
        # "Nadia Ostrovan Vell" may be Ostrovan or Vell.
        for surname in words[1:]:
            if surname[:1].isupper() and len(surname) >= _LEAST:
                known = found.setdefault(fold(surname), " ".join(words))
                if fold(known.split()[0]) != fold(words[0]):
                    several.add(fold(surname))
    return {surname: name for surname, name in found.items() if surname not in several}


def _name(phrase: str, knowledge: Knowledge) -> list[str]:
    """Return the words of a name without titles before it and "Jr." behind it."""
    words = phrase.replace(",", " ").split()
    while words and fold(words[-1]).strip(".") in _BEHIND:
        words.pop()
    while words and ((words[0].endswith(".") and len(words[0]) > len("J.")) or _is_title(words[0], knowledge)):
        del words[0]
    return words if words and not _is_title(words[-1], knowledge) else []


def _is_title(word: str, knowledge: Knowledge) -> bool:
    return fold(word) in _TITLES or any(entry.kind == "noun" for entry in knowledge.index.exactly(word))


def in_full(who: Who, phrase: str, known: People) -> Who:
    """Give a surname alone, of which no table knows more, the full name that the article gives it."""
    if who.kind == "person" and who.entity == f"person:{slug(who.name)}":
        # "Judge Brandle".
        name = known.get(fold(who.name), who.name)
        return replace(who, entity=f"person:{slug(name)}", name=name)
    if who.told or who.kind not in ("name", "") or not known:
        return who
    alone = _ALONE.fullmatch(_POSSESSIVE.sub("", " ".join(phrase.split())))
    name = known.get(fold(alone[0]), "") if alone and phrase[:1].isupper() else ""
    return Who("name", f"name:{slug(name)}", name) if name else who


def not_where(event: Event, text: str, called: Callable[[str], bool]) -> Event:
    """Return an event whose place is no person: "had arrested Wrenfield", read as where somebody was arrested.

    called: whether the article calls somebody by a folded name. "In Washington" is a place, whoever is called so.
    """
    if event.place is None:
        return event
    span = event.place.span
    if not called(fold(span.of(text))) or _WHERE.search(text, max(0, span.start - _BEFORE), span.start):
        return event
    told = [party.span for party in (*event.actors, *event.recipients) if party.span]
    done_to = event.type in _TO_PEOPLE and not event.recipients and not any(one.overlaps(span) for one in told)
    return replace(event, place=None, recipients=(Party(span),) if done_to else event.recipients)
