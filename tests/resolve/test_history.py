"""What happened lately is no history, whatever the encoder made of how its day is written."""

import pytest

from harmattan.records import EventTime, Factuality, Span
from harmattan.resolve.history import factuality_of

HISTORY = Factuality.HISTORICAL


def of(value: str | None) -> EventTime:
    return EventTime(Span(0, 4), value, "day" if value else "unknown")


@pytest.mark.parametrize("value", ["2024-12-30", "2024-W52", "2024-11", "2024-12-12/2024-12-15"])
def test_a_known_time_of_the_last_months_is_no_history(value: str) -> None:
    assert factuality_of(HISTORY, of(value), "2025-01-05") is Factuality.ACTUAL


@pytest.mark.parametrize("value", ["2023-12-30", "2023", "2023/2025", "2025-02-01", "2024-03"])
def test_what_is_longer_ago_or_lasted_for_years_stays_history(value: str) -> None:
    assert factuality_of(HISTORY, of(value), "2025-01-05") is HISTORY


def test_what_is_not_known_stays_as_told() -> None:
    assert factuality_of(HISTORY, of(None), "2025-01-05") is HISTORY
    assert factuality_of(HISTORY, None, "2025-01-05") is HISTORY
    assert factuality_of(HISTORY, of("2024-12-30"), None) is HISTORY
    assert factuality_of(Factuality.PLANNED, of("2024-12-30"), "2025-01-05") is Factuality.PLANNED


@pytest.mark.parametrize(
    "words",
    [
        "Fifty years ago on Monday, soldiers shot",
        "On this day in 1982, ships sank",
        "He was jailed in 1976. In April he was",
    ],
)
def test_what_words_tell_as_long_gone_is_history_whatever_its_day(words: str) -> None:
    assert factuality_of(HISTORY, of("2024-12-30"), "2025-01-05", words) is HISTORY
