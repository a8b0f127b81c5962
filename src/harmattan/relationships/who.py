"""Names of the actor tables for the sides of a pair, and words for the codes and ids that acts carry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from harmattan.analyse import sides
from harmattan.analyse.sides import Pair, Side
from harmattan.errors import UsageError
from harmattan.records import Act, Judgement
from harmattan.resolve import knowledge
from harmattan.resolve.additions import extended
from harmattan.resolve.knowledge import Entry, Knowledge

# What a name means first, if it means several: "Mali" is the state before it is a surname.
_ORDER: Final = ("state", "adjective", "people", "organisation", "group", "capital", "seat", "leader")
# Surnames that are common words are nobody's name on a command line.
_DOUBTFUL: Final = frozenset({"common", "ambiguous"})
_OWN_ID: Final = frozenset({"organisation", "group", "leader"})


@dataclass(frozen=True)
class Who:
    """The actor tables with what users said of actors. Sides told by codes and ids are known without the tables, which
    take a second to read."""

    said: tuple[Judgement, ...] = ()

    @cached_property
    def known(self) -> Knowledge:
        """The tables with what users added to them."""
        return extended(knowledge.load(), self.said)

    def side(self, text: str) -> Side:
        """Return who is meant; see analyse.sides. Raises UsageError, with the nearest names, for what is not known."""
        return sides.side(text, self._needed(text))

    def pair(self, a: str, b: str) -> Pair:
        """Return the pair that two texts mean. Raises UsageError as analyse.sides.pair does."""
        return sides.pair(a, b, self._needed(a) | self._needed(b))

    def _needed(self, text: str) -> dict[str, str]:
        """Return the names by which a text can be understood: all, unless each of its parts is a code or an id."""
        parts = [part.strip() for part in text.split("+")]
        return _states() if all(map(self._is_code, parts)) else self.names | self._typed(text)

    def _is_code(self, text: str) -> bool:
        if ":" in text:
            return True
        country, _, sector = text.partition(".")
        # A user may have added an actor whose name is spelt as a code.
        there = country in knowledge.table("states") or country in knowledge.SLOTS
        return there and sector.isupper() == bool(sector) and all(one.subject.upper() != text for one in self.said)

    @cached_property
    def names(self) -> dict[str, str]:
        """Every name as the tables write it, with the country slot or the id of an actor it means."""
        ranked = sorted(filter(_meant, self.known.index.values()), key=_rank, reverse=True)
        return {entry.name: _code(entry) for entry in ranked}

    @cached_property
    def words(self) -> dict[str, str]:
        """The name of every country slot and actor id of the tables."""
        return {code: name for name, code in self.names.items()} | {
            iso3: state.name for iso3, state in self.known.states.items()
        }

    def _typed(self, text: str) -> dict[str, str]:
        """Return what the parts of a text mean, whatever their accents; other names and adjectives too."""
        return {part: code for part in (one.strip() for one in text.split("+")) if (code := self._one(part))}

    def _one(self, text: str) -> str:
        entries = self.known.index.exactly(text) if ":" not in text else ()
        if text.upper() in self.known.states or text.upper() in knowledge.SLOTS:
            return ""
        if any("ambiguous" in entry.flags for entry in entries):
            readings = self.known.ambiguous[text.casefold()].readings
            raise UsageError(f"{text!r} may be any of {', '.join(sorted(readings))}: write one of these")
        return next((_code(entry) for entry in sorted(filter(_meant, entries), key=_rank)), "")


def who(judgements: Sequence[Judgement] = ()) -> Who:
    """Return the shipped tables with what users said of actors."""
    return Who(tuple(judgements))


def _states() -> dict[str, str]:
    return {row["name"]: iso3 for iso3, row in knowledge.table("states").items()}


def worded(words: Mapping[str, str], acts: Iterable[Act]) -> dict[str, str]:
    """Return words with those that acts tell for ids that no table knows."""
    told = {
        party.entity: party.name
        for act in acts
        for party in (*act.actors, *act.recipients)
        if party.entity and party.name
    }
    return told | dict(words)


def _meant(entry: Entry) -> bool:
    return entry.kind in _ORDER and bool(_code(entry)) and not _DOUBTFUL & entry.flags


def _rank(entry: Entry) -> tuple[int, str]:
    return _ORDER.index(entry.kind), entry.entity


def _code(entry: Entry) -> str:
    return entry.entity if entry.kind in _OWN_ID else entry.country
