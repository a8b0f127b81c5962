from collections.abc import Iterator
from pathlib import Path

import pytest

from harmattan.desk.door import Door, opened
from harmattan.desk.safety.gate import Gate
from harmattan.desk.safety.waits import Waits
from harmattan.ledger import Ledger, open_ledger
from harmattan.ledger.people.records import By
from harmattan.ledger.people.secrets import Cost
from harmattan.ledger.people.store import People, open_people
from tests.desk.desk import CLOCK, Client, desk
from tests.desk.visiting import PASSWORD, Clock
from tests.ledger.build import RUN, page
from tests.relationships.ledgers import pages


@pytest.fixture(scope="session")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A ledger of one invented page, which nothing is written to."""
    folder = tmp_path_factory.mktemp("desk")
    with open_ledger(folder / "ledger.sqlite") as book:
        book.add(page(), RUN)
        yield opened(book, folder)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people(tmp_path: Path, clock: Clock) -> Iterator[People]:
    """Invented people, one of each role; hashes as cheap as scrypt can make them."""
    with open_people(tmp_path / "desk.sqlite", clock, cost=Cost(2**4, 8, 1)) as made:
        for name, role in (("Ann", "admin"), ("Rita", "reviewer"), ("Leo", "reader")):
            made.add(name, role, PASSWORD, By("root", "terminal"))
        yield made


@pytest.fixture
def gate(people: People, clock: Clock) -> Gate:
    return Gate(people=people, waits=Waits(clock.seconds))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The invented reports of Norway and Mali, joined; a module has a ledger of its own."""
    with open_ledger(tmp_path_factory.mktemp("desk") / "ledger.sqlite", clock=lambda: CLOCK) as opened_:
        opened_.add_all(pages(), RUN)
        opened_.join()
        yield opened_


@pytest.fixture
def client(book: Ledger, tmp_path: Path) -> Iterator[Client]:
    """A client of a desk over them."""
    with desk(book, tmp_path) as made:
        yield made
