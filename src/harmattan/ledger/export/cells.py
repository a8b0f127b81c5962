"""Cells of text tables: written so that a reader gets back exactly what was put in."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import BinaryIO

Cell = str | int | float | None

# UTF-8 cannot hold half a surrogate pair, which broken pages do.
_HALF = re.compile("[\ud800-\udfff]")
# What a spreadsheet would run as a formula (or what, after an apostrophe, could be taken for our mark).
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MARKED = re.compile(r"''*[=+\-@\t\r]")
_TO_ESCAPE = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_FROM_ESCAPE = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}
SEPARATOR = ";"


def clean(text: str) -> str:
    """Return text that UTF-8 can hold: half a surrogate pair becomes U+FFFD."""
    return _HALF.sub("\ufffd", text)


def plain(cell: Cell) -> str:
    """Return a cell as text; None is empty, numbers are written in full."""
    if cell is None:
        return ""
    return clean(cell) if isinstance(cell, str) else repr(cell)


def safe(cell: Cell) -> str:
    """Return a cell as a spreadsheet may see it: text that it would run has an apostrophe before it; numbers do not."""
    text = plain(cell)
    return f"'{text}" if isinstance(cell, str) and _FORMULA.match(text) else text


def unsafe(cell: str) -> str:
    """Undo safe."""
    return cell[1:] if _MARKED.match(cell) else cell


def joined(parts: Iterable[str]) -> str:
    """Return several values in one cell; a semicolon or backslash within a value has a backslash before it."""
    return SEPARATOR.join(part.replace("\\", "\\\\").replace(SEPARATOR, "\\" + SEPARATOR) for part in parts)


def parted(cell: str) -> list[str]:
    """Undo joined; an empty cell is one empty value."""
    parts = [""]
    for piece in re.findall(r"\\.|;|[^\\;]+|\\", cell, re.DOTALL):
        if piece == SEPARATOR:
            parts.append("")
        else:
            parts[-1] += piece[1:] if piece[0] == "\\" and len(piece) > 1 else piece
    return parts


def escaped(cell: Cell) -> str:
    """Return a cell without tabs and line ends: they, and backslashes, become two characters."""
    return re.sub(r"[\\\t\n\r]", lambda found: _TO_ESCAPE[found[0]], plain(cell))


def unescaped(cell: str) -> str:
    """Undo escaped."""
    return re.sub(r"\\([\\tnr])", lambda found: _FROM_ESCAPE[found[1]], cell)


def write_csv(rows: Iterable[Sequence[Cell]], out: BinaryIO) -> None:
    """Write rows as RFC 4180 in UTF-8, safe for spreadsheets."""
    line = io.StringIO(newline="")
    writer = csv.writer(line)
    for row in rows:
        writer.writerow([safe(cell) for cell in row])
        out.write(line.getvalue().encode())
        line.seek(0)
        line.truncate()


def write_tsv(rows: Iterable[Sequence[Cell]], out: BinaryIO) -> None:
    """Write rows as lines of tab-separated cells in UTF-8; nothing is quoted."""
    for row in rows:
        out.write(("\t".join(map(escaped, row)) + "\n").encode())
