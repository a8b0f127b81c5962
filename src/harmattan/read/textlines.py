"""The lines of a file of records, each decoded by itself, so that one bad line spoils no other."""

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass

from harmattan.errors import UnreadableInput
from harmattan.read.decode import decode

_STEP = 1 << 16
# A packed file of nothing but ends of line holds a thousand times as many as it has bytes.
_MOST_BLANK = 100_000
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line, counted from 1, its end included; where it cannot be had, text is None and why says so."""

    number: int
    text: str | None
    why: str = ""


def text_lines(stream: io.BufferedReader, limit: int) -> Iterator[TextLine]:
    """Yield the lines of stream; those over limit bytes are told, not held."""
    head = stream.peek(4)[:4]
    wide = next((name for mark, name in _WIDE if head.startswith(mark)), None)
    if wide is None:
        yield from _lines(stream, limit)
        return
    text = io.TextIOWrapper(stream, wide, errors="replace", newline="\n")
    try:
        yield from _lines(_Recoded(text), limit)
    finally:
        text.detach()


def _lines(source: "io.BufferedReader | _Recoded", limit: int) -> Iterator[TextLine]:
    blank = 0
    for number, line in enumerate(iter(lambda: source.readline(limit + 1), b""), 1):
        blank = 0 if line.strip() else blank + 1
        if blank > _MOST_BLANK:
            yield TextLine(number, None, f"more than {_MOST_BLANK:,} blank lines in a row; the rest is not read")
            return
        if len(line) > limit:
            _skip_rest(source, line)
            yield TextLine(number, None, f"a line over the limit of {limit / 1_000_000:g} MB")
        else:
            yield _decoded(number, line)


class _Recoded:
    """Lines of UTF-16 or UTF-32 as UTF-8."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text

    def readline(self, size: int) -> bytes:
        return self._text.readline(size).encode("utf-8", "replace")


def _skip_rest(source: io.BufferedReader | _Recoded, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = source.readline(_STEP)


def _decoded(number: int, line: bytes) -> TextLine:
    try:
        text = line.decode("utf-8") if line.isascii() else decode(line, "line")
    except UnreadableInput:
        return TextLine(number, None, "its bytes are not text in any known encoding")
    # As decode does: an end of line is one sign, whether the line is ASCII or not.
    return TextLine(number, text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))
