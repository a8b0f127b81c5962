"""Whether an act is history when its article is written: more than about a year gone (corpus/GUIDELINES.md)."""

import re
from datetime import timedelta
from typing import Final

from harmattan import dates
from harmattan.records import EventTime, Factuality, Span
from harmattan.resolve.dateforms import day_of_publication

# Of the acts of the corpus whose known time ended less than half a year before, one in 300 is told as history.
_LATELY: Final = timedelta(days=183)
_LONG: Final = timedelta(days=92)
# "Fifty years ago on Monday": the day is one of this year, the act is not.
_AGO: Final = re.compile(
    r"\b(?:centur(?:y|ies)|decades?|years?) (?:ago|earlier|before)\b|\byears? since\b|\bon this day\b|\banniversary\b",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_BEFORE, _BEHIND = 150, 60


def around(text: str, trigger: Span) -> str:
    """Return the words about an act that may tell how long ago it was."""
    return text[max(0, trigger.start - _BEFORE) : trigger.end + _BEHIND]


def factuality_of(told: Factuality, time: EventTime | None, published: str | None, words: str = "") -> Factuality:
    """Return what the encoder made of an act, but never history of a day, week, month or season of the last half year.

    "Between 2023 and 2025" ended lately and is history all the same, and so is what words beside it tell as long gone.
    """
    day = day_of_publication(published)
    if told is not Factuality.HISTORICAL or day is None or time is None or not time.value:
        return told
    first, after = dates.bounds(time.value)
    if _AGO.search(words) or any(int(year) < first.year - 1 for year in _YEAR.findall(words)):
        return told
    is_recent = after - first <= _LONG and after > day - _LATELY and first <= day
    return Factuality.ACTUAL if is_recent else told
