"""Several processes that serve one desk: each answers on the same sockets, so that every core of a machine is used."""

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

# Seconds after which a process notices that the first one is gone.
_LOOK = 1.0


def most() -> int:
    """Return how many processes a machine has cores for, two at most; one where processes cannot be parted."""
    return min(2, os.cpu_count() or 1) if hasattr(os, "fork") else 1


def run(count: int, serve: Callable[[], None]) -> None:
    """Call serve in so many processes, of which this is one, until it returns here; then end the others.

    Must be called before anything is opened that processes may not share: databases, threads.
    """
    with _others(count - 1, serve):
        serve()


@contextmanager
def _others(count: int, serve: Callable[[], None]) -> Iterator[None]:
    started = [_started(serve) for _ in range(count)]
    try:
        yield
    finally:
        for process in started:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGTERM)
        for process in started:
            with suppress(ChildProcessError):
                os.waitpid(process, 0)


def _started(serve: Callable[[], None]) -> int:
    first = os.getpid()
    process = os.fork()
    if process:
        return process
    follow(first)
    status = 1
    try:
        serve()
        status = 0
    finally:
        if status:
            logging.getLogger(__name__).error("a process of the desk ended", exc_info=sys.exc_info())
        # Nothing of the first process is to be ended twice.
        os._exit(status)


def follow(first: int) -> None:
    """Let this process end when the one that started it is gone, however that ended."""
    threading.Thread(target=_watch, args=(first,), daemon=True).start()


def _watch(first: int) -> None:
    while os.getppid() == first:
        time.sleep(_LOOK)
    os.kill(os.getpid(), signal.SIGTERM)
