"""One look at a pair: its acts in some days, its series, its turns, and the shapes in which programs get them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Final

from harmattan import dates
from harmattan.analyse import relations
from harmattan.analyse.acts import days
from harmattan.analyse.periods import STEPS, name_of
from harmattan.analyse.relations import Cut, Row, Series
from harmattan.analyse.sides import Pair, Seat, Side
from harmattan.ledger import Ledger
from harmattan.ledger.extent import Coverage
from harmattan.records import Act, TooLittle, Turn
from harmattan.relationships import course, gather
from harmattan.relationships.course import BOTH, Asked, Course
from harmattan.relationships.gather import Gathered

# The columns of a series as a table.
COLUMNS: Final = (
    "period", "start", "source", "target", "events", "reports", "quad_1", "quad_2", "quad_3", "quad_4",
    "reports_quad_1", "reports_quad_2", "reports_quad_3", "reports_quad_4", "mean_score", "report_score", "words",
    "words_score", "deeds", "deeds_score", "sources", "planned", "pages",
)  # fmt: skip
# With fewer reports than the model needs acts there is nothing to look at.
FEWEST: Final = 4


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of a pair in the days asked for (ISO or None).

    acts: all in which both sides are, by day; courses: what the model says of each direction, none of one without
    acts; rejected: acts left out because people rejected them; coverage: articles by ISO week of the outlets that tell
    of the pair, on whatever day; since: the day from which the acts are all, where only the newest were looked at, else
    None; around: the acts and those of the whole weeks and months about the days asked for.
    """

    pair: Pair
    asked: Asked
    acts: tuple[Act, ...]
    courses: tuple[Course, ...]
    rejected: int
    coverage: Mapping[str, int]
    since: str | None = None
    around: tuple[Act, ...] = ()

    @property
    def between(self) -> list[Act]:
        """The acts of one side towards the other."""
        return relations.between(self.acts, self.pair)

    @property
    def course(self) -> Course | None:
        """What the model says of both directions together."""
        return next((one for one in self.courses if one.towards == BOTH), None)

    def series(self, step: str) -> Series:
        """Return the series by day, week or month; pages are known by the week. Raises UsageError for a step."""
        acts = near(self.around, *_whole(self.asked, step))
        return relations.series(acts, self.pair, Cut(step, *self.asked, self.coverage if step == "week" else None))


def look(
    book: Ledger,
    pair: Pair,
    asked: Asked,
    ways: Sequence[str] = (BOTH,),
    *,
    most: int | None = None,
    coverage: Mapping[str, int] | None = None,
) -> Look:
    """Return a look at a pair; most: at the newest acts only, at most so many; coverage: the ledger's, if it is known.

    Raises UsageError.
    """
    found = _gathered(book, pair, asked, most)
    given = (found.since or asked[0], asked[1])
    acts = near(found.acts, *given)
    coverage = book.coverage() if coverage is None else coverage
    if isinstance(coverage, Coverage):
        # Of outlets that tell of the pair on any day, so that a week has the same pages whatever days are asked for.
        coverage = dict(coverage.of(gather.outlets(book, pair)))
    told = (course.of_pair(acts, pair, given, coverage, way) for way in ways)
    courses = tuple(one for one in told if one)
    return Look(pair, given, tuple(acts), courses, found.rejected, coverage, found.since, tuple(found.acts))


def _gathered(book: Ledger, pair: Pair, asked: Asked, most: int | None) -> Gathered:
    if most:
        return gather.newest_of_pair(book, pair, asked, most)
    starts = (since for step in STEPS if (since := _whole(asked, step)[0]))
    return gather.of_pair(book, pair, min(starts, default=None))


def _whole(asked: Asked, step: str) -> Asked:
    """Return the days asked for, widened to whole days, weeks or months, as a series is."""
    since, until = asked
    if since:
        since = dates.bounds(name_of(dates.bounds(since)[0], step))[0].isoformat()
    if until:
        until = dates.bounds(name_of(dates.bounds(until)[0] - timedelta(days=1), step))[1].isoformat()
    return since, until


def near(acts: Iterable[Act], since: str | None, until: str | None) -> list[Act]:
    """Return the acts that may lie in a period, or were told of in it."""

    def inside(act: Act) -> bool:
        told = days(act)
        spans = [(told[0].isoformat(), told[1].isoformat())] if told else []
        spans += [(act.published, act.published + "~")] if act.published else []
        return not spans or any((not until or a < until) and (not since or since < b) for a, b in spans)

    return [act for act in acts if inside(act)]


def scan(
    book: Ledger,
    most: int,
    asked: Asked,
    acts: int | None = None,
    shown: Callable[[list[tuple[str, str, int]]], Iterable[tuple[str, str, int]]] = iter,
    *,
    coverage: Mapping[str, int] | None = None,
) -> Iterator[Look]:
    """Yield a look at each of the pairs of countries of which most reports tell, at most so many pairs.

    acts: of each only so many of the newest. shown: may tell a user how far the look has come. coverage: the ledger's,
    if it is known. Raises UsageError.
    """
    listed = [one for one in book.pairs(most) if one[2] >= FEWEST]
    coverage = book.coverage() if coverage is None else coverage
    for low, high, _ in shown(listed):
        yield look(book, countries(low, high), asked, most=acts, coverage=coverage)


def countries(one: str, other: str) -> Pair:
    """Return the pair of two country slots."""
    return Pair(Side(one, (Seat(one),)), Side(other, (Seat(other),)))


def rows(made: Series) -> list[Row]:
    """Return the rows of both directions, by period."""
    return sorted((*made.forward, *made.backward), key=lambda row: row.start)


def cells(row: Row) -> tuple[str | int | float | None, ...]:
    """Return the cells of a row, in the order of COLUMNS."""
    return (
        row.period, row.start, row.source, row.target, row.events, row.reports, *row.quads, *row.report_quads,
        row.mean_score, row.report_score, row.words, row.words_score, row.deeds, row.deeds_score, row.sources,
        row.planned, row.pages,
    )  # fmt: skip


def last_day(until: str) -> str:
    """Return the day before an ISO day."""
    return date.fromordinal(date.fromisoformat(until).toordinal() - 1).isoformat()


def likeliest(found: Course) -> Turn | None:
    """Return the most probable turn, if there is one."""
    return max(found.turns, key=lambda turn: turn.probability, default=None)


def look_json(found: Look, step: str) -> dict[str, Any]:
    """Return the shape of ``harmattan between --json``."""
    made = found.series(step)
    return {
        "a": found.pair.a.name,
        "b": found.pair.b.name,
        "rows": [asdict(row) for row in rows(made)],
        "left": dict(made.left),
        "rejected": found.rejected,
        "undated": sum(1 for act in found.between if not act.dated),
        "course": course_json(found.course, found.pair) if found.course else None,
    }


def course_json(found: Course, pair: Pair) -> dict[str, Any]:
    """Return the shape of what is told of a direction, as ``harmattan turns --json`` writes it."""
    little = asdict(found.found) if isinstance(found.found, TooLittle) else None
    return {
        "a": pair.a.name,
        "b": pair.b.name,
        "towards": found.towards,
        "since": found.period.since,
        "until": found.period.until,
        "acts": found.acts,
        "covered": found.covered,
        "turns": [asdict(turn) for turn in found.turns],
        "too_little": little,
    }
