"""Names as training reads them: sentence by sentence, and each sentence among those around it."""

from pathlib import Path

from harmattan.annotate import labels
from harmattan.annotate.encoder import shipped
from harmattan.annotate.text import load_tokenizer
from train.examples import IGNORE, Builder, together
from train.sources import TaggedExample, tagged

KINDS = frozenset({"person", "place"})
TAGS = labels.bio(labels.ENTITIES)
ONE = TaggedExample(("Ada", "Norr", "left", "."), ("B-person", "I-person", "O", "O"), KINDS, 1)
TWO = TaggedExample(("Tarna", "waited"), ("B-place", "O"), KINDS, 1)
UNKNOWN = TaggedExample(("Tarna", "waited"), (), KINDS, 1)
OTHER = TaggedExample(("Olma", "sleeps"), ("B-place", "O"), KINDS, 2)


def builder() -> Builder:
    return Builder(load_tokenizer(shipped() / "tokenizer.json"))


def told(tags: list[int]) -> list[str]:
    return [TAGS[tag] for tag in tags if tag not in (IGNORE, 0)]


def test_spans_of_a_sentence_hold_the_words_of_its_names() -> None:
    assert [(kind, ONE.text[first:last]) for kind, first, last in ONE.spans()] == [("person", "Ada Norr")]


def test_sentences_of_a_document_stand_together_and_in_order() -> None:
    text, spans = together([ONE, TWO])
    assert [span.of(text) for span in spans] == [ONE.text, TWO.text]


def test_names_are_taught_among_the_sentences_of_their_document_alone() -> None:
    first, second = builder().in_documents([ONE, TWO, OTHER])
    assert [name[2:] for name in told(first.tags) if name.startswith("B-")] == ["person", "place"]
    assert told(second.tags)[0] == "B-place"
    assert len(first.tags) == len(first.pieces.ids)
    assert set(first.allowed) == {TAGS.index(tag) for tag in ("O", "B-person", "I-person", "B-place", "I-place")}


def test_of_a_sentence_without_tags_nothing_is_taught() -> None:
    (item,) = builder().in_documents([ONE, UNKNOWN])
    assert {name[2:] for name in told(item.tags)} == {"person"}
    ignored = sum(tag == IGNORE for tag in item.tags)
    assert ignored > len(UNKNOWN.words)
    assert not list(builder().in_documents([UNKNOWN]))


def test_a_file_tells_its_documents_apart(tmp_path: Path) -> None:
    file = tmp_path / "names.iob2"
    file.write_text(
        "# newdoc id = a\n1\tOlma\tB-LOC\n\n1\tit\tO\n\n# newdoc id = b\n1\tAda\tB-PER\n\n", encoding="utf-8"
    )
    assert [(example.words[0], example.document) for example in tagged(file, KINDS)] == [
        ("Olma", 1),
        ("it", 1),
        ("Ada", 2),
    ]
