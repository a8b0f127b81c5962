"""``harmattan watch`` and ``sources`` as a user runs them, against a site served here. All pages are invented."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from harmattan.ledger import Ledger, open_ledger
from harmattan.ledger.watching import Fetch, Outcome
from tests.cli.test_cli import outcome
from tests.watch.site import Site, rss, served
from tests.watch.watching import RUN

ROOT = Path(__file__).parents[2]
STORY = """<html><head><title>Norland expels envoy</title></head><body><article><h1>Norland expels envoy {}</h1>
<p>Norland's government expelled the Danish ambassador on Monday, accusing Copenhagen of interference in its affairs.
The foreign ministry said that the envoy had been given 72 hours to leave the country with his family.</p>
<p>It gave no further detail, and the embassy declined to comment when it was reached late on Monday evening. Relations
between the two countries have been strained for more than a year, and trade between them has fallen by half.</p>
</article></body></html>"""


@pytest.fixture
def feed() -> Iterator[tuple[Site, str]]:
    with served() as site:
        for number in (1, 2):
            site.text(f"/p{number}", STORY.format(number))
        site.text("/feed", rss(site.address, range(1, 4)))
        yield site, f"{site.address}/feed"


def test_one_pass_and_what_it_left(feed: tuple[Site, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site, address = feed
    listed, book = tmp_path / "sources.txt", tmp_path / "ledger.sqlite"
    listed.write_text(f"# mine\n{address}\n", encoding="utf-8")
    given = ("--once", "--delay", "0", "--allow-private", "--ledger", book, "--contact", "desk@paper.example")
    status, out, err = outcome(capsys, "watch", listed, *given)
    assert (status, out) == (0, [])
    assert any("feed" in line and "2" in line for line in err)
    assert "(news reader; desk@paper.example)" in site.asked[0].headers["User-Agent"]
    status, out, _ = outcome(capsys, "watch", address, *given, "--json")
    assert (status, [json.loads(line)["outcome"] for line in out]) == (0, ["listed"])
    _, out, _ = outcome(capsys, "articles", "expelled", "--ledger", book, "--json")
    assert {json.loads(line)["published"] for line in out} == {"2026-03-03"}, "as the feed says"
    _, out, _ = outcome(capsys, "sources", "--ledger", book, "--json")
    watched, outlet = map(json.loads, out)
    assert (watched["name"], watched["kind"], watched["pages"], watched["quarantined"]) == (address, "feed", 2, 1)
    assert watched["refused"] == {"the server answered 404": 1}
    assert watched["new"]
    assert watched["held"][0]["address"].endswith("/p3")
    assert (outlet["name"], outlet["kind"], outlet["pages"]) == ("127.0.0.1", "site", 2)
    text = "\n".join(outcome(capsys, "sources", "/feed", "--ledger", book)[1])
    assert "1 x the server answered 404" in text
    assert "p3: the server answered 404; next try" in text
    assert len(outcome(capsys, "sources", "--ledger", book)[1]) >= 4


def test_sources_as_json_ask_for_the_quarantine_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked for source by source, a thousand of them took minutes."""
    book = tmp_path / "ledger.sqlite"
    with open_ledger(book) as ledger:
        for name in ("a", "b"):
            source = f"https://{name}.example/feed"
            ledger.watching.page(Fetch(source, source, "", Outcome.FAILED, "down", next_try="2026-03-05"), RUN)
    monkeypatch.delattr(Ledger, "held")
    _, out, _ = outcome(capsys, "sources", "--ledger", book, "--json")
    assert [[one["reason"] for one in json.loads(line)["held"]] for line in out] == [["down"], ["down"]]


def test_an_article_names_its_versions(
    feed: tuple[Site, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site, _ = feed
    book, address = tmp_path / "ledger.sqlite", f"{site.address}/p1"
    given = (address, "--once", "--delay", "0", "--allow-private", "--ledger", book, "--json")
    first = json.loads(outcome(capsys, "watch", *given)[1][0])["article"]
    site.text("/p1", STORY.format("again"))
    second = json.loads(outcome(capsys, "watch", *given)[1][0])["article"]
    text = "\n".join(outcome(capsys, "show", second, "--ledger", book)[1])
    assert "2 versions at this address" in text
    assert f"{second}  read" in text
    told = json.loads(outcome(capsys, "show", first, "--ledger", book, "--json")[1][0])
    assert [one["article"] for one in told["versions"]] == [first, second]
    assert told["copies"] == []


def test_a_source_that_gives_nothing_is_told(
    feed: tuple[Site, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site, _ = feed
    given = ("--once", "--allow-private", "--ledger", tmp_path / "ledger.sqlite", "--json")
    status, out, (err,) = outcome(capsys, "watch", f"{site.address}/gone", *given)
    assert (status, len(out)) == (1, 1)
    assert err == f"harmattan: {site.address}/gone: the server answered 404"


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        (("nothing.txt",), "neither an address nor a file"),
        (("ftp://news.example/",), "no http or https address"),
        (("http://news.example/", "--every", "soon"), "--every is no time"),
        (("http://news.example/", "--once", "--every", "soon"), "--every is no time"),
        (("http://news.example/", "--for", "0s"), "--for is no time"),
        (("http://news.example/", "--most", "0"), "--most is below 1"),
        (("http://news.example/", "--since", "2026"), "--since is no ISO day"),
        (("http://news.example/", "--contact", "a b"), "--contact is"),
    ],
)
def test_bad_use_is_told(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], wrong: str) -> None:
    status, out, (err,) = outcome(capsys, "watch", *arguments)
    assert (status, out) == (2, [])
    assert wrong in err


def test_a_signal_ends_it_cleanly(feed: tuple[Site, str], tmp_path: Path) -> None:
    site, address = feed
    arguments = ["watch", address, "--allow-private", "--delay", "0", "--ledger", str(tmp_path / "ledger.sqlite")]
    code = "from harmattan.cli.main import main; main()"
    command = [sys.executable, "-c", code, *arguments]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ, stderr=subprocess.PIPE, text=True) as watcher:
        end = time.monotonic() + 30
        while site.times("/p2") == 0 and time.monotonic() < end:
            time.sleep(0.02)
        watcher.send_signal(signal.SIGINT)
        _, err = watcher.communicate(timeout=30)
    assert watcher.returncode == 0
    assert "source" in err
    assert "Traceback" not in err
