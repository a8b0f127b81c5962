"""The gate cannot slide."""

import json
from pathlib import Path

import pytest

from bench import gate

PINNED = {"data_sha256": "x", "floors": {"mode": 0.5, "context": 0.4}}


@pytest.fixture(autouse=True)
def floors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "floors.json"
    path.write_text(json.dumps(PINNED))
    monkeypatch.setattr(gate, "FLOORS", path)
    return path


def test_a_missed_floor_is_told() -> None:
    assert gate.problems(PINNED, {"mode": 0.45, "context": 0.4}, "x") == ["mode 0.450 is under its floor 0.500"]


def test_rounding_is_no_miss() -> None:
    assert gate.problems(PINNED, {"mode": 0.495, "context": 0.4}, "x") == []


def test_other_data_is_told() -> None:
    assert len(gate.problems(PINNED, {"mode": 0.9, "context": 0.9}, "y")) == 1


def test_a_floor_is_not_lowered_without_a_decision(floors: Path, tmp_path: Path) -> None:
    figures = {"mode": 0.4, "context": 0.6}
    assert gate.update(PINNED, figures, "x", None)
    assert gate.update(PINNED, figures, "x", tmp_path / "no-such-decision.md")
    assert json.loads(floors.read_text()) == PINNED


def test_floors_rise_freely_and_fall_with_a_decision(floors: Path, tmp_path: Path) -> None:
    assert gate.update(PINNED, {"mode": 0.6, "context": 0.4}, "z", None) == []
    assert json.loads(floors.read_text()) == {"data_sha256": "z", "floors": {"mode": 0.6, "context": 0.4}}
    decision = tmp_path / "0009-lower.md"
    decision.write_text("why")
    assert gate.update(PINNED, {"mode": 0.1, "context": 0.4}, "x", decision) == []


def test_floors_may_be_raised_alone() -> None:
    assert gate.higher(PINNED, {"mode": 0.495, "context": 0.7}) == {"mode": 0.5, "context": 0.7}
