"""Writes src/harmattan/resolve/data/leaders_reign.toml: leaders since 2000 of the states that leaders.toml leaves out.

    python train/make_leaders.py ../shared/data/reign_leaders.csv

Facts are those of REIGN (Bell 2016, One Earth Future), which ends in March 2021: who has no end there is given
that month as an end, since nothing is known about the time after. Leaders known by a surname alone are kept under it.
"""

import csv
import re
import sys
import tomllib
from itertools import pairwise
from pathlib import Path

DATA = Path(__file__).parent.parent / "src/harmattan/resolve/data"
FIRST_YEAR = 2000
LAST_DAY = "2021-04-01"
# Words in brackets and initials are notes of the source, not names; captains regent change twice a year.
NOTES = re.compile(r"\s*\(.*?\)|^[A-Z]\.\s?|[/&].*$| and .*$")
LEFT_OUT = {"SMR", "CHE", "BIH"}


def states_by_cow() -> dict[int, str]:
    """Return ISO codes by Correlates of War number."""
    states = tomllib.loads((DATA / "states.toml").read_text(encoding="utf-8"))
    return {row["cow"]: iso3 for iso3, row in states.items() if "cow" in row}


def day(year: str, month: str, number: str = "1") -> str:
    """Return an ISO day."""
    return f"{int(year):04d}-{int(month):02d}-{int(number or 1):02d}"


def end_of(row: dict[str, str]) -> str:
    """Return the day after the term: the first of the next month, since only the month of the end is told."""
    if not row["eyear"].strip(". "):
        return LAST_DAY
    year, month = int(row["eyear"]), int(row["emonth"])
    return day(str(year + month // 12), str(month % 12 + 1))


def main(source: str) -> None:
    """Write the table."""
    curated = set(tomllib.loads((DATA / "leaders.toml").read_text(encoding="utf-8"))) - {"names"}
    iso = states_by_cow()
    terms: dict[str, list[list[str]]] = {}
    with Path(source).open(encoding="utf-8", errors="replace", newline="") as lines:
        for row in csv.DictReader(lines):
            country = iso.get(int(row["ccode"] or 0), "")
            name = NOTES.sub("", row["leader"]).strip()
            if not country or country in curated | LEFT_OUT or not name.replace(" ", "").isascii() or "?" in name:
                continue
            if end_of(row) > f"{FIRST_YEAR}-01-01":
                terms.setdefault(country, []).append(
                    ["leader", name, day(row["syear"], row["smonth"], row["sdate"]), end_of(row)]
                )
    lines_out = [
        "# Written by train/make_leaders.py from REIGN; complete from 2000 to March 2021, ends known to the month.",
        "",
    ]
    for country, held in sorted(terms.items()):
        held.sort(key=lambda term: term[2])
        for term, following in pairwise(held):
            term[3] = min(term[3], following[2])
        rows = ",\n  ".join(str(term).replace("\\'", "'") for term in held if term[2] < term[3])
        lines_out.append(f"{country} = [\n  {rows},\n]")
    (DATA / "leaders_reign.toml").write_text("\n".join(lines_out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
