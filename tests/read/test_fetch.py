"""Fetching, against a server on the loopback address started here; nothing goes to the network."""

import socket
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from harmattan.errors import NoAnswer, RefusedAddress, UnreadableInput
from harmattan.read.fetch import Terms, Validators, _trusted, agent, ask, fetch, is_public
from harmattan.read.source import load

_PAGE = b"<html><body><p>Hello.</p></body></html>"


class _Site(BaseHTTPRequestHandler):
    """Answers by path: /page, /moved, /loop, /away, /large, /missing."""

    def do_GET(self) -> None:
        if self.path == "/page":
            self._answer(200, _PAGE, {"Content-Type": "text/html; charset=utf-8"})
        elif self.path == "/moved":
            self._answer(302, b"", {"Location": "/page"})
        elif self.path == "/loop":
            self._answer(302, b"", {"Location": "/loop"})
        elif self.path == "/away":
            self._answer(301, b"", {"Location": "file:///etc/passwd"})
        elif self.path == "/large":
            self._answer(200, b"x" * 200_000, {})
        elif self.path == "/known":
            self._answer(304 if self.headers["If-None-Match"] == "x" else 200, b"", {"ETag": "x", "Retry-After": "7"})
        elif self.path == "/brotli":
            self._answer(200, b"x", {"Content-Encoding": "br"})
        elif self.path == "/host":
            self._answer(200, self.headers["Host"].encode(), {})
        else:
            self._answer(404, b"", {})

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_comes_with_its_address_and_type(site: str) -> None:
    raw = load(f"{site}/page", allow_private=True)
    assert (raw.url, raw.data, raw.content_type) == (f"{site}/page", _PAGE, "text/html; charset=utf-8")


def test_a_redirect_is_followed_to_the_last_address(site: str) -> None:
    raw = load(f"{site}/moved", allow_private=True)
    assert (raw.source, raw.url) == (f"{site}/moved", f"{site}/page")


def test_the_server_is_told_the_name_it_was_asked_by(site: str) -> None:
    port = site.rsplit(":", 1)[1]
    assert load(f"http://localhost:{port}/host", allow_private=True).data == f"localhost:{port}".encode()


def test_loopback_is_refused_unless_allowed(site: str) -> None:
    with pytest.raises(UnreadableInput, match=r"refused, a private address; --allow-private takes it$"):
        load(f"{site}/page")
    named = site.replace("127.0.0.1", "localhost")
    with pytest.raises(UnreadableInput, match=r"refused, 'localhost' is the private address [\d.:]+; --allow-private"):
        load(f"{named}/page")


def test_a_redirect_into_the_own_network_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first host passes as public and leads to a private one, which is checked again."""
    port = int(site.rsplit(":", 1)[1])
    here = socket.getaddrinfo("127.0.0.1", port, type=socket.SOCK_STREAM)

    def resolve(*_: object, **__: object) -> object:
        return here

    checked: list[str] = []

    def first_is_public(address: str) -> bool:
        checked.append(address)
        return len(checked) == 1

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr("harmattan.read.fetch.is_public", first_is_public)
    with pytest.raises(UnreadableInput, match="refused"):
        load(f"http://news.example:{port}/moved")
    assert checked == ["127.0.0.1", "127.0.0.1"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/missing", "answered 404"), ("/loop", "more than 8 redirects"), ("/away", "not an http or https address")],
)
def test_failures_are_told_in_one_line(site: str, path: str, reason: str) -> None:
    with pytest.raises(UnreadableInput, match=reason) as caught:
        load(f"{site}{path}", allow_private=True)
    assert "\n" not in str(caught.value)


def test_a_body_over_the_limit_is_cut_off(site: str) -> None:
    with pytest.raises(UnreadableInput, match="over the limit"):
        load(f"{site}/large", allow_private=True, limit=100_000)


def test_a_slow_page_is_given_up(site: str) -> None:
    ticks = iter([0.0, *[1000.0] * 100])
    with pytest.raises(UnreadableInput, match="not received within 60 seconds"):
        fetch(f"{site}/large", limit=10**6, allow_private=True, clock=lambda: next(ticks))


def test_a_closed_port_is_unreadable() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    with pytest.raises(UnreadableInput, match="cannot be fetched"):
        load(f"http://127.0.0.1:{port}/", allow_private=True)


@pytest.mark.parametrize("url", ["http://", "http://[::1", "http://exa mple/", "http://a:99999/"])
def test_addresses_that_are_none_are_refused(url: str) -> None:
    with pytest.raises(UnreadableInput):
        load(url)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.9.9", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
        "::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "fec0::1", "64:ff9b:1::7f00:1", "::ffff:0:127.0.0.1", "::127.0.0.1", "5f00::1", "3fff::1", "2001:0:7f00:1::",
        "ff0e::1", "4000::1",
    ],
)  # fmt: skip
def test_addresses_off_the_open_internet(address: str) -> None:
    assert not is_public(address)


def test_addresses_of_protocols_are_of_no_site() -> None:
    assert not is_public("192.0.0.192")
    assert not is_public("::ffff:192.0.0.192")


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822", "2002:5db8:d822::1"]
)
def test_addresses_on_the_open_internet(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254",
        "[fe80::1]",
        "[::ffff:169.254.169.254]",
        "[64:ff9b::a9fe:a9fe]",
        "[64:ff9b:1::a9fe:a9fe]",
        "[::ffff:0:a9fe:a9fe]",
        "[::169.254.169.254]",
        "[fd00:ec2::254]",
        "192.0.0.192",
    ],
)
def test_whoever_allows_private_addresses_allows_none_of_the_link(address: str) -> None:
    with pytest.raises(RefusedAddress, match="is the link-local address"):
        ask(f"http://{address}/latest", Terms(1000, allow_private=True))


def test_one_answer_is_told_whole_and_not_followed(site: str) -> None:
    terms = Terms(1000, allow_private=True)
    answer = ask(f"{site}/known", terms, Validators("x"))
    assert (answer.status, answer.validators.etag, answer.retry_after, answer.data) == (304, "x", "7", b"")
    assert ask(f"{site}/moved", terms).location == f"{site}/page"


def test_a_packing_nobody_asked_for_is_refused(site: str) -> None:
    with pytest.raises(UnreadableInput, match="packed as 'br'"):
        load(f"{site}/brotli", allow_private=True)


def test_names_in_other_letters_are_asked_for_in_ascii() -> None:
    with pytest.raises(NoAnswer, match=r"'xn--bcher-kva\.invalid' has no address"):
        load("http://bücher.invalid/é")
    with pytest.raises(UnreadableInput, match="is not a web address"):
        load(f"http://{'ü' * 80}.invalid/")


def test_validators_no_request_can_hold_are_not_sent(site: str) -> None:
    assert ask(f"{site}/known", Terms(1000, allow_private=True), Validators("é", "a\nb")).status == 200


def test_certificates_are_checked() -> None:
    assert (_trusted().verify_mode, _trusted().check_hostname) == (ssl.CERT_REQUIRED, True)


def test_we_say_who_asks_and_where_to_complain() -> None:
    assert agent().startswith("harmattan/")
    assert agent("desk@paper.example").endswith("(news reader; desk@paper.example)")
