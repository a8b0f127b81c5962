"""What the desk reads before anybody asks for a page."""

import pytest

from harmattan.desk.door import Door
from harmattan.desk.serve import ready
from harmattan.errors import LedgerError
from harmattan.relationships.who import who
from harmattan.resolve.names import PhraseIndex


class _Unreadable(Door):
    @property
    def who(self) -> None:  # type: ignore[override]
        raise LedgerError("what users said of actors cannot be read")


def test_the_names_of_actors_are_read_before_the_first_page(door: Door) -> None:
    made = Door(door.book, door.cache, door.data)
    ready(made)
    assert "words" in vars(made.who)


def test_names_that_cannot_be_read_are_told_on_pages_and_stop_no_desk(door: Door) -> None:
    ready(_Unreadable(door.book, door.cache, door.data))


def test_names_are_read_without_filing_every_phrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PhraseIndex, "phrases", lambda _: pytest.fail("all that waits was filed"))
    assert who().names["Mali"] == "MLI"
    assert who().words["person:vladimir-putin"] == "Vladimir Putin"
