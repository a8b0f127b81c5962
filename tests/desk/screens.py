"""Takes the pictures of docs/desk: python -m tests.desk.screens docs/screens. Needs Debian's Chromium.

The ledger is that of harmattan demo, so that anybody gets the same pictures; every story in it is invented.
"""

import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page

from harmattan.cli.main import run
from harmattan.dates import now_utc
from harmattan.ledger import open_ledger
from tests.desk import browser

WIDE, PHONE = (1440, 900), (390, 844)
SHOTS = (
    ("today", "/", WIDE, "light"),
    ("events", "/events?q=between:KEN,TZA", WIDE, "light"),
    ("relationship", "/relationships/KEN/TZA", WIDE, "light"),
    ("relationship-dark", "/relationships/KEN/TZA", WIDE, "dark"),
    ("map", "/map?region=africa", WIDE, "light"),
    ("article", "ARTICLE", WIDE, "light"),
    ("brief", "/brief/KEN/TZA", WIDE, "light"),
    ("review", "/review", WIDE, "dark"),
    ("events-phone", "/events?q=between:KEN,TZA", PHONE, "light"),
    ("relationship-phone", "/relationships/KEN/TZA", PHONE, "light"),
    ("map-phone", "/map?region=africa", PHONE, "dark"),
    ("today-phone", "/", PHONE, "dark"),
)


def main(folder: Path) -> None:
    """Write every picture into a folder."""
    with tempfile.TemporaryDirectory() as made, browser.chromium() as chromium:
        ledger = Path(made) / "demo.sqlite"
        if run(["demo", "--no-serve", "--out", str(ledger)]):
            raise SystemExit(1)
        with open_ledger(ledger) as book, browser.running(book, Path(made), now_utc) as address:
            for name, path, (width, height), scheme in SHOTS:
                context = chromium.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme=scheme,  # type: ignore[arg-type]
                )
                page = context.new_page()
                asked = _article(address, page) if path == "ARTICLE" else path
                page.goto(address + asked, wait_until="networkidle")
                # What takes long is made beside the page.
                time.sleep(4)
                page.reload(wait_until="networkidle")
                page.screenshot(path=folder / f"{name}.png")
                context.close()


def _article(address: str, page: Page) -> str:
    found = page.request.get(f"{address}/events.json?q=between:KEN,TZA%20act:COERCE").json()["events"]
    return f"/articles/{found[0]['doc']}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
