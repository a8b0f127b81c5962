"""The desk as uvicorn serves it, on loopback: what only a real server shows. Every person is invented."""

import asyncio
import io
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
import uvicorn

from harmattan.desk.door import Door
from harmattan.desk.safety import forgery
from harmattan.desk.safety.gate import Gate
from harmattan.desk.safety.patience import Patience
from harmattan.desk.serve import Way, configured
from harmattan.ledger.people.store import People
from tests.cli.test_cli import outcome
from tests.desk.visiting import HTML, PASSWORD

HOST = "127.0.0.1"


def free() -> int:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        return int(taken.getsockname()[1])


@contextmanager
def served(door: Door, gate: Gate, way: Way) -> Iterator[str]:
    """Yield the address of a desk that runs in a thread."""
    server = uvicorn.Server(configured(door, gate, way))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        end = time.monotonic() + 10
        while not server.started and time.monotonic() < end:
            time.sleep(0.01)
        yield f"http://{HOST}:{way.port}"
    finally:
        server.should_exit = True
        thread.join(10)


def raw(port: int, *parts: bytes) -> bytes:
    """Send bytes and return all that comes back until the server closes, kindly or not."""
    with socket.create_connection((HOST, port), timeout=5) as line:
        for part in parts:
            line.sendall(part)
            # So that what comes next is the beginning of a request and not more of this one.
            time.sleep(0.1)
        answer = b""
        with suppress(ConnectionResetError):
            while piece := line.recv(65_536):
                answer += piece
        return answer


def test_a_login_by_a_real_server(door: Door, gate: Gate, people: People) -> None:
    way = Way(HOST, free())
    with served(door, gate, way) as address, httpx.Client(base_url=address, headers=HTML) as client:
        client.get("/login")
        (cookie,) = client.cookies.jar
        assert cookie.name == f"desk-{way.port}"
        fields = {
            "name": "Ann",
            "password": PASSWORD,
            "next": "/accounts",
            forgery.FIELD: forgery.value(cookie.value or ""),
        }
        # A word of a proxy that nobody told us to believe: neither address nor scheme follow it.
        told = {"origin": address, "x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https"}
        answer = client.post("/login/in", data=fields, headers=told)
        assert (answer.status_code, answer.headers["location"]) == (303, "/accounts")
        assert "Secure" not in answer.headers["set-cookie"]
        assert client.get("/accounts").status_code == 200
        assert "server" not in answer.headers
    assert people.log(1)[0].origin == HOST


def test_a_proxy_that_is_trusted_tells_the_visitor_and_https(door: Door, gate: Gate, people: People) -> None:
    way = Way(HOST, free(), proxy=HOST)
    told = {"x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https"}
    with served(door, gate, way) as address, httpx.Client(base_url=address, headers=HTML | told) as client:
        first = client.get("/login")
        assert first.headers["set-cookie"].startswith("__Host-desk=")
        assert "Secure" in first.headers["set-cookie"]
        assert "strict-transport-security" in first.headers
        value = first.headers["set-cookie"].partition("=")[2].partition(";")[0]
        fields = {"name": "Ann", "password": PASSWORD, forgery.FIELD: forgery.value(value)}
        sent = {"cookie": f"__Host-desk={value}", "origin": address.replace("http:", "https:")}
        assert client.post("/login/in", data=fields, headers=sent).status_code == 303
    assert people.log(1)[0].origin == "203.0.113.9"


def test_heads_that_are_wrong_large_or_slow_end_the_connection(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Patience, "head_time", 0.3)
    way = Way(HOST, free())
    with served(door, Gate(), way):
        assert raw(way.port, b"GET /events HTTP/1.1\r\nHost: evil.example\r\n\r\n").startswith(b"HTTP/1.1 421")
        assert raw(way.port, b"GET /events HTTP/1.1\r\n\r\n").startswith(b"HTTP/1.1 400")
        two = b"GET /events HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"
        assert raw(way.port, two)[:12] in (b"HTTP/1.1 400", b"HTTP/1.1 421")
        assert raw(way.port, b"GET /events HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 421")
        large = b"GET /events HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 40_000 + b"\r\n\r\n"
        assert raw(way.port, large).startswith(b"HTTP/1.1 431")
        pieces = (large[:40_000], b"x" * 40_000)
        assert raw(way.port, *pieces)[:12] in (b"HTTP/1.1 400", b"")
        start = time.monotonic()
        assert raw(way.port, b"GET /events HT") == b""
        assert raw(way.port) == b""
        assert time.monotonic() - start < 3
        kept = b"GET /static/desk.css HTTP/1.1\r\nHost: localhost\r\n\r\n"
        assert raw(way.port, kept, b"GET /ev").startswith(b"HTTP/1.1 200")


def test_a_body_that_comes_too_slowly_is_refused(door: Door, gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("harmattan.desk.safety.limits.BODY_TIME", 0.3)
    way = Way(HOST, free())
    head = (
        f"POST /login/in HTTP/1.1\r\nHost: localhost\r\nCookie: desk-{way.port}={'A' * 43}\r\nConnection: close\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\nname=A"
    )
    with served(door, gate, way):
        assert raw(way.port, head.encode()).startswith(b"HTTP/1.1 408")


def test_many_guesses_at_once_are_many_guesses(door: Door, gate: Gate) -> None:
    way = Way(HOST, free())

    async def guess(client: httpx.AsyncClient, cookie: str) -> int:
        fields = {"name": "Ann", "password": "wrong", forgery.FIELD: forgery.value(cookie)}
        told = {"cookie": f"desk-{way.port}={cookie}"}
        return (await client.post("/login/in", data=fields, headers=told)).status_code

    async def all_at_once(address: str) -> list[int]:
        async with httpx.AsyncClient(base_url=address, headers=HTML) as client:
            return list(await asyncio.gather(*(guess(client, "A" * 43) for _ in range(20))))

    with served(door, gate, way) as address:
        assert sorted(asyncio.run(all_at_once(address))) == [403] * 5 + [429] * 15


@pytest.mark.parametrize(
    "arguments", [("--host", "0.0.0.0"), ("--name", "desk.example"), ("--proxy", HOST), ("--accounts",)]
)
def test_nobody_else_is_served_without_an_account(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv("HARMATTAN_DATA", str(tmp_path))
    status, out, (line,) = outcome(capsys, "serve", *arguments)
    assert (status, out) == (2, [])
    assert "harmattan accounts add NAME --role admin" in line


def test_with_an_account_others_are_served_and_told_of_plain_http(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HARMATTAN_DATA", str(tmp_path))
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD + "\n"))
    outcome(capsys, "accounts", "add", "Ann", "--role", "admin")
    seen: list[tuple[Door, Gate, Way]] = []
    monkeypatch.setattr("harmattan.desk.serve.listening", lambda way: [])
    monkeypatch.setattr("harmattan.desk.serve.serve", lambda *told: seen.append(told[:3]))
    status, _, lines = outcome(capsys, "serve", "--host", "0.0.0.0", "--name", "desk.example")
    assert (status, "plain http" in lines[-1]) == (0, True)
    assert outcome(capsys, "serve")[0] == 0
    (there, gate, way), (here, own, _) = seen
    assert (there.local, gate.people is None, way.host, gate.answers("desk.example")) == (False, False, "0.0.0.0", True)
    assert (here.local, own.people is None, own.answers("desk.example")) == (True, True, False)
    assert replace(way, host="::1").address == "http://[::1]:8321/"


def test_a_port_that_is_taken_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HARMATTAN_DATA", str(tmp_path))
    with socket.create_server((HOST, 0)) as taken:
        port = str(taken.getsockname()[1])
        status, out, (line,) = outcome(capsys, "serve", "--port", port)
        assert (status, out, line) == (
            2, [], f"harmattan: cannot serve on http://{HOST}:{port}/: Address already in use",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--port", "0"), "--port is a number"),
        (("--certificate", "x.pem"), "belong together"),
        (("--certificate", "x.pem", "--key", "y.pem"), "x.pem and y.pem are no certificate and its key"),
        (("--certificate", __file__, "--key", __file__), "are no certificate and its key"),
        (("--proxy", "*"), "--proxy is an address or a network, not '*'"),
    ],
)
def test_bad_use_is_one_clear_line(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], problem: str
) -> None:
    status, out, (line,) = outcome(capsys, "serve", *arguments)
    assert (status, out, problem in line) == (2, [], True)
