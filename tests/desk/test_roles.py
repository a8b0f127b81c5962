"""Who may do what: every handler of the desk, for everybody. Every person is invented."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx import Response
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

from harmattan.desk import app
from harmattan.desk.door import Door, opened
from harmattan.desk.routes import HANDLERS
from harmattan.desk.safety import guards
from harmattan.desk.safety.entry import CHALLENGE
from harmattan.desk.safety.gate import Gate
from harmattan.ledger.people.records import ROLES, By
from harmattan.ledger.people.store import People
from tests.desk.visiting import HTML, Browser, Clock, browsing

LOOKING = {"GET", "HEAD", "OPTIONS"}
# What nobody has to sign in for. Adding to it is a decision.
OPEN = {"/login", "/login/in", "/logout", "/static/{name:str}"}
NAMES = {"admin": "Ann", "reviewer": "Rita", "reader": "Leo"}


def handlers(made: Litestar) -> Iterator[tuple[str, str, HTTPRouteHandler]]:
    """Yield path, method and handler of everything the desk answers."""
    for route in made.routes:
        for handler in getattr(route, "route_handlers", [getattr(route, "route_handler", None)]):
            assert isinstance(handler, HTTPRouteHandler), f"{route.path} is no plain handler: guard it and say so here"
            for method in handler.http_methods - {"OPTIONS"}:
                yield route.path, str(method), handler


@pytest.fixture(scope="session")
def made(door: Door) -> Litestar:
    return app.inner(door, Gate())


def test_every_handler_that_changes_something_says_who_may(made: Litestar) -> None:
    silent = [
        f"{method} {path}"
        for path, method, handler in handlers(made)
        if method not in LOOKING and "needs" not in handler.opt
    ]
    assert silent == []
    unknown = [
        path
        for path, _, handler in handlers(made)
        if handler.opt.get("needs", "reader") not in (guards.NOTHING, *ROLES)
    ]
    assert unknown == []


def test_nothing_is_open_to_everybody_but_what_has_to_be(made: Litestar) -> None:
    found = {path for path, method, handler in handlers(made) if guards.needed(handler, method) == guards.NOTHING}
    assert found == OPEN


def test_no_path_has_two_handlers_that_run_in_threads(made: Litestar) -> None:
    # Litestar 2.25 wraps them twice, and the first then answers with a coroutine.
    for route in made.routes:
        threaded = [one for one in getattr(route, "route_handlers", []) if one.sync_to_thread]
        assert len({id(one) for one in threaded}) <= 1, f"{route.path}: give each its own path"


def test_a_handler_that_forgets_to_say_is_shut() -> None:
    handler: Any = type("Handler", (), {"opt": {}})()
    assert guards.needed(handler, "GET") == "reader"
    assert guards.needed(handler, "POST") == "admin"
    assert len(HANDLERS) > 0


def ask(browser: Browser, method: str, path: str, **headers: str) -> Response:
    filled = "/".join("x" if part.startswith("{") else part for part in path.split("/"))
    if method == "GET":
        return browser.get(filled, **headers)
    return browser.send(filled, {}, **headers)


@pytest.mark.parametrize("role", ["", *ROLES])
def test_each_role_gets_what_it_needs_and_no_more(door: Door, gate: Gate, made: Litestar, role: str) -> None:
    with browsing(door, gate) as browser:
        if role:
            browser.login(NAMES[role])
        for path, method, handler in handlers(made):
            needs = guards.needed(handler, method)
            if path == "/logout" or method not in ("GET", "POST"):
                continue
            answer = ask(browser, method, path)
            told = (method, path, answer.status_code, answer.text[-300:])
            if needs == guards.NOTHING or (role and ROLES.index(role) >= ROLES.index(needs)):
                assert "this takes a" not in answer.text.lower(), told
                assert not answer.headers.get("location", "").startswith("/login?"), told
                assert answer.status_code not in (401, 500), told
            elif role:
                assert (answer.status_code, f"This takes a {needs}" in answer.text) == (403, True), told
            elif method == "GET":
                assert answer.headers["location"].startswith("/login?"), told
            else:
                assert answer.status_code == 401, told


@pytest.mark.parametrize("scope", ["read", "review", "admin"])
@pytest.mark.parametrize("owner", ROLES)
def test_a_key_opens_what_both_its_scope_and_its_owner_may(
    door: Door, gate: Gate, people: People, made: Litestar, scope: str, owner: str
) -> None:
    _, key = people.make_token("Ann", "export", scope, 1, By("root", "terminal"))
    people.set_role("Ann", owner, By("root", "terminal"))
    reach = min(("read", "review", "admin").index(scope), ROLES.index(owner))
    with browsing(door, gate) as browser:
        for path, method, handler in handlers(made):
            needs = guards.needed(handler, method)
            if needs == guards.NOTHING or method not in ("GET", "POST"):
                continue
            # No cookie and no form value: a key is not sent by a browser of its own accord.
            filled = path.replace("{id:str}", "x")
            answer = browser.client.request(method, filled, headers={"authorization": f"Bearer {key}"})
            said = answer.json()["detail"] if answer.status_code == 403 else ""
            assert ("this takes a" in said) == (ROLES.index(needs) > reach), (method, path, answer.text)
            # What a reader may change of their own, a key made to read may not.
            kept = scope == "read" and method == "POST" and ROLES.index(needs) <= reach
            assert ("of the scope read changes nothing" in said) == kept, (method, path, answer.text)


def test_a_key_made_to_read_changes_no_watch_and_sees_no_secret(
    door: Door, gate: Gate, people: People, tmp_path: Path
) -> None:
    door = opened(door.book, tmp_path)
    watch = door.watches.add("Ann", "Kenya", "place:KEN")
    door.watches.tell("Ann", watch.id, hook="https://hook.example/in", mail="")
    held = door.watches.get(watch.id)
    assert held
    with browsing(door, gate) as browser:
        for scope in ("read", "admin"):
            _, key = people.make_token("Ann", "export", scope, 1, By("root", "terminal"))
            told = {"authorization": f"Bearer {key}"}
            page = browser.client.get(f"/watch/{watch.id}", headers=told | HTML)
            assert (page.status_code, "Kenya" in page.text) == (200, True)
            assert held.secret not in page.text
            assert "hook.example" not in page.text
        _, key = people.make_token("Ann", "export", "read", 1, By("root", "terminal"))
        told = {"authorization": f"Bearer {key}"}
        for path, fields in (
            (f"/watch/{watch.id}/change", {"act": "tell", "hook": "https://attacker.example/x"}),
            (f"/watch/{watch.id}/change", {"act": "remove"}),
            ("/watch/add", {"line": "place:MLI"}),
        ):
            assert browser.client.post(path, data=fields, headers=told).status_code == 403
        assert door.watches.all("Ann") == [held]
        browser.login("Ann")
        assert held.secret in browser.get(f"/watch/{watch.id}").text


def test_a_key_changes_no_account(door: Door, gate: Gate, people: People) -> None:
    _, key = people.make_token("Ann", "export", "admin", 1, By("root", "terminal"))
    with browsing(door, gate) as browser:
        told = {"authorization": f"Bearer {key}"}
        fields = {"name": "Leo", "act": "role", "value": "admin"}
        assert browser.client.post("/accounts/change", data=fields, headers=told).status_code == 403
        fields = {"label": "more", "scope": "admin", "days": "300"}
        assert browser.client.post("/account/tokens", data=fields, headers=told).status_code == 403
        assert browser.client.get("/accounts", headers=told).json()["accounts"][0]["name"] == "Ann"
    assert [one.role for one in people.accounts()] == ["admin", "reader", "reviewer"]
    assert len(people.tokens()) == 1


@pytest.mark.parametrize("given", ["Bearer harmattan_x", "Bearer ", "Basic QW5uOng=", "bearer", ""])
def test_a_key_that_opens_nothing_is_told_so(door: Door, gate: Gate, given: str) -> None:
    with browsing(door, gate) as browser:
        browser.login("Ann")
        answer = browser.client.get("/events", headers={"authorization": given})
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == f'{CHALLENGE}, error="invalid_token"'
        assert answer.headers["content-type"] == "application/problem+json"
        assert set(answer.json()) == {"type", "title", "status", "detail"}


def test_a_program_without_a_key_is_told_how(door: Door, gate: Gate) -> None:
    with browsing(door, gate) as browser:
        answer = browser.client.get("/events")
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, CHALLENGE)
        assert browser.client.get("/events?part=1", headers={"accept": "text/html"}).status_code == 401


def test_a_key_holds_until_its_end(door: Door, gate: Gate, people: People, clock: Clock) -> None:
    _, key = people.make_token("Leo", "export", "read", 1, By("root", "terminal"))
    with browsing(door, gate) as browser:
        told = {"authorization": f"Bearer {key}"}
        assert browser.client.get("/events", headers=told).status_code == 200
        clock.on(days=1)
        assert browser.client.get("/events", headers=told).status_code == 401


def test_on_this_machine_nobody_signs_in_and_whoever_sits_there_is_the_admin(door: Door, people: People) -> None:
    _, key = people.make_token("Leo", "export", "read", 1, By("root", "terminal"))
    with browsing(door) as browser:
        assert "nobody signs in" in browser.get("/account").text
        assert browser.get("/events").status_code == 200
        assert browser.get("/events", authorization=f"Bearer {key}").status_code == 200
        for path in ("/login", "/accounts", "/accounts/log"):
            assert browser.get(path).status_code == 404
        assert browser.send("/accounts/add", {"name": "x", "role": "admin", "password": "x" * 12}).status_code == 404
