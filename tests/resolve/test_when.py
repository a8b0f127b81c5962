"""The words of time: each line is words, publication day, value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan import dates
from harmattan.records import Span
from harmattan.resolve.dateforms import UNKNOWN
from harmattan.resolve.when import resolve_time, time_of

MONDAY = "2026-02-02"

TOLD = [
    ("last week", "2026-W05"),
    ("last month", "2026-01"),
    ("last year", "2025"),
    ("this year", "2026"),
    ("next week", "2026-W07"),
    ("earlier this month", "2026-02"),
    ("yesterday", "2026-02-01"),
    ("today", "2026-02-02"),
    ("tomorrow", "2026-02-03"),
    ("on Monday", "2026-02-02"),
    ("Sunday night", "2026-02-01"),
    ("last Monday", "2026-01-26"),
    ("next Tuesday", "2026-02-03"),
    ("on Friday", "2026-01-30"),
    ("three days ago", "2026-01-30"),
    ("two weeks ago", "2026-W04"),
    ("five months ago", "2025-09"),
    ("10 years ago", "2016"),
    ("at the weekend", "2026-01-31/2026-02-02"),
    ("over the past year", "2025-02/2026-03"),
    ("in the last two weeks", "2026-01-19/2026-02-03"),
    ("Aug. 7", "2025-08-07"),
    ("on Feb. 10", "2026-02-10"),
    ("7 August 2019", "2019-08-07"),
    ("July 26, 2023", "2023-07-26"),
    ("the 26th of July 2023", "2023-07-26"),
    ("26 July last year", "2025-07-26"),
    ("July 2023", "2023-07"),
    ("in December", "2025-12"),
    ("in March", "2026-03"),
    ("last July", "2025-07"),
    ("in 2021", "2021"),
    ("between 2020 and 2023", "2020/2024"),
    ("from 2022 to 2025", "2022/2026"),
    ("2019-2021", "2019/2022"),
    ("from March to June 2023", "2023-03/2023-07"),
    ("3-5 May 2021", "2021-05-03/2021-05-06"),
    ("from 3 May to 6 June 2021", "2021-05-03/2021-06-07"),
    ("since 2022", "2022/2026-02-03"),
    ("the 1990s", "1990/2000"),
    ("the late 1990s", "1996/2000"),
    ("early 2023", "2023-01/2023-05"),
    ("mid-July 2023", "2023-07-11/2023-07-21"),
    ("late July", "2025-07-21/2025-08-01"),
    ("the first half of 2024", "2024-01/2024-07"),
    ("third quarter of 2024", "2024-07/2024-10"),
    ("2023-07-26", "2023-07-26"),
    ("26/07/2023", "2023-07-26"),
    ("07/26/2023", "2023-07-26"),
    ("the day before yesterday", "2026-01-31"),
    ("overnight", "2026-02-01/2026-02-03"),
]

VAGUE = [
    "recently",
    "soon",
    "two days after the coup",
    "a few days ago",
    "nearly two years ago",
    "the same day",
    "for three years",
    "07/08/2023",
    "",
    "31 February 2023",
    "in the coming weeks",
    "some time ago",
    "decades ago",
]


@pytest.mark.parametrize(("words", "value"), TOLD)
def test_told_times(words: str, value: str) -> None:
    assert resolve_time(words, MONDAY) == (value, dates.precision(value))


@pytest.mark.parametrize("words", VAGUE)
def test_vague_times_stay_unknown(words: str) -> None:
    assert resolve_time(words, MONDAY) == UNKNOWN


@pytest.mark.parametrize(
    "words", ["last week", "on Monday", "yesterday", "in July", "Aug. 7", "since 2022", "two years ago"]
)
def test_times_that_lean_on_a_day_need_one(words: str) -> None:
    assert resolve_time(words, None) == UNKNOWN


@pytest.mark.parametrize(
    ("words", "value"), [("7 August 2019", "2019-08-07"), ("in 2021", "2021"), ("the 1990s", "1990/2000")]
)
def test_absolute_times_need_no_day(words: str, value: str) -> None:
    assert resolve_time(words, None)[0] == value


def test_full_timestamps_and_rubbish_as_publication() -> None:
    assert resolve_time("yesterday", "2026-02-02T09:30:00Z")[0] == "2026-02-01"
    assert resolve_time("yesterday", "soon") == UNKNOWN


@given(st.text(max_size=60), st.one_of(st.none(), st.dates().map(str)))
def test_any_text_gives_a_date_or_nothing(words: str, published: str | None) -> None:
    value, precision = resolve_time(words, published)
    assert (precision == "unknown") if value is None else precision == dates.precision(value)


@given(
    st.lists(
        st.sampled_from(
            [
                "last",
                "next",
                "week",
                "month",
                "year",
                "between",
                "and",
                "2020",
                "2023",
                "31",
                "may",
                "july",
                "since",
                "early",
                "late",
                "from",
                "to",
                "Monday",
                "5",
                "ago",
                "two",
                "days",
                "the",
            ]
        ),
        max_size=7,
    )
)
def test_words_of_time_in_any_order(words: list[str]) -> None:
    value, precision = resolve_time(" ".join(words), MONDAY)
    assert (precision == "unknown") if value is None else precision == dates.precision(value)


@pytest.mark.parametrize(
    ("words", "published", "value"),
    [
        ("in January", "2023-11-20", "2023-01"),
        ("January 5", "2023-11-20", "2023-01-05"),
        ("on 5 December", "2023-11-20", "2022-12-05"),
        ("in November", "2023-11-20", "2023-11"),
        ("in January 2024", "2023-11-20", "2024-01"),
        ("next January", "2023-11-20", "2024-01"),
    ],
)
def test_what_happened_did_so_before_it_was_told(words: str, published: str, value: str) -> None:
    text = f"The envoy left the capital {words}."
    start = text.index(words)
    span = Span(start, start + len(words))
    assert time_of(span, text, published, happened=True)[0] == value


def test_what_is_planned_lies_ahead() -> None:
    text = "The envoy will leave in May."
    span = Span(text.index("in May"), text.index("."))
    assert time_of(span, text, "2023-11-20")[0] == "2024-05"
    assert time_of(span, text, "2023-11-20", planned=True)[0] == "2024-05"


@pytest.mark.parametrize(
    ("text", "words", "published", "value"),
    [
        ("Norland will leave in December.", "December", "2019-02-14", "2019-12"),
        ("The pullout, announced by Ada Voss in December, goes on.", "December", "2019-02-14", "2018-12"),
        ("In December Ada Voss announced that troops would leave.", "December", "2019-02-14", "2018-12"),
        ("Since her surprise December announcement that troops would leave", "December", "2019-02-14", "2018-12"),
        ("Talks are due to begin on Thursday.", "Thursday", "2018-04-12", "2018-04-12"),
        ("Talks are due to begin on Wednesday.", "Wednesday", "2018-04-12", "2018-04-18"),
        ("Talks are due to begin in April.", "April", "2018-04-12", "2018-04"),
        ("Norland will meet Sudland on Wednesday, Ada Voss said.", "Wednesday", "2018-04-12", "2018-04-18"),
        ("Norland will meet Sudland on Wednesday, said Ada Voss.", "Wednesday", "2018-04-12", "2018-04-18"),
        ("They met in a village next to the river in February.", "February", "2018-04-12", "2018-02"),
        ("She announced that talks would begin on Wednesday.", "Wednesday", "2018-04-12", "2018-04-18"),
    ],
)
def test_when_a_plan_is_for_and_when_it_was_announced(text: str, words: str, published: str, value: str) -> None:
    start = text.index(words)
    planned = "river" not in text
    assert time_of(Span(start, start + len(words)), text, published, planned=planned)[0] == value


@pytest.mark.parametrize(
    ("words", "day", "value"),
    [
        ("this summer", "2024-10-03", "2024-06/2024-09"),
        ("this summer", "2024-04-03", "2024-06/2024-09"),
        ("this summer", "2024-12-03", "2024-06/2024-09"),
        ("this spring", "2024-10-03", "2024-03/2024-06"),
        ("since October 7", "2024-10-03", "2023-10-07/2024-10-04"),
        ("since May 7", "2024-10-03", "2024-05-07/2024-10-04"),
        ("a year ago today", "2024-10-03", "2023"),
    ],
)
def test_what_is_told_without_a_year_is_the_nearest_that_fits(words: str, day: str, value: str) -> None:
    assert resolve_time(words, day)[0] == value


def test_what_happened_on_a_day_to_come_is_of_the_year_before() -> None:
    text = "The war began after the October 7 attack."
    start = text.index("the October 7 attack")
    assert time_of(Span(start, len(text) - 1), text, "2024-10-03", happened=True)[0] == "2023-10-07"
