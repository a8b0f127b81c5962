"""Ours beside theirs: counts, correlation and matches on acts made by hand. All invented."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.codebook import loader
from harmattan.errors import UsageError
from harmattan.ledger.foreign import acts, asking
from harmattan.ledger.foreign.acts import Act
from harmattan.ledger.foreign.compare import compare, pearson
from harmattan.ledger.foreign.matching import Rules, matches
from harmattan.ledger.query import parse
from harmattan.records import EventTime, Factuality, Foreign, ForeignParty
from tests.ledger.exported import BAMAKO, article, event, pair, span

DAY = date(2026, 2, 2)
BASE = Act("o1", DAY, DAY + timedelta(1), "ASSAULT", 4, ("IMG",), ("MLI",), "Gao", "MLI", (16.27, -0.04))
RULES = Rules()


def act(id_: str, **changes: object) -> Act:
    return replace(BASE, id=id_, **changes)  # type: ignore[arg-type]


def on(days: int, length: int = 1) -> dict[str, object]:
    return {"first": DAY + timedelta(days), "end": DAY + timedelta(days + length)}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, True), (on(2), True), (on(-2), True), (on(3), False), (on(-3), False), (on(-6, 7), True),
        (on(-8, 7), True), (on(-9, 7), False), (on(-3, 8), False), ({"first": None, "end": None}, False),
        ({"type": "COERCE"}, True), ({"type": "PROTEST", "quad": 4}, True), ({"type": "AID", "quad": 2}, False),
        ({"quad": 3}, True), ({"type": "", "quad": 4}, True), ({"actors": ("RUS",)}, False),
        ({"actors": (), "recipients": ("MLI",)}, True), ({"actors": ("MLI", "IMG"), "recipients": ()}, True),
        ({"actors": (), "recipients": ()}, True), ({"actors": (), "recipients": (), "country": "NER"}, False),
        ({"actors": (), "recipients": (), "country": ""}, False), ({"point": (16.5, 0.2)}, True),
        ({"point": (12.65, -8.0)}, False), ({"point": None}, True),
    ],
)  # fmt: skip
def test_what_can_be_one_act(changes: dict[str, object], found: bool) -> None:
    assert bool(matches([BASE], [act("t1", **changes)], RULES)) is found


def test_the_closest_is_taken_first_and_each_once() -> None:
    ours = [act("o1"), act("o2", **on(1))]
    theirs = [act("t1", type="COERCE"), act("t2", **on(1), point=None), act("t3", **on(1))]
    found = matches(ours, theirs, RULES)
    assert [(one.ours.id, one.theirs.id) for one in found] == [("o2", "t3"), ("o1", "t2")]
    assert [(one.same_type, one.apart, one.km) for one in found] == [(True, 0, 0.0), (True, 1, None)]


def test_the_same_direction_goes_first() -> None:
    other_way = act("t1", actors=("MLI",), recipients=("IMG",))
    (found,) = matches([BASE], [other_way, act("t2", point=None)], RULES)
    assert found.theirs.id == "t2"


small = st.builds(
    Act,
    id=st.uuids().map(str),
    first=st.integers(0, 6).map(lambda n: DAY + timedelta(n)),
    end=st.integers(7, 9).map(lambda n: DAY + timedelta(n)),
    type=st.sampled_from(["ASSAULT", "COERCE", ""]),
    quad=st.sampled_from([3, 4]),
    actors=st.sampled_from([(), ("MLI",), ("IMG", "MLI")]),
    recipients=st.sampled_from([(), ("MLI",)]),
    country=st.sampled_from(["", "MLI"]),
    point=st.sampled_from([None, (16.0, 0.0), (12.0, -8.0)]),
)
sides = st.lists(small, max_size=8, unique_by=lambda one: one.id)


@given(sides, sides, st.integers(0, 2**16))
def test_matches_are_one_to_one_and_whatever_the_order(ours: list[Act], theirs: list[Act], seed: int) -> None:
    found = matches(ours, theirs, RULES)
    assert len({one.ours.id for one in found}) == len({one.theirs.id for one in found}) == len(found)
    left, right = list(ours), list(theirs)
    Random(seed).shuffle(left)
    Random(seed + 1).shuffle(right)
    assert matches(left, right, RULES) == found
    whole = compare(ours, theirs, RULES)
    assert len(whole.matches) + len(whole.only_ours) == len(ours)
    assert len(whole.matches) + len(whole.only_theirs) == len(theirs)


def test_counts_by_week_hold_weeks_without_acts() -> None:
    ours = [BASE, act("o2", **on(14), quad=1, type="CONSULT")]
    found = compare(ours, [act("t1"), act("t2"), act("t3", **on(-1, 2))], RULES)
    assert [(one.name, one.ours, one.theirs) for one in found.periods] == [
        ("2026-W06", (0, 0, 0, 1), (0, 0, 0, 2)), ("2026-W07", (0, 0, 0, 0), (0, 0, 0, 0)),
        ("2026-W08", (1, 0, 0, 0), (0, 0, 0, 0)),
    ]  # fmt: skip
    assert found.left_theirs == {"not known to the week: in the lists, not in the counts": 1}
    assert found.correlations["1"] is None
    assert found.correlations["4"] == pytest.approx(1.0)


def test_counts_by_month_over_the_days_asked_for() -> None:
    found = compare([BASE], [act("t1", **on(-1, 2))], Rules(unit="month"), (date(2025, 12, 1), date(2026, 3, 1)))
    assert [one.name for one in found.periods] == ["2025-12", "2026-01", "2026-02"]
    assert found.periods[-1].theirs == (0, 0, 0, 1)
    assert compare([], [], RULES).periods == ()


def test_the_end_of_the_calendar_is_no_error() -> None:
    last = act("t1", first=date(9999, 12, 29), end=date(9999, 12, 31))
    assert last.period("week") is last.period("month") is None
    assert [one.name for one in compare([last], [], RULES, (date(9999, 12, 20), date(9999, 12, 31))).periods] == [
        "9999-W51", "9999-W52",
    ]  # fmt: skip


def test_pearson() -> None:
    assert pearson([(1, 2), (2, 4), (3, 6)]) == pytest.approx(1.0)
    assert pearson([(1, 6), (2, 4), (3, 2)]) == pytest.approx(-1.0)
    assert pearson([(0, 0), (1, 1), (1, 0), (0, 1)]) == pytest.approx(0.0)
    assert pearson([(1, 1), (1, 2), (1, 3)]) is pearson([(1, 2), (2, 3)]) is None


def test_our_events_as_acts() -> None:
    made = acts.ours(pair())
    assert isinstance(made, Act)
    assert (made.first, made.end, made.actors, made.recipients) == (DAY, DAY + timedelta(1), ("NOR",), ("MLI",))
    assert (made.place, made.country, made.point) == ("Bamako", "MLI", (12.65, -8.0))
    country = event(place=replace(BAMAKO, resolution="country"), time=EventTime(span("Monday"), "2026-02", "month"))
    vague = acts.ours((article(), country))
    assert isinstance(vague, Act)
    assert (vague.point, vague.period("week"), vague.period("month")) == (None, None, "2026-02")
    assert acts.ours(pair(factuality=Factuality.DENIED)) == acts.NOT_DONE
    assert acts.ours(pair(factuality=Factuality.HISTORICAL)) == acts.NOT_DONE


FOREIGN = Foreign(
    "inv", "", "1", "2026-02-02", "2026-02-03", "day", "CONSULT", 1,
    actors=(ForeignParty("a", "NOR", ("GOV",)), ForeignParty("x", "")), recipients=(ForeignParty("b", "MLI"),),
    country="NER",
)  # fmt: skip


def test_foreign_rows_as_acts() -> None:
    made = acts.theirs(FOREIGN)
    assert isinstance(made, Act)
    assert (made.first, made.actors, made.recipients, made.point) == (DAY, ("NOR",), ("MLI",), None)
    assert acts.theirs(replace(FOREIGN, quad=0)) == acts.NO_TYPE
    assert acts.theirs(replace(FOREIGN, factuality="denied")) == acts.NOT_DONE
    assert acts.theirs(replace(FOREIGN, factuality="planned", quad=4)) == acts.NOT_DONE
    assert isinstance(acts.theirs(replace(FOREIGN, factuality="planned")), Act)


@pytest.mark.parametrize(
    ("line", "holds"),
    [
        ("between:NOR,MLI", True), ("between:MLI,NOR", True), ("between:USA+NOR,MLI", True), ("between:USA,MLI", False),
        ("-between:NOR,MLI actor:NOR", False), ("actor:NOR", True), ("actor:MLI", False), ("recipient:MLI", True),
        ("place:NER", True), ("place:MLI", False), ("actor:NOR act:CONSULT,AID", True), ("actor:NOR -act:AID", True),
        ("actor:NOR -act:CONSULT", False), ("actor:NOR quad:1", True), ("actor:NOR quad:4", False),
        ("actor:NOR when:2026-02", True), ("actor:NOR when:2026-01", False), ("actor:NOR when:2026-02-03/..", False),
        ("actor:NOR conf>=.9 status:actual source:x by:reports as_of:2026", True), ("actor:NOR,-USA", True),
    ],
)  # fmt: skip
def test_a_query_asks_foreign_rows_too(line: str, holds: bool) -> None:
    assert asking.sought(parse(line)).holds(FOREIGN) is holds


def test_two_sides_of_a_fight_are_between_each_other() -> None:
    fight = replace(FOREIGN, actors=(ForeignParty("a", "NOR"), ForeignParty("b", "MLI")), recipients=())
    assert asking.sought(parse("between:MLI,NOR")).holds(fight)
    assert not asking.sought(parse("between:MLI,USA")).holds(fight)
    # As of ours: two who help or blame somebody unnamed do nothing to each other.
    for alone in ("AID", "ACCUSE", ""):
        assert not asking.sought(parse("between:MLI,NOR")).holds(replace(fight, type=alone))
    for mutual in loader.MUTUAL:
        assert asking.sought(parse("between:MLI,NOR")).holds(replace(fight, type=mutual))
    assert not asking.sought(parse("actor:NOR when:2026")).holds(replace(fight, first_day=None, end_day=None))


def test_what_a_query_asks_the_ledger_for() -> None:
    sought = asking.sought(parse("between:USA+FRA,MLI place:NER,-TCD when:2024-01,2024-03/2024-05"))
    assert sought.countries == (("USA", "FRA"), ("MLI",), ("NER",))
    assert (sought.since, sought.until) == (date(2024, 1, 1), date(2024, 5, 1))
    assert asking.sought(parse("actor:MLI when:2024,2025/..")).until is None


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("", "needs a country"), ("when:2024", "needs a country"), ("-place:MLI", "needs a country"),
        ("actor:MLI.MIL", "MLI.MIL"), ("actor:MIL", "actor:MIL"), ('actor:"Mali"', "country code"),
        ("place:Gao", "place:Gao"), ("actor:MLI near:Gao,10km", "near"), ("actor:MLI context:economic", "context"),
        ("actor:MLI act:COERCE/seize", "no modes"), ('actor:MLI "uranium"', "text"), ("actor:MLI lang:en", "lang"),
    ],
)  # fmt: skip
def test_what_foreign_rows_cannot_answer_is_an_error(line: str, word: str) -> None:
    with pytest.raises(UsageError, match=word):
        asking.sought(parse(line))
