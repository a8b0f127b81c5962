"""Logins, sessions, forged forms and one's own account. Every person is invented."""

import re

import pytest

from harmattan.desk.door import Door
from harmattan.desk.links import onward
from harmattan.desk.safety import forgery
from harmattan.desk.safety.gate import Gate
from harmattan.ledger.people import audit
from harmattan.ledger.people.records import By
from harmattan.ledger.people.store import People
from tests.desk.visiting import HTML, ORIGIN, PASSWORD, Clock, browsing


def test_a_person_is_sent_to_the_login_and_back(door: Door, gate: Gate) -> None:
    with browsing(door, gate) as browser:
        sent = browser.get("/events?q=place%3AMLI")
        assert (sent.status_code, sent.headers["location"]) == (303, "/login?next=%2Fevents%3Fq%3Dplace%253AMLI")
        form = browser.get(sent.headers["location"])
        (wanted,) = re.findall(r'name="next" value="([^"]*)"', form.text)
        assert wanted == "/events?q=place%3AMLI"
        back = browser.login("leo", next=wanted)
        assert (back.status_code, back.headers["location"]) == (303, wanted)
        assert browser.get(wanted).status_code == 200


def test_who_is_not_signed_in_cannot_tell_which_pages_there_are(door: Door, gate: Gate) -> None:
    with browsing(door, gate) as browser:
        assert [browser.get(path).status_code for path in ("/events", "/nothing", "/no/thing")] == [303] * 3
        assert [browser.client.get(path).status_code for path in ("/events", "/nothing", "/no/thing")] == [401] * 3
        browser.login("Leo")
        missing = browser.get("/no/thing")
        assert (missing.status_code, ">Leo</a>" in missing.text) == (404, True)


def test_the_login_form_itself_brings_what_it_has_to(door: Door, gate: Gate) -> None:
    with browsing(door, gate) as browser:
        form = browser.get("/login").text
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
        (action,) = re.findall(r'<form action="([^"]*)" method="post"', form)
        sent = browser.client.post(action, data=fields | {"name": "Ann", "password": PASSWORD}, headers=HTML)
        assert sent.status_code == 303


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(door: Door, gate: Gate) -> None:
    answers = []
    for name in ("Ann", "Nobody"):
        with browsing(door, gate) as browser:
            answer = browser.login(name, "wrong password")
            answers.append((answer.status_code, re.sub(r'value="[^"]*"', "", answer.text)))
            assert browser.get("/account").status_code == 303
    assert answers[0] == answers[1]
    assert answers[0][0] == 403


def test_an_account_shut_out_gets_that_answer_too(door: Door, gate: Gate, people: People) -> None:
    people.disable("Leo", By("root", "terminal"))
    with browsing(door, gate) as browser:
        assert browser.login("Leo").status_code == 403


@pytest.mark.parametrize("name", ["Ann", "Nobody"])
def test_after_five_wrong_passwords_one_waits_longer_and_longer(
    door: Door, gate: Gate, clock: Clock, name: str
) -> None:
    with browsing(door, gate) as browser:
        assert [browser.login(name, "wrong").status_code for _ in range(6)] == [403] * 5 + [429]
        refused = browser.login(name)
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "2")
        clock.on(seconds=2)
        assert browser.login(name, "wrong").status_code == 403
        assert browser.login(name, "wrong").headers["retry-after"] == "4"
        clock.on(seconds=4)
        assert browser.login(name).status_code == (303 if name == "Ann" else 403)


def test_a_session_does_not_outlive_its_time(door: Door, gate: Gate, clock: Clock) -> None:
    with browsing(door, gate) as browser:
        browser.login("Leo")
        clock.on(hours=11)
        assert browser.get("/account").status_code == 200
        clock.on(hours=12)
        assert browser.get("/account").status_code == 303


def test_a_cookie_given_before_the_login_names_no_session_after_it(door: Door, gate: Gate) -> None:
    planted = "A" * 43
    with browsing(door, gate) as victim, browsing(door, gate) as attacker:
        victim.client.cookies.set("desk-8321", planted, domain="127.0.0.1")
        attacker.client.cookies.set("desk-8321", planted, domain="127.0.0.1")
        victim.login("Ann")
        assert victim.client.get("/account", headers=HTML).status_code == 200
        assert attacker.get("/account").status_code == 303


def test_a_second_login_ends_the_first_session(door: Door, gate: Gate, people: People) -> None:
    with browsing(door, gate) as browser:
        browser.login("Leo")
        first = browser.cookie
        browser.login("Ann")
        assert browser.cookie != first
        assert people.visitor(first) is None


def test_a_logout_ends_the_session_and_takes_the_cookie(door: Door, gate: Gate, people: People) -> None:
    with browsing(door, gate) as browser:
        browser.login("Leo")
        session = browser.cookie
        out = browser.send("/logout")
        assert (out.status_code, out.headers["location"]) == (303, "/login")
        assert "Max-Age=0" in out.headers["set-cookie"]
        assert people.visitor(session) is None


@pytest.mark.parametrize(
    ("origin", "name", "flags"),
    [
        (ORIGIN, "desk-8321", {"HttpOnly", "SameSite=lax", "Path=/"}),
        ("https://127.0.0.1", "__Host-desk", {"HttpOnly", "SameSite=lax", "Path=/", "Secure"}),
    ],
)
def test_the_cookie_is_closed_to_scripts_and_other_sites(
    door: Door, gate: Gate, origin: str, name: str, flags: set[str]
) -> None:
    with browsing(door, gate, origin) as browser:
        for answer in (browser.get("/login"), browser.login("Leo")):
            head, *rest = answer.headers["set-cookie"].split("; ")
            assert head.startswith(f"{name}=")
            assert {one for one in rest if not one.startswith("Max-Age")} == flags


@pytest.mark.parametrize("change", ["missing", "wrong", "of another session", "without cookie"])
def test_a_form_without_its_value_changes_nothing(door: Door, gate: Gate, people: People, change: str) -> None:
    with browsing(door, gate) as browser, browsing(door, gate) as other:
        browser.login("Ann")
        other.login("Leo")
        fields = {"name": "Leo", "act": "disable"}
        if change == "wrong":
            fields[forgery.FIELD] = "0" * 64
        if change == "of another session":
            fields[forgery.FIELD] = forgery.value(other.cookie)
        if change == "without cookie":
            fields[forgery.FIELD] = forgery.value(browser.cookie)
            browser.client.cookies.clear()
        assert browser.client.post("/accounts/change", data=fields, headers=HTML).status_code == 403
    assert all(one.disabled_at is None for one in people.accounts())


@pytest.mark.parametrize(
    "told",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "https://127.0.0.1:8321"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_that_another_site_sends_is_refused_even_with_its_value(
    door: Door, gate: Gate, told: dict[str, str]
) -> None:
    with browsing(door, gate) as browser:
        browser.login("Ann")
        fields = {forgery.FIELD: forgery.value(browser.cookie), "name": "Leo", "act": "disable"}
        assert browser.client.post("/accounts/change", data=fields, headers=HTML | told).status_code == 403


def test_a_script_of_our_page_sends_the_value_as_a_header(door: Door, gate: Gate) -> None:
    with browsing(door, gate) as browser:
        browser.login("Ann")
        headers = {forgery.HEADER: forgery.value(browser.cookie), "sec-fetch-site": "same-origin"}
        fields = {"name": "Leo", "act": "role", "value": "reviewer"}
        assert browser.client.post("/accounts/change", data=fields, headers=headers).status_code == 303


@pytest.mark.parametrize("given", [
    "https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)",
    "evil", "", "/login?next=/", "/logout", "http:/evil.example", "/\u2028x", "//[",
])  # fmt: skip
def test_no_login_leads_to_another_site(given: str) -> None:
    assert onward(given) == "/"


def test_a_login_leads_to_a_page_of_the_desk() -> None:
    assert onward("/events?q=a%20b&next=//x") == "/events?q=a%20b&next=//x"


def test_a_new_password_is_asked_for_with_the_old_one(door: Door, gate: Gate, people: People) -> None:
    with browsing(door, gate) as browser, browsing(door, gate) as elsewhere:
        elsewhere.login("Leo")
        browser.login("Leo")
        fields = {"old": "wrong", "new": "another four words", "again": "another four words"}
        assert browser.send("/account/password", fields).status_code == 403
        assert browser.send("/account/password", fields | {"old": PASSWORD, "again": "x"}).status_code == 400
        assert browser.send("/account/password", fields | {"old": PASSWORD}).status_code == 303
        assert browser.get("/account").status_code == 200
        assert elsewhere.get("/account").status_code == 303
    assert people.knows("Leo", "another four words")


def test_guesses_at_the_old_password_wait_too(door: Door, gate: Gate) -> None:
    with browsing(door, gate) as browser:
        browser.login("Leo")
        fields = {"old": "wrong", "new": "another four words", "again": "another four words"}
        for _ in range(5):
            browser.send("/account/password", fields)
        assert browser.send("/account/password", fields | {"old": PASSWORD}).status_code == 403


def test_a_key_is_shown_once_and_withdrawn(door: Door, gate: Gate, people: People) -> None:
    with browsing(door, gate) as browser:
        browser.login("Leo")
        made = browser.send("/account/tokens", {"label": "export", "scope": "read", "days": "2"})
        (key,) = re.findall(r"harmattan_[\w-]{43}", made.text)
        assert made.headers["cache-control"] == "no-store"
        assert key not in browser.get("/account").text
        assert people.bearer(key)
        (address,) = re.findall(r'action="(/account/tokens/[^"]*/withdraw)"', browser.get("/account").text)
        assert browser.send(address).status_code == 303
        assert people.bearer(key) is None
        assert browser.send(address).status_code == 400


def test_nobody_withdraws_the_key_of_another(door: Door, gate: Gate, people: People) -> None:
    made, key = people.make_token("Ann", "export", "read", 1, By("Ann", "terminal"))
    with browsing(door, gate) as browser:
        browser.login("Leo")
        assert browser.send(f"/account/tokens/{made.id}/withdraw").status_code == 400
    assert people.bearer(key)


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "\"onfocus=alert(1) x='", "{{ 7 * 7 }}", "../../x"])
def test_a_hostile_name_is_only_text(door: Door, gate: Gate, people: People, name: str) -> None:
    people.add(name, "reader", PASSWORD, By("root", "terminal"))
    people.make_token(name, "<img src=x onerror=alert(1)>", "read", 1, By(name, "terminal"))
    with browsing(door, gate) as own, browsing(door, gate) as admin:
        own.login(name)
        admin.login("Ann")
        pages = [own.get("/account"), admin.get("/accounts"), admin.get("/accounts/log"), own.login(name, "wrong")]
        for page in pages:
            assert page.status_code in (200, 403)
            assert "<script>" not in page.text
            assert "<img src=x" not in page.text
            assert '"onfocus' not in page.text
            assert "49" not in re.findall(r"<h1>(.*?)</h1>", page.text)
        assert admin.send("/accounts/change", {"name": name, "act": "disable"}).status_code == 303
        assert own.get("/account").status_code == 303


def test_an_admin_keeps_accounts_but_not_their_own(door: Door, gate: Gate, people: People) -> None:
    with browsing(door, gate) as browser:
        browser.login("Ann")
        fields = {"name": "Bo", "role": "reader", "password": PASSWORD}
        assert browser.send("/accounts/add", fields).status_code == 303
        assert browser.send("/accounts/add", fields).status_code == 400
        for act, value in (("role", "reviewer"), ("password", "another four words"), ("disable", ""), ("enable", "")):
            assert browser.send("/accounts/change", {"name": "Bo", "act": act, "value": value}).status_code == 303
            assert (
                act == "enable"
                or browser.send("/accounts/change", {"name": "ann", "act": act, "value": value}).status_code == 400
            )
        assert browser.send("/accounts/change", {"name": "Bo", "act": "delete"}).status_code == 400
    assert people.knows("Bo", "another four words")
    assert [(one.who, one.what, one.about) for one in people.log(5)] == [
        ("Ann", "enabled account", "Bo"),
        ("Ann", "disabled account", "Bo"),
        ("Ann", "changed password", "Bo"),
        ("Ann", "made reviewer", "Bo"),
        ("Ann", "added account as reader", "Bo"),
    ]


def test_the_log_pages_back_and_is_a_table(door: Door, gate: Gate, people: People) -> None:
    with people.file.writing() as connection:
        for number in range(250):
            audit.note(connection, By("root", "terminal"), f"deed {number}", "", "2026-02-03T09:30:00Z")
    with browsing(door, gate) as browser:
        browser.login("Ann")
        (older,) = re.findall(r'href="(/accounts/log\?before=\d+)"', browser.get("/accounts/log").text)
        assert "deed 0<" in browser.get(older).text
        assert browser.get("/accounts/log.csv").text.splitlines()[0] == "number,at,who,what,about,from"
