"""Files that a user names to be written: whole or not at all, and never over a ledger."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from harmattan.errors import OutputError, UsageError

# What SQLite keeps a ledger in: the file and what stands beside it while somebody writes.
_OF_LEDGER: Final = ("", "-wal", "-shm", "-journal")
_SQLITE: Final = b"SQLite format 3\0"


@contextmanager
def written(path: Path | None, ledger: str) -> Iterator[BinaryIO]:
    """Yield a stream to a file that appears only when it is whole; None is standard output.

    ledger: Ledger.name of what is read, whose own files are never written over, those yet to be made neither. A link
    stays and its target is written; what is no file (a pipe, a device) is written as the bytes come. Raises
    OutputError, and UsageError as spared.
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    try:
        if any(_same(path, Path(ledger + end)) for end in _OF_LEDGER):
            raise UsageError(f"cannot write {path}: the ledger itself is there")
        spared(path)
        with path.open("wb") if path.exists() and not path.is_file() else _whole(path) as stream:
            yield stream
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror or error}") from error


def spared(path: Path) -> None:
    """Raise UsageError for a file of any ledger: people's judgements stand in it, which nothing brings back."""
    target = os.path.realpath(path)
    for end in _OF_LEDGER:
        base = Path(target.removesuffix(end))
        if base.is_file() and _begins(base) == _SQLITE:
            raise UsageError(f"{path} is a file of an SQLite database, such as a ledger, and is not written over")


def _begins(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(_SQLITE))


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    target = Path(os.path.realpath(path))
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _same(path: Path, other: Path) -> bool:
    """Tell whether both name one file: by another way, another link to it, or the same name yet to be made."""
    if path.exists() and other.exists():
        return path.samefile(other)
    return os.path.realpath(path) == os.path.realpath(other)
