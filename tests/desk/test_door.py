"""What pages are given of what was made before. All that is told is invented."""

import time
from pathlib import Path

from harmattan.desk.cache import Cache
from harmattan.desk.door import Door
from harmattan.ledger.judgements import made
from tests.desk.desk import CLOCK
from tests.ledger.build import RUN, page
from tests.relationships.ledgers import filled


def test_what_took_long_stands_while_the_ledger_grows_and_never_after_a_judgement(tmp_path: Path) -> None:
    with filled(tmp_path / "l.sqlite") as book:
        door = Door(book, Cache(book.state, fresh=0), tmp_path, clock=lambda: CLOCK)
        begun: list[str] = []

        def slow() -> int:
            begun.append("")
            time.sleep(0.2)
            return len(begun)

        assert door.soon("number", slow) == 1
        book.add(page(), RUN)
        assert door.soon("number", slow) == 1
        event = book.events()[0]
        book.judge(made("reject", event.id, (), at="2026-02-02T09:00:00Z", by="Ann", reason=""))
        assert door.soon("number", slow) == 2
