"""Values of foreign cells: checked, never guessed. Every function raises BadRecord, fit to show with a line number."""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from harmattan import dates
from harmattan.errors import BadRecord

# Names and addresses; a longer one is no name. Parties of one row: a list of all states has some 200.
LONGEST: Final = 4_000
MOST_PARTIES: Final = 500
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]{1,18}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:[eE][+-]?[0-9]{1,3})?")
_WHOLE: Final = re.compile(r"[0-9]{1,15}(?:\.0{1,3})?")


def text(value: str, name: str) -> str:
    """Return a cell without blanks around it."""
    if len(value) > LONGEST:
        raise BadRecord(f"{name} has {len(value):,} characters; the most is {LONGEST:,}")
    return value.strip()


def required(value: str, name: str) -> str:
    """Return a cell that must not be empty."""
    told = text(value, name)
    if not told:
        raise BadRecord(f"{name} is empty")
    return told


def number(value: str, name: str) -> float | None:
    """Return a finite number, or None for an empty cell."""
    if not value:
        return None
    # The separators of ASCII count as blanks to strip, and not to float.
    told = value.strip()
    if not _NUMBER.fullmatch(told):
        raise BadRecord(f"{name} is no number: {value[:40]!r}")
    found = float(told)
    if not math.isfinite(found):
        raise BadRecord(f"{name} is no number: {value[:40]!r}")
    return found


def whole(value: str, name: str) -> int | None:
    """Return a whole number that is not below 0, or None for an empty cell; "3.0" is 3."""
    if not value:
        return None
    if not _WHOLE.fullmatch(value.strip()):
        raise BadRecord(f"{name} is no whole number: {value[:40]!r}")
    return int(value.strip().partition(".")[0])


def point(lat: float | None, lon: float | None) -> tuple[float | None, float | None]:
    """Return latitude and longitude in degrees, both or neither."""
    if lat is None or lon is None:
        return None, None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise BadRecord(f"no point on the Earth: {lat:g}, {lon:g}")
    return lat, lon


@lru_cache(maxsize=4096)
def days(first: str, last: str, name: str) -> tuple[str, str]:
    """Return the first day of one ISO prefix and the day after the last of another, as ISO days."""
    try:
        begin, end = dates.bounds(first)[0], dates.bounds(last)[1]
    except ValueError:
        raise BadRecord(f"{name} is no date: {f'{first}, {last}'[:40]!r}") from None
    if begin >= end:
        raise BadRecord(f"{name} ends before it begins: {first[:20]} .. {last[:20]}")
    return begin.isoformat(), end.isoformat()


@lru_cache(maxsize=4096)
def span(first: str, end: str) -> str:
    """Return the precision that half-open ISO days have: day, week, month, year or interval."""
    begin, after = date.fromisoformat(first), date.fromisoformat(end)
    if after - begin == timedelta(1):
        return "day"
    for value, name in ((dates.week_of(begin), "week"), (first[:7], "month"), (first[:4], "year")):
        if dates.bounds(value) == (begin, after):
            return name
    return "interval"


def told(row: Mapping[str, str], names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the cells of these names that hold something, as pairs."""
    return tuple((name, text(value, name)) for name in names if (value := row.get(name, "").strip()))
