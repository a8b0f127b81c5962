"""What pages say of themselves in JSON-LD, in the shapes they say it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.read.jsonld import Described, Known, described

_ARTICLE = {"@type": "NewsArticle", "headline": "Accord signed", "datePublished": "2026-03-12T16:40:00Z"}


@pytest.mark.parametrize(
    "value",
    [
        _ARTICLE,
        [_ARTICLE],
        [[{"@type": "WebSite"}], [_ARTICLE]],
        {"@graph": [{"@type": "Organization", "name": "X"}, _ARTICLE]},
        {"@type": "WebPage", "name": "Other", "mainEntity": _ARTICLE},
        {**_ARTICLE, "@type": ["Thing", "http://schema.org/NewsArticle"]},
    ],
)
def test_the_article_is_found_wherever_it_stands(value: object) -> None:
    found = described([json.dumps(value)])
    assert (found.title, found.published) == ("Accord signed", "2026-03-12T16:40:00Z")


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"NewsArticle","headline":"Accord signed",}',
        '<!-- {"@type":"NewsArticle","headline":"Accord signed"} -->',
        '//<![CDATA[\n{"@type":"NewsArticle","headline":"Accord signed"}\n//]]>',
        '{"@type":"NewsArticle","headline":"Accord\nsigned"};',
    ],
)
def test_faulty_json_is_read_where_it_can_be(script: str) -> None:
    assert described([script]).title == "Accord signed"


@pytest.mark.parametrize(
    "script", ["", "{", "null", "[" * 100_000, '{"@type": 3}', '{"headline": "no type"}', "<html>"]
)
def test_broken_json_says_nothing(script: str) -> None:
    assert described([script]) == Described()


def test_a_broken_script_does_not_hide_the_next() -> None:
    assert described(["{oops", json.dumps(_ARTICLE)]).title == "Accord signed"


def test_authors_in_every_shape_make_one_byline() -> None:
    authors = [{"@type": "Person", "name": "Hawa Tindarou"}, "Luc Berthomieu", {"@id": "#desk"}, "https://x.example/me"]
    graph = [{**_ARTICLE, "author": authors}, {"@id": "#desk", "@type": "Organization", "name": "World desk"}]
    assert described([json.dumps({"@graph": graph})]).byline == "Hawa Tindarou, Luc Berthomieu, World desk"


def test_entities_and_inline_tags_are_taken_out_of_titles() -> None:
    script = json.dumps({**_ARTICLE, "headline": "The &quot;new&quot; <em>course</em> &amp;#8217;s end"})
    assert described([script]).title == 'The "new" course ’s end'


@pytest.mark.parametrize(
    ("value", "locked"), [(False, True), ("False", True), ("false", True), (True, False), ("True", False)]
)
def test_the_paywall_flag_in_its_spellings(value: object, locked: bool) -> None:
    assert described([json.dumps({**_ARTICLE, "isAccessibleForFree": value})]).paywalled is locked


def test_a_news_article_goes_before_the_web_page_around_it() -> None:
    nodes = [{"@type": "WebPage", "name": "The site", "datePublished": "2020-01-01"}, _ARTICLE]
    assert described([json.dumps({"@graph": nodes})]).title == "Accord signed"


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["@type", "@graph", "@id", "headline", "author", "name", "publisher"]), inner)
    ),
    max_leaves=20,
)


@given(_JSON)
def test_no_shape_of_json_breaks_it(value: object) -> None:
    wrapped = {"@type": "NewsArticle", "headline": value, "author": value, "publisher": value, "url": value}
    described([json.dumps(value), json.dumps(wrapped)])


_OTHER = {"@type": "NewsArticle", "headline": "Cup final in Norland put off", "datePublished": "2025-11-02"}
_OWN = {**_ARTICLE, "headline": "Accord signed on border patrols"}
_PAGE = Known(("Accord signed on border patrols",), ("https://www.courier.example/accord/",))


@pytest.mark.parametrize(
    "graph",
    [
        [_OTHER, _OWN],
        [
            {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": _OTHER}]},
            {**_OWN, "@type": "Article"},
        ],
        [{**_OWN, "@type": "Article", "hasPart": _OTHER}],
        [
            _OTHER,
            {**_OWN, "headline": "Two states agree", "mainEntityOfPage": {"@id": "https://courier.example/accord"}},
        ],
        [_OTHER, {**_OWN, "headline": "Two states agree", "@id": "http://courier.example/accord#article"}],
        [
            {"@type": "WebPage", "name": "Accord", "url": "https://courier.example/accord", "datePublished": "2020"},
            _OWN,
        ],
    ],
)
def test_the_article_of_the_page_s_title_or_address_goes_before_other_stories(graph: list[object]) -> None:
    assert described([json.dumps({"@graph": graph})], _PAGE).published == "2026-03-12T16:40:00Z"


@pytest.mark.parametrize(
    "node", [{"@type": "ItemList", "itemListElement": [_OTHER]}, {**_OTHER, "url": "https://courier.example/cup"}]
)
def test_another_story_alone_says_nothing_of_the_page(node: object) -> None:
    assert described([json.dumps(node)], _PAGE) == Described()


def test_an_article_of_a_rewritten_title_and_no_address_is_the_page_s() -> None:
    node = {**_ARTICLE, "headline": "Norland, Estia to patrol together"}
    page = {
        "@type": "WebPage",
        "url": "https://courier.example/accord",
        "name": "Courier",
        "datePublished": "2020-01-01",
    }
    assert described([json.dumps([page, node])], _PAGE).title == "Norland, Estia to patrol together"


_AGREED = "Marova and Tessia reopen Lenz crossing"


@pytest.mark.parametrize(
    ("headline", "titles", "is_own"),
    [
        ("Cup final ends in drama at the stadium", (_AGREED, f"{_AGREED} - Courier"), False),
        ("Crossing at Lenz is open again", (_AGREED, f"{_AGREED} - Courier"), True),
        ("Cup final ends in drama at the stadium", (_AGREED,), True),
        ("Cup final ends in drama at the stadium", (_AGREED, "The Lenz Courier"), True),
        ("Lenz Courier", (_AGREED, f"{_AGREED} - Courier"), True),
    ],
)
def test_a_story_far_from_the_titles_on_which_a_page_agrees_is_another_s(
    headline: str, titles: tuple[str, ...], is_own: bool
) -> None:
    found = described([json.dumps({**_ARTICLE, "headline": headline})], Known(titles))
    assert (found.published != "") is is_own


def test_the_account_of_a_site_is_no_author() -> None:
    people = [{"name": "admin"}, {"name": "Mira Kolev"}]
    assert described([json.dumps({**_ARTICLE, "author": people})]).authors == ("Mira Kolev",)
