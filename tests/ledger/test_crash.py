"""A killed or rival writer leaves the ledger whole."""

import random
import subprocess
import sys
import time
from pathlib import Path

from harmattan.ledger import open_ledger
from tests.ledger.build import page

ROOT = Path(__file__).parents[2]
EVENTS = 12
# Writes pages first, first + 1, ... of 12 events each and says so after each one is safe.
WRITER = f"""
import sys
from itertools import count, islice
from harmattan.ledger import open_ledger
from tests.ledger.build import RUN, page
file, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with open_ledger(file) as ledger:
    for number in range(first, last):
        ledger.add(page(number, events={EVENTS}), RUN)
        print(number, flush=True)
"""


def _writer(file: Path, first: int, last: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(file), str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def kill_while_it_writes(file: Path, first: int, seconds: float) -> list[int]:
    """Return the numbers of the pages that the writer said were safe."""
    with _writer(file, first, first + 100_000) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline()]
        time.sleep(seconds)
        writer.kill()
        said += writer.stdout.readlines()
    return [int(line) for line in said if line.endswith("\n")]


def test_a_killed_writer_loses_nothing_it_called_safe_and_leaves_nothing_half_written(file: Path) -> None:
    moments = random.Random(7)
    safe: list[int] = []
    for kill in range(3):
        safe += kill_while_it_writes(file, kill * 100_000, moments.uniform(0.01, 0.3))
    with open_ledger(file) as ledger:
        assert ledger.problems() == []
        for number in safe:
            expected = page(number, events=EVENTS)
            assert ledger.coded(expected.article.id) == expected
        counts = ledger.counts()
    # One page may have been safe before the writer could say so, for each kill.
    assert len(safe) <= counts["articles"] <= len(safe) + 3
    assert counts["events"] == counts["articles"] * EVENTS
    assert counts["codings"] == counts["articles"]


def test_two_writers_and_a_reader_at_once(file: Path) -> None:
    """Both make the file, and both write pages 10 .. 19."""
    with _writer(file, 0, 20) as one, _writer(file, 10, 30) as two, open_ledger(file) as ledger:
        while one.poll() is None or two.poll() is None:
            assert ledger.counts()["events"] % EVENTS == 0
            time.sleep(0.005)
        assert (one.returncode, two.returncode) == (0, 0)
        assert ledger.counts()["articles"] == 30
        assert ledger.counts()["events"] == 30 * EVENTS
        assert ledger.counts()["runs"] == 1
        assert ledger.problems() == []
