"""The same texts with other names: states for states, persons for persons.

Half of the acts of the real news for training are of one American campaign, and most others of a few affairs. What is
read there again and again would be learned as a sign of an act, and not the words that tell it. So a text is taught
under other names too: its acts, and who does them to whom, stay what they are.
"""

import random
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from corpus.markup import Document

TABLES = Path(__file__).parents[1] / "actors"
STATES, PERSONS = 0.6, 0.8  # shares of the states and of the persons of a text that get another name
_ARTICLE = re.compile(r"United |.*(?:Islands|Republic|Emirates|Netherlands|Philippines|Maldives|Bahamas|Gambia)$")
# Capitalised words that follow a word like a given name and are no family name.
_WORDS = """
Administration Airport Avenue Bank Bay Beach Board Bridge Building Campaign Camp Center Centre Church City Club
College Commission Committee Conference Council County Court Daily Department District Foundation Friday Government
Group Hall Hill Hospital House Institute Island January February March April May June July August September October
November December Journal Lake Monday Ministry Mountain Museum News Palace Park Party Police Post Press Prize River
Road Saturday School Senate Senator State States Station Street Sunday Thursday Times Tower Town Tribune Tuesday
University Valley Wednesday
"""
_NO_FAMILY = frozenset(_WORDS.split())
_PERSON = re.compile(r"\b([A-Z][\w-]+)(?: [A-Z]\.)? ([A-Z][\w-]*[a-z][\w-]*)")
# "the US" before a verb or a link is the state, before anything else in lower case an adjective.
_NO_NOUN = re.compile(
    r"(?! (?!(?:and|or|but|is|was|are|were|has|had|have|will|would|can|could|may|might|should|must|did|does|do|in|on|at"
    r"|to|of|for|from|with|by|as|that|which|who|says|said|wants|wanted|also|itself|than|over|after|before|when|while|if"
    r"|because|not|into|about|against)\b)[a-z])"
)


@dataclass(frozen=True, slots=True)
class State:
    """Names of one state: its own, its adjectives, its people, its capital."""

    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]

    def forms(self) -> Iterator[tuple[str, str]]:
        """Yield (what the text says, kind); what is name and adjective at once ("US") is an adjective here."""
        for kind in ("capitals", "people", "names", "adjectives"):
            yield from ((form, kind) for form in getattr(self, kind) if len(form) > 1)

    def articled(self) -> Iterator[str]:
        """Yield the names that stand behind an article."""
        for name in self.names:
            if name in self.adjectives or _ARTICLE.match(name) or name.isupper():
                yield from (f"the {name}", f"The {name}")

    def told(self, kind: str) -> str:
        """Return how this state is told in that way."""
        name = self.names[0]
        return f"the {name}" if kind == "names" and _ARTICLE.match(name) else getattr(self, kind)[0]


@cache
def states(tables: Path = TABLES) -> tuple[State, ...]:
    """Return the states that have every kind of name, from ``actors/states.toml``."""
    known = tomllib.loads((tables / "states.toml").read_text(encoding="utf-8"))
    return tuple(
        State((row["name"], *row.get("also", ())), tuple(row["adj"]), tuple(row["people"][-1:]), tuple(row["capital"]))
        for row in known.values()
        if row.get("adj") and row.get("people") and row.get("capital")
    )


@cache
def persons(tables: Path = TABLES) -> tuple[tuple[str, str], ...]:
    """Return (given name, family name) of the office-holders in ``actors/people``."""
    found = set()
    for path in sorted((tables / "people").glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8")).values():
            for post in row.get("posts", ()) if isinstance(row, dict) else ():
                words = post[1].split()
                if len(words) > 1:
                    found.add((words[0], words[-1]))
    return tuple(sorted(found))


@cache
def _given(tables: Path = TABLES) -> frozenset[str]:
    """Given names that are no name of a state or a capital."""
    taken = {word for state in states(tables) for form, _ in state.forms() for word in form.split()}
    return frozenset(given for given, _ in persons(tables) if len(given) > 2) - taken - _NO_FAMILY


def chosen(text: str, chance: random.Random) -> dict[str, str]:
    """Return what to put for which words of a text."""
    found: dict[str, str] = {}
    known = states()
    for state in known:
        forms = [(form, kind) for form, kind in state.forms() if form in text]
        if forms and chance.random() < STATES:
            other = chance.choice(known)
            found.update({form: other.told(kind) for form, kind in forms})
            found.update({form: other.told("names") for form in state.articled() if form in text})
    given = _given()
    for first, family in sorted(set(_PERSON.findall(text))):
        if first in given and family not in _NO_FAMILY and family not in found and chance.random() < PERSONS:
            other_first, other_family = chance.choice(persons())
            found.setdefault(first, other_first)
            found.setdefault(family, other_family)
    return found


def swapped(document: Document, chance: random.Random) -> Document:
    """Return a document of real news under other names, its spans where the same phrases now stand.

    A name that a span begins or ends inside of stays, and so do the words of an act.
    """
    names = chosen(document.text, chance)
    if not names:
        return document
    pattern = re.compile(r"(?<![\w.])(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")(?!\w)")
    bounds = sorted({place for span in document.spans for place in (span.start, span.end)})
    acts = [span for span in document.spans if span.id.startswith("e")]
    edits = [
        (match.start(), match.end(), _put(document.text, match, names))
        for match in pattern.finditer(document.text)
        if not any(match.start() < place < match.end() for place in bounds)
        and not any(span.start < match.end() and match.start() < span.end for span in acts)
    ]
    moved = dict(_moved(bounds, edits))
    spans = tuple(replace(span, start=moved[span.start], end=moved[span.end]) for span in document.spans)
    return replace(document, text=_edited(document.text, edits), spans=spans)


def _put(text: str, match: re.Match[str], names: Mapping[str, str]) -> str:
    """Return what takes the place of a match: of "the US" before a noun, article and adjective."""
    article, _, name = match[0].partition(" ")
    if article in ("the", "The") and name in names and not _NO_NOUN.match(text, match.end()):
        return f"{article} {names[name]}"
    return names[match[0]]


def _edited(text: str, edits: Sequence[tuple[int, int, str]]) -> str:
    parts, at = [], 0
    for start, end, new in edits:
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])


def _moved(bounds: Sequence[int], edits: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    """Yield each place and where it is after the edits."""
    at, shift = 0, 0
    for place in bounds:
        while at < len(edits) and edits[at][1] <= place:
            shift += len(edits[at][2]) - (edits[at][1] - edits[at][0])
            at += 1
        yield place, place + shift
