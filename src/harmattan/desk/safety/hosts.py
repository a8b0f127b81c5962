"""Under which names the desk answers. A page of an attacker whose name is pointed at this machine gets nothing."""

import ipaddress
import re
from collections.abc import Iterable
from typing import Final

from harmattan.errors import UsageError

# With a port, which is not looked at, since addresses are copied with it.
_NAME: Final = re.compile(r"[A-Za-z0-9._-]+(:[0-9]+)?")
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})


def loopback(address: str) -> bool:
    """Tell whether an address to listen on is reached from this machine only."""
    if address == "localhost":
        return True
    numeric = _numeric(address)
    return numeric is not None and numeric.is_loopback


def everywhere(address: str) -> bool:
    """Tell whether an address to listen on means all addresses of the machine."""
    numeric = _numeric(address)
    return numeric is not None and numeric.is_unspecified


def named(header: str) -> str:
    """Return the name in a Host header, small and without the port; "" if it is none."""
    head, colon, port = header.lower().rpartition(":")
    if not colon or header.endswith("]"):
        return header.lower()
    return head if port.isascii() and port.isdigit() else ""


def written(address: str) -> str:
    """Return an address as a Host header has it: IPv6 in brackets."""
    numeric = _numeric(address)
    return f"[{numeric}]" if isinstance(numeric, ipaddress.IPv6Address) else address.lower()


def numeric(header: str) -> bool:
    """Tell whether a Host header is an address and no name; nobody can point an address elsewhere."""
    return _numeric(named(header)) is not None


def network(given: str) -> bool:
    """Tell whether a text is an address or a network."""
    try:
        ipaddress.ip_network(given)
    except ValueError:
        return False
    return True


def names(given: Iterable[str], *addresses: str) -> frozenset[str]:
    """Return the names to answer to: those of loopback, those given, and addresses listened on. Raises UsageError."""
    given = list(given)
    wrong = [name for name in given if not _NAME.fullmatch(name)]
    if wrong:
        raise UsageError(f"a name of a desk is like desk.example, not {wrong[0][:80]!r}")
    return LOOPBACK | {named(name) for name in given} | {written(one) for one in addresses}


def _numeric(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(address.removeprefix("[").removesuffix("]"))
    except ValueError:
        return None
