"""Turns as pages tell them: in a sentence, with what was before and after, and what would undo them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from harmattan.analyse import phrasing
from harmattan.analyse.periods import Period
from harmattan.desk import links, words
from harmattan.desk.pages import pairs
from harmattan.desk.pages.pairs import Named
from harmattan.desk.pages.rows import Row
from harmattan.records import Side, TooLittle, Turn
from harmattan.relationships.course import Course
from harmattan.relationships.look import last_day

# What a probability is called; each from so much on.
_CHANCES: Final = ((0.99, "almost certain"), (0.9, "very likely"), (0.7, "likely"), (0.5, "more likely than not"))
_STANDS: Final = 0.5
_WORDS: Final = {"better": "better", "worse": "worse", "more": "more acts", "fewer": "fewer acts"}


@dataclass(frozen=True, slots=True)
class Undo:
    """What the finding rests on. what: taken away or looked at; holds: whether the turn stands nevertheless, None where
    that is not known; words: the answer; href: the page of an event."""

    what: str
    holds: bool | None
    words: str
    href: str = ""

    @property
    def sign(self) -> str:
        """The answer as a sign."""
        return {True: "✓", False: "✗", None: "?"}[self.holds]


@dataclass(frozen=True, slots=True)
class Turned:
    """A turn. where: the direction in words; period: the days looked at; carriers: the events that carry it, strongest
    first."""

    turn: Turn
    towards: str
    name: Named
    period: Period
    carriers: tuple[Row, ...]
    undoing: tuple[Undo, ...]

    @property
    def where(self) -> str:
        """The direction in words."""
        return self.name.way(self.towards)

    @property
    def sign(self) -> str:
        """Better, worse, or neither."""
        return sign_of(self.turn)

    @property
    def kind(self) -> str:
        """The class of the style sheet."""
        return {"▲": "better", "▼": "worse"}.get(self.sign, "unchanged")

    @property
    def direction(self) -> str:
        """What changed, in words."""
        return direction_of(self.turn)

    @property
    def chance(self) -> str:
        """How probable it is, in words."""
        return chance_of(self.turn.probability)

    @property
    def last(self) -> str:
        """The last day that it may lie on."""
        return last_day(self.turn.until)

    @property
    def sentence(self) -> str:
        """Why, in a sentence."""
        return sentence_of(self.turn)

    @property
    def halves(self) -> tuple[tuple[str, Side, str, str], ...]:
        """Before and after, each with its first day and the day after its last."""
        since, day, until = self.period.since, self.turn.day, self.period.until
        return (("Before", self.turn.before, since, day), ("After", self.turn.after, day, until))

    def href(self, since: str, until: str, quad: int = 0) -> str:
        """Return the address of the events of a half, or of one quad of it."""
        more = (pairs.term("quad", str(quad)),) if quad else ()
        within = pairs.term("within", f"{since}/{until}")
        return links.events(pairs.directed(self.name.pair, self.towards, within, pairs.DONE, *more))

    def weight(self, event: str) -> float:
        """Return by how much the evidence falls without an event."""
        return next((one.weight for one in self.turn.carriers if one.event == event), 0.0)


def turned(course: Course, name: Named, rows: Mapping[str, Row]) -> tuple[Turned, ...]:
    """Return the turns of a direction. rows: of events, by id."""
    return tuple(
        Turned(
            turn,
            course.towards,
            name,
            course.period,
            tuple(rows[one.event] for one in turn.carriers if one.event in rows),
            tuple(_undoing(turn, course, rows)),
        )
        for turn in course.turns
    )


def sign_of(turn: Turn) -> str:
    """Return the sign of a turn: better or worse, or the diamond of another change."""
    return "▲" if "better" in turn.direction else "▼" if "worse" in turn.direction else "◇"


def direction_of(turn: Turn) -> str:
    """Return what changed, in words."""
    return " and ".join(_WORDS[word] for word in turn.direction)


def chance_of(probability: float) -> str:
    """Return what a probability is called."""
    return next((name for least, name in _CHANCES if probability >= least), "unlikely")


def sentence_of(turn: Turn) -> str:
    """Return why it is told that a pair turned."""
    before, after = turn.before, turn.after
    said = f"The mean score went from {words.score(before.score)} to {words.score(after.score)}"
    if not {"better", "worse"} & set(turn.direction):
        said = f"Acts in 30 days went from {before.rate:.1f} to {after.rate:.1f}"
    return f"{said}, {words.plural(before.events, 'act')} before and {after.events} after."


def untold(course: Course | None) -> str:
    """Return why no turn is told, as a sentence of its own; "" if there is one."""
    if course is None or course.turns:
        return "" if course else reason_of(course)
    said = "Too little to say whether it turned" if isinstance(course.found, TooLittle) else "Nothing turned"
    reason = reason_of(course)
    return f"{said}: {reason[0].lower()}{reason[1:]}"


def reason_of(course: Course | None) -> str:
    """Return why no turn is told, as a sentence."""
    if course is None:
        return "No act between the two is known in these days."
    if isinstance(course.found, TooLittle):
        return f"{phrasing.capital(course.found.reason)}."
    return f"{words.plural(course.acts, 'act')} speak against a change of course."


def _undoing(turn: Turn, course: Course, rows: Mapping[str, Row]) -> Iterator[Undo]:
    robust = turn.robustness
    yield _without(f"Without what {robust.source or 'its chief outlet'} told first", robust.without_source)
    if robust.event:
        row = rows.get(robust.event)
        words_ = f"“{words.clipped(row.plain_words, 90)}”" if row else robust.event
        yield _without(
            f"Without the act that tells most for it, {words_}", robust.without_event, links.event(robust.event)
        )
    yield _reading(turn, course)
    yield _mix(turn)


def _without(what: str, left: float | None, href: str = "") -> Undo:
    if left is None:
        return Undo(what, None, "too few acts would be left to tell", href)
    told = f"its probability would be {left:.2f}: {chance_of(left)}"
    return Undo(what, left >= _STANDS, told, href)


def _reading(turn: Turn, course: Course) -> Undo:
    check = turn.coverage
    if not course.covered or check.volume is None:
        told = "too little was read to measure it, so only a change of tone is told"
        return Undo("How much was read", None, told)
    before, after = check.volume
    told = f"{before:.1f} before and {after:.1f} after, where 1 is the average"
    return Undo("How much was read", not check.volume_changed, f"{told}{': it changed too' * check.volume_changed}")


def _mix(turn: Turn) -> Undo:
    check = turn.coverage
    fresh = f"; new since: {', '.join(check.new[:5])}" if check.new else ""
    told = "other outlets tell of it before and after" if check.mix_changed else "much the same before and after"
    return Undo("Which outlets told", not check.mix_changed, told + fresh)
