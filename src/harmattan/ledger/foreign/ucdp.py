"""UCDP GED CSV (Uppsala Conflict Data Program, Georeferenced Event Dataset): deaths in organised violence.

Every row is an ASSAULT, quad 4. State-based (1) and non-state (2) fighting has both sides as actors, as PLOVER has it
for two-sided fighting; one-sided violence (3) has side a as actor and side b, civilians, as recipient. Lost: headlines
and names of articles, and the counts of dead by side.
"""

import re
from collections.abc import Iterator
from typing import Final

from harmattan.errors import BadRecord
from harmattan.ledger.foreign import cells
from harmattan.ledger.foreign.opening import Line
from harmattan.ledger.foreign.reading import Given, csv_cells, csv_records, each, header, need
from harmattan.records import Foreign, ForeignParty, Refusal

Row = dict[str, str]
NEEDED: Final = (
    "id", "type_of_violence", "side_a", "side_b", "date_start", "date_end", "latitude", "longitude", "country",
    "best", "high", "low",
)  # fmt: skip
_WHAT: Final = "UCDP GED table"
_KINDS: Final = frozenset({"1", "2", "3"})
_ONE_SIDED: Final = "3"
# date_prec: 1 the day is known, 2 two to six days, 3 the week, 4 the month, 5 up to a year.
_PRECISIONS: Final = {"1": "day", "2": "interval", "3": "week", "4": "month", "5": "year"}
# where_prec: 1 the place, 2 within some 25 km of it, 3 second-order unit, 4 first-order unit, 5 a line or vague area,
# 6 the country, 7 international waters or airspace.
_PLACES: Final = {
    "1": "city", "2": "city", "3": "district", "4": "province", "5": "region", "6": "country", "7": "region",
}  # fmt: skip
_RAW: Final = (
    "relid", "type_of_violence", "code_status", "conflict_new_id", "dyad_new_id", "side_a_new_id", "side_b_new_id",
    "priogrid_gid", "event_clarity", "gwnoa", "gwnob", "country_id", "where_prec", "date_prec",
)  # fmt: skip
_STATES: Final = re.compile(r"[0-9]{1,4}")
_MOST_STATES: Final = 20


def read(lines: Iterator[Line], given: Given) -> Iterator[Foreign | Refusal]:
    """Yield a row or a refusal for each record after the header. Raises UnreadableInput for another header."""
    columns = header(lines, given, csv_cells, _WHAT)
    need(columns, NEEDED, given, _WHAT)
    records = csv_records(lines, given, len(columns))
    return each(records, given, lambda record: _row(_cells(record, columns), given))


def _cells(record: str, columns: list[str]) -> Row:
    told = csv_cells(record)
    if len(told) != len(columns):
        raise BadRecord(f"{len(told)} cells; the header has {len(columns)}")
    return dict(zip(columns, told, strict=True))


def _row(row: Row, given: Given) -> Foreign:
    kind = row["type_of_violence"].strip()
    if kind not in _KINDS:
        raise BadRecord(f"type_of_violence is neither 1, 2 nor 3: {kind[:40]!r}")
    # Some versions write a time of day, always midnight.
    first, end = cells.days(row["date_start"].strip()[:10], row["date_end"].strip()[:10], "date_start, date_end")
    lat, lon = cells.point(*(cells.number(row[name], name) for name in ("latitude", "longitude")))
    sides = _side(row, "a", given), _side(row, "b", given)
    return Foreign(
        given.dataset,
        given.label,
        cells.required(row["id"], "id"),
        first,
        end,
        _precision(row, cells.span(first, end)),
        type="ASSAULT",
        quad=4,
        actors=sides[0] if kind == _ONE_SIDED else (*sides[0], *sides[1]),
        recipients=sides[1] if kind == _ONE_SIDED else (),
        place=cells.text(row.get("where_coordinates", ""), "where_coordinates"),
        country=_country(row, given),
        lat=lat,
        lon=lon,
        resolution=_PLACES.get(row.get("where_prec", ""), ""),
        best=cells.whole(row["best"], "best"),
        low=cells.whole(row["low"], "low"),
        high=cells.whole(row["high"], "high"),
        sources=_sources(row),
        raw=cells.told(row, _RAW),
    )


def _precision(row: Row, span: str) -> str:
    """As date_prec tells; a day that is several days is what its days are."""
    told = _PRECISIONS.get(row.get("date_prec", "").strip(), span)
    return span if told == "day" else told


def _side(row: Row, side: str, given: Given) -> tuple[ForeignParty, ...]:
    """One party, or one for each state where several stand on one side; a group has no country."""
    name = cells.text(row[f"side_{side}"], f"side_{side}")
    numbers = _STATES.findall(row.get(f"gwno{side}", "")[:200])[:_MOST_STATES]
    if numbers:
        return tuple(ForeignParty(name, given.countries.gw.get(number, ""), ("GOV",)) for number in numbers)
    return (ForeignParty(name, "", ("CVL",) if name == "Civilians" else ()),) if name else ()


def _country(row: Row, given: Given) -> str:
    """By its Gleditsch-Ward number, else by name: "Yemen (North Yemen)" has a number of its own."""
    number = row.get("country_id", "").strip().removesuffix(".0")
    return given.countries.gw.get(number, "") or given.countries.named(row["country"])


def _sources(row: Row) -> int | None:
    """UCDP writes -1 where nobody counted."""
    told = row.get("number_of_sources", "").strip()
    return None if told.startswith("-") else cells.whole(told, "number_of_sources")
