"""What every format asks of a pair of article and event: its day, its dyads, its words, the codes of its countries."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import BinaryIO, Protocol

from harmattan import dates
from harmattan.codebook.loader import MUTUAL
from harmattan.ledger.acts import Tally
from harmattan.records import Article, Event, Factuality, Mention, Party, Span, Told

Pair = tuple[Article, Event]
Dyad = tuple[Party | None, Party | None]
# Left out, by reason: a reader of the file is told what it cannot show.
Left = Counter[str]

REJECTED = "rejected in review"

# An act in words is done when it is announced; a material one when it takes place.
VERBAL_QUADS = frozenset({1, 3})


@dataclass(frozen=True, slots=True)
class Codes:
    """Other codes of a state: ISO 3166 alpha-2, Correlates of War, Gleditsch-Ward, FIPS 10-4; None or "" if none."""

    iso2: str = ""
    cow: int | None = None
    gw: int | None = None
    fips: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller can choose.

    codes: by ISO alpha-3. with_text: whether words of the page may go out. tallies: by event id; an event without one
    is a single report. coverage: articles by ISO week. since, until: ISO prefixes, half-open; the range of a panel.
    asks: whether a day of that range is asked for. version: of Harmattan. mentions: what is named in an article, by its
    id. acts, verdicts: by event id, the act it tells of and the verb of the judgement in force on it. corrected: events
    as people corrected them, by id.
    """

    codes: Mapping[str, Codes] = field(default_factory=dict)
    with_text: bool = True
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    coverage: Mapping[str, int] = field(default_factory=dict)
    since: str | None = None
    until: str | None = None
    asks: Callable[[date], bool] = lambda _: True
    version: str = ""
    mentions: Callable[[str], Sequence[Mention]] = lambda _: ()
    acts: Mapping[str, str] = field(default_factory=dict)
    verdicts: Mapping[str, str] = field(default_factory=dict)
    corrected: Mapping[str, Event] = field(default_factory=dict)

    def tally(self, event: Event) -> Tally:
        """Return how often the act that an event stands for was reported; one that stands for itself alone, once."""
        return self.tallies.get(event.id, Tally())

    def judged(self, event: Event) -> Event | None:
        """Return an event as people corrected it; None if they rejected it."""
        return None if self.verdicts.get(event.id) == "reject" else self.corrected.get(event.id, event)

    def codes_of(self, country: str) -> Codes:
        """Return the other codes of a country slot; none for a slot that is no state."""
        return self.codes.get(country, Codes())


def as_judged(pairs: Iterable[Pair], left: Left, options: Options) -> Iterator[Pair]:
    """Yield the pairs as people judged them, for formats that cannot tell a verdict; rejected events go into left."""
    for article, event in pairs:
        if judged := options.judged(event):
            yield article, judged
        else:
            left[REJECTED] += 1


class Write(Protocol):
    """What each format's module offers."""

    def __call__(self, pairs: Iterable[Pair], out: BinaryIO, options: Options) -> Left:
        """Write pairs to out; return what was left out."""
        ...


@dataclass(frozen=True, slots=True)
class Day:
    """The days an act can have happened on, half-open, and where they come from: told, published or none."""

    first: date | None
    end: date | None
    origin: str

    @property
    def last(self) -> date | None:
        """The last day, included."""
        return None if self.end is None else self.end - timedelta(days=1)

    @property
    def iso(self) -> tuple[str | None, str | None]:
        """The first and the last day, included, as ISO days."""
        return (self.first and self.first.isoformat()) or None, (self.last and self.last.isoformat()) or None

    @property
    def week(self) -> str | None:
        """The ISO week that holds every one of the days, or None."""
        if self.first is None or self.last is None:
            return None
        week = dates.week_of(self.first)
        return week if dates.week_of(self.last) == week else None


def day_of(article: Article, event: Event) -> Day:
    """Return when an act happened: as told, else the day of publication, which is no day of an act told as history."""
    published = article.published.value if article.published else None
    recalled = event.factuality is Factuality.HISTORICAL
    days, origin = dates.days_of_act(event.time.value if event.time else None, published, recalled=recalled)
    return Day(*days, origin) if days else Day(None, None, origin)


def took_place(event: Event) -> bool:
    """Tell whether an act can be counted as done: it is actual or history, or it is in words and announced."""
    if event.factuality is Factuality.PLANNED:
        return event.quad in VERBAL_QUADS
    return event.factuality in {Factuality.ACTUAL, Factuality.HISTORICAL}


def dyads(event: Event) -> list[Dyad]:
    """Return each actor with each recipient, in order; for a mutual act without recipients each actor with each other.

    A side that is missing is None: a row is never lost for want of a recipient.
    """
    if not event.recipients and event.type in MUTUAL and len(event.actors) > 1:
        return [(a, b) for i, a in enumerate(event.actors) for j, b in enumerate(event.actors) if i != j]
    actors: tuple[Party | None, ...] = event.actors or (None,)
    recipients: tuple[Party | None, ...] = event.recipients or (None,)
    return [(actor, recipient) for actor in actors for recipient in recipients]


def address(article: Article) -> str:
    """Return where an article is found: its canonical address, its address, or the name of the file it was read from.

    The name alone: the folders above it are the reader's own business.
    """
    where = article.canonical_url or article.url or article.source
    return where if "://" in where else re.split(r"[/\\]", where)[-1]


def told(value: Told | None) -> str:
    """Return what a page told, or the empty text."""
    return value.value if value else ""


def words(article: Article, span: Span | None) -> str:
    """Return the words under a span; none for a party that is only implied."""
    return span.of(article.text) if span else ""


def offsets(span: Span | None) -> str:
    """Return a span as "12..30": with a hyphen or a colon, spreadsheets would make a day or an hour of it."""
    return f"{span.start}..{span.end}" if span else ""
