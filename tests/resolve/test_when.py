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
    ("Christmas", "2025-12-25"),
    ("before Christmas 2023", "2023-12-25"),
    ("until the 31st", "2026-01-31"),
    ("the first nine months", "2025-01/2025-10"),
    ("the first nine months of 2024", "2024-01/2024-10"),
    ("the last two months of 2024", "2024-11/2025-01"),
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


# fmt: off
WORDS = [
    "last", "next", "week", "month", "year", "between", "and", "2020", "2023", "31", "may", "july", "since", "early",
    "late", "from", "to", "Monday", "5", "ago", "two", "days", "the",
]
# fmt: on


@given(st.lists(st.sampled_from(WORDS), max_size=7))
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
        ("a year ago today", "2024-10-03", "2023-10-03"),
    ],
)
def test_what_is_told_without_a_year_is_the_nearest_that_fits(words: str, day: str, value: str) -> None:
    assert resolve_time(words, day)[0] == value


def test_what_happened_on_a_day_to_come_is_of_the_year_before() -> None:
    text = "The war began after the October 7 attack."
    start = text.index("the October 7 attack")
    assert time_of(Span(start, len(text) - 1), text, "2024-10-03", happened=True)[0] == "2023-10-07"


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("He was elected in 2010. Two years later he was overthrown.", "Two years later", "2012"),
        ("They met on 4 March 2012. The following day they signed.", "The following day", "2012-03-05"),
        ("They met on Friday and, two days earlier, on the phone.", "two days earlier", "2026-01-28"),
        ("She fled in 1981 after a coup in March the same year.", "in March the same year", "1981-03"),
        ("The port fell in May 2019. Later that month it was retaken.", "Later that month", "2019-05"),
        ("The port fell in 2019. A month later it was retaken.", "A month later", None),
        ("The following day they signed.", "The following day", None),
        ("He was jailed in 2010 and died two days before his trial.", "two days before", None),
        ("Exports fell in 2010. The union will strike next month.", "next month", "2026-03"),
        ("He was held on Friday and released in the afternoon.", "the afternoon", "2026-01-30"),
        ("Shells fell on 4 March 2012.\nBy evening the town was empty.", "evening", "2012-03-04"),
        ("Shells fell on Friday. Rebels hit back three hours later.", "three hours later", "2026-01-30"),
        ("They met on Friday.\nThe inn is old.\nHe spoke in the afternoon.", "the afternoon", None),
        ("They met on Friday. The fire was out by morning.", "morning", None),
        ("He spoke in the afternoon.", "in the afternoon", None),
        ("On Friday he said that they met three days ago and signed a day later.", "a day later", "2026-01-31"),
        ("On Friday he said that they met two weeks ago and swapped men a day later.", "a day later", None),
        ("On Friday he said that they met last month and swapped men a day later.", "a day later", None),
    ],
)
def test_times_that_lean_on_one_told_before(text: str, words: str, value: str | None) -> None:
    start = text.rindex(words)
    assert time_of(Span(start, start + len(words)), text, MONDAY)[0] == value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("In 2012 rebels rose in the north. On 22 March soldiers took the palace.", "22 March", "2012-03-22"),
        ("In 2012 rebels rose. On Monday, and again on 22 January, they struck.", "22 January", "2026-01-22"),
        ("In 2012 rebels rose.\nThe envoy came on 22 January.", "22 January", "2026-01-22"),
        ("The vote is to be held on 20 November.", "20 November", "2026-11-20"),
        ("The show is to run from January 23 on.", "January 23", "2026-01-23"),
        ("Thursday, the two are to meet.", "Thursday", "2026-02-05"),
        ("Thursday, the two met.", "Thursday", "2026-01-29"),
    ],
)
def test_the_year_a_passage_is_about_and_what_is_to_come(text: str, words: str, value: str) -> None:
    start = text.rindex(words)
    assert time_of(Span(start, start + len(words)), text, MONDAY)[0] == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("the sixteenth century", "1500/1600"),
        ("the 1800s", "1800/1900"),
        ("after 9/11", "2001-09-11"),
        ("World War II", "1939-09-01/1945-09-03"),
        ("in her 80s", None),
        ("2000 BC", None),
        ("pre-2011", None),
        ("the start of the 2014 games", "2014"),
        ("the end of the year", "2026-12"),
        ("the end of 2023", "2023-12"),
        ("late 2023", "2023-09/2024-01"),
        ("the end of July 2023", "2023-07-21/2023-08-01"),
        ("1930 GMT", None),
        ("2015 local time", None),
        ("2015", "2015"),
    ],
)
def test_eras_and_named_times(words: str, value: str | None) -> None:
    assert resolve_time(words, MONDAY)[0] == value


@given(st.lists(st.sampled_from([*WORDS, "that", "later", "following", "In 2012", ".", "\n"]), max_size=12), st.data())
def test_any_words_in_any_text_give_a_date_or_nothing(pieces: list[str], data: st.DataObject) -> None:
    text = " ".join(pieces)
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    value, precision = time_of(Span(first, last), text, MONDAY)
    assert precision == (dates.precision(value) if value else "unknown")


def test_what_happened_on_a_day_of_a_clause_that_looks_ahead_lies_behind() -> None:
    text = "The vote is to follow the raid that they led on 20 November."
    at = Span(text.index("20 Nov"), text.index("."))
    assert time_of(at, text, MONDAY, happened=True)[0] == "2025-11-20"
    assert time_of(at, text, MONDAY)[0] == "2026-11-20"


@pytest.mark.parametrize(
    ("act", "text", "words", "value"),
    [
        ("REJECT", "President Orr will not visit on May 10.", "May 10", "2025-05-10"),
        ("REJECT", "President Orr refused to visit on May 10.", "May 10", "2025-05-10"),
        ("ASSAULT", "Soldiers shelled Tarna on May 10.", "May 10", "2024-05-10"),
        ("AGREE", "Rebels agreed to a truce that will last six weeks on Monday.", "Monday", "2025-03-31"),
        ("REJECT", "Norland, which plans to leave, rejected the offer on Tuesday.", "Tuesday", "2025-04-01"),
        ("REJECT", "Norland, which was expected to sign, rejected it on March 10.", "March 10", "2025-03-10"),
        ("REQUEST", "Norland, which will vote, asked for help in December.", "December", "2024-12"),
    ],
)
def test_what_is_refused_or_asked_for_may_lie_ahead(act: str, text: str, words: str, value: str) -> None:
    at = Span(text.index(words), text.index(words) + len(words))
    assert time_of(at, text, "2025-04-02", happened=True, act=act)[0] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The two may want to hold a vote by March.", "2024-03"),
        ("Rebels had gone to war and taken the town by March.", "2023-03"),
        ("By March rebels had taken the town.", "2023-03"),
        ("The road to the sea was cut by March.", "2023-03"),
    ],
)
def test_what_is_to_be_done_by_a_month_lies_ahead(text: str, value: str) -> None:
    at = Span(text.index("March"), text.index("March") + len("March"))
    assert time_of(at, text, "2023-11-20")[0] == value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Police freed Sunday Okeke, 34, a trader.", "Sunday", None),
        ("Police freed Mr Sunday Okeke and his sons.", "Sunday", None),
        ("Police said on Sunday Okeke was free.", "Sunday", "2026-02-01"),
        ("On Sunday Norland, a member, left.", "Sunday", "2026-02-01"),
        ("Trade fell in the first nine months of the war.", "the first nine months", None),
        ("Trade fell in the first nine months, a bank said.", "the first nine months", "2025-01/2025-10"),
    ],
)
def test_a_man_called_sunday_and_the_months_of_a_war_are_no_dates(text: str, words: str, value: str | None) -> None:
    start = text.index(words)
    assert time_of(Span(start, start + len(words)), text, MONDAY)[0] == value


@pytest.mark.parametrize(
    ("before", "words", "after", "value"),
    [
        ("Norland froze its loans in March 2023 and expelled the envoy that ", "September", ".", "2023-09"),
        ("Norland froze its loans in March 2023 and expelled the envoy ", "that September", ".", "2023-09"),
        ("Norland froze its loans in November 2022 and expelled the envoy that ", "March", ", it said.", "2023-03"),
        ("Norland froze its loans in 2023. The envoy said that ", "September", " was calm.", "2025-09"),
        ("Norland expelled the envoy that ", "September", ".", "2025-09"),
    ],
)
def test_that_month_is_the_first_from_the_time_told_before(before: str, words: str, after: str, value: str) -> None:
    text = before + words + after
    span = Span(len(before), len(before) + len(words))
    assert time_of(span, text, MONDAY, happened=True)[0] == value
