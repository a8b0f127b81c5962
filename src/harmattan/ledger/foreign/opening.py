"""Opens a data file as numbered lines of bytes, plain or packed, however large, in little memory."""

import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from harmattan.errors import UnreadableInput

Stream = io.BufferedIOBase | BinaryIO
# A numbered line; the first has the number 1.
Line = tuple[int, bytes]
_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED: Final = 0x1
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What a damaged or cut off archive raises while it is read.
_DAMAGE: Final = (OSError, EOFError, zlib.error, zipfile.BadZipFile)


@dataclass(frozen=True, slots=True)
class Limits:
    """line: bytes of one line; a longer one comes cut to one byte more. total: bytes of all lines once unpacked.

    A packed file may become ratio times as large, and free bytes in any case: event data shrink to a tenth, deflate
    can do a thousandth.
    """

    line: int = 1_000_000
    total: int = 200_000_000_000
    ratio: int = 200
    free: int = 50_000_000

    def most(self, packed: int) -> int:
        """Return how many bytes a file of so many packed bytes may become."""
        return min(self.total, max(self.free, self.ratio * packed))


LIMITS: Final = Limits()


def file_hash(path: Path, encoding: str = "utf-8") -> str:
    """Return the SHA-256 of a file as it lies, in hexadecimal, and the encoding it is read in unless that is UTF-8.

    Read in another encoding it has other rows. Raises UnreadableInput.
    """
    if not path.is_file():
        raise UnreadableInput(f"{path}: no such file")
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableInput(f"{path}: {error.strerror or error}") from error
    return digest if encoding == "utf-8" else f"{digest} {encoding}"


@contextmanager
def opened(path: Path, limits: Limits = LIMITS) -> Iterator[Iterator[Line]]:
    """Yield the lines of a file, what packed it told by its first bytes. Raises UnreadableInput, while read too."""
    if not path.is_file():
        raise UnreadableInput(f"{path}: no such file")
    with ExitStack() as stack:
        try:
            raw = stack.enter_context(path.open("rb"))
        except OSError as error:
            raise UnreadableInput(f"{path}: {error.strerror or error}") from error
        stream, most = _unpacked(raw, path, limits, stack)
        yield _lines(stream, path, limits.line, most)


def _unpacked(raw: BinaryIO, path: Path, limits: Limits, stack: ExitStack) -> tuple[Stream, int]:
    begin = raw.read(4)
    raw.seek(0)
    size = path.stat().st_size
    if begin.startswith(_GZIP):
        return gzip.GzipFile(fileobj=raw), limits.most(size)
    if begin in _ZIP:
        return _member(raw, path, stack), limits.most(size)
    return raw, limits.total


def _member(raw: BinaryIO, path: Path, stack: ExitStack) -> io.BufferedIOBase:
    """Open the one file of a zip. Raises UnreadableInput for none, several, or one that cannot be unpacked."""
    try:
        archive = stack.enter_context(zipfile.ZipFile(raw))
    except (*_DAMAGE, ValueError, NotImplementedError) as error:
        raise UnreadableInput(f"{path}: a damaged zip: {error}") from error
    # A damaged zip may name a file "": ZipInfo.is_dir() of Python 3.11 ends on it.
    named = [item for item in archive.infolist() if not item.filename.endswith("/")]
    inside = [item for item in named if not item.filename.startswith("__MACOSX/")]
    if len(inside) != 1:
        raise UnreadableInput(f"{path}: {len(inside)} files in the zip; unpack it and import each")
    if inside[0].flag_bits & _ENCRYPTED or inside[0].compress_type not in _METHODS:
        raise UnreadableInput(f"{path}: the zip is encrypted or packed in a way that is not read here")
    try:
        # ZipFile's own readline is slow; a buffer's is not.
        return io.BufferedReader(stack.enter_context(archive.open(inside[0])), 1 << 16)  # type: ignore[type-var]
    except (*_DAMAGE, ValueError, NotImplementedError) as error:
        raise UnreadableInput(f"{path}: a damaged zip: {error}") from error


def _lines(stream: Stream, path: Path, longest: int, most: int) -> Iterator[Line]:
    number = seen = 0
    while line := _next(stream, longest + 1, path):
        number += 1
        seen += len(line)
        if len(line) > longest and not line.endswith(b"\n"):
            seen += _skipped(stream, path, most - seen)
        if seen > most:
            raise UnreadableInput(f"{path}: becomes more than {most:,} bytes, too many for what it is")
        yield number, line


def _skipped(stream: Stream, path: Path, most: int) -> int:
    """Read to the end of a line that is too long, or to the most allowed; return how many bytes that were."""
    seen = 0
    while seen <= most and (part := _next(stream, 1 << 16, path)):
        seen += len(part)
        if part.endswith(b"\n"):
            break
    return seen


def _next(stream: Stream, size: int, path: Path) -> bytes:
    try:
        return stream.readline(size)
    except _DAMAGE as error:
        raise UnreadableInput(f"{path}: cannot be read to its end: {error}") from error
