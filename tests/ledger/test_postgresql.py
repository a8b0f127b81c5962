"""What only a server can be asked. Everything else is asked of both databases through the fixture ``ledger``."""

import threading
from contextlib import closing

import pytest

from harmattan.cli.main import run
from harmattan.errors import LedgerError, UsageError
from harmattan.ledger import Ledger, migrations, open_ledger, schema
from harmattan.records import Coded, Run
from tests.ledger.build import RUN, page

psycopg = pytest.importorskip("psycopg")


def test_the_tables_are_those_of_the_schema_and_guarded(address: str) -> None:
    with open_ledger(address) as ledger:
        assert ledger.problems() == []
        names, rows = ledger.ask("select table_name from information_schema.tables where table_schema = 'test'")
    assert names == ["table_name"]
    assert {row[0] for row in rows} == {*schema.metadata.tables, "event_words", "page_words"}


@pytest.mark.parametrize("act", ["UPDATE events SET type = 'AID'", "DELETE FROM events", "TRUNCATE events CASCADE"])
def test_no_row_can_be_changed_or_deleted(address: str, act: str) -> None:
    with open_ledger(address) as ledger:
        ledger.add(page(), RUN)
        with closing(psycopg.connect(address)) as raw, pytest.raises(psycopg.Error, match="append-only"):
            raw.execute(act)
        assert len(ledger.events()) == 1


def test_a_guard_that_is_gone_is_told(address: str) -> None:
    with open_ledger(address) as ledger:
        with closing(psycopg.connect(address, autocommit=True)) as raw:
            raw.execute("DROP TRIGGER events_never_update ON events")
        assert ledger.problems() == ["the guard events_never_update is gone: rows may have been changed"]


def test_tables_of_another_program_are_refused_and_left_alone(address: str) -> None:
    with closing(psycopg.connect(address, autocommit=True)) as raw:
        raw.execute("CREATE TABLE migrations (number bigint)")
        with pytest.raises(LedgerError, match="another program"), open_ledger(address):
            pass
        assert raw.execute("SELECT count(*) FROM migrations").fetchone() == (0,)


def test_a_newer_schema_is_refused(address: str) -> None:
    with open_ledger(address):
        pass
    with closing(psycopg.connect(address, autocommit=True)) as raw:
        raw.execute(f"INSERT INTO migrations VALUES ({len(migrations.MIGRATIONS) + 1}, 'next', 'x')")
    with pytest.raises(LedgerError, match="a newer Harmattan"), open_ledger(address):
        pass


def test_a_server_that_is_not_there_is_told_in_one_line_without_the_password() -> None:
    with pytest.raises(LedgerError, match="cannot be reached") as raised, open_ledger(
        "postgresql://ann:secret@127.0.0.1:9/none"
    ):  # fmt: skip
        pass
    assert "secret" not in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_waiting_writer_gives_up_in_time_and_readers_do_not_wait(address: str) -> None:
    with open_ledger(address) as ledger:
        ledger.add(page(), RUN)
        with ledger._writing(), open_ledger(address, patience=0.2) as other:
            assert len(other.events()) == 1
            with pytest.raises(LedgerError, match="locked by another process"):
                other.add(page(2), RUN)
        assert ledger.add(page(2), RUN).article_new


def test_two_writers_and_a_reader_lose_nothing(address: str) -> None:
    def write(first: int) -> None:
        with open_ledger(address) as mine:
            for number in range(first, first + 20):
                mine.add(page(number, events=2), Run(f"run-{first}", "2026-02-03T00:00:00Z", "coder-1", "plover-1"))

    with open_ledger(address) as ledger:
        writers = [threading.Thread(target=write, args=(first,)) for first in (0, 10)]
        for one in writers:
            one.start()
        seen = 0
        while any(one.is_alive() for one in writers):
            now = len(ledger.events(limit=1000))
            assert now >= seen
            assert now % 2 == 0
            seen = now
        assert len(ledger.events(limit=1000)) == 60
        assert ledger.problems() == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("delete from events", "read-only"),
        ("select nothing_such", "cannot be answered"),
        ("select pg_sleep(5)", "took longer than 0.1 s"),
        ("commit; drop table dyads", "multiple commands"),
        ("select set_config('transaction_read_only', 'off', false)", "cannot be answered"),
    ],
)
def test_what_is_no_harmless_question_is_refused(address: str, query: str, told: str) -> None:
    with open_ledger(address) as book:
        book.add(page(), RUN)
        with pytest.raises(UsageError, match=told):
            book.ask(query, seconds=0.1)
        assert len(book.events()) == 1


def test_a_batch_is_written_whole_or_not_at_all(ledger: Ledger) -> None:
    good = [page(number) for number in range(3)]
    bad = Coded(page(7).article, page(8).annotations)
    with pytest.raises(LedgerError, match="not written"):
        ledger.add_all([*good, bad], RUN)
    assert ledger.counts()["articles"] == 0
    assert [one.article_new for one in ledger.add_all([*good, good[0]], RUN)] == [True, True, True, False]
    assert ledger.counts()["articles"] == 3


def test_who_may_only_read_lists_acts(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    with open_ledger(address) as ledger:
        ledger.add(page(), RUN)
    with closing(psycopg.connect(address, autocommit=True)) as raw:
        raw.execute("DROP ROLE IF EXISTS reader")
        raw.execute("CREATE ROLE reader LOGIN")
        raw.execute("GRANT USAGE ON SCHEMA test TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA test TO reader")
    reader = address.replace("://harmattan@", "://reader@")
    assert run(["events", "by:events", "--ledger", reader, "--json"]) == 0
    captured = capsys.readouterr()
    assert "not joined: " in captured.err
    assert "access is denied" in captured.err
    assert len(captured.out.splitlines()) == 1
