"""Closed classes of words, read from data/words.toml."""

import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any, Final

_TEXT = resources.files("harmattan.resolve").joinpath("data", "words.toml").read_text(encoding="utf-8")
_TABLE: Final[dict[str, Any]] = tomllib.loads(_TEXT)

NUMBERS: Final[dict[str, int]] = _TABLE["numbers"]
STATE_NOUNS: Final[dict[str, str]] = _TABLE["state_nouns"]
SHORT_TITLES: Final[dict[str, str]] = _TABLE["short_titles"]
EPITHETS: Final[dict[str, list[str]]] = _TABLE["epithets"]
KINDS_OF_STATE: Final[dict[str, list[str]]] = _TABLE["kinds_of_state"]
TOWN_PEOPLE: Final[dict[str, str]] = {called: town for town, names in _TABLE["town_people"].items() for called in names}
UNITS: Final[dict[str, str]] = _TABLE["units"]
OF_GROUPS: Final[dict[str, tuple[str, ...]]] = {noun: tuple(kinds) for noun, kinds in _TABLE["of_groups"].items()}


def words(name: str) -> frozenset[str]:
    """Return the class of words called name."""
    return frozenset(_TABLE[name])


@dataclass(frozen=True, slots=True)
class UsState:
    """A state of the United States: name, a point in its middle (degrees), and how news shortens the name."""

    name: str
    at: tuple[float, float]
    short: tuple[str, ...]


US_STATES: Final[dict[str, UsState]] = {
    code: UsState(row["name"], (row["at"][0], row["at"][1]), tuple(row["short"]))
    for code, row in _TABLE["us_states"].items()
}
