"""What doors count in a hurry is what the commands count at leisure, and says so where it is not all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from harmattan.analyse.sides import Seat, Side
from harmattan.errors import UsageError
from harmattan.ledger import Ledger, open_ledger
from harmattan.ledger.query import Query
from harmattan.records import Factuality
from harmattan.relationships import ahead, gather, partners, watch
from tests.ledger.build import RUN
from tests.relationships import ledgers

TODAY = "2026-02-01"
SPAN = ("2025-01-01", "2025-12-20", "2026-02-01", "2026-02-01")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with ledgers.filled(tmp_path / "ledger.sqlite") as opened:
        yield opened


def test_hot_spots_are_the_same(book: Ledger) -> None:
    compared, found = watch.spots(book, *SPAN)
    other, light = watch.light_spots(book, *SPAN, book.coverage(), 1_000)
    assert other == compared
    assert watch.rows(light, 100) == watch.rows(found, 100)
    assert any(row["row"] == "spot" for row in watch.rows(light, 100))


def test_too_many_recent_reports_are_an_error_and_no_wrong_comparison(book: Ledger) -> None:
    with pytest.raises(UsageError, match="ask for fewer days"):
        watch.light_spots(book, *SPAN, book.coverage(), 1)


def test_a_cut_past_begins_where_all_is_counted(book: Ledger) -> None:
    compared, _ = watch.light_spots(book, "2025-01-01", "2026-01-01", "2026-02-01", "2026-02-01", book.coverage(), 2)
    assert compared.past.since > "2025-01-01"


def test_the_calendar_is_the_same(book: Ledger) -> None:
    plans = ahead.plans(book, Query())
    newest, whole = ahead.newest_plans(book, Query(), 100)
    assert (newest, whole) == (plans, None)
    light, looked = ahead.light_entries(book, plans, TODAY, 1_000)
    assert looked is None
    assert [ahead.entry_json(one) for one in light] == [
        ahead.entry_json(one) for one in ahead.entries(book, plans, TODAY)
    ]
    assert [one.status for one in light] == ["kept"]


def test_a_plan_that_later_reports_deny_is_called_off_before_its_day_and_after(tmp_path: Path) -> None:
    words = "Norway will {}visit Mali on 15 December."
    sides = ("AGREE", "2025-12-15", ledgers.NORWAY, ledgers.MALI)
    plan = ledgers.act(words.format(""), "visit", *sides, factuality=Factuality.PLANNED)
    denial = ledgers.act(words.format("not "), "visit", *sides, factuality=Factuality.DENIED)
    told = [
        ledgers.page("Visit planned", "2025-12-04", "fjord-post", plan),
        ledgers.page("Visit called off", "2025-12-08", "bamako-wire", denial),
    ]
    with open_ledger(tmp_path / "ledger.sqlite", clock=lambda: "2026-02-01T12:00:00Z") as opened:
        opened.add_all(told, RUN)
        opened.join()
        plans = ahead.plans(opened, Query())
        for today, status in (("2025-12-07", "ahead"), ("2025-12-10", "not kept"), ("2025-12-20", "not kept")):
            assert [one.status for one in ahead.entries(opened, plans, today)] == [status]
            assert [one.status for one in ahead.light_entries(opened, plans, today, 100)[0]] == [status]


def test_years_cover_a_stretch_without_gap_and_halves_meet() -> None:
    listed = list(partners.years("2024-05-03", "2026-02-01"))
    assert [(one.since, one.until) for one in listed] == [
        ("2024-05-03", "2025-01-01"),
        ("2025-01-01", "2026-01-01"),
        ("2026-01-01", "2026-02-01"),
    ]
    before, after = partners.halves(("2024-05-03", "2026-02-01"), "2025-07-01")
    assert (before.until, after.since) == ("2025-07-01", "2025-07-01")
    with pytest.raises(UsageError, match="does not lie inside"):
        partners.halves(("2024-05-03", "2026-02-01"), "2026-02-01")


def test_partners_of_a_side_span_the_days_of_its_acts(book: Ledger) -> None:
    side = Side("MLI", (Seat("MLI"),))
    assert partners.span(gather.of_side(book, side).acts, side) == ("2025-02-10", "2025-12-16")
    assert partners.span([], side) == ("", "")
