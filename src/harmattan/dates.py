"""Dates as ISO prefixes: "2023", "2023-07", "2023-07-26", "2023-W30", and half-open intervals "a/b".

The precision is the length of the prefix; nothing finer is ever made up.
"""

import re
from datetime import UTC, date, datetime, timedelta

_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("year", re.compile(r"[0-9]{4}")),
    ("month", re.compile(r"[0-9]{4}-[0-9]{2}")),
    ("week", re.compile(r"[0-9]{4}-W[0-9]{2}")),
    ("day", re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")),
)


def precision(value: str) -> str:
    """Return year, month, week, day or interval. Raises ValueError for anything else."""
    if "/" in value:
        first, last = bounds(value)
        if first >= last:
            raise ValueError(f"interval runs backwards: {value!r}")
        return "interval"
    for name, shape in _SHAPES:
        if shape.fullmatch(value):
            bounds(value)
            return name
    raise ValueError(f"not a date: {value!r}")


def bounds(value: str) -> tuple[date, date]:
    """Return the first day and the day after the last that value can mean.

    The right side of an interval is its end, not included. Raises ValueError if value is no date.
    """
    if "/" in value:
        left, right = value.split("/", 1)
        if "/" in right:
            raise ValueError(f"not a date: {value!r}")
        return bounds(left)[0], bounds(right)[0]
    try:
        return _bounds_of_prefix(value)
    except OverflowError:
        raise ValueError(f"not a date: {value!r}") from None


def _bounds_of_prefix(value: str) -> tuple[date, date]:
    if re.fullmatch(r"[0-9]{4}-W[0-9]{2}", value):
        first = date.fromisocalendar(int(value[:4]), int(value[6:]), 1)
        return first, first + timedelta(days=7)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        first = date.fromisoformat(value)
        return first, first + timedelta(days=1)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", value):
        first = date(int(value[:4]), int(value[5:]), 1)
        return first, (first + timedelta(days=31)).replace(day=1)
    if re.fullmatch(r"[0-9]{4}", value):
        return date(int(value), 1, 1), date(int(value) + 1, 1, 1)
    raise ValueError(f"not a date: {value!r}")


def days_of(value: str | None) -> tuple[date, date] | None:
    """Return bounds of value; None for what is no date and for an interval that holds no day."""
    try:
        first, end = bounds(value or "")
    except ValueError:
        return None
    return (first, end) if first < end else None


def in_words(value: str) -> str:
    """Return value as people read it: an interval with the last day, month or year that is in it, "2020 to 2023".

    What is no date, and an interval of weeks or one that ends with a month or year and does not begin so, is given back
    as it is.
    """
    left, _, right = value.partition("/")
    try:
        kinds = precision(left), precision(right)
        last = bounds(right)[0] - timedelta(days=1)
    except (ValueError, OverflowError):
        return value
    end = last.isoformat()[: len(right)]
    fits = "week" not in kinds and (kinds[0] == kinds[1] or kinds[1] == "day")
    return (left if left == end else f"{left} to {end}") if fits and left <= end else value


def days_of_act(told: str | None, published: str | None, *, recalled: bool) -> tuple[tuple[date, date] | None, str]:
    """Return the half-open days an act can have happened on, and where they come from: told, published or none.

    They are those told, else those of publication, which are none of an act that is recalled, told as history.
    """
    if days := days_of(told):
        return days, "told"
    days = None if recalled else days_of((published or "")[:10])
    return days, "published" if days else "none"


def week_of(day: date) -> str:
    """Return the ISO week of day, as "2024-W10"."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def month_of(day: date) -> str:
    """Return the month of day, as "2024-03"."""
    return f"{day.year:04d}-{day.month:02d}"


def now_utc() -> str:
    """Return the time now in UTC to the second, as "2024-03-12T09:30:00Z"."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
