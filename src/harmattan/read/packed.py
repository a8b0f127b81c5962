"""Packed inputs (gzip, zip), unpacked as a stream with an end to how much a small file may become."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

from harmattan.errors import UnreadableInput
from harmattan.records import Refusal

# Pages and records pack to a fourth or a tenth, the same line over and over to a thousandth.
_MOST_TIMES = 200
# A small file may still be all repetition: only beyond this does the ratio tell an attack.
_FREE = 64_000_000
_MOST_MEMBERS = 100_000
# Members that hold nothing cost time and are counted by no ratio.
_MOST_EMPTY = 1_000
_BUFFER = 1 << 16
# The methods of which zipfile unpacks no more than is asked for.
_BOUNDED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError)
_OFFICE = frozenset({"[Content_Types].xml", "mimetype"})


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes:
        """Return up to size bytes."""
        ...


class Unpacked(io.RawIOBase):
    """What comes out of inner. Where that breaks off, the stream ends and fault says why; "" while all is well."""

    def __init__(self, inner: _Readable, budget: "Budget") -> None:
        super().__init__()
        self._inner, self.budget = inner, budget
        self.fault = ""

    def readable(self) -> bool:
        """Tell that the stream can be read."""
        return True

    def readinto(self, into: "memoryview | bytearray", /) -> int:  # type: ignore[override]
        """Fill into; 0 at the end, and where the stream is broken or becomes too much."""
        if self.fault:
            return 0
        try:
            data = self._inner.read(len(into))
        except _BROKEN as error:
            self.fault = f"is cut off or damaged: {' '.join(str(error).split()) or type(error).__name__}"
            return 0
        if not self.budget.allows(len(data)):
            self.fault = f"unpacks to more than {_MOST_TIMES} times its size; the rest is not read"
            return 0
        into[: len(data)] = data
        return len(data)


class Budget:
    """How much may still be unpacked from a file of packed() bytes so far, with all that is packed inside it."""

    def __init__(self, packed: Callable[[], int]) -> None:
        self._packed, self._given = packed, 0

    def allows(self, more: int) -> bool:
        """Count more bytes; tell whether they are within the limit."""
        self._given += more
        return self._given <= _FREE or self._given <= _MOST_TIMES * self._packed()


class _Gunzip:
    """The insides of a gzip stream, of one member or many, up to where it is whole; count is the bytes taken in.

    The module of the standard library loses what it unpacked before a stream breaks off.
    """

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream, self.count = stream, 0
        self._member: zlib._Decompress | None = None
        self._rest = b""
        self._empty, self._gave = 0, False

    def read(self, size: int, /) -> bytes:
        """Return up to size bytes, none at the end. Raises zlib.error, EOFError."""
        while data := self._rest or self._taken():
            self._rest = b""
            if self._member is None:
                # Tapes and some writers fill up with zeros between members.
                data = data.lstrip(b"\0")
                self._member = zlib.decompressobj(zlib.MAX_WBITS | 16) if data else None
            if self._member is not None and (out := self._unpacked(self._member, data, size)):
                return out
        if self._member is not None:
            raise EOFError("it ends inside its packed part")
        return b""

    def _taken(self) -> bytes:
        data = self._stream.read(_BUFFER)
        self.count += len(data)
        return data

    def _unpacked(self, member: "zlib._Decompress", data: bytes, size: int) -> bytes:
        out = member.decompress(data, size)
        self._rest = member.unused_data if member.eof else member.unconsumed_tail
        # The last piece of a part is often empty, the part is not.
        self._gave = self._gave or bool(out)
        if member.eof:
            self._empty += not self._gave
            self._member, self._gave = None, False
            if self._empty > _MOST_EMPTY:
                raise EOFError("it holds one empty part after the other")
        return out


def gunzipped(stream: io.BufferedReader, budget: Budget | None = None) -> tuple[io.BufferedReader, Unpacked]:
    """Return what a gzip stream unpacks to, and where its fault will be told; budget: of the archive it lies in."""
    inner = _Gunzip(stream)
    unpacked = Unpacked(inner, budget or Budget(lambda: inner.count))
    return io.BufferedReader(unpacked, _BUFFER), unpacked


def members(
    file: BinaryIO | io.BufferedReader, source: str, budget: Budget | None = None
) -> Iterator[tuple[str, io.BufferedReader, Unpacked] | Refusal]:
    """Yield (name, stream, its fault) for each file in a zip archive, in order of name; hidden ones are left out.

    budget: of the archive that this one lies in; without one, 200 times the size of this file may come out.
    Raises UnreadableInput for what is no zip archive, an office document, or holds more than 100,000 files.
    """
    try:
        archive = zipfile.ZipFile(file)
    except _BROKEN as error:
        raise UnreadableInput(f"{source}: is a damaged zip file: {' '.join(str(error).split())}") from error
    with archive:
        entries = archive.infolist()
        if len(entries) > _MOST_MEMBERS:
            raise UnreadableInput(f"{source}: refused, {len(entries):,} files in one zip file")
        if not _OFFICE.isdisjoint(entry.filename for entry in entries):
            raise UnreadableInput(f"{source}: is an office document or book, not a zip file of pages")
        size = file.seek(0, io.SEEK_END)
        allowed = budget or Budget(lambda: size)
        for entry in sorted(entries, key=lambda entry: entry.filename):
            # A damaged zip may name a file "": ZipInfo.is_dir() of Python 3.11 ends on it.
            if not entry.filename.endswith("/") and not _is_hidden(entry.filename):
                yield _member(archive, entry, source, allowed)


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) and part.strip(".") for part in name.split("/"))


def _member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, source: str, budget: Budget
) -> tuple[str, io.BufferedReader, Unpacked] | Refusal:
    name = f"{source}/{' '.join(entry.filename.split())}"
    if entry.compress_type not in _BOUNDED:
        return Refusal(name, f"{name}: cannot be unpacked: only stored and deflated files are")
    try:
        inner = archive.open(entry)
    except _BROKEN as error:
        return Refusal(name, f"{name}: cannot be unpacked: {' '.join(str(error).split())}")
    unpacked = Unpacked(inner, budget)
    return name, io.BufferedReader(unpacked, _BUFFER), unpacked
