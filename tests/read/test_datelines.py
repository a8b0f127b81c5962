"""Date lines, and the day of publication among several."""

import pytest

from harmattan.read.datelines import day_of_dateline, day_on, is_date_line, says_this


@pytest.mark.parametrize(
    "line",
    [
        "March 6, 2026 4:04 PM UTC Updated 2 hours ago",
        "March 6, 20264:04 PM UTCUpdated 2 hours ago",
        "March 6, 2026 · 4:04 PM GMT+1 · Updated 2 hours ago",
        "Issued on: 06/03/2026 - 16:04 Modified: 06/03/2026 - 17:30",
        "04/05/2026",
        "Fri, 06/03/2026 - 14:00",
        "sexta-feira, 6 de março de 2026",
        "Updated 3 hours ago",
    ],
)
def test_a_line_that_says_when_a_page_appeared(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "The ship left Tarna on March 6, 2026 and sank 2 hours ago",
        "Three people were hurt 2 hours ago",
        "Army to leave town by 6 March 2026, minister says in Tarna",
        "The flag 06/03/2026 was written on it by hand",
    ],
)
def test_a_line_that_says_more_is_none(line: str) -> None:
    assert not is_date_line(line)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("This story was first published on 6 March 2026.", True),
        ("Correction: this article was changed after it was published.", True),
        ("Published: this report was changed.", False),
        ("This story was unpublished.", False),
        ("The minister published this story.", False),
    ],
)
def test_a_line_says_that_it_tells_of_its_own_story(line: str, says: bool) -> None:
    assert says_this(line) is says


def _day(*lines: str, updated: bool = False) -> str | None:
    found = day_on(lines, updated=updated)
    return found[1].value if found else None


def test_a_ticker_s_day_goes_after_that_of_a_byline() -> None:
    assert _day("Latest Bridge reopens 27 Nov 2026", "By Ada Diop — 6 March 2026") == "2026-03-06"
    assert _day("Latest Bridge reopens 27 Nov 2026") == "2026-11-27"


def test_a_day_that_can_be_two_is_none_whatever_stands_below() -> None:
    assert _day("04/05/2026", "6 March 2026") is None
    assert _day("6 March 2026", "04/05/2026") == "2026-03-06"


def test_the_day_of_an_update_is_not_that_of_publication() -> None:
    lines = ("Updated 4:04 PM UTC, Fri March 6, 2026", "Published March 5, 2026")
    assert (_day(*lines), _day(*lines, updated=True)) == ("2026-03-05", "2026-03-06")


def test_the_place_of_the_day_is_told() -> None:
    found = day_on(["By Ada Diop", "Updated: 6 March 2026"], updated=True)
    assert found is not None
    place, day = found
    assert (place, "Updated: 6 March 2026"[day.start : day.end]) == (1, "6 March 2026")


@pytest.mark.parametrize(
    "opening",
    [
        "TARNA, May 4, 2026 /PR Norland/ -- Teachers walked out.",
        "TARNA, May 4, 2026 (ENA) - Teachers walked out.",
        "PORT TARNA, Norland, May 4, 2026 — Teachers walked out.",
        "Tarna, Norland, 4 May 2026 (ENA) -- Teachers walked out.",
        "TARNA/PORT ESSEL, May 4, 2026 - Teachers walked out.",
        "Tarna/Essel, May 4, 2026 (ENA) - Teachers walked out.",
        "TARNA, May 4, 2026—Teachers walked out.",
        "PORT-TARNA (Norland Press), 4 May 2026. Teachers walked out.",
    ],
)
def test_a_dateline_tells_the_day(opening: str) -> None:
    day = day_of_dateline(opening)
    assert day is not None
    assert day.value == "2026-05-04"


@pytest.mark.parametrize(
    "opening",
    [
        "TARNA, May 4 (ENA) -- Teachers walked out.",
        "Since Friday, May 4, 2026 – the day of the walkout – schools are shut.",
        "TARNA, May 4, 2026, was a quiet town.",
        "Tarna, May 4, 2026. The town was quiet.",
        "Teachers walked out on May 4, 2026 (ENA) -- and stayed away.",
        "",
    ],
)
def test_a_day_elsewhere_in_the_text_is_no_dateline(opening: str) -> None:
    assert day_of_dateline(opening) is None


def test_a_title_of_a_script_without_capitals_is_no_date_line_for_the_day_in_it() -> None:
    assert is_date_line("الأربعاء ١١ فبراير ٢٠٢٦")
    assert is_date_line("نشر في: 21 أبريل 2026")
    assert not is_date_line("كلمة رئيس الوزراء أمام البرلمان في ذكرى 11 فبراير 2026")
    assert not is_date_line("卡尔西亚议会通过2026年2月11日决议的全文")


@pytest.mark.parametrize(("line", "is_one"), [("1.10", False), ("2.50 crowns a litre", False), ("9.05am", True)])
def test_prices_are_no_hours(line: str, is_one: bool) -> None:
    assert is_date_line(line) is is_one
