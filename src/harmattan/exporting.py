"""What an export needs besides events: acts, verdicts, codes of states, coverage. Doors share it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import islice
from typing import Final

from harmattan import __version__
from harmattan.asking import days_of, locate
from harmattan.ledger import Ledger
from harmattan.ledger.export import collapse
from harmattan.ledger.export.facts import Codes, Options, Pair, Tally
from harmattan.ledger.export.selection import pairs
from harmattan.ledger.query import Query
from harmattan.records import Mention
from harmattan.resolve import knowledge

_PAGE: Final = 500
# Events of one article mostly lie near each other.
_ARTICLES: Final = 256


def chosen(book: Ledger, query: Query, by: str, *, with_text: bool) -> tuple[Iterable[Pair], Options]:
    """Return the pairs asked for, and what their writer must know. Raises LedgerError, UsageError."""

    acts: dict[str, str] = {}
    verdicts: dict[str, str] = {}
    found: Iterable[Pair] = _judged(book, pairs(book, replace(query, by=None), locate), acts, verdicts)
    tallies: dict[str, Tally] = {}
    beginning, end = days_of(query)
    if (query.by or by) == "events":
        found, tallies = collapse.by_event(found, lambda event: acts.get(event.id, event.id))
    return found, Options(
        codes=state_codes(),
        with_text=with_text,
        tallies=tallies,
        coverage=book.coverage(),
        since=beginning.isoformat() if beginning else None,
        until=end.isoformat() if end else None,
        version=__version__,
        mentions=lru_cache(_ARTICLES)(partial(_mentions, book)),
        acts=acts,
        verdicts=verdicts,
    )


def _judged(book: Ledger, found: Iterable[Pair], acts: dict[str, str], verdicts: dict[str, str]) -> Iterator[Pair]:
    """Yield the pairs after noting the act of each and what people say of it, some hundred at a time."""
    rest = iter(found)
    while some := list(islice(rest, _PAGE)):
        events = [event for _, event in some]
        acts |= book.acts_of([event.id for event in events])
        verdicts |= {id_: one.judgement.verb for id_, one in book.verdicts(events).items()}
        yield from some


def _mentions(book: Ledger, article: str) -> Sequence[Mention]:
    coded = book.coded(article)
    return coded.annotations.mentions if coded else ()


def state_codes() -> dict[str, Codes]:
    """Return the codes of states from the shipped tables, which the ledger does not know."""

    rows = knowledge.table("states")
    return {iso3: Codes(row["iso2"], row.get("cow"), row.get("gw"), row.get("fips", "")) for iso3, row in rows.items()}
