import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan import dates

# The last days of year 9999 have no day after them.
days = st.dates(date(1, 1, 1), date(9999, 11, 30))


@given(days)
def test_a_day_is_itself(day: date) -> None:
    assert dates.precision(day.isoformat()) == "day"
    assert dates.bounds(day.isoformat()) == (day, day + timedelta(days=1))


@given(days)
def test_a_day_lies_in_its_week_of_seven_days_from_a_monday(day: date) -> None:
    first, end = dates.bounds(dates.week_of(day))
    assert first <= day < end
    assert (end - first).days == 7
    assert first.isoweekday() == 1
    assert dates.precision(dates.week_of(day)) == "week"


@given(days)
def test_a_day_lies_in_its_month_which_ends_where_the_next_begins(day: date) -> None:
    first, end = dates.bounds(dates.month_of(day))
    assert first <= day < end
    assert (first.day, end.day) == (1, 1)
    assert dates.month_of(end - timedelta(days=1)) == dates.month_of(day)
    assert dates.precision(dates.month_of(day)) == "month"


@given(days.filter(lambda day: day.year < 9999))
def test_a_day_lies_in_its_year(day: date) -> None:
    value = f"{day.year:04d}"
    assert dates.bounds(value) == (date(day.year, 1, 1), date(day.year + 1, 1, 1))
    assert dates.precision(value) == "year"


@given(days, days)
def test_an_interval_runs_from_its_left_to_its_right_not_included(one: date, two: date) -> None:
    value = f"{one.isoformat()}/{two.isoformat()}"
    assert dates.bounds(value) == (one, two)
    if one < two:
        assert dates.precision(value) == "interval"
    else:
        with pytest.raises(ValueError, match="runs backwards"):
            dates.precision(value)


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_a_value_error(value: str) -> None:
    try:
        name = dates.precision(value)
    except ValueError:
        return
    first, end = dates.bounds(value)
    assert first < end
    assert name in {"day", "week", "month", "year", "interval"}


@pytest.mark.parametrize(
    ("value", "first", "end"),
    [
        ("2023", date(2023, 1, 1), date(2024, 1, 1)),
        ("2023-12", date(2023, 12, 1), date(2024, 1, 1)),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 3, 1)),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 4)),
        ("2023/2024-03", date(2023, 1, 1), date(2024, 3, 1)),
    ],
)
def test_bounds_of(value: str, first: date, end: date) -> None:
    assert dates.bounds(value) == (first, end)


@pytest.mark.parametrize(
    "value",
    [
        "", "unknown", "2023-13", "2023-02-29", "2021-W53", "2023-W00", "0000", "9999", "9999-12-31", "9999-12", "23",
        "2023-7", "2023-07-26T10:00:00Z", " 2023", "2023\n", "2023/", "/2023", "/", "2023/soon", "20230726", "-2023",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (the wording is the standard library's for some)
        dates.precision(value)


def test_weeks_are_those_of_iso() -> None:
    assert dates.week_of(date(2024, 12, 30)) == "2025-W01"
    assert dates.week_of(date(2021, 1, 3)) == "2020-W53"


def test_now_is_utc_to_the_second() -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", dates.now_utc())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2020/2024", "2020 to 2023"),
        ("2020-11/2021-02", "2020-11 to 2021-01"),
        ("2020-02-27/2020-03-01", "2020-02-27 to 2020-02-29"),
        ("2020/2021", "2020"),
        ("2023-07-26", "2023-07-26"),
        ("2023-W30", "2023-W30"),
        ("2020/2021-03", "2020/2021-03"),
        ("2022/2026-02-03", "2022 to 2026-02-02"),
        ("2024/2020", "2024/2020"),
        ("unknown", "unknown"),
        ("0001/0001-01-01", "0001/0001-01-01"),
    ],
)
def test_an_interval_is_told_with_its_last_day(value: str, expected: str) -> None:
    assert dates.in_words(value) == expected
