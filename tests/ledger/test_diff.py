"""What came, went and changed. All invented."""

from dataclasses import replace
from pathlib import Path

import pytest

from harmattan.errors import UsageError
from harmattan.ledger import open_ledger
from harmattan.ledger.diff import Difference
from harmattan.ledger.query import Query, parse
from harmattan.records import Annotations, Run, Span
from tests.ledger.build import RUN, page

NEWER = Run("run-2", "2026-02-04T00:00:00Z", "coder-2", "plover-1")
PAGE, OTHER = page(1, events=3), page(2)
KEPT, CHANGED, DROPPED = PAGE.annotations.events
AGAIN = (replace(KEPT, coder="coder-2"), replace(CHANGED, coder="coder-2", modes=(), confidence=0.5))
FOUND = replace(DROPPED, id="evt-found", type="AID", modes=(), coder="coder-2", trigger=Span(0, 5))


@pytest.fixture
def told(file: Path) -> Path:
    """On the second of February two pages are read; on the fourth the first is coded by a newer coder."""
    with open_ledger(file, clock=lambda: "2026-02-02T12:00:00Z") as book:
        book.add(PAGE, RUN)
        book.add(OTHER, RUN)
    with open_ledger(file, clock=lambda: "2026-02-04T12:00:00Z") as book:
        book.add(replace(PAGE, annotations=Annotations(PAGE.article.id, events=(*AGAIN, FOUND))), NEWER)
    return file


def differences(file: Path, first: str, second: str, query: Query | None = None) -> dict[str, Difference]:
    with open_ledger(file) as book:
        return {one.event.id: one for one in book.diff(query or Query(), first, second)}


def test_between_two_moments(told: Path) -> None:
    found = differences(told, "2026-02-03", "2026-02-05")
    assert set(found) == {KEPT.id, CHANGED.id, DROPPED.id, FOUND.id}
    assert found[KEPT.id].fields == ("coder",)
    assert found[CHANGED.id].fields == ("confidence", "modes", "coder")
    assert (found[DROPPED.id].was, found[DROPPED.id].now) == (DROPPED, None)
    assert (found[FOUND.id].was, found[FOUND.id].now) == (None, FOUND)


def test_from_the_beginning_everything_came(told: Path) -> None:
    found = differences(told, "2026-02-01", "2026-02-03")
    assert len(found) == 4
    assert all(one.was is None for one in found.values())
    assert differences(told, "2026-02-04", "2026-03") == {}


def test_a_query_has_to_hold_at_each_moment(told: Path) -> None:
    found = differences(told, "2026-02-03", "2026-02-05", parse("act:CONSULT/visit"))
    assert found[CHANGED.id].now is None
    assert FOUND.id not in found


def test_between_two_coders_only_articles_of_both_count(told: Path) -> None:
    with open_ledger(told) as book:
        found = {one.event.id: one for one in book.diff(Query(), "coder-1", "coder-2", coders=True)}
    assert set(found) == {CHANGED.id, DROPPED.id, FOUND.id}
    assert found[CHANGED.id].fields == ("confidence", "modes")


def test_the_feed_tells_what_was_dropped(told: Path) -> None:
    with open_ledger(told) as book:
        (gone,) = [change for change in book.changes() if change.kind == "dropped" and change.id == DROPPED.id]
    assert (gone.at, gone.what) == ("2026-02-04T12:00:00Z", "coder-2")


@pytest.mark.parametrize(
    ("first", "second", "coders", "wrong"),
    [
        ("2026-03", "2026-02", False, "later than"),
        ("coder-1", "coder-9", True, "'coder-9' coded nothing here; there are: coder-1, coder-2"),
    ],
)
def test_what_cannot_be_compared_is_refused(told: Path, first: str, second: str, coders: bool, wrong: str) -> None:
    with open_ledger(told) as book, pytest.raises(UsageError, match=wrong):
        book.diff(Query(), first, second, coders=coders)
