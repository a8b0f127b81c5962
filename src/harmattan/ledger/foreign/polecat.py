"""POLECAT TSV: a header, 40 columns, several values in a cell joined by ';', and "None" where nothing is told.

Lost: the last day (a row has one day), posts, words of the page; a party of which nothing is told.
"""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from harmattan.codebook.loader import load
from harmattan.errors import BadRecord
from harmattan.ledger.export.cells import parted, unescaped
from harmattan.ledger.export.polecat import HEADER, MISSING
from harmattan.ledger.foreign import cells
from harmattan.ledger.foreign.opening import Line
from harmattan.ledger.foreign.reading import Given, each, header, need
from harmattan.records import Foreign, ForeignParty, Refusal

Row = dict[str, str]
SCALE: Final = "polecat"
_WHAT: Final = "POLECAT table"
_RAW: Final = ("Event Mode", "Contexts", "GeoNames ID")
# GeoNames' feature codes by how they begin; our own exports tell the resolution itself.
_LEVELS: Final = (
    ("PPLX", "below-city"),
    ("PPL", "city"),
    ("ADM1", "province"),
    ("ADM", "district"),
    ("PCL", "country"),
)
_OURS: Final = frozenset({"below-city", "city", "district", "province", "country", "region"})


def read(lines: Iterator[Line], given: Given) -> Iterator[Foreign | Refusal]:
    """Yield a row or a refusal for each line after the header. Raises UnreadableInput for another header."""
    columns = header(lines, given, lambda line: line.split("\t"), _WHAT)
    need(columns, HEADER[:21], given, _WHAT)
    return each(lines, given, lambda line: _row(_cells(line, columns), given))


def _cells(line: str, columns: list[str]) -> Row:
    told = line.split("\t")
    if len(told) != len(columns):
        raise BadRecord(f"{len(told)} cells; the header has {len(columns)}")
    # Few lines have anything to undo, and each cell is asked otherwise.
    undo = unescaped if "\\" in line else str
    return {name: "" if cell == MISSING else undo(cell) for name, cell in zip(columns, told, strict=True)}


def _row(row: Row, given: Given) -> Foreign:
    first, end = cells.days(row["Event Date"], row["Event Date"], "Event Date") if row["Event Date"] else (None, None)
    kind = row["Event Type"].strip().upper()
    kind = kind if kind in load().types else ""
    score = cells.number(row["Intensity"], "Intensity")
    lat, lon = cells.point(*(cells.number(row.get(name, ""), name) for name in ("Latitude", "Longitude")))
    return Foreign(
        given.dataset,
        given.label,
        cells.required(row["Event ID"], "Event ID"),
        first,
        end,
        cells.span(first, end) if first and end else "unknown",
        type=kind,
        quad=_quad(row["Quad Code"], kind),
        score=score,
        scale=SCALE if score is not None else "",
        actors=_parties(row, "Actor", given),
        recipients=_parties(row, "Recipient", given),
        place=cells.text(row.get("Placename", ""), "Placename"),
        country=given.countries.any(row.get("Country", "").strip()),
        lat=lat,
        lon=lon,
        resolution=_resolution(row),
        raw=cells.told(row, _RAW),
    )


def _quad(told: str, kind: str) -> int:
    name = told.strip().lower()
    found = next((code for code, quad in load().quads.items() if quad == name), 0)
    return found or (load().quad(kind) if kind else 0)


def _parties(row: Row, side: str, given: Given) -> tuple[ForeignParty, ...]:
    told = [row[f"{side} {name}"] for name in ("Name", "Country", "COW", "Sectors")]
    if not any(told):
        return ()
    lists = [parted(cell) for cell in told]
    if max(map(len, lists)) > cells.MOST_PARTIES:
        raise BadRecord(f"more than {cells.MOST_PARTIES} parties")
    return tuple(_party(given, *values) for values in zip_longest(*lists, fillvalue=""))


def _party(given: Given, name: str, country: str, cow: str, sectors: str) -> ForeignParty:
    known = load().sectors
    return ForeignParty(
        cells.text(name, "name"),
        given.countries.any(country.strip()) or given.countries.cow.get(cow.strip(), ""),
        tuple(sector for one in sectors.split(",") if (sector := one.strip()) in known),
    )


def _resolution(row: Row) -> str:
    """By the feature's code, else by the finest of the columns for units that is told."""
    feature = row.get("Feature Type", "")
    if feature in _OURS:
        return feature
    by_code = next((level for begin, level in _LEVELS if feature.startswith(begin)), "")
    columns = ("City", "District", "Province", "Country")
    return by_code or next((name.lower() for name in columns if row.get(name)), "")
