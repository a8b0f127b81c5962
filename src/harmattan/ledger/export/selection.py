"""Takes pairs out of a ledger, page by page."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING

from harmattan.errors import LedgerError
from harmattan.ledger.export.facts import Pair
from harmattan.records import Event

if TYPE_CHECKING:
    from harmattan.ledger.store import Ledger

_PAGE = 500
# Events come in order of day, so those of one article mostly lie near each other.
_ARTICLES = 256


@dataclass(frozen=True, slots=True)
class Query:
    """Which events: None asks for nothing; since and until are ISO prefixes, half-open."""

    type: str | None = None
    actor_country: str | None = None
    recipient_country: str | None = None
    since: str | None = None
    until: str | None = None

    def asked(self) -> dict[str, str]:
        """Return what was asked for, by name."""
        values = {item.name: getattr(self, item.name) for item in fields(self)}
        return {name: value for name, value in values.items() if value is not None}


def pairs(ledger: "Ledger", query: Query) -> Iterator[Pair]:
    """Return events with their articles, newest act first. Raises LedgerError; UsageError at once for a bad query."""
    return _pairs(ledger, query, _page(ledger, query, None))


def _pairs(ledger: "Ledger", query: Query, page: list[Event]) -> Iterator[Pair]:
    article = lru_cache(_ARTICLES)(ledger.article)
    while page:
        for event in page:
            found = article(event.article)
            if found is None:
                raise LedgerError(f"{event.id} has lost its article {event.article}: run harmattan doctor")
            yield found, event
        page = _page(ledger, query, page[-1].id)


def _page(ledger: "Ledger", query: Query, after: str | None) -> list[Event]:
    return ledger.events(
        limit=_PAGE,
        after=after,
        type=query.type,
        actor_country=query.actor_country,
        recipient_country=query.recipient_country,
        since=query.since,
        until=query.until,
    )
