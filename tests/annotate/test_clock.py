"""An hour of the clock gives way to the day beside it (invented sentences)."""

import pytest

from harmattan.annotate.clock import with_its_day
from harmattan.records import Span


@pytest.mark.parametrize(
    ("text", "time", "day"),
    [
        ("Shells hit Tarna at 14:30 on Monday.", "14:30", "Monday"),
        ("Shells hit Tarna at 2:30 pm local time (1330 GMT) on Monday.", "2:30 pm", "Monday"),
        ("On Monday at 14:30 shells hit Tarna.", "at 14:30", "Monday"),
        ("On 4 March 2012, around 9am, shells hit Tarna.", "9am", "4 March 2012"),
        ("Shells hit Tarna at 14:30.", "14:30", "14:30"),
        ("On Monday they spoke, and at 14:30 shells hit Tarna.", "14:30", "14:30"),
        ("Shells hit Tarna on Monday at 14:30.", "Monday", "Monday"),
        ("Shells hit 14 houses on Monday.", "14", "14"),
    ],
)
def test_the_day_beside_an_hour(text: str, time: str, day: str) -> None:
    at = Span(text.index(time), text.index(time) + len(time))
    assert with_its_day(text, at).of(text) == day


@pytest.mark.parametrize(
    ("text", "told", "whole"),
    [
        ("unless a roll is ready by 30 June.", "June", "30 June"),
        ("It closed on June 30, 2026 for good.", "June", "June 30, 2026"),
        ("It closed on the 3rd of May 2026.", "May 2026", "3rd of May 2026"),
        ("It closed in June 2026.", "June 2026", "June 2026"),
        ("In June 30 people died.", "In June", "In June"),
        ("By June 30 million had left.", "June", "June"),
        ("The ceasefire of 1-3 May held.", "May", "May"),
        ("It met on Monday and on 4 May.", "Monday", "Monday"),
    ],
)
def test_a_month_has_its_day(text: str, told: str, whole: str) -> None:
    start = text.index(told)
    found = with_its_day(text, Span(start, start + len(told)))
    assert text[found.start : found.end] == whole
