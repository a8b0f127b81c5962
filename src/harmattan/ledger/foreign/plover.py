"""PLOVER JSONL, our own export or anybody's by the manual's names.

Lost: the words, offsets, posts and entities of the source's parties; words of a count of dead ("dozens").
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from harmattan.codebook.loader import load
from harmattan.errors import BadRecord
from harmattan.ledger.export.plover import RESOLUTIONS
from harmattan.ledger.foreign import cells
from harmattan.ledger.foreign.opening import Line
from harmattan.ledger.foreign.reading import Given, each
from harmattan.records import Foreign, ForeignParty, Refusal

Record = dict[str, Any]
SCALE: Final = "plover"
_LEVELS: Final = {number: level for level, number in RESOLUTIONS.items()}
_PRECISIONS: Final = ("day", "week", "month", "year", "interval")
_MOST: Final = 1e15
_RANGE: Final = re.compile(r"([0-9]{1,9})(?:[-–]([0-9]{1,9}))?")


def read(lines: Iterator[Line], given: Given) -> Iterator[Foreign | Refusal]:
    """Yield a row or a refusal for each line that is not blank."""
    return each(lines, given, lambda line: _row(_parsed(line), given))


def _parsed(line: str) -> Record:
    try:
        value = json.loads(line.removeprefix("\ufeff"))
    except ValueError as error:
        # JSONDecodeError, or a number of more digits than int() takes.
        raise BadRecord(f"not JSON: {str(error)[:80]}") from error
    except RecursionError as error:
        raise BadRecord("nested too deeply") from error
    if not isinstance(value, dict):
        raise BadRecord("not an object")
    return value


def _row(record: Record, given: Given) -> Foreign:
    first, end, precision = _days(record)
    kind = cells.text(_text(record, "event"), "event").upper()
    known = kind in load().types
    score = _number(record, "event_scale")
    return Foreign(
        given.dataset,
        given.label,
        cells.required(_text(record, "id"), "id"),
        first,
        end,
        precision,
        type=kind if known else "",
        quad=_quad(record, kind if known else ""),
        score=score,
        scale=SCALE if score is not None else "",
        factuality=cells.text(_text(record, "factuality"), "factuality"),
        actors=_parties(record, "actor", given),
        recipients=_parties(record, "recipient", given),
        raw=_raw(record),
        **_place(_inner(record, "event_loc"), given),
        **_dead(_inner(record, "size")),
        **_tally(_inner(record, "reports")),
        url=cells.text(_text(_inner(record, "cite_info"), "url"), "url"),
    )


def _text(record: Record, name: str) -> str:
    """A text, or a number as one; null is the empty text."""
    value = record.get(name)
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadRecord(f"{name} is no text")
    return str(value)


def _number(record: Record, name: str) -> float | None:
    value = record.get(name)
    if value is None:
        return None
    # A whole number of more digits than a float holds is none either.
    if isinstance(value, bool) or not isinstance(value, int | float) or not -_MOST <= value <= _MOST:
        raise BadRecord(f"{name} is no number")
    return float(value)


def _inner(record: Record, name: str) -> Record:
    value = record.get(name)
    if value is not None and not isinstance(value, dict):
        raise BadRecord(f"{name} is no object")
    return value or {}


def _listed(record: Record, name: str) -> list[Any]:
    """A list; the manual lets a single value stand for a list of one."""
    value = record.get(name)
    found = value if isinstance(value, list) else [] if value in (None, "") else [value]
    if len(found) > cells.MOST_PARTIES:
        raise BadRecord(f"{name} has more than {cells.MOST_PARTIES} values")
    return found


def _days(record: Record) -> tuple[str | None, str | None, str]:
    date = _text(record, "date")
    if not date:
        return None, None, "unknown"
    first, end = cells.days(date, _text(record, "enddate") or date, "date")
    told = _text(_inner(record, "time"), "precision") if _text(record, "date_origin") == "told" else ""
    return first, end, told if told in _PRECISIONS else cells.span(first, end)


def _quad(record: Record, kind: str) -> int:
    quad = record.get("quad_code")
    if isinstance(quad, int) and quad in load().quads:
        return quad
    return load().quad(kind) if kind else 0


def _parties(record: Record, name: str, given: Given) -> tuple[ForeignParty, ...]:
    return tuple(_party(party, name, given) for party in _listed(record, name))


def _party(party: object, side: str, given: Given) -> ForeignParty:
    if not isinstance(party, dict):
        raise BadRecord(f"{side} holds something that is no object")
    sectors = [sector for sector in _listed(party, "sectors") or _listed(party, "sector") if isinstance(sector, str)]
    known = load().sectors
    return ForeignParty(
        cells.text(_text(party, "name"), "name"),
        given.countries.slot(_text(party, "country").strip()) or given.countries.cow.get(_text(party, "cow"), ""),
        tuple(sector for sector in sectors if sector in known),
    )


def _place(place: Record, given: Given) -> Record:
    lat, lon = cells.point(_number(place, "lat"), _number(place, "lon"))
    country = given.countries.any(_text(place, "country")) or given.countries.iso2.get(_text(place, "country_code"), "")
    level = place.get("resolution")
    return {
        "place": cells.text(_text(place, "resolved_place"), "resolved_place"),
        "country": country,
        "lat": lat,
        "lon": lon,
        # PLOVER has no number for a region, which is coarser than all that have one.
        "resolution": _LEVELS.get(level, "") if isinstance(level, int) else "region" if lat is not None else "",
    }


def _dead(size: Record) -> Record:
    """A number is all three; a range has its ends; words are none."""
    told = size.get("dead")
    found = _RANGE.fullmatch(str(told).strip()) if isinstance(told, str | int) else None
    if found is None:
        return {}
    low, high = int(found[1]), int(found[2] or found[1])
    return {"best": low if low == high else None, "low": low, "high": high}


def _tally(reports: Record) -> Record:
    counts = {"mentions": _number(reports, "reports"), "sources": _number(reports, "sources")}
    return {name: int(count) for name, count in counts.items() if count is not None and count >= 0}


def _raw(record: Record) -> tuple[tuple[str, str], ...]:
    codes = {name: ";".join(str(one) for one in _listed(record, name)) for name in ("mode", "context")}
    ids = {
        "geonameid": _text(_inner(record, "event_loc"), "geonameid"),
        "article": _text(_inner(record, "text_info"), "article"),
    }
    return cells.told(codes | ids, (*codes, *ids))
