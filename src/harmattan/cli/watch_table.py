"""The table of a watch, on standard error: redrawn while a person looks, printed once at the end otherwise."""

import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Any, Self

from harmattan.cli.output import PIPE_WIDTH
from harmattan.safe import one_line

if TYPE_CHECKING:
    from rich.table import Table

    from harmattan.ledger.watching import Fetch

_COLUMNS = ("source", "kind", "read", "same", "refused", "failed", "disallowed", "waiting", "last")
_NOTHING = frozenset({"refused", "failed", "disallowed", "waiting"})
_EVERY = 0.5
_WIDE = 60


class Board:
    """Counts what came, by source. Use it in a ``with``; live: redraw while it goes on, if a person looks."""

    def __init__(self, *, live: bool) -> None:
        self._rows: dict[str, Counter[str]] = {}
        self._kinds: dict[str, str] = {}
        self._last: dict[str, str] = {}
        self._troubles: dict[str, str] = {}
        self._wanted = live
        self._live: Any = None
        self._drawn = 0.0

    def __enter__(self) -> Self:
        if self._wanted and sys.stderr.isatty():
            from rich.live import Live

            self._live = Live(self._table(), console=_console(), auto_refresh=False)
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live is not None:
            self._live.update(self._table(), refresh=True)
            self._live.stop()
        elif self._wanted:
            _console().print(self._table())

    def add(self, fetch: "Fetch") -> None:
        """Count one fetch."""
        self._rows.setdefault(fetch.source, Counter())[str(fetch.outcome)] += 1
        if fetch.address == fetch.source:
            self._kinds[fetch.source] = fetch.kind
            self._troubles.pop(fetch.source, None)
            if str(fetch.outcome) in _NOTHING:
                self._troubles[fetch.source] = f"{fetch.source}: {fetch.reason}"
        about = f": {fetch.reason}" if fetch.reason else f" {fetch.fresh} new" if fetch.fresh is not None else ""
        self._last[fetch.source] = one_line(f"{fetch.at[11:16]} {fetch.outcome}{about}")[:_WIDE]
        if self._live is not None and time.monotonic() - self._drawn > _EVERY:
            self._drawn = time.monotonic()
            self._live.update(self._table(), refresh=True)

    def troubles(self) -> list[str]:
        """Return a line for each source that gave nothing the last time it was asked for."""
        return list(self._troubles.values())

    def _table(self) -> "Table":
        from rich import box
        from rich.table import Table
        from rich.text import Text

        made = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for column in _COLUMNS:
            made.add_column(column, overflow="fold")
        for source, counts in self._rows.items():
            numbers = (str(counts[name]) for name in _COLUMNS[2:-1])
            cells = (one_line(source), self._kinds.get(source, ""), *numbers, self._last[source])
            made.add_row(*map(Text, cells))
        return made


def _console() -> Any:  # noqa: ANN401  (rich is imported where it is used)
    from rich.console import Console

    width = None if sys.stderr.isatty() else PIPE_WIDTH
    return Console(file=sys.stderr, width=width, highlight=False, markup=False, emoji=False)
