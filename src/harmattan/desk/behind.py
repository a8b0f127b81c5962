"""Slow work behind the pages: a page waits a moment for it and else says that it is still looking."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from harmattan.errors import HarmattanError

T = TypeVar("T")
# A page is not kept waiting longer, in seconds.
PATIENCE: Final = 0.1
_MOST: Final = 64


@dataclass(frozen=True, slots=True)
class Made(Generic[T]):
    """What was made. fresh: of the present state of the ledger, and not of one before."""

    value: T
    fresh: bool


class Behind:
    """Makes things one after the other in a thread of its own. state: tells one state of the ledger from another."""

    def __init__(self, state: Callable[[], str]) -> None:
        self._state = state
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, tuple[str, Any]] = OrderedDict()
        self._running: dict[Hashable, Future[None]] = {}
        # One thread: readers of pages need the other cores more.
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="behind")

    def get(self, key: Hashable, make: Callable[[], T], seconds: float = PATIENCE) -> Made[T] | None:
        """Return what make makes for the present state, or what it made for the last one, or None: still at work.

        A ledger that is written all the time would otherwise never be told of. Raises HarmattanError as make does.
        """
        state = self._state()
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or kept[0] != state:
                running = self._running.get(key) or self._pool.submit(self._make, key, state, make)
                self._running[key] = running
            else:
                return _told(kept, state)
        try:
            running.result(seconds)
        except TimeoutError:
            return _told(kept, state)
        with self._lock:
            return _told(self._kept.get(key), state)

    def _make(self, key: Hashable, state: str, make: Callable[[], Any]) -> None:
        try:
            made = make()
        except HarmattanError as error:
            made = error
        finally:
            with self._lock:
                self._running.pop(key, None)
        with self._lock:
            self._kept[key] = (state, made)
            self._kept.move_to_end(key)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)


def _told(kept: tuple[str, Any] | None, state: str) -> Made[Any] | None:
    if kept is None:
        return None
    if isinstance(kept[1], HarmattanError):
        raise kept[1]
    return Made(kept[1], kept[0] == state)
