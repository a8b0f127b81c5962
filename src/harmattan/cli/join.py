"""``harmattan join``: which reports tell of one act, and which articles of one story."""

from typing import TYPE_CHECKING

from harmattan.cli.common import LedgerOption, opened_to_look
from harmattan.cli.output import complain, write_lines
from harmattan.errors import LedgerError

if TYPE_CHECKING:
    from harmattan.ledger import Ledger

# Codings that a command joins by the way; more of them are left to harmattan join.
BY_THE_WAY = 50


def join(*, ledger: LedgerOption = None) -> int:
    """Join what was coded or said since the last time; what did not change is not compared again."""
    with opened_to_look(ledger, patient=True) as book:
        moved = 0
        left = True
        while left:
            done = book.join()
            moved += done.moved
            left = done.left > 0
            if left:
                complain(f"{done.left:,} codings to go")
        acts, stories = (book.wholes(kind) for kind in ("act", "story"))
    write_lines([f"{moved:,} reports and articles have a new place; {acts:,} acts, {stories:,} stories"])
    return 0


def catch_up(book: "Ledger") -> None:
    """Join what few codings are waiting; tell of many."""
    waiting = book.waiting()
    if waiting > BY_THE_WAY:
        complain(f"{waiting:,} codings are not joined yet: run harmattan join")
        return
    try:
        book.join()
    except LedgerError as error:
        # Whoever may only read lists what others joined.
        complain(f"not joined: {error}")
