"""Turns of a pair from its acts: observations, coverage where it is dense enough, and turns as a brief tells them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from harmattan import dates
from harmattan.analyse import sentence, turns
from harmattan.analyse.acts import days, middle, took_place
from harmattan.analyse.periods import Period
from harmattan.analyse.relations import between, directions
from harmattan.analyse.sides import Pair
from harmattan.ledger.extent import Coverage
from harmattan.records import Act, Observation, TooLittle, Turn

BOTH, FORWARD, BACKWARD = "both", "forward", "backward"
# Fewer pages a week, or more weeks without any, measure noise (docs/turns.md); chosen, not measured.
_PAGES: Final = 5
_READ: Final = 0.9
# An act known to a longer stretch has no day on a line of days.
_DAYS: Final = 31
# A turn is told as one from three to one on, as "no turn" is (analyse.turns); what is less probable is told as a doubt.
SURE: Final = 0.75
# What makes a turn less probable than this when it is left out is told beside it.
_WORST: Final = 0.5
# Before the first act something was read too: as the histories of the corpus have it.
_LEAD: Final = 30

Found = list[Turn] | TooLittle
# ISO days from which and up to which one looks; None is open.
Asked = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Course:
    """What the model says of one direction of a pair, or of both together. events: ids of the acts it was given.

    covered: whether reading is measured.
    """

    towards: str
    period: Period
    events: tuple[str, ...]
    found: Found
    covered: bool

    @property
    def acts(self) -> int:
        """How many acts the model was given."""
        return len(self.events)

    @property
    def turns(self) -> list[Turn]:
        """The turns, none if the acts speak against one or tell too little."""
        return self.found if isinstance(self.found, list) else []


def of_pair(
    acts: Sequence[Act],
    pair: Pair,
    asked: tuple[str | None, str | None],
    coverage: Mapping[str, int],
    towards: str = BOTH,
) -> Course | None:
    """Return the turns of a pair in the days asked for (ISO or None); None if the days are open and there is no act.

    coverage: Ledger.coverage; of it counts what the outlets published that tell of the pair.
    """
    told = between(acts, pair)
    own = own_coverage(coverage, told)
    given = span(told, asked, own)
    return course(acts, pair, towards, given, own) if given else None


def own_coverage(coverage: Mapping[str, int], acts: Iterable[Act]) -> Mapping[str, int]:
    """Return the articles by week of the outlets that tell of some acts, as far as coverage is known by outlet.

    What others publish says nothing of the pair: a sports paper that is read from May on makes no silence in April.
    """
    outlets = {outlet for act in acts for outlet in act.sources}
    return coverage.of(outlets) if isinstance(coverage, Coverage) else coverage


def course(acts: Iterable[Act], pair: Pair, towards: str, given: Period, coverage: Mapping[str, int]) -> Course:
    """Return the turns of a pair in a period. towards: both, forward or backward; coverage: articles by ISO week."""
    told = [one for act in acts if (one := observation(act, pair, towards, given))]
    exposure = dense(coverage, given)
    # Reading that is not measured may explain more or fewer acts: a new source looks like both.
    found = turns.turns(told, exposure, since=given.since, until=given.until, timed=exposure is not None)
    found = _two_sided(found, len(told))
    return Course(towards, given, tuple(one.event for one in told), found, exposure is not None)


def _two_sided(found: Found, acts: int) -> Found:
    """Return the turns with acts on both sides: where a record begins or ends, nothing is known to have turned."""
    if isinstance(found, TooLittle) or not found:
        return found
    kept = [turn for turn in found if turn.before.events and turn.after.events]
    return kept or TooLittle("nothing is known of the time before or after the likeliest day", acts)


def observation(act: Act, pair: Pair, towards: str, given: Period) -> Observation | None:
    """Return an act as the model takes it, on the middle of the days it can have happened on; None if it is not of it.

    Acts that did not take place, that are known to more than a month, or lie outside the period are not.
    """
    forward, backward = directions(act, pair)
    wanted = {BOTH: forward or backward, FORWARD: forward, BACKWARD: backward}[towards]
    known = _short(act)
    if not wanted or not took_place(act) or known is None:
        return None
    day = middle(known).isoformat()
    inside = given.since <= day < given.until
    return Observation(day, act.score, act.id, "+".join(act.sources[:1]), act.quad, type=act.type) if inside else None


def dense(coverage: Mapping[str, int], given: Period) -> dict[str, float] | None:
    """Return the articles of the weeks of a period if they are enough to measure reading by, else None."""
    first, end = date.fromisoformat(given.since), date.fromisoformat(given.until)
    weeks = {dates.week_of(date.fromordinal(day)) for day in range(first.toordinal(), end.toordinal())}
    counts = {week: float(coverage.get(week, 0)) for week in sorted(weeks)}
    read = sum(1 for count in counts.values() if count)
    enough = sum(counts.values()) >= _PAGES * len(counts) and read >= _READ * len(counts)
    return counts if enough else None


def span(acts: Iterable[Act], asked: Asked, coverage: Mapping[str, int]) -> Period | None:
    """Return the period to look at: as asked, else from 30 days before the first act to the last act or its news.

    Where enough was read all along, it lasts to the last week read: then silence means something. None if the range is
    open and there is no act.
    """
    known = [(act, told) for act in acts if took_place(act) and (told := _short(act))]
    firsts = [one for _, (one, _) in known]
    ends = [*(end for _, (_, end) in known), *(_next(act.published) for act, _ in known if act.published)]
    since, until = (None if day is None else date.fromisoformat(day) for day in asked)
    first, last = since or min(firsts, default=None), until or max(ends, default=None)
    if first is None or last is None:
        return None
    first = since or date.fromordinal(max(1, first.toordinal() - _LEAD))
    last = until or _last(first, last, coverage)
    return Period(first.isoformat(), max(last, first + timedelta(days=2)).isoformat())


def _short(act: Act) -> tuple[date, date] | None:
    """Return the days an act can have happened on, if they are a month at most."""
    told = days(act)
    return told if told and (told[1] - told[0]).days <= _DAYS else None


def _last(first: date, last: date, coverage: Mapping[str, int]) -> date:
    read = max([last, *(dates.bounds(week)[1] for week in coverage)])
    return read if dense(coverage, Period(first.isoformat(), read.isoformat())) else last


def _next(day: str) -> date:
    return date.fromisoformat(day) + timedelta(days=1)


def told(one: Turn, towards: str, *, covered: bool) -> sentence.Turn:
    """Return a turn as a brief tells it: better or worse where the tone moved, else more or fewer acts.

    covered: whether reading is measured.
    """
    return sentence.Turn(
        since=one.since,
        until=one.until,
        direction=one.direction[0],
        before=one.before.score or 0.0,
        after=one.after.score or 0.0,
        acts_before=one.before.events,
        acts_after=one.after.events,
        carriers=tuple(carrier.event for carrier in one.carriers),
        towards=towards,
        rates=(one.before.rate, one.after.rate),
        chance=one.probability,
        day=one.day,
        sure=one.probability >= SURE,
        doubts=doubts(one, covered=covered),
    )


def doubts(one: Turn, *, covered: bool) -> sentence.Doubts:
    """Return what speaks against a turn. covered: whether reading is measured."""
    check, robust = one.coverage, one.robustness
    return sentence.Doubts(
        reading=check.volume if check.volume_changed else None,
        outlets=check.mix_changed,
        unmeasured=not covered,
        without_outlet=_without(robust.source, robust.without_source),
        without_act=_without(robust.event, robust.without_event),
    )


def turned(courses: Iterable[Course]) -> list[tuple[Turn, str]]:
    """Return the turns of courses, each with the direction of its course."""
    return [(turn, one.towards) for one in courses for turn in one.turns]


def way(one: Course) -> sentence.Way:
    """Return what the model says of a direction as a brief tells it."""
    found = tuple(told(turn, one.towards, covered=one.covered) for turn in one.turns)
    return sentence.Way(one.towards, found, unturned(one), one.events)


def unturned(one: Course) -> str:
    """Return that a course did not turn as a brief tells it: "none", "too little", or nothing if it did."""
    if one.turns:
        return ""
    return "too little" if isinstance(one.found, TooLittle) else "none"


def _without(what: str, chance: float | None) -> tuple[str, float] | None:
    return (what, chance) if what and chance is not None and chance < _WORST else None
