"""HTML pages: the headline among its rivals, the dek, furniture inside the body, what is told and what is not."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.errors import InputError, NoArticle
from harmattan.read.html import read_html
from harmattan.read.pieces import Piece, laid_out, named, with_dek
from harmattan.records import Article, Label, Span, Told

_BODY = [
    "Mali and Niger signed an accord in Gao on Thursday that lets their armies patrol both sides of the border.",
    "Algeria recalled its ambassador within hours and accused Mali of moving troops towards the frontier.",
    "Mali denied the charge and said that military attachés were free to visit the area next week.",
]


def _page(body: str = "", head: str = "", paragraphs: list[str] | None = None) -> str:
    words = "".join(f"<p>{paragraph}</p>" for paragraph in (paragraphs or _BODY))
    return f"<html><head>{head}</head><body><article>{body}{words}</article></body></html>"


def _ld(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **values})}</script>'


def _of(article: Article, label: Label) -> list[str]:
    return [block.span.of(article.text) for block in article.blocks if block.label is label]


def test_the_text_is_headline_dek_and_body_between_blank_lines() -> None:
    head = _ld(headline="Accord signed in Gao", description="Two armies will patrol together.")
    body = "<h1>Accord signed in Gao</h1><p>Two armies will patrol together.</p>"
    article = read_html(_page(body, head), "page")
    assert article.text == "\n\n".join(["Accord signed in Gao", "Two armies will patrol together.", *_BODY])
    labels = [block.label for block in article.blocks]
    assert labels == [Label.HEADLINE, Label.DEK, *[Label.PARAGRAPH] * 3]
    assert article.dek == Told("Two armies will patrol together.", "json-ld", Span(22, 54))


def test_a_description_that_repeats_the_opening_is_no_second_text() -> None:
    head = f'<meta property="og:title" content="Accord signed"><meta property="og:description" content="{_BODY[0]}">'
    article = read_html(_page("<h1>Accord signed</h1>", head), "page")
    assert article.text.count(_BODY[0]) == 1


def test_a_description_the_page_does_not_show_stays_out_of_the_text() -> None:
    head = '<meta name="description" content="All about the accord, with pictures and a map.">'
    article = read_html(_page("<h1>Accord signed in Gao today</h1>", head), "page")
    assert article.dek == Told("All about the accord, with pictures and a map.", "meta")
    assert "pictures" not in article.text


def test_a_date_that_is_not_on_the_page_is_absent() -> None:
    article = read_html(_page("<h1>Accord signed in Gao today</h1>"), "page")
    assert (article.published, article.updated) == (None, None)


def test_a_day_inside_the_report_is_not_its_date() -> None:
    paragraphs = [*_BODY, "The two states had quarrelled since the clash of 12 March 2024 near the wells."]
    assert read_html(_page("<h1>Accord signed in Gao</h1>", paragraphs=paragraphs), "page").published is None


def test_a_date_line_below_the_headline_is_read() -> None:
    article = read_html(_page("<h1>Accord signed in Gao</h1><div>12 March 2026</div><div>3 min read</div>"), "page")
    assert (article.published, article.reading_minutes) == (Told("2026-03-12", "text"), 3)


def test_the_address_tells_the_day_when_nothing_else_does() -> None:
    article = read_html(_page(), "page", url="https://x.example/2026/03/12/accord")
    assert article.published == Told("2026-03-12", "url")


def test_script_in_a_headline_is_inert_text() -> None:
    title = "Accord <script>alert(1)</script> signed in Gao"
    article = read_html(_page(head=_ld(headline=title).replace("</script> ", "<\\/script> ", 1)), "page")
    assert article.title == Told(title, "json-ld", Span(0, len(title)))


def test_script_inside_a_heading_is_no_part_of_it() -> None:
    article = read_html(_page("<h1>Accord <script>alert(1)</script>signed in Gao</h1>"), "page")
    assert article.title == Told("Accord signed in Gao", "html", Span(0, 20))


def test_broken_json_ld_leaves_the_page_readable() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script><title>Accord signed</title>'
    )
    article = read_html(_page(head=head), "page")
    assert article.title == Told("Accord signed", "html", Span(0, 13))


def test_ads_and_related_blocks_in_the_body_are_kept_under_their_labels() -> None:
    paragraphs = [_BODY[0], "Advertisement", _BODY[1], _BODY[2], "More from Africa", "Lorries burn in Kidal"]
    article = read_html(_page(paragraphs=paragraphs), "page")
    assert _of(article, Label.PARAGRAPH) == _BODY
    assert _of(article, Label.AD) == ["Advertisement"]


def test_a_related_block_ends_where_the_article_goes_on() -> None:
    long = Piece(Label.PARAGRAPH, " ".join(["The patrols begin in April and last until the end of the year."] * 3))
    pieces = [long, Piece(Label.HEADING, "Related News"), Piece(Label.PARAGRAPH, "Lorries burn in Kidal"), long]
    labels = [piece.label for piece in named(pieces, "")]
    assert labels == [Label.PARAGRAPH, Label.RELATED, Label.RELATED, Label.PARAGRAPH]


def test_comments_go_on_to_the_end() -> None:
    long = Piece(Label.PARAGRAPH, " ".join(["I have lived there for years and nothing changes, my friends."] * 4))
    pieces = [Piece(Label.PARAGRAPH, _BODY[0]), Piece(Label.HEADING, "Comments (2)"), long]
    assert [piece.label for piece in named(pieces, "")] == [Label.PARAGRAPH, Label.COMMENTS, Label.COMMENTS]


def test_only_a_piece_near_the_top_becomes_the_dek() -> None:
    pieces = [Piece(Label.PARAGRAPH, words) for words in [*_BODY, "Two armies will patrol together."]]
    assert with_dek(pieces, [("Two armies will patrol together.", "json-ld")]) == pieces


def test_a_cut_off_ending_is_told() -> None:
    assert read_html(_page(paragraphs=[*_BODY, "The government has not yet decided whether to..."]), "page").truncated
    assert not read_html(_page(), "page").truncated


def test_a_paywall_below_the_last_paragraph_bars_the_rest() -> None:
    html = _page().replace("</article>", "</article><div>To continue reading, subscribe to Straits Monitor</div>")
    article = read_html(html, "page")
    assert (article.truncated, article.paywalled) == (True, True)


def test_a_flagged_page_whose_text_is_whole_is_paywalled_but_not_cut_off() -> None:
    article = read_html(_page(head=_ld(headline="Accord signed", isAccessibleForFree=False)), "page")
    assert (article.truncated, article.paywalled) == (False, True)


def test_the_body_in_json_ld_is_used_where_the_page_shows_a_stub() -> None:
    head = _ld(headline="Accord signed", articleBody="\n\n".join(_BODY * 3))
    article = read_html(_page(head=head, paragraphs=["Loading the story."]), "page")
    assert _of(article, Label.PARAGRAPH) == _BODY * 3


@pytest.mark.parametrize(
    "html",
    [
        "<html><body></body></html>",
        "<html><body><h1>Page not found</h1><p>Sorry.</p></body></html>",
        "<html><body><nav><a href='/'>Home</a><a href='/news'>News</a></nav></body></html>",
        "<!doctype html>",
    ],
)
def test_a_page_without_an_article_says_so(html: str) -> None:
    with pytest.raises(NoArticle, match=r"^page: "):
        read_html(html, "page")


def test_the_same_page_has_the_same_id_from_any_file() -> None:
    assert read_html(_page(), "a.html").id == read_html(_page(), "elsewhere/b.html").id


def test_pages_with_the_same_words_at_two_addresses_are_two() -> None:
    first, second = (read_html(_page(), "page", url=f"https://{host}.example/") for host in ("a", "b"))
    assert first.id != second.id
    assert first.content_hash == second.content_hash


@given(st.lists(st.tuples(st.sampled_from(Label), st.text(min_size=1, max_size=30))))
def test_laid_out_blocks_cover_their_words_in_order(entries: list[tuple[Label, str]]) -> None:
    pieces = [Piece(label, words) for label, words in entries]
    text, blocks = laid_out(pieces)
    assert [block.span.of(text) for block in blocks] == [piece.text for piece in pieces]
    ends = [0, *(block.span.end for block in blocks)]
    assert all(end <= block.span.start for end, block in zip(ends, blocks, strict=False))


_TAGS = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<h1>", "<h2>", "<a href='x'>", "<br>", "<table><tr><td>", "<!--"]
)
_WORDS = st.sampled_from(["Related News", "Advertisement", *_BODY, "Short.", "By Ada Diop", "12 March 2026", "{[<"])


@given(st.lists(_TAGS | _WORDS, max_size=30))
def test_any_soup_gives_sound_blocks_or_a_refusal(soup: list[str]) -> None:
    try:
        article = read_html("<body>" + " ".join(soup), "page")
    except InputError:
        return
    ends = [0, *(block.span.end for block in article.blocks)]
    assert all(end <= block.span.start < block.span.end for end, block in zip(ends, article.blocks, strict=False))
    assert ends[-1] <= len(article.text)


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ada Diop", "Ada Diop"),
        ("Posted on March 6, 2026 by Ada Diop", "Ada Diop"),
        ("By Invitation", "Sahel Courier"),
    ],
)
def test_a_printed_byline_goes_before_the_site_s_name(line: str, byline: str) -> None:
    head = '<meta name="author" content="Sahel Courier"><meta property="og:site_name" content="Sahel Courier">'
    article = read_html(_page(f"<h1>Accord signed in Gao today</h1><p>{line}</p>", head), "page")
    assert article.byline is not None
    assert article.byline.value == byline
    assert [author.value for author in article.authors] == [byline]


def test_the_people_of_a_printed_byline_are_the_authors() -> None:
    article = read_html(_page("<h1>Accord signed in Gao today</h1><p>By Ada Diop and Luc Ba</p>"), "page")
    assert article.authors == (Told("Ada Diop", "text"), Told("Luc Ba", "text"))


def test_a_headline_with_a_rubric_in_its_heading_is_told_once() -> None:
    head = '<meta property="og:title" content="Accord signed on border patrols">'
    article = read_html(_page("<h1><span>Mali</span> Accord signed on border patrols</h1>", head), "page")
    assert _of(article, Label.HEADLINE) == ["Accord signed on border patrols"]
    assert _of(article, Label.HEADING) == []
    assert article.text.count("Accord signed") == 1


@pytest.mark.parametrize(
    "behind",
    [
        ", officials said.",
        ", again and again!",
        " – but for how long?",
        ", “at last.”",
        ", he said: “At last”",
        "，官员表示。",
        ", officials said (ENA).",
    ],
)
def test_a_sentence_that_opens_with_the_headline_stays(behind: str) -> None:
    pieces = [Piece(Label.PARAGRAPH, f"Accord signed on border patrols{behind}"), Piece(Label.HEADING, "Mali")]
    assert named(pieces, "Accord signed on border patrols")[0] == pieces[0]


def test_a_headline_that_asks_is_told_once_with_a_rubric_in_its_heading() -> None:
    pieces = [Piece(Label.HEADING, "Mali: Will the accord hold?"), Piece(Label.PARAGRAPH, _BODY[0])]
    assert named(pieces, "Will the accord hold?") == pieces[1:]


def test_a_short_page_keeps_its_headline_byline_and_story_apart() -> None:
    story = "Norway gave Moldova emergency aid on Monday. Its ministry said that three lorries had crossed the border."
    body = '<h1>Norway sends aid</h1><p class="byline">By Kari Nordmann</p>'
    page = _page(body, "<title>Norway sends aid</title>", paragraphs=[story])
    article = read_html(page, "page")
    assert _of(article, Label.PARAGRAPH) == [story]
    assert _of(article, Label.HEADLINE) == ["Norway sends aid"]
    assert article.byline is not None
    assert article.byline.value == "Kari Nordmann"


def test_a_page_that_holds_its_article_twice_gives_it_once() -> None:
    copies = "".join(f"<p>{words}</p>" for words in _BODY)
    page = (
        f"<html><body><div class='desktop'><h1>Accord signed in Gao</h1>{copies}</div>"
        f"<div class='mobile-only' style='display:none'><h1>Accord signed in Gao</h1>{copies}</div></body></html>"
    )
    assert _of(read_html(page, "page"), Label.PARAGRAPH) == _BODY


def test_paragraphs_that_line_breaks_part() -> None:
    one = "Marova withdrew its ambassador from Tessia on Tuesday after talks on the crossing broke down."
    two = "The foreign ministry said the envoy would stay away until the patrols had left the bank."
    html = f"<html><table><tr><td>News</td><td><p>{one}<br><br>{two}<br>A line<br>of verse</td></tr></table></html>"
    article = read_html(html, "invented")
    paragraphs = [block.span.of(article.text) for block in article.blocks if block.label is Label.PARAGRAPH]
    assert paragraphs[-3:] == [one, two, "A line of verse"]
