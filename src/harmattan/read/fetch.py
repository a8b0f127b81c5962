"""Asks for pages over http(s) and refuses to be led into the reader's own network."""

import ipaddress
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urljoin, urlsplit

from harmattan import __version__
from harmattan.errors import NoAnswer, RefusedAddress, UnreadableInput
from harmattan.read.cutoff import Cutoff
from harmattan.read.source import too_large
from harmattan.read.unpack import unpacked

if TYPE_CHECKING:
    import ssl

    import httpx

T = TypeVar("T")
_STEP_SECONDS = 10.0
# A server that drips a byte a second keeps every single read within its timeout: bound the whole.
_TOTAL_SECONDS = 60.0
MAX_REDIRECTS = 8
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPT = "text/html,application/xml;q=0.9,text/plain;q=0.9,*/*;q=0.5"
_GIVEN_OUT = ipaddress.IPv6Network("2000::/3")
_EXAMPLES = ipaddress.IPv6Network("3fff::/20")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_EMBEDDING = tuple(map(ipaddress.IPv6Network, ("::/96", "::ffff:0:0:0/96", "64:ff9b:1::/48")))
# Where clouds hand out keys that are not of the link alone.
_KEY_SERVERS = frozenset({"fd00:ec2::254", "100.100.100.200", "192.0.0.192"})
# Python 3.11 calls some of it global.
_PROTOCOLS = ipaddress.IPv4Network("192.0.0.0/24")
_PLAIN = frozenset({"", "identity"})
_PACKED = frozenset({"gzip", "x-gzip"})


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as the server gave it; url is the last one after redirects."""

    url: str
    data: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of a page when it gave it; sent back, so that it need not give the same page again."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a server to one request. data is empty unless status is 200; location: where it redirects to,
    made whole; retry_after: as the server put it, seconds or an HTTP date."""

    url: str
    status: int
    data: bytes = b""
    content_type: str = ""
    validators: Validators = Validators()
    location: str | None = None
    retry_after: str | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """How to ask. limit: bytes of a page; agent: who asks; seconds: for one answer, all of it; cut: what is over the
    limit is cut off there and not refused."""

    limit: int
    allow_private: bool = False
    agent: str = ""
    seconds: float = _TOTAL_SECONDS
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """What a request says: its method, its headers but Host, and its body."""

    method: str
    headers: Mapping[str, str]
    body: bytes = b""


def agent(contact: str = "") -> str:
    """Return how Harmattan names itself to servers; contact: an address where its user can be reached."""
    about = f"; {contact}" if contact else ""
    return f"harmattan/{__version__} (news reader{about})"


def fetch(url: str, *, limit: int, allow_private: bool = False, clock: Callable[[], float] = time.monotonic) -> Fetched:
    """Return the page at url, following at most 8 redirects by hand.

    Every address is checked after DNS and then connected to by number, so a name that changes its
    address between check and use leads nowhere. Proxies of the environment are not used.
    Raises UnreadableInput for refused addresses, failures, bad statuses and pages over limit bytes.
    """
    deadline = clock() + _TOTAL_SECONDS
    here = url
    for _ in range(MAX_REDIRECTS + 1):
        answer = ask(here, Terms(limit, allow_private), left=lambda: deadline - clock())
        if answer.location is None:
            if answer.status != 200:
                raise UnreadableInput(f"{here}: the server answered {answer.status}")
            return Fetched(answer.url, answer.data, answer.content_type)
        here = answer.location
    raise UnreadableInput(f"{url}: more than {MAX_REDIRECTS} redirects")


def ask(
    url: str, terms: Terms, validators: Validators = Validators(), *, left: Callable[[], float] | None = None
) -> Answer:
    """Return the server's answer to one request, whatever its status; redirects are not followed.

    left: seconds that remain, if not those of terms from now on. Certificates are checked always. Raises NoAnswer if
    nothing whole comes in time, RefusedAddress, and UnreadableInput for what cannot be unpacked or is over the limit.
    """
    end = time.monotonic() + terms.seconds
    time_left = left or (lambda: end - time.monotonic())
    return exchange(
        url, terms, Message("GET", _headers(terms, validators)), lambda got: _answer(got, url, terms, time_left)
    )


def exchange(url: str, terms: Terms, message: Message, take: "Callable[[httpx.Response], T]") -> T:
    """Send one request and return what take makes of the response, which it may read as a stream.

    Every address of the host is checked after DNS, and one is connected to by number. Raises NoAnswer if nothing comes
    in time, UnreadableInput for refused addresses, and whatever take raises.
    """
    import httpx

    with (
        httpx.Client(verify=_trusted(), timeout=_STEP_SECONDS, follow_redirects=False, trust_env=False) as client,
        Cutoff(terms.seconds) as cutoff,
    ):
        try:
            return _sent(client, _request(client, url, terms, message, cutoff.trace), take)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            if cutoff.late:
                raise _late(url, terms) from error
            raise NoAnswer(f"{url}: cannot be fetched: {_one_line(error)}") from error


def _sent(client: "httpx.Client", request: "httpx.Request", take: "Callable[[httpx.Response], T]") -> T:
    response = client.send(request, stream=True)
    try:
        return take(response)
    finally:
        response.close()


@lru_cache(maxsize=1)
def _trusted() -> "ssl.SSLContext":
    """Whom certificates are trusted from. Loading that takes longer than most answers, so it is done once."""
    import httpx

    return httpx.create_ssl_context(trust_env=False)


def _request(
    client: "httpx.Client", url: str, terms: Terms, message: Message, trace: Callable[..., None]
) -> "httpx.Request":
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise RefusedAddress(f"{url}: is not a web address") from error
    if parts.scheme not in ("http", "https") or not host:
        raise RefusedAddress(f"{url}: is not an http or https address")
    host = _in_ascii(url, host)
    address = _checked_address(url, host, port or (443 if parts.scheme == "https" else 80), terms.allow_private)
    literal = f"[{address}]" if ":" in address else address
    shown = f"[{host}]" if ":" in host else host
    tail = f":{port}" if port else ""
    return client.build_request(
        message.method,
        parts._replace(netloc=literal + tail, fragment="").geturl(),
        content=message.body or None,
        headers={"Host": shown + tail, **message.headers},
        extensions={"sni_hostname": host, "trace": trace},
    )


def _headers(terms: Terms, validators: Validators) -> dict[str, str]:
    asked = {"If-None-Match": validators.etag, "If-Modified-Since": validators.modified}
    return {
        "User-Agent": terms.agent or agent(),
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip",
        # A server may call its page what no request can hold.
        **{name: value for name, value in asked.items() if value and value.isascii() and value.isprintable()},
    }


def _in_ascii(url: str, host: str) -> str:
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise RefusedAddress(f"{url}: is not a web address") from error


def _checked_address(url: str, host: str, port: int, allow_private: bool) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoAnswer(f"{url}: the host {host!r} has no address") from error
    addresses = [str(entry[4][0]) for entry in found]
    for address in addresses:
        if not allow_private and not is_public(address):
            told = "a private address" if host == address else f"{host!r} is the private address {address}"
            raise RefusedAddress(f"{url}: refused, {told}; --allow-private takes it")
        if is_link_local(address):
            raise RefusedAddress(f"{url}: refused, {host!r} is the link-local address {address}")
    return addresses[0]


def is_link_local(address: str) -> bool:
    """Tell whether an IP address is one of the link alone, where clouds answer with their keys: whoever allows private
    addresses means a network of their own, and never these."""
    parsed = ipaddress.ip_address(address.split("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        parsed = parsed.ipv4_mapped or parsed.sixtofour or _nat64(parsed) or _embedded(parsed) or parsed
    return parsed.is_link_local or str(parsed) in _KEY_SERVERS


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to the open internet: of IPv6 only the part given out as global unicast
    (RFC 4291), since what Python calls global of the rest differs by its version."""
    parsed = ipaddress.ip_address(address.split("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour or _nat64(parsed)
        if inner is not None:
            return is_public(str(inner))
        if parsed not in _GIVEN_OUT or parsed in _EXAMPLES or parsed.teredo is not None:
            return False
    return parsed.is_global and not parsed.is_multicast and parsed not in _PROTOCOLS


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address of older or local forms: compatible, translated (RFC 7915), local NAT64 (RFC 8215)."""
    if int(address) > 1 and any(address in one for one in _EMBEDDING):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def _nat64(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def _answer(response: "httpx.Response", url: str, terms: Terms, time_left: Callable[[], float]) -> Answer:
    headers = response.headers
    location = headers.get("location", "") if response.status_code in _REDIRECTS else ""
    return Answer(
        url,
        response.status_code,
        _body(response, url, terms, time_left) if response.status_code == 200 else b"",
        headers.get("content-type", ""),
        Validators(headers.get("etag"), headers.get("last-modified")),
        _joined(url, location) if location else None,
        headers.get("retry-after"),
    )


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise UnreadableInput(f"{url}: redirects to what is not a web address") from error


def _body(response: "httpx.Response", url: str, terms: Terms, time_left: Callable[[], float]) -> bytes:
    """The body as it came, then unpacked here: a library that unpacks each piece whole can be made to fill memory."""
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing not in _PLAIN | _PACKED:
        raise UnreadableInput(f"{url}: is packed as {packing!r}, which was not asked for")
    data = bytearray()
    for chunk in response.iter_raw():
        data += chunk
        if len(data) > terms.limit and terms.cut:
            break
        if len(data) > terms.limit:
            raise too_large(url, terms.limit)
        if time_left() < 0:
            raise _late(url, terms)
    if packing in _PACKED and data:
        return unpacked(bytes(data), terms.limit, url, cut=terms.cut)
    return bytes(data[: terms.limit])


def _late(url: str, terms: Terms) -> NoAnswer:
    return NoAnswer(f"{url}: not received within {terms.seconds:g} seconds")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
