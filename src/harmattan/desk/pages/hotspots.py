"""Where and by whom material conflict rises, and which armed actors are new."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Final

from harmattan import asking
from harmattan.analyse.hotspots import CERTAIN, MINIMUM, Armed, Compared, Spot, Watched
from harmattan.desk import links
from harmattan.desk.door import Door
from harmattan.desk.formats import Table
from harmattan.desk.pages import rows
from harmattan.desk.pages.queried import written
from harmattan.desk.pages.rows import Row
from harmattan.errors import UsageError
from harmattan.relationships import watch
from harmattan.relationships.watch import Spots

# A year back, so that the same season is in it.
BACK: Final = 365
DAYS: Final = 30
MOST_DAYS: Final = 3_650
SPOTS: Final = 12
# Reports looked at.
LOOKED: Final = 8_000
COLUMNS: Final = ("kind", "key", "name", "recent", "past", "past_for_as_long", "rose", "hot", "acts")
_SLOT: Final = re.compile("[A-Z]{3}")
_KINDS: Final = (("place", "Places"), ("country", "Countries"), ("actor", "Actors"))


@dataclass(frozen=True, slots=True)
class Shown:
    """A spot as a reader sees it. like: its past acts for as many days or pages as are recent; share: of the most
    acts in its list; found: the events it rests on; page: of the country or actor, or "". newest: the last act."""

    spot: Spot
    name: str
    like: float
    share: float
    past_share: float
    found: str
    page: str
    newest: Row | None


@dataclass(frozen=True, slots=True)
class Listed:
    """The spots of a kind; checked: how many were compared."""

    kind: str
    label: str
    spots: tuple[Shown, ...]
    checked: int
    hot: int


@dataclass(frozen=True, slots=True)
class HotspotsPage:
    """Hot spots. early: whether more is told than was looked at, so that the past begins later than asked."""

    compared: Compared
    found: Spots
    lists: tuple[Listed, ...]
    armed: tuple[tuple[Armed, str, Row | None], ...]
    days: int
    limit: int
    early: bool
    template: str = "hotspots.html"

    @property
    def title(self) -> str:
        """What the tab says."""
        return "Hot spots"

    @property
    def unit(self) -> str:
        """What counts are divided by."""
        return "days" if self.compared.pages is None else "pages read"

    @property
    def rule(self) -> tuple[int, float]:
        """The low-base rule: acts at least, and how surely more than before."""
        return MINIMUM, CERTAIN

    def json(self) -> dict[str, Any]:
        """Return the rows as harmattan hotspots --json has them, and what was compared."""
        before, after = self.compared.exposures
        told = {"past": asdict(self.compared.past), "recent": asdict(self.compared.recent), "divided_by": self.unit}
        read = {"exposures": [before, after], "sparse_pages": self.compared.sparse, "cut": self.early}
        return {**told, **read, "rows": watch.rows(self.found, self.limit)}

    def table(self) -> Table:
        """Return a row for each spot and for each newly armed actor, of whom there is no past."""
        shown = (one for listed in self.lists for one in listed.spots)
        return Table(COLUMNS, (*map(_cells, shown), *map(_armed_cells, self.found.armed)))


def hotspots_page(door: Door, days: int, limit: int, since: str, until: str) -> HotspotsPage:
    """Return the hot spots of the last days ("": by default). Raises UsageError."""
    asking.period(since or None, until or None)
    end = date.fromisoformat(asking.day(until)) if until else _after(door.today)
    recent = (end - timedelta(days=days)).isoformat()
    first = asking.period(since or None, recent)[0] or _back(recent)
    key = ("hotspots", first, recent, end.isoformat(), limit, door.today)
    compared, found, lists, armed = door.soon(key, lambda: _made(door, first, recent, end.isoformat(), limit))
    return HotspotsPage(compared, found, lists, armed, days, limit, compared.past.since > first)


def _after(day: str) -> date:
    return date.fromisoformat(day) + timedelta(days=1)


def _back(day: str) -> str:
    try:
        return (date.fromisoformat(day) - timedelta(days=BACK)).isoformat()
    except OverflowError:
        raise UsageError(f"no day a year before {day}") from None


Made = tuple[Compared, Spots, "tuple[Listed, ...]", "tuple[tuple[Armed, str, Row | None], ...]"]


def _made(door: Door, first: str, recent: str, end: str, limit: int) -> Made:
    coverage = door.coverage
    compared, found = watch.light_spots(door.book, first, recent, end, door.today, coverage, LOOKED)
    shown = [(one, spot) for one in found.lists for spot in one.spots[:limit]]
    ids = [*(spot.acts[-1] for _, spot in shown), *(one.acts[0] for one in found.armed[:limit])]
    events = door.book.reports(ids)
    newest = {row.event.id: row for row in rows.rows(door.book, list(events.values()))}
    lists = tuple(
        _listed(door, kind, label, told, compared, limit, newest)
        for (kind, label), told in zip(_KINDS, found.lists, strict=True)
    )
    armed = tuple((one, links.actor(one.key), newest.get(one.acts[0])) for one in found.armed[:limit])
    return compared, found, lists, armed


def _listed(
    door: Door, kind: str, label: str, told: Watched, compared: Compared, limit: int, newest: dict[str, Row]
) -> Listed:
    spots = tuple(_shown(door, told.spots[:limit], compared, newest))
    return Listed(kind, label, spots, told.checked, sum(one.hot for one in told.spots))


def _shown(door: Door, spots: tuple[Spot, ...], compared: Compared, newest: dict[str, Row]) -> Iterator[Shown]:
    before, after = compared.exposures
    likes = [one.past * after / before for one in spots]
    most = max([*(one.recent for one in spots), *likes], default=1) or 1
    when = f"within:{compared.recent.since}/{compared.recent.until} quad:4 status:actual"
    for one, like in zip(spots, likes, strict=True):
        name = door.who.words.get(one.key, one.name) if one.kind != "place" else one.name
        page = links.actor(one.key) if one.kind == "country" or (one.kind == "actor" and ":" in one.key) else ""
        found = links.events(f"{_term(one)} {when}")
        yield Shown(one, name, like, one.recent / most, like / most, found, page, newest.get(one.acts[-1]))


def _term(one: Spot) -> str:
    """Return the terms of the query line that find a spot's acts: towns of one name lie in several countries."""
    if one.kind == "country":
        return f"place:{one.key}"
    field = "actor" if one.kind == "actor" else "place"
    if field == "actor" and ":" in one.key:
        return f"actor:{written(one.key)}"
    name, _, country = (one.name if field == "place" else one.key).rpartition(", ")
    if not name or not _SLOT.fullmatch(country):
        return f"{field}:{written(one.name)}"
    return f"{field}:{written(name)} {field}:{country}"


def _armed_cells(one: Armed) -> tuple[str | int | float | None, ...]:
    return ("armed", one.key, one.name, len(one.acts), None, None, None, "", "; ".join(one.acts))


def _cells(one: Shown) -> tuple[str | int | float | None, ...]:
    spot = one.spot
    told = (spot.kind, spot.key, one.name, spot.recent, spot.past, round(one.like, 3), round(spot.rose, 6))
    return (*told, "hot" if spot.hot else "", "; ".join(spot.acts))
