"""Announced acts, and whether later acts keep them, deny them, or leave them open."""

from dataclasses import replace

import pytest

from harmattan.analyse.calendar import Entry, calendar, followed, undone
from harmattan.analyse.outcomes import same_parties
from harmattan.errors import UsageError
from harmattan.records import Act, Factuality
from tests.analyse.acts import FRANCE, MALI, NIGER, NORLAND, act, party, place

PLAN = act("plan", "AGREE", "2024-05-10", factuality=Factuality.PLANNED, published="2024-05-01")
VISIT = act("visit", "CONSULT", "2024-05-12", modes=("visit",), published="2024-05-13")


def only(acts: list[Act], today: str = "2024-06-01") -> Entry:
    (entry,) = calendar(acts, today)
    return entry


def test_a_plan_is_ahead_until_its_day_is_past_and_then_unknown() -> None:
    assert only([PLAN], "2024-05-10").status == "ahead"
    assert only([PLAN], "2024-05-11").status == "unknown"
    assert only([PLAN]).announced == "2024-05-01"


def test_a_fitting_act_by_the_same_parties_keeps_it() -> None:
    found = only([PLAN, VISIT])
    assert (found.status, found.evidence) == ("kept", ("visit",))
    turned = replace(VISIT, actors=(MALI,), recipients=(NORLAND,))
    assert only([PLAN, turned]).status == "kept"


@pytest.mark.parametrize(
    "other",
    [
        replace(VISIT, day="2024-05-30"),
        replace(VISIT, day="2024-05-01"),
        replace(VISIT, type="ACCUSE"),
        replace(VISIT, actors=(FRANCE,)),
        replace(VISIT, actors=(party("NOR", "BUS"),)),
        replace(VISIT, factuality=Factuality.HYPOTHETICAL),
        replace(VISIT, type="AID", actors=(MALI,), recipients=(NORLAND,)),
    ],
    ids=["too late", "on the day of the news", "another act", "another party", "traders", "feared", "turned round"],
)
def test_what_does_not_fit_keeps_nothing(other: Act) -> None:
    assert only([PLAN, other]).status == "unknown"


def test_a_later_denial_breaks_it_and_a_refused_meeting_makes_it_doubtful() -> None:
    denied = act("no", "AGREE", "2024-05-08", factuality=Factuality.DENIED, published="2024-05-08")
    refused = act("off", "REJECT", "2024-05-08", modes=("meet",), actors=(MALI,), recipients=(NORLAND,))
    assert (only([PLAN, denied]).status, only([PLAN, denied]).evidence) == ("not kept", ("no",))
    assert (only([PLAN, refused]).status, only([PLAN, refused]).evidence) == ("in doubt", ("off",))
    assert only([PLAN, refused, VISIT]).status == "kept"
    before = replace(denied, published="2024-04-30")
    assert only([PLAN, before]).status == "unknown"


def test_a_plan_without_a_day_of_its_own_is_not_in_the_calendar() -> None:
    assert calendar([replace(PLAN, day="2024-05-01"), replace(PLAN, day=None)], "2024-06-01") == []


def test_a_plan_for_a_month_is_kept_within_it() -> None:
    month = replace(PLAN, day="2024-05-01", end="2024-06-01")
    assert only([month, replace(VISIT, day="2024-05-30")]).status == "kept"


def test_an_act_known_to_the_month_keeps_a_plan_for_a_day_in_it() -> None:
    vague = replace(VISIT, day="2024-05-01", end="2024-06-01")
    assert only([PLAN, vague]).evidence == ("visit",)
    assert only([PLAN, replace(vague, published="2024-05-01")]).status == "unknown"
    assert only([PLAN, replace(vague, day="2024-01-01", end="2025-01-01")]).status == "unknown"
    assert only([PLAN, replace(vague, day="2024-04-01", end="2024-05-01")]).status == "unknown"


def test_a_plan_without_a_day_is_followed_by_the_first_fitting_act_told_after_it() -> None:
    plan = replace(PLAN, day=None)
    later = replace(VISIT, id="later", day="2024-05-20", published="2024-05-20")
    assert followed(plan, [plan, later, VISIT], "2024-06-01") == VISIT
    assert followed(plan, [plan, VISIT], "2024-05-12") is None
    assert followed(plan, [replace(VISIT, day="2024-09-01", published="2024-09-01")], "2024-10-01") is None
    assert followed(plan, [replace(VISIT, day="2024-04-20", published="2024-05-13")], "2024-06-01") is None
    assert followed(plan, [replace(VISIT, day="2024-04-20", published="2024-04-21")], "2024-06-01") is None
    assert followed(replace(plan, published=None), [VISIT], "2024-06-01") is None


def test_a_plan_that_names_a_person_is_followed_by_an_act_that_names_the_same() -> None:
    ada, ben = (party("NOR", "GOV", f"person:{one}") for one in ("ada-voss", "ben-holm"))
    plan = replace(PLAN, day=None, actors=(ada,))
    told = [replace(VISIT, id="ben", actors=(ben,)), VISIT, replace(VISIT, id="ada", day="2024-05-20", actors=(ada,))]
    found = followed(plan, told, "2024-06-01")
    assert found is not None
    assert found.id == "ada"


def test_a_meeting_of_three_is_kept_by_all_three() -> None:
    plan = replace(PLAN, actors=(NORLAND, MALI, NIGER), recipients=())
    assert same_parties(plan, replace(VISIT, actors=(NIGER, MALI, NORLAND), recipients=()))
    assert not same_parties(plan, VISIT)


def test_a_party_alone_is_known_again_only_in_the_same_country() -> None:
    plan = replace(PLAN, recipients=(), place=place())
    assert not same_parties(plan, replace(VISIT, recipients=()))
    assert same_parties(plan, replace(VISIT, recipients=(), place=place("Kidal")))


def test_an_election_is_called_one() -> None:
    assert only([replace(PLAN, contexts=("election",))]).kind == "election"
    assert only([PLAN]).kind == "cooperation"


def test_days_and_tolerances_that_are_none_are_refused() -> None:
    with pytest.raises(UsageError, match="not a day"):
        calendar([], "soon")
    with pytest.raises(UsageError, match="below 0"):
        calendar([], "2024-01-01", tolerance=-1)


def test_nothing_is_kept_before_its_day_has_come() -> None:
    call = replace(VISIT, day="2024-05-06", published="2024-05-07")
    assert only([PLAN, call], "2024-05-08").status == "ahead"
    assert only([PLAN, call], "2024-05-11").status == "kept"


def test_who_looks_on_a_day_knows_nothing_of_later_news() -> None:
    assert only([PLAN, VISIT], "2024-05-12").status == "unknown"
    assert calendar([PLAN], "2024-04-30") == []
    denial = act("denial", "AGREE", "2024-05-09", factuality=Factuality.DENIED, published="2024-05-09")
    assert only([PLAN, denial], "2024-05-08").status == "ahead"
    assert only([PLAN, denial], "2024-05-09").status == "not kept"


def test_a_plan_called_off_before_its_day_is_no_longer_ahead() -> None:
    off = act("off", "AGREE", "2024-05-10", factuality=Factuality.DENIED, published="2024-05-06")
    assert only([PLAN, off], "2024-05-05").status == "ahead"
    assert (only([PLAN, off], "2024-05-06").status, only([PLAN, off], "2024-05-06").evidence) == ("not kept", ("off",))
    untold = replace(off, published=None)
    assert only([PLAN, untold], "2024-05-06").status == "ahead"


def test_a_plan_without_a_day_can_be_denied_or_put_in_doubt_soon_after_it() -> None:
    plan = replace(PLAN, day=None)
    denied = act("no", "AGREE", None, factuality=Factuality.DENIED, published="2024-05-08")
    refused = act("off", "REJECT", "2024-05-08", modes=("meet",), actors=(MALI,), recipients=(NORLAND,))
    assert undone(plan, [refused, denied], "2024-06-01") == ("not kept", ("no",))
    assert undone(plan, [refused], "2024-06-01") == ("in doubt", ("off",))
    assert undone(plan, [refused, denied], "2024-05-07") is None
    for other in (replace(denied, published="2024-05-01"), replace(denied, published="2024-09-01")):
        assert undone(plan, [other], "2024-10-01") is None
    assert undone(plan, [replace(denied, actors=(FRANCE,))], "2024-06-01") is None


PROMISE = act("word", "AGREE", "2024-05-01", due=("2024-05-10", "2024-05-11"), relation="on")


def test_a_promise_stands_on_the_day_it_is_due_and_is_kept_like_a_plan() -> None:
    found = only([PROMISE], "2024-05-10")
    assert (found.day, found.end, found.announced, found.status) == ("2024-05-10", "2024-05-11", "2024-05-01", "ahead")
    assert only([PROMISE]).status == "unknown"
    assert only([PROMISE, VISIT]).status == "kept"
    assert only([PROMISE, replace(VISIT, type="RETREAT", modes=("access",))]).status == "kept"
    assert only([PROMISE, replace(VISIT, day="2024-05-30")]).status == "unknown"


def test_what_is_due_by_a_day_may_be_kept_on_any_day_before() -> None:
    early = replace(VISIT, day="2024-06-10", published="2024-06-11")
    due = ("2024-09-01", "2024-10-01")
    late = replace(PROMISE, due=due, relation="by", meant=("CONSULT",))
    assert only([late, early], "2024-07-01").status == "kept"
    # A first meeting does not keep the word to withdraw, nor a word of which it is not known what it promises.
    for meant in (("RETREAT",), ()):
        assert only([replace(late, meant=meant), early], "2024-10-20").status == "unknown"
    assert only([replace(PROMISE, due=due), early], "2024-07-01").status == "ahead"
    assert only([replace(PROMISE, due=due, relation="by")]).last == "2024-09-30"


@pytest.mark.parametrize(
    ("type_", "relation", "kind"),
    [("REQUEST", "by", "demand"), ("THREATEN", "by", "threat"), ("AGREE", "until", "expiry")],
)
def test_of_demands_threats_and_ends_it_is_not_told_what_became(type_: str, relation: str, kind: str) -> None:
    found = only([replace(PROMISE, type=type_, relation=relation), VISIT])
    assert (found.status, found.kind) == ("unknown", kind)


def test_a_promise_told_beside_the_plan_for_it_is_no_second_entry() -> None:
    assert only([replace(PLAN, day="2024-05-10", end="2024-05-11"), PROMISE]).act.id == "plan"


def test_a_promise_is_not_kept_where_it_is_denied() -> None:
    denied = act("no", "RETREAT", "2024-05-11", factuality=Factuality.DENIED, published="2024-05-12")
    assert only([PROMISE, denied]).status == "not kept"


OFF = act("off", "REJECT", "2024-05-08", modes=("meet",))


def test_a_meeting_put_off_is_postponed_and_has_an_entry_on_its_new_day() -> None:
    moved = replace(OFF, due=("2024-06-03", "2024-06-04"), relation="to")
    old, new = calendar([PLAN, moved], "2024-06-01")
    assert (old.act.id, old.status, old.evidence) == ("plan", "postponed", ("off",))
    assert (new.act.id, new.day, new.status, new.kind) == ("off", "2024-06-03", "ahead", "talks")
    held = replace(VISIT, day="2024-06-03", published="2024-06-04")
    assert [one.status for one in calendar([PLAN, moved, held], "2024-07-01")] == ["postponed", "kept"]


@pytest.mark.parametrize(
    ("relation", "day", "status"),
    [("of", "10", "not kept"), ("of", "20", "unknown"), ("from", "10", "postponed"), ("from", "20", "unknown")],
)
def test_a_meeting_called_off_is_known_by_the_day_it_was_set_for(relation: str, day: str, status: str) -> None:
    due = (f"2024-05-{day}", f"2024-05-{int(day) + 1}")
    assert only([PLAN, replace(OFF, due=due, relation=relation)]).status == status
    # The host that is named may be another.
    elsewhere = replace(OFF, due=due, relation=relation, recipients=(FRANCE,))
    assert only([PLAN, elsewhere]).status == status


def test_who_calls_off_his_own_visit_keeps_no_plan() -> None:
    envoy = party("NOR", entity="person:ada-voss")
    plan, off = replace(PLAN, actors=(envoy,)), replace(OFF, actors=(envoy,))
    assert only([plan, off]).status == "not kept"
    assert only([plan, OFF]).status == "in doubt"
