"""Reads a GeoNames dump (www.geonames.org, CC BY 4.0) into the gazetteer's own form: towns and units with their ids."""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from harmattan.errors import UnreadableInput
from harmattan.resolve.names import key_of, tokens

FILE: Final = "places.tsv.z"
_COLUMNS: Final = 19
_UNITS: Final = {"ADM1": "s", "ADM2": "d"}
# Hamlets without people are left out, or a dump of the world would not fit into memory.
_SEATS: Final = ("PPLC", "PPLA", "PPLA2", "PPLA3")
_COUNTRY: Final = re.compile("[A-Z]{2}")


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a dump, plain or the one text of a zip. Raises UnreadableInput."""
    try:
        if not zipfile.is_zipfile(path):
            with path.open("rb") as file:
                yield file
            return
        with zipfile.ZipFile(path) as archive, _member(path, archive) as file:
            yield file
    except OSError as error:
        raise UnreadableInput(f"{path}: {error.strerror or error}") from error
    except (EOFError, zlib.error, zipfile.BadZipFile) as error:
        raise UnreadableInput(f"{path}: {error}") from error


def _member(path: Path, archive: zipfile.ZipFile) -> IO[bytes]:
    names = [name for name in archive.namelist() if name.endswith(".txt") and "readme" not in name.lower()]
    if len(names) != 1:
        raise UnreadableInput(f"{path}: {len(names)} texts in the archive, a dump has one")
    try:
        return archive.open(names[0])
    except RuntimeError as error:  # a password, or a packing that nobody here knows
        raise UnreadableInput(f"{path}: {error}") from error


def load(path: Path, folder: Path) -> int:
    """Write the places of a dump into a data folder, in place of those loaded before; return how many names.

    The old file is replaced only when the whole dump was read. Raises UnreadableInput with the number of the line.
    """
    found: set[bytes] = set()
    with _opened(path) as file:
        for number, line in enumerate(file, 1):
            try:
                found.update(_names(line.decode().rstrip("\r\n")))
            except UnicodeDecodeError as error:
                raise UnreadableInput(f"{path}:{number}: no UTF-8 text") from error
            except ValueError as error:
                raise UnreadableInput(f"{path}:{number}: {error}") from error
    if not found:
        raise UnreadableInput(f"{path}: no place in it")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f"{FILE}.new"
        draft.write_bytes(zlib.compress(b"\n".join(sorted(found)), 6))
        draft.replace(folder / FILE)
    except OSError as error:
        raise UnreadableInput(f"{folder}: {error.strerror or error}") from error
    return len(found)


def _names(line: str) -> Iterator[bytes]:
    """Yield the gazetteer's lines of one row of the dump. Raises ValueError."""
    row = line.split("\t")
    if len(row) != _COLUMNS:
        raise ValueError(f"{len(row)} columns, a GeoNames dump has {_COLUMNS}")
    geonameid, name, ascii_name, others, lat, lon, kind, code, iso2, _, first = row[:11]
    population = row[14] or "0"
    where = f"{_degrees('latitude', lat, 90):.3f}", f"{_degrees('longitude', lon, 180):.3f}"
    for what, value in (("id", geonameid), ("population", population)):
        if not (value.isascii() and value.isdigit()):
            raise ValueError(f"the {what} {value!r} is no whole number")
    if not name.strip():
        raise ValueError("a place without a name")
    if iso2 and not _COUNTRY.fullmatch(iso2):
        raise ValueError(f"the country {iso2!r} is no code of two letters")
    people = str(int(population))
    town = kind == "P" and (people != "0" or code in _SEATS)
    mark = _UNITS.get(code, "") if kind == "A" else "p" if town else ""
    if mark:
        head = (geonameid, iso2, first, *where, people, name)
        yield from _lines({name, ascii_name}, head, mark)
        yield from _lines(set(others.split(",")) - {name, ascii_name}, head, {"p": "a", "s": "t", "d": "e"}[mark])


def _degrees(what: str, value: str, most: int) -> float:
    """Return a coordinate. Raises ValueError for what is none, or beyond most either way."""
    try:
        found = float(value)
    except ValueError:
        raise ValueError(f"the {what} {value!r} is no number") from None
    if not -most <= found <= most:
        raise ValueError(f"the {what} {value} is not between -{most} and {most}")
    return found


def _lines(names: Iterable[str], head: tuple[str, ...], mark: str) -> Iterator[bytes]:
    for name in names:
        key = key_of(token for token in tokens(name) if token.kind != "mark")
        if len(key) > 1 and all(ord(letter) < 0x250 for letter in key):
            yield "\t".join((key, *head, mark)).encode()
