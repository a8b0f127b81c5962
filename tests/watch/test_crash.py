"""A watcher that is killed in the middle and begun again reads everything, and nothing twice."""

import subprocess
import sys
import time
from pathlib import Path

from harmattan.ledger import open_ledger
from tests.watch.site import Site, page, rss
from tests.watch.watching import QUICK, watched

ROOT = Path(__file__).parents[2]
PAGES = 40
WATCHER = """
import sys
from harmattan.ledger import open_ledger
from tests.watch.watching import watched
with open_ledger(sys.argv[1]) as book:
    watched(book, [sys.argv[2]])
"""


def test_killed_twice_it_reads_all_and_nothing_twice(site: Site, file: Path) -> None:
    for number in range(1, PAGES + 1):
        site.text(f"/p{number}", page(number))
    site.text("/feed", rss(site.address, range(1, PAGES + 1)))
    site.slow = 0.02
    feed = f"{site.address}/feed"
    for kill in (1, 2):
        command = [sys.executable, "-c", WATCHER, str(file), feed]
        with subprocess.Popen(command, cwd=ROOT) as watcher:
            # Killed when it has asked for some pages more, at whatever it is doing then.
            end = time.monotonic() + 20
            while len(site.paths()) < 10 * kill and time.monotonic() < end:
                time.sleep(0.005)
            watcher.kill()
    with open_ledger(file) as book:
        had = book.counts()["articles"]
        assert 0 < had < PAGES
        done = watched(book, [feed], QUICK)
        assert book.counts()["articles"] == book.counts()["readings"] == PAGES
        assert done.outcomes().count("read") == PAGES - had
        assert book.problems() == []
        (state,) = [one for one in book.sources() if one.watched]
        assert (state.pages, state.waiting) == (PAGES, 0)
    # What was asked for and not kept when it was killed is asked for once more; nothing else is.
    again = [number for number in range(1, PAGES + 1) if site.times(f"/p{number}") > 1]
    assert len(again) <= 2 * 2
