"""Words that count from the day of publication: "three days ago", "in two weeks", "last month", "the past year"."""

import re
from datetime import date, timedelta
from typing import Final

from harmattan import dates
from harmattan.resolve.dateforms import between, shift_month, step

_UNITS: Final = {"day": 1, "week": 7, "fortnight": 14}
_YEAR: Final = len("2023")
_YEARS: Final = {"year": 1, "decade": 10, "century": 100, "centurie": 100}
_NUMBERS: Final = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
]  # fmt: skip
_COUNTS: Final = {word: number for number, word in enumerate(_NUMBERS)} | {
    "a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
UNIT: Final = r"(?P<unit>day|week|fortnight|month|year|decade|century|centurie)s?'?"
_VAGUE = re.compile(
    r"\b(?:nearly|almost|about|around|roughly|some|several|few|many|more than|less than|at least|up to|under"
    r"|over (?:a|\d|two|three|four|five))\b.*\b(?:ago|time|from now)\b"
    r"|\b(?:recent|recently|soon|coming|upcoming|lately|earlier on|later on|following day|same day|next day"
    r"|day earlier|(?:day|week|month|year)s? (?:later|after|before|earlier|afterwards?)(?! last))\b"
)


def vague(text: str, _anchor: date | None) -> str | None:
    """Recognise what names no time: "recently", "some years ago", "the following day", "two days after the coup"."""
    return "unknown" if _VAGUE.search(text) and not re.search(r"\bthis coming\b|\bcoming [a-z]+day\b", text) else None


def count(word: str) -> int | None:
    """Return the number a word or figure means."""
    return int(word) if re.fullmatch(r"\d{1,3}", word) else _COUNTS.get(word)


def moved(anchor: date, number: int, unit: str) -> str:
    """Return the day, week, month or year that lies number units after anchor, as fine as the unit."""
    if unit in _YEARS:
        return f"{anchor.year + number * _YEARS[unit]:04d}"
    if unit == "month":
        return shift_month(anchor, number)
    day = anchor + timedelta(days=number * _UNITS[unit])
    return day.isoformat() if unit == "day" else dates.week_of(day)


def ago(text: str, anchor: date | None) -> str | None:
    """Read "three days ago", "two weeks ago", "a decade ago", "half a century ago"."""
    if anchor and re.search(r"\bhalf a century ago\b", text):
        return f"{anchor.year - 50:04d}"
    found = re.search(rf"\b(?P<count>\w+) {UNIT} ago\b", text)
    if not found:
        return None
    number = count(found.group("count"))
    if not anchor or not number:
        return "unknown"
    value = moved(anchor, -number, found.group("unit"))
    # "A year ago today" tells the day, a bare "a year ago" the year.
    return value + anchor.isoformat()[4:] if len(value) == _YEAR and text[found.end() :] == " today" else value


def ahead(text: str, anchor: date | None) -> str | None:
    """Read "in three days", "in two weeks' time", "four days from now"."""
    found = re.search(rf"\b(?:in|within) (?P<count>\w+) {UNIT}(?: time)?(?: from now)?$", text) or re.search(
        rf"\b(?P<count>\w+) {UNIT} from (?:now|today)\b", text
    )
    number = count(found.group("count")) if found else None
    if not found or not number:
        return None
    # "Within two weeks" names no day, and a bare "in two years" may be how long something took: only the end is told.
    return moved(anchor, number, found.group("unit")) if anchor else "unknown"


def before_last(text: str, anchor: date | None) -> str | None:
    """Read "the week before last"."""
    found = re.search(r"\b(week|month|year) before last\b", text)
    if not found:
        return None
    return moved(anchor, -2, found.group(1)) if anchor else "unknown"


def relative(text: str, anchor: date | None) -> str | None:
    """Read "last week", "earlier this month", "next year"."""
    found = re.search(r"\b(last|previous|this|current|next|the following) (week|month|year)\b", text)
    if not found:
        return None
    if anchor is None:
        return "unknown"
    return moved(
        anchor, {"last": -1, "previous": -1, "next": 1, "the following": 1}.get(found.group(1), 0), found.group(2)
    )


def past(text: str, anchor: date | None) -> str | None:
    """Read "over the past year", "in the last two weeks": the time up to publication."""
    found = re.search(r"\b(?:past|last) (?:(\w+) )?(day|week|month|year|decade|fortnight|24 hours|48 hours)s?\b", text)
    if not found or (text[found.start() :].startswith("last") and not found.group(1)):
        return None
    number = count(found.group(1) or "one")
    if anchor is None or not number:
        return "unknown"
    unit = found.group(2)
    if unit in _YEARS:
        return f"{_clamped(anchor, -12 * number * _YEARS[unit])}/{step(dates.month_of(anchor))}"
    if unit == "month":
        return f"{shift_month(anchor, -number)}/{step(dates.month_of(anchor))}"
    days = number * _UNITS.get(unit, 2 if unit == "48 hours" else 1)
    return between(anchor - timedelta(days=days), anchor + timedelta(days=1))


def _clamped(anchor: date, months: int) -> str:
    """Shift, but not before the year 1: "the past 999 decades" is no date."""
    return shift_month(anchor, max(months, 12 - anchor.year * 12))
