"""Hosts, limits, headers and waits."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.desk import assets
from harmattan.desk.door import Door
from harmattan.desk.safety import forgery, hosts, limits, waits
from harmattan.desk.safety.gate import Gate, guarded
from harmattan.desk.safety.waits import Waits, of_address
from harmattan.errors import UsageError
from harmattan.ledger.people.records import By
from harmattan.ledger.people.store import People
from tests.desk.visiting import HTML, ORIGIN, Clock, browsing


@pytest.mark.parametrize("host", ["127.0.0.1:8321", "localhost", "LOCALHOST:1", "[::1]:8321", "[::1]"])
def test_the_desk_answers_to_the_names_of_this_machine(door: Door, host: str) -> None:
    with browsing(door) as browser:
        assert browser.get("/events", host=host).status_code == 200


FOREIGN = (
    "evil.example", "evil.example:8321", "127.0.0.1.evil.example", "localhost.evil.example", "127.0.0.1@evil.example",
    "evil.example:127.0.0.1", "0.0.0.0:8321", "192.168.1.5", "[::1].evil.example", "localhost:8321:80", "", ":8321",
    "*", "localhost.",
)  # fmt: skip


@pytest.mark.parametrize("path", ["/events", "/static/desk.css", "/nothing", "/account"])
def test_a_name_pointed_at_this_machine_gets_nothing(door: Door, path: str) -> None:
    with browsing(door) as browser:
        for host in FOREIGN:
            answer = browser.get(path, host=host)
            assert (host, answer.status_code) == (host, 421)
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert "set-cookie" not in answer.headers


def test_a_desk_with_a_name_answers_to_it_and_one_for_all_to_any_address(people: People) -> None:
    named = guarded("192.0.2.5", ("Desk.Example:443",), people)
    assert named.answers("desk.example")
    assert named.answers("192.0.2.5:8321")
    assert not named.answers("192.0.2.6:8321")
    assert not named.answers("other.example")
    everywhere = guarded("0.0.0.0", (), people)
    assert everywhere.answers("192.0.2.6:8321")
    assert everywhere.answers("[2001:db8::1]:8321")
    assert not everywhere.answers("other.example")


@pytest.mark.parametrize("name", ["https://desk.example", "*", "*.example", "", "a b", "desk.example/"])
def test_a_name_that_is_none_is_told(people: People, name: str) -> None:
    with pytest.raises(UsageError, match="like desk"):
        guarded("0.0.0.0", (name,), people)


def test_without_an_account_nobody_else_is_served(people: People) -> None:
    for account in people.accounts():
        people.disable(account.name, By("root", "terminal"))
    with pytest.raises(UsageError, match="harmattan accounts add NAME --role admin"):
        guarded("0.0.0.0", (), people)


@pytest.mark.parametrize(("address", "own"), [
    ("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False),
    ("192.168.1.5", False), ("desk.example", False), ("localhost.example", False), ("", False),
])  # fmt: skip
def test_only_loopback_is_this_machine(address: str, own: bool) -> None:
    assert hosts.loopback(address) == own


@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded", "x-real-ip", "via", "x-forwarded-host"])
def test_a_proxy_does_not_make_the_world_an_admin(door: Door, header: str) -> None:
    with browsing(door) as browser:
        answer = browser.get("/events", **{header: "192.0.2.7"})
        assert (answer.status_code, "--accounts" in answer.text) == (403, True)


def test_forms_are_guarded_on_this_machine_too(door: Door) -> None:
    with browsing(door) as browser:
        browser.get("/events")
        token = {forgery.FIELD: forgery.value(browser.cookie)}
        # Missing: there are no accounts here. It got past the guard.
        assert browser.client.post("/logout", data=token, headers=HTML).status_code == 404
        assert browser.client.post("/logout", data={}, headers=HTML).status_code == 403
        foreign = HTML | {"origin": "http://localhost:3000"}
        assert browser.client.post("/logout", data=token, headers=foreign).status_code == 403


@pytest.mark.parametrize(
    ("path", "status"), [("/events", 200), ("/nothing", 404), ("/events.json", 200), ("/account", 200)]
)
def test_every_answer_carries_the_headers(door: Door, path: str, status: int) -> None:
    with browsing(door) as browser:
        answer = browser.get(path)
        assert answer.status_code == status
        policy = dict(part.partition(" ")[::2] for part in answer.headers["content-security-policy"].split("; "))
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
        assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert not any("unsafe" in value or "http" in value for value in policy.values())
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == ("no-store" if path == "/account" else "private, no-cache")
        assert "server" not in answer.headers
        assert "strict-transport-security" not in answer.headers


def test_https_is_asked_for_only_over_https(door: Door) -> None:
    with browsing(door, origin="https://127.0.0.1") as browser:
        assert browser.get("/events").headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize("path", ["/login", "/account"])
def test_no_page_of_accounts_has_a_script_or_a_style_of_its_own(door: Door, gate: Gate, path: str) -> None:
    with browsing(door, gate) as browser:
        browser.login("Ann")
        text = browser.get(path).text
        assert re.findall(r"<script(?![^>]* src=\"/static/)", text) == []
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", text)


def test_what_is_too_large_is_refused(door: Door, gate: Gate) -> None:
    with browsing(door, gate) as browser:
        assert browser.get("/events?q=" + "x" * limits.MAX_QUERY).status_code == 414
        assert browser.get("/" + "x" * limits.MAX_PATH).status_code == 414
        page = browser.get("/" + "x" * limits.MAX_PATH)
        assert page.headers["content-type"].startswith("text/html")
        assert "an address has at most 2,048 bytes" in page.text
        many = {f"x-{number}": "y" for number in range(limits.MAX_HEADERS)}
        assert browser.get("/events", **many).status_code == 431
        assert browser.login("Ann", "x" * limits.MAX_BODY).status_code == 413


def test_a_file_is_open_to_everybody_and_kept(door: Door, gate: Gate) -> None:
    with browsing(door, gate) as browser:
        answer = browser.client.get(assets.address("desk.css"))
        assert (answer.status_code, "immutable" in answer.headers["cache-control"]) == (200, True)


def test_two_desks_on_one_machine_keep_their_cookies_apart(door: Door) -> None:
    with browsing(door) as one, browsing(door, origin=ORIGIN.replace("8321", "8322")) as other:
        assert one.get("/events").headers["set-cookie"].partition("=")[0] == "desk-8321"
        assert other.get("/events").headers["set-cookie"].partition("=")[0] == "desk-8322"


def keys(name: str = "ann", address: str = "192.0.2.7") -> tuple[waits.Key, waits.Key]:
    return ("name", name), of_address(address)


def test_an_address_that_tries_many_names_waits_too() -> None:
    told = Waits(Clock().seconds)
    assert [told.ask(keys(f"name {number}")) for number in range(6)] == [0.0] * 5 + [2.0]


def test_a_name_waits_at_most_a_minute_and_an_address_a_quarter_of_an_hour() -> None:
    clock = Clock()
    told = Waits(clock.seconds)
    for number in range(60):
        while wait := told.ask(keys("ann", f"192.0.2.{number}")):
            assert wait <= waits.LONGEST["name"]
            clock.on(seconds=wait)
    longest = 0.0
    for number in range(60):
        while wait := told.ask(keys(f"name {number}")):
            longest = max(longest, wait)
            clock.on(seconds=wait)
    assert longest == waits.LONGEST["address"]


def test_an_own_login_does_not_clear_guesses_at_others() -> None:
    told = Waits(Clock().seconds)
    for number in range(4):
        assert told.ask(keys(f"victim {number}")) == 0.0
        assert told.ask(keys("own")) == 0.0
        told.right(*keys("own"))
    assert told.ask(keys("victim 5")) == 0.0
    assert told.ask(keys("victim 6")) > 0.0


def test_tries_are_forgotten_after_an_hour() -> None:
    clock = Clock()
    told = Waits(clock.seconds)
    for _ in range(5):
        told.ask(keys())
    clock.on(hours=1)
    assert [told.ask(keys()) for _ in range(5)] == [0.0] * 5


def test_no_flood_of_names_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waits, "_MOST", 10)
    told: Any = Waits(Clock().seconds)
    for number in range(100):
        told.ask(keys(f"name {number}", f"192.0.2.{number}"))
    assert len(told._tries) == 10


def test_a_customer_of_ipv6_has_one_key() -> None:
    assert of_address("2001:db8::1") == of_address("2001:db8::ffff:1") != of_address("2001:db8:0:1::1")
    assert of_address("192.0.2.7") != of_address("192.0.2.8")


@pytest.mark.parametrize("header", ["127.0.0.1:8321\x85", "localhost\x00", "127.0.0.1:٨", "127.0.0.1:", "１２７.0.0.1"])
def test_a_host_header_is_taken_by_the_letter(header: str) -> None:
    assert not Gate().answers(header)


@given(st.text(max_size=60))
def test_no_host_header_breaks_the_check(header: str) -> None:
    gate = Gate()
    assert gate.answers(header) == (hosts.named(header) in hosts.LOOPBACK)
