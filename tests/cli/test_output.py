"""Standard output that cannot be written to, or not with every letter: as a user's shell gives it."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from harmattan.cli import output
from harmattan.ledger import open_ledger
from harmattan.records import Annotations, Coded
from tests.ledger import build
from tests.ledger.exported import ENVOY, article, event

ROOT = Path(__file__).parents[2]
MAIN = [sys.executable, "-c", "from harmattan.cli.main import main; main()"]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path) as book:
        act = event(actors=(replace(ENVOY, name="Noël Škoda"),))
        book.add(Coded(article(), Annotations("art-1", events=(act,))), build.RUN)
    return path


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", [("events",), ("events", "--json"), ("export", "csv"), ("--help",)])
def test_a_full_disk_is_one_line(command: tuple[str, ...], ledger: Path) -> None:
    # What is left in the buffer of a pipe is written last: not where everything is written at once.
    environment = {**os.environ, "HARMATTAN_LEDGER": str(ledger)}
    environment.pop("PYTHONUNBUFFERED", None)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*MAIN, *command], cwd=ROOT, env=environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    told = "harmattan: cannot write the output: No space left on device\n"
    assert (done.returncode, done.stderr) == (1, told)


@pytest.mark.parametrize(("option", "written"), [((), "No\\xebl \\u0160koda"), (("--json",), "No\\u00ebl \\u0160koda")])
def test_letters_that_the_terminal_lacks_are_escaped(option: tuple[str, ...], written: str, ledger: Path) -> None:
    environment = {**os.environ, "HARMATTAN_LEDGER": str(ledger), "PYTHONIOENCODING": "ascii"}
    command = [*MAIN, "show", "ev-1", *option]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert written in done.stdout


def test_one_thing_is_told_in_the_singular() -> None:
    assert [output.counted(count, "report") for count in (0, 1, 1200)] == ["0 reports", "1 report", "1,200 reports"]
