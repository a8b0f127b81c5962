"""Promises for a day beside the acts that kept them. Every act and person is invented."""

from dataclasses import replace
from pathlib import Path

from harmattan.analyse.sides import pair
from harmattan.ledger import Ledger, open_ledger
from harmattan.ledger.judgements import made
from harmattan.ledger.query import AnyOf, Query, Value
from harmattan.records import Act, Coded, Due, Factuality, Span
from harmattan.relationships import ahead, gather
from tests.ledger.build import RUN
from tests.relationships import ledgers


def of(book: Ledger) -> tuple[Act, ...]:
    return gather.of_pair(book, pair("NOR", "MLI", {"Norway": "NOR", "Mali": "MLI"})).acts


def promised(published: str, due: str, text: str) -> Coded:
    """Return a page in which Norway promises something to Mali for a day."""
    told = ledgers.act(text, "offered", "AGREE", published, ledgers.NORWAY, ledgers.MALI)
    page = ledgers.page("Norway offers Mali talks in Gao", published, "one.example", told)
    [event] = page.annotations.events
    event = replace(event, due=Due(Span(0, 1), due, "day", "on"))
    return replace(page, annotations=replace(page.annotations, events=(event,)))


def kept_promise(path: Path, published: str) -> tuple[Ledger, str]:
    """Return an open ledger in which a promise and the talks that kept it are one act, and the id of the talks."""
    talks = ledgers.act(
        "Norway met Mali in Gao.", "met", "CONSULT", published, ledgers.NORWAY, ledgers.MALI, place=ledgers.GAO
    )
    book = open_ledger(path)
    offer = promised("2026-05-01", "2026-05-08", "Norway offered talks in Gao on 8 May to Mali.")
    held = ledgers.page("Norway and Mali talk in Gao", published, "one.example", talks)
    book.add_all([offer, held], RUN)
    [one], [other] = offer.annotations.events, held.annotations.events
    book.judge(made("merge", one.id, (("with", other.id),), at="2026-05-09T00:00:00Z", by="ada", reason=""))
    book.join()
    return book, other.id


def test_a_promise_that_was_kept_is_no_first_news_of_what_kept_it(tmp_path: Path) -> None:
    book, talks = kept_promise(tmp_path / "ledger.sqlite", "2026-05-08")
    with book:
        found = of(book)
        entries = ahead.entries(book, ahead.plans(book, Query(())), "2026-06-01")
    assert [(act.type, act.day, act.published) for act in found] == [
        ("AGREE", "2026-05-01", "2026-05-01"),
        ("CONSULT", "2026-05-08", "2026-05-08"),
    ]
    assert [(one.act.type, one.day, one.status, one.evidence) for one in entries] == [
        ("AGREE", "2026-05-08", "kept", (talks,))
    ]


def test_what_is_told_before_the_day_of_a_promise_does_not_keep_it_and_is_one_act_with_it(tmp_path: Path) -> None:
    book, _ = kept_promise(tmp_path / "ledger.sqlite", "2026-05-03")
    with book:
        assert len(of(book)) == 1


def test_promises_that_were_not_asked_for_are_not_listed_as_announced(tmp_path: Path) -> None:
    plan = ledgers.act(
        "Norway will free a sailor of Mali.", "free", "CONCEDE", "2026-06-20", ledgers.NORWAY, ledgers.MALI,
        factuality=Factuality.PLANNED,
    )  # fmt: skip
    with open_ledger(tmp_path / "ledger.sqlite") as book:
        book.add(promised("2026-05-04", "2026-05-08", "Norway offered talks in Gao on 8 May to Mali."), RUN)
        book.add(ledgers.page("A sailor", "2026-05-01", "two.example", plan), RUN)
        asked = Query((AnyOf("act", (Value("CONCEDE"),)),))
        announced = ahead.plans(book, asked)
        found = ahead.entries(book, announced, "2026-06-01")
        light, _ = ahead.light_entries(book, announced, "2026-06-01", 100)
        every = ahead.entries(book, ahead.plans(book, Query(())), "2026-06-01")
    assert [one.act.type for one in found] == [one.act.type for one in light] == ["CONCEDE"]
    assert [one.act.type for one in every] == ["AGREE", "CONCEDE"]
