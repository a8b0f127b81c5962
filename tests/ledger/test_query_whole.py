"""Queries widened to whole weeks and months, against days counted by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.ledger.query import parse, render, whole


@pytest.mark.parametrize(
    ("line", "unit", "widened"),
    [
        ("when:2025-11-12", "week", "when:2025-11-10/2025-11-17"),
        ("when:2025-11-12", "month", "when:2025-11-01/2025-12-01"),
        ("when:2025-W46", "week", "when:2025-11-10/2025-11-17"),
        ("when:2025-11,-2025-11-12", "week", "when:2025-10-27/2025-12-01,-2025-11-10/2025-11-17"),
        ("within:2024", "week", "within:2024-01-01/2025-01-06"),
        ("when:../2025-11-12", "week", "when:../2025-11-17"),
        ("when:2025-11-12/..", "month", "when:2025-11-01/.."),
        ("when:9999-12-30", "week", "when:9999-12-30"),
        ("actor:MLI act:AID", "week", "actor:MLI act:AID"),
    ],
)
def test_periods_are_widened_to_whole_ones(line: str, unit: str, widened: str) -> None:
    assert render(whole.widened(parse(line), unit)) == widened


@pytest.mark.parametrize(
    ("line", "first", "end"),
    [
        ("actor:MLI", None, None),
        ("when:2025-11", "2025-11-01", "2025-12-01"),
        ("when:2025-11,2025-09", "2025-09-01", "2025-12-01"),
        ("when:2025-11/..,2025-09", "2025-09-01", None),
        ("when:2025 within:2025-06/..", "2025-06-01", "2026-01-01"),
        ("when:-2025-11", None, None),
    ],
)
def test_the_range_of_what_is_asked_for(line: str, first: str | None, end: str | None) -> None:
    found = tuple(day and day.isoformat() for day in whole.days_of(parse(line)))
    assert found == (first, end)


@pytest.mark.parametrize(
    ("line", "day", "asked"),
    [
        ("actor:MLI", "2025-11-12", True),
        ("when:2025-11,2025-09", "2025-10-12", False),
        ("when:2025-11,2025-09", "2025-09-30", True),
        ("when:2025,-2025-11-12", "2025-11-12", False),
        ("when:-2025-11-12", "2025-11-13", True),
        ("when:2025-11/2025-12", "2025-12-01", False),
        ("when:2025 within:2026", "2025-12-01", False),
    ],
)
def test_whether_a_day_is_asked_for(line: str, day: str, asked: bool) -> None:
    assert whole.asks(parse(line), date.fromisoformat(day)) is asked


@given(st.dates(date(1700, 1, 1), date(2300, 1, 1)), st.integers(1, 400), st.sampled_from(["week", "month"]))
def test_what_is_widened_holds_all_that_was_asked_for_and_begins_and_ends_with_periods(
    day: date, length: int, unit: str
) -> None:
    asked = parse(f"when:{day}/{day + timedelta(length)}")
    first, end = whole.days_of(whole.widened(asked, unit))
    assert first is not None
    assert end is not None
    assert first <= day
    assert end >= day + timedelta(length)
    assert (whole.beginning(first, unit), whole.beginning(end, unit)) == (first, end)
    assert max(day - first, end - day - timedelta(length)) < timedelta(31 if unit == "month" else 7)
