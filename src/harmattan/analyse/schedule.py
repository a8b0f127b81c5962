"""Days set for elections, votes, inaugurations, deadlines and ends, and what became of them as later pages tell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from harmattan import dates
from harmattan.analyse.calendar import AHEAD, BROKEN, KEPT, POSTPONED, TOLERANCE, UNKNOWN
from harmattan.records import Noted

SET, HELD, OFF, CALLED_OFF = "set", "held", "put off", "called off"
# "The vote" is one of these, where it is not named again; and so are "the polls".
_VOTES: Final = frozenset({"election", "referendum", "vote"})
_VAGUE: Final = "vote"
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Fixture:
    """A day set for something that is nobody's act. first: the page that told of it first; day, end: ISO days,
    half-open; announced: ISO day of its news, "" if it tells none.

    status: ahead, kept, not kept, postponed or unknown, as calendar has them. evidence: ids of the articles that tell
    so.
    """

    first: Noted
    kind: str
    day: str
    end: str
    announced: str
    status: str
    evidence: tuple[str, ...]

    @property
    def relation(self) -> str:
        """The word that goes with the day: by, until or ""."""
        relation = self.first.day.relation
        return relation if relation != "on" else ""

    @property
    def last(self) -> str:
        """The last day that it is set for."""
        return (date.fromisoformat(self.end) - timedelta(days=1)).isoformat()


@dataclass(frozen=True, slots=True)
class _Days:
    """What was set for some days, by the pages that tell it, the first first."""

    days: tuple[date, date]
    told: tuple[Noted, ...]


def fixtures(noted: Iterable[Noted], today: str) -> list[Fixture]:
    """Return what pages set for days, by day, as far as told up to an ISO day."""
    states: dict[str, list[Noted]] = defaultdict(list)
    for one in sorted((one for one in noted if (one.published or "") <= today), key=lambda one: one.published or ""):
        states[one.day.state].append(one)
    found = (fixture for known in states.values() for fixture in _of_state(known, today))
    return sorted(found, key=lambda one: (one.day, one.end, one.first.day.state, one.kind))


def _of_state(known: Sequence[Noted], today: str) -> Iterator[Fixture]:
    """Yield what is set in one state; known: in order of their news."""
    whole = list(_without_vaguer(list(_grouped(known))))
    # Most pages say when something will be; what became of it is told by the few others.
    telling = [one for one in known if one.day.told != SET]
    return (_fixture(one, telling, whole, today) for one in whole)


def _grouped(known: Sequence[Noted]) -> Iterator[_Days]:
    """Yield each thing of each day once. What was put off from a day was set for it."""
    groups: dict[tuple[str, tuple[date, date]], list[Noted]] = {}
    for one in known:
        days = _days_of(one.day.value)
        if days and one.day.told != HELD:
            groups.setdefault((_family(one.day.kind), days), []).append(one)
    yield from (_Days(days, tuple(told)) for (_, days), told in groups.items())


@lru_cache(maxsize=4096)
def _days_of(value: str | None) -> tuple[date, date] | None:
    """Return the days of an ISO value, which is asked for again with each thing that it may tell of."""
    return dates.days_of(value)


def _family(kind: str) -> str:
    return _VAGUE if kind in _VOTES else kind


def _without_vaguer(found: Sequence[_Days]) -> Iterator[_Days]:
    """Leave out a month where a day in it is told of the same: "in March" is "on 14 March"."""
    for one in found:
        # Nothing lies within a single day.
        if one.days[1] - one.days[0] <= _DAY or not any(_is_vaguer(one, other) for other in found):
            yield one


def _is_vaguer(one: _Days, other: _Days) -> bool:
    inside = one.days[0] <= other.days[0] and other.days[1] <= one.days[1] and one.days != other.days
    return inside and _alike(one.told[0], other.told[0])


def _alike(one: Noted, other: Noted) -> bool:
    """Tell whether two pages on one state can tell of the same thing: an election is no referendum."""
    kinds = one.day.kind, other.day.kind
    return kinds[0] == kinds[1] or (_VOTES.issuperset(kinds) and _VAGUE in kinds)


def _fixture(one: _Days, telling: Sequence[Noted], whole: Sequence[_Days], today: str) -> Fixture:
    first, kinds = one.told[0], [told.day.kind for told in one.told]
    kind = next((kind for kind in kinds if kind != _VAGUE), _VAGUE)
    day, end = (each.isoformat() for each in one.days)
    later = [told for told in telling if (told.published or "") >= (first.published or "")]
    # What is set anew for its old day after it was put off is on again.
    again = max((told.published or "" for told in one.told if told.day.told == SET), default="")
    off = [told for told in later if _undoes(told, one, whole) and (told.published or "") >= again]
    held = [told for told in later if told.day.told == HELD and _alike(first, told) and _near(told, one)]
    states = (
        (BROKEN, [told for told in off if told.day.told == CALLED_OFF]),
        (POSTPONED, [told for told in off if told.day.told == OFF]),
        (KEPT, held),
    )
    status, told_by = next(((state, some) for state, some in states if some), (UNKNOWN if end <= today else AHEAD, []))
    evidence = tuple(dict.fromkeys(told.article for told in told_by))
    return Fixture(first, kind, day, end, first.published or "", status, evidence)


def _near(held: Noted, one: _Days) -> bool:
    """Tell whether something was held about the days it was set for."""
    days, late = _days_of(held.day.value), timedelta(days=TOLERANCE)
    return days is not None and one.days[0] - late < days[1] and days[0] < one.days[1] + late


def _undoes(told: Noted, one: _Days, whole: Sequence[_Days]) -> bool:
    """Tell whether a page tells that something was put off or called off: by its day, else if it is the only such thing
    that was still to come."""
    if told.day.told not in (OFF, CALLED_OFF) or not _alike(told, one.told[0]):
        return False
    if days := _days_of(told.day.value):
        return days[0] < one.days[1] and one.days[0] < days[1]
    news = told.published or ""
    ahead = [each for each in whole if _alike(told, each.told[0]) and each.days[1].isoformat() > news]
    ahead = [each for each in ahead if any(_before(one, told) for one in each.told)]
    return ahead == [one]


def _before(one: Noted, told: Noted) -> bool:
    """Tell whether a page told a day before another, which may name the new day itself."""
    return one.article != told.article and (one.published or "") <= (told.published or "")
