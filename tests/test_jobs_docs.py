"""The page of common jobs names commands, options and settings that are there."""

import re
import shlex
from pathlib import Path

import pytest

from harmattan import settings
from harmattan.asking import query
from harmattan.cli.main import run

PAGE = (Path(__file__).parents[1] / "docs" / "jobs.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"(?m)^    harmattan (.+)$", PAGE)
# Verbs with verbs of their own.
GROUPS = ("actors", "review")
TERM = re.compile(r"[a-z]+:\S+")


@pytest.mark.parametrize("command", sorted(set(COMMANDS)))
def test_every_command_is_taken(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = shlex.split(command.split(" > ")[0])
    verb = words[: 2 if words[0] in GROUPS else 1]
    assert run([*verb, "--help"]) == 0
    told = capsys.readouterr().out
    options = [word for word in words if word.startswith("--")]
    assert set(options) <= set(re.findall(r"--[a-z-]+", told))
    query(" ".join(filter(TERM.fullmatch, words)))


def test_every_setting_and_its_default_is_told(tmp_path: Path) -> None:
    rows = dict(re.findall(r"(?m)^\| `(HARMATTAN_\w+)` \| .* \| (.+) \|$", PAGE))
    assert set(rows) == set(re.findall(r"HARMATTAN_[A-Z_]+", settings.load.__doc__ or ""))
    found = settings.load({"HARMATTAN_DATA": str(tmp_path)})
    assert (rows["HARMATTAN_MAX_BYTES"], rows["HARMATTAN_THREADS"]) == (str(found.max_bytes), str(found.threads))
    assert found.ledger == tmp_path / "ledger.sqlite"
