"""How fast a large ledger answers: python bench/ledger_speed.py LEDGER --times 200

LEDGER is one that bench/make_ledger.py made. Each question is asked with values drawn as they stand in the ledger (so
that most are of busy countries and words, as users' are), each value once, on a warm file after a first round. Printed
are the median, the 95th percentile and the maximum in milliseconds.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.make_ledger import COUNTRIES, SEED, World  # noqa: E402
from harmattan.ledger import Ledger, open_ledger  # noqa: E402
from harmattan.ledger.query import parse  # noqa: E402

Ask = Callable[[random.Random], object]
YEARS = range(2015, 2027)


def questions(book: Ledger, world: World) -> dict[str, Ask]:
    """Return each kind of question, as a function of a draw."""
    ids = [row[0] for row in book.ask("SELECT id FROM events WHERE number % 15013 = 7", most=1000)[1]]

    def country(_: random.Random) -> str:
        return world.pick(COUNTRIES)

    def word(_: random.Random) -> str:
        return world.pick(world.words)

    def period(chance: random.Random) -> str:
        return f"{chance.choice(YEARS)}-{chance.randint(1, 12):02d}"

    filters: list[Callable[[random.Random], str]] = [
        lambda c: f"actor:{country(c)}",
        lambda c: f"actor:{country(c)} recipient:{country(c)}",
        lambda c: f"between:{country(c)},{country(c)} act:CONSULT,SANCTION",
        lambda c: f"when:{period(c)} quad:4",
        lambda c: f"place:{country(c)} when:{c.choice(YEARS)} status:actual",
        lambda c: f"act:{c.choice(world.types)[0]} conf>=.8",
        lambda c: f"source:{world.pick(world.outlets)} quad:3,4",
        lambda c: f'actor:"{world.pick(world.people)}"',
        lambda c: f"actor:GOV context:military -place:{country(c)}",
        lambda c: f"when:{period(c)} actor:{country(c)} as_of:2030",
    ]

    def evidence(chance: random.Random) -> object:
        found = book.event(chance.choice(ids))
        return found and book.article(found.article)

    def two(chance: random.Random) -> str:
        return chance.choice(world.sentences).rstrip(".").partition(" ")[2].split(" ", 3)[1]

    return {
        "weekly counts of a pair": lambda c: book.weeks(country(c), country(c)),
        "event by id, with its article": evidence,
        "a filtered page of 50": lambda c: book.events(parse(c.choice(filters)(c)), limit=50),
        "the newest page of 50": lambda _: book.events(limit=50),
        "a word": lambda c: book.events(parse(word(c)), limit=50),
        "a word in a year": lambda c: book.events(parse(f"{word(c)} when:{c.choice(YEARS)}"), limit=50),
        "a phrase of two words": lambda c: book.events(parse(f'"{two(c)} {word(c)}"'), limit=50),
        "a word in articles": lambda c: book.search(word(c), limit=50),
        "facets of a filtered page": lambda c: book.facets(parse(c.choice(filters)(c))),
        "facets of everything": lambda _: book.facets(parse("")),
        "facets of a word": lambda c: book.facets(parse(word(c))),
    }


def timed(ask: Ask, times: int) -> list[float]:
    """Return how long each of so many questions took, in ms, sorted; a first round is not counted."""
    chance = random.Random(SEED)
    for _ in range(min(times, 20)):
        ask(chance)
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        ask(chance)
        taken.append(1000 * (time.perf_counter() - began))
    return sorted(taken)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("ledger")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--only", default="", help="questions whose name holds this")
    options = parser.parse_args()
    world = World(SEED)
    with open_ledger(options.ledger) as book:
        held = book.counts()
        print(f"{held['articles']:,} articles, {held['events']:,} events")
        print(f"{'':32}{'median':>9}{'p95':>9}{'max':>9}  ms")
        for name, ask in questions(book, world).items():
            if options.only in name:
                taken = timed(ask, options.times)
                middle, high = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
                print(f"{name:32}{middle:9.1f}{high:9.1f}{taken[-1]:9.1f}", flush=True)


if __name__ == "__main__":
    main()
