"""The corpus's written histories as series of acts of a pair, for bench/turns.py.

An act is between the pair if one is actor and the other recipient, or both are actors (talks, signings); both
directions are taken together, as one who looks at a relationship would. An act told in several reports (act= keys)
counts once, on the day told most finely; told to the month, it lies on the day of publication if that fits, else in the
middle. The period runs from 30 days before the first report to the last. Coverage is taken as even, then as the
articles of the history by week. A hit is a turn told within 30 days of the truth; the surest one counts.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.told import Telling, stories  # noqa: E402
from bench.turn_rivals import METHODS  # noqa: E402
from corpus.markup import load as load_corpus  # noqa: E402
from harmattan import dates  # noqa: E402
from harmattan.analyse.sample import checked_period, exposure_of, in_order, sampled  # noqa: E402
from harmattan.analyse.turns import turns  # noqa: E402
from harmattan.codebook.loader import load  # noqa: E402
from harmattan.ledger.export.facts import day_of  # noqa: E402
from harmattan.records import Article, Event, Factuality, Observation, Party, TooLittle, Turn  # noqa: E402

PARTS = ("train", "dev", "test")
NEAR, NARROW = 30, 60


@dataclass(frozen=True, slots=True)
class History:
    """A history: acts of its pair in [since, until), and the day on which it turns."""

    name: str
    part: str
    pair: str
    truth: str
    since: str
    until: str
    acts: tuple[Observation, ...]
    articles: dict[str, float]

    @property
    def better(self) -> bool:
        """Tell whether it turns for the better, by the mean score before and after."""
        sides = (
            [one.score for one in self.acts if one.day < self.truth],
            [one.score for one in self.acts if one.day >= self.truth],
        )
        return bool(np.mean(sides[1]) > np.mean(sides[0]))


def histories() -> Iterator[History]:
    """Yield the histories that turn, by part and name."""
    turned = {
        one.attributes["history"]: (one.attributes["turn"], one.attributes["turn_pair"])
        for one in load_corpus()
        if "turn" in one.attributes
    }
    for part in PARTS:
        told: dict[str, list[Telling]] = defaultdict(list)
        for telling in stories(part):
            if telling.history in turned:
                told[telling.history].append(telling)
        for name in sorted(told):
            yield _history(name, part, told[name], *turned[name])


def _history(name: str, part: str, told: Sequence[Telling], truth: str, pair: str) -> History:
    published = sorted(date.fromisoformat(_published(one.article)) for one in told)
    since, until = published[0] - timedelta(days=30), published[-1] + timedelta(days=1)
    acts = _acts(told, *pair.split("-"))
    inside = tuple(one for one in acts if since.isoformat() <= one.day < until.isoformat())
    articles = {week: float(number) for week, number in Counter(map(dates.week_of, published)).items()}
    return History(name, part, pair, truth, since.isoformat(), until.isoformat(), inside, articles)


def _acts(told: Sequence[Telling], one: str, other: str) -> list[Observation]:
    """Return an observation for each act between two codes, from the report that tells its day most finely."""
    finest: dict[str, tuple[int, Observation]] = {}
    for telling in told:
        for event in telling.events:
            days = day_of(telling.article, event)
            if days.first is None or days.end is None or not _counts(event, one, other):
                continue
            width = (days.end - days.first).days
            act = telling.acts.get(event.id, event.id)
            if act not in finest or width < finest[act][0]:
                finest[act] = width, _observation(telling.article, event, act, days.first, width)
    return [observation for _, observation in finest.values()]


def _counts(event: Event, one: str, other: str) -> bool:
    if event.factuality is not Factuality.ACTUAL:
        return False
    actors, recipients = ([_is(parties, code) for code in (one, other)] for parties in (event.actors, event.recipients))
    return (actors[0] and (actors[1] or recipients[1])) or (actors[1] and recipients[0])


def _is(parties: Sequence[Party], code: str) -> bool:
    """Tell whether one of the parties is meant by a code such as MLI, COLGOV (not rebels) or COLREB."""
    mine = [party for party in parties if party.country == code[:3]]
    rebels = code[3:] == "REB"
    return any(not code[3:] or ("REB" in party.sectors) == rebels for party in mine)


def _observation(article: Article, event: Event, act: str, first: date, width: int) -> Observation:
    book = load()
    published = date.fromisoformat(_published(article))
    day = published if first <= published < first + timedelta(days=width) else first + timedelta(days=width // 2)
    score = book.score(event.type, event.modes)
    return Observation(day.isoformat(), score, act, article.source, book.quad(event.type), type=event.type)


def _published(article: Article) -> str:
    return article.published.value[:10] if article.published else ""


class Row(NamedTuple):
    """A history, what is told of it, and the likeliest day of each method, told or not."""

    history: History
    found: list[Turn] | TooLittle
    days: dict[str, str]


def written() -> Iterator[str]:
    """Yield two lines for each history, and the counts of hits."""
    told = list(histories())
    rows = [_row(one, None) for one in told]
    for (one, found, days), near in zip(rows, map(_near, rows), strict=True):
        yield f"  {one.part:5} {one.name:22} {len(one.acts):2} acts, turned {one.truth}{' HIT' * near}: {_line(found)}"
        yield f"        likeliest day {', '.join(f'{day} ({method})' for method, day in days.items())}"
    for part in PARTS:
        yield from _counts_of(part, [row for row in rows if row.history.part == part])
    yield from _counts_of("all", rows)
    yield from _counts_of("all, articles a week as coverage", [_row(one, one.articles) for one in told])


def _row(one: History, articles: dict[str, float] | None) -> Row:
    found = turns(one.acts, articles, since=one.since, until=one.until)
    return Row(one, found, _days(one, articles))


def _counts_of(name: str, rows: Sequence[Row]) -> Iterator[str]:
    near, held = sum(_near(row) for row in rows), sum(_near(row) or _held(row) for row in rows)
    told = sum(isinstance(row.found, list) and bool(row.found) for row in rows)
    yield f"  {name}: of {len(rows)} histories {told} told as turned, {near} of them within {NEAR} days of the truth;"
    yield f"    with those whose interval holds it and is at most {NARROW} days long: {held}"
    for method in METHODS:
        right = sum(abs(_apart(row.days[method], row.history.truth)) <= NEAR for row in rows)
        yield f"    likeliest day within {NEAR} days, told or not: {method} {right}"


def _days(one: History, articles: dict[str, float] | None) -> dict[str, str]:
    since, until = checked_period(one.since, one.until)
    sample = sampled(in_order(one.acts), since, exposure_of(articles, since, until))
    return {name: str(np.datetime64(one.since) + method(sample).day) for name, method in METHODS.items()}


def _line(found: list[Turn] | TooLittle) -> str:
    if isinstance(found, TooLittle):
        return found.reason
    words = (f"{one.day} [{one.since}, {one.until}) p {one.probability:.2f} {'+'.join(one.direction)}" for one in found)
    return " | ".join(words) or "no turn"


def _apart(one: str, other: str) -> int:
    return int((np.datetime64(one) - np.datetime64(other)).astype(int))


def _surest(row: Row) -> Turn | None:
    found = [] if isinstance(row.found, TooLittle) else row.found
    return max(found, key=lambda one: one.probability, default=None)


def _near(row: Row) -> bool:
    turn = _surest(row)
    return turn is not None and abs(_apart(turn.day, row.history.truth)) <= NEAR


def _held(row: Row) -> bool:
    turn = _surest(row)
    if turn is None:
        return False
    return turn.since <= row.history.truth < turn.until and _apart(turn.until, turn.since) <= NARROW
