"""Review, sources, data, codebook, figures and the reference in a real browser; the keys of the review page."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from harmattan.ledger import open_ledger
from harmattan.records import Coded
from tests.desk import browser as driven
from tests.desk.browser import Watched
from tests.ledger.build import RUN
from tests.relationships.ledgers import pages

PAGES = (
    "/review", "/review?of=second", "/sources", "/data", "/sql?q=select+type,+count(*)+from+events+group+by+type",
    "/sql?q=drop", "/codebook", "/about", "/api", "/changes", "HISTORY",
)  # fmt: skip
SIZES = (({"width": 1440, "height": 900}, "light"), ({"width": 390, "height": 844}, "dark"))


def unsure(page: Coded) -> Coded:
    """Return a page of whose events the coder is not sure."""
    events = tuple(replace(event, confidence=0.5) for event in page.annotations.events)
    return replace(page, annotations=replace(page.annotations, events=events))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    driven.required()
    folder = tmp_path_factory.mktemp("review")
    with open_ledger(folder / "ledger.sqlite") as book:
        book.add_all(list(map(unsure, pages())), RUN)
        book.join()
        with driven.running(book, folder) as found:
            yield found


@pytest.fixture(scope="module")
def browser(address: str) -> Iterator[Browser]:
    with driven.chromium() as found:
        yield found


def _path(watched: Watched, path: str) -> str:
    if path != "HISTORY":
        return path
    found = watched.page.request.get(f"{watched.address}/events.json?q=act:CONSULT").json()
    return f"/events/{found['events'][0]['id']}/history"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_and_open_to_all(browser: Browser, address: str, path: str) -> None:
    for size, scheme in SIZES:
        context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
        watched = Watched(context, address)
        page = watched.go(_path(watched, path))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the window"
        assert page.locator("h1").count() == 1
        found = Axe().run(page).response["violations"]
        context.close()
        bad = [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in ("serious", "critical")]
        assert bad == []
        allowed = "console: Failed to load resource" if path == "/sql?q=drop" else "nothing"
        assert [one for one in watched.wrong if not one.startswith(allowed)] == []


def _shown(page: Page, which: str) -> None:
    """Wait until another event is looked at and the scripts of its page have run."""
    page.wait_for_selector(f"#looked-at{which}")
    page.wait_for_load_state("networkidle")


def test_events_are_judged_by_keys_alone(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    watched = Watched(context, address)
    page = watched.go("/review")
    first = page.get_attribute("#looked-at", "data-event")
    page.keyboard.press("j")
    page.wait_for_url("**/review?at=*")
    second = page.get_attribute("#looked-at", "data-event")
    assert second != first
    page.keyboard.press("k")
    _shown(page, f'[data-event="{first}"]')
    page.keyboard.press("a")
    _shown(page, f':not([data-event="{first}"])')
    page.wait_for_selector(".undo")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "type"
    page.locator("#main").focus()
    page.keyboard.press("u")
    _shown(page, f'[data-event="{first}"]')
    assert page.locator(".undo").count() == 0
    page.keyboard.press("?")
    assert "right as it stands" in page.locator("dialog.keys[open]").inner_text()
    context.close()
    assert watched.wrong == []


def test_an_act_is_rejected_with_all_its_reports_by_keys_alone(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    watched = Watched(context, address)
    page = watched.page
    one, other = (
        event["id"] for event in page.request.get(f"{address}/events.json?q=act:COERCE+by:reports").json()["events"]
    )
    watched.go(f"/review?at={one}")
    page.keyboard.press("w")
    assert page.evaluate("document.activeElement.name") == "reason"
    page.keyboard.type("misread")
    page.keyboard.press("Enter")
    _shown(page, f':not([data-event="{one}"])')
    assert page.get_attribute("#looked-at", "data-event") != other
    assert "and 1 other report of its act" in page.locator(".undo").inner_text()
    page.keyboard.press("u")
    _shown(page, f'[data-event="{one}"]')
    assert page.locator(".undo").count() == 0
    context.close()
    assert watched.wrong == []


def test_nothing_is_accepted_that_is_out_of_sight(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 500})
    watched = Watched(context, address)
    page = watched.go("/review")
    event = page.get_attribute("#looked-at", "data-event")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.keyboard.press("x")
    page.wait_for_timeout(200)
    assert page.get_attribute("#looked-at", "data-event") == event
    assert page.locator(".undo").count() == 0
    context.close()
