"""What people say of events."""

from dataclasses import replace

import pytest

from harmattan.errors import UsageError
from harmattan.ledger import Ledger
from harmattan.ledger.judgements import made
from harmattan.records import Coded, Judgement, Run
from tests.ledger.build import RUN, page, span

AT = "2026-05-01T10:00:00Z"


def said(verb: str, subject: str, *values: tuple[str, str], at: str = AT) -> Judgement:
    return made(verb, subject, values, at=at, by="ann", reason="read it")


def recoded(given: Coded, **changes: object) -> Coded:
    """The same page as another coder version reads it: other ids, the same words."""
    (event,) = given.annotations.events
    other = replace(event, id=f"{event.id}-b", coder="coder-2", **changes)  # type: ignore[arg-type]
    return replace(given, annotations=replace(given.annotations, events=(other,)))


def test_a_judgement_is_kept_as_it_was_given(ledger: Ledger) -> None:
    ledger.add(page(), RUN)
    (event,) = page().annotations.events
    one = said("edit", event.id, ("type", "REJECT"), ("modes", ""))
    ledger.judge(one)
    ledger.judge(one)
    assert ledger.judgements() == ledger.judgements(event.id) == [one]
    assert ledger.verdicts([event])[event.id].judgement == one
    assert ledger.event(event.id) == event


def test_the_last_judgement_in_force_counts(ledger: Ledger) -> None:
    ledger.add(page(), RUN)
    (event,) = page().annotations.events
    first, second = said("accept", event.id), said("reject", event.id, at="2026-05-02T10:00:00Z")
    ledger.judge(first)
    ledger.judge(second)
    assert ledger.verdicts([event])[event.id].judgement == second
    ledger.judge(said("withdraw", second.id))
    assert ledger.verdicts([event])[event.id].judgement == first
    assert len(ledger.judgements()) == 3


def test_a_judgement_survives_coding_by_a_newer_version(ledger: Ledger) -> None:
    ledger.add(page(), RUN)
    (event,) = page().annotations.events
    ledger.judge(said("reject", event.id))
    run = Run("run-2", RUN.started_at, "coder-2", RUN.codebook)
    newer = recoded(page())
    ledger.add(newer, run)
    verdict = ledger.verdicts(newer.annotations.events)[f"{event.id}-b"]
    assert (verdict.judgement.verb, verdict.carried) == ("reject", True)


@pytest.mark.parametrize("changes", [{"type": "ACCUSE"}, {"trigger": span("Officials")}])
def test_it_is_not_carried_to_another_act(ledger: Ledger, changes: dict[str, object]) -> None:
    ledger.add(page(), RUN)
    (event,) = page().annotations.events
    ledger.judge(said("reject", event.id))
    newer = recoded(page(), **changes)
    ledger.add(newer, Run("run-2", RUN.started_at, "coder-2", RUN.codebook))
    assert ledger.verdicts(newer.annotations.events) == {}


def test_what_nobody_knows_is_not_judged(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="no event ev-none"):
        ledger.judge(said("accept", "ev-none"))
    with pytest.raises(UsageError, match="no judgement jud-none is in force"):
        ledger.judge(said("withdraw", "jud-none"))


@pytest.mark.parametrize(
    ("verb", "values", "problem"),
    [
        ("praise", (), "one of accept, reject"),
        ("edit", (), "edit needs fields"),
        ("edit", (("colour", "red"),), "no field 'colour'"),
        ("accept", (("type", "AID"),), "takes no fields"),
    ],
)
def test_what_cannot_be_meant_is_refused(verb: str, values: tuple[tuple[str, str], ...], problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        made(verb, "ev-1", values, at=AT, by="ann", reason="")


def test_what_is_said_again_within_the_second_of_its_withdrawal_holds(ledger: Ledger) -> None:
    ledger.add(page(), RUN)
    (event,) = page().annotations.events
    accepted = said("accept", event.id)
    ledger.judge(accepted)
    ledger.judge(said("withdraw", accepted.id))
    assert ledger.verdicts([event]) == {}
    ledger.judge(accepted)
    assert ledger.verdicts([event])[event.id].judgement.verb == "accept"


def test_a_word_said_again_in_the_second_in_which_another_followed_it_is_the_last_one(ledger: Ledger) -> None:
    ledger.add(page(), RUN)
    (event,) = page().annotations.events
    accepted, rejected = said("accept", event.id), said("reject", event.id)
    first = ledger.judge(accepted)
    ledger.judge(rejected)
    again = ledger.judge(accepted)
    assert (first, again == first) == (accepted.id, False)
    assert ledger.judge(accepted) == again
    assert [one.verb for one in ledger.judgements()] == ["accept", "reject", "accept"]
    verdict = ledger.verdicts([event])[event.id].judgement
    assert (verdict.verb, verdict.id) == ("accept", again)
    ledger.judge(said("withdraw", again))
    assert ledger.verdicts([event])[event.id].judgement.verb == "reject"
