"""Where material conflict rises, the low-base rule, and armed actors first seen."""

from dataclasses import replace

import pytest

from harmattan.analyse.hotspots import Compared, actors, countries, newly_armed, places
from harmattan.analyse.periods import period
from harmattan.errors import UsageError
from harmattan.records import Act, Factuality
from tests.analyse.acts import MALI, REBELS, act, party, place

COMPARED = Compared(period("2024-01/2024-07"), period("2024-07"))


def attacks(count: int, day: str, where: str = "Gao", **changes: object) -> list[Act]:
    return [
        act(f"{where}-{day}-{n}", "ASSAULT", day, actors=(REBELS,), place=place(where), **changes) for n in range(count)
    ]


def test_a_place_is_hot_by_enough_acts_against_its_own_past() -> None:
    acts = attacks(2, "2024-02-05") + attacks(5, "2024-07-05") + attacks(2, "2024-07-06", "Kidal")
    found = places(acts, COMPARED)
    assert [(one.name, one.past, one.recent, one.hot) for one in found.spots] == [
        ("Gao, MLI", 2, 5, True),
        ("Kidal, MLI", 0, 2, False),
    ]
    assert found.spots[0].acts == tuple(f"Gao-2024-07-05-{n}" for n in range(5))
    assert found.checked == 2


def test_a_place_as_hot_as_ever_is_not_hot() -> None:
    acts = [one for month in range(1, 8) for one in attacks(5, f"2024-0{month}-05")]
    assert not places(acts, COMPARED).spots[0].hot


def test_pages_read_take_the_place_of_days() -> None:
    acts = attacks(2, "2024-02-05") + attacks(6, "2024-07-05")
    assert places(acts, COMPARED).spots[0].hot
    assert not places(acts, replace(COMPARED, pages=(100, 300))).spots[0].hot


def test_where_too_few_pages_were_read_a_rise_must_be_one_by_days_and_by_pages() -> None:
    acts = attacks(2, "2024-02-05") + attacks(6, "2024-07-05")
    for sparse, hot in (((30, 5), True), ((3, 5), False), ((0, 5), False), ((30, 0), True), (None, True)):
        assert places(acts, replace(COMPARED, sparse=sparse)).spots[0].hot is hot
    steady = [one for month in range(1, 8) for one in attacks(5, f"2024-0{month}-05")]
    assert not places(steady, replace(COMPARED, sparse=(300, 5))).spots[0].hot


def test_words_plans_and_wide_places_count_for_no_point() -> None:
    acts = [
        *attacks(3, "2024-07-05", factuality=Factuality.PLANNED),
        act("w", "ACCUSE", "2024-07-05", place=place()),
        act("c", "ASSAULT", "2024-07-05", place=place("Mali", resolution="country")),
    ]
    assert places(acts, COMPARED).spots == ()
    assert [(one.key, one.recent) for one in countries(acts, COMPARED).spots] == [("MLI", 1)]


def test_one_geonameid_is_one_place_whatever_its_spelling() -> None:
    acts = [act(f"a{n}", "ASSAULT", "2024-07-05", place=place(words, geonameid=7)) for n, words in enumerate("GH")]
    assert [(one.key, one.recent) for one in places(acts, COMPARED).spots] == [("7", 2)]


def test_actors_without_a_country_or_an_id_are_nobody() -> None:
    acts = [act("a", "ASSAULT", "2024-07-05", actors=(party("", "UAF", words="gunmen"), REBELS))]
    assert [one.key for one in actors(acts, COMPARED).spots] == ["group:northern-band"]


def test_an_armed_actor_is_new_if_never_seen_before_even_in_words() -> None:
    band = party("MLI", "REB", "group:river-band", "River Band")
    some = party("MLI", "REB", "reb:MLI", "rebels")
    acts = [
        act("old", "CONSULT", "2024-02-05", recipients=(REBELS,)),
        act("a", "ASSAULT", "2024-07-05", actors=(REBELS,)),
        act("b", "ASSAULT", "2024-07-06", actors=(band, some), recipients=(MALI,)),
    ]
    assert [(one.key, one.day, one.acts) for one in newly_armed(acts, COMPARED.recent)] == [
        ("group:river-band", "2024-07-06", ("b",))
    ]


@pytest.mark.parametrize("factuality", ["planned", "hypothetical", "denied", "historical"])
def test_an_armed_actor_that_was_told_of_in_any_way_before_is_not_new(factuality: str) -> None:
    fight = act("a", "ASSAULT", "2024-07-05", actors=(REBELS,))
    other = act("b", "ASSAULT", None, actors=(REBELS,), factuality=Factuality(factuality))
    assert newly_armed([fight, replace(other, published="2024-05-01")], COMPARED.recent) == []
    assert newly_armed([fight, replace(other, day="2019-05-01", published="2024-07-06")], COMPARED.recent) == []
    assert len(newly_armed([fight, replace(other, published="2024-07-06")], COMPARED.recent)) == 1


def test_an_act_of_this_year_that_is_first_told_now_hides_no_new_armed_actor() -> None:
    vague = act("v", "CONSULT", "2024-01-01", end="2025-01-01", published="2024-07-03", recipients=(REBELS,))
    fight = act("a", "ASSAULT", "2024-07-05", actors=(REBELS,))
    assert [(one.day, one.acts) for one in newly_armed([vague, fight], COMPARED.recent)] == [("2024-07-05", ("a",))]


def test_stretches_that_overlap_or_were_not_read_are_refused() -> None:
    with pytest.raises(UsageError, match="after the recent begins"):
        places([], Compared(period("2024"), period("2024-07")))
    with pytest.raises(UsageError, match="no page"):
        places([], replace(COMPARED, pages=(10, 0)))
