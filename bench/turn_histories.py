"""The corpus's written histories as series of acts of a pair, for bench/turns.py.

An act is between the pair if one is actor and the other recipient, or both are actors (talks, signings); both
directions are taken together, as one who looks at a relationship would. An act told in several reports (act= keys)
counts once, on the day told most finely; told to the month, it lies on the day of publication if that fits, else in the
middle. The period runs from 30 days before the first report to the last; coverage is taken as even.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.told import Telling, stories  # noqa: E402
from corpus.markup import load as load_corpus  # noqa: E402
from harmattan.codebook.loader import load  # noqa: E402
from harmattan.ledger.export.facts import day_of, took_place  # noqa: E402
from harmattan.records import Article, Event, Factuality, Observation, Party  # noqa: E402

PARTS = ("train", "dev", "test")


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
    return History(name, part, pair, truth, since.isoformat(), until.isoformat(), inside)


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
    if not took_place(event) or event.factuality is Factuality.HISTORICAL:
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
    return Observation(day.isoformat(), score, act, article.source, book.quad(event.type))


def _published(article: Article) -> str:
    return article.published.value[:10] if article.published else ""
