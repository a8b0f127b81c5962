"""Whether an act is history when its article is written: more than about a year gone (corpus/GUIDELINES.md)."""

from datetime import timedelta
from typing import Final

from harmattan import dates
from harmattan.records import EventTime, Factuality
from harmattan.resolve.dateforms import day_of_publication

# Of the acts of the corpus whose known time ended less than half a year before, one in 300 is told as history.
_LATELY: Final = timedelta(days=183)
_LONG: Final = timedelta(days=92)


def factuality_of(told: Factuality, time: EventTime | None, published: str | None) -> Factuality:
    """Return what the encoder made of an act, but never history of a day, week, month or season of the last half year.

    "Between 2023 and 2025" ended lately and is history all the same.
    """
    day = day_of_publication(published)
    if told is not Factuality.HISTORICAL or day is None or time is None or not time.value:
        return told
    first, after = dates.bounds(time.value)
    is_recent = after - first <= _LONG and after > day - _LATELY and first <= day
    return Factuality.ACTUAL if is_recent else told
