"""Slow work behind the pages: a page waits a moment for it and else says that it is still looking."""

import threading
import time
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
# What took a second is not made again for ten, nor anything kept longer than five minutes: a ledger that is written all
# the time must not keep a core busy for one page.
_REST: Final = 10
_LONGEST: Final = 300.0


@dataclass(frozen=True, slots=True)
class Made(Generic[T]):
    """What was made. fresh: of the present state of the ledger, and not of one before."""

    value: T
    fresh: bool


@dataclass(frozen=True, slots=True)
class _Kept:
    """A result, or the error that came instead. state: of the ledger; until: seconds of the clock."""

    state: str
    value: Any
    until: float


class Behind:
    """Makes things one after the other in a thread of its own. state: tells one state of the ledger from another."""

    def __init__(self, state: Callable[[], str], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._state, self._clock = state, clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._running: dict[Hashable, Future[None]] = {}
        # One thread: readers of pages need the other cores more.
        self._pool = _thread()

    def get(self, key: Hashable, make: Callable[[], T], seconds: float = PATIENCE) -> Made[T] | None:
        """Return what make makes for the present state, or what it made for one before, or None: still at work.

        What took long is taken as present for ten times as long. Raises HarmattanError as make does.
        """
        state = self._state()
        with self._lock:
            kept = self._kept.get(key)
            if kept and (kept.state == state or self._clock() < kept.until):
                return _told(kept, fresh=True)
            running = self._running.get(key) or self._pool.submit(self._make, key, state, make)
            self._running[key] = running
        try:
            running.result(seconds)
        except TimeoutError:
            return _told(kept, fresh=False)
        with self._lock:
            return _told(self._kept.get(key), fresh=True)

    def close(self) -> None:
        """Drop what has not begun: whoever stops the desk waits for what is being made at most."""
        with self._lock:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._running.clear()
            self._pool = _thread()

    def _make(self, key: Hashable, state: str, make: Callable[[], Any]) -> None:
        begun = self._clock()
        try:
            made = make()
        except HarmattanError as error:
            made = error
        finally:
            with self._lock:
                self._running.pop(key, None)
        with self._lock:
            now = self._clock()
            self._kept[key] = _Kept(state, made, now + min(_LONGEST, _REST * (now - begun)))
            self._kept.move_to_end(key)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)


def _thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="behind")


def _told(kept: _Kept | None, *, fresh: bool) -> Made[Any] | None:
    if kept is None:
        return None
    if isinstance(kept.value, HarmattanError):
        raise kept.value
    return Made(kept.value, fresh)
