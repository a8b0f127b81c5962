"""An hour of the clock is no day: "14:30 on Monday" is told for its Monday."""

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


def with_its_day(text: str, time: Span) -> Span:
    """Return the day beside an hour, and other times as they are: "Monday" for "14:30" of "Monday at 14:30"."""
    if not _CLOCK.fullmatch(text, time.start, time.end):
        return time
    found = _BEHIND.match(text, time.end) or _BEFORE.search(text, max(0, time.start - _REACH), time.start)
    return Span(found.start("day"), found.end("day")) if found else time
