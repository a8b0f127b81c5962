"""Options that several commands share."""

import getpass
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from cyclopts import Parameter

from harmattan import settings
from harmattan.errors import UsageError
from harmattan.records import Judgement, standing

if TYPE_CHECKING:
    from harmattan.ledger import Ledger

# Ids that are looked for by their beginning: who is told of so many types more of it.
MOST_IDS: Final = 100
# Of those, how many are named.
_NAMED: Final = 5
# Seconds that long work waits for another writer: an import of ten million rows takes less.
PATIENCE: Final = 1800.0

LedgerOption = Annotated[
    str | None,
    Parameter(name="--ledger", help="Ledger file, or postgresql://user@host/name; by default one in your data folder."),
]
AnySubjectOption = Annotated[
    bool,
    Parameter(
        name="--any-subject", negative="", help="Code acts on pages that tell of nothing political (sport, crime) too."
    ),
]
JsonOption = Annotated[bool, Parameter(name="--json", negative="", help="Print JSON lines.")]


def no_options(names: Iterable[str]) -> None:
    """Raise UsageError for a name that is a mistyped option: only "-" itself may begin with a hyphen."""
    for name in names:
        if name.startswith("-") and name != "-":
            raise UsageError(f"unknown option {name}; a file of that name is ./{name}")


def user() -> str:
    """Return who says so, where nobody is named: the user's own name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def is_file(ledger: Path | str) -> bool:
    """Tell whether a ledger is named by a path and not by the address of a server."""
    return "://" not in str(ledger)


def opened_to_look(path: str | None, *, patient: bool = False) -> "Ledger":
    """Open a ledger that is there; a mistyped path is told, not made. Raises UsageError, LedgerError.

    The user's own ledger, where no other is named, is made: whoever has read nothing yet has an empty one. patient: for
    long work, as opened_to_write.
    """
    if path:
        _check(path)
    elif (told := settings.load()).named:
        _check(told.ledger, ", which HARMATTAN_LEDGER names")
    return opened_to_write(path) if patient else opened(path)


def _check(ledger: Path | str, named: str = "") -> None:
    if is_file(ledger) and not Path(ledger).exists():
        raise UsageError(f"there is no ledger at {ledger}{named}")


def opened(path: str | None) -> "Ledger":
    """Open the ledger named on the command line, or the one of the settings. Raises LedgerError."""
    from harmattan.ledger import open_ledger

    return open_ledger(path or settings.load().ledger)


def opened_to_write(path: str | None) -> "Ledger":
    """Open it for long work that another's long work must not end: a wait is told. Raises LedgerError."""
    from harmattan.cli.output import complain
    from harmattan.ledger import open_ledger

    return open_ledger(path or settings.load().ledger, patience=PATIENCE, told=complain)


def event_id(book: "Ledger", given: str) -> str:
    """Return the id of the one event that begins so. Raises UsageError."""
    return _whole_id(book, given, "event", "ev")


def article_id(book: "Ledger", given: str) -> str:
    """Return the id of the one article that begins so. Raises UsageError."""
    return _whole_id(book, given, "article", "art")


def _whole_id(book: "Ledger", given: str, kind: str, beginning: str) -> str:
    if not given:
        raise UsageError(f"no {kind} is named: an id or its beginning is needed")
    found = [one for one in book.find(given, limit=MOST_IDS) if one.startswith(beginning)]
    if given not in found and len(found) != 1:
        raise UsageError(fits(given, found, f"{kind}s") if found else f"no {kind} begins with {given!r}")
    return given if given in found else found[0]


def in_force(given: str, judgements: Iterable[Judgement]) -> str:
    """Return the id of the one judgement in force that begins so. Raises UsageError."""
    found = [one.id for one in standing(judgements) if given and one.id.startswith(given)]
    if given not in found and len(found) != 1:
        raise UsageError(fits(given, found, "judgements") if found else f"no judgement {given} is in force")
    return given if given in found else found[0]


def fits(given: str, found: Sequence[str], what: str) -> str:
    """Return which ids fit a beginning, the first by name; no more than MOST_IDS were looked for."""
    many = f"{len(found)} or more" if len(found) >= MOST_IDS else str(len(found))
    return f"{given!r} fits {many} {what}: {', '.join(found[:_NAMED])}{' ...' if len(found) > _NAMED else ''}"
