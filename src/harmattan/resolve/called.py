"""Names that mean somebody only in an article about his state: "the CGT" in France, another one in Argentina.

Most acronyms and short names have many owners. Rows of organisations and groups list them under there, with the days on
which they were said if that matters; surnames that many bear are such names too. The states an article is about are
those named nearly as often as the one it names most.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from harmattan.resolve.knowledge import Entry, Knowledge, actor, table
from harmattan.resolve.names import PhraseIndex, Token, fold, tokens
from harmattan.resolve.pieces import Piece
from harmattan.resolve.surnames import surnames

# A state named this much as often as the one named most is talked of too.
_SHARE: Final = 1 / 3
_FULL_NAME: Final = 12  # words before "(MDC)" that may tell what it is short for

Lines = Sequence[Sequence[Token]]
Blocks = Sequence[Sequence[Piece]]


@dataclass(frozen=True, slots=True)
class There:
    """A phrase that means entry in articles about a state, in half-open days (both empty: at any time).

    first: its first folded word that is no article.
    """

    phrase: str
    first: str
    entry: Entry
    since: str = ""
    until: str = ""

    def said(self, day: str) -> bool:
        """Tell whether it was said on a day (empty: unknown)."""
        dated = bool(self.since or self.until)
        return not dated or (bool(day) and self.since <= day and (not self.until or day < self.until))


@cache
def there() -> dict[str, list[There]]:
    """Return the names that the tables list under there, by the states (ISO alpha-3) of the articles."""
    found: dict[str, list[There]] = {}
    for kind, prefix in (("organisations", "org"), ("groups", "group")):
        for key, row in table(kind).items():
            for told in row.get("there", ()):
                for state in dict.fromkeys([row["country"], *row.get("where", ())]):
                    found.setdefault(state, []).append(_told(f"{prefix}:{key}", row, told))
    return found


def _told(entity: str, row: dict[str, Any], told: str | list[str]) -> There:
    phrase, days = (told, "/") if isinstance(told, str) else told
    entry = replace(actor(entity, row), flags=frozenset({"there"}))
    return There(phrase, _begins(phrase), entry, *days.split("/"))


def _begins(phrase: str) -> str:
    """Return the first folded word of a phrase that is no article."""
    return next(token.key for token in tokens(phrase) if token.key not in ("the", "al", "el"))


def as_called_there(
    known: Knowledge, lines: Lines, blocks: Blocks, day: str, meant: Mapping[str, str]
) -> tuple[Knowledge, frozenset[str]]:
    """Return knowledge with the names that are meant only in articles about states that this one is about, and the
    folded words that these names begin with, articles aside.

    lines: its tokens, blocks: the pieces they were cut into; day: on which it was published, empty if unknown; meant:
    the state that each name of several ("Congo") has in it. Of actors that share a name the one of the state named most
    is meant, at a tie nobody; and nobody whose acronym the text spells out as another's.
    """
    named = Counter(country for pieces in blocks for piece in pieces if (country := _state(piece, known, meant)))
    most = max(named.values(), default=0)
    about = {country: count for country, count in named.items() if count >= _SHARE * most}
    names = _actors(known, lines, day, about)
    people = list(surnames(known, blocks, frozenset(about), frozenset(named), day))
    if not names and not people:
        return known, frozenset()
    index: PhraseIndex[Entry] = PhraseIndex(known.index)
    for phrase, entry in names:
        index.add(phrase, entry)
    for phrase, entry in people:
        index.add(phrase, entry, instead=True)
    return replace(known, index=index), frozenset(_begins(phrase) for phrase, _ in (*names, *people))


def _state(piece: Piece, known: Knowledge, meant: Mapping[str, str]) -> str:
    """Return the state that a piece names or is of, if it means one alone."""
    if piece.kind != "entry" or any("common" in entry.flags for entry in piece.entries):
        return ""
    states = {entry.country or meant.get(fold(entry.name), "") for entry in piece.entries if entry.kind != "noun"}
    return next(iter(states)) if len(states) == 1 and states <= known.states.keys() else ""


def _actors(known: Knowledge, lines: Lines, day: str, about: Mapping[str, int]) -> list[tuple[str, Entry]]:
    if not about:
        return []
    words = {token.key for line in lines for token in line}
    found: dict[str, dict[Entry, int]] = {}
    for country, count in about.items():
        for one in there().get(country, ()):
            if one.first in words and one.said(day) and not _another_spelt(one, lines):
                counts = found.setdefault(one.phrase, {})
                counts[one.entry] = max(count, counts.get(one.entry, 0))
    return [(phrase, entry) for phrase, counts in found.items() for entry in _most(phrase, counts, known, about)]


def _most(phrase: str, counts: Mapping[Entry, int], known: Knowledge, about: Mapping[str, int]) -> Iterator[Entry]:
    """Yield the actor of the state that is named most; what is a common noun too must be of the one named most of all.

    "The Congress" of an article about India is the party, and in one that names the United States as often it is not.
    """
    most = max(counts.values())
    leading = [entry for entry, count in counts.items() if count == most]
    rivals = [count for country, count in about.items() if country != leading[0].country]
    noun = any(entry.kind == "noun" for entry in known.index.exactly(phrase))
    if len({entry.entity for entry in leading}) == 1 and not (noun and any(count >= most for count in rivals)):
        yield leading[0]


def _another_spelt(one: There, lines: Lines) -> bool:
    """Tell whether the article gives the acronym to another: "the Mutare Dance Council (MDC)"."""
    own = _capitals(one.entry.name)
    for line in lines:
        for at in range(1, len(line) - 1):
            if line[at].text == one.phrase and (line[at - 1].text, line[at + 1].text) == ("(", ")"):
                before = {token.key for token in line[max(0, at - _FULL_NAME) : at - 1]}
                return len(own & before) * 2 < len(own)
    return False


def _capitals(name: str) -> frozenset[str]:
    return frozenset(token.key for token in tokens(name) if token.capital)
