"""Feeds, sitemaps, OPML and lists, invented."""

import gzip
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.errors import UnreadableInput
from harmattan.read import feeds
from harmattan.read.items import Item, moment, whole_address
from harmattan.read.listing import in_file, parse
from harmattan.read.reader import is_html
from harmattan.read.unpack import unpacked

AT = "http://news.example/lists/x"
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Norland &amp; Estia</title>
<link href="/a"/><published>2026-03-03T10:00:00+02:00</published><updated>2026-03-04T00:30:00+02:00</updated></entry>
<entry><title>Nowhere</title></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="x"><title>T</title><link>http://news.example/a</link>
<dc:date>2026-03-03</dc:date></item></rdf:RDF>"""
NEWS = """<?xml version="1.0"?><!-- made by hand --><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="n" xmlns:image="i"><url><loc> http://news.example/a </loc><image:image><image:loc>http://news.example/a.png
</image:loc><image:title>Picture</image:title></image:image><news:news><news:title>Talks</news:title>
<news:publication_date>2026-03-03T10:00+02:00</news:publication_date></news:news><lastmod>2026-03-04</lastmod></url>
<url><loc>mailto:x@news.example</loc></url></urlset>"""


def test_atom() -> None:
    found = parse(ATOM.encode(), AT)
    assert found is not None
    assert found.items == (
        Item("http://news.example/a", "Norland & Estia", "2026-03-03T08:00:00Z", "2026-03-03T22:30:00Z"),
    )
    assert found.doubts == ("1 items without a web address",)


@pytest.mark.parametrize("data", [RDF.encode(), RDF.encode("utf-16"), b"\xef\xbb\xbf" + RDF.encode()])
def test_rdf_in_whatever_encoding(data: bytes) -> None:
    found = parse(data, AT)
    assert found is not None
    assert [item.address for item in found.items] == ["http://news.example/a"]


def test_json_feed() -> None:
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"url": "http://news.example/a", "title": "T", "date_published": "2026-03-03T08:00:00Z"},
            {"id": "http://news.example/b", "date_modified": "yesterday", "title": 7},
            {"id": "3"},
            "x",
        ],
    }
    found = parse(json.dumps(told).encode(), AT)
    assert found is not None
    assert [item.address for item in found.items] == [
        "http://news.example/a",
        "http://news.example/b",
        "http://news.example/lists/3",
    ]
    assert found.items[1] == Item("http://news.example/b")
    assert found.doubts == ("1 items without a web address",)
    with pytest.raises(UnreadableInput, match="well-formed"):
        parse(json.dumps(told).encode()[:-3], AT)


def test_news_sitemap_without_its_pictures() -> None:
    found = parse(NEWS.encode(), AT)
    assert found is not None
    assert found.items == (Item("http://news.example/a", "Talks", "2026-03-03T08:00:00Z", "2026-03-04"),)
    assert found.doubts == ("1 entries without a web address",)


def test_a_sitemap_that_breaks_off_keeps_what_stands_before() -> None:
    found = parse(NEWS.encode()[:-200], AT)
    assert found is not None
    assert found.kind == "sitemap"
    assert "not well-formed" in found.doubts[0]


def test_an_index_names_lists_and_no_pages() -> None:
    index = b"<sitemapindex><sitemap><loc>/one.xml</loc><lastmod>2026-03-03</lastmod></sitemap></sitemapindex>"
    found = parse(gzip.compress(index), AT)
    assert found is not None
    assert (found.kind, found.items, found.lists) == (
        "index", (), (Item("http://news.example/one.xml", updated="2026-03-03"),),
    )  # fmt: skip


def test_opml_and_files_of_addresses() -> None:
    opml = b'<opml><body><outline text="F"><outline text="A" xmlUrl="http://a.example/f"/></outline></body></opml>'
    assert in_file(opml, "feeds.opml") == ("http://a.example/f",)
    assert in_file(b"# mine\nhttp://a.example/f\n\nhttps://b.example/\n", "x") == (
        "http://a.example/f", "https://b.example/",
    )  # fmt: skip
    noted = b"http://a.example/f#top  # the one, http://old.example/\n  # mine\nhttps://b.example/\t#\n"
    assert in_file(noted, "x") == ("http://a.example/f", "https://b.example/")
    with pytest.raises(UnreadableInput, match="neither OPML nor a list"):
        in_file(b"a.example/f\n", "x")
    with pytest.raises(UnreadableInput, match=r"^x: line 4 is no address \(http:// or https://\): 'c\.example/f'$"):
        in_file(b"# mine\nhttp://a.example/f\nhttps://b.example/\nc.example/f # new\n", "x")
    with pytest.raises(UnreadableInput, match="neither OPML nor a list"):
        in_file(b"<html><body>no</body></html>", "page.html")


@pytest.mark.parametrize(
    "data",
    [
        b"<!doctype html><html><body><p>rss</p></body></html>",
        b"Bamako (AP)\n\nA text.",
        b'{"items": []}',
        b"<p>x",
        b"",
        b"\xff\xfe\x00",
    ],
)
def test_pages_are_no_lists(data: bytes) -> None:
    assert parse(data, AT) is None


def _bomb(root: str) -> bytes:
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><{root}>&c;</{root}>'.encode()


@pytest.mark.parametrize("root", ["rss", "urlset", "sitemapindex", "opml", "feed"])
def test_declared_entities_are_refused(root: str) -> None:
    for data in (_bomb(root), _bomb(root).decode().encode("utf-16")):
        with pytest.raises(UnreadableInput, match="declares entities"):
            parse(data, AT)


@pytest.mark.parametrize(
    "data",
    [
        b"<rss><channel><item "
        + b" ".join(b'a%d=""' % number for number in range(100_000))
        + b"></item></channel></rss>",
        b"<rss><channel>" + b"<item>" * 300_000,
        b"<rss>" + b" " * 9_000_000,
    ],
)
def test_feeds_that_would_stall_the_parser_are_refused_at_once(data: bytes) -> None:
    begun = time.perf_counter()
    with pytest.raises(UnreadableInput):
        parse(data, AT)
    assert time.perf_counter() - begun < 5


def test_notes_before_a_page_are_passed_over_once() -> None:
    notes = "<!---->" * 200
    assert not is_html(notes + "x")
    assert is_html(notes + "<html>")
    assert parse(notes.encode() + b"x", AT) is None
    assert parse(notes.encode() + b"<urlset></urlset>", AT) is not None


def test_gzip_is_opened_to_its_limit_and_no_further() -> None:
    assert unpacked(gzip.compress(b"a" * 10) + gzip.compress(b"b"), 11, "x") == b"a" * 10 + b"b"
    for data, why in (
        (gzip.compress(b"a" * 12), "over the limit"),
        (gzip.compress(b"a" * 1000)[:-9], "cut off"),
        (b"\x1f\x8bnonsense", "broken"),
        (gzip.compress(b"") * 100, "in a row"),
    ):
        with pytest.raises(UnreadableInput, match=why):
            unpacked(data, 11 if why == "over the limit" else 5000, "x")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2026-03-03", "2026-03-03"),
        ("2026-03-03T10:00:00+02:00", "2026-03-03T08:00:00Z"),
        ("Tue, 03 Mar 2026 10:00:00 +0200", "2026-03-03T08:00:00Z"),
        ("2026-03-03T10:00", "2026-03-03T10:00:00Z"),
        ("yesterday", None),
        ("Mon, 01 Jan 99999999999 00:00:00 GMT", None),
        ("Mon, 99999999999999999999 Jan 2024 00:00:00 GMT", None),
        ("Mon, 01 Jan 2024 00:00:99999999999999999999 GMT", None),
        ("Mon, 01 Jan 2024 00:00:00 -99999999999999999999", None),
        ("2026-13-45", None),
        (None, None),
    ],
)
def test_moments(text: str | None, told: str | None) -> None:
    assert moment(text) == told


@pytest.mark.parametrize("port", ["99999", "0", "x", "-1", "\u00b2"])
def test_a_link_to_a_port_that_cannot_be_is_none(port: str) -> None:
    assert whole_address(AT, f"http://x.example:{port}/a") is None
    assert whole_address(AT, "http://x.example:/a") == "http://x.example:/a"


@given(st.text(max_size=60))
def test_no_link_becomes_anything_but_a_web_address(link: str) -> None:
    made = whole_address(AT, link)
    assert made is None or (made.startswith(("http://", "https://")) and not any(sign in made for sign in " \n\t#"))


@given(st.binary(max_size=300))
def test_bytes_are_a_list_or_none_or_refused(data: bytes) -> None:
    for head in (b"", b"<urlset>", b"<opml>", b"\x1f\x8b"):
        try:
            found = parse(head + data, AT)
        except UnreadableInput:
            continue
        assert found is None or found.kind in ("feed", "sitemap", "index", "opml", "list")


def test_what_the_parser_takes_for_no_element_is_not_looked_through() -> None:
    blank = "\n" * 200_000
    began = time.monotonic()
    found = parse(f'<?xml version="1.0"?><é:rss xmlns:é="u">{blank}<channel></channel></é:rss>'.encode(), AT)
    assert found is None or not found.items
    with pytest.raises(UnreadableInput, match="no element"):
        feeds.parse(f'<?xml version="1.0"?>{blank}<rss></rss>'.encode(), AT)
    assert time.monotonic() - began < 5
