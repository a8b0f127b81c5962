"""Which corrected events a query finds, put to what people say of them and not to what was coded.

They are asked in a ledger of their own, so that each term of a query means what it means of every event.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from harmattan.ledger import Ledger, open_ledger
from harmattan.ledger.export.facts import Pair
from harmattan.ledger.query import AnyOf, Query, Value
from harmattan.ledger.query.near import Locate
from harmattan.records import Annotations, Article, Coded, Event, Run
from harmattan.relationships.edits import edited
from harmattan.relationships.gather import edited_events

_MOST: Final = 10_000  # events of one article
# What is asked of a report and of the page it stands on, whatever people say of the act.
_OF_REPORTS: Final = frozenset({"source", "article", "lang", "text", "conf", "row"})


@dataclass(frozen=True, slots=True)
class Corrected:
    """Corrected events of a ledger with their articles, as coded: those that fit a query as corrected, newest act
    first; those whose correction does not fit; ids are those of all, also of those that fit and stand elsewhere."""

    fit: tuple[Pair, ...] = ()
    unfit: tuple[Pair, ...] = ()
    ids: frozenset[str] = frozenset()


def corrected(book: Ledger, query: Query, locate: Locate | None = None) -> Corrected:
    """Return the corrected events of a ledger by whether a query finds them. book: as of the moment that it asks for.

    A query that names its coders is put to what these coded. Raises LedgerError, UsageError.
    """
    events = [] if any(term.field == "coder" for term in query.terms) else edited_events(book)
    articles = book.articles({event.article for event in events})
    pairs = {event.id: (articles[event.article], event) for event in events if event.article in articles}
    if not pairs:
        return Corrected()
    verdicts = book.verdicts(events)
    judged = [(article, edited(event, verdicts[id_].judgement.values)) for id_, (article, event) in pairs.items()]
    of_acts = tuple(term for term in query.terms if term.field not in _OF_REPORTS)
    fitting = list(_found(judged, replace(query, terms=of_acts, by=None, as_of=None), locate))
    of_acts_too = frozenset(fitting)
    standing = _standing(book, query, {article.id for article, _ in pairs.values()})
    return Corrected(
        tuple(pairs[id_] for id_ in fitting if standing is None or id_ in standing),
        tuple(pair for id_, pair in pairs.items() if id_ not in of_acts_too),
        frozenset(pairs),
    )


def _standing(book: Ledger, query: Query, articles: Iterable[str]) -> frozenset[str] | None:
    """Return the ids of the events of some articles that stand where a query asks; None if it asks for no place.

    An article may have been read in several places; the ledger itself knows them.
    """
    asked = tuple(term for term in query.terms if term.field in _OF_REPORTS)
    if not asked:
        return None
    found = (
        book.events(replace(query, by=None, terms=(*asked, AnyOf("article", (Value(id_),)))), limit=_MOST)
        for id_ in articles
    )
    return frozenset(event.id for some in found for event in some)


def _found(pairs: Sequence[Pair], query: Query, locate: Locate | None) -> Iterator[str]:
    """Yield the ids of the events that a query finds among some, newest act first."""
    with (
        TemporaryDirectory(prefix="harmattan-", ignore_cleanup_errors=True) as folder,
        open_ledger(Path(folder) / "corrected.sqlite") as own,
    ):
        for run, coded in _coded(pairs).items():
            own.add_all(coded, run)
        yield from (event.id for event in own.events(query, limit=len(pairs), locate=locate))


def _coded(pairs: Sequence[Pair]) -> dict[Run, list[Coded]]:
    articles: dict[tuple[str, str, str], Article] = {}
    events: dict[tuple[str, str, str], list[Event]] = defaultdict(list)
    for article, event in pairs:
        key = article.id, event.coder, event.codebook
        articles[key] = article
        events[key].append(event)
    found: dict[Run, list[Coded]] = defaultdict(list)
    for key, article in articles.items():
        run = Run(f"run-{key[1]}-{key[2]}", "2026-01-01T00:00:00Z", key[1], key[2])
        found[run].append(Coded(article, Annotations(article.id, events=tuple(events[key]))))
    return found
