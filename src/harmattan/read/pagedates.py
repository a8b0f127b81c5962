"""The day a page was published, from all that tells it: metadata, the words around the headline, the address."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from harmattan.read.datelines import day_of_dateline
from harmattan.read.daywords import day_of
from harmattan.read.meta import date_of_url
from harmattan.read.visible import day_told
from harmattan.records import Told

# No place keeps a day that began more than 14 hours before UTC's, or 12 hours after it.
_HOURS_EAST = 14
_HOURS_WEST = 12
_DAY = timedelta(days=1)


def published(
    told: Told | None,
    moment: Told | None,
    shown: Callable[[], Sequence[str]],
    time: str,
    url: str | None,
    opening: str = "",
    beside: Callable[[], Iterable[Sequence[str]]] = list,
) -> Told | None:
    """Return the day of publication, or None if nothing tells it.

    told and moment are the metadata's; shown gives the lines about the article; time is that of a time element by the
    headline; url the page's address; opening the first paragraph, which may have a dateline; beside gives the lines
    right above the headline and those right below the text, which are asked last. A moment in UTC may lie on the day
    before or after the one that the page gives its readers, and the words of the article count from theirs.
    """
    if told is None:
        found = day_told(shown()) or _of_element(time) or _of_dateline(opening) or date_of_url(url)
        return found or next((day for lines in beside() if (day := day_told(lines)) is not None), None)
    if moment is None or not moment.value.endswith(("Z", "+00:00")):
        return told
    for other in (day_told(shown()), date_of_url(url)):
        if other is not None:
            return other if _is_local(moment.value, other.value) else told
    return told


def _of_element(time: str) -> Told | None:
    day = day_of(time)
    return Told(day, "html") if day else None


def _of_dateline(opening: str) -> Told | None:
    day = day_of_dateline(opening)
    return Told(day.value, "text") if day else None


def _is_local(moment: str, day: str) -> bool:
    """Tell whether day is the one before or after a moment in UTC, at an hour at which some place has it."""
    here, hour = date.fromisoformat(moment[:10]), int(moment[11:13])
    other = date.fromisoformat(day)
    return (other == here - _DAY and hour < _HOURS_WEST) or (other == here + _DAY and hour >= 24 - _HOURS_EAST)
