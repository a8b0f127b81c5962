"""A browser at the desk, for tests: keeps its cookie, sends back what forms have to bring."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from httpx import Response
from litestar.testing import TestClient

from harmattan.desk import app
from harmattan.desk.door import Door
from harmattan.desk.safety import forgery
from harmattan.desk.safety.gate import Gate

ORIGIN = "http://127.0.0.1:8321"
HTML = {"accept": "text/html"}
PASSWORD = "four words of sand"


class Clock:
    """Stands still until it is told."""

    def __init__(self) -> None:
        self.now = datetime(2026, 2, 3, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()

    def on(self, **time: float) -> None:
        self.now += timedelta(**time)


class Browser:
    """Follows no redirect by itself."""

    def __init__(self, client: TestClient[Any]) -> None:
        self.client = client

    @property
    def cookie(self) -> str:
        """The value of the desk's cookie, or ""."""
        return next((one.value or "" for one in self.client.cookies.jar if "desk" in one.name), "")

    def get(self, path: str, **headers: str) -> Response:
        """Look at a page."""
        return self.client.get(path, headers=HTML | _names(headers))

    def send(self, path: str, fields: dict[str, str] | None = None, **headers: str) -> Response:
        """Send a form of one of the desk's own pages."""
        if not self.cookie:
            self.get("/login")
        token = {forgery.FIELD: forgery.value(self.cookie)}
        told = HTML | {"origin": str(self.client.base_url).rstrip("/")} | _names(headers)
        return self.client.post(path, data=token | (fields or {}), headers=told)

    def login(self, name: str, password: str = PASSWORD, next: str = "/account") -> Response:
        """Fill the login form in."""
        return self.send("/login/in", {"name": name, "password": password, "next": next})


def _names(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


@contextmanager
def browsing(door: Door, gate: Gate | None = None, origin: str = ORIGIN) -> Iterator[Browser]:
    """Yield a browser at a desk."""
    with TestClient(app.made(door, gate), base_url=origin, raise_server_exceptions=False) as client:
        client.follow_redirects = False
        yield Browser(client)
