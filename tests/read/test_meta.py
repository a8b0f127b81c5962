"""Told values by trust, and titles less their site."""

import json

import pytest

from harmattan.read.meta import read_meta, without_site
from harmattan.read.tree import parse
from harmattan.records import Told


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Accord signed in Gao | Sahel Courier", "Accord signed in Gao"),
        ("Accord signed in Gao - Africa | Sahel Courier", "Accord signed in Gao - Africa"),
        ("Accord signed in Gao – sahelcourier.example", "Accord signed in Gao"),
        ("Mali – army retakes palace | Sahel Courier", "Mali – army retakes palace"),
        (
            "Talks fail - Sahel Courier reporter held in Kidal jail",
            "Talks fail - Sahel Courier reporter held in Kidal jail",
        ),
        ("US-China trade: what next", "US-China trade: what next"),
        ("Sahel Courier", "Sahel Courier"),
    ],
)
def test_a_title_loses_its_site_and_nothing_else(title: str, short: str) -> None:
    assert without_site(title, ("sahelcourier", "sahelcourierexample")) == short


def _page(*head: str) -> str:
    return f"<html lang='fr-ML'><head>{''.join(head)}</head><body><p>x</p></body></html>"


def _ld(**values: object) -> str:
    return (
        f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": "H", **values})}</script>'
    )


_OPENGRAPH = '<meta property="article:published_time" content="2026-01-02T00:00:00Z">'


def test_json_ld_goes_before_opengraph() -> None:
    meta = read_meta(parse(_page(_OPENGRAPH, _ld(datePublished="2026-03-04")), "page"), None)
    assert meta.published == Told("2026-03-04", "json-ld")


def test_opengraph_stands_in_for_a_date_json_ld_does_not_tell() -> None:
    meta = read_meta(parse(_page(_OPENGRAPH, _ld(datePublished="soon")), "page"), None)
    assert meta.published == Told("2026-01-02", "opengraph")


def test_nothing_told_is_nothing_found() -> None:
    meta = read_meta(parse(_page(), "page"), None)
    assert (meta.published, meta.updated, meta.byline, meta.site, meta.canonical_url) == (None,) * 5
    assert meta.language == Told("fr", "html")


def test_a_relative_canonical_needs_the_address_it_was_fetched_from() -> None:
    page = parse(_page('<link rel="canonical" href="/story">'), "page")
    assert read_meta(page, None).canonical_url is None
    assert read_meta(page, "https://x.example/story?ref=1").canonical_url == "https://x.example/story"


def test_an_address_is_no_author() -> None:
    head = '<meta property="article:author" content="https://x.example/u/1"><meta name="author" content="By Ada Diop">'
    assert read_meta(parse(_page(head), "page"), None).byline == Told("Ada Diop", "meta")


@pytest.mark.parametrize(
    ("head", "minutes"),
    [
        (_ld(timeRequired="PT4M"), 4),
        (_ld(timeRequired="PT1H5M"), 65),
        ('<meta name="twitter:label2" content="Est. reading time"><meta name="twitter:data2" content="7 minutes">', 7),
        (_ld(timeRequired="soon"), None),
    ],
)
def test_reading_minutes_as_pages_tell_them(head: str, minutes: int | None) -> None:
    assert read_meta(parse(_page(head), "page"), None).reading_minutes == minutes


def test_authors_tags_moments_and_amp_address_with_where_they_were_told() -> None:
    linked = (
        '{"@type": "NewsArticle", "headline": "x", "datePublished": "2026-03-05T10:00:00+01:00", '
        '"author": [{"name": "Jane Doe"}, {"name": "John Roe"}], "keywords": "Mali, uranium, Type:x"}'
    )
    head = (
        f"<script type='application/ld+json'>{linked}</script><link rel=amphtml href='/amp/a'>"
        "<meta name=keywords content='other'><meta property='article:modified_time' content='2026-03-06 08:00'>"
    )
    meta = read_meta(parse(_page(head), "page"), "https://x.example/a")
    assert meta.authors == (Told("Jane Doe", "json-ld"), Told("John Roe", "json-ld"))
    assert meta.tags == (Told("Mali", "json-ld"), Told("uranium", "json-ld"))
    assert meta.amp_url == Told("https://x.example/amp/a", "html")
    assert meta.published_at == Told("2026-03-05T10:00:00+01:00", "json-ld")
    assert meta.updated_at == Told("2026-03-06T08:00", "opengraph")


@pytest.mark.parametrize(
    ("linked", "paywalled"),
    [
        ('"isAccessibleForFree": false', True),
        ('"isAccessibleForFree": "False"', True),
        ('"hasPart": {"isAccessibleForFree": false, "cssSelector": ".x"}', True),
        ('"isAccessibleForFree": true, "hasPart": {"isAccessibleForFree": false}', False),
        ('"hasPart": [3, {"name": "x"}]', False),
    ],
)
def test_a_paywall_as_pages_tell_it(linked: str, paywalled: bool) -> None:
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "x", {linked}}}</script>'
    assert read_meta(parse(_page(head), "page"), None).paywalled is paywalled


def test_a_page_is_not_of_an_outlet_that_it_only_names() -> None:
    page = parse(_page('<link rel="canonical" href="https://www.post.example/story">'), "page")
    assert read_meta(page, "https://evil.example/p").canonical_url is None
    for address in ("https://post.example/p", "https://amp.post.example/p", "https://www.post.example/p?ref=1"):
        assert read_meta(page, address).canonical_url == "https://www.post.example/story"
    # Of a file nothing else is known.
    assert read_meta(page, None).canonical_url == "https://www.post.example/story"


@pytest.mark.parametrize("linked", [True, False])
def test_one_text_of_several_authors_is_several_and_the_site_is_none(linked: bool) -> None:
    site = '<meta property="og:site_name" content="Sahel Courier">'
    for told, people in (
        ("Ada Diop, Luc Ba and Nora Kell", ["Ada Diop", "Luc Ba", "Nora Kell"]),
        ("Sahel Courier", ["Sahel Courier"]),
    ):
        head = _ld(author=told) if linked else f'<meta name="author" content="{told}">'
        meta = read_meta(parse(_page(site, head), "page"), None)
        assert [author.value for author in meta.authors] == people
        assert meta.is_by_site is (told == "Sahel Courier")


def test_the_site_among_authors_is_left_out() -> None:
    head = '<meta name="author" content="Sahel Courier"><meta name="author" content="Ada Diop">'
    meta = read_meta(parse(_page('<meta property="og:site_name" content="Sahel Courier">', head), "page"), None)
    assert (meta.byline, meta.authors) == (Told("Ada Diop", "meta"), (Told("Ada Diop", "meta"),))
