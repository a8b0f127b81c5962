"""What new reports do to relationships: which pairs they tell of, and which of these changed course by them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final

from harmattan import dates
from harmattan.analyse.relations import between
from harmattan.analyse.sides import Pair, Seat, Side
from harmattan.codebook.loader import MUTUAL
from harmattan.ledger import Ledger
from harmattan.records import Act, Event, Turn
from harmattan.relationships import course, gather
from harmattan.relationships.course import Course

SURE: Final = course.SURE
# Reports of a pair that are looked at, the newest: a busy pair has thousands, and each costs its page.
_MOST: Final = 300
BETTER, WORSE, UNCHANGED, NEW = "better", "worse", "unchanged", "new"

Codes = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Moved:
    """A pair with new acts. sign: better, worse, unchanged or new (nothing of it was known before).

    turn: the turn that the new acts show, or that might be one; known: the one that was known before them. first: no
    act of the pair was known before. carriers: events that carry the turn, those of the new course first.
    """

    pair: Pair
    sign: str
    first: bool
    course: Course | None = None
    turn: Turn | None = None
    known: Turn | None = None
    carriers: tuple[str, ...] = ()


def pairs_of(event: Event) -> set[Codes]:
    """Return the pairs of country slots that an event is between, in order of name; none within one country."""
    actors = sorted({party.country for party in event.actors if party.country})
    others = sorted({party.country for party in event.recipients if party.country})
    together = combinations(actors, 2) if not event.recipients and event.type in MUTUAL else product(actors, others)
    return {(min(a, b), max(a, b)) for a, b in together if a != b}


def pair_of(codes: Codes) -> Pair:
    """Return the pair of two country slots."""
    a, b = codes
    return Pair(Side(a, (Seat(a),)), Side(b, (Seat(b),)))


def lately(book: Ledger, codes: Codes) -> tuple[Act, ...]:
    """Return the acts of the newest reports of a pair."""
    return gather.of_pair(book, pair_of(codes), _since(book, codes)).acts


def moved(acts: Sequence[Act], codes: Codes, fresh: Collection[str], coverage: Mapping[str, int]) -> Moved:
    """Return what new events, by id, do to a pair: its course by its acts is held against that without them."""
    pair = pair_of(codes)
    old = [act for act in acts if act.id not in fresh]
    # The same reading for both: a new outlet's past is no news of the pair.
    read = dict(course.own_coverage(coverage, between(old or acts, pair)))
    now, before = (course.of_pair(given, pair, (None, None), read) for given in (acts, old))
    turn, known = _likeliest(now), _likeliest(before)
    if turn is None or (known is not None and _same(turn, known)):
        return Moved(pair, UNCHANGED if old else NEW, not old, now, None, known)
    return Moved(pair, _sign(turn, old), not old, now, turn, known, tuple(_carriers(turn, acts)))


def _sign(turn: Turn, old: Sequence[Act]) -> str:
    words = [word for word in turn.direction if word in (BETTER, WORSE)]
    if turn.probability >= SURE and words:
        return words[0]
    return UNCHANGED if old else NEW


def _since(book: Ledger, codes: Codes) -> str | None:
    """Return the first day of the weeks that hold the newest reports of a pair; None if it has no more than those."""
    a, b = codes
    counts = Counter[str]()
    for weeks in (book.weeks(a, b), book.weeks(b, a)):
        counts.update({week: sum(quads) for week, quads in weeks.items()})
    seen = 0
    for week in sorted(counts, reverse=True):
        seen += counts[week]
        if seen >= _MOST:
            return dates.bounds(week)[0].isoformat()
    return None


def _likeliest(found: Course | None) -> Turn | None:
    return max(found.turns, key=lambda turn: turn.probability, default=None) if found else None


def _same(one: Turn, other: Turn) -> bool:
    """Tell whether two turns are the same one: in the same direction, and on days that overlap."""
    return bool(set(one.direction) & set(other.direction)) and one.since < other.until and other.since < one.until


def _carriers(turn: Turn, acts: Iterable[Act]) -> Iterator[str]:
    later = {act.id for act in acts if act.day and act.day >= turn.since}
    ids = [one.event for one in turn.carriers]
    yield from dict.fromkeys([*(id_ for id_ in ids if id_ in later), *ids])
