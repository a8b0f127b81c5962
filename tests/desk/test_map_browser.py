"""The map in a real browser: it moves with a script, is whole without one, and asks nobody else for anything."""

import time
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from harmattan.ledger import open_ledger
from tests.desk import browser as driven
from tests.desk.browser import Watched
from tests.desk.desk import CLOCK
from tests.desk.test_map import PAGES
from tests.ledger.build import RUN

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    driven.required()
    folder = tmp_path_factory.mktemp("map")
    with open_ledger(folder / "ledger.sqlite", clock=lambda: CLOCK) as book:
        book.add_all(PAGES, RUN)
        with driven.running(book, folder) as found:
            yield found


@pytest.fixture(scope="module")
def browser(address: str) -> Iterator[Browser]:
    with driven.chromium() as found:
        yield found


def _box(page: Page) -> list[float]:
    return [float(one) for one in str(page.locator("[data-map] > svg").get_attribute("viewBox")).split()]


def _until(true: Callable[[], bool]) -> None:
    """Wait for what a script does; no text may be run as a script on these pages, not even a test's."""
    end = time.monotonic() + 5
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
def test_the_map_is_whole_and_open_to_all(browser: Browser, address: str, size: dict[str, int], scheme: str) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    watched = Watched(context, address)
    page = watched.go("/map?q=by:reports")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the window"
    found = Axe().run(page).response["violations"]
    serious = [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in ("serious", "critical")]
    context.close()
    assert serious == []
    assert watched.wrong == []


def test_keys_wheel_and_pointer_move_it_and_a_symbol_leads_on(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=WIDE)  # type: ignore[arg-type]
    watched = Watched(context, address)
    page = watched.go("/map?region=world&q=by:reports")
    coarse = page.locator(".land").get_attribute("d") or ""
    page.keyboard.press("+")
    page.locator("[data-map].near").wait_for()
    assert _box(page)[2] == pytest.approx(960 / 1.6)
    middle = page.locator("[data-map] > svg").bounding_box()
    assert middle
    x, y = middle["x"] + middle["width"] / 2, middle["y"] + middle["height"] / 2
    page.mouse.move(x, y)
    page.mouse.wheel(0, -400)
    _until(lambda: len(page.locator(".land").get_attribute("d") or "") > len(coarse))
    before = _box(page)
    page.mouse.down()
    page.mouse.move(x + 120, y, steps=4)
    page.mouse.up()
    _until(lambda: _box(page)[0] < before[0] - 1)
    assert "/map" in page.url
    page.keyboard.press("0")
    page.locator("[data-map]:not(.near)").wait_for()
    assert _box(page)[:3] == [0, 0, 960]
    page.locator("a.spot").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/events?*")
    context.close()
    assert watched.wrong == []


def test_without_a_script_it_says_the_same(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = Watched(context, address).go("/map?q=by:reports&region=world")
    assert page.locator("a.spot").count() == page.locator(".places tbody a").count() == 4
    assert page.locator("h1").count() == 1
    context.close()
