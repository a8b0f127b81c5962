"""A desk over a ledger of invented reports, asked as a browser and as a program ask."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from litestar.testing import TestClient

from harmattan.desk import app, door
from harmattan.ledger import Ledger, open_ledger

CLOCK = "2026-02-03T12:00:00Z"
HTML = {"accept": "text/html"}
Client = TestClient[Any]


@contextmanager
def desk(book: Ledger, folder: Path) -> Iterator[Client]:
    """Yield a client of the whole application; errors that it does not catch are raised."""
    made = app.made(door.opened(book, folder, clock=lambda: CLOCK, patience=100))
    with TestClient(made, base_url="http://127.0.0.1:8321") as client:
        yield client


@contextmanager
def empty(folder: Path) -> Iterator[Client]:
    """Yield a client of a desk over an empty ledger."""
    with open_ledger(folder / "empty.sqlite", clock=lambda: CLOCK) as book, desk(book, folder) as client:
        yield client


class _Seen(HTMLParser):
    """What a browser would make of a page: its elements, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value for name, value in attrs if name in ("href", "src", "action") and value]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def seen(html: str) -> _Seen:
    """Return what stands on a page."""
    parser = _Seen()
    parser.feed(html)
    return parser


def form(page: str, button: str) -> tuple[str, dict[str, str]]:
    """Return where the form with a button is sent, and its fields as the page fills them in."""
    [whole] = [one for one in re.findall(r"<form.*?</form>", page, re.DOTALL) if button in one]
    action = re.search(r'action="([^"]*)"', whole)
    if action is None:
        raise AssertionError(f"the form with {button!r} has no action")
    fields = re.findall(r'name="([^"]*)" value="([^"]*)"', whole)
    return unescape(action[1]), {unescape(name): unescape(value) for name, value in fields}
