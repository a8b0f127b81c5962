"""What every handler is given: the open ledger, the names of actors, the clock, and what was made lately."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from litestar.di import NamedDependency

from harmattan import asking
from harmattan.codebook.loader import Codebook
from harmattan.codebook.loader import load as load_codebook
from harmattan.dates import now_utc
from harmattan.desk.cache import FRESH, Cache
from harmattan.desk.later import REST, Later
from harmattan.ledger import Ledger, extent
from harmattan.ledger.extent import Coverage
from harmattan.ledger.news import settled
from harmattan.ledger.people import watches
from harmattan.ledger.people.watches import Watches
from harmattan.relationships.who import Who

T = TypeVar("T")


@dataclass(frozen=True)
class Door:
    """book: the open ledger; data: the user's folder; local: whether only this machine is served; patience: how many
    times as long as usual a page waits for what takes long; if it waits longer, nothing old stands."""

    book: Ledger
    cache: Cache
    data: Path
    clock: Callable[[], str] = now_utc
    local: bool = True
    patience: float = 1.0

    @cached_property
    def who(self) -> Who:
        """The actor tables with what users added."""
        return asking.known()

    @cached_property
    def codebook(self) -> Codebook:
        """The ontology."""
        return load_codebook()

    @cached_property
    def watches(self) -> Watches:
        """The watch lists, in the desk's own file. Raises LedgerError."""
        return watches.opened_in(self.data)

    @cached_property
    def later(self) -> Later:
        """What takes longer than a page may."""
        return Later(self.cache.state, patience=self.patience, rest=REST if self.patience == 1 else 0.0)

    @property
    def said(self) -> str:
        """Something else whenever people judged: who corrects a number must not be shown the old one."""
        return extent.said(self.cache.state())

    @property
    def coverage(self) -> Coverage:
        """How much was read of each week, whatever people say of it; some seconds old where it took long."""
        return self.soon("coverage", self.book.coverage, judged=False)

    def soon(self, key: Hashable, make: Callable[[], T], *, judged: bool = True) -> T:
        """Return what make makes; what took long may be some minutes old, since it is made anew beside the pages, but
        is never older than the last judgement. judged: False for what may be, since judgements change little of it."""
        made = self.later.get((self.said, key) if judged else key, make)
        if made is None:
            raise AssertionError("whoever does not say how long waits")
        return made.value

    def dated(self, key: Hashable, make: Callable[[], T]) -> tuple[T, str]:
        """Return what soon returns, and the moment as of which the ledger was what it was made from."""
        moment, made = self.soon(key, lambda: (self.moment, make()))
        return made, moment

    @property
    def moment(self) -> str:
        """The moment as of which the ledger is what it is now: that of its newest record, so that a page tells the
        same until something is appended; the present while that record may still gain company."""
        newest, now = self._newest, self.clock()
        return newest if newest and newest <= settled(now) else max(newest, now)

    @property
    def settled(self) -> str:
        """The moment up to which whoever looks now has seen everything: what comes later is stamped later."""
        return min(settled(self.clock()), self._newest or self.clock())

    @property
    def _newest(self) -> str:
        return self.cache.get("last stamp", self.book.last_stamp)

    @property
    def today(self) -> str:
        """The day, in UTC."""
        return self.clock()[:10]


# How a handler asks for it, by the name door.
Opened = NamedDependency[Door]


def opened(
    book: Ledger, data: Path, *, clock: Callable[[], str] = now_utc, local: bool = True, patience: float = 1.0
) -> Door:
    """Return the door of an open ledger."""
    cache = Cache(book.state, fresh=FRESH if patience == 1 else 0.0)
    return Door(book, cache, data, clock, local, patience)
