"""Charts are drawn in a process of their own: vl-convert lets no other thread of its process run meanwhile."""

import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from typing import Any, Final, TypeVar

from harmattan import charts
from harmattan.desk import processes
from harmattan.errors import UsageError

T = TypeVar("T")
_LOCK: Final = threading.Lock()
_WORKERS: list[ProcessPoolExecutor] = []


def svg(made: charts.Spec) -> bytes:
    """Return a specification drawn as SVG. Raises UsageError if vl-convert is not installed."""
    return _elsewhere(charts.svg, made).encode()


def png(made: charts.Spec) -> bytes:
    """Return a specification drawn as PNG. Raises UsageError if vl-convert is not installed."""
    return _elsewhere(charts.png, made)


def bundle() -> str:
    """Return the script that draws charts in a browser. Raises UsageError if vl-convert is not installed."""
    return _elsewhere(_bundle)


def _bundle() -> str:
    try:
        made: str = import_module("vl_convert").javascript_bundle()
    except ImportError:
        raise UsageError("charts need vl-convert: pip install 'harmattan[charts]'") from None
    return made


def _elsewhere(make: Callable[..., T], *told: Any) -> T:  # noqa: ANN401
    """Return what a function of this package returns in the other process; once more if that has died."""
    try:
        return _worker().submit(make, *told).result()
    except BrokenProcessPool:
        with _LOCK:
            _WORKERS.clear()
        return _worker().submit(make, *told).result()


def _worker() -> ProcessPoolExecutor:
    with _LOCK:
        if not _WORKERS:
            # A fork of a process with threads may hang.
            context = multiprocessing.get_context("spawn")
            _WORKERS.append(ProcessPoolExecutor(1, context, initializer=processes.follow, initargs=(os.getpid(),)))
        return _WORKERS[0]
