from collections.abc import Iterator
from pathlib import Path

import pytest

from harmattan.ledger import Ledger, open_ledger
from tests.ledger.conftest import address, file
from tests.watch.site import Site, served

__all__ = ["address", "book", "file", "file_book", "other", "site"]


@pytest.fixture
def site() -> Iterator[Site]:
    """A site on the loopback address."""
    with served() as made:
        yield made


@pytest.fixture
def other() -> Iterator[Site]:
    """Another one."""
    with served() as made:
        yield made


@pytest.fixture(params=["sqlite", "postgresql"])
def book(request: pytest.FixtureRequest) -> Iterator[Ledger]:
    """An empty ledger by the clock of the world: every test of one is asked of both databases."""
    where = request.getfixturevalue("file" if request.param == "sqlite" else "address")
    with open_ledger(where) as opened:
        yield opened


@pytest.fixture
def file_book(file: Path) -> Iterator[Ledger]:
    """An empty ledger in a file, for tests of what goes over the network."""
    with open_ledger(file) as opened:
        yield opened
