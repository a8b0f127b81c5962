"""Growing waits after wrong passwords, for each name and for each address that tries."""

import ipaddress
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

# Wrong passwords before the first wait: people mistype.
FREE: Final = 5
_FIRST: Final = 2.0
# Short for a name, since anybody can make its owner wait; long for an address, which nobody else suffers from.
LONGEST: Final = {"name": 60.0, "address": 900.0}
# Seconds after the last try until it is forgotten.
_MEMORY: Final = 3_600.0
# Names and addresses remembered at once; the oldest go first.
_MOST: Final = 20_000
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Tries:
    count: int
    at: float
    until: float


class Waits:
    """What was tried lately; kept in memory, so a restart forgets it. clock: seconds that never run backwards."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tries: dict[Key, _Tries] = {}
        self._lock = threading.Lock()

    def ask(self, keys: tuple[Key, ...]) -> float:
        """Return the seconds still to wait; 0 if one may try now, and then the try counts as a wrong one already.

        It is counted before the password is looked at, so that many tries at once are not one.
        """
        with self._lock:
            now = self._clock()
            wait = max((self._fresh(key, now).until - now for key in keys), default=0.0)
            if wait > 0:
                return wait
            for key in keys:
                self._count(key, now)
        return 0.0

    def right(self, name: Key, address: Key) -> None:
        """Say that the last try was right: the name starts anew, the address only takes that one try back.

        Else somebody with an account of their own could clear the address before each guess at another's.
        """
        with self._lock:
            self._tries.pop(name, None)
            held = self._tries.get(address)
            if held is not None:
                self._tries[address] = _Tries(max(0, held.count - 1), held.at, 0.0)

    def _fresh(self, key: Key, now: float) -> _Tries:
        held = self._tries.get(key)
        return held if held is not None and now - held.at < _MEMORY else _Tries(0, now, 0.0)

    def _count(self, key: Key, now: float) -> None:
        count = self._fresh(key, now).count + 1
        wait = min(LONGEST[key[0]], _FIRST * 2.0 ** min(count - FREE, 30)) if count >= FREE else 0.0
        self._tries.pop(key, None)
        self._tries[key] = _Tries(count, now, now + wait)
        while len(self._tries) > _MOST:
            self._tries.pop(next(iter(self._tries)))


def of_address(address: str) -> Key:
    """Return the key of an address: of its /64 for IPv6, which one customer has whole."""
    try:
        told = ipaddress.ip_address(address)
    except ValueError:
        return ("address", address)
    if isinstance(told, ipaddress.IPv6Address) and not told.ipv4_mapped:
        return ("address", str(ipaddress.ip_network((told, 64), strict=False)))
    return ("address", address)
