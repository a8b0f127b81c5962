"""Times that lean on one told before them: "two years later", "the following day", "that year", "in March that year".

Pure, like when.py. The time told last in the words before counts (the anchor of TimeML's relative times); where none
stands near, nothing is said.
"""

import re
from collections import deque
from collections.abc import Callable
from typing import Final

from harmattan import dates
from harmattan.resolve.counted import UNIT, count, moved
from harmattan.resolve.dateforms import DAYS, MONTH

Ask = Callable[[str], str | None]

_REACH: Final = 400
# Times of a calendar, finest first; a year alone needs a word before it, since figures of four digits are many.
_NAME: Final = MONTH.replace("?P<month>", "?:")
_YEAR: Final = r"(?:1[5-9]|20)\d\d"
_STATED: Final = re.compile(
    rf"\b(?:{_NAME} \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? {_YEAR}\b)?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_NAME}(?:,? {_YEAR}\b)?"
    rf"|{_NAME},? (?:of )?{_YEAR}\b|(?:in|since|by|until|of|from|and|early|late|mid|during)[ -]{_YEAR}\b(?![\d%])"
    rf"|(?:last )?(?:{'|'.join(DAYS)})\b|yesterday\b|last (?:night|week|month)\b|\w+ (?:day|week|month)s? ago\b)",
    re.IGNORECASE,
)
_LEAD: Final = r"(?:(?:in|on|of|by|during|later|earlier|early|late|just|only|barely|some time|again) )*"
_SAME: Final = re.compile(
    rf"{_LEAD}(?:that|(?:that|the|this) same) (?P<unit>day|week|month|year|morning|evening|night)"
)
# Hours that name no day of their own: "was released in the afternoon", "by evening", "hours later"; but "by morning" is
# mostly of the day after.
_HOURS: Final = re.compile(
    rf"{_LEAD}(?P<unit>the morning|(?:the )?(?:afternoon|evening))"
    r"|(?:just |only )?(?:(?:some|several|a few|\w+) )?hours? later"
)
_NEXT: Final = re.compile(
    rf"{_LEAD}the (?P<way>following|next|previous|preceding) (?P<unit>day|week|month|year|morning|evening|night)"
)
_NEXT_DAY: Final = re.compile(
    rf"{_LEAD}the (?P<way>following|next|previous|preceding) (?P<day>{'|'.join(DAYS)})"
    r"(?: morning| afternoon| evening| night)?"
)
_COUNTED: Final = re.compile(rf"{_LEAD}(?P<count>\w+) {UNIT} (?P<way>later|afterwards?|after|earlier|before)(?: that)?")
_GOES_ON: Final = re.compile(r"\s+\w")
_BEFORE: Final = re.compile(rf"{_LEAD}the (?P<unit>day|week|month|year|night) (?P<way>before|after)")
_MONTH_OF: Final = re.compile(rf"{_LEAD}(?P<what>.*{_NAME}.*?),? (?:of )?(?:that|the same|that same) year")
# "Suspended aid in March 2023 and expelled the envoy that September": the first September from then on.
# "Said that September was calm" tells of none: behind "that September" the clause ends.
_THAT_MONTH: Final = re.compile(rf"{_LEAD}that (?P<name>{_NAME})")
_CLAUSE_ENDS: Final = re.compile(r"\s*(?:[.,;:)\n]|$)")
# How finely a time must be told for others to be counted from it.
_LEAST: Final = {"month": len("2023-07")} | dict.fromkeys(("year", "decade", "century", "centurie"), len("2023"))
_DAYS_PARTS: Final = ("morning", "afternoon", "evening", "night")
# "Next week" and "the previous year" are mostly counted from the day of publication.
_DEICTIC: Final = frozenset({"week", "month", "year"})

_OPENS: Final = re.compile(
    r"(?:^|[.!?][”\"’']? )(?:(?:But|And|Then|Back|Early|Late|Later) )?(?:in|by|on|during)"
    r" (?:early |late |mid-|the spring of |the summer of )?"
    rf"(?:\d{{1,2}} )?(?:{_NAME} (?:\d{{1,2}},? )?)?(?P<year>{_YEAR})\b",
    re.IGNORECASE | re.MULTILINE,
)
_NOW: Final = re.compile(
    rf"\b(?:{'|'.join(DAYS)}|today|yesterday|tomorrow|now|this (?:year|month|week)|last (?:year|month|week)|{_YEAR})\b",
    re.IGNORECASE,
)


def leaning(words: str, before: str, after: str, ask: Ask) -> str | None:
    """Return the value of words that lean on the time told last in the text before them; "unknown" if none tells it.

    after: the text behind them: "two days before" may go on with what it is counted from ("... his arrest").
    ask: what resolves a time that stands for itself. None if the words do not lean on another time told before.
    """
    folded = " ".join(words.lower().replace(",", " ").split())
    if found := _MONTH_OF.fullmatch(folded):
        year = (_last(before, ask) or "")[:4]
        return ask(f"{found['what']} {year}") if year else "unknown"
    that = "that " if before.endswith(" that ") else ""
    if (found := _THAT_MONTH.fullmatch(that + folded)) and _CLAUSE_ENDS.match(after):
        return _from_then(_last(before, ask), found["name"], ask)
    if found := _NEXT_DAY.fullmatch(folded):
        return _beside(_last(before, ask), DAYS.index(found["day"]), ahead=found["way"] in ("following", "next"))
    for shape, steps in (
        (_SAME, _same),
        (_HOURS, _same),
        (_NEXT, _next),
        (_BEFORE, _next),
        (_COUNTED, _counted),
    ):
        if found := shape.fullmatch(folded):
            if folded.endswith((" before", " after")) and _GOES_ON.match(after):
                return None
            number = steps(found)
            told = _last(_lately(before) if shape is _HOURS else before, ask)
            return None if number is None else _shifted(told, number, found["unit"] or "day")
    return None


def year_spoken_of(before: str, published: str | None) -> str | None:
    """Return the year that a passage is about: "In 2012 rebels rose. On 22 March soldiers ...".

    It opens the paragraph's sentence and lies before the year of publication, and no day of a week, "today" or "this
    year" stands between it and the words.
    """
    opens = _last_match(_OPENS, before, before.rfind("\n") + 1)
    if opens is None or not published or opens["year"] >= published[:4]:
        return None
    return None if _NOW.search(opens.string, opens.end()) else opens["year"]


def _same(found: re.Match[str]) -> int | None:
    return 0


def _next(found: re.Match[str]) -> int | None:
    if found["way"] in ("next", "previous") and found["unit"] in _DEICTIC:
        return None
    return 1 if found["way"] in ("following", "next", "after") else -1


def _counted(found: re.Match[str]) -> int | None:
    number = count(found["count"])
    if number is None:
        return None
    return number if found["way"].startswith(("later", "after")) else -number


def _from_then(told: str | None, month: str, ask: Ask) -> str | None:
    """Return the first month of a name from a time that was told on; None if that time is too coarse or not told."""
    if not told or len(told) < len("2023-07") or "W" in told:
        return None
    here = ask(f"{month} {told[:4]}")
    return here if here is None or here >= told[: len(here)] else ask(f"{month} {int(told[:4]) + 1}")


def _beside(told: str | None, wanted: int, *, ahead: bool) -> str:
    """Return the day of a week's name next after or before a day that was told."""
    if not told or len(told) < len("2023-07-26"):
        return "unknown"
    day = dates.bounds(told)[0]
    apart = (wanted - day.weekday() if ahead else day.weekday() - wanted) % len(DAYS) or len(DAYS)
    return moved(day, apart if ahead else -apart, "day")


def _lately(before: str) -> str:
    """Return the paragraph that the words before end in, and the one before it."""
    return "\n".join([line for line in before.split("\n")[:-1] if line.strip()][-1:] + before.split("\n")[-1:])


def _last(before: str, ask: Ask) -> str | None:
    """Return the value of the time told last in the words before."""
    stated = _last_match(_STATED, before, max(0, len(before) - _REACH))
    value = ask(stated.group()) if stated else None
    return value if value and "/" not in value else None


def _last_match(shape: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    return next(iter(deque(shape.finditer(text, start), maxlen=1)), None)


def _shifted(told: str | None, number: int, unit: str) -> str:
    """Move a date by a count of units, no finer than it was told; what it is too coarse for is unknown."""
    unit = "day" if unit.endswith(_DAYS_PARTS) else unit
    least = _LEAST.get(unit, len("2023-07-26"))
    return moved(dates.bounds(told)[0], number, unit) if told and len(told) >= least else "unknown"
