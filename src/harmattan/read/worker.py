"""Reads pages in a process of its own, which may be stopped: for a page nobody has looked at yet.

The process is started once and reads page after page; only one that runs too long, or asks for too
much memory, ends it, and the next page starts another. What it sends back is unpickled by a reader that
makes nothing but our records.
"""

import io
import pickle
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

from harmattan import errors
from harmattan.errors import HarmattanError, NotNow, UnreadableInput
from harmattan.read.source import Raw
from harmattan.records import Article

# A page of the usual size takes 20 ms, the largest seen 2 s.
TIME_LIMIT = 5.0
# Reading the largest page allowed takes under 1 GB; addresses, not pages in use, are what can be limited.
MEMORY_LIMIT = 3_000_000_000
_START_LIMIT = 60.0
_SIZE_BYTES = 8
_READY = b"ready"
_RECORDS = frozenset({"Article", "Block", "Label", "Link", "Span", "Told"})


class Worker:
    """Another process that reads pages. It starts at once, so that its libraries load meanwhile."""

    def __init__(self, *, time_limit: float = TIME_LIMIT, memory_limit: int = MEMORY_LIMIT) -> None:
        self._time_limit, self._memory_limit = time_limit, memory_limit
        self._process: subprocess.Popen[bytes] | None = None
        self._trace: IO[bytes] = io.BytesIO()
        self._is_ready = False
        self.starts = 0
        self._start()

    def read(self, raw: Raw) -> Article:
        """Return the article of a page; see reader.read_raw.

        Raises its errors, and UnreadableInput for a page that takes more time or memory than it may.
        """
        process = self._ready_process(raw.source)
        with _stopping(process, self._time_limit) as was_stopped:
            answer = _exchange(process, pickle.dumps(raw))
        why = "" if answer else self._why(was_stopped.is_set())
        if why or was_stopped.is_set():
            self.close()
        if answer is None:
            raise (NotNow if was_stopped.is_set() else UnreadableInput)(f"{raw.source}: refused, {why}")
        return _opened(answer)

    def close(self) -> None:
        """End the process; another page starts a new one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()
            self._trace.close()

    def _start(self) -> None:
        # A pipe that nobody empties would stop a process that complains at length.
        self._trace = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        # -P: the folder the user happens to stand in must not lend its modules.
        command = [sys.executable, "-P", "-m", __name__, str(self._memory_limit)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._trace)
        self._is_ready = False
        self.starts += 1

    def _ready_process(self, source: str) -> "subprocess.Popen[bytes]":
        if self._process is None:
            self._start()
        process = self._process
        assert process is not None
        if not self._is_ready:
            with _stopping(process, _START_LIMIT):
                self._is_ready = _received(process) == _READY
        if not self._is_ready:
            why = self._why(False)
            self.close()
            raise NotNow(f"{source}: the process that reads pages does not start: {why}")
        return process

    def _why(self, was_stopped: bool) -> str:
        if was_stopped:
            return f"reading it takes more than {self._time_limit:g} seconds"
        self._trace.seek(0)
        last = self._trace.read().decode("utf-8", "replace").strip().rpartition("\n")[2]
        if last.startswith("MemoryError"):
            return f"reading it takes more than {self._memory_limit / 1e9:g} GB of memory"
        return f"it breaks the parser ({last[:200] or 'no word why'})"


@contextmanager
def _stopping(process: "subprocess.Popen[bytes]", seconds: float) -> Iterator[threading.Event]:
    """Kill process if the block takes longer; the event tells whether it did."""
    was_stopped = threading.Event()

    def stop() -> None:
        was_stopped.set()
        process.kill()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield was_stopped
    finally:
        timer.cancel()


def _exchange(process: "subprocess.Popen[bytes]", question: bytes) -> bytes | None:
    """Send question and return the answer, or None if the process ends first."""
    assert process.stdin is not None
    try:
        _send(process.stdin, question)
    except (BrokenPipeError, ValueError):
        return None
    return _received(process)


def _received(process: "subprocess.Popen[bytes]") -> bytes | None:
    assert process.stdout is not None
    return _receive(process.stdout)


def _send(stream: IO[bytes], data: bytes) -> None:
    stream.write(len(data).to_bytes(_SIZE_BYTES, "big"))
    stream.write(data)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes | None:
    size = stream.read(_SIZE_BYTES)
    if len(size) < _SIZE_BYTES:
        return None
    data = stream.read(int.from_bytes(size, "big"))
    return data if len(data) == int.from_bytes(size, "big") else None


def _opened(answer: bytes) -> Article:
    value = _Records(io.BytesIO(answer)).load()
    if isinstance(value, Article):
        return value
    name, words = value
    kind = getattr(errors, name)
    assert issubclass(kind, HarmattanError)
    raise kind(words)


class _Records(pickle.Unpickler):
    """Makes our records and nothing else."""

    def find_class(self, module: str, name: str) -> object:
        if module == Article.__module__ and name in _RECORDS:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of an article")


def _limit_memory(most: int) -> None:
    # Windows has no such limit; the limit on time still holds there.
    with suppress(ImportError):
        import resource

        with suppress(ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _serve(source: IO[bytes], target: IO[bytes]) -> None:
    """Read pages until there are no more. An error that is none of ours ends the process, and the page is refused."""
    from harmattan.read.reader import read_raw

    while (question := _receive(source)) is not None:
        try:
            answer: object = read_raw(pickle.loads(question))
        except HarmattanError as error:
            answer = (type(error).__name__, str(error))
        _send(target, pickle.dumps(answer))


def main() -> None:
    """Serve the process that started this one."""
    import signal

    # Ctrl-C is for the one who asked; this process ends when that one does.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(int(sys.argv[1]))
    source, target = sys.stdin.buffer, sys.stdout.buffer
    # Whatever a library prints must not stand among the answers.
    sys.stdout = sys.stderr
    _load()
    _send(target, _READY)
    _serve(source, target)


def _load() -> None:
    """Read a page of no matter, so that the libraries are loaded before the first whose time is limited."""
    from harmattan.read.reader import read_raw

    words = b"<p>" + b"The minister met the president in the capital on Monday, officials said. " * 3 + b"</p>"
    read_raw(Raw("page", None, b"<html><body>" + words + b"</body></html>"))


if __name__ == "__main__":
    main()
