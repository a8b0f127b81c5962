"""A look at a pair: what was read of it is the same whatever days are looked at."""

from pathlib import Path

from harmattan.asking import known
from harmattan.ledger import Ledger
from harmattan.relationships.look import look
from tests.ledger.build import RUN
from tests.relationships import ledgers

WEEKS = ("2025-02", "2025-03"), ("2025-06", "2025-11"), ("2025-09", None), (None, "2025-03"), (None, None)


def read(book: Ledger, since: str | None, until: str | None) -> dict[str, int]:
    days = (None if since is None else f"{since}-01"), (None if until is None else f"{until}-01")
    return dict(look(book, known().pair("NOR", "MLI"), days).coverage)


def test_an_outlet_that_told_of_the_pair_once_counts_as_read_whatever_days_are_asked_for(tmp_path: Path) -> None:
    with ledgers.filled(tmp_path / "ledger.sqlite") as book:
        # It told of the pair in February alone, and goes on to be read; the other never told of it.
        other = ledgers.act("France praised a band.", "praised", "SUPPORT", "2025-10-06", ledgers.FRANCE, ledgers.BAND)
        book.add_all([ledgers.page(f"Of {one}", "2025-10-07", one, other) for one in ("bamako-wire", "sport")], RUN)
        found = [read(book, *asked) for asked in WEEKS]
        assert found[0]["2025-W41"] == 1
        assert "2025-W09" not in found[0]
        assert found == found[:1] * len(WEEKS)


def test_a_look_at_the_past_counts_the_outlets_of_then(tmp_path: Path) -> None:
    with ledgers.filled(tmp_path / "ledger.sqlite") as book:
        assert read(book.past("2020"), "2025-06", None) == {}
