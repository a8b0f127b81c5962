"""A day told whole: "14:30 on Monday" is told for its Monday, and a month that was torn from its day has it back."""

import re
from typing import Final

from harmattan.records import Span

_ZONE: Final = r"(?: (?:GMT|UTC|local time))?"
_CLOCK: Final = re.compile(
    rf"(?:(?:at|around|about) )?\d{{1,2}}(?:[:.]\d\d(?: ?[ap]\.?m\b\.?)?| ?[ap]\.?m\b\.?){_ZONE}", re.IGNORECASE
)
_MONTH: Final = r"(?:January|February|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber)"
_DAY: Final = (
    r"(?P<day>(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today"
    rf"|\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}})\b(?:,? \d{{4}}\b)?)"
)
_BEHIND: Final = re.compile(rf"{_ZONE}(?: \([^)\n]{{1,20}}\))?,? (?:(?:late |early )?on )?{_DAY}")
_BEFORE: Final = re.compile(rf"\b{_DAY}(?:,| at| around| about| by){{0,2}} $")
_REACH: Final = 40
# A day as writers put it, each part of which may have been told alone: "30 June 2026", "June 30, 2026".
_DATE: Final = re.compile(
    rf"(?<![\d/.-])(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? \d{{4}})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?)"
    r"(?![\d:%]|[-–/.]\d|,\d| (?:million|billion|per ?cent|people|men|women|children|[a-z]+s)\b)"
)


def with_its_day(text: str, time: Span) -> Span:
    """Return a time with all of its day: "Monday" for "14:30" of "Monday at 14:30", "30 June" for its "June"."""
    if not _CLOCK.fullmatch(text, time.start, time.end):
        near = _DATE.finditer(text, max(0, time.start - _REACH), min(len(text), time.end + _REACH))
        dates = (Span(found.start(), found.end()) for found in near)
        return next((one for one in dates if one.start <= time.start and time.end <= one.end), time)
    found = _BEHIND.match(text, time.end) or _BEFORE.search(text, max(0, time.start - _REACH), time.start)
    return Span(found.start("day"), found.end("day")) if found else time
