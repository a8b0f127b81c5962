"""The pair-week panel against weeks counted by hand; reports of one act made one."""

import csv
import io
from dataclasses import replace

import pytest

from harmattan.errors import UsageError
from harmattan.ledger import Ledger
from harmattan.ledger.export import collapse, panel
from harmattan.ledger.export.facts import Left, Options, Pair
from harmattan.ledger.export.selection import pairs
from harmattan.ledger.query import Query, parse
from harmattan.records import Event, EventTime, Factuality, Party, Run, Told
from tests.ledger import build
from tests.ledger.exported import BAMAKO, ENVOY, MINISTER, article, event, pair, span

COVERAGE = Options(coverage={"2026-W06": 7, "2026-W08": 2})


def on(day: str | None, **changes: object) -> Event:
    return event(time=EventTime(span("Monday"), day, "day"), **changes)


def table(acts: list[Event], options: Options = COVERAGE) -> tuple[list[dict[str, str]], Left]:
    out = io.BytesIO()
    left = panel.write([(article(), act) for act in acts], out, options)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode()))), left


def test_weeks_without_events_are_rows_of_zeros() -> None:
    acts = [on("2026-02-02"), on("2026-02-08", quad=4, score=-9.0), on("2026-02-16", quad=4, score=-5.0)]
    rows, left = table(acts)
    assert not left
    assert [list(row.values()) for row in rows] == [
        ["NOR", "MLI", "2026-W06", "2026-02-02", "1", "0", "0", "1", "2", "-2.5", "7"],
        ["NOR", "MLI", "2026-W07", "2026-02-09", "0", "0", "0", "0", "0", "", "0"],
        ["NOR", "MLI", "2026-W08", "2026-02-16", "0", "0", "0", "1", "1", "-5.0", "2"],
    ]


def test_a_given_range_holds_for_every_pair() -> None:
    rows, _ = table([on("2026-02-10")], replace(COVERAGE, since="2026-01-28", until="2026-02-17"))
    assert [row["week"] for row in rows] == ["2026-W05", "2026-W06", "2026-W07", "2026-W08"]
    assert [row["events"] for row in rows] == ["0", "0", "1", "0"]


def test_a_range_of_centuries_is_refused() -> None:
    with pytest.raises(UsageError, match="more than 6,000 weeks"):
        table([on("2026-02-10")], replace(COVERAGE, since="1700-01-01", until="2299-01-01"))


def test_the_year_of_a_week_is_the_iso_year() -> None:
    rows, _ = table([on("2024-12-30"), on("2025-01-07")])
    assert [row["week"] for row in rows] == ["2025-W01", "2025-W02"]


def test_an_event_counts_once_a_pair_and_each_way_if_mutual() -> None:
    colleague = replace(ENVOY, entity="person:bo")
    rows, _ = table([on("2026-02-02", actors=(ENVOY, colleague, MINISTER), recipients=())])
    assert {(row["source"], row["target"]): row["events"] for row in rows} == {
        ("MLI", "NOR"): "1",
        ("NOR", "MLI"): "1",
        ("NOR", "NOR"): "1",
    }


@pytest.mark.parametrize(
    "act",
    [
        on("2026-02-02", factuality=Factuality.DENIED),
        on("2026-02-02", factuality=Factuality.HISTORICAL),
        on("2026-02-02", factuality=Factuality.PLANNED, quad=4),
        on("2026-02"),
        on("2026-02-07/2026-02-10"),
        on("2026-02-02", recipients=()),
        on("2026-02-02", recipients=(Party(None, None, "X", ""),)),
    ],
)
def test_what_no_week_or_pair_can_hold_is_counted_as_left_out(act: Event) -> None:
    rows, left = table([act])
    assert (rows, left.total()) == ([], 1)


def test_the_panel_counts_events_as_people_judged_them() -> None:
    acts = [on("2026-02-02", id=f"ev-{number}") for number in (1, 2, 3)]
    corrected = {"ev-2": replace(acts[1], type="ACCUSE", quad=3, score=-2.0)}
    judged = replace(COVERAGE, verdicts={"ev-1": "reject", "ev-2": "edit"}, corrected=corrected)
    (row,), left = table(acts, judged)
    assert [row[name] for name in ("quad1", "quad3", "events", "mean_score")] == ["1", "1", "2", "1.0"]
    assert left == {"rejected in review": 1}


def test_the_last_week_of_the_calendar_is_a_week() -> None:
    rows, _ = table([on("9999-12-30")])
    assert len(rows) == 1


def test_an_act_is_the_newest_of_its_reports_and_stands_where_that_does() -> None:
    listed = [pair(2, id="ev-2", type="AID"), pair(1), pair(3, id="ev-3", type="AID", confidence=0.9), pair(4, id="e")]
    acts = {"ev-1": "b", "ev-2": "a", "ev-3": "a", "e": "c"}
    found = collapse.by_event(listed, lambda event: acts[event.id])
    assert [one.id for _, one in found] == ["ev-2", "ev-1", "e"]


def test_what_recalls_an_act_does_not_stand_for_it_where_another_tells_it_as_news() -> None:
    recalled = pair(2, id="ev-2", factuality=Factuality.HISTORICAL)
    (shown,) = collapse.by_event([recalled, pair(3, id="ev-3"), pair()], lambda _: "a")
    assert shown[1].id == "ev-3"


@pytest.mark.parametrize(
    ("verdicts", "shown"),
    [
        ({}, "ev-1"),
        ({"ev-1": "accept"}, "ev-1"),
        ({"ev-1": "reject"}, "ev-2"),
        ({"ev-3": "edit"}, "ev-3"),
        ({"ev-1": "reject", "ev-2": "reject"}, "ev-3"),
        ({"ev-1": "reject", "ev-2": "reject", "ev-3": "reject"}, "ev-1"),
    ],
)
def test_a_report_that_people_rejected_does_not_stand_for_an_act_that_others_tell(
    verdicts: dict[str, str], shown: str
) -> None:
    found = collapse.by_event([pair(number, id=f"ev-{number}") for number in (1, 2, 3)], verdicts=verdicts)
    assert [one.id for _, one in found] == [shown]


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "AGREE"},
        {"modes": ("phone",)},
        {"factuality": Factuality.PLANNED},
        {"actors": (MINISTER,), "recipients": (ENVOY,)},
        {"time": EventTime(span("Monday"), "2026-02-01", "day")},
        {"time": None},
        {"place": replace(BAMAKO, geonameid=1)},
        {"place": None},
        {"actors": (replace(ENVOY, entity=None),)},
    ],
)
def test_what_differs_or_is_not_known_stays_two_acts(changes: dict[str, object]) -> None:
    assert len(collapse.by_event([pair(), pair(2, id="ev-2", **changes)])) == 2


def test_two_reports_without_a_day_are_two_acts() -> None:
    found = collapse.by_event([pair(time=None), pair(2, id="ev-2", time=None)])
    assert len(found) == 2


def test_pairs_come_from_the_ledger_page_by_page(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("harmattan.ledger.export.selection._PAGE", 2)
    pages = [build.page(number, events=3) for number in (1, 2)]
    for page in pages:
        ledger.add(page, build.RUN)
    found: list[Pair] = list(pairs(ledger, Query()))
    assert {one.id for _, one in found} == {one.id for page in pages for one in page.annotations.events}
    assert len(found) == 6
    assert all(read.id == one.article for read, one in found)
    assert list(pairs(ledger, parse("act:AID"))) == []
    assert len(list(pairs(ledger, parse("actor:NOR when:2026-02-02")))) == 6


def test_coverage_counts_articles_by_week_as_last_read(ledger: Ledger) -> None:
    assert (ledger.coverage(), ledger.newest_record()) == ({}, None)
    for number in (1, 2):
        ledger.add(build.page(number), build.RUN)
    page = build.page(3)
    ledger.add(replace(page, article=replace(page.article, published=None)), build.RUN)
    moved = build.page(2)
    later = replace(moved, article=replace(moved.article, published=Told("2026-02-16T08:00", "meta")))
    ledger.add(later, Run("run-2", "2026-02-17T00:00:00Z", "coder-1", "plover-1"))
    assert ledger.coverage() == {"2026-W06": 1, "2026-W08": 1}
    assert ledger.newest_record() == "2026-02-03T12:00:00Z"
