"""What takes longer than a page may: made beside the pages, and what was made last is shown while it is made anew."""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final, Generic, TypeVar

_LOG: Final = logging.getLogger(__name__)
T = TypeVar("T")
# Things kept at once; the least lately used go first.
_MOST: Final = 256
# Things made at once: readers come first.
_AT_ONCE: Final = 2
# Things that may wait to be made; whoever asks for more is told what was made last, or nothing yet.
_WAITING: Final = 32
# After each thing made, as many times as long nothing is; so many seconds at most.
_PAUSE: Final = 3.0
_LONGEST_PAUSE: Final = 10.0
# What takes no longer, in seconds, is made by whoever asks for it.
_QUICK: Final = 0.03
# A page is not kept waiting longer, in seconds.
PATIENCE: Final = 0.1
# What took long is made anew after so many times as long, but after so many seconds at the latest.
REST: Final = 20.0
_LONGEST: Final = 300.0


@dataclass(frozen=True, slots=True)
class Made(Generic[T]):
    """A result. state: of the ledger that it was made from; at, took: when it was made and how long that took, in
    seconds of the clock; fresh: whether the ledger has not grown since."""

    value: T
    state: str
    at: float
    took: float = 0.0
    fresh: bool = True

    def stands(self, now: float, every: float, rest: float) -> bool:
        """Tell whether it is too young to be made anew."""
        return now - self.at < max(every, min(_LONGEST, rest * self.took))

    def serves(self, now: float, every: float) -> bool:
        """Tell whether it may be shown while it is made anew; what is older is not, however long that takes."""
        return now - self.at < max(_LONGEST, 2 * every)


class Later:
    """Results by key. state: tells one state of the ledger from another; patience: how many times as long as told
    whoever asks waits; rest: how many times as long as it took a result stands."""

    def __init__(
        self,
        state: Callable[[], str],
        *,
        clock: Callable[[], float] = time.monotonic,
        patience: float = 1.0,
        rest: float = REST,
    ) -> None:
        self._patience, self._rest = patience, rest
        self._state = state
        self._clock = clock
        self._lock = threading.Lock()
        self._turn = threading.Semaphore(_AT_ONCE)
        # Before then nothing is made anew, by the clock of the machine.
        self._rested = 0.0
        self._kept: OrderedDict[Hashable, Made[Any]] = OrderedDict()
        self._making: dict[Hashable, Future[Made[Any]]] = {}
        self._failed: dict[Hashable, tuple[str, Exception]] = {}
        self._beside = threading.local()

    def get(
        self, key: Hashable, make: Callable[[], T], *, first: float | None = None, again: float = 0.01, every: float = 0
    ) -> Made[T] | None:
        """Return what make returned for this key, or None if that takes longer than first, in seconds (None: wait).

        Where there is an older result, it is returned if a new one takes longer than again, if it is younger than
        every, or if making it took so long that it has to do for a while; one older than five minutes, or twice every,
        is as none. Raises what make raises.
        """
        state = self._state()
        with self._lock:
            kept = self._kept.get(key)
            if kept and kept.state != state and not kept.serves(self._clock(), every):
                kept = None
            if kept:
                self._kept.move_to_end(key)
            if kept and (kept.state == state or kept.stands(self._clock(), every, self._rest)):
                return replace(kept, fresh=kept.state == state)
            self._raise_failure(key, state)
            making = self._making.get(key)
            here = kept.took < _QUICK if kept else first is None
            # What is made beside the pages never waits for what itself waits for its place.
            nested = getattr(self._beside, "yes", False)
            if not making and not here and not nested and len(self._making) >= _WAITING:
                return kept and replace(kept, fresh=False)
            work = partial(self._make, key, make, state)
            if making is None and not nested:
                made = self._making[key] = Future()
        if nested:
            return work()
        if making is None:
            self._begin(key, work, made, here=here, anew=kept is not None)
        return self._waited(making or made, kept, again if kept else first, state)

    def _waited(
        self, made: "Future[Made[Any]]", kept: Made[T] | None, seconds: float | None, state: str
    ) -> Made[T] | None:
        try:
            found: Made[T] = made.result(None if seconds is None else seconds * self._patience)
        except TimeoutError:
            return kept and replace(kept, fresh=False)
        return replace(found, fresh=found.state == state)

    def _raise_failure(self, key: Hashable, state: str) -> None:
        """Raise what came instead of a result when nobody waited for it; the next after that tries again."""
        failed = self._failed.pop(key, None)
        if failed and failed[0] == state:
            raise failed[1]

    def _begin(
        self, key: Hashable, work: Callable[[], Made[Any]], made: "Future[Made[Any]]", *, here: bool, anew: bool
    ) -> None:
        if here:
            _filled(made, work)
        else:
            # Nobody waits for what is still being made when the server is stopped.
            threading.Thread(target=self._queued, args=(key, work, made, anew), daemon=True).start()

    def _queued(self, key: Hashable, work: Callable[[], Made[Any]], made: "Future[Made[Any]]", anew: bool) -> None:
        self._beside.yes = True
        # However much there is to make anew, readers have most of the time for themselves.
        while anew and (wait := self._rested - time.monotonic()) > 0:
            time.sleep(wait)
        state = self._state()
        with self._turn:
            begun = time.monotonic()
            _filled(made, work)
            now = time.monotonic()
            self._rested = now + min(_LONGEST_PAUSE, _PAUSE * (now - begun))
        error = made.exception()
        if isinstance(error, Exception):
            _LOG.warning("%s could not be made: %s", key, error)
            with self._lock:
                self._failed[key] = (state, error)

    def _make(self, key: Hashable, make: Callable[[], T], state: str) -> Made[T]:
        begun = self._clock()
        value: Made[T] | None = None
        try:
            value = Made(make(), state, self._clock(), self._clock() - begun)
        finally:
            self._end(key, value)
        return value

    def _end(self, key: Hashable, value: Made[Any] | None) -> None:
        with self._lock:
            self._making.pop(key, None)
            if value:
                self._kept[key] = value
                self._kept.move_to_end(key)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
            while len(self._failed) > _MOST:
                self._failed.pop(next(iter(self._failed)))


def _filled(made: "Future[Made[Any]]", work: Callable[[], Made[Any]]) -> None:
    try:
        made.set_result(work())
    except BaseException as error:  # noqa: BLE001  (whoever waits gets it)
        made.set_exception(error)
