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
Administration Airport April August Avenue Bank Bay Beach Board Bridge Building Camp Campaign Catholic Center Centre
Church City Club College Commission Committee Conference Council County Court Daily December Department District
February Foundation Friday Government Group Hall Hill Hook Hospital House Institute Island January Journal July June
Kong Lake March May Minister Ministry Moines Monday Mountain Museum News November October Palace Park Party Police
Post Press Prize River Road Saturday School Senate Senator September State States Station Street Sunday Thursday Times
Tower Town Tribune Tuesday University Valley Wednesday
"""
_NO_FAMILY = frozenset(_WORDS.split())
_NO_GIVEN = frozenset(
    {"Archbishop", "Baron", "Crown", "Gen", "Imam", "King", "Lord", "Pope", "Prime", "Queen", "Sheikh", "Sultan"}
)
_PERSON = re.compile(r"\b([A-Z][\w-]+)(?: [A-Z]\.)? ([A-Z][\w-]*[a-z][\w-]*)")
# "the US" before a verb or a link is the state, before anything else in lower case an adjective.
_NO_NOUN = re.compile(
    r"(?! (?!(?:and|or|but|is|was|are|were|has|had|have|will|would|can|could|may|might|should|must|did|does|do|in|on|at"
    r"|to|of|for|from|with|by|as|that|which|who|says|said|wants|wanted|also|itself|than|over|after|before|when|while|if"
    r"|because|not|into|about|against)\b)[A-Za-z])"
)
# No family names: words that begin the next sentence or line.
_FUNCTION = re.compile(
    r"(?:A|After|An|And|As|At|But|By|For|From|He|Her|His|If|In|It|Its|Just|No|Not|Now|Of|On|Or|She|So|That|The|Their|Then"
    r"|There|They|This|To|Was|We|What|When|Who|With|You)$"
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
        if kind == "names" or not getattr(self, kind):
            return f"the {name}" if _ARTICLE.match(name) else name
        form: str = getattr(self, kind)[0]
        return form


@cache
def states(tables: Path = TABLES) -> tuple[State, ...]:
    """Return the states that have adjectives, from ``actors/states.toml``."""
    known = tomllib.loads((tables / "states.toml").read_text(encoding="utf-8"))
    return tuple(
        State((row["name"], *row.get("also", ())), tuple(row["adj"]), _people(row), tuple(row.get("capital", ())))
        for row in known.values()
        if row.get("adj")
    )


def _people(row: dict[str, list[str]]) -> tuple[str, ...]:
    """Return the nationals of a state, a plural first; the table leaves out those that are adjectives with an s."""
    told = row.get("people", [])
    adjective = row["adj"][0]
    plain = adjective if adjective.endswith(("ese", "sh", "ch", "ss")) else f"{adjective}s"
    return tuple(dict.fromkeys([*(one for one in told if one.endswith("s")), *([] if told else [plain]), *told]))


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
    return frozenset(given for given, _ in persons(tables) if len(given) > 2) - _taken(tables) - _NO_FAMILY - _NO_GIVEN


@cache
def _taken(tables: Path = TABLES) -> frozenset[str]:
    """Words of the names of states."""
    return frozenset(word for state in states(tables) for form, _ in state.forms() for word in form.split())


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
            # "US" alone: before a verb or a link the state.
            found.update({f"{form}\0": other.told("names") for form, kind in forms if form in state.names})
    given = _given()
    for first, family in sorted(set(_PERSON.findall(text))):
        if first not in given or family in _NO_FAMILY or family in _taken() or _FUNCTION.match(family):
            continue
        if chance.random() < PERSONS:
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
    forms = sorted((form for form in names if not form.endswith("\0")), key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w.])(?<!New )(?<!North )(?<!South )(?:{'|'.join(map(re.escape, forms))})(?!\w)")
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
    plain = _NO_NOUN.match(text, match.end()) is not None
    if article in ("the", "The") and name in names and not plain:
        put = f"{article} {names[name]}"
    else:
        put = names.get(f"{match[0]}\0", names[match[0]]) if plain else names[match[0]]
    before = text[: match.start()]
    if put.startswith("the ") and before.endswith(("the ", "The ")):
        put = put.removeprefix("the ")
    elif put.startswith("the ") and (not before or before[-1] == "\n" or before.endswith((". ", "? ", "! "))):
        put = f"The {put.removeprefix('the ')}"
    # The full stop of "in the U.S." ends the sentence too.
    return put + "." if match[0].endswith(".") and text[match.end() : match.end() + 1] in ("", "\n") else put


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
