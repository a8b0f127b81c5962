"""Annotations of real news stand beside texts that are not ours to pass on; here the texts are invented."""

import json
from pathlib import Path

import pytest

from corpus import news
from corpus.markup import MarkupError

TEXT = "Ardana expelled the envoy of Belmark on Monday.\nThe expulsion was condemned in Belmark.\nIt rained."


def written(folder: Path, **changed: object) -> Path:
    """A set of one invented text, and beside it the annotations of its first two lines."""
    told = {"id": "one", "date": "2020-01-01", "text": TEXT}
    (folder / news.FILES["wire"]).write_text(json.dumps(told) + "\n", encoding="utf-8")
    row = {
        "set": "wire",
        "id": "one",
        "sha256": news.digest(TEXT),
        "begin": 0,
        "end": TEXT.index("\nIt rained"),
        "part": "train",
        "spans": [["a1", 0, 6, 0], ["e1", 7, 15, 0], ["a2", 16, 36, 0], ["t1", 40, 46, 0], ["e1", 52, 61, 1]],
        "events": ["e1 SANCTION/expel actual actor=a1 recipient=a2 time=t1 context=diplomatic"],
    }
    (folder / "notes.jsonl").write_text(json.dumps({**row, **changed}) + "\n", encoding="utf-8")
    return folder


def test_an_annotation_is_put_on_its_text(tmp_path: Path) -> None:
    [document] = news.load(written(tmp_path), "train", tmp_path / "notes.jsonl")
    [event] = document.events
    told = {span.id: document.text[span.start : span.end] for span in document.spans if not span.again}
    assert told == {"a1": "Ardana", "e1": "expelled", "a2": "the envoy of Belmark", "t1": "Monday"}
    assert [document.text[span.start : span.end] for span in document.spans if span.again] == ["expulsion"]
    assert (event.type, event.modes, event.recipients) == ("SANCTION", ("expel",), ("a2",))
    assert "rained" not in document.text


def test_only_the_part_that_is_asked_for(tmp_path: Path) -> None:
    folder = written(tmp_path, part="test")
    assert not news.load(folder, "train", folder / "notes.jsonl")
    assert len(news.load(folder, "test", folder / "notes.jsonl")) == 1


def test_a_stretch_from_the_middle(tmp_path: Path) -> None:
    begin = TEXT.index("The expulsion")
    spans = [["e1", begin + 4, begin + 13, 0]]
    folder = written(tmp_path, begin=begin, spans=spans, events=["e1 COERCE/deport actual"])
    [document] = news.load(folder, "train", folder / "notes.jsonl")
    assert document.text == "The expulsion was condemned in Belmark."
    assert [document.text[span.start : span.end] for span in document.spans] == ["expulsion"]


@pytest.mark.parametrize(
    ("changed", "words"), [({"sha256": "0" * 64}, "not the one that was annotated"), ({"id": "two"}, "no such text")]
)
def test_another_text_is_refused(tmp_path: Path, changed: dict[str, object], words: str) -> None:
    folder = written(tmp_path, **changed)
    with pytest.raises(MarkupError, match=words):
        news.load(folder, "train", folder / "notes.jsonl")


def test_the_shipped_annotations_hold_no_text() -> None:
    for row in news.rows():
        assert set(row) == {"set", "id", "sha256", "begin", "end", "part", "spans", "events"}
        assert all(id_.isalnum() and row["begin"] <= start < end <= row["end"] for id_, start, end, _ in row["spans"])
        for line in row["events"]:
            assert all(" " not in part and '"' not in part for part in line.split(" ")), line


def test_what_is_to_be_measured_with_is_never_trained_on(tmp_path: Path) -> None:
    folder = written(tmp_path, set="gum")
    with pytest.raises(MarkupError, match="to be measured with only"):
        news.load(folder, "train", folder / "notes.jsonl")
    assert {row["part"] for row in news.rows() if row["set"] in news.MEASURED} == {news.UNSEEN}
