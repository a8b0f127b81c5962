"""Codes and names of states, back to ISO 3166 alpha-3 or PLOVER's slots."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from harmattan.codebook.loader import load
from harmattan.ledger.export.facts import Codes

# FIPS 10-4 has two codes where ISO has the one PSE.
_FIPS_BESIDES: Final = {"GZ": "PSE"}
_BRACKETS: Final = re.compile(r"\s{0,9}\([^)]{0,80}\)")


@dataclass(frozen=True, slots=True)
class Countries:
    """What each code stands for: codes holds alpha-3 codes and slots, the tables lead from other codes to alpha-3."""

    codes: frozenset[str] = frozenset()
    iso2: Mapping[str, str] = field(default_factory=dict)
    cow: Mapping[str, str] = field(default_factory=dict)
    gw: Mapping[str, str] = field(default_factory=dict)
    fips: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def slot(self, code: str) -> str:
        """Return an alpha-3 code or slot as it is, or the empty text for any other."""
        return code if code in self.codes else ""

    def named(self, name: str) -> str:
        """Return the alpha-3 code of a name; what stands in brackets after it is tried without: "Myanmar (Burma)"."""
        folded = name.strip().casefold()
        return self.names.get(folded) or self.names.get(_BRACKETS.sub("", folded), "")

    def any(self, value: str) -> str:
        """Return what an alpha-3 code, slot, alpha-2 code or name stands for, or the empty text."""
        return self.slot(value) or self.iso2.get(value, "") or self.named(value)


def countries(codes: Mapping[str, Codes], names: Iterable[tuple[str, str]] = ()) -> Countries:
    """Return the tables from the codes of states by alpha-3; names: pairs of a name and the alpha-3 code it is of."""
    return Countries(
        codes=frozenset({*codes, *load().slots}),
        iso2={row.iso2: iso3 for iso3, row in codes.items() if row.iso2},
        cow={str(row.cow): iso3 for iso3, row in codes.items() if row.cow is not None},
        gw={str(row.gw): iso3 for iso3, row in codes.items() if row.gw is not None},
        fips=_FIPS_BESIDES | {row.fips: iso3 for iso3, row in codes.items() if row.fips},
        names={name.casefold(): iso3 for name, iso3 in names},
    )
