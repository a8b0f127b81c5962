import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from harmattan.ledger import check, open_ledger, packing
from harmattan.ledger.judgements import made
from harmattan.records import Annotations, Block, Doubt, Label, Mention, Span
from tests.ledger.build import RUN, page


@pytest.fixture
def damaged(file: Path) -> Path:
    """A ledger with two pages, whose guards somebody has taken off."""
    with open_ledger(file) as ledger:
        ledger.add(page(1, events=2), RUN)
        ledger.add(page(2, events=2), RUN)
    return file


def _harm(file: Path, *statements: str, values: tuple[object, ...] = ()) -> list[str]:
    with closing(sqlite3.connect(file)) as raw, raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            raw.execute(statement, values)
    with open_ledger(file) as ledger:
        return [line for line in ledger.problems() if "guard" not in line]


def test_a_sound_ledger_has_no_problems(damaged: Path) -> None:
    with open_ledger(damaged) as ledger:
        assert ledger.problems() == []


def test_a_missing_guard_is_found(damaged: Path) -> None:
    with closing(sqlite3.connect(damaged)) as raw:
        raw.execute("DROP TRIGGER events_never_update")
    with open_ledger(damaged) as ledger:
        assert ledger.problems() == ["the guard events_never_update is gone: rows may have been changed"]


def test_a_changed_text_is_found(damaged: Path) -> None:
    text = packing.pack(page(1).article.text.replace("Monday", "Friday"))
    found = _harm(damaged, "UPDATE articles SET text = ? WHERE number = 1", values=(text,))
    assert any("does not match its hash" in line for line in found)
    assert any("keeps other words" in line for line in found)


def test_a_moved_span_is_found(damaged: Path) -> None:
    found = _harm(damaged, "UPDATE spans SET start = start + 1 WHERE event = 3 AND part = 'trigger'")
    assert [line.split(" keeps ")[0] for line in found] == [f"event {page(2).annotations.events[0].id}"]


def test_a_span_outside_the_text_is_found(damaged: Path) -> None:
    assert any("holds no words" in line for line in _harm(damaged, "UPDATE parties SET stop = 9999 WHERE event = 1"))


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE judgements SET told = '[\"type\"]' WHERE number = 1", "damaged: a field without its value"),
        ("UPDATE judgements SET told = 'x' WHERE number = 1", "damaged"),
        ("UPDATE judgements SET subject = 'ev-none' WHERE number = 1", "is on ev-none, which is not there"),
    ],
)
def test_a_damaged_judgement_is_found(damaged: Path, statement: str, problem: str) -> None:
    (subject, *_) = (event.id for event in page(1, events=2).annotations.events)
    with open_ledger(damaged) as ledger:
        accepted = made("accept", subject, [], at="2026-05-01T10:00:00Z", by="ann", reason="")
        ledger.judge(accepted)
        ledger.judge(made("withdraw", accepted.id, [], at="2026-05-02T10:00:00Z", by="ann", reason=""))
        assert ledger.problems() == []
    (line,) = _harm(damaged, statement)
    assert problem in line


def test_days_that_are_not_those_of_the_time_told_are_found(damaged: Path) -> None:
    found = _harm(damaged, "UPDATE events SET time = '2024-03', first_day = '2024-04-01' WHERE number = 1")
    assert len(found) == 1
    assert "tells 2024-03 and is listed from 2024-04-01 to " in found[0]


def test_a_text_that_cannot_be_unpacked_is_found_and_the_rest_is_checked(damaged: Path) -> None:
    found = _harm(damaged, "UPDATE articles SET text = x'00'", "UPDATE spans SET stop = 9999 WHERE event = 3")
    assert len(found) == 2
    assert all("damaged" in line for line in found)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE readings SET details = x'00' WHERE number = 1", "damaged"),
        ("UPDATE codings SET details = x'00' WHERE number = 1", "damaged"),
        ("UPDATE events SET modes = 'x' WHERE number = 1", "damaged"),
        ("UPDATE events SET factuality = 'x' WHERE number = 1", "no known factuality"),
        ("UPDATE events SET article = 99 WHERE number = 1", "names a row of articles that is not there"),
        ("DELETE FROM spans WHERE event = 1 AND part = 'trigger'", "lost its trigger"),
        ("DELETE FROM readings WHERE number = 1", "has no reading"),
        ("UPDATE coded SET event = 3 WHERE coding = 1 AND ordinal = 0", "a coding of"),
        ("UPDATE articles SET content_hash = 'x' WHERE number = 1", "does not match its hash"),
    ],
)
def test_each_kind_of_damage_is_found(damaged: Path, statement: str, words: str) -> None:
    assert any(words in line for line in _harm(damaged, "PRAGMA foreign_keys = OFF", statement))


def _edit_page(file: Path, name: str, old: bytes, new: bytes) -> None:
    """Change the bytes of the first page of a table or index behind SQLite's back."""
    with closing(sqlite3.connect(file)) as raw:
        (root,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    with file.open("r+b") as opened:
        opened.seek((root - 1) * 4096)
        page_bytes = opened.read(4096)
        opened.seek((root - 1) * 4096)
        opened.write(page_bytes.replace(old, new, 1))


def test_an_index_that_does_not_match_its_table_is_found(damaged: Path) -> None:
    _edit_page(damaged, "events_type", b"CONSULT", b"CONSULX")
    with open_ledger(damaged) as ledger:
        found = ledger.problems()
    assert found
    assert all(line.startswith("integrity: ") for line in found)


def test_a_page_that_sqlite_cannot_read_is_a_problem_and_no_error(damaged: Path) -> None:
    with closing(sqlite3.connect(damaged)) as raw:
        (root,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'spans'").fetchone()
    with damaged.open("r+b") as opened:
        opened.seek((root - 1) * 4096)
        opened.write(b"\xff" * 4096)
    with open_ledger(damaged) as ledger:
        assert ledger.problems()[-1].endswith("it is damaged")


def test_faults_of_a_page_name_what_is_wrong() -> None:
    sound = page()
    assert list(check.faults(sound)) == []
    annotations = Annotations("art-other", mentions=(Mention(Span(0, 999), "person", float("inf")),))
    found = "\n".join(check.faults(replace(sound, annotations=annotations)))
    assert "annotations are of 'art-other'" in found
    assert "span outside the text: 0..999" in found
    assert "score that is no number" in found


def test_faults_find_blocks_doubts_and_doubles() -> None:
    sound = page()
    blocks = (Block(Label.PARAGRAPH, Span(-1, 3)),)
    told = sound.annotations.events[0]
    annotations = Annotations(sound.article.id, events=(told, told), doubts=(Doubt("x", "y", Span(5, 2)),))
    found = "\n".join(
        check.faults(replace(sound, article=replace(sound.article, blocks=blocks), annotations=annotations))
    )
    assert "has a span outside its text: -1..3" in found
    assert "span outside the text: 5..2" in found
    assert f"event {told.id} is there 2 times" in found
