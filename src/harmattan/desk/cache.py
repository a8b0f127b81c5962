"""Remembers what was made from one state of the ledger, so that many readers of one page cost as much as one."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar

T = TypeVar("T")
# A page is at most so many seconds behind a ledger that is being written.
FRESH: Final = 2.0
# Things kept at once; the least lately used go first.
_MOST: Final = 512


class Cache:
    """Results by key, dropped when the ledger has grown. state: tells one state of it from another."""

    def __init__(
        self, state: Callable[[], str], *, clock: Callable[[], float] = time.monotonic, fresh: float = FRESH
    ) -> None:
        self._state = state
        self._clock = clock
        self._fresh = fresh
        self._lock = threading.Lock()
        self._seen = ("", -fresh)
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._making: dict[Hashable, threading.Lock] = {}

    def state(self) -> str:
        """Return the state of the ledger, looked at anew when what is known of it is no longer fresh."""
        token, at = self._seen
        if self._clock() - at < self._fresh:
            return token
        found = self._state()
        with self._lock:
            if found != self._seen[0]:
                self._kept.clear()
            self._seen = (found, self._clock())
        return found

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what make returned for this key in the present state; of several askers at once one makes it."""
        whole = (self.state(), key)
        with self._lock:
            if whole in self._kept:
                self._kept.move_to_end(whole)
                kept: T = self._kept[whole]
                return kept
            making = self._making.setdefault(whole, threading.Lock())
        with making:
            with self._lock:
                if whole in self._kept:
                    made: T = self._kept[whole]
                    return made
            try:
                made = make()
                self._keep(whole, made)
            finally:
                with self._lock:
                    self._making.pop(whole, None)
        return made

    def _keep(self, whole: tuple[str, Hashable], made: Any) -> None:  # noqa: ANN401  (whatever was made)
        with self._lock:
            if whole[0] != self._seen[0]:
                return
            self._kept[whole] = made
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
