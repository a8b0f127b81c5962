"""What takes seconds to make and may be some minutes old: made beside the page, which never waits for it again."""

import threading
import time
from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar

T = TypeVar("T")
# Older results are made anew while the old one is still shown, in seconds.
FRESH: Final = 600.0
Start = Callable[[Callable[[], None]], None]


def beside(work: Callable[[], None]) -> None:
    """Do some work on a thread of its own."""
    threading.Thread(target=work, daemon=True).start()


class Late:
    """Results by key, however the ledger grew since. start: runs the making of one."""

    def __init__(
        self, *, start: Start = beside, clock: Callable[[], float] = time.monotonic, fresh: float = FRESH
    ) -> None:
        self._start = start
        self._clock = clock
        self._fresh = fresh
        self._lock = threading.Lock()
        self._kept: dict[Hashable, tuple[float, Any]] = {}
        self._making: dict[Hashable, threading.Event] = {}

    def get(self, key: Hashable, make: Callable[[], T], *, patience: float = 0.0) -> T | None:
        """Return what make returned lately, or None if it has not yet: then, and when it is old, it is made anew.

        patience: seconds to wait for it where there is none at all.
        """
        with self._lock:
            at, found = self._kept.get(key, (-self._fresh, None))
            begin = self._clock() - at >= self._fresh and key not in self._making
            done = self._making.setdefault(key, threading.Event()) if begin else self._making.get(key)
        if begin:
            self._start(lambda: self._make(key, make))
        if done and key not in self._kept:
            done.wait(patience)
        made: T | None = self._kept.get(key, (at, found))[1]
        return made

    def _make(self, key: Hashable, make: Callable[[], T]) -> None:
        try:
            made = make()
            with self._lock:
                self._kept[key] = (self._clock(), made)
        finally:
            with self._lock:
                self._making.pop(key).set()
