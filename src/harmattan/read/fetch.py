"""Fetches one page over http(s) and refuses to be led into the reader's own network."""

import ipaddress
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from harmattan.errors import UnreadableInput
from harmattan.read.source import too_large

if TYPE_CHECKING:
    import httpx

_USER_AGENT = "harmattan (news reader)"
_STEP_SECONDS = 10.0
# A server that drips a byte a second keeps every single read within its timeout: bound the whole.
_TOTAL_SECONDS = 60.0
_MAX_REDIRECTS = 8
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as the server gave it; url is the last one after redirects."""

    url: str
    data: bytes
    content_type: str


def fetch(url: str, *, limit: int, allow_private: bool = False, clock: Callable[[], float] = time.monotonic) -> Fetched:
    """Return the page at url, following at most 8 redirects by hand.

    Every address is checked after DNS and then connected to by number, so a name that changes its
    address between check and use leads nowhere. Proxies of the environment are not used.
    Raises UnreadableInput for refused addresses, failures, bad statuses and pages over limit bytes.
    """
    import httpx

    deadline = clock() + _TOTAL_SECONDS
    here = url
    with httpx.Client(timeout=_STEP_SECONDS, follow_redirects=False, trust_env=False) as client:
        for _ in range(_MAX_REDIRECTS + 1):
            request = _request(client, here, allow_private)
            try:
                answer = _answer(client, request, here, limit, lambda: deadline - clock())
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise UnreadableInput(f"{here}: cannot be fetched: {_one_line(error)}") from error
            if isinstance(answer, Fetched):
                return answer
            here = answer
    raise UnreadableInput(f"{url}: more than {_MAX_REDIRECTS} redirects")


def _request(client: "httpx.Client", url: str, allow_private: bool) -> "httpx.Request":
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise UnreadableInput(f"{url}: is not a web address") from error
    if parts.scheme not in ("http", "https") or not host:
        raise UnreadableInput(f"{url}: is not an http or https address")
    address = _checked_address(url, host, port or (443 if parts.scheme == "https" else 80), allow_private)
    literal = f"[{address}]" if ":" in address else address
    shown = f"[{host}]" if ":" in host else host
    tail = f":{port}" if port else ""
    return client.build_request(
        "GET",
        parts._replace(netloc=literal + tail, fragment="").geturl(),
        headers={"Host": shown + tail, "User-Agent": _USER_AGENT, "Accept": "text/html,text/plain;q=0.9,*/*;q=0.5"},
        extensions={"sni_hostname": host},
    )


def _checked_address(url: str, host: str, port: int, allow_private: bool) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreadableInput(f"{url}: the host {host!r} has no address") from error
    addresses = [str(entry[4][0]) for entry in found]
    if not allow_private:
        for address in addresses:
            if not is_public(address):
                raise UnreadableInput(f"{url}: refused, {host!r} is the private address {address}")
    return addresses[0]


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to the open internet."""
    parsed = ipaddress.ip_address(address.split("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour or _nat64(parsed)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return parsed.is_global and not parsed.is_multicast


def _nat64(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in ipaddress.ip_network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def _answer(
    client: "httpx.Client", request: "httpx.Request", url: str, limit: int, time_left: Callable[[], float]
) -> Fetched | str:
    """Return the page, or the URL it redirects to."""
    response = client.send(request, stream=True)
    try:
        location: str = response.headers.get("location", "")
        if response.status_code in _REDIRECTS and location:
            return urljoin(url, location)
        if response.status_code != 200:
            raise UnreadableInput(f"{url}: the server answered {response.status_code}")
        data = _body(response, url, limit, time_left)
        return Fetched(url, data, response.headers.get("content-type", ""))
    finally:
        response.close()


def _body(response: "httpx.Response", url: str, limit: int, time_left: Callable[[], float]) -> bytes:
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > limit:
            raise too_large(url, limit)
        if time_left() < 0:
            raise UnreadableInput(f"{url}: not received within {_TOTAL_SECONDS:g} seconds")
    return bytes(data)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
