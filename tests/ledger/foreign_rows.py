"""Rows of foreign event data made by hand for the tests. All of it is invented: no such act, group or page exists."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from harmattan.ledger import foreign
from harmattan.ledger.export.facts import Codes
from harmattan.ledger.export.gdelt import COLUMNS
from harmattan.ledger.foreign.countries import Countries, countries
from harmattan.ledger.foreign.opening import LIMITS, Limits
from harmattan.ledger.foreign.reading import Given
from harmattan.records import Foreign, Refusal
from tests.ledger.exported import CODES

STATES = CODES | {
    "ROU": Codes("RO", 360, 360, "RO"),
    "USA": Codes("US", 2, 2, "US"),
    "YEM": Codes("YE", 679, 678, "YM"),
}
KNOWN: Countries = countries(STATES, [("Norland", "NOR"), ("Mali", "MLI"), ("Yemen", "YEM")])
_UCDP = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,"
    "dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,"
    "source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,"
    "where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
    "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
)
UCDP = _UCDP.split(",")


def ucdp_row(**changes: str) -> dict[str, str]:
    """Return a clash of Mali's government with an invented group at an invented village."""
    row = dict.fromkeys(UCDP, "")
    row |= {
        "id": "901", "relid": "INV-2026-1-1", "year": "2026", "type_of_violence": "1", "conflict_new_id": "77",
        "conflict_name": "Invented: Government", "dyad_name": "Government of Mali - Sons of the Dune",
        "side_a": "Government of Mali", "side_b": "Sons of the Dune", "number_of_sources": "-1",
        "source_article": '"Gazette, 2026-02-03, ""Clash, said to be\nbad"""', "where_prec": "1",
        "where_coordinates": "Dune village", "latitude": "12.65", "longitude": "-8.0", "country": "Mali",
        "country_id": "432", "date_prec": "1", "date_start": "2026-02-02 00:00:00.000",
        "date_end": "2026-02-02 00:00:00.000", "best": "5", "high": "8", "low": "3", "gwnoa": "432",
    }  # fmt: skip
    return row | changes


def ucdp(*rows: dict[str, str], columns: Iterable[str] = UCDP) -> bytes:
    """Return rows as a CSV file."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(columns), extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def gdelt_line(**changes: str) -> bytes:
    """Return a meeting of Norland's government with Mali's as a line of GDELT."""
    row = dict.fromkeys(COLUMNS, "")
    row |= {
        "GLOBALEVENTID": "1", "SQLDATE": "20260202", "Actor1Code": "NORGOV", "Actor1Name": "NORLAND",
        "Actor1CountryCode": "NOR", "Actor1Type1Code": "GOV", "Actor2Code": "MLIGOV", "Actor2Name": "MALI",
        "Actor2CountryCode": "MLI", "Actor2Type1Code": "GOV", "EventCode": "042", "QuadClass": "1",
        "GoldsteinScale": "1.9", "NumMentions": "6", "NumSources": "2", "NumArticles": "6", "ActionGeo_Type": "4",
        "ActionGeo_FullName": "Bamako, Bamako, Mali", "ActionGeo_CountryCode": "ML", "ActionGeo_Lat": "12.65",
        "ActionGeo_Long": "-8", "ActionGeo_FeatureID": "-1", "SOURCEURL": "https://news.example/1",
    }  # fmt: skip
    return "\t".join((row | changes).values()).encode() + b"\n"


def read(data: bytes, format: str, folder: Path, *, limits: Limits = LIMITS) -> list[Foreign | Refusal]:
    """Return what a reader makes of a file that holds data."""
    file = folder / "data"
    file.write_bytes(data)
    given = Given("data", "inv", "v1", KNOWN, longest=limits.line)
    return list(foreign.rows(file, format, given, limits=limits))


def rows(found: Iterable[Foreign | Refusal]) -> list[Foreign]:
    """Return what was read, sure that nothing was refused."""
    listed = list(found)
    assert [one for one in listed if isinstance(one, Refusal)] == []
    return [one for one in listed if isinstance(one, Foreign)]
