"""One source to many articles: what it is, where each stands, and that nothing is held."""

import gzip
import io
import json
import os
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from harmattan.read import packed
from harmattan.read.inputs import Reading, articles, expanded, found, may_hold_many
from harmattan.read.reader import read, read_raw
from harmattan.read.source import Raw
from harmattan.records import Article, Label, Refusal, Told

_SENTENCE = "Mali and Niger signed an accord in Gao on Thursday that lets their armies patrol the border. "
_PAGE = (
    f"<html><head><title>Accord signed in Gao</title></head><body><h1>Accord signed in Gao</h1><p>{_SENTENCE * 3}</p>"
)
_NOW = "2026-03-12T00:00:00Z"


def _all(source: Path | str, **how: str) -> Sequence[Article | Refusal]:
    return list(articles(str(source), Reading(column=how.get("column")), read_raw, lambda: _NOW))


def _read(source: Path | str, **how: str) -> list[Article]:
    found = _all(source, **how)
    assert not [one for one in found if isinstance(one, Refusal)]
    return [one for one in found if isinstance(one, Article)]


def test_one_page_is_read_as_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(_PAGE)
    assert _read(path) == [read(str(path), fetched_at=_NOW)]


def test_json_lines_keep_what_they_give(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [
        {
            "id": 7,
            "text": _SENTENCE,
            "title": "Accord",
            "date": "2026-03-05T10:00:00+01:00",
            "source": {"name": "Post"},
        },
        {"html": _PAGE, "url": "https://x.example/a", "title": "Another", "published": "3 March 2026", "lang": "en-GB"},
    ]
    path.write_text("\n".join(map(json.dumps, rows)))
    text, page = _read(path)
    assert text.source == f"{path}:1"
    assert text.text == f"Accord\n\n{_SENTENCE}"
    assert text.title is not None
    assert text.title.origin == "given"
    assert text.title.span is not None
    assert text.title.span.of(text.text) == "Accord"
    assert text.published == Told("2026-03-05", "given")
    assert text.published_at == Told("2026-03-05T10:00:00+01:00", "given")
    assert text.site == Told("Post", "given")
    assert page.url == "https://x.example/a"
    # What the page itself tells goes before what is said of it.
    assert page.title is not None
    assert page.title.value == "Accord signed in Gao"
    assert page.published == Told("2026-03-03", "given")


def test_a_title_that_opens_the_text_is_not_said_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"title": "Accord in Gao", "text": f"Accord in Gao\n{_SENTENCE}"}))
    (article,) = _read(path)
    assert article.text == f"Accord in Gao\n{_SENTENCE}"
    assert [block.label for block in article.blocks] == [Label.HEADLINE, Label.PARAGRAPH]
    assert article.blocks[1].span.of(article.text) == _SENTENCE.strip()


def test_a_title_that_only_begins_the_first_sentence_stands_in_front(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"title": "Mali", "text": _SENTENCE}))
    assert _read(path)[0].text == f"Mali\n\n{_SENTENCE}"


def test_the_same_record_in_two_files_is_one_article(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text(json.dumps({"id": 1, "text": _SENTENCE}))
    assert _read(tmp_path / "a.jsonl")[0].id == _read(tmp_path / "b.jsonl")[0].id


def test_a_date_that_cannot_be_told_is_left_out_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": _SENTENCE, "date": "03/04/2026"}))
    article, refusal = _all(path)
    assert isinstance(article, Article)
    assert article.published is None
    assert isinstance(refusal, Refusal)
    assert refusal.source == f"{path}:1"
    assert "03/04/2026" in refusal.reason


@pytest.mark.parametrize(("name", "mark"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")])
def test_tables(tmp_path: Path, name: str, mark: str) -> None:
    path = tmp_path / name
    path.write_text(f'Doc ID{mark}Publish_Date{mark}Body\n1{mark}2026-03-05{mark}"{_SENTENCE}\nIt said ""yes""."\n')
    (article,) = _read(path)
    assert article.text == f'{_SENTENCE}\nIt said "yes".'
    assert article.published == Told("2026-03-05", "given")
    assert article.source == f"{path}:2"


def test_the_column_of_the_text_can_be_named(tmp_path: Path) -> None:
    table, lines = tmp_path / "a.csv", tmp_path / "a.jsonl"
    table.write_text("id,What was said\n1,Mali left the bloc.\n")
    lines.write_text('{"What was said": "Mali left the bloc."}\n')
    for path in (table, lines):
        assert _read(path, column="what was said")[0].text == "Mali left the bloc."
    (refusal,) = _all(table)
    assert isinstance(refusal, Refusal)
    assert "id, What was said" in refusal.reason


def test_a_zip_file_is_read_in_order_of_name_with_all_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("b/page.html", _PAGE)
        archive.writestr("a.jsonl", json.dumps({"text": _SENTENCE}))
        archive.writestr("c.html.gz", gzip.compress(_PAGE.encode()))
        archive.writestr("__MACOSX/x", "x")
        archive.writestr("b/.hidden", "x")
    assert [one.source for one in _read(path)] == [f"{path}/a.jsonl:1", f"{path}/b/page.html", f"{path}/c.html.gz"]


@pytest.mark.parametrize("name", ["a.zip", "a.jsonl.gz"])
def test_archives_inside_an_archive_unpack_to_no_more_than_it_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(packed, "_FREE", 1_000_000)
    line = json.dumps({"text": _SENTENCE + " " * 900_000}).encode()
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(5):
            archive.writestr(f"{number}{name}", _zip_of(line) if name == "a.zip" else gzip.compress(line))
    given = list(found(str(path), Reading()))
    assert [isinstance(one, Refusal) for one in given[:2]] == [False, True]
    ended = {one.source for one in given if isinstance(one, Refusal) and "200 times" in one.reason}
    assert {f"{path}/{number}{name}" for number in range(2, 5)} <= ended
    assert sum(not isinstance(one, Refusal) for one in given) == 1


def _zip_of(data: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.jsonl", data)
    return held.getvalue()


def test_a_letter_gives_subject_day_and_sender(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_text(
        "From: =?utf-8?q?Sahel_Letter?= <news@x.example>\nSubject: Our week\nDate: Thu, 5 Mar 2026 23:30:00 -0500\n"
        "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nplain\n"
        f"--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{_PAGE}\n--b--\n"
    )
    (article,) = _read(path)
    assert article.title == Told("Our week", "e-mail")
    assert article.published == Told("2026-03-05", "e-mail")
    assert article.published_at == Told("2026-03-05T23:30:00-05:00", "e-mail")
    assert article.site == Told("Sahel Letter", "e-mail")
    assert "Mali and Niger signed" in article.text


def test_folders_are_read_through_in_order_of_name(tmp_path: Path) -> None:
    for name in ("b.html", "a/z.html", "a/b/c.html", ".hidden/x.html", "a/.x"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(_PAGE)
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    names = [str(Path(str(path)).relative_to(tmp_path)) for path in expanded([str(tmp_path)])]
    assert names == ["a/b/c.html", "a/z.html", "b.html"]


def test_of_a_folder_only_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(_PAGE)
    (tmp_path / "link.html").symlink_to(tmp_path / "page.html")
    (tmp_path / "gone.html").symlink_to(tmp_path / "nothing")
    (tmp_path / "endless").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe")
    # A link that leads nowhere is told when it is opened.
    expected = [str(tmp_path / name) for name in ("gone.html", "link.html", "page.html")]
    assert list(expanded([str(tmp_path)])) == expected


def test_a_folder_that_cannot_be_opened_is_refused_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a/shut/x.html", "a/z.html", "b.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(_PAGE)
    listed = Path.iterdir

    def shut(path: Path) -> Iterator[Path]:
        if path.name == "shut":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", shut)
    closed = str(tmp_path / "a" / "shut")
    assert list(expanded([str(tmp_path)])) == [
        Refusal(closed, f"{closed}: cannot be read: Permission denied"),
        str(tmp_path / "a" / "z.html"),
        str(tmp_path / "b.html"),
    ]


def test_standard_input_is_told_by_its_first_bytes_and_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    for data in (_PAGE.encode(), gzip.compress(json.dumps({"text": _SENTENCE}).encode()), _SENTENCE.encode() * 3):
        held = io.BytesIO(data)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(held))
        assert len(_read("-")) == 1
        assert not held.closed


def test_a_table_on_standard_input_needs_its_column(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"id,said\n1,Mali left.\n")))
    assert _read("-", column="said")[0].text == "Mali left."


@pytest.mark.parametrize(
    ("source", "reason"),
    [("no/such.html", "No such file"), ("ftp://x.example/a", "only http"), ("a\0b", "cannot be read")],
)
def test_a_source_that_is_not_there_is_refused(source: str, reason: str) -> None:
    (refusal,) = _all(source)
    assert isinstance(refusal, Refusal)
    assert (refusal.source, reason in refusal.reason) == (source, True)


def test_a_file_of_nothing_but_refusals_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"x": 1}\n' * 5_000 + json.dumps({"text": _SENTENCE}))
    refused = _all(path)
    assert len(refused) == 1_001
    last = refused[-1]
    assert isinstance(last, Refusal)
    assert (last.source, "the rest is not read" in last.reason) == (str(path), True)


def test_what_an_archive_passed_over_is_told_though_the_rest_is_left(tmp_path: Path) -> None:
    path, notes = tmp_path / "a.warc", list[str]()
    head = "WARC/1.1\r\nWARC-Type: {}\r\nContent-Length: {}\r\n\r\n{}\r\n\r\n"
    path.write_text(head.format("revisit", 0, "") + head.format("response", "none", "") * 1_500, newline="")
    refused = list(articles(str(path), Reading(note=notes.append), read_raw, lambda: ""))
    assert len(refused) == 1_001
    assert notes == [f"{path}: passed over, being no pages: 1 revisit"]


def test_records_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"html": _PAGE}) + "\n" + "{" * 1_000_000)
    first = next(found(str(path), Reading()))
    assert isinstance(first, Raw)
    assert first.source == f"{path}:1"


def test_what_may_hold_many_is_told_by_name() -> None:
    assert [may_hold_many(name) for name in ("a.html", "a.eml", "-", "a.WARC.gz", "a.csv")] == [
        False,
        False,
        True,
        True,
        True,
    ]
