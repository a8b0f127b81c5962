"""Articles that report the same news are one story: same names, same headline words, days apart at most.

Pure, and incremental as happenings are: an article changes only stories that share a block (state and week) with it.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from harmattan.dates import week_of
from harmattan.ids import make_id
from harmattan.ledger.alike import Clue, cosine
from harmattan.ledger.copies import Sketch, likeness, sketch
from harmattan.ledger.grouping import Grouped, Rules, revised
from harmattan.ledger.reports import about, day_of, headline_of, names, stems
from harmattan.records import Article, Event

# Names, headline and words: logistic regression on pairs of train articles that name a state in common, whatever their
# days (python bench/happenings.py --fit). Copies and days are set by hand: the corpus has no copies and no crowd of
# articles within a week. The bias stands 1.8 over the fitted one, best on train and dev.
BIAS: Final = -3.0
WEIGHTS: Final[Mapping[str, float]] = {"names": 8.7, "headline": 4.5, "words": 9.1, "copy": 4.0, "days apart": -1.0}
THRESHOLD: Final = 0.0
# News that is taken up again after this many days is a new story.
DAYS: Final = 14
_UNSEEN: Final = 30
_STATES: Final = 3

Block = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """An article as stories compare it. names: parties and places of its events; headline, words: stems of
    the headline and of every coded block."""

    id: str
    published: str | None
    names: frozenset[str]
    headline: frozenset[str]
    words: frozenset[str]
    about: tuple[str, ...]
    text: Sketch


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles (ids, the smaller first) and the log-odds that they report the same news."""

    one: str
    other: str
    score: float
    reasons: tuple[Clue, ...]
    barred: bool = False
    bound: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """Articles of one story (ids, sorted; the id is their hash) with the ISO days of the first and the last."""

    id: str
    articles: tuple[str, ...]
    first: str | None
    last: str | None
    reasons: tuple[Pair, ...]


Known = Grouped[Told, Pair]
NOTHING: Final[Known] = Grouped()


def told(article: Article, events: Sequence[Event]) -> Told:
    """Return an article with what stories compare."""
    return Told(
        id=article.id,
        published=article.published.value[:10] if article.published else None,
        names=frozenset(names(events)),
        headline=stems(headline_of(article)),
        words=stems(" ".join(block.span.of(article.text) for block in article.body)),
        about=about(events, _STATES),
        text=sketch(article.text),
    )


def added(known: Known, fresh: Iterable[Told], gone: Iterable[str] = (), *, threshold: float = THRESHOLD) -> Known:
    """Return known with further articles; gone: ids of articles that are no more."""
    return revised(known, Rules(blocks, rarities, comparable, pair, threshold), fresh, gone)


def stories(known: Known) -> Iterator[Story]:
    """Yield the stories, by first article id."""
    for cluster in sorted(known.clusters):
        days = sorted(day for id_ in cluster if (day := known.items[id_].published))
        links = [(one, other) for one in cluster for other in cluster if (one, other) in known.pairs]
        reasons = tuple(known.pairs[link] for link in links)
        first, last = (days[0], days[-1]) if days else (None, None)
        yield Story(make_id("sto", cluster), cluster, first, last, reasons)


def blocks(item: Told) -> frozenset[Block]:
    """Return (state, week) for each state the article names most and each week its story may have run."""
    day = day_of(item.published)
    weeks = {week_of(day + timedelta(days=away)) for away in (-DAYS // 2, 0, DAYS // 2)} if day else {""}
    return frozenset((country, week) for country in item.about or ("",) for week in weeks)


def comparable(one: Told, other: Told) -> bool:
    """Tell whether two articles are near enough in time."""
    return _apart(one, other) <= DAYS


def _apart(one: Told, other: Told) -> int:
    first, second = day_of(one.published), day_of(other.published)
    return abs((first - second).days) if isinstance(first, date) and isinstance(second, date) else 0


def rarities(members: Iterable[Told]) -> dict[str, float]:
    """Return how rare each name and stem is among the articles of a block: idf scaled to 0 .. 1."""
    articles = list(members)
    seen = Counter(word for item in articles for word in item.names | item.headline | item.words)
    most = math.log(len(articles) + _UNSEEN)
    return {word: math.log((len(articles) + _UNSEEN) / count) / most for word, count in seen.items()}


def pair(one: Told, other: Told, rarity: Mapping[str, float]) -> Pair:
    """Return the scored pair of two articles."""
    clues = (
        Clue("names", cosine(one.names, other.names, rarity), _listed(one.names & other.names)),
        Clue("headline", cosine(one.headline, other.headline, rarity), _listed(one.headline & other.headline)),
        Clue("words", cosine(one.words, other.words, rarity), f"{len(one.words & other.words)} words in common"),
        Clue("copy", likeness(one.text, other.text), "shared runs of words"),
        Clue("days apart", _apart(one, other) / DAYS, f"{one.published} / {other.published}"),
    )
    score = BIAS + math.fsum(WEIGHTS.get(clue.name, 0.0) * clue.value for clue in clues)
    first, second = sorted((one.id, other.id))
    return Pair(first, second, score, clues)


def _listed(words: frozenset[str]) -> str:
    return ", ".join(sorted(words))
