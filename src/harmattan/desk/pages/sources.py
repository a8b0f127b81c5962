"""What is read: sources and outlets with pages a week, gaps, what is new, and what could not be used."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Final

from harmattan import dates
from harmattan.desk import links
from harmattan.desk.door import Door
from harmattan.desk.formats import Table
from harmattan.desk.pages.queried import written
from harmattan.ledger.sources import SourceState, SourceWeek
from harmattan.ledger.unused import Unused

# Weeks drawn of each source, the newest; outlets listed on one page; inputs that were refused.
WEEKS: Final = 26
ROWS: Final = 100
# Weeks of publication drawn: two years.
_YEARS: Final = 104
_REFUSED: Final = 50
# Seconds to wait for the count where there is none yet.
_PATIENCE: Final = 0.1
_NONE: Final = Counter[str]()
COLUMNS: Final = (
    "name", "kind", "watched", "new", "first", "last", "pages", "same", "refused", "gaps", "quarantined", "waiting",
    "trouble",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bar:
    """A week of a source. share: of its fullest week, 0 .. 1."""

    week: str
    pages: int
    share: float


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as it is shown. bars: its last weeks; gaps: weeks between its first page and its last without any."""

    state: SourceState
    bars: tuple[Bar, ...]
    gaps: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its name; files read from the folder one stands in have none."""
        return "this folder" if self.state.name == "." else self.state.name

    @property
    def href(self) -> str:
        """The events that its pages tell of, "" for what the query line does not know by name."""
        return links.events(f"source:{written(self.state.name)}") if self.state.kind == "site" else ""

    @property
    def path(self) -> str:
        """The bars as one shape, 4 wide and 20 high at most: hundreds of sources stand on a page."""
        drawn = ((4 * n, max(1.5, 20 * bar.share)) for n, bar in enumerate(self.bars) if bar.pages)
        return "".join(f"M{x} 20v-{height:.4g}h3v{height:.4g}z" for x, height in drawn)

    @property
    def told(self) -> str:
        """The bars in words."""
        read = [bar for bar in self.bars if bar.pages]
        return ", ".join(f"{bar.week}: {bar.pages}" for bar in read) or "no page in these weeks"

    @property
    def refused(self) -> int:
        """How many inputs of it could not be used."""
        return sum(count for _, count in self.state.refused)

    def json(self) -> dict[str, Any]:
        """Return the source with its weeks, reasons and gaps."""
        told = asdict(self.state) | {"new": self.state.new, "gaps": list(self.gaps)}
        return told | {"refused": dict(self.state.refused), "weeks": [asdict(week) for week in self.state.weeks]}

    def cells(self) -> tuple[str | int | None, ...]:
        """Return the cells of COLUMNS."""
        one = self.state
        marks = (one.name, one.kind or None, "yes" if one.watched else "no", "yes" if one.new else "no")
        counts = (one.pages, one.same, self.refused, len(self.gaps), one.quarantined, one.waiting)
        return (*marks, one.first, one.last, *counts, one.trouble or None)


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """What is read. counted: whether the count is there; whole: pages by week of reading; published: by week of
    publication, as turns are measured against them; unread: weeks without any between two with some; refused: of how
    many inputs refusals are the newest."""

    rows: tuple[SourceRow, ...]
    name: str
    counted: bool
    whole: tuple[Bar, ...]
    published: tuple[Bar, ...]
    unread: tuple[str, ...]
    refusals: tuple[Unused, ...]
    refused: int
    template: str = "sources.html"
    title: str = "Sources"

    @property
    def shown(self) -> tuple[SourceRow, ...]:
        """The rows of the page: watched sources first, then outlets by pages; files hold all."""
        return tuple(sorted(self.rows, key=lambda one: (not one.state.watched, -one.state.pages)))[:ROWS]

    def json(self) -> dict[str, Any]:
        """Return every source, and the newest inputs that could not be used."""
        return {
            "counted": self.counted,
            "sources": [row.json() for row in self.rows],
            "published": {bar.week: bar.pages for bar in self.published},
            "weeks_without_pages": list(self.unread),
            "refused": self.refused,
            "refusals": [asdict(one) for one in self.refusals],
        }

    def table(self) -> Table:
        """Return every source as a row."""
        return Table(COLUMNS, tuple(row.cells() for row in self.rows))


def sources_page(door: Door, name: str) -> SourcesPage:
    """Return what is read; name: only sources whose name holds it."""
    made = door.later.get("sources", lambda: (door.book.sources(), door.book.coverage()), first=_PATIENCE)
    if made is None:
        return _page(door, name, None, {})
    return door.soon(("sources", name, made.at), lambda: _page(door, name, *made.value))


def _page(door: Door, name: str, found: Sequence[SourceState] | None, coverage: dict[str, int]) -> SourcesPage:
    covered = [SourceWeek(week, count) for week, count in sorted(coverage.items())]
    chosen = [one for one in found or () if name.casefold() in one.name.casefold()]
    refusals, refused = door.book.unused(_REFUSED)
    last = max((week.week for one in found or () for week in one.weeks), default="")
    counts = sum((Counter({week.week: week.pages for week in one.weeks}) for one in chosen if not one.watched), _NONE)
    return SourcesPage(
        rows=tuple(SourceRow(one, _bars(one.weeks, last), tuple(gaps(one.weeks))) for one in chosen),
        name=name,
        counted=found is not None,
        whole=_bars([SourceWeek(week, count) for week, count in counts.items()], last),
        published=_bars(covered, max((one.week for one in covered), default=""), _YEARS),
        unread=tuple(gaps(covered)),
        refusals=tuple(refusals),
        refused=refused,
    )


def _bars(weeks: Sequence[SourceWeek], last: str, shown: int = WEEKS) -> tuple[Bar, ...]:
    counts = {one.week: one.pages for one in weeks}
    most = max(counts.values(), default=0) or 1
    names = _weeks_to(last, shown) if last else []
    return tuple(Bar(week, counts.get(week, 0), counts.get(week, 0) / most) for week in names)


def _weeks_to(last: str, count: int) -> list[str]:
    monday = dates.bounds(last)[0]
    return [dates.week_of(monday - timedelta(weeks=back)) for back in range(count - 1, -1, -1)]


def gaps(weeks: Sequence[SourceWeek]) -> Iterator[str]:
    """Yield the weeks without a page between two with one."""
    read = sorted(dates.bounds(one.week)[0] for one in weeks if one.pages or one.same)
    for one, other in itertools.pairwise(read):
        yield from map(dates.week_of, _mondays(one, other))


def _mondays(one: date, other: date) -> Iterator[date]:
    return (one + timedelta(weeks=n) for n in range(1, (other - one).days // 7))
