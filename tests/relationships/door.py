"""The command line over a ledger, as tests of it ask."""

import json
from pathlib import Path
from typing import Any

import pytest

from harmattan.cli.main import run

Outcome = tuple[int, list[str], list[str]]


def outcome(capsys: pytest.CaptureFixture[str], ledger: Path, *arguments: str) -> Outcome:
    """Return the exit status and the lines of both outputs."""
    status = run([*arguments, "--ledger", str(ledger)])
    captured = capsys.readouterr()
    return status, captured.out.splitlines(), captured.err.splitlines()


def rows(capsys: pytest.CaptureFixture[str], ledger: Path, *arguments: str) -> list[Any]:
    """Return the values that a command prints as JSON lines."""
    status, out, _ = outcome(capsys, ledger, *arguments, "--json")
    assert status == 0
    return [json.loads(line) for line in out]
