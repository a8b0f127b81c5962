"""Each page in a real browser: keys only, without JavaScript, dark and narrow, by the rules of accessibility."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from harmattan.ledger import open_ledger
from tests.desk import browser as driven
from tests.desk.browser import Watched
from tests.desk.desk import CLOCK
from tests.ledger.build import RUN
from tests.ledger.told import Act
from tests.relationships.ledgers import MALI, NORWAY, act, page, pages

PAGES = (
    "/",
    "/watch",
    "/events",
    "/events?q=act:COERCE",
    "/events?q=actr:wrong",
    "/relationships",
    "/relationships/NOR/MLI",
    "/relationships/FRA/MLI",
    "/nothing",
    "EVENT",
)
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    driven.required()
    with driven.served(tmp_path_factory.mktemp("desk")) as found:
        yield found


@pytest.fixture(scope="module")
def browser(address: str) -> Iterator[Browser]:
    with driven.chromium() as found:
        yield found


def _path(watched: Watched, path: str) -> str:
    """The address of a page of this ledger."""
    if path != "EVENT":
        return path
    found = watched.page.request.get(f"{watched.address}/events.json?q=act:CONSULT").json()
    return f"/events/{found['events'][0]['id']}"


def _expected(path: str) -> list[str]:
    """What the browser itself says of a page that is an error."""
    return ["console: Failed to load resource"] if path in ("/nothing", "/events?q=actr:wrong") else []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
def test_a_page_is_whole_and_open_to_all(
    browser: Browser, address: str, path: str, size: dict[str, int], scheme: str
) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    watched = Watched(context, address)
    page = watched.go(_path(watched, path))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the window"
    found = Axe().run(page).response["violations"]
    told = [one for one in found if one["impact"] in ("serious", "critical") or one["id"] == "landmark-unique"]
    serious = [f"{one['id']}: {one['nodes'][0]['html']}" for one in told]
    context.close()
    assert serious == []
    assert [one for one in watched.wrong if not any(one.startswith(known) for known in _expected(path))] == []


@pytest.mark.parametrize("width", [1440, 1280, 1024])
def test_a_list_beside_its_facets_shows_all_its_columns(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/events")
    assert page.evaluate("[...document.querySelectorAll('.scroll')].every(e => e.scrollWidth <= e.clientWidth)")
    context.close()


def test_however_long_a_word_is_no_page_is_wider_than_a_phone(browser: Browser, tmp_path: Path) -> None:
    word, outlets = "donaudampfschifffahrt" * 200, ("x" * 900, "y" * 900)
    told = [
        page(f"Cargo {word} seized", "2025-02-11", outlets[0], _seized(f"Norway seized a cargo of Mali, {word}.")),
        page(f"Seizure {word}", "2025-02-12", outlets[1], _seized(f"Norway has seized a cargo {word} of Mali.")),
    ]
    with open_ledger(tmp_path / "ledger.sqlite", clock=lambda: CLOCK) as book:
        book.add_all([*pages(), *told], RUN)
        book.join()
        with driven.running(book, tmp_path) as address:
            context = browser.new_context(viewport={"width": 375, "height": 800})
            watched = Watched(context, address)
            found = watched.page.request.get(f"{address}/events.json?q=act:COERCE").json()["events"]
            shown = [f"/{kind}/{one[name]}" for one in found for kind, name in (("events", "id"), ("articles", "doc"))]
            fixed = ("/", "/events", "/articles", "/actors/MLI", "/relationships/NOR/MLI", "/brief/NOR/MLI", "/sources")
            width = "document.documentElement.scrollWidth"
            wide = {path: watched.go(path).evaluate(width) for path in (*fixed, *shown)}
            context.close()
    assert {path: found for path, found in wide.items() if found > 375} == {}


def _seized(words: str) -> Act:
    return act(words, "seized", "COERCE", "2025-02-10", NORWAY, MALI)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_the_same_without_javascript(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    watched = Watched(context, address)
    page = watched.go(_path(watched, path))
    assert page.locator("main").inner_text().strip()
    assert page.locator("h1").count() == 1
    context.close()


def test_hostile_words_do_nothing(browser: Browser, address: str) -> None:
    context = browser.new_context()
    watched = Watched(context, address)
    for path in ("/events", "/events?q=act:CONSULT", _path(watched, "EVENT")):
        page = watched.go(path)
        assert page.locator("main script").count() == 0
    assert "alert(1)" in page.locator("main").inner_text()
    context.close()
    assert watched.wrong == []


def test_the_list_is_read_by_keys_alone(browser: Browser, address: str) -> None:
    context = browser.new_context()
    watched = Watched(context, address)
    page = watched.go("/events")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.locator("#main").focus()
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator("[aria-selected=true]").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open] h1")
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    page.keyboard.press("?")
    assert page.locator("dialog.keys[open]").count() == 1
    context.close()
    assert watched.wrong == []


def test_a_row_opens_beside_the_list(browser: Browser, address: str) -> None:
    context = browser.new_context()
    watched = Watched(context, address)
    page = watched.go("/events?q=act:COERCE")
    page.click("a.act")
    page.wait_for_selector("dialog[open] .context")
    assert page.url.endswith("/events?q=act:COERCE")
    assert page.locator("dialog .context mark.trigger").inner_text() == "seized"
    context.close()
    assert watched.wrong == []


def test_a_chart_tells_and_opens_what_is_under_the_pointer(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=WIDE)  # type: ignore[arg-type]
    watched = Watched(context, address)
    page = watched.go("/relationships/NOR/MLI")
    page.wait_for_selector(".chart .live canvas")
    assert "cooperation above the line" in (page.locator(".live").get_attribute("aria-label") or "")
    box = page.locator(".live canvas").bounding_box()
    assert box
    seen = []
    for step in range(8, 98):
        page.mouse.move(box["x"] + box["width"] * step / 100, box["y"] + 110)
        if page.locator("#vg-tooltip-element.visible").count():
            seen.append((step, page.locator("#vg-tooltip-element").inner_text()))
    bar = next(step for step, told in seen if "in words" in told or "in deeds" in told)
    page.mouse.click(box["x"] + box["width"] * bar / 100, box["y"] + 110)
    page.wait_for_url("**/events?q=*")
    context.close()
    assert watched.wrong == []
