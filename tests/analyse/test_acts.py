"""An event and its article as an act: which day, whose outlet, both sides of a mutual act."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.analyse.acts import act_of, days, days_by_news, dyads
from harmattan.analyse.periods import Period
from harmattan.ledger.export.facts import day_of
from harmattan.records import Article, Attribution, Event, EventTime, Factuality, Party, Span, Told
from tests.analyse.acts import FRANCE, MALI, NIGER, act

PAGE = Article("art-1", "page.html", "Talks held.", (), "hash", site=Told("North Post", "meta"))
DATED = replace(PAGE, published=Told("2024-03-14T09:00:00Z", "json-ld"))
EVENT = Event("evt-1", "art-1", "CONSULT", Span(0, 5), Factuality.ACTUAL, 0.9, quad=1, score=2.5)


def test_a_told_day_goes_before_the_day_of_publication() -> None:
    told = replace(EVENT, time=EventTime(Span(0, 1), "2024-03", "month"))
    made = act_of(told, DATED)
    assert (made.day, made.end, made.published) == ("2024-03-01", "2024-04-01", "2024-03-14")
    assert act_of(EVENT, DATED).day == "2024-03-14"


def test_an_act_told_as_history_has_no_day_of_publication() -> None:
    made = act_of(replace(EVENT, factuality=Factuality.HISTORICAL), DATED)
    assert (made.day, made.published) == (None, "2024-03-14")


def test_a_page_dated_to_a_month_makes_no_day_up() -> None:
    made = act_of(EVENT, replace(PAGE, published=Told("2024-03", "meta")))
    assert (made.day, made.end, made.dated) == ("2024-03-01", "2024-04-01", False)


_TOLD = st.sampled_from(
    ["2024", "2024-02", "2024-02-30", "2024-W07", "2024-01/2024-03", "2024/2023", "", "soon", "9999"]
)


@given(st.none() | _TOLD, st.none() | _TOLD | st.just("2024-03-14T09:00:00Z"), st.sampled_from(Factuality))
def test_analysis_and_exports_put_an_act_on_the_same_days(
    time: str | None, published: str | None, factuality: Factuality
) -> None:
    told = replace(EVENT, factuality=factuality, time=EventTime(Span(0, 1), time, "day"))
    page = replace(PAGE, published=Told(published, "meta") if published is not None else None)
    made, day = act_of(told, page), day_of(page, told)
    assert (made.day, made.end) == (day.first and day.first.isoformat(), day.end and day.end.isoformat())
    assert made.dated == (day.origin == "told")


def test_what_is_done_has_no_day_after_its_news() -> None:
    month = act(day="2024-03-01", end="2024-04-01", published="2024-03-12")
    assert days_by_news(month) == (date(2024, 3, 1), date(2024, 3, 13))
    assert Period("2024-03-01", "2024-03-13").holds(month)
    assert not Period("2024-03-01", "2024-03-12").holds(month)
    assert days_by_news(replace(month, published="2024-05-01")) == days(month)
    assert days_by_news(replace(month, factuality=Factuality.PLANNED)) == days(month)
    assert days_by_news(act(day="2024-03-12", published="2024-03-10")) == (date(2024, 3, 12), date(2024, 3, 13))


def test_a_damaged_day_is_no_day() -> None:
    broken = replace(EVENT, time=EventTime(Span(0, 1), "2024-13", "month"))
    assert act_of(broken, PAGE).day is None


def test_the_outlet_stands_in_for_sources_that_are_not_told() -> None:
    assert act_of(EVENT, PAGE).sources == ("North Post",)
    assert act_of(EVENT, replace(PAGE, site=None, source="norland/page.html")).sources == ("norland",)
    assert act_of(EVENT, PAGE, 3, ("a", "b")).sources == ("a", "b")


def test_somebodys_word_is_marked() -> None:
    assert act_of(replace(EVENT, said_by=Attribution(Span(0, 1), "residents")), PAGE).said
    assert not act_of(EVENT, PAGE).said


@pytest.mark.parametrize(
    ("speaker", "actor", "own"),
    [
        (
            Attribution(Span(0, 7), "Government of Norland"),
            Party(Span(40, 42), "gov:NOR", "Government of Norland"),
            True,
        ),
        (Attribution(Span(0, 7), "Government of Mali"), Party(Span(40, 42), "state:MLI", "Mali"), True),
        (Attribution(Span(0, 7), ""), Party(Span(3, 7), None, ""), True),
        (Attribution(Span(0, 7), ""), Party(Span(7, 9), None, ""), False),
        (Attribution(Span(0, 7), "Government of Norland"), Party(None, "person:ada-voss", "Ada Voss"), False),
    ],
)
def test_an_actors_own_word_is_told_from_that_of_others(speaker: Attribution, actor: Party, own: bool) -> None:
    assert act_of(replace(EVENT, said_by=speaker, actors=(NIGER, actor)), PAGE).own == own
    assert not act_of(replace(EVENT, actors=(actor,)), PAGE).own


def test_each_actor_of_a_mutual_act_acts_on_each_other() -> None:
    meeting = act(actors=(MALI, NIGER, FRANCE), recipients=())
    assert len(dyads(meeting)) == 6
    assert dyads(act(type_="ACCUSE", actors=(MALI, NIGER), recipients=())) == []


@pytest.mark.parametrize("type_", ["RETREAT", "CONCEDE"])
def test_what_both_sides_give_up_together_is_of_each_towards_the_other(type_: str) -> None:
    assert dyads(act(type_=type_, actors=(MALI, NIGER), recipients=())) == [(MALI, NIGER), (NIGER, MALI)]
    assert dyads(act(type_=type_, actors=(MALI,), recipients=())) == []


def test_an_act_without_an_end_lasts_a_day() -> None:
    known = days(act(day="2024-02-29"))
    assert known is not None
    assert (known[1] - known[0]).days == 1
