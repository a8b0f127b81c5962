from collections.abc import Iterator
from pathlib import Path

import pytest

from harmattan.ledger import Ledger, open_ledger


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


@pytest.fixture
def ledger(file: Path) -> Iterator[Ledger]:
    with open_ledger(file, clock=lambda: "2026-02-03T12:00:00Z") as opened:
        yield opened
