"""CAMEO back to PLOVER, by the table that exports use.

A code's type is that of the longest beginning of the code that the table has: first the codes of modes and contexts in
cameo.toml, then ROOTS, the public table of CAMEO's roots. 01 and 02 (statements, appeals) have no type in PLOVER.
"""

from functools import cache
from typing import Final

from harmattan.ledger.export.cameo import table

# By root; 08 is parted: what is conceded in words, and what is carried out.
ROOTS: Final = {
    "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "CONCEDE",
    "084": "RETREAT", "085": "RETREAT", "086": "RETREAT", "087": "RETREAT", "09": "ACCUSE", "10": "REQUEST",
    "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION",
    "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
_LONGEST: Final = 4


@cache
def _types() -> dict[str, str]:
    """A code that stands for modes of two types is left to its root; none does now."""
    found: dict[str, set[str]] = {}
    for kind, row in table()["types"].items():
        for code in (*row.get("modes", {}).values(), *row.get("contexts", {}).values()):
            found.setdefault(code, set()).add(kind)
    return ROOTS | {code: next(iter(kinds)) for code, kinds in found.items() if len(kinds) == 1}


def type_of(code: str) -> str:
    """Return the PLOVER type of a CAMEO code, or the empty text."""
    types = _types()
    return next((types[code[:n]] for n in range(min(len(code), _LONGEST), 1, -1) if code[:n] in types), "")


@cache
def sectors() -> dict[str, str]:
    """Return PLOVER's sector of each CAMEO type: the one of the same letters if that is its own, else the first."""
    rows = table()["sectors"]
    found: dict[str, str] = {}
    for sector, code in rows.items():
        if code and (code not in found or sector == code):
            found[code] = sector
    return found


@cache
def states() -> dict[str, str]:
    """Return the alpha-3 codes of the states whose CAMEO code is another."""
    return {code: iso3 for iso3, code in table()["countries"].items()}


@cache
def bodies() -> tuple[dict[str, str], dict[str, str]]:
    """Return slots by GDELT's known group, and by the CAMEO type of those without one; of two, the later."""
    rows = table()["slots"]
    groups = {row["group"]: slot for slot, row in rows.items() if "group" in row}
    return groups, {row["type"]: slot for slot, row in rows.items() if "group" not in row}
