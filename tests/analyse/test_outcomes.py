"""What became of demands, threats, expiries and promises. Every act is invented."""

from dataclasses import replace

import pytest

from harmattan.analyse.calendar import calendar
from harmattan.records import Act, Factuality, Party

NOR, SUD, WES = (
    Party(None, f"state:{code}", code, code, ("GOV",)) for code in ("NOR", "SUD", "WES")
)  # fmt: skip
DUE = ("2026-05-12", "2026-05-13")


Parties = tuple[Party, ...]


def told(id_: str, type_: str, day: str, actors: Parties, recipients: Parties = (), **more: object) -> Act:
    return Act(id_, type_, day=day, actors=actors, recipients=recipients, published=day, **more)  # type: ignore[arg-type]


DEMAND = told(
    "ask", "REQUEST", "2026-05-01", (NOR,), (SUD,), due=DUE, relation="by", meant=("RETREAT",), contexts=("military",),
    modes=("yield",),
)  # fmt: skip
PULLOUT = told("out", "RETREAT", "2026-05-11", (SUD,), contexts=("military",))
THREAT = told("warn", "THREATEN", "2026-05-01", (NOR,), (SUD,), due=DUE, relation="by", meant=("SANCTION",))
TARIFFS = told("tax", "SANCTION", "2026-05-14", (NOR,), (SUD,))
TRUCE = told("truce", "AGREE", "2026-05-01", (NOR, SUD), due=DUE, relation="until", contexts=("military",))
LONGER = told("more", "AGREE", "2026-05-10", (NOR, SUD), relation="until", contexts=("military",))
END = told("end", "SANCTION", "2026-05-08", (SUD,), (NOR,), modes=("discontinue",), contexts=("military",))


def status(due: Act, *others: Act, today: str = "2026-12-31") -> str:
    return next(one.status for one in calendar([due, *others], today) if one.act.id == due.id)


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (PULLOUT, "kept"),
        (replace(PULLOUT, recipients=(NOR,), contexts=()), "kept"),
        (replace(PULLOUT, recipients=(WES,)), "unknown"),
        (replace(PULLOUT, contexts=("economic",)), "unknown"),
        (replace(PULLOUT, actors=(WES,)), "unknown"),
        (replace(PULLOUT, type="CONSULT", recipients=(NOR,)), "unknown"),
        (replace(PULLOUT, day="2026-05-20", published="2026-05-20"), "unknown"),
    ],
)
def test_a_demand_is_kept_when_the_one_asked_does_in_time_what_was_asked_for(act: Act, expected: str) -> None:
    assert status(DEMAND, act) == expected


def test_a_threat_to_nobody_is_carried_out_towards_nobody_and_about_the_same() -> None:
    threat = replace(THREAT, recipients=(), contexts=("territory",))
    assert status(threat, replace(TARIFFS, recipients=(), contexts=("territory",))) == "carried out"
    assert status(threat, replace(TARIFFS, recipients=())) == "unknown"
    assert status(threat, replace(TARIFFS, contexts=("territory",))) == "unknown"


def test_a_demand_refused_is_in_doubt_and_not_kept_once_its_day_has_passed() -> None:
    refusal = told("no", "REJECT", "2026-05-03", (SUD,), (NOR,), modes=("yield",), contexts=("military",))
    assert status(DEMAND, refusal, today="2026-05-05") == "in doubt"
    assert status(DEMAND, refusal) == "not kept"
    assert status(DEMAND, refusal, PULLOUT) == "kept"
    assert status(DEMAND, replace(refusal, modes=())) == "unknown"
    assert status(DEMAND, replace(refusal, actors=(WES,))) == "unknown"


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (TARIFFS, "carried out"),
        (replace(TARIFFS, recipients=(WES,)), "unknown"),
        (replace(TARIFFS, type="ASSAULT"), "unknown"),
        (replace(TARIFFS, day="2026-05-04", published="2026-05-04"), "unknown"),
        (replace(TARIFFS, day="2026-06-04", published="2026-06-04"), "unknown"),
    ],
)
def test_a_threat_is_carried_out_when_its_day_has_come(act: Act, expected: str) -> None:
    assert status(THREAT, act) == expected


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (LONGER, "renewed"),
        (replace(LONGER, due=("2026-09-01", "2026-09-02")), "renewed"),
        (replace(LONGER, due=("2026-05-05", "2026-05-06")), "unknown"),
        (replace(LONGER, relation=""), "unknown"),
        (replace(LONGER, contexts=("economic",)), "unknown"),
        (replace(LONGER, actors=(NOR, WES)), "unknown"),
        (END, "ended"),
        (replace(END, modes=()), "unknown"),
        (replace(END, contexts=("economic",)), "unknown"),
        (replace(END, day="2026-05-20", published="2026-05-20"), "unknown"),
    ],
)
def test_what_was_to_end_is_renewed_or_ended_before_its_day(act: Act, expected: str) -> None:
    assert status(TRUCE, act) == expected


def test_who_agreed_may_keep_his_word_alone() -> None:
    word = replace(DEMAND, id="word", type="AGREE", actors=(SUD, NOR), recipients=())
    assert status(word, replace(PULLOUT, recipients=(NOR,))) == "kept"
    assert status(word, replace(PULLOUT, recipients=(WES,), contexts=())) == "unknown"
    election = replace(word, contexts=("election",), meant=(), relation="on")
    assert status(election, told("talk", "CONSULT", "2026-05-12", (SUD, NOR))) == "unknown"


def test_one_of_those_who_were_to_meet_puts_the_meeting_of_that_day_off() -> None:
    plan = replace(DEMAND, id="plan", type="AGREE", actors=(NOR, SUD), recipients=(), relation="on", meant=("CONSULT",))
    off = told("off", "REJECT", "2026-05-09", (), (SUD,), modes=("meet",), due=DUE, relation="from")
    assert status(plan, off) == "postponed"
    assert status(plan, replace(off, due=("2026-05-20", "2026-05-21"))) == "unknown"
    assert status(plan, replace(off, recipients=(WES,))) == "unknown"


def test_a_plan_and_a_promise_by_some_of_its_parties_are_one_entry_and_the_last_day_is_kept() -> None:
    word = replace(DEMAND, id="word", type="AGREE")
    plan = told("plan", "CONCEDE", DUE[0], (NOR, SUD), end=DUE[1], factuality=Factuality.PLANNED)
    found = calendar([word, replace(plan, published="2026-05-01")], "2026-05-02")
    assert [(one.act.id, one.relation) for one in found] == [("word", "by")]
