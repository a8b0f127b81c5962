"""Which relationships changed course by what is new, each with the words that say why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from harmattan.desk import links, words
from harmattan.desk.door import Door
from harmattan.desk.pages import rows
from harmattan.desk.pages.fresh import Fresh, Group
from harmattan.desk.pages.rows import Row
from harmattan.records import Turn
from harmattan.relationships import fresh
from harmattan.relationships.fresh import BETTER, NEW, SURE, UNCHANGED, WORSE, Moved
from harmattan.relationships.look import last_day

SIGNS: Final = {WORSE: "▼", BETTER: "▲", UNCHANGED: "▬", NEW: "◆"}
WORDS: Final = {WORSE: "turned worse", BETTER: "turned better", UNCHANGED: "unchanged", NEW: "new here"}
_ORDER: Final = (WORSE, BETTER, NEW, UNCHANGED)
_QUOTED: Final = 2
_ALMOST: Final = 0.99
_HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Move:
    """A relationship with new acts. why: sentences; rows: the events that carry a turn; doubts: what else could explain
    it; day: the likeliest first day of a turn, "" without one."""

    sign: str
    a: str
    b: str
    title: str
    first: bool
    acts: int
    why: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    doubts: tuple[str, ...] = ()
    day: str = ""

    @property
    def mark(self) -> str:
        """Its shape."""
        return SIGNS[self.sign]

    @property
    def word(self) -> str:
        """Its meaning."""
        return WORDS[self.sign]

    @property
    def turned(self) -> bool:
        """Whether it is a turn for better or worse."""
        return self.sign in (WORSE, BETTER)

    @property
    def href(self) -> str:
        """The relationship."""
        return links.relationship(self.a, self.b)

    def json(self) -> dict[str, Any]:
        """Return its machine shape."""
        told = {"a": self.a, "b": self.b, "course": self.sign, "first": self.first, "new_acts": self.acts}
        said = {"day": self.day or None, "why": list(self.why), "doubts": list(self.doubts)}
        said |= {"quotes": [row.plain_words for row in self.rows]}
        return told | said | {"events": [row.json() for row in self.rows]}


def moves(door: Door, new: Fresh) -> tuple[Move, ...]:
    """Return what became of the relationships of new acts: worse, better, new ones, then the rest."""
    outlets = {name for name, _ in new.outlets}
    found = [move(door, group, _moved(door, group), outlets) for group in new.groups]
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.sign), -one.acts)))


def _moved(door: Door, group: Group) -> Moved:
    """Return what the new acts do to a relationship; what costs is the same whenever a reader was here last."""
    codes = (group.a, group.b)
    acts = door.soon(("lately", *codes), lambda: fresh.lately(door.book, codes))
    coverage = door.coverage
    return fresh.moved(acts, codes, group.ids, coverage)


def move(door: Door, group: Group, told: Moved, outlets: set[str]) -> Move:
    """Return what became of one relationship. outlets: those never read before."""
    events = [event for id_ in told.carriers[:_QUOTED] if (event := door.book.event(id_))]
    shown = rows.rows(door.book, events) if told.turn else group.rows[:1]
    return Move(
        sign=told.sign,
        a=group.a,
        b=group.b,
        title=group.title,
        first=told.first,
        acts=group.count,
        why=tuple(_why(told)),
        rows=shown,
        doubts=tuple(_doubts(told, group.rows, outlets)),
        day=told.turn.day if told.turn and told.sign in (WORSE, BETTER) else "",
    )


def _why(told: Moved) -> Iterator[str]:
    turn = told.turn
    if turn is None:
        yield _steady(told)
        return
    before, after = turn.before, turn.after
    acts = f"{words.plural(before.events, 'act')} before with a mean score of {words.score(before.score)}"
    acts += f", {words.plural(after.events, 'act')} since with {words.score(after.score)}"
    if turn.probability < SURE:
        chance = words.percent(turn.probability)
        yield f"It may have turned {_way(turn)} about {turn.day}, with a probability of {chance}."
    else:
        chance = "almost surely" if turn.probability > _ALMOST else f"probability {words.percent(turn.probability)}"
        days = f"between {turn.since} and {last_day(turn.until)}"
        yield f"{_way(turn).capitalize()} since about {turn.day} ({days}; {chance})."
    yield f"{acts[0].upper()}{acts[1:]}."


def _way(turn: Turn) -> str:
    told = {"more": "more acts", "fewer": "fewer acts"}
    return " and ".join(told.get(word, word) for word in turn.direction)


def _steady(told: Moved) -> str:
    if told.known is not None:
        return f"Still on the course taken about {told.known.day} ({_way(told.known)})."
    found = told.course
    if found is None or not found.acts:
        return "None of the new acts took place on a known day: they were announced, denied or told as history."
    if isinstance(found.found, list):
        return f"No turn, by what {words.plural(found.acts, 'act')} tell."
    few = words.plural(found.acts, "act")
    return f"{few[0].upper()}{few[1:]} known: too few to tell of a course."


def _doubts(told: Moved, shown: Sequence[Row], outlets: set[str]) -> Iterator[str]:
    new = sorted({row.outlet for row in shown} & outlets)
    if new and not told.first:
        yield f"Told by an outlet never read before ({', '.join(new)}): a new source can look like a change."
    turn = told.turn
    if turn is None:
        return
    check, robust = turn.coverage, turn.robustness
    if check.mix_changed:
        yield "The outlets that tell of it changed at the same time."
    if check.volume_changed:
        yield "How much was read changed at the same time."
    if told.course and not told.course.covered:
        yield "Too little is read to measure coverage: only the tone is told, not whether acts became more."
    if robust.without_event is not None and robust.without_event < _HALF:
        yield "Without the act that tells most for it, it would not be told."
    if robust.without_source is not None and robust.without_source < _HALF:
        yield f"Without {robust.source} alone, it would not be told."
