"""The stretches of a brief's days that its turns part: before, in and after each, up to the turn beside it."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from harmattan.analyse.periods import Period
from harmattan.analyse.phrasing import day_words, days_words
from harmattan.analyse.sentence import Matter, Turn


class Parted(NamedTuple):
    """A turn with its days, and the days before and after it up to the turn beside it; either may hold no day."""

    turn: Turn
    before: Period
    inside: Period
    after: Period


def parted(matter: Matter) -> list[Parted]:
    """Return the turns of a matter by day, but those without days before or after them in the period."""
    whole = matter.period
    turns = [one for one in matter.turns if whole.since < one.since < one.until < whole.until]
    turns.sort(key=lambda one: (one.since, one.until))
    ends = [whole.since, *(one.until for one in turns)]
    starts = [*(one.since for one in turns), whole.until]
    return [
        Parted(
            turn,
            Period(ends[at], max(ends[at], starts[at])),
            Period(max(ends[at], turn.since), max(ends[at], turn.until)),
            Period(turn.until, max(turn.until, starts[at + 1])),
        )
        for at, turn in enumerate(turns)
    ]


def headed(found: list[Parted]) -> Iterator[tuple[str, Period]]:
    """Yield each stretch that holds a day under its heading, by day; one between two turns is told once."""
    first, last = found[0], found[-1]
    yield f"Before {named(first, found)}", first.before
    for one, next_ in pairwise([*found, None]):
        if one is None:
            continue
        days = f", {days_words(*_days(one.inside))}" if len(found) > 1 else ""
        yield f"In the days of {named(one, found)}{days}", one.inside
        if next_:
            yield f"Between the turns of {_day(one.turn)} and {_day(next_.turn)}", one.after
    yield f"After {named(last, found)}", last.after


def named(one: Parted, found: list[Parted]) -> str:
    """Return a turn in words: by its likeliest day where there are several."""
    return f"the turn of {_day(one.turn)}" if len(found) > 1 else "the turn"


def _day(turn: Turn) -> str:
    return day_words(turn.day or turn.since)


def _days(inside: Period) -> tuple[date, date]:
    return date.fromisoformat(inside.since), date.fromisoformat(inside.until)
