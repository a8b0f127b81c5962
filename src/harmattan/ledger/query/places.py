"""Where the acts of a query happened: each place at the precision it was told with, with counts by quad."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Row, select

from harmattan.ledger import memberships, view
from harmattan.ledger.query import plan
from harmattan.ledger.query.near import Locate
from harmattan.ledger.query.periods import after
from harmattan.ledger.query.terms import Query
from harmattan.ledger.schema import events

# Reports that are counted unless more are asked for: a map waits for no more than a twentieth of a second.
MOST: Final = 2_000
# From the narrowest to the widest. What the ledger calls otherwise is taken for the widest with a point: a region.
PRECISIONS: Final = ("point", "area", "region", "country")
_PRECISION: Final = {
    "below-city": "point", "city": "point", "district": "area", "province": "area", "country": "country",
}  # fmt: skip
_RESOLUTIONS: Final = ("below-city", "city", "district", "province", "region", "country")
# Names of a place that are kept: enough to ask for its events again.
_NAMES: Final = 8
Quads = tuple[int, int, int, int]
T = TypeVar("T", str, int)
# Precision, then latitude and longitude, or the code of a country; the precisions "" (no place is told) and "?" (one
# is told that nobody could find) have neither.
Key = tuple[str, float, float, str]
Told = tuple[Key, Row[Any]]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with what was told of it. precision: one of PRECISIONS; resolution: the widest of its reports.

    names: as told, the commonest first. country: a code, or "". lat and lon: degrees; None only for a country. For
    all but a point they lie somewhere inside. quads: how many acts or reports of each quad, 1 to 4.
    """

    precision: str
    resolution: str
    names: tuple[str, ...]
    country: str
    geonameid: int | None
    lat: float | None
    lon: float | None
    quads: Quads

    @property
    def count(self) -> int:
        """How many acts or reports are told of it."""
        return sum(self.quads)


@dataclass(frozen=True, slots=True)
class Places:
    """spots: the most told first. untold: quads of what tells no place; unfound: of what tells one nobody could find.

    reports: how many were read; whole: whether those are all that fit, and not only some of the newest. by: events
    (acts, each once) or reports.
    """

    spots: tuple[Spot, ...]
    untold: Quads
    unfound: Quads
    reports: int
    whole: bool
    by: str

    @property
    def count(self) -> int:
        """How many acts or reports were counted, with a place or without one."""
        return sum(self.untold) + sum(self.unfound) + sum(spot.count for spot in self.spots)


def places(connection: Connection, query: Query, locate: Locate | None = None, most: int = MOST) -> Places:
    """Group the newest reports that a query finds, at most so many, by place and precision.

    With by:events each act counts once, at the place that most of these reports tell of it, and the narrower of two
    told as often. Raises UsageError for what cannot be answered.
    """
    by = query.by or "reports"
    found, whole = plan.sample(connection, replace(query, by=None), locate, max(0, most))
    told = [(_key(row), row) for row in _rows(connection, found)]
    acts = _acts(connection, told, query.as_of and after(query.as_of)) if by == "events" else [[one] for one in told]
    groups: dict[Key, list[list[Told]]] = defaultdict(list)
    for one in acts:
        groups[_chosen(one)].append(one)
    spots = [_spot(key, group) for key, group in groups.items() if key[0] in PRECISIONS]
    lost = {key[0]: _quads(group) for key, group in groups.items()}
    ranked = sorted(spots, key=lambda spot: (-spot.count, spot.names, spot.resolution, spot.lat or 0, spot.lon or 0))
    nothing = (0, 0, 0, 0)
    return Places(tuple(ranked), lost.get("", nothing), lost.get("?", nothing), len(told), whole, by)


def _rows(connection: Connection, numbers: Sequence[int]) -> Iterator[Row[Any]]:
    names = ("id", "quad", "place", "place_country", "geonameid", "lat", "lon", "resolution", "number")
    for some in view.chunks(numbers):
        query = select(*(events.c[name] for name in names)).where(events.c.number.in_(some))
        yield from connection.execute(query)


def _acts(connection: Connection, told: Sequence[Told], before: str | None) -> list[list[Told]]:
    """The reports of each act, the newest to arrive first; one that has not been joined is an act by itself."""
    wholes = memberships.wholes(connection, memberships.ACT, [row.id for _, row in told], before)
    acts: dict[str, list[Told]] = defaultdict(list)
    for key, row in sorted(told, key=lambda one: -one[1].number):
        acts[wholes.get(row.id, row.id)].append((key, row))
    return list(acts.values())


def _key(row: Row[Any]) -> Key:
    if row.place is None and not row.place_country:
        return "", 0, 0, ""
    precision = _PRECISION.get(row.resolution, "region")
    if precision == "country" and row.place_country:
        return precision, 0, 0, row.place_country
    if row.lat is None or row.lon is None:
        return "?", 0, 0, ""
    return ("region" if precision == "country" else precision), row.lat, row.lon, ""


def _chosen(reports: Sequence[Told]) -> Key:
    """The place that most reports of an act tell; one that tells none contradicts nothing."""
    if len(reports) == 1:
        return reports[0][0]
    told = Counter(key for key, _ in reports)
    return min(told, key=lambda key: (key[0] not in PRECISIONS, -told[key], _width(key), key))


def _width(key: Key) -> int:
    return (*PRECISIONS, "?", "").index(key[0])


def _spot(key: Key, group: Sequence[Sequence[Told]]) -> Spot:
    rows = [row for one in group for own, row in one if own == key]
    point = next(((row.lat, row.lon) for row in rows if row.lat is not None and row.lon is not None), (None, None))
    return Spot(
        precision=key[0],
        resolution=max((row.resolution or "region" for row in rows), key=_wide),
        names=tuple(_ranked(row.place for row in rows)[:_NAMES]) or (key[3],),
        country=next(iter(_ranked(row.place_country for row in rows)), ""),
        geonameid=next(iter(_ranked(row.geonameid for row in rows)), None),
        lat=point[0],
        lon=point[1],
        quads=_quads(group),
    )


def _wide(resolution: str) -> int:
    return _RESOLUTIONS.index(resolution) if resolution in _RESOLUTIONS else _RESOLUTIONS.index("region")


def _ranked(told: Iterable[T | None]) -> list[T]:
    given = [one for one in told if one]
    # Most places are told once or by one name, and counting takes longer than anything else here.
    if len(set(given)) < 2:
        return given[:1]
    counts = Counter(given)
    return sorted(counts, key=lambda one: (-counts[one], one))


def _quads(group: Sequence[Sequence[Told]]) -> Quads:
    counts = [0, 0, 0, 0]
    for one in group:
        counts[one[0][1].quad - 1] += 1
    return counts[0], counts[1], counts[2], counts[3]
