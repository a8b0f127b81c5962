"""Days, months and years as they are written: words of a calendar -> ISO prefixes. Each rule returns None if it does
not apply, and "unknown" if it does and nothing can be told.
"""

import re
from datetime import date, timedelta
from typing import Final

from harmattan import dates

Told = tuple[str | None, str]
UNKNOWN: Final[Told] = (None, "unknown")

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MONTH = (
    r"(?P<month>jan(?:uary|\b)|feb(?:ruary|\b)|mar(?:ch|\b)|apr(?:il|\b)|may|june?|july?|aug(?:ust|\b)"
    r"|sept?(?:ember|\b)|oct(?:ober|\b)|nov(?:ember|\b)|dec(?:ember|\b))\b\.?"
)
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
# A month or day without a year lies in the past, unless it is this near ahead.
AHEAD_DAYS = 60
AHEAD_MONTHS = 2


def day_of_publication(published: str | None) -> date | None:
    """Return the day, or None if it is not known."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def checked(value: str) -> Told:
    """Give the value its precision; what is no date after all (31 February) is unknown."""
    try:
        return value, dates.precision(value)
    except ValueError:
        return UNKNOWN


def between(first: date, after: date) -> str:
    """Return the half-open interval of days."""
    return f"{first.isoformat()}/{after.isoformat()}"


def month_number(name: str) -> int:
    """Return 1 to 12."""
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name[:3]))


def shift_month(day: date, months: int) -> str:
    """Return the month that lies months later (or earlier) as a prefix."""
    total = day.year * 12 + day.month - 1 + months
    return f"{total // 12:04d}-{total % 12 + 1:02d}"


def step(prefix: str) -> str:
    """Return the prefix after one of the same length: 2023 -> 2024, 2023-12 -> 2024-01, a day -> the next."""
    _, after = dates.bounds(prefix)
    return after.isoformat()[: len(prefix)]


def interval(first: str, last: str) -> str:
    """Return the half-open interval from the start of first to the end of last."""
    return f"{first}/{step(last)}"


def iso(text: str, anchor: date | None) -> str | None:
    found = re.search(r"\b(\d{4}-\d{2}-\d{2}|\d{4}-w\d{2}|\d{4}-(?:0[1-9]|1[0-2]))(?!\d|-)", text)
    return found.group(1).upper() if found else None


def slashed(text: str, anchor: date | None) -> str | None:
    """Read 26/07/2023; where day and month could be swapped (07/08/2023) nothing is said."""
    found = re.search(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b", text)
    if not found:
        return None
    first, second, year = (int(part) for part in found.groups())
    if first > 12 >= second:
        return f"{year:04d}-{second:02d}-{first:02d}"
    if second > 12 >= first:
        return f"{year:04d}-{first:02d}-{second:02d}"
    return f"{year:04d}-{first:02d}-{second:02d}" if first == second else "ambiguous"


def day_of(found: re.Match[str], anchor: date | None) -> str | None:
    """Return the day a match of day, month and maybe year means."""
    month, day, year = month_number(found.group("month")), int(found.group("day")), found.group("year")
    if year:
        return f"{int(year):04d}-{month:02d}-{day:02d}"
    if anchor is None:
        return None
    for candidate in (anchor.year + 1, anchor.year, anchor.year - 1):
        value = f"{candidate:04d}-{month:02d}-{day:02d}"
        if checked(value)[0] and (date.fromisoformat(value) - anchor).days <= AHEAD_DAYS:
            return value
    return None


def calendar_day(text: str, anchor: date | None) -> str | None:
    """Read "7 August 2019", "Aug. 7", "the 26th of July, 2023", "July 26 last year"."""
    for shape in (
        rf"\b{DAY} (?:of )?{MONTH}(?: (?:of )?{YEAR})?",
        rf"\b{MONTH} (?:the )?{DAY}(?: {YEAR})?(?!\d)",
    ):
        found = re.search(shape, text)
        if found:
            return other_year(text, day_of(found, anchor), anchor) or "unknown"
    return None


def ordinal_day(text: str, anchor: date | None) -> str | None:
    """Read "the 26th", "until the 31st", "the 3rd of this month", "the 15th of last month"."""
    found = re.search(
        r"^(?:(?:on|by|until|before|after|from) )?the (\d{1,2})(?:st|nd|rd|th)(?: of (this|last|next) month)?$", text
    )
    if not found:
        return None
    if anchor is None:
        return "unknown"
    day, which = int(found.group(1)), found.group(2)
    shift = {"last": -1, "next": 1, "this": 0}.get(which or "", 0 if day <= anchor.day else -1)
    return f"{shift_month(anchor, shift)}-{day:02d}"


def calendar_month(text: str, anchor: date | None) -> str | None:
    """Read "July 2023", "in July", "last July", "July last year"; "may" alone must stand as a month."""
    found = re.search(
        rf"(?:\b(?P<which>last|next|this|in|since|by|until|during|of) )?\b{MONTH}(?: (?:of |in )?{YEAR})?", text
    )
    if not found:
        return None
    if re.search(r"\b(?:black|bloody|red) $", text[: found.start()]):
        return "unknown"  # "Black September" names no month of this year
    month, year, which = month_number(found.group("month")), found.group("year"), found.group("which")
    if year:
        return f"{int(year):04d}-{month:02d}"
    if anchor is None:
        return "unknown"
    this = anchor.month - month
    if which == "next":
        return f"{anchor.year + (this >= 0):04d}-{month:02d}"
    if which == "last":
        return f"{anchor.year - (this <= 0):04d}-{month:02d}"
    ahead = -this if this <= 0 else 12 - this
    year_meant = anchor.year + (this > 0) if ahead <= AHEAD_MONTHS else anchor.year - (this < 0)
    return other_year(text, f"{year_meant:04d}-{month:02d}", anchor)


def other_year(text: str, value: str | None, anchor: date | None) -> str | None:
    told = re.search(r"\b(last|this|next|the previous) year\b", text)
    if told and anchor and value:
        return f"{anchor.year + {'last': -1, 'this': 0, 'next': 1}.get(told.group(1), -1):04d}{value[4:]}"
    return value


def year_alone(text: str, anchor: date | None) -> str | None:
    # "At 1930 GMT" is an hour.
    found = re.search(rf"(?<![\d,.$€£]){YEAR}(?![\d,.]\d|\d|%| (?:gmt|utc|hours|hrs|local time)\b)", text)
    return found.group("year") if found else _year_for_short(text, anchor)


def _year_for_short(text: str, anchor: date | None) -> str | None:
    """Read "'68" as the last year that ends so."""
    short = re.search(r"(?<![\w'])'(\d\d)$", text)
    if not short or anchor is None:
        return None
    century = anchor.year // 100 - (int(short.group(1)) > anchor.year % 100)
    return f"{century:02d}{short.group(1)}"


def near(text: str, anchor: date | None) -> str | None:
    """Read today, yesterday, tomorrow and the nights and weekends around them."""
    steps = (
        (r"\bday before yesterday\b", -2),
        (r"\byesterday\b|\blast night\b", -1),
        (r"\bday after tomorrow\b", 2),
        (r"\btomorrow\b", 1),
        (r"\btoday\b|\btonight\b|\bthis (?:morning|afternoon|evening)\b|\bearlier in the day\b", 0),
    )
    # "A year ago today" is no day of this year.
    for shape, days in steps if not re.search(r"\bago\b", text) else ():
        if re.search(shape, text):
            return (anchor + timedelta(days=days)).isoformat() if anchor else "unknown"
    if re.search(r"\bovernight\b", text):
        return between(anchor - timedelta(days=1), anchor + timedelta(days=1)) if anchor else "unknown"
    return None
