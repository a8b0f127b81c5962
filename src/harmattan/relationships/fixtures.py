"""Days of elections, deadlines and ends that a ledger's pages tell, for the calendar."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from harmattan.analyse.calendar import AHEAD, TOLERANCE, UNKNOWN, Entry
from harmattan.analyse.phrasing import capital
from harmattan.analyse.schedule import Fixture, fixtures
from harmattan.ledger import Ledger
from harmattan.ledger.query import AnyOf, Query, Value, periods
from harmattan.records import Article

# Terms of a query that a day of a state can answer; it fits no query with another.
_STATE: Final = frozenset({"actor", "party", "place"})
_DAYS: Final = frozenset({"when", "within", "due"})
_TWICE: Final = frozenset({"election", "expiry"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A fixture with its name, and the page and the sentence that tell it first."""

    fixture: Fixture
    what: str
    article: Article
    words: str


def found(book: Ledger, query: Query, today: str, first: str | None = None, end: str | None = None) -> list[Fixture]:
    """Return what is set for days in a period (ISO or None, half-open), as far as a query asks for such days."""
    if not all(isinstance(term, AnyOf) and term.field in _STATE | _DAYS for term in query.terms):
        return []
    since = (date.fromisoformat(first) - timedelta(days=TOLERANCE)).isoformat() if first else None
    told = fixtures(book.scheduled(since), today)
    inside = (one for one in told if (not first or first < one.end) and (not end or one.day < end))
    return [one for one in inside if all(_fits(one, term) for term in query.terms)]


def _fits(one: Fixture, term: object) -> bool:
    if not isinstance(term, AnyOf):
        return False
    wanted = [value for value in term.values if not value.negated]
    unwanted = [value for value in term.values if value.negated]
    has = _is_of if term.field in _STATE else _is_in
    return (not wanted or any(has(one, value) for value in wanted)) and not any(has(one, value) for value in unwanted)


def _is_of(one: Fixture, value: Value) -> bool:
    return not value.name and one.first.day.state == value.text


def _is_in(one: Fixture, value: Value) -> bool:
    first, end = periods.bounds(value.text)
    return (first is None or one.end > first.isoformat()) and (end is None or one.day < end.isoformat())


def besides(entries: Sequence[Entry], told: Iterable[Fixture]) -> list[Fixture]:
    """Return those that no announced act has: an election that somebody promised for a day is one entry, unless pages
    tell what became of the day itself."""
    acts = {
        (one.day, one.end, party.country)
        for one in entries
        if one.kind in _TWICE
        for party in (*one.act.actors, *one.act.recipients)
    }
    return [
        one for one in told if (one.day, one.end, one.first.day.state) not in acts or one.status not in (AHEAD, UNKNOWN)
    ]


def shown(book: Ledger, some: Sequence[Fixture], name: Callable[[str], str]) -> list[Shown]:
    """Return fixtures with the words that say so; name gives the name of a state."""
    articles = book.articles(one.first.article for one in some)
    return [_shown(one, articles[one.first.article], name) for one in some if one.first.article in articles]


def _shown(one: Fixture, article: Article, name: Callable[[str], str]) -> Shown:
    thing = " ".join(one.first.day.thing.of(article.text).split()).removeprefix("The ").removeprefix("the ")
    if one.kind == "inauguration" or thing in ("polls", "votes", "ballots"):
        thing = one.kind
    what = f"{thing[:1].lower()}{thing[1:]}{' ends' if one.kind == 'expiry' else ''}"
    state = name(one.first.day.state) or one.first.day.state
    words = " ".join(one.first.day.sentence.of(article.text).split())
    return Shown(one, f"{capital(state)}: {what}", article, words)


def fixture_json(one: Shown) -> dict[str, Any]:
    """Return the shape of one entry: that of an announced act, without the act, and with the page that tells it."""
    fixture = one.fixture
    return {
        "day": fixture.day,
        "end": fixture.end,
        "announced": fixture.announced,
        "kind": fixture.kind,
        "status": fixture.status,
        "act": None,
        "relation": fixture.first.day.relation,
        "type": "",
        "modes": (),
        "actors": (),
        "recipients": (),
        "evidence": fixture.evidence,
        "article": fixture.first.article,
        "country": fixture.first.day.state,
        "what": one.what,
        "words": one.words,
    }
