"""Directed pair series against rows counted by hand, and what has to hold for any acts."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmattan.analyse.relations import Cut, Series, directions, series
from harmattan.errors import UsageError
from harmattan.records import Act, Factuality
from tests.analyse.acts import FRANCE, MALI, NORLAND, REBELS, act, party, some_acts, two

PLANNED, DENIED = Factuality.PLANNED, Factuality.DENIED


def made(acts: list[Act], **cut: object) -> Series:
    return series(acts, two(), Cut(**cut))  # type: ignore[arg-type]


def test_weeks_without_acts_are_rows_of_zeros_in_both_directions() -> None:
    found = made([act("a", day="2026-02-02"), act("b", "ASSAULT", "2026-02-16", reports=3)], coverage={"2026-W06": 7})
    assert [(row.period, row.start, row.quads, row.events, row.pages) for row in found.forward] == [
        ("2026-W06", "2026-02-02", (1, 0, 0, 0), 1, 7),
        ("2026-W07", "2026-02-09", (0, 0, 0, 0), 0, 0),
        ("2026-W08", "2026-02-16", (0, 0, 0, 1), 1, 0),
    ]
    assert [row.events for row in found.backward] == [0, 0, 0]
    assert found.forward[1].mean_score is None
    assert found.forward[2].reports == 3


def test_scores_weigh_events_or_reports_and_words_stand_apart_from_deeds() -> None:
    row = made([act("a", score=4.0, reports=3), act("b", "ASSAULT", score=-8.0)], step="month").forward[0]
    assert (row.mean_score, row.report_score) == (-2.0, 1.0)
    assert (row.words, row.deeds, row.words_score, row.deeds_score) == (1, 1, 4.0, -8.0)


def test_an_outlet_counts_once_a_period() -> None:
    acts = [act("a", sources=("x", "y")), act("b", sources=("y",))]
    assert made(acts).forward[0].sources == 2


def test_announced_acts_have_a_column_of_their_own_by_the_day_of_the_news() -> None:
    plan = act("a", "AGREE", "2024-05-02", factuality=PLANNED, published="2024-03-12")
    row = made([plan], step="month").forward[0]
    assert (row.period, row.events, row.planned) == ("2024-03", 0, 1)


def test_what_is_left_out_is_told_with_the_reason() -> None:
    acts = [
        act("a", factuality=DENIED),
        act("b", factuality=Factuality.HYPOTHETICAL),
        act("c", factuality=Factuality.HISTORICAL),
        act("d", day=None),
        act("e", day="2024-03-01", end="2024-04-01"),
        act("f", day="2023-01-01"),
        act("g", actors=(FRANCE,)),
    ]
    found = made(acts, since="2024-03", until="2024-04")
    assert found.left == {
        "denied": 1, "hypothetical": 1, "historical": 1, "not known to the week": 2, "outside the range": 1
    }  # fmt: skip
    assert sum(row.events for row in found.forward) == 0


def test_a_range_is_widened_to_whole_periods() -> None:
    found = made([act(day="2024-02-28")], step="month", since="2024-02-15", until="2024-05-01")
    assert [(row.period, row.events) for row in found.forward] == [("2024-02", 1), ("2024-03", 0), ("2024-04", 0)]


def test_a_domestic_pair_has_one_direction() -> None:
    found = series([act(actors=(MALI,), recipients=(REBELS,))], two("MLI", "MLI"))
    assert [row.events for row in found.forward] == [1]
    assert found.backward == ()


def test_a_treaty_both_sign_counts_in_both_directions() -> None:
    found = made([act(type_="SUPPORT", actors=(NORLAND, MALI), recipients=()), act("b", "SUPPORT", recipients=())])
    assert [row.events for row in (*found.forward, *found.backward)] == [1, 1]
    assert not found.left
    at_home = series([act(type_="SUPPORT", actors=(MALI, REBELS), recipients=())], two("MLI", "MLI"))
    assert [row.events for row in at_home.forward] == [1]


def test_what_both_ask_of_nobody_has_no_direction_and_is_told() -> None:
    found = made([act(type_="REQUEST", actors=(NORLAND, MALI), recipients=()), act("b", "REQUEST", recipients=())])
    assert found.left == {"no direction": 1}
    at_home = series([act(type_="REQUEST", actors=(MALI, REBELS), recipients=())], two("MLI", "MLI"))
    assert at_home.left == {"no direction": 1}


def test_praise_of_one_for_the_other_stays_in_its_direction() -> None:
    found = made([act(type_="SUPPORT", actors=(NORLAND, FRANCE), recipients=(MALI,))])
    assert ([row.events for row in found.forward], [row.events for row in found.backward]) == ([1], [0])


def test_several_parties_of_a_side_are_one_act() -> None:
    assert made([act(recipients=(MALI, REBELS))]).forward[0].events == 1


@pytest.mark.parametrize("cut", [Cut("year"), Cut(since="soon"), Cut(since="2024-02", until="2024-01")])
def test_a_cut_that_is_none_is_refused(cut: Cut) -> None:
    with pytest.raises(UsageError):
        series([], two(), cut)


def test_no_acts_and_no_range_are_no_rows() -> None:
    assert series([], two()).forward == ()


STEPS = st.sampled_from(["day", "week", "month"])


@settings(max_examples=60, deadline=None)
@given(some_acts(), STEPS)
def test_every_act_of_the_pair_is_counted_or_told_as_left_out(acts: list[Act], step: str) -> None:
    found = series(acts, two(), Cut(step))
    ours = [(one, directions(one, two())) for one in acts if any(directions(one, two()))]
    twice = sum(1 for one, ways in ours if all(ways) and _is_counted(one, step))
    rows = [*found.forward, *found.backward]
    told = found.left.total() - found.left["no direction"]
    assert sum(row.events + row.planned for row in rows) - twice + told == len(ours)


def _is_counted(act: Act, step: str) -> bool:
    return series([act], two(), Cut(step)).left.total() == 0


@settings(max_examples=40, deadline=None)
@given(some_acts(), STEPS, st.integers(0, 99))
def test_the_order_of_acts_does_not_matter(acts: list[Act], step: str, seed: int) -> None:
    mixed = random.Random(seed).sample(acts, len(acts))
    assert series(mixed, two(), Cut(step)) == series(acts, two(), Cut(step))


@settings(max_examples=40, deadline=None)
@given(some_acts())
def test_the_spine_has_no_gap_and_turning_the_pair_round_turns_the_rows(acts: list[Act]) -> None:
    found, other = series(acts, two()), series(acts, two("MLI", "NOR"))
    assert (found.forward, found.backward) == (other.backward, other.forward)
    assert [row.period for row in found.forward] == [row.period for row in found.backward]
    assert len({row.period for row in found.forward}) == len(found.forward)


@settings(max_examples=40, deadline=None)
@given(some_acts())
def test_mutual_acts_count_the_same_in_both_directions(acts: list[Act]) -> None:
    met = [replace(one, type="CONSULT", actors=(NORLAND, MALI), recipients=()) for one in acts]
    found = series(met, two())
    assert [row.quads for row in found.forward] == [row.quads for row in found.backward]


@pytest.mark.parametrize("cut", [Cut("day", "1700", "2299"), Cut("day", "1700"), Cut("week", "1700", "2299")])
def test_a_series_that_would_never_end_is_refused(cut: Cut) -> None:
    """As by day over centuries: a table of empty rows would fill the memory."""
    with pytest.raises(UsageError, match="more than 20,000 rows"):
        series([act(day="2024-03-12", actors=(MALI,), recipients=(NORLAND,))], two(), cut)


def test_a_range_that_begins_within_the_only_period_holds_it() -> None:
    found = series([act("a", day="2026-03-20")], two(), Cut("month", since="2026-03-10"))
    assert [(row.period, row.events) for row in found.forward] == [("2026-03", 1)]
    assert not found.left


def test_armies_that_fight_the_rebels_of_one_are_no_foes_of_each_other() -> None:
    armies = (party("NOR", "MIL"), party("MLI", "MIL"))
    raid = act("raid", "ASSAULT", actors=armies, recipients=(REBELS,))
    assert directions(raid, two()) == (False, False)
    assert series([raid], two()).left == {"no direction": 1}
    # An opposition that speaks against its state beside another's is no help of the state.
    critics = (NORLAND, party("MLI", "OPP"))
    assert directions(act("words", "ACCUSE", actors=critics, recipients=(MALI,)), two()) == (True, False)
    assert directions(act("alone", "ASSAULT", actors=armies[:1], recipients=(REBELS,)), two()) == (True, False)
