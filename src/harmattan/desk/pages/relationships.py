"""The list of relationships: which pairs are told of most, which changed course, and why that is said."""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from harmattan.analyse.sides import Pair
from harmattan.desk.door import Door
from harmattan.desk.formats import Table
from harmattan.desk.pages import pairs, turned
from harmattan.records import TooLittle, Turn
from harmattan.relationships.look import Look, countries, last_day, scan

# Pairs that are looked at, and the newest acts of each.
PAIRS, ACTS = 50, 300
# Seconds that a page waits for the first look, and between two looks at a ledger that grows.
_FIRST, _EVERY = 0.1, 300.0
_REST: Final = 1.0
# A pair is new if nothing was told of it until so many days before the newest.
_NEW: Final = 60
_COLUMNS: Final = (
    "a", "b", "sign", "verdict", "since", "until", "likeliest", "probability", "before", "after", "acts", "reports",
    "sentence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """How a pair stands. sign: ▼ worse, ▲ better, ◇ more or fewer acts, ◆ new, ▬ unchanged, ? too little to say;
    acts: that the model was given; turn: the latest; sentence: why."""

    pair: Pair
    title: str
    href: str
    sign: str
    verdict: str
    sentence: str
    acts: int
    turn: Turn | None = None

    @property
    def kind(self) -> str:
        """The class of the style sheet."""
        return {"▼": "worse", "▲": "better"}.get(self.sign, "unchanged")

    @property
    def chance(self) -> str:
        """How probable the turn is, in words."""
        return turned.chance_of(self.turn.probability) if self.turn else ""

    @property
    def last(self) -> str:
        """The last day that the turn may lie on."""
        return last_day(self.turn.until) if self.turn else ""


@dataclass(frozen=True, slots=True)
class Busy:
    """A pair of which much is told. share: of the busiest; standing: None while it is not looked at."""

    title: str
    href: str
    codes: str
    reports: int
    share: float
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class RelationshipsPage:
    """Pairs. a, b: what was typed, with the error of it; names: of states, to choose from; standings: how the busiest
    pairs stand, None while they are looked at for the first time; fresh: whether the ledger has not grown since."""

    busiest: tuple[Busy, ...]
    standings: tuple[Standing, ...] | None
    names: tuple[str, ...]
    a: str = ""
    b: str = ""
    error: str = ""
    fresh: bool = True
    template: str = "relationships.html"
    title: str = "Relationships"

    @property
    def turned(self) -> tuple[Standing, ...]:
        """Those that changed course, the latest first."""
        found = [one for one in self.standings or () if one.turn]
        return tuple(sorted(found, key=lambda one: one.turn.day if one.turn else "", reverse=True))

    @property
    def looking(self) -> bool:
        """Whether the pairs are still being looked at."""
        return self.standings is None and bool(self.busiest)

    def json(self) -> dict[str, Any]:
        """Return the pairs with how each stands; standing is null while they are looked at."""
        told = [{"pair": one.codes, "href": one.href, "reports": one.reports, **_told(one)} for one in self.busiest]
        return {"looking": self.looking, "pairs": told}

    def table(self) -> Table:
        """Return the pairs as rows."""
        return Table(_COLUMNS, tuple(_cells(one) for one in self.busiest))


def relationships_page(door: Door, a: str = "", b: str = "", error: str = "") -> RelationshipsPage:
    """Return the list of pairs. error: why what was typed is no pair."""
    listed = door.later.get("pairs", lambda: door.book.pairs(PAIRS), every=60.0)
    counts = listed.value if listed else []
    made = door.later.get("standings", lambda: tuple(_standings(door)), first=_FIRST if counts else None, every=_EVERY)
    standings = made.value if made else None
    by_pair = {one.href: one for one in standings or ()}
    states = tuple(sorted(state.name for state in door.who.known.states.values()))
    busiest = tuple(_busiest(door, counts, by_pair))
    return RelationshipsPage(busiest, standings, states, a, b, error, fresh=bool(made and made.fresh))


def _standings(door: Door) -> Iterator[Standing]:
    coverage = door.coverage
    newest = max(coverage, default="")
    began = time.monotonic()
    for found in scan(door.book, PAIRS, (None, None), ACTS, coverage=coverage):
        yield standing(door, found, newest)
        # Readers come first: half of the time is theirs.
        time.sleep(min(_REST, time.monotonic() - began))
        began = time.monotonic()


def standing(door: Door, found: Look, newest: str = "") -> Standing:
    """Return how a pair stands. newest: the last ISO week that was read."""
    name = pairs.named(found.pair, lambda code: door.who.words.get(code, ""))
    course = found.course
    turn = max(course.turns, key=lambda one: one.day, default=None) if course else None
    sign, verdict = _verdict(found, turn, newest)
    sentence = turned.sentence_of(turn) if turn else turned.reason_of(course)
    return Standing(found.pair, name.title, name.href, sign, verdict, sentence, course.acts if course else 0, turn)


def _verdict(found: Look, turn: Turn | None, newest: str) -> tuple[str, str]:
    course = found.course
    if turn:
        return turned.sign_of(turn), turned.direction_of(turn)
    if course and _is_new(found, newest):
        return "◆", "new"
    if course is None or isinstance(course.found, TooLittle):
        return "?", "too little to say"
    return "▬", "unchanged"


def _is_new(found: Look, newest: str) -> bool:
    """Tell whether the pair was first told of lately, of a record that goes further back."""
    first = min((act.day for act in found.between if act.day), default="")
    weeks = sorted(found.coverage)
    if found.since or not first or not weeks or not newest:
        return False
    last = pairs.ordinal(pairs.week_start(newest))
    return pairs.ordinal(first) > last - _NEW > pairs.ordinal(pairs.week_start(weeks[0])) + _NEW


def _busiest(door: Door, counts: Iterable[tuple[str, str, int]], known: Mapping[str, Standing]) -> Iterator[Busy]:
    listed = list(counts)
    most = max((count for *_, count in listed), default=1)
    for low, high, count in listed:
        name = pairs.named(countries(low, high), lambda code: door.who.words.get(code, ""))
        yield Busy(name.title, name.href, f"{low},{high}", count, count / most, known.get(name.href))


def _told(one: Busy) -> dict[str, Any]:
    at = one.standing
    if at is None:
        return {"standing": None}
    turn = at.turn
    told = {"sign": at.sign, "verdict": at.verdict, "acts": at.acts, "sentence": at.sentence}
    spans = turn and {"since": turn.since, "until": turn.until, "day": turn.day, "probability": turn.probability}
    return {"standing": {**told, "turn": spans}}


def _cells(one: Busy) -> tuple[str | int | float | None, ...]:
    at, turn = one.standing, one.standing.turn if one.standing else None
    a, _, b = one.codes.partition(",")
    told = (at.sign, at.verdict) if at else (None, None)
    days = (turn.since, turn.until, turn.day, turn.probability, turn.before.score, turn.after.score) if turn else ()
    spans = days or (None,) * 6
    return (a, b, *told, *spans, at.acts if at else None, one.reports, at.sentence if at else None)
