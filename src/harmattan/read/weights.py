"""The fitted weights of the dump reader (lines.toml)."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources


def weights(table: str, names: Sequence[str]) -> tuple[float, ...]:
    """Return the weights of a table for these names, in their order."""
    return tuple(_tables()[table][name] for name in names)


@cache
def _tables() -> dict[str, dict[str, float]]:
    text = (resources.files(__package__) / "lines.toml").read_text("utf-8")
    return {name: {key: float(value) for key, value in table.items()} for name, table in tomllib.loads(text).items()}
