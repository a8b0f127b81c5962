"""Turns of a pair from its acts: days, coverage that is dense enough, and turns as briefs tell them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from harmattan import dates
from harmattan.analyse.periods import Period
from harmattan.analyse.sentence import Doubts
from harmattan.analyse.sides import pair
from harmattan.ledger.extent import Coverage
from harmattan.records import CoverageCheck, Factuality, Robustness, TooLittle, Turn
from harmattan.relationships import course
from tests.analyse.acts import MALI, NAMES, NORLAND, act

PAIR = pair("NOR", "MLI", NAMES)
YEAR = Period("2024-01-01", "2025-01-01")


def weeks(count: int, number: int) -> dict[str, int]:
    first = date(2024, 1, 1)
    return {dates.week_of(first + timedelta(days=7 * week)): number for week in range(count)}


def quarrel() -> list[object]:
    worse = [act(f"w{n}", "ASSAULT", (date(2024, 1, 5) + timedelta(days=9 * n)).isoformat()) for n in range(15)]
    better = [act(f"b{n}", "AID", (date(2024, 7, 1) + timedelta(days=9 * n)).isoformat()) for n in range(15)]
    return [*worse, *better]


@pytest.mark.parametrize(
    ("coverage", "enough"),
    [(weeks(53, 5), True), (weeks(53, 4), False), (weeks(40, 20), False), ({}, False)],
)
def test_coverage_counts_where_enough_was_read_all_along(coverage: dict[str, int], enough: bool) -> None:
    assert (course.dense(coverage, YEAR) is not None) == enough


def test_a_month_lies_in_its_middle_and_a_year_nowhere() -> None:
    month = act(day="2024-03-01", end="2024-04-01")
    told = course.observation(month, PAIR, course.BOTH, YEAR)
    assert told is not None
    assert told.day == "2024-03-16"
    assert course.observation(act(day="2024-01-01", end="2025-01-01"), PAIR, course.BOTH, YEAR) is None


def test_only_what_took_place_in_that_direction_and_time_is_observed() -> None:
    assert course.observation(act(), PAIR, course.FORWARD, YEAR) is not None
    assert course.observation(act(), PAIR, course.BACKWARD, YEAR) is None
    assert course.observation(act(factuality=Factuality.PLANNED), PAIR, course.BOTH, YEAR) is None
    assert course.observation(act(day="2025-02-01"), PAIR, course.BOTH, YEAR) is None
    assert course.observation(act(actors=(MALI,), recipients=(NORLAND,)), PAIR, course.BACKWARD, YEAR) is not None


def test_a_pair_that_turned_is_told_with_its_mean_scores() -> None:
    found = course.of_pair(quarrel(), PAIR, (None, None), {})  # type: ignore[arg-type]
    assert found is not None
    assert not found.covered
    [turn] = found.turns
    assert "better" in turn.direction
    assert "2024-05" <= turn.day[:7] <= "2024-07"
    told = course.told(turn, course.BOTH, covered=found.covered)
    assert (told.direction, told.before, told.after, told.acts_before) == ("better", -9.0, 10.0, 15)
    assert (told.chance, told.day, told.sure) == (turn.probability, turn.day, True)
    assert told.doubts.unmeasured


def test_what_speaks_against_a_turn_is_told_with_it() -> None:
    found = course.of_pair(quarrel(), PAIR, (None, None), {})  # type: ignore[arg-type]
    assert found is not None
    turn = replace(
        found.turns[0],
        probability=0.7,
        coverage=CoverageCheck((0.5, 1.5), volume_changed=True, mix=0.8, mix_changed=True, new=(), gone=()),
        robustness=Robustness("north-post", 0.35, "w1", 0.51),
    )
    told = course.told(turn, course.FORWARD, covered=True)
    assert not told.sure
    assert told.doubts == Doubts((0.5, 1.5), True, False, ("north-post", 0.35), None)
    bare = course.doubts(replace(turn, robustness=Robustness("north-post", None, "w1", 0.49)), covered=True)
    assert (bare.without_outlet, bare.without_act) == (None, ("w1", 0.49))


def test_a_direction_is_told_with_the_acts_it_was_given() -> None:
    found = course.of_pair(quarrel(), PAIR, (None, None), {}, course.FORWARD)  # type: ignore[arg-type]
    assert found is not None
    way = course.way(found)
    assert (way.towards, len(way.turns), way.unturned, len(way.given)) == ("forward", 1, "", 30)
    few = course.of_pair(quarrel()[:2], PAIR, (None, None), {}, course.BACKWARD)  # type: ignore[arg-type]
    assert few is not None
    assert (course.way(few).unturned, course.way(few).given) == ("too little", ())


def test_without_measured_reading_a_change_of_number_is_no_turn() -> None:
    days = [date(2024, 1, 5) + timedelta(days=60 * n) for n in range(4)]
    days += [date(2024, 7, 1) + timedelta(days=2 * n) for n in range(30)]
    acts = [act(f"a{n}", "CONSULT", day.isoformat()) for n, day in enumerate(days)]
    covered = course.of_pair(acts, PAIR, ("2024-01-01", "2024-09-01"), weeks(40, 9))
    assert covered is not None
    assert [turn.direction for turn in covered.turns] == [("more",)]
    bare = course.of_pair(acts, PAIR, ("2024-01-01", "2024-09-01"), {})
    assert bare is not None
    assert not bare.turns


def test_where_a_record_begins_nothing_has_turned(monkeypatch: pytest.MonkeyPatch) -> None:
    found = course.of_pair(quarrel(), PAIR, (None, None), {})  # type: ignore[arg-type]
    assert found is not None
    turn: Turn = found.turns[0]
    empty = type(turn.before)(0, 0.0, None, (0, 0, 0, 0))
    bare = type(turn)(**{name: getattr(turn, name) for name in turn.__slots__} | {"before": empty})
    monkeypatch.setattr("harmattan.analyse.turns.turns", lambda *_, **__: [bare])
    cut = course.of_pair(quarrel(), PAIR, (None, None), {})  # type: ignore[arg-type]
    assert cut is not None
    assert isinstance(cut.found, TooLittle)


def test_a_time_lasts_to_the_last_week_read_only_if_reading_was_dense() -> None:
    one = act(day="2024-03-12")
    assert course.span([one], (None, None), weeks(40, 1)) == Period("2024-02-11", "2024-03-13")
    assert course.span([one], (None, None), weeks(40, 9)) == Period("2024-02-11", "2024-10-07")
    assert course.span([one], ("2024-01-01", "2024-02-01"), {}) == Period("2024-01-01", "2024-02-01")
    assert course.span([], (None, None), weeks(40, 9)) is None
    assert course.span([], ("2024-01-01", "2024-01-02"), {}) == Period("2024-01-01", "2024-01-03")


def test_only_what_the_pairs_own_outlets_published_counts_as_read() -> None:
    """A paper on sport that is read from July on makes no silence before it."""
    acts = quarrel()
    outlets = {outlet for one in acts for outlet in one.sources}  # type: ignore[attr-defined]
    sport = {week: count for week, count in weeks(53, 500).items() if week >= "2024-W27"}
    read = Coverage({**dict.fromkeys(outlets, weeks(53, 5)), "sport.example": sport})
    assert read["2024-W30"] == 505
    assert read.of(["sport.example", "nobody.example"]) == sport
    assert course.own_coverage(read, acts) == weeks(53, 5)  # type: ignore[arg-type]
    whole, own = (course.of_pair(acts, PAIR, (None, None), one) for one in (read, weeks(53, 5)))  # type: ignore[arg-type]
    assert whole == own


def test_without_measured_reading_the_number_of_acts_makes_no_tone_surer() -> None:
    """More acts in the new course must not carry what the scores alone leave open."""
    first = [act(f"a{n}", "CONSULT", (date(2024, 1, 5) + timedelta(days=50 * n)).isoformat()) for n in range(4)]
    then = [act(f"b{n}", "ACCUSE", (date(2024, 8, 1) + timedelta(days=n)).isoformat()) for n in range(3)]
    later = [act(f"c{n}", "ACCUSE", (date(2024, 8, 1) + timedelta(days=40 * n)).isoformat()) for n in range(3)]
    asked = ("2024-01-01", "2024-12-31")
    dense, spread = (course.of_pair([*first, *acts], PAIR, asked, {}) for acts in (then, later))
    assert dense is not None
    assert spread is not None
    chances = [one.turns[0].probability if one.turns else one.found.probability or 0 for one in (dense, spread)]  # type: ignore[union-attr]
    assert chances[0] < chances[1]
