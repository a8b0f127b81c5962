"""Times as accounts, statistics and agency wires tell them (every sentence is invented)."""

import pytest

from harmattan.records import Span
from harmattan.resolve.when import resolve_time, time_of

THURSDAY = "1989-10-26"


def told(words: str, sentence: str) -> str | None:
    start = sentence.index(words)
    return time_of(Span(start, start + len(words)), sentence, THURSDAY)[0]


PERIODS = [
    ("the third quarter ended Sept. 30", "1989-07/1989-10"),
    ("the six months ended June 30", "1989-01/1989-07"),
    ("the nine months ended Sept. 28", "1988-12-29/1989-09-29"),
    ("the 12 months ended in September", "1988-10/1989-10"),
    ("the three months to end-September", "1989-07/1989-10"),
    ("the year to March", "1988-04/1989-04"),
    ("the week ended Oct. 14", "1989-10-08/1989-10-15"),
    ("the week ended Friday", "1989-10-14/1989-10-21"),
    ("the week of Oct. 16", "1989-W42"),
    ("the weekend of Nov. 11", "1989-11-11/1989-11-13"),
    ("the second quarter", "1989-04/1989-07"),
    ("third-quarter", "1989-07/1989-10"),
    ("the 1988 fourth quarter", "1988-10/1989-01"),
    ("1988's third quarter", "1988-07/1988-10"),
    ("last quarter", "1989-07/1989-10"),
    ("the first nine months of the year", "1989-01/1989-10"),
    ("the first half of last year", "1988-01/1988-07"),
]


@pytest.mark.parametrize(("words", "value"), PERIODS)
def test_a_period_is_as_long_as_it_is_told(words: str, value: str) -> None:
    assert resolve_time(words, THURSDAY)[0] == value


@pytest.mark.parametrize(
    "words",
    [
        "the first quarter of the match",
        "the next quarter-final",
        "the second half",
        "the last quarter",
        "the fiscal first quarter",
        "the same quarter last year",
        "the years to May",
    ],
)
def test_what_is_no_quarter_of_a_calendar_is_none(words: str) -> None:
    assert "/" not in (resolve_time(words, THURSDAY)[0] or "")


def test_weeks_to_a_day_are_not_the_weeks_before_it() -> None:
    assert resolve_time("two weeks to Nov. 7", THURSDAY)[0] == "1989-11-07"


DAYS = [
    ("Oct. 2 through Oct. 9", "1989-10-02/1989-10-10"),
    ("Sept. 30-Oct. 2", "1989-09-30/1989-10-03"),
    ("Monday through Friday", "1989-10-16/1989-10-21"),
    ("a week ago Tuesday", "1989-10-17"),
    ("a week from Monday", "1989-11-06"),
    ("two Sundays ago", "1989-10-15"),
    ("the last Friday of September", "1989-09-29"),
    ("the first Monday in May", "1989-05-01"),
    ("back in '68", "1968"),
    ("a year ago today", "1988-10-26"),
    ("Black September", None),
]


@pytest.mark.parametrize(("words", "value"), DAYS)
def test_days_of_the_wires(words: str, value: str | None) -> None:
    assert resolve_time(words, THURSDAY)[0] == value


AHEAD = [
    ("Dec. 31", "The agreement expires Dec. 31.", "1989-12-31"),
    ("Jan. 1", "A new law takes effect Jan. 1.", "1990-01-01"),
    ("the first quarter", "The cut takes effect in the first quarter.", "1990-01/1990-04"),
    ("New Year's Day", "Elections will be held on New Year's Day.", "1990-01-01"),
    ("no later than March 31", "Elections are to be held no later than March 31.", "1990-03-31"),
    ("late March", "A vote is planned for late March.", "1990-03-21/1990-04-01"),
    ("the second Tuesday in November", "A vote was set for the second Tuesday in November.", "1989-11-14"),
    ("Friday and Saturday", "Leaders will meet Friday and Saturday in Accra.", "1989-10-27/1989-10-29"),
    ("from Monday to Friday", "The navies will hold drills from Monday to Friday.", "1989-10-30/1989-11-04"),
    ("On the 17th", "On the 17th, the court will sit.", "1989-11-17"),
    ("Come Friday", "Come Friday, the rebels will lay down arms.", "1989-10-27"),
    ("midnight Friday", "The rebels had until midnight Friday to withdraw.", "1989-10-27"),
    ("noon Saturday", "The ultimatum gave the rebels until noon Saturday to reply.", "1989-10-28"),
    ("Monday", "The rebels must disarm by Monday.", "1989-10-30"),
]


@pytest.mark.parametrize(("words", "sentence", "value"), AHEAD)
def test_what_is_still_to_come_lies_ahead(words: str, sentence: str, value: str) -> None:
    assert told(words, sentence) == value


OVER = [
    ("from Monday to Friday", "The navies held drills from Monday to Friday.", "1989-10-16/1989-10-21"),
    ("May 5", "The prisoners had until May 5 to appeal.", "1989-05-05"),
    ("Sunday", "He must explain why police shot a man Sunday.", "1989-10-22"),
    ("the following Friday", "He was shot on Oct. 3 and buried the following Friday.", "1989-10-06"),
    ("the previous Friday", "He was shot on Oct. 3; he had resigned the previous Friday.", "1989-09-29"),
    ("the previous Friday", "The sentence came after talks held the previous Friday.", None),
    ("may", "He may march with them.", None),
]


@pytest.mark.parametrize(("words", "sentence", "value"), OVER)
def test_what_is_over_is_not_moved_ahead(words: str, sentence: str, value: str | None) -> None:
    assert told(words, sentence) == value
