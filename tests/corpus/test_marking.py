"""Marking an invented article, whose text is taken to be somebody else's."""

import json
from pathlib import Path

import pytest

from corpus import marking, news
from corpus.markup import GoldEvent, GoldSpan, MarkupError

TEXT = (
    "Ardana [north]  expels envoy\nArdana's cabinet expelled the envoy of Belmark on Monday. It rained.\n"
    "The expulsion was condemned in Belmark by the foreign ministry."
)
MARKED = """## wire one 0 {end}
0| [a1 Ardana] (north) {{e1 expels}} [a2 envoy]
1| [a3 Ardana's cabinet] {{e1+ expelled}} [a4 the envoy of Belmark] on [t1 Monday].
3| The {{e1+ expulsion}} was {{e2 condemned}} in [g1 Belmark] by [a5 the foreign ministry].
e1 SANCTION/expel actual actor=a1,a3 recipient=a2,a4 time=t1 context=diplomatic
e2 ACCUSE/disapprove actual actor=a5 recipient=a3 place=g1 context=diplomatic
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    told = {"id": "one", "text": TEXT}
    (tmp_path / news.FILES["wire"]).write_text(json.dumps(told) + "\n", encoding="utf-8")
    news.texts.cache_clear()
    return tmp_path


def written(folder: Path, marked: str) -> Path:
    path = folder / "marked.txt"
    path.write_text(marked.format(end=len(TEXT)), encoding="utf-8")
    return path


def test_an_article_is_listed_by_sentences_without_brackets(data: Path) -> None:
    lines = marking.listed("wire", "one", news.texts(data, "wire")["one"]).split("\n")
    assert lines[:3] == [
        f"## wire one 0 {len(TEXT)}",
        "0| Ardana (north) expels envoy",
        "1| Ardana's cabinet expelled the envoy of Belmark on Monday.",
    ]


def test_marks_become_offsets_into_the_text_as_it_is(data: Path) -> None:
    [row] = marking.marked(data, written(data, MARKED), "train")
    words = {id_: TEXT[start:end] for id_, start, end, again in row["spans"] if not again}
    assert words["e1"] == "expels"
    assert words["a1"] == "Ardana"
    assert words["a5"] == "the foreign ministry"
    assert [TEXT[start:end] for _, start, end, again in row["spans"] if again] == ["expelled", "expulsion"]


def test_a_party_named_again_with_a_further_mention_is_not_another(data: Path) -> None:
    [row] = marking.marked(data, written(data, MARKED), "train")
    assert row["events"] == [
        "e1 SANCTION/expel actual actor=a1 recipient=a2 time=t1 context=diplomatic",
        "e2 ACCUSE/disapprove actual actor=a5 recipient=a3 place=g1 context=diplomatic",
    ]
    assert "a4" not in {id_ for id_, *_ in row["spans"]}


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ("[a2 envoy]", "[a2 ambassador]", "not the words"),
        ("actor=a5", "actor=a9", "names a9"),
        ("SANCTION/expel", "SANCTION/exile", "no mode exile"),
        ("{{e2 condemned}}", "condemned", "no trigger"),
        ("3| ", "9| ", "no sentence 9"),
        ("## wire one", "## wire two", "no such text"),
        ("## wire one", "## cable one", "no such set"),
        ("## wire one 0", "## wire one", "no header"),
        ("## wire one 0", "## wire one 9000", "no stretch"),
        ("e2 ACCUSE", "e1 ACCUSE", "two event lines"),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_kept(data: Path, right: str, wrong: str, words: str) -> None:
    with pytest.raises(MarkupError, match=words):
        list(marking.marked(data, written(data, MARKED.replace(right, wrong)), "train"))


def test_kept_annotations_are_read_again_and_replaced(data: Path) -> None:
    for part in ("train", "test"):
        marking.keep(list(marking.marked(data, written(data, MARKED), part)), data)
    [document] = news.load(data, "test", data / "wire.jsonl")
    assert not news.load(data, "train", data / "wire.jsonl")
    assert [event.type for event in document.events] == ["SANCTION", "ACCUSE"]


def test_without_parties_in_the_sentence_the_nearest_before_stand(data: Path) -> None:
    spans = [GoldSpan("a1", 29, 45), GoldSpan("a2", 0, 6), GoldSpan("e1", 100, 109)]
    told = GoldEvent("e1", "ACCUSE", (), "actual", actors=("a1", "a2"))
    _, [event] = marking.nearest(TEXT, spans, [told])
    assert event.actors == ("a1",)
