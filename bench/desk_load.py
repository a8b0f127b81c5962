"""Times the desk under readers at once while a watcher writes: python bench/desk_load.py LEDGER [--readers 20].

Each reader asks for a page drawn by lot, waits for the whole answer, looks at it for --think seconds on the average,
and asks for the next. The desk runs as users run it, in processes of its own; another process appends --writes
invented pages a second. The first --warm seconds are not counted. Printed for each kind of page: answers, milliseconds
at the median, 95 % and most, and answers that were no 200.
"""

import argparse
import http.client
import json
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

HOST = "127.0.0.1"
# Longer than any page may take; an answer that takes longer counts as one without.
PATIENCE = 30.0
QUERIES = (
    "", "actor:USA", "actor:RUS recipient:UKR", "place:MLI", "act:COERCE", "quad:4 place:SDN", "between:USA,MLI",
    "actor:FRA by:reports", "when:2024", "status:planned", "actor:CHN act:CONSULT when:2023",
)  # fmt: skip
PAIRS = (("USA", "RUS"), ("USA", "CHN"), ("RUS", "UKR"), ("USA", "MLI"), ("FRA", "NER"), ("ISR", "SYR"), ("KEN", "SOM"))
ACTORS = ("USA", "RUS", "FRA", "MLI", "NER", "UKR", "KEN", "GEO")


@dataclass
class Seen:
    """What readers met, by kind of page: milliseconds, and answers that were no 200."""

    times: dict[str, list[float]] = field(default_factory=dict)
    wrong: dict[str, list[str]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, kind: str, milliseconds: float, status: int, path: str) -> None:
        """Keep one answer."""
        with self.lock:
            self.times.setdefault(kind, []).append(milliseconds)
            if status != 200:
                self.wrong.setdefault(kind, []).append(f"{status} {path}")


def paths(ids: list[str], articles: list[str], rng: random.Random) -> Iterator[tuple[str, str]]:
    """Yield kinds of pages and addresses, as often as readers look at each."""
    makers: tuple[tuple[str, int, Callable[[], str]], ...] = (
        ("today", 2, lambda: "/"),
        ("events", 5, lambda: f"/events?q={quote(rng.choice(QUERIES))}"),
        ("event", 4, lambda: f"/events/{rng.choice(ids)}"),
        ("relationships", 1, lambda: "/relationships"),
        ("relationship", 3, lambda: "/relationships/{}/{}".format(*rng.choice(PAIRS))),
        ("actors", 1, lambda: "/actors"),
        ("actor", 2, lambda: f"/actors/{rng.choice(ACTORS)}"),
        ("map", 2, lambda: f"/map?q={quote(rng.choice(QUERIES))}"),
        ("article", 3, lambda: f"/articles/{rng.choice(articles)}"),
        ("calendar", 1, lambda: "/calendar"),
        ("watch list", 1, lambda: "/watch"),
        ("review", 1, lambda: "/review"),
        ("sources", 1, lambda: "/sources"),
        ("brief", 1, lambda: "/brief/{}/{}".format(*rng.choice(PAIRS))),
        ("data", 1, lambda: "/data"),
        ("codebook", 1, lambda: "/codebook"),
        ("about", 1, lambda: "/about"),
    )
    weights = [weight for _, weight, _ in makers]
    while True:
        kind, _, make = rng.choices(makers, weights)[0]
        yield kind, make()


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader. since, until: the seconds of the clock between which answers count; think: seconds between pages."""

    port: int
    seed: int
    ids: list[str]
    articles: list[str]
    think: float
    since: float
    until: float

    def read(self, seen: Seen) -> None:
        """Ask for page after page."""
        rng = random.Random(self.seed)
        time.sleep(rng.random() * max(self.think, 0.2))
        for kind, path in paths(self.ids, self.articles, rng):
            began = time.monotonic()
            if began > self.until:
                return
            status = fetched(self.port, path)
            if began > self.since:
                seen.add(kind, 1000 * (time.monotonic() - began), status, path)
            if self.think:
                time.sleep(rng.expovariate(1 / self.think))


def fetched(port: int, path: str) -> int:
    """Ask for one page as a browser does; return the status, 0 if there was no answer."""
    connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers={"Accept": "text/html"})
        answer = connection.getresponse()
        answer.read()
        return answer.status
    except OSError:
        return 0
    finally:
        connection.close()


@contextmanager
def served(ledger: Path, port: int) -> Iterator[None]:
    """Run the desk as users do, until it answers, then to the end of the block."""
    program = "from harmattan.cli.main import main; main()"
    told = ["serve", "--ledger", str(ledger), "--port", str(port)]
    process = subprocess.Popen([sys.executable, "-c", program, *told], stderr=subprocess.DEVNULL)
    try:
        while fetched(port, "/static/desk.css") != 200:
            if process.poll() is not None:
                raise SystemExit("the desk did not start")
            time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait()


def write(ledger: Path, each: float, until: float) -> int:
    """Append invented pages to the ledger, some a second; return how many."""
    from bench.make_ledger import LAST, RUN, World, page
    from harmattan.ledger import open_ledger

    world, count = World(int(until)), 0
    with open_ledger(ledger) as book:
        while time.time() < until:
            # Numbers of their own: the ledger's first pages are numbered from 0.
            book.add(page(world, int(time.time() * 1000), LAST), RUN)
            count += 1
            time.sleep(each)
    return count


def examples(port: int) -> tuple[list[str], list[str]]:
    """Return ids of events and articles to look at."""
    connection = http.client.HTTPConnection(HOST, port, timeout=120)
    connection.request("GET", "/events.json?limit=500")
    listed = json.loads(connection.getresponse().read())["events"]
    return [one["id"] for one in listed], sorted({one["doc"] for one in listed})


def report(seen: Seen, seconds: float) -> None:
    """Print the table."""
    print(f"{'page':<14} {'answers':>8} {'median':>8} {'p95':>8} {'most':>8}  not 200")
    every = sorted(one for times in seen.times.values() for one in times)
    for kind, times in [*sorted(seen.times.items()), ("all", every)]:
        ordered = sorted(times)
        at = [ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95)]
        wrong = seen.wrong.get(kind, [])
        told = f"{len(wrong)} {wrong[0]}" if wrong else "0"
        print(f"{kind:<14} {len(ordered):>8,} {at[0]:>8.0f} {at[1]:>8.0f} {ordered[-1]:>8.0f}  {told}")
    print(f"{len(every) / seconds:.1f} pages a second")


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--think", type=float, default=2.0, help="seconds a reader looks at a page, on the average")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--warm", type=float, default=0.0, help="seconds before that, which are not counted")
    parser.add_argument("--writes", type=float, default=0.5, help="pages written a second")
    parser.add_argument("--port", type=int, default=8399)
    parser.add_argument("--only-write", type=float, default=0.0, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.only_write:
        print(write(told.ledger, 1 / told.writes, told.only_write))
        return
    with served(told.ledger, told.port):
        ids, articles = examples(told.port)
        since = time.monotonic() + told.warm
        until = since + told.seconds
        writing = [sys.executable, __file__, str(told.ledger), "--writes", str(told.writes), "--only-write"]
        writer = subprocess.Popen(
            [*writing, str(time.time() + told.warm + told.seconds)], stdout=subprocess.PIPE, text=True
        )
        seen = Seen()
        readers = [
            threading.Thread(target=Reader(told.port, seed, ids, articles, told.think, since, until).read, args=(seen,))
            for seed in range(told.readers)
        ]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        written = writer.communicate()[0].strip() or "0"
    print(f"{told.readers} readers, {told.think:g} s between pages, {written} pages written meanwhile")
    report(seen, told.seconds)


if __name__ == "__main__":
    main()
