from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from harmattan.desk.marks import Mark, marked
from harmattan.records import Span


def _text(html: str) -> str:
    parts: list[str] = []

    class Parser(HTMLParser):
        def handle_data(self, data: str) -> None:
            parts.append(data)

    parser = Parser(convert_charrefs=True)
    parser.feed(html)
    parser.close()
    return "".join(parts)


spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda ends: Span(min(ends), max(ends)))


@given(st.text("ab<>&\"' é", max_size=40), st.lists(spans, max_size=6), spans)
def test_marking_changes_no_character(text: str, where: list[Span], within: Span) -> None:
    inside = Span(min(within.start, len(text)), min(within.end, len(text)))
    html = marked(text, inside, [Mark(span, f"k{i}", title='"<x>') for i, span in enumerate(where)])
    assert _text(str(html)) == inside.of(text)


@given(st.lists(spans, max_size=6))
def test_marks_are_closed_and_never_nested(where: list[Span]) -> None:
    html = str(marked("x" * 40, Span(0, 40), [Mark(span, "k") for span in where]))
    assert html.count("<mark") == html.count("</mark>")
    assert "<mark" not in html.split("<mark", 1)[-1].split("</mark>")[0]


def test_crossing_marks_carry_both_kinds_and_one_id() -> None:
    html = str(marked("abcdef", Span(0, 6), [Mark(Span(0, 4), "one", id="x"), Mark(Span(2, 6), "two")]))
    assert '<mark class="one two">cd</mark>' in html
    assert html.count('id="x"') == 1


def test_a_mark_over_two_blocks_of_a_page_has_its_id_once() -> None:
    seen: set[str] = set()
    quote = [Mark(Span(0, 3), "quote", id="quote-1"), Mark(Span(4, 6), "quote", id="quote-1")]
    html = "".join(str(marked("abc def", within, quote, seen)) for within in (Span(0, 3), Span(4, 7)))
    assert (html.count('id="quote-1"'), html.count("<mark")) == (1, 2)


def test_marks_that_share_a_word_can_each_be_led_to() -> None:
    html = str(marked("abcdef", Span(0, 6), [Mark(Span(0, 3), "k", id="one"), Mark(Span(0, 3), "k", id="two")]))
    assert (html.count('id="one"'), html.count('id="two"')) == (1, 1)
