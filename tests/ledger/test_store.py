import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from harmattan.errors import LedgerError
from harmattan.ledger import Added, Ledger, default_path, open_ledger
from harmattan.ledger.migrations import MIGRATIONS
from harmattan.records import Annotations, Coded, Due, Refusal, Run, Span, Told
from tests.ledger.build import RUN, article, coded, page, runs

# The same coder, once more.
LATER_RUN = Run("run-3", "2026-03-02T00:00:00Z", RUN.coder, RUN.codebook)
LATER = Run("run-2", "2026-03-01T00:00:00Z", "coder-2", "plover-1")


def test_what_was_added_comes_back(ledger: Ledger) -> None:
    given_page = page(events=2)
    assert ledger.add(given_page, RUN) == Added(article_new=True, events_new=2, events_known=0)
    assert ledger.article(given_page.article.id) == given_page.article
    assert ledger.event(given_page.annotations.events[0].id) == given_page.annotations.events[0]
    assert ledger.coded(given_page.article.id) == given_page


def test_many_articles_come_back_each_as_last_read(ledger: Ledger) -> None:
    one, other = page(1), page(2)
    ledger.add_all([one, other], RUN)
    again = replace(one, article=replace(one.article, title=Told("Another title", "html")))
    ledger.add(again, LATER)
    asked = [one.article.id, other.article.id, "art-none"]
    assert ledger.articles(asked) == {id_: ledger.article(id_) for id_ in asked[:2]}
    assert ledger.articles(asked)[one.article.id].title == Told("Another title", "html")
    assert ledger.articles([]) == {}


def test_many_events_come_back_each_as_last_coded(ledger: Ledger) -> None:
    pages = [page(number, events=2) for number in range(3)]
    ledger.add_all(pages, RUN)
    first = pages[0].annotations.events[0]
    newer = replace(first, coder="coder-2", confidence=0.25)
    ledger.add(replace(pages[0], annotations=replace(pages[0].annotations, events=(newer,))), LATER)
    ids = [event.id for one in pages for event in one.annotations.events]
    assert ledger.reports([*ids, "evt-none"]) == {id_: ledger.event(id_) for id_ in ids}
    assert ledger.reports([first.id])[first.id].confidence == 0.25


def test_a_masthead_is_an_article_without_its_text(ledger: Ledger) -> None:
    one = page(1)
    ledger.add(one, RUN)
    read = replace(one.article, site=Told("The Post", "meta"), published=Told("2026-03-04", "meta"))
    ledger.add(replace(one, article=read), LATER)
    [found] = ledger.mastheads([read.id, "art-none"]).values()
    assert (found.id, found.content_hash, found.source, found.text) == (read.id, read.content_hash, read.source, "")
    assert found.url == (read.canonical_url or read.url)
    assert [told and told.value for told in (found.site, found.title, found.published)] == [
        "The Post", read.title and read.title.value, "2026-03-04",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("empty") / "empty.sqlite"
    with open_ledger(file):
        pass
    return file


@settings(max_examples=100, deadline=None)
@given(given_page=coded(), run=runs)
def test_any_sound_page_comes_back_equal(empty: Path, given_page: Coded, run: Run) -> None:
    file = empty.with_name("copy.sqlite")
    shutil.copyfile(empty, file)
    with open_ledger(file) as ledger:
        ledger.add(given_page, run)
        before = ledger.counts()
        again = ledger.add(given_page, replace(run, id=run.id + "-again"))
        assert (again.article_new, again.events_new) == (False, 0)
        assert ledger.counts() == before
    with open_ledger(file) as ledger:
        assert ledger.coded(given_page.article.id) == given_page
        assert ledger.runs() == [run]
        assert {event.id: event for event in ledger.events()} == {e.id: e for e in given_page.annotations.events}
        assert ledger.problems() == []


def test_what_is_not_there_is_none(ledger: Ledger) -> None:
    assert ledger.article("art-0") is None
    assert ledger.event("evt-0") is None
    assert ledger.coded("art-0") is None
    assert ledger.events() == []


def test_the_same_page_twice_adds_nothing(ledger: Ledger) -> None:
    ledger.add(page(events=3), RUN)
    before = ledger.counts()
    assert ledger.add(page(events=3), RUN) == Added(False, 0, 3)
    assert ledger.counts() == before


def test_the_same_page_fetched_again_by_another_name_adds_nothing(ledger: Ledger) -> None:
    first = page()
    ledger.add(first, RUN)
    before = ledger.counts()
    moved = replace(first.article, source="elsewhere.html", fetched_at="2026-02-04T00:00:00Z")
    ledger.add(replace(first, article=moved), replace(RUN, id="run-9"))
    assert ledger.counts() == before


def test_a_better_reading_is_kept_beside_the_first(ledger: Ledger) -> None:
    first = page()
    ledger.add(first, RUN)
    better = replace(first.article, byline=Told("A. Reporter", "html"))
    assert ledger.add(replace(first, article=better), RUN) == Added(False, 0, 1)
    assert ledger.article(better.id) == better
    assert ledger.counts()["readings"] == 2


def test_another_coder_adds_its_word_beside_the_first(ledger: Ledger) -> None:
    first = page()
    ledger.add(first, RUN)
    told = replace(first.annotations.events[0], type="AGREE", modes=(), coder=LATER.coder)
    recoded = replace(first, annotations=replace(first.annotations, events=(told,)))
    assert ledger.add(recoded, LATER) == Added(False, 1, 0)
    assert ledger.event(told.id) == told
    assert ledger.events() == [told]
    assert ledger.coded(first.article.id) == recoded
    assert ledger.counts()["events"] == 2


def test_further_events_of_a_known_page_are_added(ledger: Ledger) -> None:
    ledger.add(page(events=1), RUN)
    assert ledger.add(page(events=2), RUN) == Added(False, 1, 1)


def test_a_page_read_again_fills_in_for_when_a_kept_event_is_due(ledger: Ledger) -> None:
    given_page = page(events=2)
    ledger.add(given_page, RUN)
    first, second = given_page.annotations.events
    told = replace(first, due=Due(first.trigger, "2026-05-12", "day", "on"))
    again = replace(given_page, annotations=replace(given_page.annotations, events=(told, second)))
    assert ledger.add(again, LATER_RUN) == Added(article_new=False, events_new=0, events_known=2)
    assert ledger.event(first.id) == told
    assert ledger.event(second.id) == second
    # What is told once stays: nothing kept is changed.
    moved = replace(told, due=Due(first.trigger, "2026-06-01", "day", "on"))
    ledger.add(replace(given_page, annotations=replace(given_page.annotations, events=(moved, second))), LATER_RUN)
    assert ledger.event(first.id) == told
    assert ledger.problems() == []


def test_a_page_read_again_fills_in_how_sure_a_kept_event_is_as_a_whole(ledger: Ledger) -> None:
    given_page = page(events=2)
    ledger.add(given_page, RUN)
    first, second = given_page.annotations.events
    for told in (0.4, 0.7):
        sure = replace(first, row_confidence=told)
        again = replace(given_page, annotations=replace(given_page.annotations, events=(sure, second)))
        ledger.add(again, LATER_RUN)
        # What is told once stays: nothing kept is changed.
        assert ledger.event(first.id) == replace(first, row_confidence=0.4)
    assert ledger.event(second.id) == second
    assert ledger.problems() == []


def test_a_page_without_events_is_kept(ledger: Ledger) -> None:
    ledger.add(page(events=0), RUN)
    assert ledger.coded(page().article.id) == page(events=0)


def test_a_span_outside_the_text_is_not_written(ledger: Ledger) -> None:
    first = page()
    wrong = replace(first.annotations.events[0], trigger=Span(5, 5000))
    with pytest.raises(LedgerError, match="holds no words"):
        ledger.add(replace(first, annotations=Annotations(first.article.id, events=(wrong,))), RUN)
    assert {name: count for name, count in ledger.counts().items() if count} == {"migrations": len(MIGRATIONS)}


def test_a_text_that_does_not_match_its_hash_is_not_written(ledger: Ledger) -> None:
    first = page()
    with pytest.raises(LedgerError, match="does not match its hash"):
        ledger.add(replace(first, article=replace(first.article, text=first.article.text + "!")), RUN)


def test_a_confidence_that_is_no_number_is_not_written(ledger: Ledger) -> None:
    first = page()
    wrong = replace(first.annotations.events[0], confidence=float("nan"))
    with pytest.raises(LedgerError, match="no number"):
        ledger.add(replace(first, annotations=Annotations(first.article.id, events=(wrong,))), RUN)


def test_an_article_id_is_never_reused_for_another_text(ledger: Ledger) -> None:
    ledger.add(page(), RUN)
    other = replace(article(text="Other\nThe envoy of Norland flew to Bamako on Monday."), id=page().article.id)
    with pytest.raises(LedgerError, match="another text"):
        ledger.add(Coded(other, Annotations(other.id)), RUN)


def test_an_event_id_is_never_reused_for_another_article(ledger: Ledger) -> None:
    ledger.add(page(1), RUN)
    second = page(2)
    stolen = replace(second.annotations.events[0], id=page(1).annotations.events[0].id)
    with pytest.raises(LedgerError, match="another article"):
        ledger.add(replace(second, annotations=Annotations(second.article.id, events=(stolen,))), RUN)
    assert ledger.article(second.article.id) is None


def test_a_run_id_is_never_reused_for_another_run(ledger: Ledger) -> None:
    ledger.add(page(1), RUN)
    with pytest.raises(LedgerError, match="another run"):
        ledger.add(page(2), replace(RUN, coder="other"))


def test_refusals_are_kept_once_a_run(ledger: Ledger) -> None:
    refusal = Refusal("page.html", "empty file")
    ledger.refuse(refusal, RUN)
    ledger.refuse(refusal, RUN)
    ledger.refuse(refusal, LATER)
    assert ledger.refusals() == [refusal, refusal]


def test_find_takes_a_beginning_of_an_id(ledger: Ledger) -> None:
    ledger.add(page(1, events=2), RUN)
    id_ = page(1).article.id
    assert ledger.find(id_[:9]) == [id_]
    assert ledger.find("evt-") == sorted(event.id for event in page(1, events=2).annotations.events)
    assert ledger.find("evt-", limit=1) == ledger.find("evt-")[:1]
    assert ledger.find("%") == ledger.find("_") == []


def test_counts_name_every_table(ledger: Ledger) -> None:
    ledger.add(page(1, events=2), RUN)
    counts = ledger.counts()
    assert (counts["articles"], counts["events"], counts["runs"], counts["refusals"]) == (1, 2, 1, 0)


TABLES = ("runs", "articles", "readings", "codings", "events", "parties", "spans", "coded", "refusals", "migrations")


@pytest.mark.parametrize("table", TABLES)
def test_no_row_can_be_changed_or_deleted(file: Path, file_ledger: Ledger, table: str) -> None:
    first = replace(page(), refusals=(Refusal("here", "why"),))
    file_ledger.add(first, RUN)
    with closing(sqlite3.connect(file)) as raw:
        column = raw.execute(f"SELECT name FROM pragma_table_info('{table}')").fetchone()[0]
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column}"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                raw.execute(statement)


def test_a_row_cannot_be_replaced_either(file_ledger: Ledger) -> None:
    """SQLite skips the guard against DELETE here unless recursive triggers are on."""
    file_ledger.add(page(), RUN)
    with pytest.raises(LedgerError, match="append-only: events"), file_ledger._writing() as connection:
        connection.exec_driver_sql("INSERT OR REPLACE INTO events SELECT * FROM events")


def test_times_come_from_the_clock(file: Path, file_ledger: Ledger) -> None:
    file_ledger.add(page(), RUN)
    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("SELECT recorded_at FROM events").fetchone() == ("2026-02-03T12:00:00Z",)


def test_none_opens_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    with open_ledger(None) as ledger:
        assert ledger.name == str(default_path())
        assert default_path().is_file()


def test_a_memory_name_is_a_file_like_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_ledger(":memory:") as ledger:
        ledger.add(page(), RUN)
    with open_ledger(":memory:") as ledger:
        assert ledger.counts()["articles"] == 1


def _refused(path: Path | str, reason: str) -> None:
    with pytest.raises(LedgerError, match=reason) as raised, open_ledger(path, patience=0.1):
        pass
    assert "\n" not in str(raised.value)
    assert str(path) in str(raised.value)


def test_a_file_that_is_no_database_is_refused_and_left_alone(file: Path) -> None:
    file.write_bytes(b"\x89PNG" * 1000)
    _refused(file, "no SQLite database")
    assert file.read_bytes() == b"\x89PNG" * 1000


def test_a_folder_is_refused(tmp_path: Path) -> None:
    _refused(tmp_path, "not a file")


def test_a_path_below_a_file_is_refused(file: Path) -> None:
    file.write_text("a file")
    _refused(file / "ledger.sqlite", "cannot open ledger")


@pytest.mark.parametrize("path", ["mysql://host/base", "sqlite:///x"])
def test_an_address_is_refused(path: str) -> None:
    _refused(path, "not a path")


def test_a_database_of_another_program_is_refused_and_left_alone(file: Path) -> None:
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("CREATE TABLE migrations (number INTEGER)")
    before = file.read_bytes()
    _refused(file, "another program")
    assert file.read_bytes() == before


def test_a_newer_schema_is_refused(file: Path) -> None:
    with open_ledger(file):
        pass
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("INSERT INTO migrations VALUES (999, 'future', '2030-01-01T00:00:00Z')")
    _refused(file, r"newer Harmattan wrote it \(schema 999")


def test_a_locked_ledger_can_be_read_and_says_so_when_written(file: Path) -> None:
    with open_ledger(file, patience=0.1) as ledger, closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        assert ledger.events() == []
        with pytest.raises(LedgerError, match="locked by another process"):
            ledger.add(page(), RUN)
        raw.execute("ROLLBACK")
        assert ledger.add(page(), RUN).article_new


# Holds the lock as an import does, says so, and gives it back after a while.
HOLDER = """
import sqlite3, sys, time
raw = sqlite3.connect(sys.argv[1], isolation_level=None)
raw.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
raw.execute("ROLLBACK")
"""


@contextmanager
def _held(file: Path, seconds: float) -> Iterator[None]:
    command = [sys.executable, "-c", HOLDER, str(file), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        yield


def test_a_writer_with_patience_waits_for_another_and_says_so_once(file: Path) -> None:
    told: list[str] = []
    with open_ledger(file, patience=20.0, told=told.append) as ledger:
        assert ledger.add(page(), RUN).article_new
        assert told == []
    with open_ledger(file, patience=1.0, told=told.append) as ledger, _held(file, 0.6):
        assert ledger.add(page(2), RUN).article_new
    assert told == [f"waiting for ledger {file}: it is locked by another process"]
    with open_ledger(file) as ledger:
        assert (ledger.counts()["articles"], ledger.problems()) == (2, [])


def test_what_fails_while_it_is_written_is_not_tried_again(file: Path) -> None:
    told: list[str] = []
    with open_ledger(file, patience=1.0, told=told.append) as ledger:
        ledger.add(page(), RUN)
        other = replace(page().article, text="another text")
        with pytest.raises(LedgerError, match="not written"):
            ledger.add(replace(page(), article=other), RUN)
    assert told == []


def test_a_new_file_locked_by_another_process_is_refused(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute("BEGIN EXCLUSIVE")
        _refused(file, "locked by another process")


@contextmanager
def _ordinary_user() -> Iterator[None]:
    """Permissions do not bind the administrator: become nobody for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def shared_file() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        with open_ledger(folder / "ledger.sqlite") as ledger:
            ledger.add(page(), RUN)
        yield folder / "ledger.sqlite"
        folder.chmod(0o777)


def test_a_read_only_file_can_be_read_and_says_so_when_written(shared_file: Path) -> None:
    shared_file.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    with _ordinary_user(), open_ledger(shared_file) as ledger:
        assert len(ledger.events()) == 1
        with pytest.raises(LedgerError, match="read-only"):
            ledger.add(page(2), RUN)


def test_an_unreadable_file_is_refused(shared_file: Path) -> None:
    shared_file.chmod(0)
    with _ordinary_user():
        _refused(shared_file, "cannot be opened")


def test_a_read_only_folder_is_refused(shared_file: Path) -> None:
    shared_file.parent.chmod(0o555)
    with _ordinary_user():
        _refused(shared_file, "read-only")


def test_a_folder_that_may_not_be_entered_is_refused(shared_file: Path) -> None:
    shared_file.parent.chmod(0o600)
    with _ordinary_user():
        _refused(shared_file, "Permission denied")


def test_the_home_of_nobody_is_refused() -> None:
    _refused("~no-such-user/ledger.sqlite", "home")


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "new" / "folder" / "ledger.sqlite"):
        assert (tmp_path / "new" / "folder" / "ledger.sqlite").is_file()


def test_an_error_in_the_caller_is_not_dressed_up(file: Path) -> None:
    with pytest.raises(ZeroDivisionError), open_ledger(file):
        raise ZeroDivisionError


def test_importing_the_package_does_not_load_the_database_library() -> None:
    code = "import harmattan.ledger, sys; sys.exit('sqlalchemy' in sys.modules or 'zstandard' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_an_unknown_name_of_the_package_is_an_error() -> None:
    import harmattan.ledger

    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = harmattan.ledger.nothing  # type: ignore[attr-defined]


def test_a_clock_set_back_does_not_put_rows_before_those_that_were_there(file: Path) -> None:
    moments = iter(["2026-02-03T12:00:00Z"] * (len(MIGRATIONS) + 1) + ["2026-01-01T00:00:00Z"] * 2)
    with open_ledger(file, clock=lambda: next(moments)) as ledger:
        ledger.add(page(1), RUN)
        ledger.add(page(2), RUN)
        assert {change.at for change in ledger.changes()} == {"2026-02-03T12:00:00Z"}
    with open_ledger(file, clock=lambda: "2026-02-01T00:00:00Z") as ledger:
        assert ledger.problems() == [
            "the newest record is stamped 2026-02-03T12:00:00Z, which is still to come: a clock was wrong"
        ]


# Adds pages until no file may grow any more, as on a full disk, and prints the line that says so.
FULL = """
import resource, sys
from harmattan.errors import LedgerError
from harmattan.ledger import open_ledger
from tests.ledger.build import RUN, page
with open_ledger(sys.argv[1]) as ledger:
    ledger.add(page(0), RUN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
    try:
        for number in range(1, 10_000):
            ledger.add(page(number, events=20), RUN)
            print(number, flush=True)
    except LedgerError as error:
        print(error)
"""


def test_a_full_disk_is_told_and_nothing_that_was_safe_is_lost(file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(file)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=True,
    )
    *safe, told = done.stdout.splitlines()
    assert told.startswith(f"cannot use ledger {file}: the disk ")
    with open_ledger(file) as ledger:
        assert ledger.problems() == []
        for number in (0, *map(int, safe)):
            assert ledger.coded(page(number).article.id) is not None
        assert ledger.add(page(20_000), RUN).article_new


def test_a_database_that_may_not_grow_is_full(file: Path) -> None:
    with open_ledger(file) as ledger:
        ledger.add(page(0), RUN)
        with ledger._reading() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(LedgerError, match="the disk is full"):
            ledger.add_all([page(number, events=20) for number in range(1, 200)], RUN)
        assert ledger.problems() == []
