"""What an export needs besides events: acts, verdicts, codes of states, coverage. Doors share it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import chain, islice
from typing import Any, Final

from harmattan import __version__
from harmattan.asking import locate
from harmattan.ledger import Ledger
from harmattan.ledger.acts import Tally
from harmattan.ledger.export import collapse
from harmattan.ledger.export.facts import Codes, Options, Pair
from harmattan.ledger.export.selection import pairs
from harmattan.ledger.judgements import JOINING, Verdict
from harmattan.ledger.query import Query, whole
from harmattan.machine import full_event_json, judgement_json
from harmattan.records import Event, Mention, standing
from harmattan.relationships.corrected import Corrected, corrected
from harmattan.relationships.edits import edited
from harmattan.resolve import knowledge

# Formats that have no place for a verdict and follow it.
FOLLOWING: Final = frozenset({"panel", "polecat", "gdelt"})
_PAGE: Final = 500
# Events of one article mostly lie near each other.
_ARTICLES: Final = 256


@dataclass(slots=True)
class Cut:
    """Lets so many reports through. more: whether there were more, told when they have been gone through."""

    most: int
    more: bool = False

    def __call__(self, found: Iterable[Pair]) -> Iterator[Pair]:
        rest = iter(found)
        yield from islice(rest, self.most)
        self.more = next(rest, None) is not None


@dataclass(frozen=True, slots=True)
class Said:
    """What is noted of events as they go by, by id: the act each tells of, the verb of the judgement in force on it,
    and the event as corrected, if it was."""

    acts: dict[str, str] = field(default_factory=dict)
    verdicts: dict[str, str] = field(default_factory=dict)
    corrected: dict[str, Event] = field(default_factory=dict)

    def note(self, events: Iterable[Event], verdicts: Mapping[str, Verdict]) -> None:
        """Note what people say of some events."""
        self.verdicts.update({id_: one.judgement.verb for id_, one in verdicts.items()})
        for event in events:
            if self.verdicts.get(event.id) == "edit":
                self.corrected[event.id] = edited(event, verdicts[event.id].judgement.values)


def chosen(
    book: Ledger,
    query: Query,
    by: str,
    *,
    with_text: bool,
    cut: Cut | None = None,
    by_week: bool = False,
    judged: bool = False,
) -> tuple[Iterable[Pair], Options]:
    """Return the pairs asked for, and what their writer must know; cut: look at no more reports than it lets through.

    by_week: the writer counts by ISO week, so the periods of the query are widened to whole ones. judged: the writer
    shows events as people corrected them, so the query is put to that; they stand first. Raises LedgerError,
    UsageError.
    """
    query = whole.widened(query, "week") if by_week else query
    book = book.past(query.as_of)
    said = Said()
    reports: Iterable[Pair] = pairs(book, replace(query, by=None), locate)
    moved = corrected(book, query, locate) if judged else Corrected()
    reports = chain(moved.fit, (pair for pair in reports if pair[1].id not in moved.ids))
    found: Iterable[Pair] = _judged(book, cut(reports) if cut else reports, said)
    tallies: dict[str, Tally] = {}
    beginning, end = whole.days_of(query)
    if (query.by or by) == "events":
        gone = _acts(book, moved.unfit) - _acts(book, moved.fit)
        found = (pair for pair in found if said.acts.get(pair[1].id) not in gone)
        shown = collapse.by_event(found, lambda event: said.acts.get(event.id, event.id), said.verdicts)
        found, tallies = shown, _tallies(book, shown, said, query)
    return found, Options(
        codes=state_codes(),
        with_text=with_text,
        tallies=tallies,
        coverage=book.coverage(),
        since=beginning.isoformat() if beginning else None,
        until=end.isoformat() if end else None,
        asks=partial(whole.asks, query),
        version=__version__,
        mentions=lru_cache(_ARTICLES)(partial(_mentions, book)),
        acts=said.acts,
        verdicts=said.verdicts,
        corrected=said.corrected,
    )


def _tallies(book: Ledger, shown: Sequence[Pair], said: Said, query: Query) -> dict[str, Tally]:
    """Return how often the act of each event was told, by its id: by all reports of it, as lists have it."""
    acts = {event.id: said.acts.get(event.id, event.id) for _, event in shown}
    told = book.tallies(acts.values(), query)
    return {id_: told[act] for id_, act in acts.items()}


def _acts(book: Ledger, found: Iterable[Pair]) -> set[str]:
    """Return the acts of some events: what a correction says of a report it says of the act."""
    return set(book.acts_of([event.id for _, event in found]).values())


def reviewed(book: Ledger) -> Iterator[dict[str, Any]]:
    """Yield each judged event in the machine shape with its verdict: data to train and measure on."""
    ids = dict.fromkeys(one.subject for one in standing(book.judgements()) if one.verb not in JOINING)
    found = [event for id_ in ids if (event := book.event(id_))]
    verdicts = book.verdicts(found)
    for event in found:
        article = book.article(event.article)
        if article:
            yield {**full_event_json(article, event), "verdict": judgement_json(verdicts[event.id].judgement)}


def _judged(book: Ledger, found: Iterable[Pair], said: Said) -> Iterator[Pair]:
    """Yield the pairs after noting the act of each and what people say of it, some hundred at a time."""
    rest = iter(found)
    while some := list(islice(rest, _PAGE)):
        events = [event for _, event in some]
        said.acts.update(book.acts_of([event.id for event in events]))
        said.note(events, book.verdicts(events))
        yield from some


def _mentions(book: Ledger, article: str) -> Sequence[Mention]:
    coded = book.coded(article)
    return coded.annotations.mentions if coded else ()


def state_codes() -> dict[str, Codes]:
    """Return the codes of states from the shipped tables, which the ledger does not know."""

    rows = knowledge.table("states")
    return {iso3: Codes(row["iso2"], row.get("cow"), row.get("gw"), row.get("fips", "")) for iso3, row in rows.items()}
