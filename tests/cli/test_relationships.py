"""between, turns, alignment, hotspots, calendar and brief as a user runs them, over invented reports."""

import csv
import json
import re
import shlex
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from harmattan import charts
from harmattan.cli.main import run
from harmattan.cli.relating import DASH
from harmattan.ledger import open_ledger
from harmattan.records import Factuality, Scheduled, Span
from tests.ledger.build import RUN
from tests.relationships.door import outcome, rows
from tests.relationships.ledgers import MALI, NORWAY, act, filled, page

PAGE = (Path(__file__).parents[2] / "docs" / "relationships.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"(?m)^    harmattan (.+)$", PAGE)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "ledger.sqlite"
    filled(path).close()
    return path


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HARMATTAN_DATA", str(tmp_path))


def cells(line: str) -> list[str]:
    return line.split()


@pytest.mark.parametrize("line", COMMANDS)
def test_every_example_of_the_page_runs(
    line: str, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, _ = outcome(capsys, ledger, *shlex.split(line))
    assert status == 0
    assert out or "--out" in line


def test_the_turn_of_the_page_is_the_one_told(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = outcome(capsys, ledger, "turns", "NOR", "MLI")
    assert all(f"    {line}\n" in PAGE for line in out[:4])


def test_between_counts_both_directions(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = outcome(capsys, ledger, "between", "NOR", "Mali", "--by", "month")
    assert status == 0
    table = {(row[0], row[1]): row for line in out if (row := cells(line)) and row[0][:2] == "20"}
    assert table["2025-02", "NOR"][4:8] == ["0", "0", "0", "1/2"]
    assert cells("\n".join(out))[0] == "period"
    assert any(line.startswith("NOR <-> MLI: ") for line in out)


def test_periods_without_acts_are_one_line_with_all_their_pages(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["between", "NOR", "MLI", "--by", "week", "--since", "2025-02", "--until", "2025-10"]
    _, out, _ = outcome(capsys, ledger, *asked)
    [told] = rows(capsys, ledger, *asked)
    empty = [line for line in out if "no act" in line]
    assert empty
    first, _, last = cells(empty[0])[:3]
    within = [row for row in told["rows"] if first <= row["period"] <= last]
    assert len(within) > 2
    assert all(sum(row["quads"]) + row["planned"] == 0 for row in within)
    assert cells(empty[0])[-1] == str(sum(row["pages"] or 0 for row in within) // 2)
    lines = [line for line in out if line.startswith(" 20")]
    assert len(lines) < len(told["rows"])


def test_between_as_json_has_rows_left_and_course(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [told] = rows(capsys, ledger, "between", "NOR", "MLI", "--since", "2025-12", "--until", "2026-01")
    ahead = [row for row in told["rows"] if row["source"] == "NOR" and row["planned"]]
    assert [(row["period"], row["pages"]) for row in ahead] == [("2025-W49", 2)]
    assert told["rejected"] == 0
    assert told["course"]["too_little"]["events"] == 1


def test_the_series_is_written_as_csv_with_rows_of_zeros(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "series.csv"
    [told] = rows(capsys, ledger, "between", "NOR", "MLI", "--by", "month", "--csv", str(file))
    with file.open(encoding="utf-8", newline="") as stored:
        written = list(csv.DictReader(stored))
    assert [(one["period"], one["source"], one["quad_4"]) for one in written] == [
        (row["period"], row["source"], str(row["quads"][3])) for row in told["rows"]
    ]
    assert [one["mean_score"] for one in written] == [
        "" if row["mean_score"] is None else repr(row["mean_score"]) for row in told["rows"]
    ]
    code, _, errors = outcome(capsys, ledger, "between", "NOR", "MLI", "--csv", str(tmp_path / "no" / "series.csv"))
    assert code
    assert "No such file" in errors[0]


def test_a_country_with_itself_is_one_direction(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [told] = rows(capsys, ledger, "between", "MLI", "MLI")
    assert {(row["source"], row["target"]) for row in told["rows"]} == {("MLI", "MLI")}
    assert sum(row["quads"][3] for row in told["rows"]) == 3


def test_a_chart_marks_only_the_lane_that_turned(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn: list[dict[str, Any]] = []

    def svg(made: dict[str, Any]) -> str:
        drawn.append(made)
        return "<svg/>"

    monkeypatch.setattr(charts, "svg", svg)
    _, out, _ = outcome(capsys, ledger, "between", "NOR", "MLI", "--chart", str(tmp_path / "chart.svg"))
    ways = {one["towards"]: bool(one["turns"]) for one in rows(capsys, ledger, "turns", "NOR", "MLI")}
    assert any(line.startswith("NOR <-> MLI: better") for line in out)
    lanes = ["▲ better" in json.dumps(lane, ensure_ascii=False) for lane in drawn[0]["vconcat"][:2]]
    assert lanes == [ways["forward"], ways["backward"]]
    assert not all(lanes)


def test_turns_of_a_pair_are_told_in_three_ways(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = outcome(capsys, ledger, "turns", "NOR", "MLI")
    assert [line.split(":")[0] for line in out if not line.startswith(" ")] == [
        "NOR <-> MLI", "NOR -> MLI", "MLI -> NOR",
    ]  # fmt: skip
    assert out[0].startswith("NOR <-> MLI: better; 2025-")
    assert "  before  6 acts" in out[1]
    found = rows(capsys, ledger, "turns", "NOR", "MLI")
    assert [one["towards"] for one in found] == ["both", "forward", "backward"]


def test_turns_of_all_pairs_are_ranked(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = outcome(capsys, ledger, "turns")
    assert status == 0
    assert [cells(line)[0] for line in out if "<->" in line] == ["MLI"]
    assert "not measured" in "\n".join(out)
    [found] = rows(capsys, ledger, "turns", "--limit", "1")
    assert (found["a"], found["b"], len(found["turns"])) == ("MLI", "NOR", 1)


def test_alignment_by_year_and_before_and_after_a_day(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, ledger, "alignment", "MLI")
    assert [(one["row"], one["partner"], one["period"]["since"]) for one in found] == [
        ("standing", "NOR", "2025-02-10")
    ]
    found = rows(capsys, ledger, "alignment", "MLI", "--day", "2025-07-01")
    assert {(one["kind"], one["verdict"]) for one in found} == {("cooperation", "too few"), ("conflict", "too few")}
    _, out, _ = outcome(capsys, ledger, "alignment", "MLI", "--day", "2025-07")
    assert any(cells(line)[:2] == ["NOR", "Norway"] for line in out if line.strip())


def test_a_change_of_shares_is_in_points_and_none_where_a_share_is_missing(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = outcome(capsys, ledger, "alignment", "MLI", "--day", "2025-03-10")
    shifts = [line.split("  ") for line in out if "cooperation" in line or "conflict" in line]
    cells = [[cell.strip() for cell in line if cell.strip()] for line in shifts]
    whole = [line for line in cells if DASH not in line[2:4]]
    missing = [line for line in cells if DASH in line[2:4]]
    assert whole
    assert missing
    assert all(line[4].endswith(" pp") and line[5].endswith(" pp") for line in whole)
    assert all(line[4:6] == [DASH, DASH] for line in missing)


def test_alignment_tells_of_acts_that_are_in_none_of_its_periods(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vague = act("Norway aided Mali in those years.", "aided", "AID", "2024/2026", NORWAY, MALI)
    known = act("Oslo froze accounts of a gold trader.", "froze", "SANCTION", "2025-06-01", NORWAY, MALI)
    told = [page("Aid", "2026-01-05", "fjord-post", vague), page("Accounts", "2025-06-02", "fjord-post", known)]
    with open_ledger(tmp_path / "vague.sqlite", clock=lambda: "2026-02-01T12:00:00Z") as book:
        book.add_all(told, RUN)
    _, _, err = outcome(capsys, tmp_path / "vague.sqlite", "alignment", "MLI")
    assert "harmattan: not counted: 1 not known to the year" in err
    _, _, err = outcome(capsys, tmp_path / "vague.sqlite", "alignment", "MLI", "--day", "2025-03")
    assert "harmattan: not counted: 1 not known to lie before or after that day" in err
    _, _, err = outcome(capsys, tmp_path / "vague.sqlite", "alignment", "MLI", "--since", "2027")
    assert not any("not counted" in line for line in err)


def test_hotspots_tell_what_rose_and_who_is_new(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, ledger, "hotspots", "--days", "62", "--until", "2026-02-01")
    risen = [one for one in found if one["row"] == "spot" and one["recent"] >= 3]
    assert [(one["name"], one["past"]) for one in risen] == [("Gao, MLI", 0), ("MLI", 0), ("Northern Band", 0)]
    # As large a part of the pages is recent: that more is told may be no more than that more is read.
    assert all(0.9 < one["rose"] < 0.99 and not one["hot"] for one in risen)
    assert [one["key"] for one in found if one["row"] == "armed"] == ["group:northern-band"]
    status, out, _ = outcome(capsys, ledger, "hotspots", "--days", "62", "--until", "2026-02-01")
    assert status == 0
    assert "62 days" in "\n".join(out)
    assert "pages read: 5 recent, 12 past: too few to divide by" in "\n".join(out)


def test_calendar_tells_what_became_of_a_plan(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [(one["day"], one["status"]) for one in rows(capsys, ledger, "calendar")] == [("2025-12-15", "kept")]
    [ahead] = rows(capsys, ledger, "calendar", "actor:NOR", "--today", "2025-12-10")
    assert (ahead["actors"], ahead["announced"]) == (["Norway"], "2025-12-04")
    assert rows(capsys, ledger, "calendar", "actor:FRA") == []
    assert rows(capsys, ledger, "calendar", "--since", "2026") == []


def test_a_calendar_as_of_a_day_looks_from_that_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = act(
        "Norway will visit Mali on 15 December.", "visit", "AGREE", "2025-12-15", NORWAY, MALI,
        factuality=Factuality.PLANNED,
    )  # fmt: skip
    with open_ledger(tmp_path / "then.sqlite", clock=lambda: "2025-12-05T12:00:00Z") as book:
        book.add_all([page("Visit planned", "2025-12-04", "fjord-post", plan)], RUN)
    for line, status in (
        (["as_of:2025-12-10"], "ahead"),
        (["as_of:2025-12"], "unknown"),
        (["as_of:2025-12-10", "--today", "2026-01-01"], "unknown"),
        ([], "unknown"),
    ):
        found = rows(capsys, tmp_path / "then.sqlite", "calendar", *line)
        assert [one["status"] for one in found] == [status], line


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["between", "Mail", "NOR"], 2, "did you mean Mali (MLI)"),
        (["between", "NOR", "MLI", "--since", "2026-02", "--until", "2026-01"], 2, "the period is empty"),
        (["between", "NOR", "MLI", "--since", "2026-01", "--until", "2026-01"], 2, "the period is empty"),
        (["between", "NOR", "MLI", "--since", "soon"], 2, "no day, week, month or year: 'soon'"),
        (["hotspots", "--until", "0001"], 2, "no day, week, month or year: '0001'"),
        (["between", "NOR", "MLI", "--by", "year"], 2, "year"),
        (["between", "NOR", "MLI", "--chart", "a.gif"], 2, "a chart is .svg or .png"),
        (["between", "MLI.MIL", "MLI.MIL"], 2, "with itself is no pair"),
        (["between", "MLI"], 2, "requires an argument"),
        (["turns", "MLI"], 2, "two sides, or none"),
        (["turns", "--limit", "0"], 2, "--limit must be 1 or more"),
        (["alignment", "Nowhereland"], 2, "nobody is known as 'Nowhereland'"),
        (["alignment", "MLI", "--day", "2031"], 2, "does not lie inside the time looked at"),
        (["hotspots", "--days", "0"], 2, "--days goes from 1"),
        (["hotspots", "--since", "2026-03", "--until", "2026-02"], 2, "the period is empty"),
        (["calendar", "actr:NOR"], 2, "'actr:' is no term"),
        (["calendar", "--today", "32"], 2, "no day"),
        (["brief", "NOR", "MLI", "--out", "brief.doc"], 2, "a brief is .md, .html, .pdf"),
        (["brief", "NOR", "MLI", "--out", "/nowhere/at/all.md"], 1, "No such file"),
    ],
)
def test_bad_use_is_one_clear_line(
    arguments: list[str], status: int, said: str, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    got, out, err = outcome(capsys, ledger, *arguments)
    assert (got, out, len(err)) == (status, [], 1)
    assert said in err[0]


@pytest.mark.parametrize(
    "arguments",
    [
        ["between", "FRA", "JPN"],
        ["turns", "--until", "1990"],
        ["alignment", "JPN"],
        ["alignment", "JPN", "--day", "2025"],
        ["hotspots", "--until", "1990"],
        ["calendar", "actor:JPN"],
    ],
)
def test_an_empty_result_is_a_header(arguments: list[str], ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = outcome(capsys, ledger, *arguments)
    lines = [line for line in out if line.strip()]
    assert (status, err) == (0, [])
    assert set(lines[1].strip()) == {"─"}
    assert all(line.startswith("recent:") for line in lines[2:])


def test_one_act_is_said_to_be_too_little(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = outcome(capsys, ledger, "between", "NOR", "MLI", "--since", "2025-02", "--until", "2025-03")
    assert out[-1] == "NOR <-> MLI: too little to say whether it turned: 1 act known, 4 needed"
    _, out, _ = outcome(capsys, ledger, "turns", "FRA", "JPN")
    assert out == ["FRA <-> JPN: no act is known"]


def test_what_is_rejected_is_not_counted_and_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "own.sqlite"
    filled(path).close()
    # The plan for the visit is a report of it too.
    [visit] = rows(capsys, path, "events", "act:CONSULT")
    [plan] = rows(capsys, path, "events", "act:AGREE")
    for report in (visit, plan):
        assert run(["review", "reject", report["id"], "--ledger", str(path)]) == 0
    capsys.readouterr()
    [told] = rows(capsys, path, "between", "NOR", "MLI", "--since", "2025-12", "--until", "2026-01")
    assert (told["rejected"], sum(sum(row["quads"]) for row in told["rows"])) == (1, 0)
    _, _, err = outcome(capsys, path, "brief", "NOR", "MLI")
    assert err == ["harmattan: not counted: 1 rejected"]


def test_the_terminal_obeys_no_word_of_a_page(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["calendar"], ["between", "NOR", "MLI"], ["hotspots", "--until", "2026-02"], ["turns"]):
        assert not {"\x1b", "\u202e"} & set("\n".join(outcome(capsys, ledger, *arguments)[1]))


def test_a_calendar_follows_corrections_of_what_is_due(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "due.sqlite"
    promise = act("Norway agreed with Mali to hold talks.", "agreed", "AGREE", "2025-12-01", NORWAY, MALI)
    with open_ledger(path) as book:
        book.add_all([page("Talks agreed", "2025-12-02", "fjord-post", promise)], RUN)
        [id_] = [event.id for event in book.events()]
    assert rows(capsys, path, "calendar") == []
    [kept] = outcome(capsys, path, "review", "edit", id_, "due=by 2026-05-12")[1]
    assert [(one["day"], one["relation"]) for one in rows(capsys, path, "calendar")] == [("2026-05-12", "by")]
    assert rows(capsys, path, "calendar", "actor:FRA") == []
    assert outcome(capsys, path, "review", "withdraw", kept)[0] == 0
    assert rows(capsys, path, "calendar") == []
    status, _, err = outcome(capsys, path, "review", "edit", id_, "due=about 2026-05-12")
    assert (status, len(err)) == (2, 1)
    assert "'about' goes with no day" in err[0]


def test_a_calendar_has_days_that_are_nobodys_act(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "days.sqlite"
    words = "Norway will hold a referendum on 14 March 2026."
    plan = act(words, "hold", "CONSULT", "2025-12-01", NORWAY, MALI)
    coded = page("A vote", "2025-12-04", "fjord-post", plan)
    at = coded.article.text.index(words)
    sentence = Span(at, at + len(words))
    thing, day = (Span(at + words.index(one), at + words.index(one) + len(one)) for one in ("referendum", "14 March"))
    set_for = Scheduled("referendum", "set", thing, day, sentence, "2026-03-14", "day", "on", "NOR")
    with open_ledger(path, clock=lambda: "2025-12-05T12:00:00Z") as book:
        told = replace(coded, annotations=replace(coded.annotations, scheduled=(set_for,)))
        book.add_all([told], RUN)
        assert book.coded(coded.article.id) == told
        assert book.problems() == []
    [found] = rows(capsys, path, "calendar", "--today", "2026-03-01")
    assert (found["what"], found["words"], found["status"]) == ("Norway: referendum", words, "ahead")
    assert (found["article"], found["act"]) == (coded.article.id, None)
    for line in (["actor:NOR"], ["--since", "2026-03", "--until", "2026-04"], ["due:2026-03"], ["-actor:MLI"]):
        assert len(rows(capsys, path, "calendar", *line, "--today", "2026-03-01")) == 1, line
    for line in (["actor:MLI"], ["--since", "2026-04"], ["act:COERCE"], ["as_of:2025-12-04"], ["-actor:NOR"]):
        assert rows(capsys, path, "calendar", *line, "--today", "2026-03-01") == [], line
    _, out, _ = outcome(capsys, path, "calendar", "--today", "2026-03-01")
    assert any("Norway: referendum" in line for line in out)
