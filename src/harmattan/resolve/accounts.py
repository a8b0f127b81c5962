"""Periods as accounts and statistics have them: quarters, and what ended on a day.

"The third quarter", "the six months ended June 30", "the year to March", "the week of Oct. 16". A quarter is one of the
calendar; of a fiscal year nobody tells here when it begins, so its quarters are unknown.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from harmattan import dates
from harmattan.resolve.counted import count
from harmattan.resolve.dateforms import DAYS, MONTH, YEAR, between, shift_month

Ask = Callable[[str], str | None]

_NTH: Final = {"first": 0, "second": 1, "third": 2, "fourth": 3, "final": 3, "last": 3}
_MONTHS: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_WEEKS: Final = {"week": 7, "fortnight": 14}
_ENDED: Final = re.compile(
    r"\b(?:(?P<count>\w+)[ -])?(?P<unit>month|quarter|half|year|week|fortnight)(?P<many>s)? "
    r"(?P<way>ended|ending|that ended|to|through) (?:on |in |at )?(?:the )?(?:end[ -](?:of )?)?(?P<end>.+)$"
)
_WEEK_END: Final = re.compile(rf"(?:last |next )?(?:{'|'.join(DAYS)})")
_END: Final = re.compile(rf"(?:{MONTH}|\d{{1,2}} {MONTH.replace('?P<month>', '?:')})(?: \d{{1,2}})?(?: {YEAR})?")
_WEEK_OF: Final = re.compile(r"\b(?P<unit>week|weekend) of (?P<day>.+)$")
_QUARTER: Final = re.compile(
    rf"\b(?:{YEAR}(?:'s)? )?(?P<nth>{'|'.join(_NTH)}|this|current|next)[ -](?P<unit>quarter|half)\b(?!-)"
    rf"(?: of (?:the year )?(?P<whole>(?:1[5-9]|20)\d\d|(?:the|this|last|next) year))?(?P<rest>.*)$"
)
_FIRST_MONTHS: Final = re.compile(
    r"\bfirst (?P<count>\w+) months of (?P<whole>(?:1[5-9]|20)\d\d|(?:the|this|last) year)\b"
)
# "Last quarter" is the one before this; "the last quarter of 1989" its fourth.
_BESIDE: Final = {"this": 0, "current": 0, "next": 1, "last": -1}
_YEARS: Final = {"the": 0, "this": 0, "last": -1, "next": 1}
# Before this year a count of weeks might lead out of the calendar.
_WEEKS_LEFT: Final = 100
_DAY: Final = len("2023-07-26")


def ended(text: str, ask: Ask) -> str | None:
    """Read "the third quarter ended Sept. 30", "the year to March": the time up to an end that is told."""
    found = _ENDED.search(text)
    weeks = found is not None and found["unit"] in _WEEKS
    if not found or not (_END.fullmatch(found["end"]) or (weeks and _WEEK_END.fullmatch(found["end"]))):
        return None
    if weeks and found["way"] in ("to", "through"):
        return None  # "two weeks to May 5" are still to come
    end = ask(found["end"])
    number = count(found["count"] or "") if found["many"] else 1
    if not number or not end or "/" in end:
        return "unknown"
    if weeks:
        return _days_to(end, number * _WEEKS[found["unit"]])
    # A month that is named is the last of the period.
    return _months_to(dates.bounds(end)[1], number * _MONTHS[found["unit"]])


def _days_to(end: str, days: int) -> str:
    after = dates.bounds(end)[1]
    return between(after - timedelta(days=days), after) if len(end) == _DAY and after.year > _WEEKS_LEFT else "unknown"


def _months_to(after: date, months: int) -> str:
    """Return so many months up to a day: whole months if they end with one."""
    if months >= 12 * (after.year - 1):
        return "unknown"
    first = shift_month(after, -months)
    if after.day == 1:
        return f"{first}/{dates.month_of(after)}"
    year, month = (int(part) for part in first.split("-"))
    return between(date(year, month, min(after.day, monthrange(year, month)[1])), after)


def week_of(text: str, ask: Ask) -> str | None:
    """Read "the week of Oct. 16", "the weekend of Nov. 11" as what lies around that day."""
    found = _WEEK_OF.search(text)
    told = ask(found["day"]) if found and _END.fullmatch(found["day"]) else None
    if not found or not told or len(told) != _DAY:
        return None
    day = date.fromisoformat(told)
    if found["unit"] == "week":
        return dates.week_of(day)
    saturday = day + timedelta(days=-1 if day.weekday() == len(DAYS) - 1 else 5 - day.weekday())
    return between(saturday, saturday + timedelta(days=2))


def quarter(text: str, anchor: date | None) -> str | None:
    """Read "the third quarter", "third-quarter", "1989's fourth quarter", "the first nine months of the year"."""
    months = _FIRST_MONTHS.search(text)
    if months:
        return _first_months(count(months["count"]), _year(months["whole"], anchor))
    found = _QUARTER.search(text)
    if not found or (found["unit"] == "half" and not (found["whole"] or found["year"])):
        return None  # "the first half" is mostly one of a match
    if "fiscal" in text or re.match(r" (?:of|last year|a year)\b", found["rest"]):
        return "unknown"  # "the same quarter last year", "the first quarter of the match"
    if not (found["year"] or found["whole"]):
        return _quarter_near(text, found["nth"], anchor)
    year = _year(found["year"] or found["whole"], anchor)
    size = _MONTHS[found["unit"]]
    nth = 12 // size - 1 if found["nth"] in ("last", "final") else _NTH.get(found["nth"], 12)
    return _months(year, nth * size, size) if year and (nth + 1) * size <= 12 else "unknown"


def _quarter_near(text: str, nth: str, anchor: date | None) -> str:
    """Return the quarter that was last so numbered; one that has begun counts."""
    if anchor is None:
        return "unknown"
    now = (anchor.month - 1) // 3
    # "The last quarter" may be the fourth or the one before this.
    if nth in _BESIDE and not (nth == "last" and re.search(r"\bthe last\b", text)):
        return _months(anchor.year, 3 * (now + _BESIDE[nth]), 3)
    if nth == "last":
        return "unknown"
    return _months(anchor.year - (_NTH[nth] > now), 3 * _NTH[nth], 3)


def _year(told: str, anchor: date | None) -> int | None:
    if told.isdigit():
        return int(told)
    return anchor.year + _YEARS[told.split()[0]] if anchor else None


def _first_months(number: int | None, year: int | None) -> str:
    return _months(year, 0, number) if year and number and number <= 12 else "unknown"


def _months(year: int, first: int, size: int) -> str:
    start = date(year, 1, 1)
    return f"{shift_month(start, first)}/{shift_month(start, first + size)}"
