"""How good the numbers are: what was measured of the shipped model, on what, and what it is known to get wrong.

The figures are read from data/quality.json, which bench/publish.py writes.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from harmattan.annotate.encoder import read_card, shipped
from harmattan.desk.formats import Table

_COLUMNS = ("group", "name", "precision", "recall", "f1", "found", "told", "target")


@dataclass(frozen=True, slots=True)
class AboutPage:
    """The figures. shipped: the model that this installation codes with."""

    told: Mapping[str, Any]
    shipped: str
    template: str = "about.html"
    title: str = "About the numbers"

    @property
    def current(self) -> bool:
        """Whether the figures are those of the model that is shipped."""
        return bool(self.told["model"] == self.shipped)

    @property
    def met(self) -> dict[str, bool]:
        """Of each field with a target, whether it is reached."""
        heads = {one["name"]: one["f1"] for one in self.told["heads"]}
        return {name: heads[name] >= target for name, target in self.told["targets"].items()}

    @property
    def dots(self) -> tuple[tuple[float, float, float, Mapping[str, Any]], ...]:
        """The calibration as points: x, y and radius on a square of 200, and the bin."""
        bins = self.told["calibration"]["bins"]
        most = max(one["n"] for one in bins)
        return tuple(
            (
                round(200 * one["confidence"], 1),
                round(200 - 200 * one["right"], 1),
                round(2 + 6 * (one["n"] / most) ** 0.5, 1),
                one,
            )
            for one in bins
        )

    def json(self) -> dict[str, Any]:
        """Return every figure with its count, command and day."""
        return {**self.told, "shipped": self.shipped}

    def table(self) -> Table:
        """Return a row for each field and type."""
        rows = ((group, one) for group in ("heads", "types") for one in self.told[group])
        targets = self.told["targets"]
        cells = ((group, *(one[name] for name in _COLUMNS[1:-1]), targets.get(one["name"])) for group, one in rows)
        return Table(_COLUMNS, tuple(cells))


@cache
def quality() -> dict[str, Any]:
    """Return the figures as they were published."""
    file = resources.files("harmattan.desk").joinpath("data", "quality.json")
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def about_page() -> AboutPage:
    """Return the figures of the shipped model."""
    card = read_card(shipped())
    return AboutPage(quality(), f"{card['name']}-{card['version']}")
