"""Stretches of days: half-open periods, and the days, ISO weeks and months that fill them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from harmattan import dates
from harmattan.analyse.acts import days, days_by_news
from harmattan.errors import UsageError
from harmattan.records import Act

STEPS: Final = ("day", "week", "month")


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open stretch of days, as ISO days."""

    since: str
    until: str

    @property
    def length(self) -> int:
        """How many days."""
        return (date.fromisoformat(self.until) - date.fromisoformat(self.since)).days

    def holds(self, act: Act) -> bool:
        """Tell whether every day the act can have happened on, as far as its news tells, lies in the period."""
        known = days_by_news(act)
        return known is not None and self.since <= known[0].isoformat() and known[1].isoformat() <= self.until


def period(value: str) -> Period:
    """Return the period that an ISO prefix or interval means: "2024-03", "2024-W10", "2024-01/2024-07".

    Raises UsageError for anything else and for one that runs backwards.
    """
    try:
        first, end = dates.bounds(value)
    except ValueError as error:
        raise UsageError(str(error)) from error
    if first >= end:
        raise UsageError(f"period holds no day: {value!r}")
    return Period(first.isoformat(), end.isoformat())


def within(acts: Iterable[Act], given: Period) -> list[Act]:
    """Return the acts whose days all lie in the period."""
    return [act for act in acts if given.holds(act)]


def name_of(day: date, step: str) -> str:
    """Return the day, ISO week or month that holds a day: "2024-03-12", "2024-W11", "2024-03"."""
    if step == "day":
        return day.isoformat()
    return dates.week_of(day) if step == "week" else dates.month_of(day)


def period_of(act: Act, step: str) -> str | None:
    """Return the day, week or month that holds every day the act can have happened on, or None."""
    known = days(act)
    if known is None:
        return None
    first = name_of(known[0], step)
    return first if name_of(known[1] - timedelta(days=1), step) == first else None


def spine(first: date, last: date, step: str) -> Iterator[str]:
    """Yield the name of every period from that of first to that of last, in order. Raises UsageError for a step."""
    if step not in STEPS:
        raise UsageError(f"no step {step!r}: one of {', '.join(STEPS)}")
    at = first
    while at <= last:
        name = name_of(at, step)
        yield name
        at = dates.bounds(name)[1]
