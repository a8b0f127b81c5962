"""Measures the reading of a web archive: python -m bench.warc [--pages N] [--coded N].

Writes archives of invented pages, all different, and reads each as `harmattan read` does: parsed in a process of its
own, both on one core where the system lets one be chosen. Printed are pages a second, the largest memory of each
process at a tenth of the pages and at all of them (flat: the same), and the speed with coding on a sample.
"""

import argparse
import gzip
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

from harmattan.flow import Flow
from harmattan.read.inputs import Reading, articles
from harmattan.read.worker import Worker
from harmattan.records import Refusal
from harmattan.settings import load

_WHO = (
    "The minister",
    "The army",
    "The president",
    "The envoy",
    "A spokesman",
    "The opposition",
    "The union",
    "The mayor",
)
_DID = ("met", "criticised", "praised", "warned", "visited", "accused", "thanked", "called")
_WHOM = ("the governor", "the delegation", "the rebels", "the neighbours", "the council", "the miners", "the bank")
_WHERE = ("Arborville", "Lower Tessa", "Quarrytown", "Port Amrin", "Velde", "Oum Kara", "Sant Orell")
_ASIDE = ("after talks on water", "as rain fell", "for the second time", "over the price of grain", "before the vote")
_MENU = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("world", "politics", "sport", "weather", "radio"))
# A page of a news site has 20 to 40 such paragraphs' weight of markup around it; these are the small ones.
_PARAGRAPHS = (4, 9)


def page(random: Random, number: int) -> str:
    """Return an invented page with metadata, a menu and a few paragraphs of its own."""
    title = f"{_sentence(random)[:-1]} ({number})"
    body = "".join(
        f"<p>{' '.join(_sentence(random) for _ in range(3))}</p>" for _ in range(random.randint(*_PARAGRAPHS))
    )
    day = f"2026-{random.randint(1, 12):02}-{random.randint(1, 28):02}T{random.randint(0, 23):02}:00:00+01:00"
    head = f"<title>{title} | Invented Post</title><meta property='article:published_time' content='{day}'>"
    foot = "<footer><p>Invented Post, all rights reserved</p></footer>"
    main = f"<main><article><h1>{title}</h1>{body}</article></main>"
    return f"<html lang=en><head>{head}</head><body><nav><ul>{_MENU}</ul></nav>{main}{foot}</body></html>"


def _sentence(random: Random) -> str:
    parts = (random.choice(words) for words in (_WHO, _DID, _WHOM))
    return f"{' '.join(parts)} in {random.choice(_WHERE)} {random.choice(_ASIDE)} on day {random.randint(1, 999)}."


def write_archive(path: Path, count: int) -> None:
    """Write a WARC of count pages, each record packed by itself as crawlers do."""
    random = Random(2026)
    with path.open("wb") as stream:
        for number in range(count):
            stream.write(gzip.compress(_record(page(random, number), number), 1))


def _record(html: str, number: int) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html.encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://invented.example/{number}\r\n"
        f"WARC-Date: 2026-11-28T00:00:00Z\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def read_archive(path: Path) -> tuple[int, int, float]:
    """Return how many articles and refusals an archive gives, and the seconds from the first page on."""
    kept = refused = 0
    with closing(Worker()) as worker:
        found = articles(str(path), Reading(), worker.read, lambda: "2026-11-28T00:00:00Z")
        next(found)
        started = time.perf_counter()
        for one in found:
            kept, refused = kept + (not isinstance(one, Refusal)), refused + isinstance(one, Refusal)
        return kept + 1, refused, time.perf_counter() - started


def _measured(path: Path) -> None:
    """Print one line for one archive; run in a process of its own, whose memory it tells."""
    kept, refused, seconds = read_archive(path)
    own, worker = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"{kept} pages, {refused} refused: {kept / seconds:.0f} pages/s; {own:.0f} MB, worker {worker:.0f} MB")


def _coded(path: Path, count: int) -> Iterator[str]:
    flow = Flow.load(load())
    found = flow.read([str(path)])
    next(found)
    started = time.perf_counter()
    done = [item for _, item in zip(range(count), found, strict=False)]
    yield f"with coding: {len(done) / (time.perf_counter() - started):.1f} pages/s on {len(done)} pages"


def main() -> None:
    """Print a line for each archive and one with coding."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--coded", type=int, default=200)
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    if options.one:
        _measured(options.one)
        return
    with tempfile.TemporaryDirectory() as folder:
        for count in (options.pages // 10, options.pages):
            path = Path(folder) / f"{count}.warc.gz"
            write_archive(path, count)
            subprocess.run([sys.executable, "-m", "bench.warc", "--one", str(path)], check=True)
        print(*_coded(path, options.coded), sep="\n")


if __name__ == "__main__":
    main()
