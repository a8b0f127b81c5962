"""Other people's event data: read, kept beside our events and compared with them, never mixed with them.

``rows`` reads a file of any of FORMATS; store.py keeps what it yields; compare.py sets it against our events.
"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Final

from harmattan.ledger.foreign.opening import LIMITS, Limits, opened
from harmattan.ledger.foreign.reading import Given, Read
from harmattan.records import Foreign, Refusal

FORMATS: Final = ("plover", "polecat", "gdelt", "ucdp")


def rows(path: Path, format: str, given: Given, *, limits: Limits = LIMITS) -> Iterator[Foreign | Refusal]:
    """Yield each row of a file, plain, gzip or the one file of a zip; a line that cannot be used is a Refusal.

    format is one of FORMATS. Memory does not grow with the file. Raises UnreadableInput for a file that is missing,
    cut off, no table of this format, or larger than limits allow once unpacked.
    """
    read: Read = import_module(f"harmattan.ledger.foreign.{format}").read
    with opened(path, limits) as lines:
        yield from read(lines, given)
