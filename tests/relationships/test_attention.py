"""Which events are worth a look, by how sure the coder is of all of a row."""

from collections.abc import Iterator

import pytest

from harmattan.ledger import Ledger, open_ledger
from harmattan.relationships.attention import candidates, sure
from tests.ledger.test_query_answers import add


@pytest.fixture
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("ledger") / "events.db") as book:
        yield book


def test_whose_parties_are_doubtful_comes_first(ledger: Ledger) -> None:
    doubtful = add(ledger, 1, confidence=0.95, row_confidence=0.1)
    likely = add(ledger, 2, confidence=0.6, row_confidence=0.5)
    add(ledger, 3, confidence=0.95, row_confidence=0.8)
    found = candidates(ledger, 0.5, {})
    assert [one.event.id for one in found] == [doubtful.id, likely.id]
    assert [round(one.doubt, 2) for one in found] == [0.9, 0.5]


def test_where_it_was_not_reckoned_the_confidence_tells(ledger: Ledger) -> None:
    unsure = add(ledger, 1, confidence=0.6)
    add(ledger, 2, confidence=0.9)
    (one,) = candidates(ledger, 0.5, {})
    assert (one.event, round(one.doubt, 2)) == (unsure, 0.8)


def test_how_sure_in_words(ledger: Ledger) -> None:
    assert sure(add(ledger, 1, confidence=0.9)) == "90% sure"
    assert sure(add(ledger, 2, confidence=0.9, row_confidence=0.42)) == "90% sure, with its parties 42%"
