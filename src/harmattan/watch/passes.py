"""When each source is to be read again, and how far its pass has come."""

from dataclasses import dataclass, field
from typing import Final

# A list that a source names may name further lists, and those no more.
_DEPTH: Final = 2


@dataclass(slots=True)
class Passes:
    """every: seconds between two passes over a source, None: one pass. Moments are seconds of the caller's clock."""

    every: float | None
    _due: dict[str, float] = field(default_factory=dict)
    _above: dict[str, int] = field(default_factory=dict)
    _taken: dict[str, int] = field(default_factory=dict)

    def add(self, source: str, now: float, parent: str | None = None) -> bool:
        """Let a source be due, unless it was added before; return whether it stands too far below what was asked for.

        What was begun once in a run is not begun anew because a list names it: lists may name each other.
        """
        above = 0 if parent is None else self._above[parent] + 1
        if source not in self._above and above <= _DEPTH:
            self._above[source] = above
            self._due[source] = now
        return source not in self._above

    def begin(self, now: float) -> list[str]:
        """Return the sources that are due, and begin a pass over each."""
        begun = [source for source, due in self._due.items() if due <= now]
        for source in begun:
            self._taken[source] = 0
            if self.every is None:
                del self._due[source]
            else:
                self._due[source] = now + self.every
        return begun

    def moments(self) -> list[float]:
        """Return when sources are due; none: there is no further pass."""
        return list(self._due.values())

    def taken(self, source: str) -> int:
        """Return how many pages of a source its pass has taken."""
        return self._taken.get(source, 0)

    def take(self, source: str) -> None:
        """Count a page."""
        self._taken[source] = self.taken(source) + 1
