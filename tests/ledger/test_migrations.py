import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import OperationalError

from harmattan.ledger import Ledger, migrations, open_ledger, schema, store
from tests.ledger.build import RUN, page


def _shape(file: Path) -> dict[str, object]:
    """Return columns, keys and indexes of every table, whatever the wording of the SQL."""
    shape: dict[str, object] = {}
    with closing(sqlite3.connect(file)) as raw:
        for (table,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
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
    assert _shape(file) == _shape(tmp_path / "direct.sqlite")


def test_every_table_is_guarded() -> None:
    assert {table for step in migrations.MIGRATIONS for table in step.tables} == set(schema.metadata.tables)


def test_numbers_rise_from_one() -> None:
    numbers = [step.number for step in migrations.MIGRATIONS]
    assert numbers[0] == 1
    assert numbers == sorted(set(numbers))


def test_a_step_that_comes_late_is_taken_after_one_of_a_higher_number(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = migrations.MIGRATIONS
    monkeypatch.setattr(migrations, "MIGRATIONS", (*steps[:-2], steps[-1]))
    with open_ledger(file) as ledger:
        assert len(ledger.problems()) == 0
    monkeypatch.undo()
    with open_ledger(file) as ledger:
        assert ledger.problems() == []
        assert ledger.counts()["migrations"] == len(steps)


def test_asking_what_is_pending_writes_nothing(file: Path) -> None:
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        assert migrations.applied(connection) == []
        assert migrations.pending(connection) == list(migrations.MIGRATIONS)
    engine.dispose()
    assert file.stat().st_size == 0


def test_a_step_taken_is_recorded_and_not_taken_again(file: Path, ledger: Ledger) -> None:
    ledger.add(page(), RUN)
    with open_ledger(file) as again:
        assert again.counts()["articles"] == 1
        assert again.counts()["migrations"] == len(migrations.MIGRATIONS)


def _engine(file: Path) -> Engine:
    engine = create_engine(f"sqlite:///{file}")
    event.listen(engine, "connect", store._set_up)
    event.listen(engine, "begin", store._begin)
    return engine


def test_a_step_that_fails_leaves_nothing_behind(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    step = migrations.MIGRATIONS[0]
    broken = [*step.statements()[:5], "CREATE TABLE nonsense ("]
    monkeypatch.setattr(migrations.Migration, "statements", lambda _: broken)
    engine = _engine(file)
    with pytest.raises(OperationalError), engine.begin() as connection:
        migrations.take(connection, step, lambda: "2026-02-03T12:00:00Z")
    with engine.connect() as connection:
        assert migrations.applied(connection) == []
    engine.dispose()
    monkeypatch.undo()
    with open_ledger(file) as ledger:
        assert ledger.problems() == []
