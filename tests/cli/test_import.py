"""harmattan import and compare as a user runs them, over rows and a ledger made by hand; all invented."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from harmattan.cli import imports
from harmattan.cli.main import run
from harmattan.ledger import open_ledger
from harmattan.ledger.judgements import made
from harmattan.records import Annotations, Coded
from tests.ledger import build
from tests.ledger.exported import article, event
from tests.ledger.foreign_rows import gdelt_line, ucdp, ucdp_row

QUERY = ("between:NOR,MLI", "when:2026-02", "by:reports")
Outcome = tuple[int, list[str], list[str]]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path, clock=lambda: "2026-02-03T12:00:00Z") as book:
        for number, day in ((1, "2026-02-02"), (2, "2026-02-20")):
            made = event(id=f"ev-{number}", article=f"art-{number}")
            made = replace(made, time=replace(made.time, value=day) if made.time else None)
            book.add(Coded(article(number), Annotations(f"art-{number}", events=(made,))), build.RUN)
    return path


@pytest.fixture
def gdelt(tmp_path: Path) -> Path:
    path = tmp_path / "invented.tsv"
    path.write_bytes(gdelt_line() + b"bad\n" + gdelt_line(GLOBALEVENTID="2", SQLDATE="20260210", EventCode="112"))
    return path


def outcome(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Outcome:
    status = run([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return status, captured.out.splitlines(), captured.err.splitlines()


def test_import_tells_bad_lines_and_adds_a_file_once(
    ledger: Path, gdelt: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("import", gdelt, "--format", "gdelt", "--name", "inv", "--label", "2026-02", "--ledger", ledger)
    status, out, err = outcome(capsys, *command)
    assert (status, out) == (1, ["inv: 2 rows, 0 known already, 1 refused"])
    assert err == [f"harmattan: {gdelt}:2: 1 cells; GDELT 2.0 has 61"]
    status, out, err = outcome(capsys, *command, "--json")
    assert (status, err) == (0, [])
    told = json.loads(out[0])
    assert (told["again"], told["rows"], told["refused"], told["label"]) == (True, 2, 1, "2026-02")


def test_codes_of_states_are_those_of_the_shipped_tables(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ged.csv"
    file.write_bytes(ucdp(ucdp_row(), ucdp_row(id="2", country_id="775", country="Myanmar (Burma)")))
    assert outcome(capsys, "import", file, "--format", "ucdp", "--name", "ged", "--ledger", ledger)[0] == 0
    with open_ledger(ledger) as book:
        assert [row.country for row in book.foreign("ged")] == ["MLI", "MMR"]
        assert book.foreign("ged")[0].actors[0].country == "MLI"


def test_a_file_with_a_line_in_another_encoding_is_read_again_by_that_encoding(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ged.csv"
    odd = ucdp_row(id="2", side_b="Besan\u00e7on militia", source_article="")
    file.write_bytes(ucdp(ucdp_row(), odd).decode().encode("latin-1"))
    command = ("import", file, "--format", "ucdp", "--name", "ged", "--ledger", ledger)
    status, out, _ = outcome(capsys, *command)
    assert (status, out) == (1, ["ged: 1 rows, 0 known already, 1 refused"])
    status, out, _ = outcome(capsys, *command, "--encoding", "latin-1")
    assert (status, out) == (0, ["ged: 1 rows, 1 known already, 0 refused"])
    again = "ged: nothing added; the file was imported before, then 1 rows, 1 known already, 0 refused"
    assert outcome(capsys, *command, "--encoding", "latin-1")[:2] == (0, [again])
    with open_ledger(ledger) as book:
        rows = book.foreign("ged")
        assert ["\u00e7" in str(one) for one in rows] == [False, True]
        assert book.problems() == []


def test_our_export_is_imported_again(ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("plover", "polecat", "gdelt"):
        file = tmp_path / form
        assert outcome(capsys, "export", form, "--ledger", ledger, "--out", file)[0] == 0
        status, out, err = outcome(capsys, "import", file, "--format", form, "--name", form, "--ledger", ledger)
        assert (status, out, err) == (0, [f"{form}: 2 rows, 0 known already, 0 refused"], [])
        status, out, _ = outcome(capsys, "compare", form, "between:NOR,MLI", "by:reports", "--json", "--ledger", ledger)
        found = json.loads(out[0])
        assert (status, found["only_ours"], found["only_theirs"]) == (0, [], [])
        assert [(one["ours"][:4], one["theirs"][:4]) for one in found["matches"]] == [
            ("ev-1", "ev-1"),
            ("ev-2", "ev-2"),
        ]
        assert found["correlations"]["all"] == pytest.approx(1.0)


def test_compare_counts_what_people_judged(ledger: Path, gdelt: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcome(capsys, "import", gdelt, "--format", "gdelt", "--name", "inv", "--ledger", ledger)
    with open_ledger(ledger) as book:
        book.judge(made("reject", "ev-1", (), at="2026-03-01T10:00:00Z", by="ann", reason="no act"))
        book.judge(made("edit", "ev-2", [("type", "ACCUSE")], at="2026-03-01T10:00:00Z", by="ann", reason=""))
    rejected: dict[str, int] = {"rejected in review": 1}
    # The act is told by the other report too.
    for by, left in (("by:reports", rejected), ("by:events", {})):
        query = ("between:NOR,MLI", "when:2026-02", by)
        status, out, _ = outcome(capsys, "compare", "inv", *query, "--json", "--ledger", ledger)
        found = json.loads(out[0])
        assert (status, found["left_ours"], found["matches"]) == (0, left, [])
        assert [(one["id"], one["type"], one["quad"]) for one in found["only_ours"]] == [("ev-2", "ACCUSE", 3)]


def test_compare_as_of_counts_the_acts_and_judgements_of_then(
    tmp_path: Path, gdelt: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, now = tmp_path / "then.sqlite", ["2026-02-03T12:00:00Z"]
    with open_ledger(path, clock=lambda: now[0]) as book:
        for number in (1, 2, 3):
            act = event(id=f"ev-{number}", article=f"art-{number}")
            book.add(Coded(article(number), Annotations(f"art-{number}", events=(act,))), build.RUN)
        book.join()
        now[0] = "2026-02-05T12:00:00Z"
        book.judge(made("split", "ev-1", [("from", "ev-2"), ("from", "ev-3")], at=now[0], by="ann", reason=""))
        book.judge(made("reject", "ev-3", (), at=now[0], by="ann", reason=""))
        book.join()
    outcome(capsys, "import", gdelt, "--format", "gdelt", "--name", "inv", "--ledger", path)
    counts = []
    for line in ((), ("as_of:2026-02-03",)):
        _, out, _ = outcome(capsys, "compare", "inv", "between:NOR,MLI", *line, "--json", "--ledger", path)
        found = json.loads(out[0])
        counts.append((sum(sum(one["ours"]) for one in found["periods"]), found["left_ours"]))
    assert counts == [(2, {}), (1, {})]


def test_compare_counts_whole_periods_and_those_alone_that_were_asked_for(
    ledger: Path, gdelt: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome(capsys, "import", gdelt, "--format", "gdelt", "--name", "inv", "--ledger", ledger)
    for when, unit, counts in (
        ("2026-02-04", "week", {"2026-W06": (1, 1)}),
        ("2026-W06,2026-W08", "week", {"2026-W06": (1, 1), "2026-W08": (1, 0)}),
        ("2026-02-04", "month", {"2026-02": (2, 2)}),
    ):
        query = ("between:NOR,MLI", f"when:{when}", "by:reports", "--unit", unit)
        _, out, _ = outcome(capsys, "compare", "inv", *query, "--json", "--ledger", ledger)
        found = {one["period"]: (sum(one["ours"]), sum(one["theirs"])) for one in json.loads(out[0])["periods"]}
        assert found == counts


def test_only_so_many_bad_lines_are_told_one_by_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "_MOST_TOLD", 3)
    file, book = tmp_path / "f", tmp_path / "l.sqlite"
    file.write_bytes(b"bad\n" * 9 + gdelt_line())
    _, out, err = outcome(capsys, "import", file, "--format", "gdelt", "--name", "inv", "--ledger", book)
    assert out == ["inv: 1 rows, 0 known already, 9 refused"]
    assert (len(err), err[-1]) == (4, "harmattan: 6 more lines refused")


def test_compare_shows_counts_matches_and_what_each_has_alone(
    ledger: Path, gdelt: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome(capsys, "import", gdelt, "--format", "gdelt", "--name", "inv", "--ledger", ledger)
    status, out, err = outcome(capsys, "compare", "inv", *QUERY, "--ledger", ledger)
    assert (status, err) == (0, [])
    text = "\n".join(out)
    assert [line.split() for line in out if line.strip().startswith("2026-W")] == [
        ["2026-W05", *["0/0"] * 5], ["2026-W06", "1/1", "0/0", "0/0", "0/0", "1/1"],
        ["2026-W07", "0/1", "0/0", "0/0", "0/0", "0/1"], ["2026-W08", "1/0", "0/0", "0/0", "0/0", "1/0"],
        ["2026-W09", *["0/0"] * 5],
    ]  # fmt: skip
    assert "the same act in both: 1" in text
    assert "inv alone: 1" in text
    assert "ours alone: 1" in text
    assert [line.split()[:2] for line in out if line.strip().startswith("ev-1")] == [["ev-1", "1"]]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ("compare nothing actor:MLI", "no data set 'nothing'"), ("compare x", "needs a country"),
        ("compare x actor:MLI --days -1", "--days"), ("compare x --nope", "--nope"),
        ("compare x actor:XQX", "is no country"), ("import --nope --format gdelt --name a", "--nope"),
        ("import f --format acled --name a", "acled"), ("import f --format gdelt", "--name"),
    ],
)  # fmt: skip
def test_bad_use_is_one_line(ledger: Path, arguments: str, reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = outcome(capsys, *arguments.split(), "--ledger", ledger)
    assert (status, out, len(err)) == (2, [], 1)
    assert reason in err[0]


def test_a_file_that_cannot_be_used_leaves_no_import(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "f"
    for data, reason in ((b"id,country\n", "no column"), (b"", "is empty"), (b"PK\x03\x04", "damaged zip")):
        file.write_bytes(data)
        status, _, err = outcome(capsys, "import", file, "--format", "ucdp", "--name", "a", "--ledger", ledger)
        assert (status, len(err)) == (1, 1)
        assert reason in err[0]
    assert outcome(capsys, "import", tmp_path / "no", "--format", "ucdp", "--name", "a", "--ledger", ledger)[0] == 1
    with open_ledger(ledger) as book:
        assert book.imports() == []
