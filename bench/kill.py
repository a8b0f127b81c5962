"""Kills a writing process over and over: ``python bench/kill.py [--times 200] [--seed 7]``.

Each time a process appends pages to one ledger and says so after each; at a random moment it is killed (SIGKILL). At
the end every page that was said to be safe must be there as it was written, nothing may be there twice or in part, and
the ledger must pass its own check. tests/ledger/test_crash.py does the same three times.
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from harmattan.ledger import open_ledger  # noqa: E402
from tests.ledger.build import page  # noqa: E402
from tests.ledger.test_crash import EVENTS, kill_while_it_writes  # noqa: E402


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    moments, began = random.Random(options.seed), time.monotonic()
    safe: list[int] = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ledger.sqlite"
        for kill in range(options.times):
            safe += kill_while_it_writes(file, kill * 100_000, moments.uniform(0.0, 0.4))
        with open_ledger(file) as ledger:
            problems, counts = ledger.problems(), ledger.counts()
            lost = [number for number in safe if ledger.coded(page(number).article.id) != page(number, events=EVENTS)]
    double = counts["events"] != counts["articles"] * EVENTS or counts["codings"] != counts["articles"]
    unsaid = counts["articles"] - len(safe)
    seconds = time.monotonic() - began
    print(
        f"{options.times} kills in {seconds:.0f} s: {len(safe)} pages said to be safe, {len(lost)} of them"
        f" lost or changed; {unsaid} more were safe before it could be said; {'some' if double else 'none'} in part or"
        f" twice; {len(problems)} problems found by the check"
    )
    return int(bool(lost or double or problems or unsaid > options.times or unsaid < 0))


if __name__ == "__main__":
    sys.exit(main())
