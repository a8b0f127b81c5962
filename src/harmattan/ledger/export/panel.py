"""Pair-week panel: one row for each directed pair of countries and each ISO week, weeks without events too.

Counted are acts that took place (an announcement is an act in words), each once a pair. A pair's weeks run from its
first event to its last, or over the whole weeks of what was asked for. articles is how many articles the ledger has of
that week: without it, a new source looks like an escalation.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import BinaryIO

from harmattan import dates
from harmattan.errors import UsageError
from harmattan.ledger.export.cells import Cell, write_csv
from harmattan.ledger.export.facts import Left, Options, Pair, as_judged, day_of, dyads, took_place
from harmattan.records import Article, Event, Factuality

QUADS = (1, 2, 3, 4)
# Weeks of a pair that may be asked for: more than a century.
MOST_WEEKS = 6_000
HEADER = (
    "source", "target", "week", "week_start", *(f"quad{quad}" for quad in QUADS), "events", "mean_score", "articles",
)  # fmt: skip


@dataclass(slots=True)
class Week:
    """What one side did to the other in a week."""

    quads: Counter[int] = field(default_factory=Counter)
    scores: float = 0.0


Series = dict[str, Week]


def write(pairs: Iterable[Pair], out: BinaryIO, options: Options) -> Left:
    """Write the header and a row for each pair and week, sorted."""
    left: Left = Counter()
    panel = counted(pairs, left, options)
    write_csv([HEADER], out)
    write_csv((row for key in sorted(panel) for row in _rows(key, panel[key], options)), out)
    return left


def counted(pairs: Iterable[Pair], left: Left, options: Options) -> dict[tuple[str, str], Series]:
    """Return the weeks of each directed pair, events as people judged them; what cannot be counted goes into left."""
    panel: dict[tuple[str, str], Series] = defaultdict(dict)
    for article, event in as_judged(pairs, left, options):
        if why := _unfit(article, event):
            left[why] += 1
            continue
        week = day_of(article, event).week or ""
        for key in countries(event):
            cell = panel[key].setdefault(week, Week())
            cell.quads[event.quad] += 1
            cell.scores += event.score
    return panel


def countries(event: Event) -> list[tuple[str, str]]:
    """Return the directed pairs of countries of an event, each once, in order."""
    found = ((a.country, b.country) for a, b in dyads(event) if a and b and a.country and b.country)
    return list(dict.fromkeys(found))


def _unfit(article: Article, event: Event) -> str:
    if not took_place(event) or event.factuality is Factuality.HISTORICAL:
        return "not an act of its time: denied, feared, still to come or told as history"
    if not countries(event):
        return "no pair of countries"
    return "" if day_of(article, event).week else "not known to the week"


def _rows(key: tuple[str, str], series: Series, options: Options) -> Iterator[list[Cell]]:
    for monday in _mondays(series, options):
        name = dates.week_of(monday)
        week = series.get(name, Week())
        count = week.quads.total()
        yield [
            *key,
            name,
            monday.isoformat(),
            *(week.quads[quad] for quad in QUADS),
            count,
            round(week.scores / count, 4) if count else None,
            options.coverage.get(name, 0),
        ]


def _mondays(series: Series, options: Options) -> Iterator[date]:
    """Yield the first day of every week asked for in the range, in order; a missing end is the pair's own."""
    first = _monday(dates.bounds(options.since)[0]) if options.since else _start(min(series))
    last = dates.bounds(options.until)[0] - timedelta(days=1) if options.until else _start(max(series))
    if options.since and options.until and (last - first).days > 7 * MOST_WEEKS:
        raise UsageError(f"{first} to {last} is more than {MOST_WEEKS:,} weeks a pair: ask for fewer")
    days = (date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1, 7))
    return filter(options.asks, days)


def _start(week: str) -> date:
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
