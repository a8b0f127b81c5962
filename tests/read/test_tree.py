"""Parsing, visible text and related links."""

import pytest

from harmattan.errors import NoArticle
from harmattan.read.tree import parse, related_links, torn_text, visible_text


def test_visible_text_breaks_lines_as_a_browser_does() -> None:
    html = "<body><div><div>Menu</div></div><p>One <b>bold</b>\n word.</p><p>Two<br>lines</p><ul><li>a<li>b</ul></body>"
    assert visible_text(parse(html, "page").root) == "Menu\n\nOne bold word.\n\nTwo\nlines\n\na\nb\n"


def test_what_is_not_shown_is_no_visible_text() -> None:
    html = (
        "<body><script>alert(1)</script><style>p{}</style><noscript>Enable it</noscript><p hidden>one</p>"
        '<p style="display: none">two</p><!-- three --><p>Shown.</p></body>'
    )
    assert visible_text(parse(html, "page").root) == "Shown.\n"


def test_torn_text_has_a_line_for_every_piece() -> None:
    assert torn_text(parse("<p>He met <a>the envoy</a> today.</p>", "page").root) == "He met\nthe envoy\ntoday.\n"


def test_metas_are_found_by_name_and_property() -> None:
    page = parse('<meta property="og:title" content="A &amp;amp; B"><meta name="Author" content=" X  Y ">', "page")
    assert (page.meta("og:title"), page.meta("missing", "author"), page.meta("missing")) == ("A & B", "X Y", "")


def test_of_headings_in_headings_the_inner_alone_are_told() -> None:
    html = "<body><h1>One</h1><h2>Two <div><h3>Three <b>four</b></h3></div></h2><h2>Five<i> six</i></h2></body>"
    page = parse(html, "page")
    assert (page.headings, page.lesser_headings) == (("One",), ("Three four", "Five six"))


def test_related_links_are_those_beside_their_heading() -> None:
    html = (
        "<body><nav><a href='/a'>A story in the menu bar</a></nav><div><h3>Related</h3><ul>"
        "<li><a href='/b'>Second story of some length</a></li><li><a href='#c'>An anchor that leads nowhere</a></li>"
        "<li><a href='/d'>Short one</a></li></ul></div></body>"
    )
    found = related_links(parse(html, "page").root, "https://x.example/now", lambda words: words == "Related")
    assert found == [("Second story of some length", "https://x.example/b")]


@pytest.mark.parametrize("html", ["<!-- only a comment -->", "<?xml version='1.0'?>"])
def test_a_page_without_elements_holds_no_article(html: str) -> None:
    with pytest.raises(NoArticle):
        parse(html, "page")
