"""Foreign rows to rows of the table and back."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from harmattan.ledger.columns import Damaged, array, escape
from harmattan.ledger.schema import foreign_events
from harmattan.records import Foreign, ForeignParty

_PARTS = 3  # of a party in its list: name, country, sectors
_NAMES = [column.name for column in foreign_events.columns]


def insertion(dialect: str) -> str:
    """Return the INSERT of a row unless its id is there, in the words of a database.

    Past SQLAlchemy, whose own handling of each value takes as long as all the rest of an import.
    """
    marks = ", ".join(["?" if dialect == "sqlite" else "%s"] * len(_NAMES))
    return f"INSERT INTO foreign_events ({', '.join(_NAMES)}) VALUES ({marks}) ON CONFLICT DO NOTHING"


def parameters(row: Foreign, number: int, of: int) -> tuple[Any, ...]:
    """Return what the INSERT takes for a row, as the column types would write it; of: the number of its import."""
    return (
        number, of, escape(row.dataset), escape(row.id), row.first_day, row.end_day, escape(row.precision),
        escape(row.type), row.quad, row.score, escape(row.scale), escape(row.factuality),
        _listed(row.actors), _listed(row.recipients), escape(_countries(row)), escape(row.place), escape(row.country),
        row.lat, row.lon, escape(row.resolution), row.best, row.low, row.high, row.mentions, row.sources,
        escape(row.url), array(part for pair in row.raw for part in pair),
    )  # fmt: skip


def _countries(row: Foreign) -> str:
    """Countries of the parties between blanks, " MLI USA ", so that one can be looked for as " MLI "."""
    found = {party.country for party in (*row.actors, *row.recipients) if party.country}
    return f" {' '.join(sorted(found))} " if found else ""


def _listed(parties: Sequence[ForeignParty]) -> str:
    return array(part for one in parties for part in (one.name, one.country, ",".join(one.sectors)))


def foreign(row: Row[Any]) -> Foreign:
    """Return the record of a row that was selected with its import's label. Raises Damaged."""
    return Foreign(
        row.dataset,
        row.label,
        row.id,
        row.first_day,
        row.end_day,
        row.precision,
        row.type,
        row.quad,
        row.score,
        row.scale,
        row.factuality,
        _parties(row.id, row.actors),
        _parties(row.id, row.recipients),
        row.place,
        row.place_country,
        row.lat,
        row.lon,
        row.resolution,
        row.best,
        row.low,
        row.high,
        row.mentions,
        row.sources,
        row.url,
        _pairs(row.id, row.raw),
    )


def _parties(id_: str, listed: Sequence[str]) -> tuple[ForeignParty, ...]:
    if len(listed) % _PARTS:
        raise Damaged(f"foreign row {id_} is damaged: a party in part")
    triples = zip(listed[::3], listed[1::3], listed[2::3], strict=True)
    return tuple(
        ForeignParty(name, code, tuple(sectors.split(",")) if sectors else ()) for name, code, sectors in triples
    )


def _pairs(id_: str, listed: Sequence[str]) -> tuple[tuple[str, str], ...]:
    if len(listed) % 2:
        raise Damaged(f"foreign row {id_} is damaged: a name without its value")
    return tuple(zip(listed[::2], listed[1::2], strict=True))
