"""What stands beside the turns of a pair: words against deeds, and what its acts are about."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from harmattan.analyse import phrasing, relations, stakes
from harmattan.analyse.acts import DEEDS, WORDS, mean, took_place
from harmattan.analyse.periods import Period
from harmattan.analyse.sides import Pair
from harmattan.desk import links
from harmattan.desk.pages import pairs
from harmattan.desk.pages.pairs import Named
from harmattan.ledger.query import Term
from harmattan.records import Act
from harmattan.relationships.course import BACKWARD, FORWARD, Course

# Subjects shown.
_SUBJECTS: Final = 8
# With fewer of each, words are not set against deeds; and from so far apart on they are.
_FEWEST, _APART = 5, 2.0


@dataclass(frozen=True, slots=True)
class Tally:
    """Acts of a kind. score: their mean; href: the events."""

    count: int
    score: float | None
    href: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one side did to the other in words and in deeds. gap: the sentence that sets them against each other."""

    where: str
    words: Tally
    deeds: Tally

    @property
    def gap(self) -> str:
        """How far apart they are, if that can be said."""
        few = min(self.words.count, self.deeds.count) < _FEWEST
        if few or self.words.score is None or self.deeds.score is None:
            return "too few to compare"
        apart = self.deeds.score - self.words.score
        if abs(apart) < _APART:
            return "words and deeds are alike"
        return "deeds are better than words" if apart > 0 else "deeds are worse than words"


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject of the acts. share: of the acts that have any; before, after: the same in two stretches."""

    name: str
    count: int
    share: float
    before: float | None
    after: float | None
    clear: bool
    href: str


@dataclass(frozen=True, slots=True)
class Stakes:
    """What a pair's acts are about. whole: acts that have a subject; day: what divides before and after."""

    subjects: tuple[Subject, ...]
    whole: int
    day: str
    turned: bool


def spoken(acts: Sequence[Act], name: Named, when: Sequence[Term]) -> tuple[Spoken, ...]:
    """Return words and deeds of each direction."""
    done = [(act, relations.directions(act, name.pair)) for act in acts if took_place(act)]
    ways = ((FORWARD, 0),) if name.pair.domestic else ((FORWARD, 0), (BACKWARD, 1))
    return tuple(
        Spoken(name.way(way), *_tallies([act for act, told in done if told[at]], name.pair, way, when))
        for way, at in ways
    )


def _tallies(acts: Sequence[Act], pair: Pair, way: str, when: Sequence[Term]) -> Iterator[Tally]:
    for quads in (WORDS, DEEDS):
        scores = [act.score for act in acts if act.quad in quads]
        terms = (*when, pairs.DONE, pairs.term("quad", *map(str, sorted(quads))))
        yield Tally(len(scores), mean(scores), links.events(pairs.directed(pair, way, *terms)))


def at_stake(acts: Sequence[Act], pair: Pair, course: Course | None, when: Sequence[Term]) -> Stakes:
    """Return what the acts are about, and how that moved: at the likeliest turn, else at the middle of the time."""
    found = stakes.stakes(acts, pair)
    if course is None or not found:
        return Stakes((), 0, "", turned=False)
    turn = max(course.turns, key=lambda one: one.probability, default=None)
    day = turn.day if turn else _middle(course.period)
    moved = _moves(acts, pair, course.period, day)
    made = (_subject(one, moved.get(one.name), pair, when) for one in found[:_SUBJECTS])
    return Stakes(tuple(made), found[0].share.whole, day, turn is not None)


def _moves(acts: Iterable[Act], pair: Pair, period: Period, day: str) -> dict[str, stakes.Move]:
    before, after = Period(period.since, day), Period(day, period.until)
    return {one.name: one for one in stakes.moves(acts, pair, before, after)}


def _middle(period: Period) -> str:
    first, end = (pairs.ordinal(day) for day in (period.since, period.until))
    return pairs.day((first + end) // 2)


def _subject(one: stakes.Stake, move: stakes.Move | None, pair: Pair, when: Sequence[Term]) -> Subject:
    terms = (*when, pairs.DONE, pairs.term("context", one.name))
    return Subject(
        name=phrasing.subjects([one.name]),
        count=one.share.part,
        share=one.share.value or 0.0,
        before=move.before.value if move else None,
        after=move.after.value if move else None,
        clear=bool(move and move.clear),
        href=links.events(pairs.line(pair, *terms)),
    )
