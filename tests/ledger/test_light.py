"""Acts for counting: the same as the analysis makes of the same reports, read without their words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from harmattan.analyse.sides import Seat, Side
from harmattan.ledger import Ledger
from harmattan.ledger.judgements import made
from harmattan.ledger.query import AnyOf, Query, Value
from harmattan.records import Act
from harmattan.relationships import gather
from tests.relationships import ledgers

MALI = Side("MLI", (Seat("MLI"),))
ASKED = [Query((AnyOf(side, (Value("MLI"),)),)) for side in ("actor", "recipient")]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with ledgers.filled(tmp_path / "ledger.sqlite") as opened:
        yield opened


def _told(act: Act) -> tuple[object, ...]:
    parties = [[(one.entity, one.country, one.sectors) for one in side] for side in (act.actors, act.recipients)]
    return act.type, act.factuality, act.day, act.end, act.quad, act.reports, act.published, act.dated, parties


def test_they_are_the_acts_that_the_analysis_counts(book: Ledger) -> None:
    light = book.light(ASKED, most=1_000)
    assert sorted(map(repr, map(_told, light.acts))) == sorted(map(repr, map(_told, gather.of_side(book, MALI).acts)))
    assert light.since is None
    assert light.reports > len(light.acts)


def test_where_more_is_told_the_day_is_given_from_which_on_all_is_counted(book: Ledger) -> None:
    light = book.light([Query()], most=5)
    assert light.reports == 5
    assert light.since is not None
    whole = [act for act in book.light([Query()], most=1_000).acts if (act.day or "") >= light.since]
    assert {act.id for act in whole} <= {act.id for act in light.acts}


def test_an_act_that_people_rejected_is_left_out_and_told(book: Ledger) -> None:
    event = next(act.id for act in book.light(ASKED, most=1_000).acts if act.type == "AID")
    before = len(book.light(ASKED, most=1_000).acts)
    book.judge(made("reject", event, [], at="2026-05-01T00:00:00Z", by="ada", reason=""))
    light = book.light(ASKED, most=1_000)
    assert (len(light.acts), light.rejected) == (before - 1, 1)


def test_what_people_rejected_stays_out_when_a_newer_coder_finds_it_again(book: Ledger) -> None:
    event = next(act.id for act in book.light(ASKED, most=1_000).acts if act.type == "AID")
    before = len(book.light(ASKED, most=1_000).acts)
    said = book.judge(made("reject", event, [], at="2026-05-01T00:00:00Z", by="ada", reason=""))
    newer = ledgers.recoded(book, event)
    book.join()
    light = book.light(ASKED, most=1_000)
    assert (len(light.acts), light.rejected) == (before - 1, 1)
    book.judge(made("accept", newer, [], at="2026-05-02T00:00:00Z", by="ada", reason=""))
    assert (len(book.light(ASKED, most=1_000).acts), book.light(ASKED, most=1_000).rejected) == (before, 0)
    book.judge(made("withdraw", said, [], at="2026-05-03T00:00:00Z", by="ada", reason=""))
    assert book.light(ASKED, most=1_000).rejected == 0


def test_a_rejection_holds_when_reports_are_joined_or_parted_after_it(book: Ledger) -> None:
    acts = book.light(ASKED, most=1_000).acts
    aid, other = (next(act.id for act in acts if act.type == type_) for type_ in ("AID", "ACCUSE"))
    book.judge(made("reject", aid, [], at="2026-05-01T00:00:00Z", by="ada", reason=""))
    book.judge(made("split", aid, [("from", other)], at="2026-05-02T00:00:00Z", by="ada", reason=""))
    book.join()
    assert book.light(ASKED, most=1_000).rejected == 1


def test_an_empty_ledger_has_none(tmp_path: Path) -> None:
    from harmattan.ledger import open_ledger

    with open_ledger(tmp_path / "empty.sqlite") as empty:
        light = empty.light([Query()], most=10)
    assert (light.acts, light.reports, light.since) == ((), 0, None)
