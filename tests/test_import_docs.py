"""The page on imports says what the code does."""

import re
from pathlib import Path

from harmattan.codebook.loader import load
from harmattan.ledger.foreign import FORMATS, cameo, cells, ucdp
from harmattan.ledger.foreign.matching import LONGEST, Rules
from harmattan.ledger.foreign.opening import LIMITS

PAGE = (Path(__file__).parents[1] / "docs" / "import.md").read_text(encoding="utf-8")


def test_every_format_has_its_column() -> None:
    (row,) = re.findall(r"(?m)^\| \| (.*) \|$", PAGE)
    assert tuple(row.replace("`", "").split(" | ")) == FORMATS


def test_limits_and_defaults_are_those_of_the_code() -> None:
    assert LIMITS.line == 1_000_000
    assert f"A name or address: {cells.LONGEST:,} characters. Parties of a row: {cells.MOST_PARTIES}" in PAGE
    assert f"become {LIMITS.ratio} times as large, or {LIMITS.free // 1_000_000} MB; any file 200 GB" in PAGE
    assert f"`--days` ({Rules().days}) apart" in PAGE
    assert f"`--km` ({Rules().km:.0f}) apart" in PAGE
    assert "known to seven days or fewer" in PAGE
    assert LONGEST == 7


def test_the_table_of_roots_is_the_one_in_use() -> None:
    told = re.search(r"table of roots: (.*?)\. 01 and 02", PAGE, re.DOTALL)
    assert told
    found = re.findall(r"(\d+)(?:-(\d+))? ([A-Z]+)", told[1])
    for first, last, kind in found:
        for code in range(int(first), int(last or first) + 1):
            assert cameo.ROOTS[f"{code:0{len(first)}d}"] == kind
    assert {kind for _, _, kind in found} == set(load().types)


def test_precisions_of_ucdp_are_those_told() -> None:
    told = re.search(r"`date_prec`: ([^|]+) \|", PAGE)
    assert told
    assert dict(pair.split() for pair in told[1].split(", ")) == ucdp._PRECISIONS
