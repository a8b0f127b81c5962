"""A web site on the loopback address, made of paths and what they answer; it remembers what was asked when."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Reply = tuple[int, Mapping[str, str], bytes]


@dataclass
class Asked:
    """A request: when it began and ended, what for, and its headers."""

    begun: float
    path: str
    headers: Mapping[str, str]
    ended: float = 0.0


@dataclass
class Site:
    """pages: what stands where; a function makes the reply of the request. slow: seconds that every reply takes."""

    pages: dict[str, Reply | Callable[[Asked], Reply]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    slow: float = 0.0
    address: str = ""
    dripped: set[str] = field(default_factory=set)

    def text(self, path: str, body: str, kind: str = "text/html", **headers: str) -> None:
        """Put a page."""
        self.pages[path] = (200, {"Content-Type": kind, **headers}, body.encode())

    def times(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(one.path == path for one in self.asked)

    def paths(self) -> list[str]:
        """The paths that were asked for, in order, without robots.txt."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]


@contextmanager
def served() -> Iterator[Site]:
    """Serve a site while the ``with`` lasts."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = Asked(time.monotonic(), self.path, dict(self.headers))
            site.asked.append(asked)
            time.sleep(site.slow)
            found = site.pages.get(self.path, (404, {}, b""))
            status, headers, body = found(asked) if callable(found) else found
            try:
                self._send(status, headers, body)
            except OSError:
                return  # the client has had enough
            asked.ended = time.monotonic()

        def _send(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
            if self.path in site.dripped:
                for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 1000:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    time.sleep(0.05)
                return
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test's output clean."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that goes away is no error here."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    site.address = f"http://127.0.0.1:{server.server_port}"
    yield site
    server.shutdown()
    thread.join()
    server.server_close()


def rss(base: str, numbers: Iterator[int] | range, day: str = "Tue, 03 Mar 2026 10:00:00 GMT") -> str:
    """An invented feed of pages /p1, /p2 ..."""
    items = "".join(
        f"<item><title>Item {number}</title><link>{base}/p{number}</link><pubDate>{day}</pubDate></item>"
        for number in numbers
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Invented</title>{items}</channel></rss>'


def page(number: int, more: str = "") -> str:
    """An invented page."""
    return f"<html><body><article><h1>Page {number}</h1><p>Norland met Estia. {more}</p></article></html>"
