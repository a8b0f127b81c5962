from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.markup import Document, GoldEntity, GoldEvent, GoldQuote, GoldSpan, MarkupError, load, parse, read, strip

CHUNK = """b01-007 date=2024-03-12 style=wire region=sahel invented
[a1 The council in [g1 Tamrit]] {e1 expelled} [a2 an envoy] on [t1 Monday], {e2 accusing} [a3 him] of "<q1 meddling>".
The {e1+ expulsion} [c1 shocked] nobody.

e1 SANCTION/expel actual actor=a1,UNK recipient=a2 time=t1 place=g1 context=diplomatic,legal dead=2 injured=3-4
e2 ACCUSE/allege,disapprove denied actor=a1 recipient=a3 said_by=a1 denied_by=a2
q1 mixed speaker=a1 cue=c1
a1 ORG name="Council of Tamrit" country=MLI sector=GOV,MIL
a2 PER name="Envoy"
a3 PRON same=a2
g1 GPE country=MLI
t1 DATE value=2024-03-11
"""


@pytest.fixture(scope="module")
def document() -> Document:
    return parse(CHUNK)


def _words(document: Document, id_: str) -> list[str]:
    return [document.text[span.start : span.end] for span in document.spans if span.id == id_]


def test_the_text_is_left_without_marks(document: Document) -> None:
    assert document.text == (
        'The council in Tamrit expelled an envoy on Monday, accusing him of "meddling".\nThe expulsion shocked nobody.'
    )


def test_every_span_covers_exactly_its_words(document: Document) -> None:
    assert _words(document, "a1") == ["The council in Tamrit"]
    assert _words(document, "g1") == ["Tamrit"]
    assert _words(document, "e1") == ["expelled", "expulsion"]
    assert _words(document, "q1") == ["meddling"]
    assert _words(document, "c1") == ["shocked"]


def test_spans_come_in_text_order_the_outer_before_the_inner(document: Document) -> None:
    assert [span.id for span in document.spans] == ["a1", "g1", "e1", "a2", "t1", "e2", "a3", "q1", "e1", "c1"]


def test_a_further_mention_is_not_the_trigger(document: Document) -> None:
    assert document.span("e1") == GoldSpan("e1", 22, 30)
    assert [span.again for span in document.spans if span.id == "e1"] == [False, True]
    assert document.span("e9") is None


def test_the_header_is_id_and_attributes(document: Document) -> None:
    assert document.id == "b01-007"
    assert document.attributes == {"date": "2024-03-12", "style": "wire", "region": "sahel", "invented": ""}


def test_id_lines_become_records(document: Document) -> None:
    assert document.events[0] == GoldEvent(
        "e1", "SANCTION", ("expel",), "actual", actors=("a1", "UNK"), recipients=("a2",), places=("g1",), time="t1",
        contexts=("diplomatic", "legal"), casualties={"dead": "2", "injured": "3-4"},
    )  # fmt: skip
    assert document.events[1].modes == ("allege", "disapprove")
    assert (document.events[1].said_by, document.events[1].denied_by) == (("a1",), ("a2",))
    assert document.quotes == (GoldQuote("q1", "mixed", "a1", "c1"),)
    assert document.entities["a1"] == GoldEntity("a1", "ORG", "Council of Tamrit", "MLI", ("GOV", "MIL"))
    assert document.entities["t1"].value == "2024-03-11"


def test_a_referent_is_followed_to_the_name(document: Document) -> None:
    assert document.referent("a3") == document.entities["a2"]
    assert document.referent("a2") == document.entities["a2"]
    assert document.referent("UNK") is None


def test_a_circle_of_referents_ends() -> None:
    circle = parse("b01-001\n[a1 he] and [a2 him]\n\na1 PRON same=a2\na2 PRON same=a1\n")
    assert circle.referent("a1") is not None


@pytest.mark.parametrize(
    ("marked", "reason"),
    [
        ("a ] b", r"stray '\]'"),
        ("[a1 b} c", "stray '}'"),
        ("[a1 b {e1 c] d}", r"stray '\]'"),
        ("a [b c", r"stray '\['"),
        ("[a1]", r"stray '\['"),
        ("x < y", "stray '<'"),
        ("[a1 b", "a1 is never closed"),
        ("{e1 b [a1 c]", "e1 is never closed"),
    ],
)
def test_a_stray_or_open_bracket_is_refused_with_its_document(marked: str, reason: str) -> None:
    with pytest.raises(MarkupError, match=f"b01-001: {reason}"):
        strip(marked, "b01-001")


def test_a_line_among_the_id_lines_that_is_none_is_refused() -> None:
    with pytest.raises(MarkupError, match="not an id line: 'e2 sanction actual'"):
        parse("b01-001\n{e1 left}\n\ne1 RETREAT actual\ne2 sanction actual\n")


plain = st.text(st.characters(exclude_characters="[]{}<>", exclude_categories=["Cs"]), max_size=8)
brackets = st.sampled_from(["[a{} |]", "{{e{} |}}", "<q{} |>"])


def _nested(inner: st.SearchStrategy[list[object]]) -> st.SearchStrategy[list[object]]:
    marked: st.SearchStrategy[list[object]] = st.tuples(brackets, inner).map(lambda pair: [pair])
    return st.lists(marked | inner, max_size=3).map(lambda lists: [item for items in lists for item in items])


words: st.SearchStrategy[list[object]] = plain.map(lambda text: [text])
marks = st.recursive(words, _nested, max_leaves=8)


def _render(items: list[object], numbers: list[int], at: int, spans: set[tuple[str, int, int]]) -> tuple[str, str]:
    """Return marked and plain text; add what each mark covers to spans."""
    marked = text = ""
    for item in items:
        if isinstance(item, str):
            marked, text = marked + item, text + item
            continue
        assert isinstance(item, tuple)
        opening, closing = item[0].split("|")
        numbers.append(0)
        opening = opening.replace("{{", "{").replace("{}", str(len(numbers)))
        inner_marked, inner = _render(item[1], numbers, at + len(text), spans)
        spans.add((opening[1:-1], at + len(text), at + len(text) + len(inner)))
        marked, text = marked + opening + inner_marked + closing[-1], text + inner
    return marked, text


@given(marks)
def test_any_nesting_gives_back_its_text_and_offsets(items: list[object]) -> None:
    expected: set[tuple[str, int, int]] = set()
    marked, text = _render(items, [], 0, expected)
    plain_text, spans = strip(marked, "any")
    assert plain_text == text
    assert {(span.id, span.start, span.end) for span in spans} == expected


def test_a_batch_is_read_document_by_document(tmp_path: Path) -> None:
    batch = tmp_path / "010-x.txt"
    batch.write_text(
        f"A note above the first document.\n\n## {CHUNK}\n## {CHUNK.replace('b01-007', 'b01-008')}", "utf-8"
    )
    assert [document.id for document in read(batch)] == ["b01-007", "b01-008"]
    (tmp_path / "020-y.txt").write_text("## b02-001\ntext\n", encoding="utf-8")
    assert [document.id for document in load(tmp_path)] == ["b01-007", "b01-008", "b02-001"]
