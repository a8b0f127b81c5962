"""GDELT 2.0 event TSV: 61 columns, no header, one day a row, one actor and one recipient.

Lost: ISM (GDELT has one code for it and IMG), and the sectors that share a CAMEO type with another.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from harmattan.codebook.loader import load
from harmattan.errors import BadRecord
from harmattan.ledger.export.cells import unescaped
from harmattan.ledger.export.gdelt import COLUMNS
from harmattan.ledger.foreign import cameo, cells
from harmattan.ledger.foreign.opening import Line
from harmattan.ledger.foreign.reading import Given, each
from harmattan.records import Foreign, ForeignParty, Refusal

SCALE: Final = "goldstein"
_AT: Final = {name: index for index, name in enumerate(COLUMNS)}
_SIDES: Final = tuple(
    tuple(_AT[f"Actor{n}{name}"] for name in ("Name", "CountryCode", "KnownGroupCode"))
    + tuple(_AT[f"Actor{n}Type{i}Code"] for i in (1, 2, 3))
    for n in (1, 2)
)
_RAW: Final = ("EventCode", "Actor1Code", "Actor2Code", "ActionGeo_ADM1Code", "ActionGeo_FeatureID")
_KINDS: Final = {"1": "country", "2": "province", "3": "city", "4": "city", "5": "province"}


def read(lines: Iterator[Line], given: Given) -> Iterator[Foreign | Refusal]:
    """Yield a row or a refusal for each line that is not blank."""
    return each(lines, given, lambda line: _row(line.removeprefix("\ufeff").split("\t"), given))


def _row(row: Sequence[str], given: Given) -> Foreign:
    if len(row) != len(COLUMNS):
        raise BadRecord(f"{len(row)} cells; GDELT 2.0 has {len(COLUMNS)}")
    first, end = _days(row[_AT["SQLDATE"]])
    kind = cameo.type_of(row[_AT["EventCode"]])
    score = cells.number(row[_AT["GoldsteinScale"]], "GoldsteinScale")
    lat, lon = cells.point(*(cells.number(row[_AT[f"ActionGeo_{name}"]], name) for name in ("Lat", "Long")))
    return Foreign(
        given.dataset,
        given.label,
        cells.required(row[0], COLUMNS[0]),
        first,
        end,
        "day" if first else "unknown",
        type=kind,
        quad=_quad(row[_AT["QuadClass"]], kind),
        score=score,
        scale=SCALE if score is not None else "",
        actors=_party([row[i] for i in _SIDES[0]], given),
        recipients=_party([row[i] for i in _SIDES[1]], given),
        place=cells.text(unescaped(row[_AT["ActionGeo_FullName"]]), "ActionGeo_FullName"),
        country=given.countries.fips.get(row[_AT["ActionGeo_CountryCode"]], ""),
        lat=lat,
        lon=lon,
        resolution=_KINDS.get(row[_AT["ActionGeo_Type"]], ""),
        mentions=cells.whole(row[_AT["NumMentions"]], "NumMentions"),
        sources=cells.whole(row[_AT["NumSources"]], "NumSources"),
        url=cells.text(unescaped(row[_AT["SOURCEURL"]]), "SOURCEURL"),
        raw=tuple((name, cells.text(row[_AT[name]], name)) for name in _RAW if row[_AT[name]]),
    )


def _days(digits: str) -> tuple[str | None, str | None]:
    if not digits:
        return None, None
    day = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    return cells.days(day, day, "SQLDATE")


def _quad(told: str, kind: str) -> int:
    if told in {"1", "2", "3", "4"}:
        return int(told)
    return load().quad(kind) if kind else 0


def _party(told: Sequence[str], given: Given) -> tuple[ForeignParty, ...]:
    if not any(told):
        return ()
    name, country, group, *types = told
    sectors = dict.fromkeys(sector for code in types if (sector := cameo.sectors().get(code)))
    return (ForeignParty(cells.text(unescaped(name), "name"), _country(country, group, types, given), tuple(sectors)),)


def _country(country: str, group: str, types: Sequence[str], given: Given) -> str:
    """A state, else a body with a slot of its own, known by its group or its kind."""
    groups, kinds = cameo.bodies()
    state = given.countries.slot(cameo.states().get(country, country))
    return state or groups.get(group, "") or kinds.get(types[0], "")
