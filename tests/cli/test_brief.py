"""Briefs and charts of a pair as a user has them written; no word of a page becomes markup."""

import sys
from pathlib import Path

import pytest

from tests.relationships.door import outcome, rows
from tests.relationships.ledgers import filled


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "ledger.sqlite"
    filled(path).close()
    return path


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HARMATTAN_DATA", str(tmp_path))


def test_a_brief_cites_the_words_of_every_event(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [told] = rows(capsys, ledger, "brief", "NOR", "MLI")
    notes = {note["event"]: note for note in told["notes"]}
    sentences = [one for section in told["sections"] for one in section["sentences"]]
    assert all(id_ in notes and notes[id_]["words"] for one in sentences for id_ in one["events"])
    headings = [section["heading"] for section in told["sections"]]
    assert {"In short", "Turning points", "Announced"} <= set(headings)
    announced = next(section for section in told["sections"] if section["heading"] == "Announced")
    assert "this was kept: on 15 December 2025, Norway" in announced["sentences"][0]["text"]


def test_a_brief_of_nothing_says_so(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = outcome(capsys, ledger, "brief", "FRA", "JPN")
    assert status == 0
    assert "the pages read tell of no act between France and Japan." in "\n".join(out)


def test_words_of_a_page_are_inert_in_markdown(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = "\n".join(outcome(capsys, ledger, "brief", "NOR", "MLI")[1])
    assert "\\<script\\>alert(1)\\</script\\> \\#panic" in told
    assert "<script" not in told.replace("\\<", "")
    assert not {"\x1b", "\u202e"} & set(told)


def test_words_of_a_page_are_inert_in_html(ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "brief.html"
    assert outcome(capsys, ledger, "brief", "NOR", "MLI", "--out", str(out)) == (0, [], [])
    told = out.read_text(encoding="utf-8")
    assert told.startswith("<!doctype html>")
    assert "&lt;script&gt;alert(1)" in told
    assert "<script" not in told
    assert "\x1b" not in told
    # A direction that a page turns ends with its words.
    assert told.count("\u202e") == told.count("\u202c") > 0
    assert '<img src="data:image/svg+xml;base64,' in told


def test_words_of_a_page_are_inert_in_pdf(ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "brief.pdf"
    # Typst would fail on "#panic" and on "$x" if it read them as markup.
    assert outcome(capsys, ledger, "brief", "NOR", "MLI", "--out", str(out)) == (0, [], [])
    assert out.read_bytes().startswith(b"%PDF-")


def test_a_chart_is_drawn_as_svg_and_png(ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    svg, png = tmp_path / "a.svg", tmp_path / "a.PNG"
    assert outcome(capsys, ledger, "between", "NOR", "MLI", "--chart", str(svg))[0] == 0
    assert outcome(capsys, ledger, "between", "NOR", "MLI", "--chart", str(png))[0] == 0
    assert all(words in svg.read_text(encoding="utf-8") for words in ("Norway → Mali", "Mali → Norway", "Pages read"))
    assert png.read_bytes().startswith(b"\x89PNG")
    status, _, err = outcome(capsys, ledger, "between", "FRA", "JPN", "--chart", str(tmp_path / "no.svg"))
    assert status == 0
    assert err[0].startswith("harmattan: there is no act to draw")
    assert not (tmp_path / "no.svg").exists()


def test_what_is_not_installed_is_told(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    monkeypatch.setitem(sys.modules, "typst", None)
    status, _, err = outcome(capsys, ledger, "between", "NOR", "MLI", "--chart", str(tmp_path / "a.svg"))
    assert (status, "harmattan[charts]" in err[0]) == (2, True)
    status, _, err = outcome(capsys, ledger, "brief", "NOR", "MLI", "--out", str(tmp_path / "a.html"))
    assert (status, "the brief has no chart" in err[0]) == (0, True)
    assert "<img" not in (tmp_path / "a.html").read_text(encoding="utf-8")
    status, _, err = outcome(capsys, ledger, "brief", "NOR", "MLI", "--out", str(tmp_path / "a.pdf"))
    assert (status, "harmattan[brief]" in err[-1]) == (2, True)
