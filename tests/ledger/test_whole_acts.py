"""What is said of all reports of an act at once. Everything told is invented."""

from dataclasses import replace
from pathlib import Path

import pytest

from harmattan.errors import UsageError
from harmattan.ledger import Ledger, open_ledger
from harmattan.ledger.judgements import made
from harmattan.ledger.query import parse
from harmattan.records import Coded, Judgement, Run
from harmattan.relationships.gather import gathered
from tests.ledger import told
from tests.ledger.build import RUN

AT = "2026-05-01T10:00:00Z"
SEIZED = told.Act("They seized a cargo in the port.", "seized", "COERCE", (), (told.NORLAND,), (told.ESTIA,))
NEWER = Run("run-2", RUN.started_at, "coder-2", RUN.codebook)


def wire(*outlets: str) -> list[Coded]:
    return [told.coded(f"Page {n}", [SEIZED], "2025-02-11", f"{n}.example") for n in outlets]


def ids(pages: list[Coded]) -> list[str]:
    return [page.annotations.events[0].id for page in pages]


def rejection(subject: str, by: str = "ann", at: str = AT) -> Judgement:
    return made("reject", subject, (), at=at, by=by, reason="misread")


def counted(book: Ledger) -> tuple[int, int]:
    """How many acts count, and how many are left out since people rejected them."""
    found = gathered(book, [parse("actor:NOR")])
    return len(found.acts), found.rejected


def joined(book: Ledger, *outlets: str) -> list[str]:
    pages = wire(*outlets)
    book.add_all(pages, RUN)
    book.join()
    return ids(pages)


def test_all_reports_of_an_act_are_rejected_each_by_its_own_judgement(ledger: Ledger) -> None:
    one, *others = joined(ledger, "a", "b", "c")
    assert counted(ledger) == (1, 0)
    kept = ledger.reject_act(rejection(one))
    given = ledger.judgements()
    assert [said.id for said in given] == kept
    assert (given[-1].subject, {said.subject for said in given}) == (one, {one, *others})
    assert {(said.by, said.at, said.verb, said.reason) for said in given} == {("ann", AT, "reject", "misread")}
    assert counted(ledger) == (0, 1)


def test_what_is_rejected_already_is_not_judged_again(ledger: Ledger) -> None:
    one, other, third = joined(ledger, "a", "b", "c")
    ledger.judge(rejection(other, by="bo"))
    ledger.judge(made("edit", third, [("type", "AID")], at=AT, by="bo", reason=""))
    ledger.reject_act(rejection(one))
    assert [(said.by, said.subject) for said in ledger.judgements()[2:]] == [("ann", third), ("ann", one)]
    assert ledger.reject_act(rejection(one, at="2026-05-02T10:00:00Z")) == []
    # Who looked at an event has an opinion of it, though another rejected it before.
    assert len(ledger.reject_act(rejection(one, by="bo"))) == 1
    assert counted(ledger) == (0, 1)


def test_a_report_that_was_rejected_as_an_older_coder_had_it_is_not_judged_again(ledger: Ledger) -> None:
    pages = wire("a", "b")
    ledger.add_all(pages, RUN)
    ledger.judge(rejection(ids(pages)[1], by="bo"))
    anew = replace(pages[1].annotations.events[0], id="ev-anew", coder="coder-2")
    ledger.add(replace(pages[1], annotations=replace(pages[1].annotations, events=(anew,))), NEWER)
    ledger.join()
    assert set(ledger.reports_with("ev-anew")) == {ids(pages)[0], "ev-anew"}
    assert len(ledger.reject_act(rejection(ids(pages)[0]))) == 1
    assert counted(ledger) == (0, 1)


def test_reports_that_are_merged_with_the_act_later_are_not_rejected_with_it(ledger: Ledger) -> None:
    one, _ = joined(ledger, "a", "b")
    first = ledger.reject_act(rejection(one))
    (late,) = joined(ledger, "c")
    assert (len(ledger.reports_with(one)), counted(ledger)) == (3, (1, 0))
    (second,) = ledger.reject_act(rejection(late, at="2026-05-02T10:00:00Z"))
    assert counted(ledger) == (0, 1)
    assert ledger.judged_together(first[-1]) == tuple(first)
    assert ledger.judged_together(second) == (second,)


def test_the_act_counts_as_of_a_moment_before_it_was_rejected(tmp_path: Path) -> None:
    now = "2026-01-01T00:00:00Z"
    with open_ledger(tmp_path / "ledger.sqlite", clock=lambda: now) as book:
        one, _ = joined(book, "a", "b")
        now = "2026-01-03T00:00:00Z"
        book.reject_act(rejection(one, at=now))
        assert counted(book.past("2026-01-02")) == (1, 0)
        assert counted(book) == (0, 1)


def test_it_is_taken_back_as_it_was_said(ledger: Ledger) -> None:
    one, _, third = joined(ledger, "a", "b", "c")
    before = ledger.judge(rejection(third))
    kept = ledger.reject_act(rejection(one, at="2026-05-02T10:00:00Z"))
    back = ledger.judged_together(kept[0])
    assert back == tuple(kept)
    ledger.judge_all([made("withdraw", id_, (), at=AT, by="ann", reason="") for id_ in back])
    assert (counted(ledger), ledger.judged_together(kept[0])) == ((1, 0), ())
    assert [said.id for said in ledger.judgements() if said.verb == "reject"] == [before, *kept]


def test_what_was_said_of_another_act_in_the_same_second_is_not_taken_back_with_it(ledger: Ledger) -> None:
    one, _ = joined(ledger, "a", "b")
    alone = told.Act("They shelled an airstrip.", "shelled", "ASSAULT", (), (told.NORLAND,), (told.ESTIA,))
    page = told.coded("Page d", [alone], "2025-06-11", "d.example")
    ledger.add(page, RUN)
    kept = ledger.reject_act(rejection(one))
    (other,) = ledger.reject_act(rejection(page.annotations.events[0].id))
    assert (ledger.judged_together(kept[0]), ledger.judged_together(other)) == (tuple(kept), (other,))


def test_it_is_all_or_nothing(ledger: Ledger) -> None:
    one, other = joined(ledger, "a", "b")
    with pytest.raises(UsageError, match="no event ev-none"):
        ledger.judge_all([rejection(one), rejection("ev-none")])
    with pytest.raises(UsageError, match="no event ev-none"):
        ledger.reject_act(rejection("ev-none"))
    assert (ledger.judgements(), counted(ledger)) == ([], (1, 0))
    assert other in ledger.reports_with(one)
