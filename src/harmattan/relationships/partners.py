"""With whom a side deals: the days its acts span, its years, the halves around a day, and all that as plain values."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from harmattan.analyse.acts import days, days_by_news, took_place
from harmattan.analyse.alignment import Newcomer, Shift, Standing, partners
from harmattan.analyse.periods import Period
from harmattan.analyse.sides import Side
from harmattan.errors import UsageError
from harmattan.records import Act


def span(acts: Iterable[Act], side: Side) -> tuple[str, str]:
    """Return the first day of the acts with partners and the day after the last; two empty texts without any."""
    told = [days(act) for act in acts if took_place(act) and partners(act, side)]
    spans = [one for one in told if one]
    if not spans:
        return "", ""
    return min(one[0] for one in spans).isoformat(), max(one[1] for one in spans).isoformat()


def years(first: str, end: str) -> Iterator[Period]:
    """Yield each calendar year of a stretch, cut at its ends."""
    if not first or not end or first >= end:
        return
    last = date.fromordinal(date.fromisoformat(end).toordinal() - 1)
    for year in range(int(first[:4]), last.year + 1):
        yield Period(max(first, f"{year:04d}-01-01"), min(end, f"{year + 1:04d}-01-01"))


def halves(given: tuple[str, str], day: str) -> tuple[Period, Period]:
    """Return the stretches before a day and from it on. Raises UsageError for a day outside."""
    first, end = given
    if not first < day < end:
        raise UsageError(f"--day {day} does not lie inside the time looked at, {first} to {end}")
    return Period(first, day), Period(day, end)


def left(acts: Iterable[Act], side: Side, periods: Sequence[Period]) -> int:
    """Return how many acts with partners are in none of some periods that follow one another, since the days on which
    they can have been lie in more than one, or not all in them.
    """
    if not periods:
        return 0
    first, end = periods[0].since, periods[-1].until
    done = [act for act in acts if took_place(act) and partners(act, side)]
    spans = [(act, known) for act in done if (known := days_by_news(act))]
    near = [act for act, known in spans if known[0].isoformat() < end and first < known[1].isoformat()]
    return sum(1 for act in near if not any(one.holds(act) for one in periods))


def rows(
    standings: Sequence[Standing] = (), shifts: Sequence[Shift] = (), new: Sequence[Newcomer] = ()
) -> list[dict[str, Any]]:
    """Return what was found as plain values, each with its kind: standing, shift or new."""
    told = [("standing", one) for one in standings], [("shift", one) for one in shifts], [("new", one) for one in new]
    return [{"row": kind, **asdict(one)} for listed in told for kind, one in listed]
