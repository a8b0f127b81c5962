"""Days as pages write them, to ISO: only what is written, nothing guessed.

"03/04/2026" can be two days and is no date here; "13/04/2026" can be one.
"""

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
    "nov": 11, "dec": 12,
    "janvier": 1, "février": 2, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "août": 8,
    "aout": 8, "septembre": 9, "octobre": 10, "novembre": 11, "décembre": 12, "decembre": 12,
    "enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8,
    "septiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12,
    "janeiro": 1, "fevereiro": 2, "março": 3, "maio": 5, "junho": 6, "julho": 7, "setembro": 9, "outubro": 10,
    "novembro": 11, "dezembro": 12,
    "januar": 1, "februar": 2, "märz": 3, "juni": 6, "juli": 7, "oktober": 10, "dezember": 12,
}  # fmt: skip
_WEEKDAYS = {
    name: day
    for day, names in enumerate((
        "monday mon lundi lunes montag segunda-feira", "tuesday tues tue mardi martes dienstag terça-feira",
        "wednesday wed mercredi miércoles mittwoch quarta-feira",
        "thursday thurs thur thu jeudi jueves donnerstag quinta-feira",
        "friday fri vendredi viernes freitag sexta-feira", "saturday sat samedi sábado samstag",
        "sunday sun dimanche domingo sonntag",
    ))
    for name in names.split()
}  # fmt: skip
_DAYS = "|".join(_WEEKDAYS)
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = rf"(?:\b(?P<weekday>{_DAYS})\.?,?\s+(?:le\s+|el\s+)?)?"
# Dumps glue what stood in two columns: "Jane DoeDec 22, 20235:00 AM".
_WORD_START = r"(?:\b|(?<=[^\W\d_])(?-i:(?=[A-Z])))"
# A day is told for readers and again for machines: "9 Oct 20239 Oct 2023".
_YEAR_END = rf"(?:(?!\d)|(?=\d{{1,2}}:\d{{2}})|(?=\d{{1,2}}\s(?:{_MONTH})\b))"
_YEAR = rf"(?P<year>(?:19|20)\d{{2}}){_YEAR_END}"
_SHAPES = tuple(
    re.compile(_WEEKDAY + shape, re.IGNORECASE)
    for shape in (
        rf"{_WORD_START}(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?[\s-]+(?:(?:de|of)\s+)?(?P<month>{_MONTH})\.?,?[\s-]+"
        rf"(?:de\s+)?{_YEAR}",
        # A year of two digits is told from a number by its hyphen or its apostrophe.
        rf"(?<![\d-])(?P<day>\d{{1,2}})-(?P<month>{_MONTH})-(?P<year>\d{{2}})(?![\d-])",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH})\.?\s+['’](?P<year>\d{{2}})(?!\d)",
        rf"(?<!\d){_YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?!\d)",
        rf"(?<!\d){_YEAR}[/.](?P<month>\d{{2}})[/.](?P<day>\d{{2}})(?!\d)",
        rf"(?<![\d./-])(?P<first>\d{{1,2}})(?P<dot>[/.-])(?P<second>\d{{1,2}})(?P=dot){_YEAR}",
        # Two digits for the year are told from a day only in the American order, and past the twelfth.
        r"(?<![\d./-])(?P<month>0?[1-9]|1[0-2])/(?P<day>1[3-9]|2\d|3[01])/(?P<year>\d{2})(?![\d/])",
    )
)
_UNCLEAR = re.compile(
    r"(?<![\d./-])(?:0?[1-9]|1[0-2])(?:(?P<sign>[/-])(?:0?[1-9]|1[0-2])(?P=sign)(?:19|20)\d{2}"
    r"|/(?:0?[1-9]|1[0-2])/\d{2})(?![\d/])"
)
_FIGURES = re.compile(r"\d\d")
_IN_URL = re.compile(r"/((?:19|20)\d{2})/(\d{1,2})/(\d{1,2})(?:/|$)|[/-]((?:19|20)\d{2})-(\d{2})-(\d{2})(?=[/.-]|$)")
_ISO = re.compile(r"\s*((?:19|20)\d{2})-?(\d{2})-?(\d{2})(?!\d)")

_MOMENT = re.compile(
    r"\s*((?:19|20)\d{2})-?(\d{2})-?(\d{2})[T ]\s*(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?(?![\d:])",
    re.I,
)


@dataclass(frozen=True, slots=True)
class FoundDay:
    """An ISO day and where its words stand in the searched text."""

    value: str
    start: int
    end: int


def find_day(text: str) -> FoundDay | None:
    """Return the first day written in text with its year, or None."""
    # Every shape has a year; most lines hold no figures, and looking through them for months is slow.
    if not _FIGURES.search(text):
        return None
    found = [day for shape in _SHAPES for match in shape.finditer(text) if (day := _day(match))]
    return min(found, key=lambda day: (day.start, -day.end), default=None)


def find_unclear(text: str) -> FoundDay | None:
    """Return where text writes a day that can be two ("03/04/2026"), with an empty value, if find_day finds none."""
    match = _UNCLEAR.search(text)
    return FoundDay("", match.start(), match.end()) if match and find_day(text) is None else None


def day_of(value: str) -> str:
    """Return the ISO day of a metadata date ("2026-02-02T09:00:00Z", "2 Feb 2026"), or "".

    The day is the one written: it is not moved to another time zone.
    """
    match = _ISO.match(value)
    if match:
        return _iso(*match.groups())
    found = find_day(value)
    return found.value if found else ""


def moment_of(value: str) -> str:
    """Return the day and time of a metadata date in ISO 8601, with its zone if one is told, or "" without a time."""
    match = _MOMENT.match(value)
    if match is None or not (day := _iso(*match.group(1, 2, 3))):
        return ""
    hour, minute, second, zone = match.group(4, 5, 6, 7)
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 60:
        return ""
    return f"{day}T{hour}:{minute}" + (f":{second}" if second else "") + _zone(zone or "")


def _zone(words: str) -> str:
    if not words or words.upper() in ("Z", "UTC", "GMT"):
        return "Z" if words else ""
    digits = words[1:].replace(":", "")
    return f"{words[0]}{digits[:2]}:{digits[2:] or '00'}"


def day_in_url(url: str) -> str:
    """Return the ISO day in the path of a URL, or ""."""
    match = _IN_URL.search(url)
    return _iso(*[group for group in match.groups() if group]) if match else ""


def _day(match: re.Match[str]) -> FoundDay | None:
    parts = match.groupdict()
    if "first" in parts:
        value = _of_figures(parts)
    else:
        year = parts["year"] if len(parts["year"]) == 4 else f"20{parts['year']}"
        value = _iso(year, _month(parts["month"]), parts["day"])
    return FoundDay(value, match.start(), match.end()) if value else None


def _of_figures(parts: dict[str, str | None]) -> str:
    """Return the one day that two figures and a year can be, or that their weekday leaves, else ""."""
    first, second, year = parts["first"] or "", parts["second"] or "", parts["year"] or ""
    by_day, by_month = _iso(year, second, first), _iso(year, first, second)
    # Dots are the day-first notation of continental Europe.
    if by_day and by_month and by_day != by_month and parts["dot"] != ".":
        weekday = _WEEKDAYS.get((parts["weekday"] or "").lower())
        fitting = [day for day in (by_day, by_month) if date.fromisoformat(day).weekday() == weekday]
        return fitting[0] if len(fitting) == 1 else ""
    return by_day or by_month


def _month(word: str) -> int:
    return int(word) if word.isdigit() else _MONTHS[word.lower()]


def _iso(year: str | int, month: str | int, day: str | int) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
