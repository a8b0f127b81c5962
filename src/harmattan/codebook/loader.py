"""Reads plover.toml into frozen records and refuses a table that contradicts itself."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from harmattan.errors import CodebookError

# PLOVER puts all sides of these into actor and leaves recipient empty; each then acts on each other. SUPPORT of several
# actors and nobody else is a treaty that they sign or ties that they open (so are some nine in ten of the 125 such
# acts of the train parts of corpus and real news). CONCEDE and RETREAT are what both sides of a quarrel give up: a
# truce, a border that both open, prisoners that each frees (so are all but two of some fifty such acts of the corpus
# whose actors are not of one state; the two are allies who pull out of a third). Of other types several actors without
# a recipient do something together.
MUTUAL: Final = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "RETREAT", "ASSAULT"})


@dataclass(frozen=True, slots=True)
class Mode:
    """How an act was done; its score replaces its type's."""

    name: str
    score: float
    definition: str


@dataclass(frozen=True, slots=True)
class EventType:
    """What was done. quad: 1 verbal cooperation .. 4 material conflict; score -10 .. +10."""

    code: str
    quad: int
    recipient_required: bool
    score: float
    definition: str
    modes: dict[str, Mode]


@dataclass(frozen=True, slots=True)
class Codebook:
    """The whole ontology: 16 types, 67 modes, 37 contexts, 25 sectors."""

    version: str
    quads: dict[int, str]
    types: dict[str, EventType]
    contexts: dict[str, str]
    sectors: dict[str, str]
    slots: dict[str, str]
    planned: dict[str, str]
    carried_contexts: dict[str, str]

    def mode_names(self) -> tuple[str, ...]:
        """Every legal type/mode pair as "TYPE/mode", in codebook order."""
        return tuple(f"{event.code}/{mode}" for event in self.types.values() for mode in event.modes)

    def quad(self, code: str) -> int:
        """Return the quad class of a type. Raises CodebookError for an unknown type."""
        return self.type(code).quad

    def score(self, code: str, modes: tuple[str, ...] = ()) -> float:
        """Return the conflict-cooperation score: the mode furthest from zero, else the type's own.

        Raises CodebookError for an unknown type or a mode the type does not have.
        """
        event = self.type(code)
        for mode in modes:
            if mode not in event.modes:
                raise CodebookError(f"{code} has no mode {mode!r}")
        return max((event.modes[mode].score for mode in modes), key=abs, default=event.score)

    def type(self, code: str) -> EventType:
        """Return the type with that code. Raises CodebookError if there is none."""
        if code not in self.types:
            raise CodebookError(f"no event type {code!r}")
        return self.types[code]


def parse(text: str) -> Codebook:
    """Build a Codebook from TOML text. Raises CodebookError if it contradicts itself."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"codebook is no TOML: {error}") from error
    try:
        book = _build(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CodebookError(f"codebook lacks or misspells {error}") from error
    _check(book)
    return book


def _build(data: dict[str, Any]) -> Codebook:
    return Codebook(
        version=data["version"],
        quads={int(code): name for code, name in data["quads"].items()},
        types={code: _event_type(code, table) for code, table in data["types"].items()},
        contexts=data["contexts"],
        sectors=data["sectors"],
        slots=data["slots"],
        planned=data["planned"],
        carried_contexts=data["carried_contexts"],
    )


def _event_type(code: str, table: dict[str, Any]) -> EventType:
    modes = {
        name: Mode(name, float(mode["score"]), mode["definition"]) for name, mode in table.get("modes", {}).items()
    }
    return EventType(
        code, int(table["quad"]), table["recipient_required"], float(table["score"]), table["definition"], modes
    )


def _check(book: Codebook) -> None:
    for name in ("contexts", "sectors", "slots"):
        if not isinstance(getattr(book, name), dict):
            raise CodebookError(f"{name} is no table")
    for event in book.types.values():
        if not isinstance(event.recipient_required, bool):
            raise CodebookError(f"{event.code} recipient_required is neither true nor false")
        if event.quad not in book.quads:
            raise CodebookError(f"{event.code} has no known quad: {event.quad}")
        for score in (event.score, *(mode.score for mode in event.modes.values())):
            if not -10 <= score <= 10:
                raise CodebookError(f"{event.code} has a score outside -10 .. 10: {score}")
    for before, after in book.planned.items():
        book.type(before)
        book.type(after)
    for pair, context in book.carried_contexts.items():
        if pair not in book.mode_names() or context not in book.contexts:
            raise CodebookError(f"{pair} carries the unknown context {context!r}")


@cache
def load() -> Codebook:
    """Return the shipped codebook; read once a process, since it never changes."""
    return parse(resources.files("harmattan.codebook").joinpath("plover.toml").read_text(encoding="utf-8"))
