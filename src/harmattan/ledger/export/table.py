"""CSV: the table of rows.py, one row an event, with a header."""

from collections import Counter
from collections.abc import Iterable
from typing import BinaryIO

from harmattan.ledger.export import rows
from harmattan.ledger.export.cells import write_csv
from harmattan.ledger.export.facts import Left, Options, Pair


def write(pairs: Iterable[Pair], out: BinaryIO, options: Options) -> Left:
    """Write the header and a row for each event."""
    write_csv([rows.NAMES], out)
    write_csv((rows.row(pair, options) for pair in pairs), out)
    return Counter()
