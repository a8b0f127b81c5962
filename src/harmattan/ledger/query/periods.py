"""Periods and moments of the query line: ISO prefixes, half-open intervals, durations, open sides. All UTC."""

import re
from datetime import date, datetime, timedelta
from typing import Final

from harmattan import dates

_DURATION = re.compile(r"P(?:([0-9]{1,4})W|(?:([0-9]{1,4})Y)?(?:([0-9]{1,4})M)?(?:([0-9]{1,5})D)?)")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z?")
OPEN: Final = ".."


def period(text: str) -> str:
    """Return text as the line writes it: capitals, and ".." for an open side. Raises ValueError for no period."""
    sides = [side or OPEN for side in text.upper().split("/")]
    written = "/".join(sides)
    if sides.count(OPEN) == len(sides):
        raise ValueError("open on every side")
    first, end = bounds(written)
    if first is not None and end is not None and first >= end:
        raise ValueError("it ends before it begins; the end itself is not included")
    return written


def bounds(text: str) -> tuple[date | None, date | None]:
    """Return the first day and the day after the last; None is open. The right side of an interval is not included.

    One side may be a duration: weeks, or years, months and days (ISO 8601). Raises ValueError for no period.
    """
    left, slash, right = text.partition("/")
    if "/" in right:
        raise ValueError("a period has one slash")
    if not slash:
        return dates.bounds(left)
    if left.startswith("P"):
        end = dates.bounds(right)[0]
        return _moved(end, left, -1), end
    first = None if left == OPEN else dates.bounds(left)[0]
    if right.startswith("P"):
        if first is None:
            raise ValueError("a duration needs a beginning or an end")
        return first, _moved(first, right, 1)
    return first, None if right == OPEN else dates.bounds(right)[0]


def _moved(day: date, duration: str, sign: int) -> date:
    """A month later is the same day of the month, or its last if it is shorter."""
    match = _DURATION.fullmatch(duration)
    if match is None or not any(match.groups()):
        raise ValueError(f"no duration: {duration!r}, write P6W, P1Y, P3M or P10D")
    weeks, years, months, days = (sign * int(part or 0) for part in match.groups())
    try:
        return _month(day, years * 12 + months) + timedelta(days=weeks * 7 + days)
    except (OverflowError, ValueError):
        raise ValueError("it leaves the calendar") from None


def _month(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1) if months else day
    return first.replace(day=min(day.day, last.day))


def moment(text: str) -> str:
    """Return an ISO prefix, or a moment to the second with its Z. Raises ValueError for neither."""
    written = text.upper()
    if _MOMENT.fullmatch(written):
        written = _stamp(_read(written))
    elif dates.precision(written) == "interval":
        raise ValueError("an interval is no moment")
    after(written)
    return written


def after(text: str) -> str:
    """Return the first stamp that comes after the moment, or after the last day of the prefix. Raises ValueError.

    Stamps of the ledger compare as text, and a day sorts before every moment on it.
    """
    if "T" not in text:
        return dates.bounds(text)[1].isoformat()
    try:
        return _stamp(_read(text) + timedelta(seconds=1))
    except OverflowError:
        raise ValueError("it leaves the calendar") from None


def _read(text: str) -> datetime:
    return datetime.fromisoformat(text.removesuffix("Z"))


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds") + "Z"
