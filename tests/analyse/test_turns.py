"""Course changes of invented pairs; no actor is meant."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from time import process_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmattan import dates
from harmattan.analyse.turns import chance, turns
from harmattan.errors import UsageError
from harmattan.records import Observation, TooLittle, Turn

FIRST = date(2024, 1, 1)
SINCE, UNTIL = "2024-01-01", "2025-01-01"
GOOD, BAD = (5.0, 4.0, 2.5, 6.5, 2.5), (-6.0, -7.0, -2.0, -5.5, -3.5)


def day(number: int) -> str:
    return (FIRST + timedelta(days=number)).isoformat()


def act(number: int, score: float, *, source: str = "Gazette", event: str = "") -> Observation:
    quad = (2 if score > 6 else 1) if score > 0 else (4 if score < -5 else 3)
    return Observation(day(number), score, event or f"e{number}", source, quad)


def series(days: Sequence[int], scores: Sequence[float]) -> list[Observation]:
    """Acts on the days, the scores in turn; two outlets tell them, one act in three the second."""
    return [
        act(number, scores[place % len(scores)], source="Courier" if place % 3 == 2 else "Gazette")
        for place, number in enumerate(days)
    ]


QUARREL = series(range(5, 200, 13), GOOD) + series(range(200, 360, 13), BAD)
STEADY = series(range(5, 360, 13), (5.0, -2.0, 2.5, -3.5, 4.0, -6.0, 2.5))
SURGE = series(range(5, 200, 24), (2.5, -2.0)) + series(range(200, 360, 5), (2.5, -2.0))


def told(acts: Sequence[Observation], **more: object) -> list[Turn]:
    found = turns(acts, since=SINCE, until=UNTIL, **more)  # type: ignore[arg-type]
    assert isinstance(found, list)
    return found


def test_a_change_of_tone_is_found_where_it_is() -> None:
    (turn,) = told(QUARREL)
    assert turn.probability > 0.95
    assert turn.direction == ("worse",)
    assert abs((date.fromisoformat(turn.day) - FIRST).days - 200) <= 13
    assert turn.since <= turn.day < turn.until
    assert turn.since <= day(200) < turn.until


def test_the_other_way_it_is_better() -> None:
    assert told([replace(one, score=-one.score) for one in QUARREL])[0].direction == ("better",)


def test_a_change_of_the_rate_alone_is_found_both_ways() -> None:
    (turn,) = told(SURGE)
    assert turn.direction == ("more",)
    assert abs((date.fromisoformat(turn.day) - FIRST).days - 200) <= 30
    backwards = [act(365 - int((date.fromisoformat(one.day) - FIRST).days), one.score) for one in SURGE]
    assert told(backwards)[0].direction == ("fewer",)


def test_tone_and_rate_may_move_together() -> None:
    both = series(range(5, 200, 24), GOOD) + series(range(200, 360, 5), BAD)
    assert told(both)[0].direction == ("worse", "more")


def test_a_course_that_holds_is_told_as_no_turn() -> None:
    assert told(STEADY) == []


@pytest.mark.parametrize("count", [0, 1, 3])
def test_too_few_acts_are_too_little(count: int) -> None:
    found = turns(QUARREL[:count], since=SINCE, until=UNTIL)
    assert isinstance(found, TooLittle)
    assert found.events == count
    assert found.probability is None
    assert found.reason.startswith(f"{count} act")


def test_a_few_acts_that_say_neither_are_too_little_with_a_probability() -> None:
    found = turns(series([20, 90, 150, 260, 300], (2.5, 4.0, -2.0)), since=SINCE, until=UNTIL, prior=0.5)
    assert isinstance(found, TooLittle)
    assert found.probability is not None
    assert 0 < found.probability < 0.5
    assert f"{found.probability:.2f}" in found.reason


def test_fewer_acts_say_less() -> None:
    chances = [chance(QUARREL[::step], since=SINCE, until=UNTIL) for step in (1, 2, 4, 9)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > 0.95
    assert chances[-1] < 0.5


def test_silence_is_weak_evidence_against_a_turn() -> None:
    assert 0.1 < chance([], since=SINCE, until=UNTIL, prior=0.3) < 0.3


def weeks(early: float, late: float, turn: int) -> dict[str, float]:
    """Articles read by ISO week: early up to the day, late from it."""
    found: dict[str, float] = {}
    for number in range(366):
        week = dates.week_of(FIRST + timedelta(days=number))
        found[week] = found.get(week, 0) + (late if number >= turn else early) / 7
    return found


def test_coverage_alone_is_no_turn() -> None:
    assert told(SURGE)
    covered = turns(SURGE, weeks(100, 480, 200), since=SINCE, until=UNTIL)
    assert not isinstance(covered, list) or not covered
    assert chance(SURGE, weeks(100, 480, 200), since=SINCE, until=UNTIL) < 0.25


def test_the_coverage_check_says_what_changed() -> None:
    changed = [replace(one, source="Tribune") if one.day >= day(200) else one for one in QUARREL]
    (turn,) = told(changed, exposure=weeks(100, 300, 200))
    assert turn.coverage.volume_changed
    assert turn.coverage.volume is not None
    assert turn.coverage.volume[1] > 2 * turn.coverage.volume[0]
    assert turn.coverage.mix_changed
    assert turn.coverage.mix == 1.0
    assert turn.coverage.new == ("Tribune",)
    assert turn.coverage.gone == ("Courier", "Gazette")


def test_the_coverage_check_is_quiet_where_nothing_changed() -> None:
    check = told(QUARREL, exposure=weeks(100, 100, 200))[0].coverage
    assert not check.volume_changed
    assert not check.mix_changed
    assert told(QUARREL)[0].coverage.volume is None


def test_both_sides_are_counted() -> None:
    (turn,) = told(QUARREL)
    assert turn.before.events + turn.after.events == len(QUARREL)
    assert sum(turn.before.quads) == turn.before.events
    assert turn.before.score is not None
    assert turn.after.score is not None
    assert turn.before.score > 3 > 0 > turn.after.score
    days = (date.fromisoformat(turn.day) - FIRST).days
    assert turn.before.rate == pytest.approx(30 * turn.before.events / days, abs=0.001)


def test_carriers_are_acts_without_which_less_is_known() -> None:
    (turn,) = told(QUARREL)
    weights = [one.weight for one in turn.carriers]
    assert weights == sorted(weights, reverse=True)
    assert min(weights) > 0
    whole = chance(QUARREL, since=SINCE, until=UNTIL)
    rest = [one for one in QUARREL if one.event != turn.carriers[0].event]
    assert chance(rest, since=SINCE, until=UNTIL) < whole
    rest = [one for one in QUARREL if one.event != turn.robustness.event]
    assert turn.robustness.without_event == pytest.approx(chance(rest, since=SINCE, until=UNTIL), abs=1e-4)


def test_a_turn_is_carried_by_acts_of_the_new_course_that_go_its_way() -> None:
    few, many = series(range(20, 200, 36), (6.5, 5.0)), series(range(200, 360, 16), BAD)
    (turn,) = told([*few, *many], timed=False)
    assert turn.direction == ("worse",)
    assert turn.carriers
    assert {one.event for one in turn.carriers} <= {one.event for one in many}
    # Yet an act of praise before is what it falls without most.
    assert turn.robustness.event in {one.event for one in few}


def test_fewer_acts_are_carried_by_those_that_ceased() -> None:
    flipped = [replace(one, day=day(364 - (date.fromisoformat(one.day) - FIRST).days)) for one in SURGE]
    (turn,) = told(flipped)
    assert turn.direction == ("fewer",)
    assert all(one.day < turn.day for one in flipped if one.event in {carrier.event for carrier in turn.carriers})


def test_a_turn_that_one_outlet_tells_falls_without_it() -> None:
    gazette = [one for one in QUARREL if one.source == "Gazette" and one.day < day(200)]
    lone = [replace(one, source="Herald") for one in QUARREL if one.day >= day(200)]
    courier = [act(number, 4.0, source="Courier", event=f"c{number}") for number in range(10, 360, 60)]
    (turn,) = told([*gazette, *lone, *courier])
    assert turn.robustness.source == "Herald"
    assert turn.robustness.without_source is not None
    assert turn.robustness.without_source < turn.probability


def test_robustness_is_not_told_from_three_acts() -> None:
    alone = [replace(one, source="Gazette") for one in QUARREL]
    assert told(alone)[0].robustness.without_source is None


def test_there_and_back_is_two_turns_in_a_long_series() -> None:
    acts = series(range(2, 120, 4), GOOD) + series(range(120, 240, 4), BAD) + series(range(240, 364, 4), GOOD)
    first, second = told(acts)
    assert (first.direction[0], second.direction[0]) == ("worse", "better")
    assert first.until <= second.until
    assert first.before.events + first.after.events < len(acts)


@given(st.permutations(QUARREL))
@settings(max_examples=10, deadline=None)
def test_the_order_of_the_acts_does_not_matter(acts: list[Observation]) -> None:
    assert told(acts) == told(QUARREL)


def observations() -> st.SearchStrategy[list[Observation]]:
    one = st.tuples(st.integers(0, 365), st.sampled_from((*GOOD, *BAD, 0.0, 10.0, -10.0)), st.sampled_from("AB"))
    lists = st.lists(one, max_size=25)
    return lists.map(lambda rows: [act(n, s, source=o, event=f"e{i}") for i, (n, s, o) in enumerate(rows)])


@given(observations(), st.floats(0.01, 0.99))
@settings(max_examples=60, deadline=None)
def test_probabilities_are_probabilities_and_intervals_lie_in_the_period(acts: list[Observation], prior: float) -> None:
    assert 0 <= chance(acts, since=SINCE, until=UNTIL, prior=prior) <= 1
    found = turns(acts, since=SINCE, until=UNTIL, prior=prior)
    for turn in [] if isinstance(found, TooLittle) else found:
        assert 0.5 <= turn.probability <= 1
        assert SINCE < turn.since < turn.until <= UNTIL
        assert SINCE < turn.day < UNTIL
        assert turn.direction


@given(observations(), st.integers(1, 2000))
@settings(max_examples=30, deadline=None)
def test_only_the_distance_of_days_matters(acts: list[Observation], days: int) -> None:
    def later(value: str) -> str:
        return (date.fromisoformat(value) + timedelta(days=days)).isoformat()

    moved = [replace(one, day=later(one.day)) for one in acts]
    assert chance(moved, since=later(SINCE), until=later(UNTIL)) == pytest.approx(
        chance(acts, since=SINCE, until=UNTIL), abs=1e-9
    )


def test_a_heavier_prior_makes_a_turn_more_likely() -> None:
    low, high = (chance(SURGE[::2], since=SINCE, until=UNTIL, prior=prior) for prior in (0.1, 0.6))
    assert low < high


def test_acts_that_count_less_say_less() -> None:
    light = [replace(one, weight=0.2) for one in QUARREL]
    assert chance(light, since=SINCE, until=UNTIL) < chance(QUARREL, since=SINCE, until=UNTIL)


def bad() -> Iterator[tuple[str, list[Observation], dict[str, object]]]:
    yield "period", QUARREL, {"since": UNTIL, "until": SINCE}
    yield "period", [], {"since": SINCE, "until": SINCE}
    yield "not a day", QUARREL, {"since": "2024", "until": UNTIL}
    yield "outside", [replace(QUARREL[0], day="2023-12-31")], {}
    yield "not a day", [replace(QUARREL[0], day="2024-02-30")], {}
    yield "score", [replace(QUARREL[0], score=float("nan"))], {}
    yield "score", [replace(QUARREL[0], score=10.5)], {}
    yield "weight", [replace(QUARREL[0], weight=0.0)], {}
    yield "twice", [QUARREL[0], QUARREL[0]], {}
    yield "prior", QUARREL, {"prior": 1.0}
    yield "prior", QUARREL, {"prior": float("nan")}
    yield "week or day", QUARREL, {"exposure": {"2024-01": 3}}
    yield "no such week", QUARREL, {"exposure": {"2024-W60": 3}}
    yield "number", QUARREL, {"exposure": {"2024-W10": -1}}
    yield "nothing was read", QUARREL, {"exposure": {}}
    yield "nothing was read", QUARREL, {"exposure": {"2023-W10": 5}}


@pytest.mark.parametrize(("words", "acts", "more"), list(bad()))
def test_bad_input_is_named(words: str, acts: list[Observation], more: dict[str, object]) -> None:
    with pytest.raises(UsageError, match=words):
        turns(acts, **{"since": SINCE, "until": UNTIL, **more})  # type: ignore[arg-type]


def test_three_hundred_pairs_take_seconds() -> None:
    rng = np.random.default_rng(1)
    start = process_time()
    for _ in range(300):
        days = sorted(rng.choice(365, size=int(rng.integers(2, 15)), replace=False).tolist())
        turns(series(days, (2.5, -2.0, 4.0)), since=SINCE, until=UNTIL)
    assert process_time() - start < 5


def test_one_act_on_a_side_is_no_course_of_tone() -> None:
    """As on one page that tells of an agreement and then of five blows."""
    acts = [act(10, 6.5), *(act(60 + 4 * number, -9.5) for number in range(7))]
    assert chance(acts, since=SINCE, until="2024-04-10") > 0.5
    assert isinstance(turns(acts, since=SINCE, until="2024-04-10"), TooLittle)
    assert turns([act(5, 6.5), *acts], since=SINCE, until="2024-04-10")
