"""Days of the week: "Monday", "last Friday", "a week ago Tuesday", "the first Monday in May", "at the weekend"."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from harmattan import dates
from harmattan.resolve.counted import count
from harmattan.resolve.dateforms import DAYS, MONTH, YEAR, between

Ask = Callable[[str], str | None]

_NAMES: Final = "|".join(DAYS)
_NTH: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0}
_NTH_OF: Final = re.compile(
    rf"\b(?P<nth>{'|'.join(_NTH)}) (?P<day>{_NAMES}) (?:in|of) "
    rf"(?P<month>{MONTH.replace('?P<month>', '?:')}(?: {YEAR})?)$"
)
_WEEKS_FROM: Final = re.compile(
    rf"\b(?P<count>\w+) weeks? (?P<way>ago|from) (?:(?:on|last|this|next) )?(?P<day>{_NAMES})\b"
)
_DAYS_AGO: Final = re.compile(rf"\b(?P<count>\w+) (?P<day>{_NAMES})s ago\b")


def weekday(text: str, anchor: date | None) -> str | None:
    """Read "Monday", "last Friday", "next Tuesday": on or before the day of publication unless next is said."""
    pair = re.search(rf"\b(next )?({_NAMES}) and ({_NAMES})\b", text)
    if pair and anchor and (DAYS.index(pair.group(3)) - DAYS.index(pair.group(2))) % 7 == 1:
        last = weekday((pair.group(1) or "") + pair.group(3), anchor)
        day = date.fromisoformat(last or "")
        return between(day - timedelta(days=1), day + timedelta(days=1))
    found = re.search(
        rf"\b(?:(last|next|this|coming|previous|this coming) )?(?:({_NAMES})|(mon|tues?|wed|thurs?|fri|sat|sun)\b\.?)",
        text,
    )
    if not found:
        return None
    if anchor is None:
        return "unknown"
    if re.search(r"\b(?:black|good|bloody|ash|palm|easter|holy|super)$", text[: found.start()].rstrip()):
        return "unknown"
    wanted = next(number for number, day in enumerate(DAYS) if day.startswith((found.group(2) or found.group(3))[:3]))
    back = (anchor.weekday() - wanted) % 7
    which = found.group(1) or ("last" if re.search(r"\blast week\b", text) else "")
    if "next" in which or "coming" in which or "next week" in text:
        return (anchor + timedelta(days=7 - back)).isoformat()
    if "last week" in text:
        monday = anchor - timedelta(days=anchor.weekday() + 7)
        return (monday + timedelta(days=wanted)).isoformat()
    return (anchor - timedelta(days=back or (7 if which in ("last", "previous") else 0))).isoformat()


def nth_weekday(text: str, ask: Ask) -> str | None:
    """Read "the first Monday in May", "the last Friday of March 2024"."""
    found = _NTH_OF.search(text)
    if not found:
        return None
    month = ask(found["month"])
    return _nth_of(dates.bounds(month), DAYS.index(found["day"]), _NTH[found["nth"]]) if month else "unknown"


def _nth_of(month: tuple[date, date], wanted: int, nth: int) -> str:
    first, after = month
    opening = first + timedelta(days=(wanted - first.weekday()) % 7)
    days = [day for week in range(5) if (day := opening + timedelta(days=7 * week)) < after]
    return days[nth - 1].isoformat()


def weeks_from(text: str, anchor: date | None) -> str | None:
    """Read "a week ago Tuesday", "two weeks from Friday", "two Sundays ago": weeks from the day of that name."""
    found = _WEEKS_FROM.search(text) or _DAYS_AGO.search(text)
    number = count(found["count"]) if found else None
    if not found or not number:
        return None
    if anchor is None:
        return "unknown"
    if found.re is _DAYS_AGO:
        number -= 1  # one Sunday ago is the last one
    ahead = found.groupdict().get("way") == "from"
    day = weekday(f"{'next ' if ahead else ''}{found['day']}", anchor)
    return (date.fromisoformat(day or "") + timedelta(days=7 * (number if ahead else -number))).isoformat()


def weekend(text: str, anchor: date | None) -> str | None:
    """Read "at the weekend": Saturday and Sunday, the last ones unless others are said."""
    if not re.search(r"\bweekend\b", text):
        return None
    if anchor is None:
        return "unknown"
    saturday = anchor - timedelta(days=(anchor.weekday() - 5) % 7)
    if (
        "next weekend" in text
        or "coming weekend" in text
        or ("this weekend" in text and anchor.weekday() < 5 and anchor.weekday() > 1)
    ):
        saturday += timedelta(days=7)
    elif "last weekend" in text and anchor.weekday() >= 5:
        saturday -= timedelta(days=7)
    return between(saturday, saturday + timedelta(days=2))
