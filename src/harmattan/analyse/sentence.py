"""A sentence of a brief, and what a brief is told besides the acts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from harmattan.analyse.periods import Period
from harmattan.analyse.sides import Pair


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the ids of the events it rests on, for a renderer to footnote.

    more: how many others it rests on that are not cited, where they are too many for a reader.
    """

    text: str
    events: tuple[str, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences under a heading. items: whether each stands for itself, as in a list; else they make a paragraph."""

    heading: str
    sentences: tuple[Sentence, ...]
    items: bool = False


@dataclass(frozen=True, slots=True)
class Brief:
    """A titled brief; a section without sentences is left out."""

    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Doubts:
    """What speaks against a turn, as far as something does.

    reading: how much was read before and after, 1 is the average, if that changed. outlets: whether those that tell of
    the pair changed. unmeasured: whether too little was read to measure reading by. without_outlet, without_act: the
    outlet, and the act by its id, without which the turn is improbable, and its probability then.
    """

    reading: tuple[float, float] | None = None
    outlets: bool = False
    unmeasured: bool = False
    without_outlet: tuple[str, float] | None = None
    without_act: tuple[str, float] | None = None


NO_DOUBTS: Final = Doubts()


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of course as a model found it: between two ISO days (half-open).

    direction: better or worse, where the tone moved, else more or fewer. rates: acts per 30 days before and after.
    chance: the probability of the turn, 0 if the model tells none. day: the likeliest ISO day, "" if none is told.
    sure: whether it is told as one, and not only as what may be.
    towards: forward (the first side towards the second), backward or both. before, after: mean scores, -10 .. 10, of
    so many acts. carriers: ids of the acts that carry the change.
    """

    since: str
    until: str
    direction: str
    before: float
    after: float
    acts_before: int
    acts_after: int
    carriers: tuple[str, ...] = ()
    towards: str = "both"
    rates: tuple[float, float] = (0.0, 0.0)
    chance: float = 0.0
    day: str = ""
    sure: bool = True
    doubts: Doubts = NO_DOUBTS


@dataclass(frozen=True, slots=True)
class Way:
    """What a model says of the acts of one side towards the other. towards: forward or backward.

    unturned: as in a matter. given: ids of the acts it was given.
    """

    towards: str
    turns: tuple[Turn, ...] = ()
    unturned: str = ""
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Differing:
    """A field in which reports of one act differ: each value told, with the ids of the events that tell it.

    field: type ("ASSAULT/drone"), factuality, actor, recipient, place, time (an ISO prefix or interval), dead, injured
    or arrested; others are not told.
    """

    act: str
    field: str
    said: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """What a brief is about. period: the days it covers; today: ISO day; name: words for a country slot or an actor id.

    turns, unturned: of both directions together; unturned is what a model says that found no turn, "none" or "too
    little", empty if none was asked. ways: of each direction. given: ids of the acts that the model was given, None if
    not told. undrawn: the step of the chart and the ids of the acts it has no place for. coverage: pages read by ISO
    week ("2026-W06"), None if not known. commodities: by id of the act.
    """

    pair: Pair
    period: Period
    today: str
    name: Callable[[str], str]
    turns: tuple[Turn, ...] = ()
    unturned: str = ""
    ways: tuple[Way, ...] = ()
    given: tuple[str, ...] | None = None
    undrawn: tuple[str, tuple[str, ...]] = ("", ())
    differing: tuple[Differing, ...] = ()
    coverage: Mapping[str, int] | None = None
    commodities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
