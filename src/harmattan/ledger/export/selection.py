"""Takes pairs out of a ledger, page by page."""

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from harmattan.errors import LedgerError
from harmattan.ledger.export.facts import Pair
from harmattan.ledger.query import Query
from harmattan.ledger.query.near import Locate
from harmattan.records import Event

if TYPE_CHECKING:
    from harmattan.ledger.store import Ledger

_PAGE = 500
# Events come in order of day, so those of one article mostly lie near each other.
_ARTICLES = 256


def pairs(ledger: "Ledger", query: Query, locate: Locate | None = None) -> Iterator[Pair]:
    """Return events with their articles, newest act first. Raises LedgerError; UsageError at once for a bad query."""
    page = partial(ledger.events, query, limit=_PAGE, locate=locate)
    return _pairs(ledger, page, page())


def _pairs(ledger: "Ledger", more: Callable[..., list[Event]], page: list[Event]) -> Iterator[Pair]:
    article = lru_cache(_ARTICLES)(ledger.article)
    while page:
        for event in page:
            found = article(event.article)
            if found is None:
                raise LedgerError(f"{event.id} has lost its article {event.article}: run harmattan doctor")
            yield found, event
        page = more(after=page[-1].id)
