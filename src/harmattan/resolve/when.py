"""Words for a time -> a value (ISO prefix or half-open interval) and its precision.

Pure: the same words and publication day give the same answer. Nothing finer than told is made up, and the day of
publication is given only where the words say so ("today").
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from harmattan import dates
from harmattan.resolve.names import fold

Told = tuple[str | None, str]
UNKNOWN: Final[Told] = (None, "unknown")

_MONTHS = [
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
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_UNITS = {"day": 1, "week": 7, "fortnight": 14}
_COUNTS = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
} | {"a": 1, "an": 1}
_MONTH = (
    r"(?P<month>jan(?:uary|\b)|feb(?:ruary|\b)|mar(?:ch|\b)|apr(?:il|\b)|may|june?|july?|aug(?:ust|\b)"
    r"|sept?(?:ember|\b)|oct(?:ober|\b)|nov(?:ember|\b)|dec(?:ember|\b))\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
# A month or day without a year lies in the past, unless it is this near ahead.
_AHEAD_DAYS = 60
_AHEAD_MONTHS = 2
_VAGUE = re.compile(
    r"\b(?:nearly|almost|about|around|roughly|some|several|few|many|more than|less than|at least|up to|under"
    r"|over (?:a|\d|two|three|four|five))\b.*\bago\b"
    r"|\b(?:recent|recently|soon|coming|upcoming|lately|earlier on|later on|previous|following day|same day|next day"
    r"|day earlier|(?:day|week|month|year)s? (?:later|after|before|earlier|afterwards?))\b"
)


def resolve_time(words: str, published: str | None) -> Told:
    """Return (value, precision) of a time expression against the day of publication (ISO; None if unknown).

    Expressions that lean on a day need one; vague ones are (None, "unknown").
    """
    text = " ".join(fold(words).replace("’", "'").replace(",", " ").replace("–", "-").replace("—", "-").split())
    anchor = _anchor(published)
    for rule in _RULES:
        found = rule(text, anchor)
        if found is not None:
            return _checked(found)
    return UNKNOWN


def _anchor(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _checked(value: str) -> Told:
    """Give the value its precision; what is no date after all (31 February) is unknown."""
    try:
        return value, dates.precision(value)
    except ValueError:
        return UNKNOWN


def _between(first: date, after: date) -> str:
    return f"{first.isoformat()}/{after.isoformat()}"


def _month_number(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name[:3]))


def _shift_month(day: date, months: int) -> str:
    total = day.year * 12 + day.month - 1 + months
    return f"{total // 12:04d}-{total % 12 + 1:02d}"


def _step(prefix: str) -> str:
    """Return the prefix after one of the same length: 2023 -> 2024, 2023-12 -> 2024-01, a day -> the next."""
    _, after = dates.bounds(prefix)
    return after.isoformat()[: len(prefix)]


def _interval(first: str, last: str) -> str:
    """Return the half-open interval from the start of first to the end of last."""
    return f"{first}/{_step(last)}"


def _iso(text: str, _anchor: date | None) -> str | None:
    found = re.search(r"\b(\d{4}-\d{2}-\d{2}|\d{4}-w\d{2}|\d{4}-(?:0[1-9]|1[0-2]))(?!\d|-)", text)
    return found.group(1).upper() if found else None


def _slashed(text: str, _anchor: date | None) -> str | None:
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


def _range(text: str, anchor: date | None) -> str | None:
    """Read "between 2020 and 2023", "from March to June 2023", "2019-2021", "3-5 May 2021"."""
    days = re.search(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ?(?:-|and|to|until) ?{_DAY} (?:of )?{_MONTH}(?: {_YEAR})?", text)
    if days:
        last = _day_of(days, anchor)
        return _interval(f"{last[:8]}{int(days.group(1)):02d}", last) if last and last[8:] else None
    swapped = re.search(rf"\b{_MONTH} (\d{{1,2}}) ?(?:-|and|to|until) ?{_DAY}(?: {_YEAR})?", text)
    if swapped:
        last = _day_of(swapped, anchor)
        return _interval(f"{last[:8]}{int(swapped.group(2)):02d}", last) if last else None
    sides = re.search(r"\b(?:between|from) (.+?) (?:and|to|until|till|through) (.+)$", text)
    if sides:
        return _from_sides(sides.group(1), sides.group(2), anchor)
    # 2005-07 is a month; 2019-21 can only be a range.
    years = re.search(r"\b((?:1[5-9]|20)\d\d) ?(?:-|to) ?((?:1[5-9]|20)\d\d|1[3-9]|[2-9]\d)\b(?!-)", text)
    if years:
        first, last = years.groups()
        return _interval(first, first[: 4 - len(last)] + last)
    return None


def _from_sides(left: str, right: str, anchor: date | None) -> str | None:
    """Join two sides; a year or month told once serves both: "from 3 March to 5 June 2023"."""
    year = re.search(_YEAR, right)
    last = resolve_time(right, anchor.isoformat() if anchor else None)[0]
    for words in (left, f"{left} {year.group()}" if year and not re.search(_YEAR, left) else left):
        first = resolve_time(words, anchor.isoformat() if anchor else None)[0]
        if first and last and "/" not in first + last and len(first) == len(last) and first < last:
            return _interval(first, last)
    if last and re.fullmatch(r"\d{1,2}", left) and len(last) == 10:
        return _interval(f"{last[:8]}{int(left):02d}", last)
    return None


def _decade(text: str, _anchor: date | None) -> str | None:
    found = re.search(r"\b(?:(early|mid|late)[- ])?(?:the )?((?:1[5-9]|20)\d)0'?s\b", text)
    if not found:
        return None
    first = int(found.group(2)) * 10
    start, end = {"early": (0, 4), "mid": (3, 7), "late": (6, 10)}.get(found.group(1) or "", (0, 10))
    return f"{first + start:04d}/{first + end:04d}"


def _part(text: str, anchor: date | None) -> str | None:
    """Read "early July", "mid-2023", "late last month", "first half of 2024", "third quarter of 2024"."""
    share = re.search(rf"\b(first|second|third|fourth|last) (half|quarter) of {_YEAR}", text)
    if share:
        size = 6 if share.group(2) == "half" else 3
        nth = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": 12 // size - 1}[share.group(1)]
        start = date(int(share.group("year")), 1, 1)
        return (
            f"{_shift_month(start, nth * size)}/{_shift_month(start, nth * size + size)}" if nth * size < 12 else None
        )
    found = re.search(r"\b(early|mid|late|beginning of|middle of|end of)[- ](?:in )?(.+)$", text)
    if not found:
        return None
    whole = resolve_time(found.group(2), anchor.isoformat() if anchor else None)[0]
    third = {"ear": 0, "beg": 0, "mid": 1, "lat": 2, "end": 2}[found.group(1)[:3]]
    return _third(whole, third) if whole else None


def _third(whole: str, third: int) -> str | None:
    if re.fullmatch(r"\d{4}", whole):
        start = date(int(whole), 1, 1)
        return f"{_shift_month(start, 4 * third)}/{_shift_month(start, 4 * third + 4)}"
    if re.fullmatch(r"\d{4}-\d{2}", whole):
        first, after = dates.bounds(whole)
        edges = (first, first + timedelta(days=10), first + timedelta(days=20), after)
        return _between(edges[third], edges[third + 1])
    return whole


def _day_of(found: re.Match[str], anchor: date | None) -> str | None:
    """Return the day a match of day, month and maybe year means."""
    month, day, year = _month_number(found.group("month")), int(found.group("day")), found.group("year")
    if year:
        return f"{int(year):04d}-{month:02d}-{day:02d}"
    if anchor is None:
        return None
    for candidate in (anchor.year + 1, anchor.year, anchor.year - 1):
        value = f"{candidate:04d}-{month:02d}-{day:02d}"
        if _checked(value)[0] and (date.fromisoformat(value) - anchor).days <= _AHEAD_DAYS:
            return value
    return None


def _calendar_day(text: str, anchor: date | None) -> str | None:
    """Read "7 August 2019", "Aug. 7", "the 26th of July, 2023", "July 26 last year"."""
    for shape in (
        rf"\b{_DAY} (?:of )?{_MONTH}(?: (?:of )?{_YEAR})?",
        rf"\b{_MONTH} (?:the )?{_DAY}(?: {_YEAR})?(?!\d)",
    ):
        found = re.search(shape, text)
        if found:
            return _other_year(text, _day_of(found, anchor), anchor) or "unknown"
    return None


def _calendar_month(text: str, anchor: date | None) -> str | None:
    """Read "July 2023", "in July", "last July", "July last year"; "may" alone must stand as a month."""
    found = re.search(
        rf"(?:\b(?P<which>last|next|this|in|since|by|until|during|of) )?\b{_MONTH}(?: (?:of )?{_YEAR})?", text
    )
    if not found:
        return None
    month, year, which = _month_number(found.group("month")), found.group("year"), found.group("which")
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
    year_meant = anchor.year + (this > 0) if ahead <= _AHEAD_MONTHS else anchor.year - (this < 0)
    return _other_year(text, f"{year_meant:04d}-{month:02d}", anchor)


def _other_year(text: str, value: str | None, anchor: date | None) -> str | None:
    told = re.search(r"\b(last|this|next|the previous) year\b", text)
    if told and anchor and value:
        return f"{anchor.year + {'last': -1, 'this': 0, 'next': 1}.get(told.group(1), -1):04d}{value[4:]}"
    return value


def _weekday(text: str, anchor: date | None) -> str | None:
    """Read "Monday", "last Friday", "next Tuesday": on or before the day of publication unless next is said."""
    names = "|".join(_DAYS)
    found = re.search(
        rf"\b(?:(last|next|this|coming|previous|this coming) )?(?:({names})|(mon|tues?|wed|thurs?|fri|sat|sun)\b\.?)",
        text,
    )
    if not found:
        return None
    if anchor is None:
        return "unknown"
    wanted = next(number for number, day in enumerate(_DAYS) if day.startswith((found.group(2) or found.group(3))[:3]))
    back = (anchor.weekday() - wanted) % 7
    which = found.group(1) or ("last" if re.search(r"\blast week\b", text) else "")
    if "next" in which or "coming" in which or "next week" in text:
        return (anchor + timedelta(days=7 - back)).isoformat()
    if "last week" in text:
        monday = anchor - timedelta(days=anchor.weekday() + 7)
        return (monday + timedelta(days=wanted)).isoformat()
    return (anchor - timedelta(days=back or (7 if which in ("last", "previous") else 0))).isoformat()


def _near(text: str, anchor: date | None) -> str | None:
    """Read today, yesterday, tomorrow and the nights and weekends around them."""
    steps = (
        (r"\bday before yesterday\b", -2),
        (r"\byesterday\b|\blast night\b", -1),
        (r"\bday after tomorrow\b", 2),
        (r"\btomorrow\b", 1),
        (r"\btoday\b|\btonight\b|\bthis (?:morning|afternoon|evening)\b|\bearlier in the day\b", 0),
    )
    for shape, days in steps:
        if re.search(shape, text):
            return (anchor + timedelta(days=days)).isoformat() if anchor else "unknown"
    if re.search(r"\bovernight\b", text):
        return _between(anchor - timedelta(days=1), anchor + timedelta(days=1)) if anchor else "unknown"
    return None


def _weekend(text: str, anchor: date | None) -> str | None:
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
    return _between(saturday, saturday + timedelta(days=2))


def _ago(text: str, anchor: date | None) -> str | None:
    """Read "three days ago", "two weeks ago", "a year ago" as finely as the unit."""
    if _VAGUE.search(text):
        return "unknown"
    found = re.search(r"\b(\w+) (day|week|month|year|fortnight)s? ago\b", text)
    if not found:
        return None
    count = _count(found.group(1))
    return _back(anchor, count, found.group(2)) if anchor and count else "unknown"


def _count(word: str) -> int | None:
    return int(word) if re.fullmatch(r"\d{1,3}", word) else _COUNTS.get(word)


def _back(anchor: date, count: int, unit: str) -> str:
    if unit == "year":
        return f"{anchor.year - count:04d}"
    if unit == "month":
        return _shift_month(anchor, -count)
    day = anchor - timedelta(days=count * _UNITS[unit])
    return day.isoformat() if unit == "day" else dates.week_of(day)


def _relative(text: str, anchor: date | None) -> str | None:
    """Read "last week", "earlier this month", "next year"."""
    found = re.search(r"\b(last|previous|this|current|next|the following) (week|month|year)\b", text)
    if not found:
        return None
    if anchor is None:
        return "unknown"
    step = {"last": -1, "previous": -1, "next": 1, "the following": 1}.get(found.group(1), 0)
    if found.group(2) == "week":
        return dates.week_of(anchor + timedelta(days=7 * step))
    return _shift_month(anchor, step) if found.group(2) == "month" else f"{anchor.year + step:04d}"


def _past(text: str, anchor: date | None) -> str | None:
    """Read "over the past year", "in the last two weeks": the time up to publication."""
    found = re.search(r"\b(?:past|last) (?:(\w+) )?(day|week|month|year|decade|fortnight|24 hours|48 hours)s?\b", text)
    if not found or (text[found.start() :].startswith("last") and not found.group(1)):
        return None
    count = _count(found.group(1) or "one")
    if anchor is None or not count:
        return "unknown"
    unit = found.group(2)
    if unit in ("year", "decade"):
        years = count * (10 if unit == "decade" else 1)
        return f"{_shift_month(anchor, -12 * years)}/{_step(dates.month_of(anchor))}"
    if unit == "month":
        return f"{_shift_month(anchor, -count)}/{_step(dates.month_of(anchor))}"
    days = count * _UNITS.get(unit, 2 if unit == "48 hours" else 1)
    return _between(anchor - timedelta(days=days), anchor + timedelta(days=1))


def _since(text: str, anchor: date | None) -> str | None:
    """Read "since 2022" as the time from then to the day of publication."""
    found = re.search(r"\bsince (.+)$", text)
    if not found:
        return None
    first = resolve_time(found.group(1), anchor.isoformat() if anchor else None)[0]
    if not first or anchor is None or "/" in first:
        return "unknown"
    return f"{first}/{(anchor + timedelta(days=1)).isoformat()}" if dates.bounds(first)[0] <= anchor else first


def _year_alone(text: str, _anchor: date | None) -> str | None:
    found = re.search(rf"(?<![\d,.$€£]){_YEAR}(?![\d,.]\d|\d|%)", text)
    return found.group("year") if found else None


# The order matters: what is told most finely is asked first, and a range before its ends.
_RULES: Final[tuple[Callable[[str, date | None], str | None], ...]] = (
    _since,
    _range,
    _iso,
    _slashed,
    _decade,
    _part,
    _calendar_day,
    _near,
    _ago,
    _weekend,
    _weekday,
    _past,
    _calendar_month,
    _relative,
    _year_alone,
)
