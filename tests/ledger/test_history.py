"""The history of an event, and inputs that could not be used, on both databases."""

from dataclasses import replace

from harmattan.ledger import Ledger
from harmattan.ledger.judgements import made
from harmattan.records import Coded, Event, Refusal, Run
from tests.ledger.build import RUN
from tests.ledger.conftest import CLOCK
from tests.ledger.told import ARMY, REBELS, Act, coded

ATTACK = Act("Rebels attacked the post.", "attacked", actors=(REBELS,), recipients=(ARMY,), day="2026-03-01")


def run(number: int) -> Run:
    return Run(f"run-{number}", CLOCK, f"coder-{number}", "plover-1")


def with_events(page: Coded, *events: Event) -> Coded:
    return replace(page, annotations=replace(page.annotations, events=events))


def kinds(ledger: Ledger, event: str) -> list[str]:
    return [moment.kind for moment in ledger.history(event)]


def test_an_unknown_event_has_no_history(ledger: Ledger) -> None:
    assert (ledger.history("ev-none"), ledger.codings_of("ev-none")) == ([], [])


def test_a_new_version_of_an_event_is_no_tombstone(ledger: Ledger) -> None:
    page = coded("Attack", [ATTACK])
    (event,) = page.annotations.events
    ledger.add(page, RUN)
    ledger.add(with_events(page, replace(event, confidence=0.5, coder="coder-2")), run(2))
    assert kinds(ledger, event.id) == ["read", "coded", "coded"]
    assert ledger.history(event.id)[-1].fields == ("confidence", "coder")
    assert [one.confidence for one in ledger.codings_of(event.id)] == [0.9, 0.5]


def test_an_event_that_is_dropped_and_taken_up_again_tells_both(ledger: Ledger) -> None:
    page = coded("Attack", [ATTACK])
    (event,) = page.annotations.events
    ledger.add(page, RUN)
    ledger.add(with_events(page), run(2))
    assert kinds(ledger, event.id) == ["read", "coded", "dropped"]
    ledger.add(with_events(page, replace(event, coder="coder-3")), run(3))
    assert sorted(kinds(ledger, event.id)) == ["coded", "coded", "dropped", "read", "restored"]


def test_joins_and_judgements_are_told_with_who_and_why(ledger: Ledger) -> None:
    page = coded("Attack", [ATTACK])
    (event,) = page.annotations.events
    ledger.add(page, RUN)
    ledger.join()
    said = made("edit", event.id, [("type", "COERCE")], at=CLOCK, by="ann", reason="no shots")
    ledger.judge(said)
    ledger.judge(made("withdraw", said.id, (), at=CLOCK, by="bo", reason="read again"))
    joined, judged, withdrawn = ledger.history(event.id)[-3:]
    assert (joined.kind, joined.id, joined.what) == ("joined", ledger.acts_of([event.id])[event.id], "stands alone")
    assert (judged.kind, judged.by, judged.what) == ("judged", "ann", "edit type=COERCE no shots")
    assert (withdrawn.kind, withdrawn.by, withdrawn.what) == ("withdrawn", "bo", "edit read again")


def test_inputs_that_could_not_be_used_come_newest_first_and_are_counted(ledger: Ledger) -> None:
    for number in range(3):
        ledger.refuse(Refusal(f"page-{number}.html", "no text"), RUN)
    found, total = ledger.unused(2)
    assert ([one.source for one in found], total) == (["page-2.html", "page-1.html"], 3)
