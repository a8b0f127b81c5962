import sqlite3
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import OperationalError

from harmattan.codebook.loader import MUTUAL
from harmattan.ledger import Ledger, lookup, migrations, open_ledger, schema, sqlite
from harmattan.ledger.database import Waits
from harmattan.ledger.query import parse
from harmattan.records import Due, Scheduled
from tests.ledger import told
from tests.ledger.build import RUN, page


def _shape(file: Path) -> dict[str, object]:
    """Return columns, keys and indexes of every table, whatever the wording of the SQL."""
    shape: dict[str, object] = {}
    with closing(sqlite3.connect(file)) as raw:
        for (table,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            if table.startswith(("event_words", "page_words")):  # full-text indexes, which schema.py does not make
                continue
            indexes = raw.execute(f"SELECT name, \"unique\" FROM pragma_index_list('{table}')").fetchall()
            columns = {i: raw.execute(f"SELECT name FROM pragma_index_info('{i[0]}')").fetchall() for i in indexes}
            shape[table] = (
                raw.execute(f"PRAGMA table_info('{table}')").fetchall(),
                raw.execute(f"PRAGMA foreign_key_list('{table}')").fetchall(),
                sorted(columns.items()),
                raw.execute("SELECT wr FROM pragma_table_list WHERE name = ?", (table,)).fetchone(),
            )
    return shape


def test_the_steps_lead_to_the_tables_of_the_schema(tmp_path: Path, file: Path) -> None:
    with open_ledger(file):
        pass
    direct = create_engine(f"sqlite:///{tmp_path / 'direct.sqlite'}")
    schema.metadata.create_all(direct)
    direct.dispose()
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("DROP INDEX events_long")
    assert _shape(file) == _shape(tmp_path / "direct.sqlite")


def test_every_table_is_guarded() -> None:
    assert {table for step in migrations.MIGRATIONS for table in step.tables} == set(schema.metadata.tables)


def test_numbers_run_from_one_without_a_gap() -> None:
    assert [step.number for step in migrations.MIGRATIONS] == list(range(1, len(migrations.MIGRATIONS) + 1))


def test_asking_what_is_pending_writes_nothing(file: Path) -> None:
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        assert migrations.applied(connection) == []
        assert migrations.pending(connection) == list(migrations.MIGRATIONS)
    engine.dispose()
    assert file.stat().st_size == 0


def test_a_step_taken_is_recorded_and_not_taken_again(file: Path, file_ledger: Ledger) -> None:
    file_ledger.add(page(), RUN)
    with open_ledger(file) as again:
        assert again.counts()["articles"] == 1
        assert again.counts()["migrations"] == len(migrations.MIGRATIONS)


def _engine(file: Path) -> Engine:
    engine = create_engine(f"sqlite:///{file}")
    event.listen(engine, "connect", sqlite._set_up)
    event.listen(engine, "begin", partial(sqlite._begin, waits=Waits(1.0)))
    return engine


def test_a_step_that_fails_leaves_nothing_behind(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    step = migrations.MIGRATIONS[0]
    broken = [*step.statements()[:5], "CREATE TABLE nonsense ("]
    monkeypatch.setattr(migrations.Migration, "statements", lambda *_: broken)
    engine = _engine(file)
    with pytest.raises(OperationalError), engine.begin() as connection:
        migrations.take(connection, step, lambda: "2026-02-03T12:00:00Z")
    with engine.connect() as connection:
        assert migrations.applied(connection) == []
    engine.dispose()
    monkeypatch.undo()
    with open_ledger(file) as ledger:
        assert ledger.problems() == []


def test_treaties_written_before_they_had_a_direction_are_found(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signed = told.Act("Both signed a treaty.", "signed", "SUPPORT", (), (told.NORLAND, told.ESTIA))
    praised = told.Act("Norland praised Estia.", "praised", "SUPPORT", (), (told.NORLAND,), (told.ESTIA,))
    with monkeypatch.context() as before:
        before.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:6])
        before.setattr(lookup, "MUTUAL", MUTUAL - {"SUPPORT"})
        with open_ledger(file) as ledger:
            ledger.add(told.coded("Signed", [signed, praised]), RUN)
            assert ledger.pairs(5) == [("EST", "NOR", 1)]
    with open_ledger(file) as ledger:
        assert ledger.pairs(5) == [("EST", "NOR", 2)]
        assert len(ledger.events(parse("between:NOR,EST"))) == 2
        assert ledger.problems() == []


def test_truces_written_before_they_had_a_direction_are_found(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    truce = told.Act("Both kept a truce.", "truce", "RETREAT", ("ceasefire",), (told.NORLAND, told.ESTIA))
    opened = told.Act("Both opened a border post.", "opened", "CONCEDE", (), (told.NORLAND, told.ESTIA))
    with monkeypatch.context() as before:
        before.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:8])
        before.setattr(lookup, "MUTUAL", MUTUAL - {"CONCEDE", "RETREAT"})
        with open_ledger(file) as ledger:
            ledger.add(told.coded("Quiet", [truce, opened]), RUN)
            assert ledger.pairs(5) == []
    with open_ledger(file) as ledger:
        assert ledger.pairs(5) == [("EST", "NOR", 2)]
        assert len(ledger.events(parse("between:NOR,EST"))) == 2
        assert ledger.problems() == []


def test_a_ledger_without_days_that_are_due_takes_the_step(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as before:
        before.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:7])
        engine = _engine(file)
        for step in migrations.MIGRATIONS:
            with engine.begin() as connection:
                migrations.take(connection, step, lambda: "2026-02-03T12:00:00Z")
        engine.dispose()
    given = page()
    due = Due(given.annotations.events[0].trigger, "2026-05-12", "day", "on")
    events = tuple(replace(one, due=due) for one in given.annotations.events)
    with open_ledger(file) as ledger:
        ledger.add(replace(given, annotations=replace(given.annotations, events=events)), RUN)
        assert [one.due for one in ledger.events(parse("due:2026-05"))] == [due]
        assert ledger.events(parse("due:2026-06/..")) == []
        assert len(ledger.events(parse("-due:2026-06/.."))) == 1
        assert ledger.problems() == []


def test_a_ledger_without_row_confidences_takes_the_step(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as before:
        before.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:-1])
        engine = _engine(file)
        for step in migrations.MIGRATIONS:
            with engine.begin() as connection:
                migrations.take(connection, step, lambda: "2026-02-03T12:00:00Z")
        engine.dispose()
    given = page()
    events = tuple(replace(one, row_confidence=0.6) for one in given.annotations.events)
    with open_ledger(file) as ledger:
        ledger.add(replace(given, annotations=replace(given.annotations, events=events)), RUN)
        assert [one.row_confidence for one in ledger.events(parse("row>=.5"))] == [0.6]
        assert ledger.problems() == []


def test_a_ledger_without_days_of_elections_takes_the_step(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = page()
    with monkeypatch.context() as before:
        before.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:9])
        with open_ledger(file) as ledger:
            ledger.add(given, RUN)
    span = given.annotations.events[0].trigger
    day = Scheduled("election", "set", span, span, span, "2026-03-14", "day", "on", "NOR")
    with open_ledger(file) as ledger:
        assert ledger.scheduled() == []
        ledger.add(replace(given, annotations=replace(given.annotations, scheduled=(day,))), RUN)
        assert [(one.article, one.day) for one in ledger.scheduled()] == [(given.article.id, day)]
        assert ledger.scheduled("2026-03-15") == []
        assert ledger.problems() == []
