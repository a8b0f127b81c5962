"""Options that several commands share."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from harmattan import settings

if TYPE_CHECKING:
    from harmattan.ledger import Ledger

LedgerOption = Annotated[
    Path | None, Parameter(name="--ledger", help="Ledger file; by default one in your data folder.")
]
JsonOption = Annotated[bool, Parameter(name="--json", negative="", help="Print JSON lines.")]


def opened(path: Path | None) -> "Ledger":
    """Open the ledger named on the command line, or the one of the settings. Raises LedgerError."""
    from harmattan.ledger import open_ledger

    return open_ledger(path or settings.load().ledger)
