"""The chart of a brief marks a turn only on the lane that turned by its own acts."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from harmattan import briefing
from harmattan.analyse.sides import pair
from harmattan.relationships.course import BOTH, FORWARD
from harmattan.relationships.dossier import Dossier, dossier
from tests.relationships.ledgers import filled

if TYPE_CHECKING:
    from pathlib import Path

WORDS = {"NOR": "Norway", "MLI": "Mali"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    path: Path = tmp_path_factory.mktemp("ledger") / "ledger.sqlite"
    with filled(path) as book:
        yield dossier(book, pair("NOR", "MLI", {"Norway": "NOR", "Mali": "MLI"}), (None, None), "2026-02-01", WORDS)


def marked(found: Dossier) -> list[bool]:
    """Tell of each lane of the chart whether a turn stands on it."""
    spec = briefing.chart(found, WORDS)
    assert spec is not None
    return ["better" in json.dumps(lane, ensure_ascii=False) for lane in spec["vconcat"][:2]]


def test_a_turn_of_both_together_is_on_no_lane_and_that_of_one_on_its_own(made: Dossier) -> None:
    [both] = [one for one in made.courses if one.towards == BOTH]
    assert both.turns
    assert marked(replace(made, courses=(both,))) == [False, False]
    assert marked(replace(made, courses=(both, replace(both, towards=FORWARD)))) == [True, False]
