"""Which times are of what was agreed, asked for or threatened, and so tell nothing of when that was said."""

import re
from datetime import timedelta
from typing import Final

from harmattan import dates
from harmattan.records import Span
from harmattan.resolve.dateforms import MONTHS, day_of_publication
from harmattan.resolve.when import OF_THE_THING

_SAID: Final = OF_THE_THING | {"ACCUSE", "SUPPORT"}
_NAMES: Final = "|".join(MONTHS)
_MONTH: Final = re.compile(
    rf"(?:(?:in|on|by|until|before|early|late|mid|the|(?:start|middle|end|beginning) of)[ -])*"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?)?(?:{_NAMES})(?: \d{{1,2}}(?:st|nd|rd|th)?)?",
    re.IGNORECASE,
)
# "Agreed to resume", "urged Norland to withdraw"; "reopened it to traders" and "voted down a bill to set" tell no deed
# of the sort. Behind a further clause the time is that clause's.
_TO_DO: Final = re.compile(
    r"\S+\s+(?:(?!(?:an?|that|which|who)\b)[^\s,;:.]+\s+){0,4}?to (?:not )?"
    r"(?!(?:the|its|his|her|their|this|that|it|him|them|us|me|be|all|any|some|both)\b)(?:[a-z]*[a-rt-z]|[a-z]*ss)\b"
    r"(?![^,;:]*\b(?:and|but|as|after|when|while|during|because|which|who|said|since)\b)"
)
_BY: Final = re.compile(r"\b(?:by|until) (?:the )?$")
_LATELY: Final = timedelta(days=92)
# "Offered to send an envoy on Saturday", told on Friday: tomorrow rather than six days ago.
_WEEKDAY: Final = re.compile(r"(?:on |this )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: [a-z]+)?")
_NEARLY_A_WEEK: Final = timedelta(days=5)


def of_what_is_to_be_done(act: str, trigger: Span, time: Span, text: str, value: str, published: str | None) -> bool:
    """Tell whether the time of an act that took place is of what was said in it, as far as the words tell.

    What begins after publication is, and a month or day that no year is told with, unless it is one of the last months:
    "agreed to resume talks in June", told in April, is hardly of last June.
    """
    day = day_of_publication(published)
    if day is None:
        return False
    if act not in _SAID:
        return _is_a_deadline(trigger, time, text)
    first, after = dates.bounds(value)
    if first > day:
        return True
    if act not in OF_THE_THING or time.start < trigger.end:
        return False
    between = text[trigger.start : time.start]
    if _WEEKDAY.fullmatch(time.of(text)):
        return bool(_TO_DO.match(between)) and day - first >= _NEARLY_A_WEEK
    if not _MONTH.fullmatch(time.of(text)):
        return False
    return bool(_BY.search(between) or (_TO_DO.match(between) and after < day - _LATELY))


def _is_a_deadline(trigger: Span, time: Span, text: str) -> bool:
    """Tell whether a day ends what somebody was made to do: "ordered its soldiers to leave by 10 May"."""
    between = text[trigger.start : time.start]
    of_one_clause = not any(mark in between for mark in ",;:")
    return bool(_MONTH.fullmatch(time.of(text)) and of_one_clause and _TO_DO.match(between) and _BY.search(between))
