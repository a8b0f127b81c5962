"""The door: sniffing, given texts, ids."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.errors import NoArticle, UnreadableInput
from harmattan.read.given import Given, Text
from harmattan.read.reader import from_record, from_text, is_html, read
from harmattan.records import Label, Span, Told

_SENTENCES = (
    "Mali and Niger signed an accord in Gao on Thursday that lets their armies patrol both sides of the border.",
    "Algeria recalled its ambassador within hours and accused Mali of moving troops towards the frontier.",
)
_PROSE = "\n\n".join(_SENTENCES)


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><html>",
        "\n <html lang='en'>",
        "<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'>",
        "<!-- saved from x --><!-- again --><html>",
        "<p>A fragment.</p>",
        "HTTP junk before <html><body>",
    ],
)
def test_html_is_told_by_its_tags(text: str) -> None:
    assert is_html(text)


@pytest.mark.parametrize("text", ["Skip to content\nA page.", "a < b and <c", "<3 is a heart", "", "if x <p and q>r"])
def test_other_text_is_not_html(text: str) -> None:
    assert not is_html(text)


def test_a_text_file_is_read_as_a_dump_and_an_html_file_as_html(tmp_path: Path) -> None:
    text, html = tmp_path / "page.txt", tmp_path / "page.dat"
    text.write_text(_PROSE)
    html.write_text(f"<html><body><p>{_PROSE}</p></body></html>")
    assert read(str(text)).text == _PROSE
    assert read(str(html)).text == " ".join(_PROSE.split())


def test_the_same_dump_from_two_files_is_one_article(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(_PROSE)
    first, second = (read(str(tmp_path / name), fetched_at="2026-03-12T00:00:00Z") for name in ("a.txt", "b.txt"))
    assert first.id == second.id
    assert (first.source, first.fetched_at) == (str(tmp_path / "a.txt"), "2026-03-12T00:00:00Z")


@pytest.mark.parametrize("text", ['{"id": 1, "text": "x"}\n{"id": 2}\n', "[1, 2]\n", '{\n  "id": 1\n}\n'])
def test_json_is_refused_with_the_form_that_is_taken(tmp_path: Path, text: str) -> None:
    page = tmp_path / "lines.jsonl"
    page.write_text(text)
    with pytest.raises(UnreadableInput, match="as JSON lines it is read"):
        read(str(page))


def test_a_mark_and_spaces_are_an_empty_page(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(b"\xef\xbb\xbf \n")
    with pytest.raises(UnreadableInput, match="is empty"):
        read(str(page))


def test_a_given_text_is_taken_as_it_stands() -> None:
    text = "  Advertisement\nMali left.\n \n\nBy Friday it was over. \n"
    article = from_text(text, "doc-1", "2026-03-12")
    assert article.text == text
    assert [block.span for block in article.blocks] == [Span(2, 26), Span(30, 52)]
    assert {block.label for block in article.blocks} == {Label.PARAGRAPH}
    assert article.published == Told("2026-03-12", "given")


def test_a_given_text_without_a_date_has_none() -> None:
    assert from_text("Mali left on 12 March 2026.", "doc-1").published is None


def test_a_blank_given_text_holds_no_text() -> None:
    with pytest.raises(NoArticle, match=r"^doc-1: "):
        from_text(" \n\t\n", "doc-1")


def test_one_text_under_two_names_is_two_articles() -> None:
    assert from_text("Mali left.", "doc-1").id != from_text("Mali left.", "doc-2").id


@given(st.text(st.sampled_from("ab \n\t\r\u00a0")))
def test_given_blocks_hold_every_word_in_order(text: str) -> None:
    if not text.strip():
        return
    article = from_text(text, "doc")
    end = 0
    for block in article.blocks:
        assert end <= block.span.start < block.span.end <= len(text)
        assert block.span.of(text) == block.span.of(text).strip()
        end = block.span.end
    assert " ".join(block.span.of(text) for block in article.blocks).split() == text.split()


def test_importing_the_reader_loads_no_heavy_library() -> None:
    code = "import sys, harmattan.read.reader; print({'lxml', 'trafilatura', 'httpx', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_one_text_of_two_outlets_is_two_articles_and_of_two_days_one() -> None:
    def id_of(site: str, day: str) -> str:
        return from_record(Text("rows.jsonl:1", "The envoy flew off.", Given(site=site, published=day))).id

    assert id_of("The Post", "2026-02-02") != id_of("The Wire", "2026-02-02")
    assert id_of("The Post", "2026-02-02") == id_of("The Post", "2026-02-03")
