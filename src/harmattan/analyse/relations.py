"""A pair's directed series: what each side did to the other by day, ISO week or month, empty periods too.

Counted are acts told as done, each once a direction. Announced acts have a column of their own; feared, denied and
historical ones are left out and told. pages is how many pages were read of that period: without it, a new source looks
like an escalation.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from harmattan import dates
from harmattan.analyse.acts import DEEDS, WORDS, dyads, in_order, is_planned, mean, of_state, took_place
from harmattan.analyse.periods import STEPS, period_of, spine
from harmattan.analyse.sides import Pair, Side
from harmattan.errors import UsageError
from harmattan.records import Act, Party

QUADS: Final = (1, 2, 3, 4)
# Rows of a series, empty ones too: more than fifty years by day.
MOST: Final = 20_000
_DAYS: Final = {"day": 1, "week": 7, "month": 30}
Left = Counter[str]


@dataclass(frozen=True, slots=True)
class Row:
    """What one side did to the other in a period; scores are -10 .. 10, None where there is nothing to average.

    start: first day of the period. quads, report_quads: events and reports of quad 1 to 4. mean_score: each event
    weighs the same; report_score: each report does. words, deeds: events of quads 1 and 3, of 2 and 4, with their mean
    scores. sources: different outlets. planned: acts announced in the period. pages: None if coverage is not told.
    """

    source: str
    target: str
    period: str
    start: str
    quads: tuple[int, ...]
    report_quads: tuple[int, ...]
    mean_score: float | None
    report_score: float | None
    words: int
    deeds: int
    words_score: float | None
    deeds_score: float | None
    sources: int
    planned: int
    pages: int | None

    @property
    def events(self) -> int:
        """How many acts."""
        return sum(self.quads)

    @property
    def reports(self) -> int:
        """How many reports of them."""
        return sum(self.report_quads)


@dataclass(frozen=True, slots=True)
class Series:
    """A pair's rows in both directions; backward is empty if the pair is domestic.

    left: acts of the pair that are not in the rows, by reason; "no direction": see undirected.
    """

    pair: Pair
    forward: tuple[Row, ...]
    backward: tuple[Row, ...]
    left: Left


@dataclass(frozen=True, slots=True)
class Cut:
    """How a series is cut: step is day, week or month; since and until are ISO prefixes, half-open, or None.

    A range is widened to whole periods. Without one, a series runs from the pair's first act to its last.
    coverage: pages read by the name of the period.
    """

    step: str = "week"
    since: str | None = None
    until: str | None = None
    coverage: Mapping[str, int] | None = None


@dataclass(slots=True)
class _Cells:
    """The acts of each period: those counted, and those announced."""

    done: dict[str, list[Act]] = field(default_factory=lambda: defaultdict(list))
    planned: dict[str, list[Act]] = field(default_factory=lambda: defaultdict(list))


def series(acts: Iterable[Act], pair: Pair, cut: Cut | None = None) -> Series:
    """Return the directed series of a pair. Raises UsageError for a step or a range that is none."""
    cut = cut or Cut()
    if cut.step not in STEPS:
        raise UsageError(f"no step {cut.step!r}: one of {', '.join(STEPS)}")
    left: Left = Counter()
    listed = in_order(acts)
    left["no direction"] = sum(1 for act in listed if undirected(act, pair))
    ours = [(act, ways) for act in listed if any(ways := directions(act, pair))]
    placed = [(act, ways, name) for act, ways in ours if (name := _name(act, cut.step, left))]
    names = _names({name for _, _, name in placed}, cut)
    cells = (_Cells(), _Cells())
    for act, ways, name in placed:
        if name not in names:
            left["outside the range"] += 1
        for cell in (cell for cell, way in zip(cells, ways, strict=True) if way and name in names):
            (cell.planned if is_planned(act) else cell.done)[name].append(act)
    a, b = pair.a.name, pair.b.name
    forward = tuple(_row((a, b), name, cells[0], cut) for name in names)
    backward = () if pair.domestic else tuple(_row((b, a), name, cells[1], cut) for name in names)
    return Series(pair, forward, backward, +left)


def directions(act: Act, pair: Pair) -> tuple[bool, bool]:
    """Tell whether an act is of the first side towards the second, and of the second towards the first."""
    if _joint(act, pair):
        return False, False
    sides = [(_sides(a, act, pair), _sides(b, act, pair)) for a, b in dyads(act)]
    forward = any(a[0] and b[1] for a, b in sides)
    return forward, not pair.domestic and any(a[1] and b[0] for a, b in sides)


def undirected(act: Act, pair: Pair) -> bool:
    """Tell whether both sides are actors of an act that has no direction: a demand of both on nobody who is told, a
    fight with the rebels of one of them."""
    if _joint(act, pair):
        return True
    if act.recipients or any(directions(act, pair)) or len(act.actors) == 1:
        return False
    held = [_sides(party, act, pair) for party in act.actors]
    return sum(a for a, _ in held) > int(pair.domestic) and any(b for _, b in held)


def _joint(act: Act, pair: Pair) -> bool:
    """Tell whether one side helps the state of the other against others of its country: its rebels, its crowds."""
    return not pair.domestic and (joins(act, pair.a, pair.b) or joins(act, pair.b, pair.a))


def joins(act: Act, ours: Side, theirs: Side) -> bool:
    """Tell whether parties of theirs act together with our state on others of ours, and on nobody else."""
    day = act.day
    met = [party for party in act.recipients if ours.holds(party, day)]
    return (
        bool(met)
        and not any(map(of_state, met))
        and not any(theirs.holds(party, day) for party in act.recipients)
        and any(of_state(party) and ours.holds(party, day) and not theirs.holds(party, day) for party in act.actors)
        and any(theirs.holds(party, day) and not ours.holds(party, day) for party in act.actors)
    )


def between(acts: Iterable[Act], pair: Pair) -> list[Act]:
    """Return the acts of a pair in either direction, by day."""
    return [act for act in in_order(acts) if any(directions(act, pair))]


def _sides(party: Party, act: Act, pair: Pair) -> tuple[bool, bool]:
    return pair.a.holds(party, act.day), pair.b.holds(party, act.day)


def _name(act: Act, step: str, left: Left) -> str | None:
    """Return the period an act is counted in: an announcement in that of its first report."""
    if not (took_place(act) or is_planned(act)):
        left[str(act.factuality)] += 1
        return None
    if is_planned(act) and act.published:
        return next(spine(date.fromisoformat(act.published), date.fromisoformat(act.published), step))
    name = period_of(act, step)
    if name is None:
        left[f"not known to the {step}"] += 1
    return name


def _names(found: set[str], cut: Cut) -> dict[str, None]:
    """Return every period of the series, in order."""
    told = [dates.bounds(name) for name in found]
    first = _day(cut.since) if cut.since else min((start for start, _ in told), default=None)
    end = _day(cut.until) if cut.until else max((end for _, end in told), default=None)
    last = end - timedelta(days=1) if end else first
    if first is None or last is None:
        return {}
    if cut.since and cut.until and last < first:
        raise UsageError(f"range holds no day: {cut.since} .. {cut.until}")
    if (last - first).days > MOST * _DAYS[cut.step]:
        raise UsageError(
            f"{first} to {last} by {cut.step} is more than {MOST:,} rows: ask for longer steps or fewer days"
        )
    return dict.fromkeys(spine(first, last, cut.step))


def _day(value: str) -> date:
    try:
        return dates.bounds(value)[0]
    except ValueError as error:
        raise UsageError(str(error)) from error


def _row(ends: tuple[str, str], name: str, cells: _Cells, cut: Cut) -> Row:
    acts = cells.done.get(name, [])
    words, deeds = ([act.score for act in acts if act.quad in quads] for quads in (WORDS, DEEDS))
    scores = [act.score for act in acts]
    return Row(
        source=ends[0],
        target=ends[1],
        period=name,
        start=dates.bounds(name)[0].isoformat(),
        quads=tuple(_by_quad(acts)),
        report_quads=tuple(_reports_by_quad(acts)),
        mean_score=mean(scores),
        report_score=mean(scores, [act.reports for act in acts]),
        words=len(words),
        deeds=len(deeds),
        words_score=mean(words),
        deeds_score=mean(deeds),
        sources=len({source for act in acts for source in act.sources}),
        planned=len(cells.planned.get(name, ())),
        pages=None if cut.coverage is None else cut.coverage.get(name, 0),
    )


def _by_quad(acts: Sequence[Act]) -> Iterator[int]:
    counts = Counter(act.quad for act in acts)
    return (counts[quad] for quad in QUADS)


def _reports_by_quad(acts: Sequence[Act]) -> Iterator[int]:
    return (sum(act.reports for act in acts if act.quad == quad) for quad in QUADS)
