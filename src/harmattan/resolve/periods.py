"""Periods: parts of months and years, seasons, quarters, decades, centuries, feast days."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from harmattan import dates
from harmattan.resolve.counted import count
from harmattan.resolve.dateforms import MONTH, YEAR, between, month_number, shift_month

Ask = Callable[[str], str | None]
# What a part is told of is a month or a year and nothing that happened then.
_WHOLE: Final = re.compile(rf"(?:\d{{4}}|{MONTH}|month|year|week|weekend|decade|century|day|\d{{4}}'?s)$")
# Meteorological seasons of the northern half: the first month of three.
# Until then a season that is over is still "this" one.
_LATELY: Final = timedelta(days=150)
_SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_BARE_WHOLE: Final = re.compile(r"^(?:the )?(year|month|week)$")
_TENS: Final = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_NO_DATE: Final = re.compile(
    r"\d ?b\.?c\.?(?:e\b\.?)?(?!\w)|\b(?:pre|post)-\d{4}\b"
    rf"|\b(?:his|her|their|my|our) (?:early |mid-? ?|late )?(?:[2-9]0s|{'|'.join(_TENS)})\b"
)
_CENTURIES: Final = ("sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first")
# What everybody calls by its number or name, from the first day to the day after the last.
_NAMED: Final = {
    r"9/11|september 11 attacks": "2001-09-11",
    r"(?:world war|ww) ?(?:ii|2|two)|second world war": "1939-09-01/1945-09-03",
    r"(?:world war|ww) ?(?:i|1|one)|first world war": "1914-07-28/1918-11-12",
}
_FEASTS: Final = {
    "christmas eve": "12-24", "christmas day": "12-25", "boxing day": "12-26", "new year's eve": "12-31",
    "new year's day": "01-01", "may day": "05-01", "bastille day": "07-14",
}  # fmt: skip

FEAST: Final = f"(?:{'|'.join(_FEASTS)})"


def era(text: str, _anchor: date | None) -> str | None:
    """Recognise what no date is told by: "2000 BC", "his twenties", "her 80s", "pre-1982", "post-2015"."""
    return "unknown" if _NO_DATE.search(text) else None


def decade(text: str, _anchor: date | None) -> str | None:
    """Read "the 1990s", "the late 1990s", "the '90s", "the seventies"; "the 1800s" are a century."""
    hundred = re.search(r"\b(1[5-9])00'?s\b", text)
    if hundred:
        return f"{hundred.group(1)}00/{int(hundred.group(1)) + 1}00"
    part = re.search(r"\b(early|mid|late)[- ]", text)
    found = re.search(r"\b((?:1[5-9]|20)\d)0'?s\b", text)
    short = re.search(rf"(?<!\d)'?([2-9])0s\b|\b({'|'.join(_TENS)})\b", text)
    if found:
        first = int(found.group(1)) * 10
    elif short:
        first = 1900 + 10 * (int(short.group(1)) if short.group(1) else _TENS.index(short.group(2)) + 2)
    else:
        return None
    start, end = {"early": (0, 4), "mid": (3, 7), "late": (6, 10)}.get(part.group(1) if part else "", (0, 10))
    return f"{first + start:04d}/{first + end:04d}"


def century(text: str, _anchor: date | None) -> str | None:
    """Read "the 20th century": the years that begin with 19, as ISO 8601 and TimeML have it."""
    found = re.search(rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)|({'|'.join(_CENTURIES)}))[- ]century\b", text)
    if not found or not 1 <= (number := int(found.group(1) or _CENTURIES.index(found.group(2)) + 16)) <= 21:
        return None
    after = number * 100
    return f"{max(1, after - 100):04d}/{after:04d}"


def season(text: str, anchor: date | None) -> str | None:
    """Read "spring 2024", "the winter of 2013-14", "last summer", "next spring"."""
    found = re.search(
        rf"\b(?:(?P<which>last|next|this|the past) )?(?P<season>{'|'.join(_SEASONS)})\b(?:(?: of)? {YEAR}(?:-\d\d)?)?",
        text,
    )
    if not found or not (found.group("year") or found.group("which")):
        return None
    month = _SEASONS[found.group("season")]
    if found.group("year"):
        return _season(int(found.group("year")), month)
    if anchor is None:
        return "unknown"
    began = [date(year, month, 1) for year in range(anchor.year - 2, anchor.year + 2)]
    over = [first for first in began if dates.bounds(shift_month(first, 3))[0] <= anchor]
    going_on = [first for first in began if first <= anchor and first not in over]
    to_come = [first for first in began if first > anchor]
    # "This summer" told in October was; told in April it is to come.
    lately = [first for first in over[-1:] if anchor - dates.bounds(shift_month(first, 3))[0] < _LATELY]
    this = going_on or lately or to_come[:1]
    which = {"next": to_come[:1], "this": this}.get(found.group("which"), over[-1:])
    return _season(which[0].year, month)


def _season(year: int, month: int) -> str:
    first = date(year, month, 1)
    return f"{dates.month_of(first)}/{shift_month(first, 3)}"


def named(text: str, _anchor: date | None) -> str | None:
    """Read "9/11", "World War II" and the like."""
    return next((days for shape, days in _NAMED.items() if re.search(rf"(?<![\w/])(?:{shape})(?![\w/])", text)), None)


def feast(text: str, anchor: date | None) -> str | None:
    """Read "Christmas Day 2009", "New Year's Eve": days that lie on one date each year."""
    bare = re.sub(r"^((?:(?:on|at|by|before|after|until|since|last|over) )?christmas)(?=$| \d{4}$)", r"\1 day", text)
    found = re.search(rf"\b({'|'.join(_FEASTS)})\b(?: {YEAR})?", bare)
    if not found:
        return None
    day, year = _FEASTS[found.group(1)], found.group("year")
    if year:
        return f"{year}-{day}"
    if anchor is None:
        return "unknown"
    this = f"{anchor.year:04d}-{day}"
    return this if this <= anchor.isoformat() else f"{anchor.year - 1:04d}-{day}"


def part(text: str, ask: Ask) -> str | None:
    """Read "early July", "mid-2023", "late last month", "first half of 2024", "third quarter of 2024".

    ask: what resolves the whole of which a part is told.
    """
    halved = _halved(text) or _quartered(text) or _months_of(text, ask)
    if halved:
        return halved
    found = re.search(r"\b(early|mid|late|beginning of|start of|middle of|end of)[- ](?:in )?(.+)$", text)
    whole = ask(_BARE_WHOLE.sub(r"this \1", found.group(2))) if found else None
    if not found or not whole:
        return None
    if not _WHOLE.search(found.group(2)):
        return whole  # "the start of the 2014 Games" is no part of the year
    if found.group(1) == "end of" and re.fullmatch(r"\d{4}", whole):
        return f"{whole}-12"  # and no third of it: "late 2023" is looser
    nth = {"ear": 0, "beg": 0, "sta": 0, "mid": 1, "lat": 2, "end": 2}[found.group(1)[:3]]
    return _third(whole, nth)


def _quartered(text: str) -> str | None:
    share = re.search(rf"\b(first|second|third|fourth|last) (half|quarter) of (?:the year )?{YEAR}", text)
    if not share:
        return None
    size = 6 if share.group(2) == "half" else 3
    nth = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": 12 // size - 1}[share.group(1)]
    start = date(int(share.group("year")), 1, 1)
    return f"{shift_month(start, nth * size)}/{shift_month(start, nth * size + size)}" if nth * size < 12 else None


def _months_of(text: str, ask: Ask) -> str | None:
    """Read "the first nine months" of a year or alone, of the last year of which they are over."""
    told = re.fullmatch(
        rf"(?:in |during |over |for )?(?:the )?(first|last) (\w+) months(?: of (?:{YEAR}|((?:this|last|the) year)))?",
        text,
    )
    number = count(told[2]) if told else 0
    if not told or not number or number > 11 or (told[1] == "last" and not told["year"]):
        return None
    if told["year"] or told[4]:
        year = told["year"] or ask(told[4].replace("the", "this"))
    else:
        over = ask(f"{number} months ago")
        year = over and over[:4]
    if not year or not year.isdigit():
        return None
    first, after = (1, number + 1) if told[1] == "first" else (13 - number, 13)
    start = date(int(year), 1, 1)
    return f"{shift_month(start, first - 1)}/{shift_month(start, after - 1)}"


def _halved(text: str) -> str | None:
    share = re.search(rf"\b(first|second) half of {MONTH} {YEAR}", text)
    if not share:
        return None
    first = date(int(share.group("year")), month_number(share.group("month")), 1)
    middle = first + timedelta(days=15)
    after = dates.bounds(dates.month_of(first))[1]
    return between(first, middle) if share.group(1) == "first" else between(middle, after)


def _third(whole: str, nth: int) -> str:
    if re.fullmatch(r"\d{4}", whole):
        start = date(int(whole), 1, 1)
        return f"{shift_month(start, 4 * nth)}/{shift_month(start, 4 * nth + 4)}"
    if re.fullmatch(r"\d{4}-\d{2}", whole):
        first, after = dates.bounds(whole)
        edges = (first, first + timedelta(days=10), first + timedelta(days=20), after)
        return between(edges[nth], edges[nth + 1])
    return whole
