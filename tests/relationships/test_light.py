"""What doors count in a hurry is what the commands count at leisure, and says so where it is not all."""

from collections.abc import Iterator
from dataclasses import replace
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


def test_a_plan_without_a_day_is_told_with_the_act_that_it_can_have_become(tmp_path: Path) -> None:
    envoy = replace(ledgers.NORWAY, entity="person:ada-voss", name="Ada Voss")
    told = []
    for number, party in enumerate((ledgers.NORWAY, envoy, ledgers.FRANCE)):
        words = f"{party.name} will visit Mali at some time, office {number} said."
        plan = ledgers.act(words, "visit", "AGREE", None, party, ledgers.MALI, factuality=Factuality.PLANNED)
        told.append(ledgers.page(words.upper(), "2025-06-02", "fjord-post", plan))
    for day, party in (("2025-06-20", ledgers.NORWAY), ("2025-07-20", envoy), ("2025-12-01", ledgers.FRANCE)):
        words = f"{party.name} toured the markets of Bamako on {day}."
        visit = ledgers.act(words, "toured", "CONSULT", day, party, ledgers.MALI)
        told.append(ledgers.page(words.upper(), day, "bamako-wire", visit))
    with open_ledger(tmp_path / "ledger.sqlite", clock=lambda: "2026-02-01T12:00:00Z") as opened:
        opened.add_all(told, RUN)
        plans = ahead.plans(opened, Query())
        for found in (ahead.entries(opened, plans, TODAY), ahead.light_entries(opened, plans, TODAY, 100)[0]):
            days = {one.act.actors[0].name: (one.status, [opened.event(id_) for id_ in one.evidence]) for one in found}
            became = {
                who: (status, [e.time.value for e in told if e and e.time]) for who, (status, told) in days.items()
            }
            assert became == {
                "Norway": ("perhaps kept", ["2025-06-20"]),
                "Ada Voss": ("kept", ["2025-07-20"]),
                "France": ("no day told", []),
            }
            assert {(one.day, one.end, one.announced, one.kind) for one in found} == {
                ("", "", "2025-06-02", "cooperation")
            }
            assert ahead.inside(found, "2025-01-01", None) == []
        early = ahead.entries(opened, plans, "2025-06-19")
        assert {one.status for one in early} == {"no day told"}


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
