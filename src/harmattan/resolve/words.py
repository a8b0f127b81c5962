"""Closed classes of words, read from data/words.toml."""

import tomllib
from importlib import resources
from typing import Any, Final

_TEXT = resources.files("harmattan.resolve").joinpath("data", "words.toml").read_text(encoding="utf-8")
_TABLE: Final[dict[str, Any]] = tomllib.loads(_TEXT)

NUMBERS: Final[dict[str, int]] = _TABLE["numbers"]
STATE_NOUNS: Final[dict[str, str]] = _TABLE["state_nouns"]
UNITS: Final[dict[str, str]] = _TABLE["units"]
OF_GROUPS: Final[dict[str, tuple[str, ...]]] = {noun: tuple(kinds) for noun, kinds in _TABLE["of_groups"].items()}


def words(name: str) -> frozenset[str]:
    """Return the class of words called name."""
    return frozenset(_TABLE[name])
