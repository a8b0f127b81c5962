"""Days as written; what can be two days is none."""

import pytest

from harmattan.read.daywords import day_in_url, day_of, find_day, find_unclear


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Monday, February 2, 2026Subscribe", "2026-02-02"),
        ("2 February 2026", "2026-02-02"),
        ("Feb. 2nd, 2026", "2026-02-02"),
        ("02-Feb-2026", "2026-02-02"),
        ("le lundi 2 février 2026", "2026-02-02"),
        ("2 de febrero de 2026", "2026-02-02"),
        ("2. Februar 2026", "2026-02-02"),
        ("2026-02-02", "2026-02-02"),
        ("2026/02/02 10:00", "2026-02-02"),
        ("13/04/2026", "2026-04-13"),
        ("04/13/2026", "2026-04-13"),
        ("03.04.2026", "2026-04-03"),
        ("12/22/23 11:35 AM", "2023-12-22"),
        ("04.13.2026", "2026-04-13"),
        ("6th of March 2026", "2026-03-06"),
        ("6-Mar-26", "2026-03-06"),
        ("4 May '26", "2026-05-04"),
        ("Fri, 06/03/2026 - 14:00", "2026-03-06"),
        ("Wednesday 03/06/2026", "2026-06-03"),
        ("Jane DoeDec 22, 2023, 06:21", "2023-12-22"),
        ("December 22, 20235:00 AM ET", "2023-12-22"),
        ("Published On 9 Oct 20239 Oct 2023", "2023-10-09"),
    ],
)
def test_a_day_is_found(words: str, day: str) -> None:
    found = find_day(words)
    assert found is not None
    assert found.value == day


@pytest.mark.parametrize(
    "words",
    [
        "",
        "03/04/2026",
        "February 2026",
        "2 February",
        "31 February 2026",
        "1999999",
        "12/10/23",
        "Dec 05, 20232 Shares",
        "Mon, 06/03/2026",
        "4 May 26 people",
        "1-6-Mar-26",
    ],
)
def test_what_is_not_one_day_is_none(words: str) -> None:
    assert find_day(words) is None


def test_the_span_covers_the_words_of_the_day() -> None:
    words = "Posted Monday, February 2, 2026 at 10:00"
    found = find_day(words)
    assert found is not None
    assert words[found.start : found.end] == "Monday, February 2, 2026"


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-03-12T23:40:00-05:00", "2026-03-12"),
        ("20260312", "2026-03-12"),
        ("Thu, 12 Mar 2026 16:40:00 GMT", "2026-03-12"),
        ("2026-13-40", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_metadata_dates_keep_the_day_that_is_written(value: str, day: str) -> None:
    assert day_of(value) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://x.example/2026/03/12/story", "2026-03-12"),
        ("https://x.example/story-2026-03-12.html", "2026-03-12"),
        ("https://x.example/2026/03/story", ""),
        ("https://x.example/20260312123", ""),
    ],
)
def test_days_in_addresses(url: str, day: str) -> None:
    assert day_in_url(url) == day


@pytest.mark.parametrize("words", ["Posted 04/05/2026", "12/10/23", "4-5-2026 16:04"])
def test_a_day_that_can_be_two_is_told_as_such(words: str) -> None:
    found = find_unclear(words)
    assert found is not None
    assert found.value == ""


@pytest.mark.parametrize("words", ["13/04/2026", "04.05.2026", "14/15/2026", "7/8", "Fri, 06/03/2026", "24/7/365"])
def test_a_clear_day_and_other_figures_are_not_unclear(words: str) -> None:
    assert find_unclear(words) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("21 abr 2026 - 20:15 CEST", "2026-04-21"),
        ("12 janv. 2026", "2026-01-12"),
        ("June, 09, 2026 - 14:21", "2026-06-09"),
        ("11 Şubat 2026 19:14", "2026-02-11"),
        ("14 NİSAN 2026", "2026-04-14"),
        ("3 KASIM 2026", "2026-11-03"),
        ("11 февраля 2026, 18:20", "2026-02-11"),
        ("21 أبريل 2026", "2026-04-21"),
        ("الأربعاء ١١ فبراير ٢٠٢٦", "2026-02-11"),
        ("11 كانون الثاني/يناير 2026", "2026-01-11"),
        ("2026年2月11日 19:14", "2026-02-11"),
        ("2026년 2월 11일", "2026-02-11"),
    ],
)
def test_days_in_other_languages_and_figures(words: str, day: str) -> None:
    found = find_day(words)
    assert found is not None
    assert found.value == day


@pytest.mark.parametrize("words", ["He struck 10 out 2025 times", "a set 12 2026 pieces", "3 Aprıx 2026"])
def test_words_that_are_months_elsewhere_make_no_day(words: str) -> None:
    assert find_day(words) is None
