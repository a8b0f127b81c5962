"""The front page: new acts, courses, corrections, new outlets, and the visit that a browser remembers."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import pytest
from litestar.testing import TestClient

from harmattan.desk import app, door, visits
from harmattan.ids import make_id
from harmattan.ledger import Ledger, open_ledger
from harmattan.records import Coded, Judgement, Told
from tests.desk.desk import CLOCK, HTML, Client, desk, empty, seen
from tests.ledger.build import RUN
from tests.relationships.ledgers import HOSTILE, PEACE, pages

LONG_AGO = "2026-01-01T00:00:00Z"
NOW = "2026-02-03T11:00:00Z"
SINCE = "2026-02-01"


class Times:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = LONG_AGO

    def __call__(self) -> str:
        return self.now


def dated(one: Coded) -> str:
    return one.article.published.value if one.article.published else ""


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    """The quarrel of Norway and Mali is long known; the peace and the raids were read today."""
    times = Times()
    with open_ledger(tmp_path / "ledger.sqlite", clock=times) as opened:
        told = pages()
        opened.add_all([one for one in told if dated(one) < "2025-06"], RUN)
        opened.join()
        times.now = NOW
        opened.add_all([one for one in told if dated(one) >= "2025-06"], RUN)
        opened.join()
        yield opened


def whole(client: Client, path: str = f"/index.json?since={SINCE}") -> dict[str, Any]:
    """Ask until nothing is looked for any more."""
    for _ in range(100):
        found: dict[str, Any] = client.get(path).json()
        if not found["looking"]:
            return found
        time.sleep(0.05)
    raise AssertionError("still looking after five seconds")


def test_a_course_that_the_new_acts_changed_is_told_with_the_words_that_carry_it(client: Client) -> None:
    found = whole(client)
    [turned] = [one for one in found["courses"] if one["course"] in ("better", "worse")]
    assert (turned["a"], turned["b"], turned["course"], turned["first"]) == ("MLI", "NOR", "better", False)
    assert "2025-05-26" < turned["day"] <= "2025-09-01"
    assert turned["events"]
    page = client.get(f"/?since={SINCE}", headers=HTML).text
    assert set(turned["quotes"]) <= {words for *_, words in PEACE}
    assert turned["quotes"][0] in "".join(seen(page).text)
    assert f"/events/{turned['events'][0]['id']}" in seen(page).links
    # Its interval is told as the page of the relationship tells it, up to the last day that it may lie on.
    pair = " ".join("".join(seen(client.get("/relationships/MLI/NOR", headers=HTML).text).text).split())
    told = re.search(r"turn lies between (\S+) and (\S+) ?,", pair)
    assert told
    assert f"between {told[1]} and {told[2]};" in turned["why"][0]


def test_what_is_stamped_in_the_second_of_a_visit_and_comes_after_it_is_new_at_the_next(tmp_path: Path) -> None:
    told, times = pages(), Times()
    times.now = "2026-02-03T11:00:59Z"
    with open_ledger(tmp_path / "l.sqlite", clock=times) as book:
        book.add_all(told[:6], RUN)
        made = app.made(door.opened(book, tmp_path, clock=times, patience=100))
        with TestClient(made, base_url="http://127.0.0.1:8321") as client:
            until = whole(client, "/index.json")["until"]
            client.get("/", headers=HTML)
            book.add_all(told[6:9], RUN)
            times.now = "2026-02-03T12:00:00Z"
            assert whole(client, f"/index.json?since={until}")["new_acts"] >= 3
            assert whole(client, "/index.json")["new_acts"] >= 3


def test_a_turn_known_before_is_no_news(book: Ledger, tmp_path: Path) -> None:
    with desk(book, tmp_path) as client:
        found = whole(client, "/index.json?since=2026-02-03T11:30:00Z")
        assert (found["new_acts"], found["courses"], found["relationships"]) == (0, [], [])
        assert "Nothing turned" in client.get("/?since=2026-02-03T11:30:00Z", headers=HTML).text


def test_new_acts_are_grouped_by_relationship_and_known_ones_left_out(client: Client) -> None:
    found = whole(client)
    assert [(one["a"], one["b"]) for one in found["relationships"]] == [("MLI", "NOR")]
    # Five of the peace, and the visit with its plan; the quarrel was known. Beside them three raids.
    assert found["relationships"][0]["acts"] == 6
    assert found["new_acts"] == 9


def test_outlets_never_read_before_are_named(book: Ledger, tmp_path: Path) -> None:
    told = pages()[0]
    article = replace(told.article, id=make_id("art", ["x"]), site=Told("Bay Crier", "given"))
    events = tuple(replace(one, id=make_id("ev", ["x", one.id]), article=article.id) for one in told.annotations.events)
    book.add(Coded(article, replace(told.annotations, article=article.id, events=events)), RUN)
    with desk(book, tmp_path) as client:
        assert whole(client)["new_sources"] == [{"outlet": "Bay Crier", "articles": 1}]
        assert "looks like an escalation" in client.get(f"/?since={SINCE}", headers=HTML).text


def test_what_was_said_at_once_of_an_act_is_one_correction(book: Ledger, tmp_path: Path) -> None:
    one, _ = (event for event in book.events(limit=100) if event.type == "COERCE")
    kept = book.reject_act(Judgement("j-1", "2026-02-03T11:30:00Z", "Ann", "reject", one.id, (), "no seizure"))
    back = [Judgement(f"j-{id_}", "2026-02-03T11:40:00Z", "Ann", "withdraw", id_) for id_ in kept]
    book.judge_all(back)
    with desk(book, tmp_path) as client:
        told = whole(client)["corrections"]
    assert [(row["said"], row["event"]) for row in told] == [
        ("withdraw 2 reports of one act", one.id),
        ("reject 2 reports of one act", one.id),
    ]


def test_judgements_are_told_as_corrections(book: Ledger, tmp_path: Path) -> None:
    event = book.events(limit=1)[0]
    book.judge(Judgement("j-1", "2026-02-03T11:30:00Z", "Ann", "reject", event.id, (), "no such raid"))
    with desk(book, tmp_path) as client:
        [told] = whole(client)["corrections"]
        assert (told["what"], told["said"], told["event"], told["reason"]) == (
            "judged", "reject", event.id, "no such raid",
        )  # fmt: skip


def test_an_event_that_a_newer_coding_drops_is_a_correction(book: Ledger, tmp_path: Path) -> None:
    old = next(one for one in pages() if dated(one) < "2025-06")
    book.add(replace(old, annotations=replace(old.annotations, events=())), replace(RUN, id="run-2"))
    with desk(book, tmp_path) as client:
        told = whole(client)["corrections"]
    assert [(one["what"], one["event"]) for one in told] == [("dropped", old.annotations.events[0].id)]


def test_hostile_words_stay_words(client: Client) -> None:
    whole(client)
    page = client.get(f"/?since={SINCE}", headers=HTML)
    assert "<script>alert(1)" not in page.text
    assert seen(page.text).tags.count("script") == 1
    assert "style" not in seen(page.text).attributes


def test_the_feed_is_sound_and_holds_the_turn(client: Client) -> None:
    whole(client)
    answer = client.get(f"/index.atom?since={SINCE}")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert feed.entries[0].id.startswith("tag:harmattan.invalid,2026:turn:MLI:NOR:")
    assert len({one.id for one in feed.entries}) == len(feed.entries)
    assert all(one.link.startswith("http://127.0.0.1:8321/") for one in feed.entries)
    assert {one.updated for one in feed.entries[1:]} == {"2026-02-03T11:00:00+00:00"}
    assert not any("alert(1)</script" in one.content[0].value for one in feed.entries)


def test_the_links_of_the_page_to_events_lead_somewhere(client: Client) -> None:
    whole(client)
    links = {one for one in seen(client.get(f"/?since={SINCE}", headers=HTML).text).links if one.startswith("/events")}
    assert links
    for link in links:
        assert client.get(link, headers=HTML).status_code == 200, link


def test_an_empty_ledger_says_how_to_begin(tmp_path: Path) -> None:
    with empty(tmp_path) as client:
        text = client.get("/", headers=HTML).text
    for command in ("harmattan read", "harmattan watch", "harmattan demo"):
        assert command in text


def test_what_is_no_moment_is_one_clear_line(client: Client) -> None:
    answer = client.get("/index.json?since=yesterday")
    assert answer.status_code == 400
    assert "'yesterday' is no day or moment" in answer.json()["detail"]


def test_a_browser_is_remembered_by_a_cookie_that_no_script_reads(client: Client) -> None:
    told = client.get("/", headers=HTML).headers["set-cookie"]
    assert visits.NAME in told
    assert "HttpOnly" in told
    assert "SameSite=lax" in told
    assert "harmattan_visit" not in client.get("/index.json").headers.get("set-cookie", "")


@pytest.mark.parametrize(
    ("cookie", "last", "kept"),
    [
        ("", "", f"|{CLOCK}"),
        ("|2026-02-03T11:50:00Z", "", f"|{CLOCK}"),
        ("|2026-02-01T09:00:00Z", "2026-02-01T09:00:00Z", f"2026-02-01T09:00:00Z|{CLOCK}"),
        ("2026-01-01T00:00:00Z|2026-02-03T11:50:00Z", "2026-01-01T00:00:00Z", f"2026-01-01T00:00:00Z|{CLOCK}"),
        ("2026-01-01T00:00:00Z|2099-01-01T00:00:00Z", "", f"|{CLOCK}"),
        ("<script>|\x00", "", f"|{CLOCK}"),
    ],
)
def test_a_visit_ends_with_a_pause(cookie: str, last: str, kept: str) -> None:
    assert visits.read(cookie, CLOCK) == (last, kept)


def test_hostile_titles_stay_titles_in_feeds_of_events(client: Client) -> None:
    feed = feedparser.parse(client.get("/events.atom", params={"q": "act:CONSULT"}).content)
    assert not feed.bozo
    [entry] = feed.entries
    assert "<script>" not in entry.content[0].value
    assert HOSTILE[:8] not in entry.content[0].value
    told = client.get("/events.feed.json", params={"q": "act:CONSULT"}).json()
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    own = told["feed_url"].removeprefix(told["home_page_url"].partition("/events")[0])
    assert (own, client.get(own).json()) == ("/events.feed.json?q=act%3ACONSULT", told)
    assert [one["id"] for one in told["items"]] == [entry.id]
    assert told["items"][0]["date_modified"] == NOW
