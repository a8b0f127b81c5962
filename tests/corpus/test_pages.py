"""Pages in which only acts are marked; all of them invented."""

from pathlib import Path

import pytest

from corpus import pages
from corpus.markup import MarkupError

FILLER = "Nobody on the quay had heard of it, and the ferry left at noon as it does on most days of the year. " * 8
HEAD = "## b399-001 date=2019-05-14 style=wire region=europe invented\n"
TEXT = (
    "Ardana {e1+ expels} envoy\n\n[a3 Ardana] sits on a hill. [a1 The government] {e1 expelled} "
    f"[a2 the envoy of Belmark] on [t1 Monday].\n\n{FILLER}"
)
LINE = "\n\ne1 SANCTION/expel actual actor=a1,a3 recipient=a2 time=t1 context=diplomatic\n"


def written(folder: Path, text: str) -> Path:
    (folder / "399.txt").write_text(text, encoding="utf-8")
    return folder


def test_an_act_has_the_parties_of_its_own_sentence(tmp_path: Path) -> None:
    [page] = pages.pages(written(tmp_path, HEAD + TEXT + LINE))
    [event] = page.events
    assert (event.actors, event.recipients, event.time) == (("a1",), ("a2",), "t1")
    assert {span.id for span in page.spans} == {"e1", "a1", "a2", "t1"}
    assert [page.text[span.start : span.end] for span in page.spans if span.again] == ["expels"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD + TEXT + LINE.replace("a2", "a9"), "e1 names a9, which is not marked"),
        (HEAD + TEXT, "e1 has no event line"),
        (HEAD + TEXT + LINE + "a2 PER country=ARD\n", "a line of an entity or a quote"),
        (HEAD + TEXT.replace(FILLER, "") + LINE, "words are no whole page"),
        (HEAD.replace(" invented", "") + TEXT + LINE, "header lacks the word invented"),
        (HEAD + TEXT.replace("Monday]", "Monday") + LINE, "never closed"),
        ((HEAD + TEXT + LINE) * 2, "two documents have this id"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, told: str) -> None:
    assert pages.main([str(written(tmp_path, text) / "399.txt")]) == 1
    assert told in capsys.readouterr().out


def test_a_good_file_passes_and_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pages.main([str(written(tmp_path, HEAD + TEXT + LINE) / "399.txt")]) == 0
    assert "1 pages, 0 without an act" in capsys.readouterr().out


def test_pages_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MarkupError):
        pages.pages(written(tmp_path, HEAD + "a [a1 b\n"))
