"""harmattan export and release as a user runs them, over a ledger made by hand."""

import csv
import io
import json
import os
import zipfile
from pathlib import Path
from typing import get_args

import pytest

from harmattan.cli.export import Format
from harmattan.cli.main import run
from harmattan.ledger import open_ledger
from harmattan.ledger.judgements import made
from harmattan.records import Annotations, Coded
from tests.ledger import build
from tests.ledger.exported import article, event

ROOT = Path(__file__).parents[2]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path, clock=lambda: "2026-02-03T12:00:00Z") as book:
        for number in (1, 2):
            act = event(id=f"ev-{number}", article=f"art-{number}")
            book.add(Coded(article(number), Annotations(f"art-{number}", events=(act,))), build.RUN)
    return path


def outcome(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str | Path) -> tuple[int, bytes, list[str]]:
    status = run([str(argument) for argument in arguments])
    captured = capsysbinary.readouterr()
    return status, captured.out, captured.err.decode().splitlines()


@pytest.mark.parametrize("form", sorted(set(get_args(Format)) - {"parquet"}))
def test_every_format_comes_on_standard_output_and_as_a_file(
    form: str, ledger: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    status, out, err = outcome(capsysbinary, "export", form, "--ledger", ledger)
    assert (status, err) == (0, [])
    assert out
    file = tmp_path / "out"
    assert outcome(capsysbinary, "export", form, "--ledger", ledger, "--out", file) == (0, b"", [])
    assert file.read_bytes() == out
    assert sorted(path.name for path in tmp_path.glob(".*")) == []


def test_codes_of_states_are_those_of_the_shipped_tables(
    ledger: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    _, out, _ = outcome(capsysbinary, "export", "csv", "--ledger", ledger)
    row = next(csv.DictReader(io.StringIO(out.decode())))
    assert [row[f"recipient_{code}"] for code in ("country", "cow", "gw", "fips")] == ["MLI", "432", "432", "ML"]


def test_filters_and_no_text(ledger: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    _, out, _ = outcome(capsysbinary, "export", "plover", "--ledger", ledger, "--actor", "nor", "--no-text")
    assert [json.loads(line)["text"] for line in out.splitlines()] == [None, None]
    for option in (("--type", "aid"), ("--until", "2026-02-02"), ("--since", "2026-03"), ("--recipient", "NOR")):
        assert outcome(capsysbinary, "export", "plover", "--ledger", ledger, *option)[1] == b""


def test_by_events_counts_an_act_once(ledger: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    _, reports, _ = outcome(capsysbinary, "export", "plover", "--ledger", ledger)
    _, events, _ = outcome(capsysbinary, "export", "plover", "--ledger", ledger, "--by", "events")
    assert len(reports.splitlines()) == 2
    (line,) = events.splitlines()
    assert json.loads(line)["reports"]["articles"] == 2


def test_the_panel_has_its_coverage(ledger: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    _, out, _ = outcome(capsysbinary, "export", "panel", "--ledger", ledger)
    (row,) = csv.DictReader(io.StringIO(out.decode()))
    assert (row["source"], row["target"], row["events"], row["articles"]) == ("NOR", "MLI", "2", "2")


def panel(capsysbinary: pytest.CaptureFixture[bytes], ledger: Path, *query: str) -> dict[str, str]:
    status, out, _ = outcome(capsysbinary, "export", "panel", *query, "--ledger", ledger)
    assert status == 0
    return {row["week"]: row["events"] for row in csv.DictReader(io.StringIO(out.decode()))}


@pytest.mark.parametrize(
    ("query", "weeks"),
    [
        (("when:2026-02-03",), {"2026-W06": "2"}),
        (("--since", "2026-02-02", "--until", "2026-02-13"), {"2026-W06": "2", "2026-W07": "0"}),
        (("when:2026-W06,2026-W09",), {"2026-W06": "2", "2026-W09": "0"}),
        (("when:2026-W05/P4W,-2026-02-11",), {"2026-W05": "0", "2026-W06": "2", "2026-W08": "0"}),
        (("when:2026-W04/..,2026-W01",), {"2026-W01": "0", "2026-W04": "0", "2026-W05": "0", "2026-W06": "2"}),
    ],
)
def test_the_panel_has_whole_weeks_and_those_alone_that_were_asked_for(
    query: tuple[str, ...], weeks: dict[str, str], ledger: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert panel(capsysbinary, ledger, *query) == weeks


def test_other_formats_keep_to_the_days_that_were_asked_for(
    ledger: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert outcome(capsysbinary, "export", "plover", "when:2026-02-03", "--ledger", ledger) == (0, b"", [])


def test_what_a_format_cannot_hold_is_told(ledger: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    with open_ledger(ledger) as book:
        act = event(id="ev-3", article="art-3", recipients=())
        book.add(Coded(article(3), Annotations("art-3", events=(act,))), build.RUN)
    status, _, err = outcome(capsysbinary, "export", "panel", "--ledger", ledger)
    assert (status, err) == (0, ["harmattan: 1 event left out: no pair of countries"])


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("export", "xls"), 2),
        (("export", "csv", "--since", "soon"), 2),
        (("export", "csv", "--by", "stories"), 2),
        (("export", "csv", "--out", "missing/folder/x.csv"), 1),
        (("release", "missing/folder/x.zip"), 1),
        (("release",), 2),
    ],
)
def test_bad_use_is_one_line(
    arguments: tuple[str, ...],
    status: int,
    ledger: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.chdir(ledger.parent)
    found, out, err = outcome(capsysbinary, *arguments, "--ledger", ledger)
    assert (found, out, len(err)) == (status, b"", 1)


def test_a_failed_export_leaves_the_old_file(ledger: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    file = ledger.parent / "old.csv"
    file.write_text("old")
    assert outcome(capsysbinary, "export", "csv", "--ledger", ledger, "--since", "soon", "--out", file)[0] == 2
    assert file.read_text() == "old"
    assert list(ledger.parent.glob(".*")) == []


@pytest.mark.parametrize("name", ["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm", "hard", "soft"])
def test_the_ledger_is_never_written_over(name: str, ledger: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (ledger.parent / "hard").hardlink_to(ledger)
    (ledger.parent / "soft").symlink_to(ledger.name)
    before = ledger.read_bytes()
    out = ledger.parent / name
    for arguments in (("export", "csv", "--out", out), ("release", out)):
        status, _, err = outcome(capsysbinary, *arguments, "--ledger", ledger)
        assert (status, err) == (2, [f"harmattan: cannot write {out}: the ledger itself is there"])
    assert ledger.read_bytes() == before
    assert list(ledger.parent.glob(".*")) == []


@pytest.mark.parametrize("name", ["other.zip", "other.zip-wal", "link.zip", "link-wal"])
@pytest.mark.parametrize("arguments", [("export", "csv", "--out"), ("release",), ("between", "NOR", "SWE", "--csv")])
def test_no_other_ledger_is_written_over(
    arguments: tuple[str, ...], name: str, ledger: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Suffixes are no guard: a ledger may have any name, and a link any."""
    other = ledger.parent / "other.zip"
    open_ledger(other).close()
    (ledger.parent / "link.zip").symlink_to(other)
    (ledger.parent / "link-wal").symlink_to(f"{other}-wal")
    before = other.read_bytes()
    out = ledger.parent / name
    status, _, err = outcome(capsysbinary, *arguments, out, "--ledger", ledger)
    told = f"harmattan: {out} is a file of an SQLite database, such as a ledger, and is not written over"
    assert (status, err) == (2, [told])
    assert other.read_bytes() == before


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_and_its_target_is_written(
    there: bool, ledger: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    link, target = ledger.parent / "link.csv", ledger.parent / "folder" / "target.csv"
    target.parent.mkdir()
    if there:
        target.write_text("old")
    link.symlink_to(target)
    assert outcome(capsysbinary, "export", "csv", "--ledger", ledger, "--out", link)[0] == 0
    assert link.is_symlink()
    assert target.read_bytes().startswith(b"event_id,")
    assert [path.name for path in target.parent.iterdir()] == ["target.csv"]


def test_a_pipe_is_written_to_and_stays(ledger: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    pipe = ledger.parent / "pipe"
    os.mkfifo(pipe)
    # Held open at both ends, so that neither side waits for the other.
    reader = os.open(pipe, os.O_RDWR)
    try:
        assert outcome(capsysbinary, "export", "csv", "--ledger", ledger, "--out", pipe)[0] == 0
        assert os.read(reader, 9) == b"event_id,"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.parametrize("name", ["", ".", "/", ".."])
def test_a_folder_is_no_file_to_write(
    name: str, ledger: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(ledger.parent)
    for arguments in (("export", "csv", "--out", name), ("release", name)):
        status, out, err = outcome(capsysbinary, *arguments, "--ledger", ledger)
        assert (status, out, len(err)) == (1, b"", 1)
        assert "cannot write" in err[0]


def test_a_ledger_that_is_not_there(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for arguments in (("export", "csv"), ("release", tmp_path / "x.zip")):
        status, _, err = outcome(capsysbinary, *arguments, "--ledger", tmp_path / "none.sqlite")
        assert (status, len(err)) == (2, 1)


def test_release_twice_is_the_same_to_the_byte(ledger: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    files = [ledger.parent / name for name in ("a.zip", "b.zip")]
    for file in files:
        status, out, err = outcome(capsysbinary, "release", file, "--ledger", ledger, "--author", "Ada Voss")
        assert (status, err) == (0, [])
        assert b"2 events in 2 articles" in out
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_release_tells_of_the_newest_judgement_and_joining(
    ledger: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    def released(name: str, *more: str) -> tuple[str, bytes]:
        file = ledger.parent / name
        assert outcome(capsysbinary, "release", file, *more, "--ledger", ledger)[0] == 0
        with zipfile.ZipFile(file) as packed:
            return json.loads(packed.read("versions.json"))["newest_record"], file.read_bytes()

    assert released("a.zip")[0] == "2026-02-03T12:00:00Z"
    with open_ledger(ledger, clock=lambda: "2026-02-04T12:00:00Z") as book:
        book.judge(made("reject", "ev-1", (), at="2026-02-04T12:00:00Z", by="ann", reason="no act"))
    assert released("b.zip")[0] == "2026-02-04T12:00:00Z"
    joined, first = released("c.zip", "--by", "events")
    assert joined >= "2026-02-04T12:00:00Z"
    assert released("d.zip", "--by", "events") == (joined, first)
    assert released("e.zip", "as_of:2026-02-03")[0] == "2026-02-03T12:00:00Z"


def test_the_page_on_exports_names_every_format_and_column() -> None:
    from harmattan.ledger.export import panel, rows

    page = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    for name in (*get_args(Format), *panel.HEADER):
        assert f"`{name}`" in page, name
    for name in rows.NAMES:
        stem = name.removeprefix("recipient_").removeprefix("actor_")
        assert f"`{name}`" in page or (stem != name and f"`actor_{stem}`" in page), name


def test_what_people_say_and_the_act_stand_in_the_table(
    ledger: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    with open_ledger(ledger) as book:
        rejected, *_ = [event.id for event in book.events()]
        book.judge(made("reject", rejected, (), at="2026-05-01T10:00:00Z", by="ann", reason="no act"))
        book.join()
    _, out, _ = outcome(capsysbinary, "export", "csv", "--ledger", ledger)
    rows = {row["event_id"]: row for row in csv.DictReader(io.StringIO(out.decode()))}
    assert {id_: row["verdict"] for id_, row in rows.items() if row["verdict"]} == {rejected: "reject"}
    assert all(row["act_id"].startswith("hap-") for row in rows.values())


@pytest.mark.parametrize("form", ["panel", "polecat", "gdelt"])
def test_what_people_corrected_and_rejected_is_followed_where_no_column_tells_it(
    form: str, ledger: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    with open_ledger(ledger) as book:
        book.judge(made("reject", "ev-1", (), at="2026-05-01T10:00:00Z", by="ann", reason="no act"))
        book.judge(made("edit", "ev-2", [("type", "ACCUSE")], at="2026-05-01T10:00:00Z", by="ann", reason=""))
    status, out, err = outcome(capsysbinary, "export", form, "--ledger", ledger)
    assert (status, err) == (0, ["harmattan: 1 event left out: rejected in review"])
    expected = {"panel": b",0,0,1,0,1,", "polecat": b"\tACCUSE\t", "gdelt": b"\t110\t110\t11\t3\t"}
    assert expected[form] in out.splitlines()[-1]
    assert b"ev-1" not in out


@pytest.mark.parametrize(
    ("form", "corrected"),
    [
        ("csv", b",ACCUSE,"),
        ("plover", b'"event": "ACCUSE"'),
        ("geojson", b'"event": "ACCUSE"'),
        ("gdelt", b"\t110\t11\t"),
    ],
)
def test_every_format_follows_what_people_said_if_asked_to(
    form: str, corrected: bytes, ledger: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    with open_ledger(ledger) as book:
        book.judge(made("reject", "ev-1", (), at="2026-05-01T10:00:00Z", by="ann", reason="no act"))
        book.judge(made("edit", "ev-2", [("type", "ACCUSE")], at="2026-05-01T10:00:00Z", by="ann", reason=""))
    status, out, err = outcome(capsysbinary, "export", form, "--corrected", "--ledger", ledger)
    assert (status, err) == (0, ["harmattan: 1 event left out: rejected in review"])
    assert corrected in out
    assert b"ev-1" not in out
    if form == "csv":
        assert [row["verdict"] for row in csv.DictReader(out.decode().splitlines())] == ["edit"]
        coded = outcome(capsysbinary, "export", form, "--ledger", ledger)[1]
        assert b"ev-1" in coded
        assert corrected not in coded


@pytest.mark.parametrize("arguments", [("panel",), ("gdelt",), ("polecat",), ("csv", "--corrected")])
@pytest.mark.parametrize("by", ["reports", "events"])
def test_the_query_is_put_to_what_people_corrected(
    by: str, arguments: tuple[str, ...], ledger: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Corrected into a pair an act arrives, with its day and place; corrected out of one it goes."""

    def rows(*query: str) -> int:
        _, out, _ = outcome(capsysbinary, "export", *arguments, *query, "--by", by, "--ledger", ledger)
        lines = out.decode().splitlines()
        return len(lines) if arguments == ("gdelt",) else len(lines) - 1

    values = [("recipients", "SWE.GOV"), ("time", "2026-01-20"), ("place", "Oslo")]
    before = rows("between:NOR,MLI"), rows("between:NOR,SWE")
    with open_ledger(ledger) as book:
        for subject in ("ev-1", "ev-2"):
            book.judge(made("edit", subject, values, at="2026-05-01T10:00:00Z", by="ann", reason=""))
    assert (before[0] > 0, before[1]) == (True, 0)
    assert (rows("between:NOR,MLI"), rows("between:NOR,SWE")) == before[::-1]
    asked = "between:NOR,SWE", "place:NOR", "near:Oslo,5km", "source:news.example", "met"
    assert rows(*asked, "when:2026-W04") == before[0]
    assert rows(*asked, "when:2026-W06") == 0


def test_an_act_goes_with_the_report_that_was_corrected(
    ledger: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    with open_ledger(ledger) as book:
        book.judge(made("edit", "ev-2", [("recipients", "SWE.GOV")], at="2026-05-01T10:00:00Z", by="ann", reason=""))
    arguments = ("export", "panel", "between:NOR,MLI", "--ledger", ledger, "--by")
    assert len(outcome(capsysbinary, *arguments, "events")[1].splitlines()) == 1
    assert len(outcome(capsysbinary, *arguments, "reports")[1].splitlines()) == 2


def test_an_act_stays_where_the_report_that_was_corrected_stands_elsewhere(
    ledger: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    with open_ledger(ledger) as book:
        told, other = (found for id_ in ("ev-1", "ev-2") if (found := book.event(id_)))
        assert told.article != other.article
        book.judge(made("edit", "ev-2", [("place", "Oslo")], at="2026-05-01T10:00:00Z", by="ann", reason=""))
    for asked, rows in ((f"article:{told.article}", 1), (f"article:{other.article}", 1), ("article:art-none", 0)):
        arguments = ("export", "csv", "--corrected", asked, "--ledger", ledger, "--by", "events")
        assert len(outcome(capsysbinary, *arguments)[1].splitlines()) == 1 + rows


def test_an_act_that_another_report_tells_counts_where_one_report_is_rejected(
    ledger: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    for rejected, counted in (("ev-1", {"2026-W06": "1"}), ("ev-2", {})):
        with open_ledger(ledger) as book:
            book.judge(made("reject", rejected, (), at="2026-05-01T10:00:00Z", by="ann", reason="no act"))
        assert panel(capsysbinary, ledger, "by:events") == counted
