"""Sends a small body to an address over http(s), and not into the sender's own network."""

import socket
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from harmattan.errors import OutputError
from harmattan.read.fetch import is_public

if TYPE_CHECKING:
    from collections.abc import Mapping

_SECONDS: Final = 10.0
_AGENT: Final = "harmattan (webhook)"


def send(url: str, body: bytes, headers: "Mapping[str, str]", *, allow_private: bool = False) -> int:
    """POST a body to an address and return the status of the answer, which is not read.

    Every address of the host is checked after DNS and one is then connected to by number; redirects are not followed,
    proxies of the environment not used. Raises OutputError for a refused address and a failure to get through.
    """
    import httpx

    host, port, address = _checked(url, allow_private)
    parts = urlsplit(url)
    shown = f"[{host}]" if ":" in host else host
    literal = f"[{address}]" if ":" in address else address
    told = {**headers, "Host": shown + (f":{parts.port}" if parts.port else ""), "User-Agent": _AGENT}
    target = parts._replace(netloc=f"{literal}:{port}", fragment="").geturl()
    with httpx.Client(timeout=_SECONDS, follow_redirects=False, trust_env=False) as client:
        request = client.build_request("POST", target, content=body, headers=told, extensions={"sni_hostname": host})
        try:
            answer = client.send(request, stream=True)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise OutputError(f"{url}: cannot be reached: {' '.join(str(error).split())}") from error
        answer.close()
    return answer.status_code


def _checked(url: str, allow_private: bool) -> tuple[str, int, str]:
    """Return host, port and number of an address. Raises OutputError."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise OutputError(f"{url}: is not a web address") from error
    if parts.scheme not in ("http", "https") or not host:
        raise OutputError(f"{url}: is not an http or https address")
    port = port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise OutputError(f"{url}: the host {host!r} has no address") from error
    addresses = [str(entry[4][0]) for entry in found]
    private = [one for one in addresses if not is_public(one)]
    if private and not allow_private:
        raise OutputError(f"{url}: refused, {host!r} is the private address {private[0]}")
    return host, port, addresses[0]
