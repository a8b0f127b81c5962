"""Makes a ledger of invented articles and events, as large as a newsroom's in years, and times the writing.

    python bench/make_ledger.py /tmp/big.sqlite --articles 300000

Countries, outlets and words are drawn unevenly, as they are in news: a few fill most of the pages. Nothing in it is
true: every word is made of syllables by a seeded generator. bench/ledger_speed.py asks the ledger its questions.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from harmattan.codebook.loader import load  # noqa: E402
from harmattan.ids import content_hash, make_id  # noqa: E402
from harmattan.ledger import open_ledger  # noqa: E402
from harmattan.records import (  # noqa: E402
    Annotations,
    Article,
    Block,
    Coded,
    Event,
    EventPlace,
    EventTime,
    Factuality,
    Label,
    Party,
    Run,
    Sentence,
    Span,
    Told,
)

T = TypeVar("T")
SEED, EVENTS, SENTENCES, BATCH = 7, 5, 12, 5000
FIRST, LAST = date(2015, 1, 1), date(2026, 11, 1)
RUN = Run("run-bench", "2026-11-01T00:00:00Z", "bench-coder", "plover-bench")
# Real codes, so that the query line takes them; what they do here is drawn by lot.
# fmt: off
COUNTRIES = (
    "USA", "RUS", "CHN", "UKR", "ISR", "FRA", "GBR", "IRN", "TUR", "SYR", "IND", "PAK", "DEU", "MLI", "NER", "BFA",
    "NGA", "SDN", "EGY", "SAU", "IRQ", "AFG", "YEM", "ETH", "COD", "RWA", "KEN", "SOM", "LBY", "TCD", "CMR", "CIV",
    "GHA", "SEN", "GIN", "TGO", "BEN", "DZA", "TUN", "MAR", "MRT", "ZAF", "BRA", "MEX", "VEN", "COL", "CUB", "CAN",
    "JPN", "KOR", "PRK", "PHL", "VNM", "IDN", "AUS", "ITA", "ESP", "POL", "BLR", "ARM", "AZE", "GEO", "KAZ", "UZB",
)
# fmt: on
SYLLABLES = (
    "ka",
    "lo",
    "mi",
    "ter",
    "san",
    "ve",
    "dur",
    "o",
    "ni",
    "ra",
    "ben",
    "tu",
    "shi",
    "gor",
    "el",
    "pa",
    "wu",
    "zin",
    "das",
    "re",
)  # fmt: skip
STATUS = (Factuality.ACTUAL,) * 16 + (Factuality.PLANNED,) * 2 + (Factuality.DENIED, Factuality.HYPOTHETICAL)


class World:
    """What an invented page is drawn from."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.words = [self._word() for _ in range(20_000)]
        self.outlets = [f"{self._word()}-{i}.example" for i in range(400)]
        self.people = [f"{self._word().title()} {self._word().title()}" for _ in range(2_000)]
        self.towns = [self._town() for _ in range(3_000)]
        self.sentences = [self._sentence() for _ in range(30_000)]
        book = load()
        self.types = [(name, tuple(kind.modes)) for name, kind in book.types.items()]

    def _word(self) -> str:
        return "".join(self.chance.choice(SYLLABLES) for _ in range(self.chance.randint(2, 4)))

    def _town(self) -> EventPlace:
        country = self.pick(COUNTRIES)
        lat, lon = self.chance.uniform(-35, 60), self.chance.uniform(-120, 140)
        return EventPlace(Span(0, 1), self._word().title(), country, self.chance.randrange(10**7), lat, lon, "city")

    def pick(self, things: Sequence[T]) -> T:
        """Draw unevenly: the first of a list come hundreds of times as often as the last."""
        return things[min(len(things) - 1, int(len(things) * self.chance.random() ** 3))]

    def _sentence(self) -> str:
        return " ".join(self.pick(self.words) for _ in range(self.chance.randint(14, 26))).capitalize() + "."


def pages(world: World, count: int) -> Iterator[Coded]:
    """Yield invented coded pages, in order of publication."""
    days = (LAST - FIRST).days
    for number in range(count):
        yield page(world, number, FIRST + timedelta(days=days * number // count))


def page(world: World, number: int, day: date) -> Coded:
    """Return one page of EVENTS events."""
    sentences = [f"Page {number} {world.pick(world.words)}.", *world.chance.sample(world.sentences, SENTENCES)]
    text = "\n".join(sentences)
    spans, start = [], 0
    for sentence in sentences:
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    outlet = world.pick(world.outlets)
    article = Article(
        id=make_id("art", [number]),
        source=f"https://{outlet}/{number}",
        text=text,
        blocks=(Block(Label.HEADLINE, spans[0]), *(Block(Label.PARAGRAPH, span) for span in spans[1:])),
        content_hash=content_hash(text),
        url=f"https://www.{outlet}/{number}",
        site=Told(outlet, "meta"),
        title=Told(sentences[0], "text", spans[0]),
        published=Told(day.isoformat(), "json-ld"),
    )
    events = tuple(event(world, article, i, spans[1 + i], day) for i in range(EVENTS))
    told = tuple(Sentence(span, Label.PARAGRAPH) for span in spans[1:])
    return Coded(article, Annotations(article.id, sentences=told, events=events))


def event(world: World, article: Article, number: int, sentence: Span, day: date) -> Event:
    """Return one event, told in a sentence."""
    chance = world.chance
    kind, modes = chance.choice(world.types)
    place = world.pick(world.towns)
    word = Span(sentence.start, article.text.index(" ", sentence.start))
    told = EventTime(word, (day - timedelta(days=chance.randrange(3))).isoformat(), "day")
    return Event(
        id=make_id("evt", [article.id, number]),
        article=article.id,
        type=kind,
        trigger=word,
        factuality=chance.choice(STATUS),
        confidence=round(chance.uniform(0.4, 1), 3),
        modes=(chance.choice(modes),) if modes else (),
        contexts=("military",) if chance.random() < 0.5 else ("economic",),
        actors=(party(world, word),),
        recipients=(party(world, word),) if chance.random() < 0.9 else (),
        place=EventPlace(word, place.name, place.country, place.geonameid, place.lat, place.lon, "city"),
        time=told if chance.random() < 0.7 else None,
        evidence=(sentence,),
        quad=chance.randint(1, 4),
        score=float(chance.randint(-10, 10)),
        coder=RUN.coder,
        codebook=RUN.codebook,
    )


def party(world: World, span: Span) -> Party:
    """Return an actor or recipient: a government, or now and then a person."""
    country = world.pick(COUNTRIES)
    if world.chance.random() < 0.3:
        name = world.pick(world.people)
        return Party(span, _entity(name), name, country, ("GOV",))
    return Party(span, f"state:{country}", country, country, ("GOV",))


@cache
def _entity(name: str) -> str:
    return f"person:{name.lower().replace(' ', '-')}"


def main() -> None:
    """Write the ledger and print how fast."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("ledger", help="file to make, or postgresql://...")
    parser.add_argument("--articles", type=int, default=300_000)
    options = parser.parse_args()
    made = pages(World(SEED), options.articles)
    writing = 0.0
    written = 0
    with open_ledger(options.ledger) as ledger:
        while batch := list(islice(made, BATCH)):
            began = time.perf_counter()
            ledger.add_all(batch, RUN)
            writing += time.perf_counter() - began
            written += len(batch)
            if written % 20_000 == 0 or written == options.articles:
                print(f"{written:,} articles, {written / writing:,.0f} articles/s so far", flush=True)
    rate = written / writing
    print(f"{written:,} articles with {written * EVENTS:,} events written in {writing:.0f} s: {rate:,.0f} articles/s")


if __name__ == "__main__":
    main()
