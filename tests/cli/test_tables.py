"""Tables: nothing that is copied by hand is broken, however narrow the terminal."""

import sys

import pytest

from harmattan.cli.output import table

COLUMNS = ("id", "day", "what", "who", "to whom", "where")
ROW = (
    "ev-d16779f5ce00112233aa",
    "2025-09-15",
    "REQUEST/yield",
    "Government of Norland (invented)",
    "Government of Sudland; Armed forces of Sudland (invented)",
    "",
)


def narrow(monkeypatch: pytest.MonkeyPatch, width: int = 80) -> None:
    """Make standard output a terminal so wide; in a test itself, since each part of one has its own output."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm")


def test_where_a_row_has_no_room_each_column_has_a_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    narrow(monkeypatch)
    table(COLUMNS, [ROW, ROW])
    lines = capsys.readouterr().out.split("\n")
    assert max(map(len, lines)) <= 80
    assert [line.split()[-1] for line in lines[:3]] == list(ROW[:3])
    assert sum(ROW[0] in line for line in lines) == 2
    assert not any(line.startswith("where") for line in lines)  # tells nothing
    assert "" in lines[1:-1]  # a blank line between the two


def test_where_it_has_room_a_row_is_a_row(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    narrow(monkeypatch)
    table(("id", "day", "who"), [(*ROW[:2], ROW[3])])
    assert any(ROW[0] in line and ROW[1] in line for line in capsys.readouterr().out.split("\n"))


def test_an_empty_table_is_its_header(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    narrow(monkeypatch)
    table(COLUMNS, [])
    assert "to whom" in capsys.readouterr().out


def test_a_pipe_gets_rows_whole_ids_and_all(capsys: pytest.CaptureFixture[str]) -> None:
    table(COLUMNS, [(*ROW[:3], ROW[3] * 6, ROW[4] * 4, "somewhere")])
    assert any(all(part in line for part in ROW[:3]) for line in capsys.readouterr().out.split("\n"))


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        (COLUMNS, ROW),
        (("period", *(f"quad {n}" for n in range(1, 5)), "all"), ("2025-W02", "4848", "0", "12", "123456", "9")),
        (("a", "b", "c"), ("123456", "ev-d16779f5ce00112233aa", "2025-09-15")),
        (
            ("id", "published", "title", "from"),
            ("art-b8962dc8d8434cf50b", "2026-01-02", "政府代表団は月曜日に首都を訪問", "example.cn"),
        ),
    ],
)
def test_no_width_cuts_an_id_or_a_number(
    columns: tuple[str, ...], row: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for width in range(40, 170):
        narrow(monkeypatch, width)
        table(columns, [row])
        told = capsys.readouterr().out
        assert all(cell in told for cell in row if " " not in cell and cell.isascii()), width
