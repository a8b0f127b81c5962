"""harmattan sql as a user runs it."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from harmattan.cli.main import run
from harmattan.ledger import Ledger, open_ledger

NUMBERS = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5) select i from n"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path):
        return path


def outcome(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, list[str], list[str]]:
    status = run(["sql", *map(str, arguments)])
    captured = capsys.readouterr()
    return status, captured.out.splitlines(), captured.err.splitlines()


@pytest.mark.parametrize(
    ("query", "row"),
    [
        ("select 1 as id, 2 as id, 3 as id", {"id": 1, "id_2": 2, "id_3": 3}),
        ("select 1 as id, 2 as id, 3 as id_2", {"id": 1, "id_3": 2, "id_2": 3}),
        ("select 1 as id_2, 2 as id, 3 as id", {"id_2": 1, "id": 2, "id_3": 3}),
        ("select 9e999 as much, -9e999 as little, 1.5 as some", {"much": None, "little": None, "some": 1.5}),
        ("select x'00ff' as raw, null as empty, 'a' as word", {"raw": "2 bytes", "empty": None, "word": "a"}),
    ],
)
def test_every_column_of_a_row_is_in_its_object(
    query: str, row: dict[str, object], ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = outcome(capsys, query, "--json", "--ledger", ledger)
    assert (status, err) == (0, [])
    assert [json.loads(line, parse_constant=pytest.fail) for line in out] == [row]
    assert list(json.loads(out[0])) == list(row)


@pytest.mark.parametrize(
    ("told", "number"),
    [("12", 12), ("12.0000", 12), ("-3", -3), ("0.5", 0.5), ("1e400", None), ("NaN", None), ("-Infinity", None)],
)
def test_a_server_s_exact_number_is_a_number_in_an_object(
    told: str, number: float | None, ledger: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Ledger, "ask", lambda *_, **__: (("total",), [(Decimal(told),)]))
    status, out, err = outcome(capsys, "select sum(1) as total", "--json", "--ledger", ledger)
    assert (status, err, [json.loads(line, parse_constant=pytest.fail) for line in out]) == (0, [], [{"total": number}])


@pytest.mark.parametrize(("limit", "rows", "more"), [(4, 4, True), (5, 5, False), (6, 5, False)])
def test_rows_that_are_left_out_are_told(
    limit: int, rows: int, more: bool, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = outcome(capsys, NUMBERS, "--limit", str(limit), "--json", "--ledger", ledger)
    assert (status, len(out)) == (0, rows)
    assert err == ([f"harmattan: there are more than {limit} rows: raise --limit to see them"] if more else [])


def test_a_table_has_every_column_and_tells_of_more(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, err = outcome(capsys, "select 1 as id, 2 as id union all select 3, 4", "--limit", "1", "--ledger", ledger)
    assert [line.split() for line in out if line.strip() and "─" not in line] == [["id", "id"], ["1", "2"]]
    assert len(err) == 1


@pytest.mark.parametrize("query", ["", " ", "/* nothing */"])
def test_a_question_that_asks_nothing_is_bad_use(query: str, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = "harmattan: nothing is asked: write one SELECT"
    assert outcome(capsys, query, "--ledger", ledger) == (2, [], [told])


def test_a_question_that_takes_too_long_has_failed(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    endless = "with recursive t(n) as (select 1 union all select n + 1 from t) select max(n) from t"
    told = "harmattan: the query took longer than 0.05 s"
    assert outcome(capsys, endless, "--seconds", "0.05", "--ledger", ledger) == (1, [], [told])


@pytest.mark.parametrize("query", ["select cast(x'ff' as text)", "select '\udcff'", "select no_such"])
def test_a_question_that_cannot_be_answered_is_one_line(
    query: str, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = outcome(capsys, query, "--ledger", ledger)
    assert (status, out, len(err)) == (2, [], 1)
    assert "the query cannot be answered" in err[0]
