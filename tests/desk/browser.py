"""The desk in Debian's Chromium, over a ledger of invented reports with hostile words in them."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, sync_playwright

from harmattan.desk import app, door
from harmattan.ledger import Ledger, open_ledger
from tests.desk.desk import CLOCK
from tests.ledger.build import RUN
from tests.relationships.ledgers import pages

CHROMIUM = shutil.which("chromium") or ""
# Without them Chromium asks its maker's servers now and then.
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def required() -> None:
    """Skip the test where there is no Chromium, unless it has to be there, as in CI."""
    if not CHROMIUM and not os.environ.get("HARMATTAN_TEST_BROWSER"):
        pytest.skip("no Chromium: apt-get install chromium")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Yield the address of a desk over the invented ledger, served as users have it served."""
    with open_ledger(folder / "ledger.sqlite", clock=lambda: CLOCK) as book:
        book.add_all(pages(), RUN)
        book.join()
        with running(book, folder) as address:
            yield address


@contextmanager
def running(book: Ledger, folder: Path, clock: Callable[[], str] = lambda: CLOCK) -> Iterator[str]:
    """Yield the address of a desk over a ledger."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = app.made(door.opened(book, folder, clock=clock, patience=100))
    server = uvicorn.Server(uvicorn.Config(made, host="127.0.0.1", port=port, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield a browser."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        try:
            yield browser
        finally:
            browser.close()


class Watched:
    """A page with everything that it should not do noted down."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.wrong: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", lambda said: self._note(said.type in ("error", "warning"), f"console: {said.text}"))
        self.page.on("pageerror", lambda error: self._note(True, f"error: {error}"))
        self.page.on("dialog", self._dialog)
        self.page.on("request", lambda asked: self._note(not self._own(asked.url), f"asked elsewhere: {asked.url}"))

    def _dialog(self, dialog: Dialog) -> None:
        self._note(True, f"dialog: {dialog.message}")
        dialog.dismiss()

    def _own(self, url: str) -> bool:
        return url.startswith((self.address, "data:", "blob:"))

    def _note(self, wrong: bool, what: str) -> None:
        if wrong:
            self.wrong.append(what)

    def go(self, path: str) -> Page:
        """Open a page and wait until nothing more is loaded."""
        self.page.goto(self.address + path, wait_until="networkidle")
        return self.page
