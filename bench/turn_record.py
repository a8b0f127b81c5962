"""Pairs of the public record, for bench/turns.py and bench/fit_signs.py: acts between two states and where they turn.

bench/record.tsv: one block a pair, compiled from general knowledge of the public record, read again by a second
reader and not checked against sources, so days may be off; "-" stands for pairs whose course held. Half of the pairs,
by name, are for fitting.
"""

import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.turn_histories import NEAR  # noqa: E402
from bench.turn_rivals import METHODS  # noqa: E402
from harmattan.analyse.sample import Sample, checked_period, exposure_of, in_order, sampled  # noqa: E402
from harmattan.analyse.turns import turns  # noqa: E402
from harmattan.codebook.loader import load  # noqa: E402
from harmattan.records import Observation, TooLittle, Turn  # noqa: E402

FILE = Path(__file__).parent / "record.tsv"
_OFF = "-"
Found = list[Turn] | TooLittle


@dataclass(frozen=True, slots=True)
class Recorded:
    """A pair and its acts, both directions, in [since, until). turn: an ISO day, "" for none; way: better, worse."""

    name: str
    pair: str
    since: str
    until: str
    turn: str
    way: str
    acts: tuple[Observation, ...]

    @property
    def for_fitting(self) -> bool:
        """Tell whether the pair is of the half that figures of the model may come from."""
        return hashlib.sha256(self.name.encode()).digest()[0] % 2 == 0


def recorded(path: Path = FILE) -> Iterator[Recorded]:
    """Yield the pairs of a file."""
    for block in path.read_text(encoding="utf-8").split("#\t")[1:]:
        head, *lines = block.strip("\n").split("\n")
        name, one, other, since, until, turn, way, _ = head.split("\t")
        acts = [_act(name, number, line.split("\t")) for number, line in enumerate(filter(None, lines))]
        told = tuple(act for act in acts if act is not None)
        yield Recorded(name, f"{one}-{other}", since, until, turn.strip(_OFF), way.strip(_OFF), told)


def _act(name: str, number: int, fields: list[str]) -> Observation | None:
    day, _, _, code, factuality, _ = fields
    type_, _, mode = code.partition("/")
    book = load()
    if factuality != "actual":
        return None
    score = book.score(type_, (mode,) if mode else ())
    return Observation(day, score, f"{name}/{number}", "record", book.quad(type_), type=type_)


def lines(path: Path = FILE) -> Iterator[str]:
    """Yield a line for each pair, and the counts of both halves."""
    judged = [(one, turns(one.acts, None, since=one.since, until=one.until)) for one in recorded(path)]
    for one, found in judged:
        half, hit = "fitted" if one.for_fitting else "unseen", " HIT" * _near(one, found)
        yield f"  {half} {one.name:34} {len(one.acts):2} acts, turned {one.turn or 'never':10}{hit}: {_said(found)}"
    for half, wanted in (("fitted", True), ("unseen", False)):
        part = [(one, found) for one, found in judged if one.for_fitting is wanted]
        yield from (f"  {half}: {line}" for line in _counts(part))


def _counts(judged: Sequence[tuple[Recorded, Found]]) -> Iterator[str]:
    turned = [(one, found) for one, found in judged if one.turn]
    held = [found for one, found in judged if not one.turn]
    told = sum(_surest(found) is not None for _, found in turned)
    hits = sum(_near(one, found) for one, found in turned)
    alarms = sum(_surest(found) is not None for found in held)
    yield (
        f"of {len(turned)} pairs that turned {told} told, {hits} of them the right way within {NEAR} days; "
        f"of {len(held)} that held their course {alarms} told as turned"
    )
    for name, method in METHODS.items():
        verdicts = [(one, method(_sample(one))) for one, _ in judged]
        near = sum(_off(one, verdict.day) <= NEAR for one, verdict in verdicts if one.turn)
        told = sum(verdict.told for one, verdict in verdicts if one.turn)
        alarms = sum(verdict.told for one, verdict in verdicts if not one.turn)
        yield f"  {name}: likeliest day within {NEAR} days, told or not: {near}; told {told}, and {alarms} that held"


def _sample(one: Recorded) -> Sample:
    since, until = checked_period(one.since, one.until)
    return sampled(in_order(one.acts), since, exposure_of(None, since, until))


def _off(one: Recorded, day: int) -> int:
    return abs((date.fromisoformat(one.turn) - date.fromisoformat(one.since)).days - day)


def _said(found: Found) -> str:
    turn = _surest(found)
    if turn is not None:
        return f"{turn.day} [{turn.since}, {turn.until}) p {turn.probability:.2f} {'+'.join(turn.direction)}"
    return found.reason if isinstance(found, TooLittle) else "no turn"


def _surest(found: Found) -> Turn | None:
    return max(found, key=lambda turn: turn.probability, default=None) if isinstance(found, list) else None


def _near(one: Recorded, found: Found) -> bool:
    turn = _surest(found)
    if turn is None or not one.turn or one.way not in turn.direction:
        return False
    return abs((date.fromisoformat(turn.day) - date.fromisoformat(one.turn)).days) <= NEAR
