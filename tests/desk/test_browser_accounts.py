"""Pages of accounts in a real browser: a browser's own headers, cookies and forms. Every person is invented."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from harmattan.desk.door import Door
from harmattan.desk.safety.gate import Gate
from harmattan.desk.serve import Way
from harmattan.ledger.people.store import People
from tests.desk import browser as driven
from tests.desk.browser import Watched
from tests.desk.test_served import HOST, free, served
from tests.desk.visiting import PASSWORD


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    driven.required()
    with driven.chromium() as found:
        yield found


def serious(watched: Watched) -> list[str]:
    """What keeps people out of the page, and whether it is wider than its window."""
    found = Axe().run(watched.page).response["violations"]
    wrong = [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in ("serious", "critical")]
    wide = watched.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return wrong + [f"{watched.page.url} is wider than the window"] * wide


@pytest.mark.parametrize(
    ("width", "scheme", "scripts"), [(1280, "light", True), (390, "dark", True), (1280, "light", False)]
)
def test_a_person_logs_in_and_keeps_an_account(
    browser: Browser, door: Door, gate: Gate, people: People, width: int, scheme: str, scripts: bool
) -> None:
    with served(door, gate, Way(HOST, free())) as address:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=scripts,
        )
        watched = Watched(context, address)
        page = watched.go("/accounts")
        assert page.url == f"{address}/login?next=%2Faccounts"
        found = serious(watched) if scripts else []
        page.get_by_label("Name").fill("Ann")
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}/accounts")
        found += serious(watched) if scripts else []
        page.get_by_label("Shut out Leo").click()
        page.get_by_label("Let in Leo").wait_for()
        page.goto(f"{address}/account")
        page.get_by_label("What it is for").fill("nightly export")
        page.get_by_role("button", name="Make a key").click()
        assert page.locator("code.key").inner_text().startswith("harmattan_")
        found += serious(watched) if scripts else []
        page.goto(f"{address}/accounts/log")
        found += serious(watched) if scripts else []
        page.goto(f"{address}/account")
        page.get_by_role("button", name="Log out").click()
        page.wait_for_url(f"{address}/login")
        context.close()
    assert found == []
    assert watched.wrong == []
    assert [one.what for one in people.log(4)] == ["logout", "made token to read", "disabled account", "login"]


def test_another_site_cannot_make_a_browser_change_anything(
    browser: Browser, door: Door, gate: Gate, people: People
) -> None:
    with served(door, gate, Way(HOST, free())) as address:
        context = browser.new_context()
        page = Watched(context, address).go("/login")
        page.get_by_label("Name").fill("Ann")
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}/")
        token = Watched(context, address).go("/account").locator("[name=_csrf_token]").first.get_attribute("value")
        # Another program on this machine: cookies of a host go to all its ports, and SameSite asks for no port.
        form = f"<form method=post action='{address}/accounts/change'><input name=_csrf_token value='{token}'>"
        html = form + "<input name=name value=Leo><input name=act value=disable><button>Go</button></form>"
        evil = context.new_page()
        evil.route(f"http://{HOST}:3000/", lambda asked: asked.fulfill(body=html, content_type="text/html"))
        evil.goto(f"http://{HOST}:3000/")
        evil.get_by_role("button").click()
        evil.get_by_text("another site sent this").wait_for()
        context.close()
    assert all(one.disabled_at is None for one in people.accounts())
