"""The watch list, its feeds and calendars, webhooks and digests. Everybody in it is invented."""

import hashlib
import hmac
import json
import re
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import feedparser
import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.desk import digest, door, feeds, formats, hooks, mail
from harmattan.desk.pages import fresh, relationship
from harmattan.desk.pages import watch as watch_page
from harmattan.desk.safety.gate import Gate
from harmattan.errors import OutputError, RefusedAddress, UsageError
from harmattan.ledger import Ledger, open_ledger
from harmattan.ledger.people.watches import Watches, opened_in
from harmattan.read import send
from harmattan.records import Annotations, Coded, Factuality, Run
from tests.desk.desk import HTML, desk, form, seen
from tests.desk.visiting import Browser, browsing
from tests.ledger.build import RUN
from tests.relationships.ledgers import HOSTILE, MALI, NORWAY, act, page, pages

READ = "2026-02-03T10:00:00Z"
CLOCK = "2026-02-03T12:00:00Z"
EARLY = datetime(2026, 2, 1, tzinfo=UTC)


def coming() -> Coded:
    plan = act(
        "Norway will visit Mali on 10 February.", "visit", "AGREE", "2026-02-10", NORWAY, MALI,
        factuality=Factuality.PLANNED,
    )  # fmt: skip
    return page(f"Another visit planned {HOSTILE}", "2026-02-01", "fjord-post", plan)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.sqlite", clock=lambda: READ) as opened:
        opened.add_all([*pages(), coming()], RUN)
        opened.join()
        yield opened


@pytest.fixture
def here(book: Ledger, tmp_path: Path) -> door.Door:
    return door.opened(book, tmp_path, clock=lambda: CLOCK, patience=100)


@pytest.fixture
def browser(here: door.Door) -> Iterator[Browser]:
    with browsing(here) as opened:
        yield opened


def early(tmp_path: Path) -> Watches:
    """The lists of the desk, as if it were two days before anything was read."""
    return Watches(opened_in(tmp_path)._file, clock=lambda: EARLY)


ME = Gate().first.name


def test_a_query_is_added_renamed_moved_and_removed(browser: Browser, here: door.Door) -> None:
    assert browser.send("/watch/add", {"line": "act:COERCE", "name": "Seizures"}).status_code == 303
    assert browser.send("/watch/add", {"line": "between:NOR,MLI"}).status_code == 303
    first, second = here.watches.all(ME)
    assert [first.name, second.name] == ["Seizures", "between:NOR,MLI"]
    browser.send(f"/watch/{second.id}/change", {"act": "rename", "name": "The pair"})
    browser.send(f"/watch/{second.id}/change", {"act": "up"})
    assert [one.name for one in here.watches.all(ME)] == ["The pair", "Seizures"]
    text = browser.get("/watch").text
    assert "The pair" in text
    browser.send(f"/watch/{first.id}/change", {"act": "remove"})
    assert [one.id for one in here.watches.all(ME)] == [second.id]


def test_a_wrong_query_is_told_beside_what_was_typed(browser: Browser, here: door.Door) -> None:
    answer = browser.send("/watch/add", {"line": "act:DANCE", "name": "x"})
    assert answer.status_code == 400
    assert 'value="act:DANCE"' in answer.text
    assert "DANCE" in "".join(seen(answer.text).text)
    assert here.watches.all(ME) == []


def test_a_query_of_the_past_is_not_watched(
    browser: Browser, here: door.Door, watched: door.Door, tmp_path: Path
) -> None:
    line, problem = "act:AID as_of:2026-01-01", "a watch looks at what is new: leave as_of out"
    answer = browser.send("/watch/add", {"line": line})
    assert (answer.status_code, problem in answer.text) == (400, True)
    assert [one.line for one in here.watches.all(ME)] == ["act:AID"]
    # One that was added before tells nothing and does not stop the others.
    listed = early(tmp_path)
    made = listed.add(ME, "Then", line)
    listed.tell(ME, made.id, hook="", mail="desk@news.example")
    assert [problem in text for text in (browser.get("/watch").text, browser.get(f"/watch/{made.id}").text)] == [
        True
    ] * 2
    assert browser.client.get(f"/watch/{made.id}.atom").status_code == 400
    said: list[str] = []
    [told] = digest.digests(watched, "", said.append)
    assert [part.name for part in told.parts] == ["Aid"]
    assert said == [f"watch 'Then': {problem}"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("lang:en", "lang: the ledger's tables do not tell it; leave the term out"),
        ("near:Qwertz,5km", "near: no place is called 'Qwertz'"),
    ],
)
def test_a_query_that_the_ledger_cannot_answer_is_not_watched_and_does_not_stop_the_others(
    browser: Browser, here: door.Door, watched: door.Door, tmp_path: Path, line: str, problem: str
) -> None:
    answer = browser.send("/watch/add", {"line": line})
    assert (answer.status_code, problem in "".join(seen(answer.text).text)) == (400, True)
    assert [one.line for one in here.watches.all(ME)] == ["act:AID"]
    # One that was added before has its error beside it, and can be removed there.
    listed = early(tmp_path)
    made = listed.add(ME, "Never", line)
    listed.tell(ME, made.id, hook="", mail="desk@news.example")
    page = browser.get("/watch").text
    assert problem in "".join(seen(page).text)
    told = browser.client.get("/watch.json").json()["watches"]
    assert [one["error"] for one in told] == [None, problem]
    assert told[0]["news"]["new"]
    assert browser.client.get("/watch.csv").status_code == 200
    assert problem in "".join(seen(browser.get(f"/watch/{made.id}").text).text)
    said: list[str] = []
    list(digest.digests(watched, "", said.append))
    assert said == [f"watch 'Never': {problem}"]
    path, fields = form(page, "Remove")
    browser.send(path, {**fields, "act": "remove"})
    assert [one.line for one in here.watches.all(ME)] == ["act:AID"]


def test_forms_of_other_sites_change_nothing(browser: Browser, here: door.Door) -> None:
    answer = browser.client.post("/watch/add", data={"line": "act:COERCE"}, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert here.watches.all(ME) == []


def test_nobody_changes_the_list_of_another(browser: Browser, here: door.Door) -> None:
    made = here.watches.add("Somebody else", "Theirs", "act:AID")
    assert browser.send(f"/watch/{made.id}/change", {"act": "remove"}).status_code == 400
    assert here.watches.get(made.id) == made
    assert "Theirs" not in browser.get("/watch").text


def test_what_is_new_is_counted_until_it_is_marked_as_seen(browser: Browser, here: door.Door, tmp_path: Path) -> None:
    made = early(tmp_path).add(ME, "Aid", "act:AID")
    assert "2 new" in browser.get("/watch").text
    browser.send(f"/watch/{made.id}/change", {"act": "seen", "until": CLOCK})
    assert "nothing new" in browser.get("/watch").text
    # Where nothing is new the stretch that was looked at is told all the same, and may be marked as seen.
    told = {"since": READ, "until": READ, "whole": True, "new": [], "changed": [], "dropped": []}
    assert browser.client.get(f"/watch/{made.id}.json").json()["news"] == told
    assert [one["news"] for one in browser.client.get("/watch.json").json()["watches"]] == [told]
    assert form(browser.get("/watch").text, "Mark as seen")[1]["until"] == READ
    browser.send(f"/watch/{made.id}/change", {"act": "seen", "until": "2099-01-01T00:00:00Z"})
    found = here.watches.get(made.id)
    assert found is not None
    assert found.seen_at == READ


def test_what_is_stamped_in_the_second_of_a_look_and_comes_after_it_is_new_at_the_next(tmp_path: Path) -> None:
    told, now = pages(), [READ]
    with open_ledger(tmp_path / "l.sqlite", clock=lambda: now[0]) as book:
        book.add_all(told[:6], RUN)
        early(tmp_path).add(ME, "The pair", "between:NOR,MLI")
        with browsing(door.opened(book, tmp_path, clock=lambda: now[0], patience=100)) as browser:
            action, fields = form(browser.get("/watch").text, "Mark as seen")
            book.add_all(told[6:9], RUN)
            browser.send(action, fields | {"act": "seen"})
            now[0] = "2026-02-03T11:00:00Z"
            (one,) = browser.client.get("/watch.json").json()["watches"]
            assert {page.annotations.events[0].id for page in told[6:9]} <= {row["id"] for row in one["news"]["new"]}
            action, fields = form(browser.get("/watch").text, "Mark as seen")
            browser.send(action, fields | {"act": "seen"})
            assert "nothing new" in browser.get("/watch").text


def test_feeds_of_a_watch_are_sound_and_hold_the_turn_of_its_pair(browser: Browser, here: door.Door) -> None:
    made = here.watches.add(ME, f"<b>{HOSTILE[:20]}", "between:NOR,MLI")
    feed = feedparser.parse(browser.client.get(f"/watch/{made.id}.atom").content)
    assert not feed.bozo
    assert feed.feed.id.startswith("tag:harmattan.invalid,2026:feed:watch:")
    assert [one.id.split(":")[2] for one in feed.entries].count("turn") == 1
    assert len(feed.entries) == len({one.id for one in feed.entries}) > 10
    assert all(one.updated.endswith("+00:00") for one in feed.entries)
    told = browser.client.get(f"/watch/{made.id}.feed.json")
    assert told.headers["content-type"] == "application/feed+json"
    assert {one["id"] for one in told.json()["items"]} == {one.id for one in feed.entries}


def _split(feed: feedparser.FeedParserDict) -> tuple[list[Any], list[Any]]:
    """Return the turns of a feed and its acts."""
    turns = [one for one in feed.entries if ":turn:" in one.id]
    return turns, [one for one in feed.entries if ":event:" in one.id]


def test_the_turns_of_a_relationship_and_its_newest_acts_are_a_feed(browser: Browser) -> None:
    feed = feedparser.parse(browser.client.get("/relationships/NOR/MLI.atom").content)
    assert not feed.bozo
    [entry], acts = _split(feed)
    assert entry.id == "tag:harmattan.invalid,2026:turn:NOR:MLI:2025-09-01:better"
    assert "shared flood gauges" in entry.content[0].value
    listed = browser.client.get("/events.json?q=between:NOR,MLI&limit=20").json()["events"]
    assert [one.id.split(":")[-1] for one in acts] == [one["id"] for one in listed]
    # Its interval is told as the page tells it, up to the last day that it may lie on.
    page = " ".join("".join(seen(browser.get("/relationships/NOR/MLI").text).text).split())
    told = re.search(r"turn lies between (\S+) and (\S+) ?,", page)
    assert told
    assert f"between {told[1]} and {told[2]}, probability" in _split(feed)[0][0].content[0].value


def test_a_feed_of_a_relationship_looks_at_no_more_acts_than_its_page(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relationship, "MOST", 3)
    monkeypatch.setattr(relationship, "_EVENTS", 2)
    turns, acts = _split(feedparser.parse(browser.client.get("/relationships/NOR/MLI.atom").content))
    assert (turns, len(acts)) == ([], 2)
    days = feedparser.parse(browser.client.get("/relationships/NOR/MLI.atom?since=2026").content)
    assert [one.title for one in _split(days)[1]] == ["2026-02-10 AGREE Norway → Mali"]


def test_the_calendar_holds_what_is_still_to_come(browser: Browser, here: door.Door) -> None:
    made = here.watches.add(ME, "Visits", "between:NOR,MLI")
    answer = browser.client.get(f"/watch/{made.id}.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    [entry] = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    told: dict[str, Any] = {name.lower(): value for name, value in entry.items()}
    assert told["dtstart"].dt.isoformat() == "2026-02-10"
    assert told["dtend"].dt.isoformat() == "2026-02-11"
    assert told["uid"].endswith("@harmattan.invalid")
    assert "Norway will visit Mali" in told["description"]
    assert told["status"] == "TENTATIVE"


def test_a_watch_that_is_gone_is_404(browser: Browser) -> None:
    assert browser.get("/watch/nothing").status_code == 404
    assert browser.client.get("/watch/nothing.atom").status_code == 404


def test_an_empty_list_says_what_to_do(book: Ledger, tmp_path: Path) -> None:
    with desk(book, tmp_path) as client:
        text = client.get("/watch?q=act:AID", headers=HTML).text
    assert "Nothing is watched yet" in text
    assert 'value="act:AID"' in text


@pytest.mark.parametrize(
    ("hook", "mail_"),
    [
        ("ftp://x.example/", ""), ("https://", ""), ("https://u:p@x.example/", ""), ("javascript:alert(1)", ""),
        ("", "nobody"), ("", "a@b.example\nBcc: c@d.example"), ("", "a@b.example, c@d.example"), ("", "a b@c.example"),
    ],
)  # fmt: skip
def test_addresses_that_are_none_are_refused(here: door.Door, hook: str, mail_: str) -> None:
    made = here.watches.add(ME, "x", "act:AID")
    with pytest.raises(UsageError):
        here.watches.tell(ME, made.id, hook=hook, mail=mail_)


Sent = list[tuple[str, bytes, Mapping[str, str]]]


def receiver(statuses: list[int]) -> tuple[Sent, hooks.Sender]:
    """A server that answers with these, in order."""
    got: Sent = []

    def take(url: str, body: bytes, headers: Mapping[str, str]) -> int:
        got.append((url, body, headers))
        return statuses[min(len(got), len(statuses)) - 1]

    return got, take


@pytest.fixture
def watched(here: door.Door, tmp_path: Path) -> door.Door:
    """A watch of aid, told to a webhook and an address two days before anything was read."""
    listed = early(tmp_path)
    made = listed.add(ME, "Aid", "act:AID")
    listed.tell(ME, made.id, hook="https://hook.example/in", mail="desk@news.example")
    return here


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "_WAITS", (0.0, 0.0, 0.0))


def never(message: str) -> None:
    raise AssertionError(message)


def test_a_webhook_is_told_once_and_signed(watched: door.Door) -> None:
    got, take = receiver([200])
    assert [one.problem for one in digest.call_hooks(watched, "http://d.example", take, never)] == [""]
    [(url, body, headers)] = got
    assert url == "https://hook.example/in"
    told = json.loads(body)
    assert told["watch"]["name"] == "Aid"
    assert len(told["new"]) == 2
    assert told["new"][0]["link"].startswith("http://d.example/events/")
    [kept] = watched.watches.all(ME)
    made = hmac.new(kept.secret.encode(), headers["X-Harmattan-Timestamp"].encode() + b"." + body, hashlib.sha256)
    assert headers["X-Harmattan-Signature"] == f"sha256={made.hexdigest()}"
    assert list(digest.call_hooks(watched, "http://d.example", take, never)) == []


def test_a_webhook_that_fails_is_tried_again_and_told_the_same_next_time(watched: door.Door) -> None:
    got, take = receiver([500])
    [done] = digest.call_hooks(watched, "http://d.example", take, never)
    assert "answered 500" in done.problem
    assert len(got) == 4
    assert len({headers["X-Harmattan-Delivery"] for _, _, headers in got}) == 1
    again, take = receiver([503, 204])
    assert [one.problem for one in digest.call_hooks(watched, "http://d.example", take, never)] == [""]
    assert len(again) == 2
    assert json.loads(again[0][1])["new"] == json.loads(got[0][1])["new"]


def test_a_webhook_that_is_gone_is_not_tried_again(watched: door.Door) -> None:
    got, take = receiver([410])
    assert "answered 410" in next(digest.call_hooks(watched, "", take, never)).problem
    assert len(got) == 1


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "::ffff:10.0.0.1"])
def test_private_addresses_are_not_called(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    def look_up(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(RefusedAddress, match="private"):
        send.send("http://rebound.example/", b"{}", {})


def test_an_e_mail_holds_words_and_links_as_text_and_html(watched: door.Door) -> None:
    [told] = digest.digests(watched, "http://d.example", never)
    letter = mail.letter(told.to, told, EARLY, told.subject)
    made = mail.message(letter, "harmattan@d.example")
    assert made["to"] == "desk@news.example"
    assert made["subject"] == "Harmattan: 2 new on Aid"
    plain, html = (part.get_content() for part in made.iter_parts())
    for part in (plain, html):
        assert "Trucks delivered seed potatoes to Kayes." in part
        assert part.count("http://d.example/events/") == 2


def _letter(told: digest.Digest) -> str:
    return mail.letter(told.to, told, EARLY, told.subject).text


def test_a_digest_says_how_much_of_each_kind_it_leaves_out(
    watched: door.Door, book: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digest, "_SHOWN", 1)
    [told] = digest.digests(watched, "http://d.example", never)
    assert "... and 1 more: http://d.example/watch/" in _letter(told)
    got, take = receiver([200])
    list(digest.call_hooks(watched, "", take, never))
    assert [json.loads(got[0][1])[name] for name in ("more", "more_changed", "whole")] == [1, 0, True]
    [watch] = watched.watches.all(ME)
    watched.watches.mailed(watch.id, READ)
    # Both pages are coded anew and hold the act no longer.
    with open_ledger(Path(book.name), clock=lambda: "2026-02-03T11:00:00Z") as later:
        for one in pages():
            if one.annotations.events[0].type == "AID":
                run = Run("run-2", RUN.started_at, "coder-2", RUN.codebook)
                later.add(replace(one, annotations=Annotations(one.article.id)), run)
    [told] = digest.digests(watched, "http://d.example", never)
    assert _letter(told).count("... and 1 more: http://d.example/watch/") == 1
    assert "No longer found" in _letter(told)


def test_what_is_new_says_that_more_was_recorded_than_is_looked_at(
    watched: door.Door, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (fresh, watch_page):
        monkeypatch.setattr(module, "MOST", 4)
    [told] = digest.digests(watched, "http://d.example", never)
    assert "only the newest 4 events were" in _letter(told)
    assert "at least" in told.subject
    (item,) = browser.client.get("/watch.json").json()["watches"]
    assert item["news"]["whole"] is False
    for path in ("/watch", f"/watch/{item['id']}"):
        assert "only the newest 4 events were" in browser.get(path).text
    assert browser.client.get("/index.json?since=2026-01-01").json()["whole"] is False


def test_hostile_words_stay_words_in_mail(here: door.Door, tmp_path: Path) -> None:
    listed = early(tmp_path)
    made = listed.add(ME, "Visits <b>", "act:CONSULT")
    listed.tell(ME, made.id, hook="", mail="desk@news.example")
    [told] = digest.digests(here, "http://d.example", never)
    made_mail = mail.message(mail.letter(told.to, told, EARLY, told.subject + "\r\nBcc: x@y.example"), "a@b.example")
    assert made_mail["bcc"] is None
    plain, html = (part.get_content() for part in made_mail.iter_parts())
    assert "<script>" in plain
    assert "<script>" not in html
    assert "<b>" not in html


def test_mail_goes_out_once_and_only_when_something_changed(
    watched: door.Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(mail, "send", lambda made, through: sent.append(made))
    server = mail.Server("smtp.example", 25, "a@b.example", "none")
    for _ in range(2):
        for told in digest.digests(watched, "http://d.example", never):
            assert digest.send_digest(watched, told, server).problem == ""
    assert len(sent) == 1


def test_mail_that_fails_is_sent_next_time(watched: door.Door, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OutputError("no such server")

    monkeypatch.setattr(mail, "send", fail)
    server = mail.Server("smtp.example", 25, "a@b.example", "none")
    [told] = digest.digests(watched, "", never)
    assert digest.send_digest(watched, told, server).problem == "no such server"
    assert len(list(digest.digests(watched, "", never))) == 1


def test_a_watch_whose_query_no_longer_works_does_not_stop_the_others(watched: door.Door, tmp_path: Path) -> None:
    listed = early(tmp_path)
    made = listed.add(ME, "Broken", "act:DANCE")
    listed.tell(ME, made.id, hook="", mail="desk@news.example")
    said: list[str] = []
    assert len(list(digest.digests(watched, "", said.append))) == 1
    assert "Broken" in said[0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"HARMATTAN_SMTP_HOST": "h"},
        {"HARMATTAN_SMTP_HOST": "h", "HARMATTAN_SMTP_FROM": "a@b.example", "HARMATTAN_SMTP_PORT": "mail"},
        {"HARMATTAN_SMTP_HOST": "h", "HARMATTAN_SMTP_FROM": "a@b.example", "HARMATTAN_SMTP_SECURITY": "maybe"},
    ],
)
def test_settings_of_mail_that_cannot_be_meant_are_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="HARMATTAN_SMTP"):
        mail.server(wrong)


def test_settings_of_mail_are_read_and_their_password_is_not_shown() -> None:
    told = {"HOST": "h", "FROM": "a@b.example", "SECURITY": "tls", "USER": "u", "PASSWORD": "hidden"}
    found = mail.server({f"HARMATTAN_SMTP_{name}": value for name, value in told.items()})
    assert found == mail.Server("h", 465, "a@b.example", "tls", "u", "hidden")
    assert "hidden" not in repr(found)
    assert mail.server({}) is None


@given(st.text(), st.text())
def test_any_words_make_a_sound_feed(title: str, words: str) -> None:
    entry = feeds.Entry("event:1", title, "http://d.example/e", words, words, CLOCK)
    feed = feedparser.parse(
        feeds.atom(feeds.Feed("f", title, "http://d.example/", "http://d.example/f", (entry,), CLOCK))
    )
    assert not feed.bozo
    assert feed.entries[0].id == "tag:harmattan.invalid,2026:event:1"
    assert feed.feed.updated == "2026-02-03T12:00:00+00:00"


@given(st.sampled_from(sorted(formats.MEDIA)), st.text("abc-_", min_size=1))
def test_the_longest_ending_names_the_format(name: str, page_name: str) -> None:
    assert formats.split(f"/x/{page_name}.{name}") == (f"/x/{page_name}", name)


class _Takes(BaseHTTPRequestHandler):
    got: ClassVar[list[tuple[str, str, bytes]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.got.append((self.path, self.headers["host"], body))
        self.send_response(302)
        self.send_header("location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def test_a_body_goes_out_over_http_and_a_redirect_is_not_followed() -> None:
    server = HTTPServer(("127.0.0.1", 0), _Takes)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        url = f"http://127.0.0.1:{server.server_port}/in?x=1"
        assert send.send(url, b"{}", {"X-Harmattan-Delivery": "d"}, allow_private=True) == 302
        with pytest.raises(RefusedAddress, match="private"):
            send.send(url, b"{}", {})
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert _Takes.got == [("/in?x=1", f"127.0.0.1:{server.server_port}", b"{}")]


def test_a_receiver_that_is_down_is_tried_again_and_a_private_address_is_not() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    for allowed, tries in ((True, 4), (False, 1)):
        waits: list[float] = []
        told = hooks.delivery({}, "secret", "1")
        with pytest.raises(OutputError, match="refused"):
            hooks.deliver(f"http://127.0.0.1:{port}/", told, hooks.sender(allow_private=allowed), waits.append)
        assert len(waits) == tries


def _drip(server: socket.socket) -> None:
    """Answer one request a byte at a time, each soon enough for itself and the whole never."""
    line = server.accept()[0]
    with line:
        for _ in range(200):
            time.sleep(0.05)
            try:
                line.send(b"X")
            except OSError:
                return


def test_a_receiver_that_drips_its_answer_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_drip, args=(server,))
        thread.start()
        start = time.monotonic()
        with pytest.raises(OutputError, match=r"within 0\.3 seconds"):
            send.send(f"http://127.0.0.1:{server.getsockname()[1]}/", b"{}", {}, allow_private=True, seconds=0.3)
        assert time.monotonic() - start < 5
        thread.join()


def test_a_receiver_may_have_a_name_in_other_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def look_up(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.8", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(RefusedAddress):
        send.send("http://bücher.example/", b"{}", {})
    assert asked == ["xn--bcher-kva.example"]
