"""Shares of partners, who gains and who loses, who is new."""

from dataclasses import replace

from hypothesis import given, settings

from harmattan.analyse.alignment import newcomers, partners, shifts, standings
from harmattan.analyse.periods import period
from harmattan.analyse.sides import side
from harmattan.records import Act, Factuality
from tests.analyse.acts import FRANCE, MALI, NAMES, NIGER, NORLAND, REBELS, act, party, some_acts

OLD, NEW = period("2024-01"), period("2024-02")
MLI = side("MLI", NAMES)


def many(count: int, who: object, day: str, type_: str = "AID") -> list[Act]:
    return [act(f"{who}-{day}-{type_}-{n}", type_, day, actors=(who,)) for n in range(count)]


def test_partners_count_in_either_direction_and_conflict_stands_apart() -> None:
    acts = [
        act("a", "AID", "2024-01-05"),
        act("b", "COOPERATE", "2024-01-06", actors=(MALI,), recipients=(NORLAND, FRANCE)),
        act("c", "ASSAULT", "2024-01-07", actors=(FRANCE,)),
        act("d", "AID", "2024-01-08", factuality=Factuality.PLANNED),
        act("e", "AID", "2024-01-09", recipients=(NIGER,)),
    ]
    first, second = standings(acts, MLI, [OLD])
    assert (first.partner, first.cooperation.part, first.cooperation.whole, first.conflict.part) == ("FRA", 1, 3, 1)
    assert (second.partner, second.cooperation.part, second.acts) == ("NOR", 2, ("a", "b"))
    assert first.few


def test_members_of_a_group_are_no_partners_of_it() -> None:
    acts = [act("a", actors=(NIGER,)), act("b", actors=(FRANCE,))]
    found = standings(acts, side("MLI+NER", NAMES), [period("2024")])
    assert [one.partner for one in found] == ["FRA"]


def test_who_gains_and_who_loses_needs_enough_acts() -> None:
    before = many(12, FRANCE, "2024-01-05") + many(2, NORLAND, "2024-01-05")
    after = many(2, FRANCE, "2024-02-05") + many(12, NORLAND, "2024-02-05")
    verdicts = {one.partner: one.verdict for one in shifts(before + after, MLI, OLD, NEW)}
    assert verdicts == {"NOR": "gains", "FRA": "loses"}
    thin = shifts(before + after[:5], MLI, OLD, NEW)
    assert {one.verdict for one in thin} == {"too few"}
    assert all(one.after.whole == 5 for one in thin)


def test_a_partner_is_new_only_without_an_earlier_act() -> None:
    acts = [*many(1, FRANCE, "2024-01-05"), *many(2, FRANCE, "2024-02-05"), *many(1, NORLAND, "2024-02-07")]
    found = newcomers(acts, MLI, NEW)
    assert [(one.partner, one.day) for one in found] == [("NOR", "2024-02-07")]


def test_a_partner_told_of_as_history_is_not_new() -> None:
    acts = many(1, NORLAND, "2024-02-07")
    past = act("past", "AID", "2019-05-01", published="2024-02-08", factuality=Factuality.HISTORICAL)
    assert newcomers([*acts, past], MLI, NEW) == []
    undated = replace(past, day=None)
    assert [one.partner for one in newcomers([*acts, undated], MLI, NEW)] == ["NOR"]
    assert newcomers([*acts, replace(undated, published="2024-01-08")], MLI, NEW) == []
    assert len(newcomers([*acts, replace(past, factuality=Factuality.PLANNED)], MLI, NEW)) == 1


def test_a_new_partner_has_the_days_that_are_known() -> None:
    acts = [act("m", "AID", "2024-02-01", end="2024-03-01", published="2024-03-04")]
    assert [one.days for one in newcomers(acts, MLI, NEW)] == ["2024-02-01/2024-03-01"]
    assert [one.days for one in newcomers(many(1, FRANCE, "2024-02-07"), MLI, NEW)] == ["2024-02-07"]


def test_too_few_acts_of_one_kind_are_told_beside_enough_of_the_other() -> None:
    found = standings([*many(12, FRANCE, "2024-01-05"), *many(2, FRANCE, "2024-01-06", "ASSAULT")], MLI, [OLD])
    assert [(one.few, one.few_of) for one in found] == [(False, ("conflict",))]


@settings(max_examples=50, deadline=None)
@given(some_acts())
def test_shares_of_a_period_add_up_to_one(acts: list[Act]) -> None:
    found = standings(acts, MLI, [period("2024")])
    for kind in ("cooperation", "conflict"):
        shares = [getattr(one, kind) for one in found]
        assert sum(one.part for one in shares) == (shares[0].whole if shares else 0)
    assert standings(acts[::-1], MLI, [period("2024")]) == found


@settings(max_examples=30, deadline=None)
@given(some_acts())
def test_what_one_gains_in_all_others_lose(acts: list[Act]) -> None:
    later = [replace(one, day="2025-01-05") for one in acts[::2]]
    found = shifts([*acts, *later], MLI, period("2024"), period("2025"))
    moved = [one.moved for one in found if one.kind == "conflict" and one.before.whole and one.after.whole]
    assert abs(sum(moved)) < 1e-9


def test_a_summit_of_many_is_one_act() -> None:
    guests = tuple(party(code) for code in ("GHA", "TGO", "BEN", "SEN", "GIN", "CIV", "NGA", "TCD", "CMR", "GAB"))
    summit = act("summit", "CONSULT", "2024-01-05", actors=(MALI, *guests), recipients=())
    after = many(12, NORLAND, "2024-02-05")
    assert {one.verdict for one in shifts([summit, *after], MLI, OLD, NEW)} == {"too few"}
    assert all(one.few for one in standings([summit], MLI, [OLD]))


def test_who_fights_the_rebels_beside_the_army_is_no_foe() -> None:
    raid = act("raid", "ASSAULT", "2024-01-05", actors=(party("NOR", "MIL"), party("MLI", "MIL")), recipients=(REBELS,))
    assert partners(raid, MLI) == []
    assert partners(replace(raid, actors=raid.actors[:1]), MLI) == ["NOR"]
