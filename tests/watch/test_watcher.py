"""Watching sites that the tests serve themselves; nothing goes to the network. All pages are invented."""

import gzip
import time
from dataclasses import replace
from itertools import pairwise

import pytest

from harmattan.dates import now_utc
from harmattan.errors import NotNow
from harmattan.ledger import Ledger
from harmattan.ledger.watching import Due, Fetch, Outcome, Watching
from harmattan.read.items import Item
from harmattan.read.source import Raw
from harmattan.records import Coded
from harmattan.watch.keeping import Keeper
from harmattan.watch.manners import Plan
from harmattan.watch.watcher import Watcher
from tests.watch.site import Asked, Reply, Site, page, rss
from tests.watch.watching import QUICK, RUN, TERMS, Watched, code, quick, watched


def _feed(site: Site, count: int) -> str:
    for number in range(1, count + 1):
        site.text(f"/p{number}", page(number))
    site.text("/feed", rss(site.address, range(1, count + 1)), "application/rss+xml")
    return f"{site.address}/feed"


def test_a_feed_is_read_once_and_only_what_is_new_again(site: Site, book: Ledger) -> None:
    feed = _feed(site, 100)
    for number in range(61, 101):
        del site.pages[f"/p{number}"]
    site.text("/feed", rss(site.address, range(1, 61)))
    first = watched(book, [feed])
    assert first.outcomes().count("read") == 60
    assert (first.row(feed).items, first.row(feed).fresh) == (60, 60)
    _feed(site, 100)
    second = watched(book, [feed])
    assert (second.row(feed).items, second.row(feed).fresh) == (100, 40)
    assert second.outcomes().count("read") == 40
    assert max(site.times(f"/p{number}") for number in range(1, 101)) == 1
    assert book.counts()["articles"] == 100
    assert book.problems() == []


def test_what_has_not_changed_is_not_sent_again(site: Site, book: Ledger) -> None:
    """The server is given back its validators, and its 304 is counted."""

    def reply(asked: Asked) -> Reply:
        fresh = asked.headers.get("If-None-Match") == '"v1"' and "If-Modified-Since" in asked.headers
        told = {"ETag": '"v1"', "Last-Modified": "Tue, 03 Mar 2026 10:00:00 GMT"}
        return (304, told, b"") if fresh else (200, told, page(1).encode())

    site.pages["/p"] = reply
    address = f"{site.address}/p"
    assert watched(book, [address]).outcomes() == ["read"]
    for _ in range(2):
        again = watched(book, [address])
        assert (again.outcomes(), again.row(address).status) == (["same"], 304)
    assert book.counts()["articles"] == 1
    (state,) = [one for one in book.sources() if one.watched]
    assert (state.kind, state.pages, state.same) == ("page", 1, 2)


def test_a_page_that_changes_gets_a_version(site: Site, book: Ledger) -> None:
    address = f"{site.address}/p1"
    site.text("/p1", page(1))
    watched(book, [address])
    site.text("/p1", page(1, "Corrected: it was twice."))
    done = watched(book, [address])
    assert done.outcomes() == ["read"]
    found = book.versions(done.row(address).article or "")
    assert [one.article == done.row(address).article for one in found] == [False, True]
    assert book.copies(found[0].article) == []


def test_a_page_that_its_feed_calls_updated_is_read_again(site: Site, book: Ledger) -> None:
    feed = f"{site.address}/feed"
    entry = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/p1"/><updated>{}</updated></entry></feed>'
    site.text("/p1", page(1))
    site.text("/feed", entry.format("2026-03-03T10:00:00Z"))
    watched(book, [feed])
    site.text("/p1", page(1, "Corrected."))
    site.text("/feed", entry.format("2026-03-03T12:00:00+01:00"))
    assert watched(book, [feed]).outcomes() == ["listed"], "found too short a while ago"
    assert watched(book, [feed], quick(revisit=-1)).outcomes() == ["listed", "read"]
    assert watched(book, [feed], quick(revisit=-1)).outcomes() == ["listed"]
    assert book.counts()["articles"] == 2


def test_an_address_with_an_impossible_port_ends_no_watch(site: Site, book: Ledger) -> None:
    """Neither one that a list names, nor where a redirect leads, nor one that the ledger found in older days."""
    feed = _feed(site, 1)
    bad = "http://x.example:99999/a"
    item = f"<item><link>{bad}</link></item></channel>"
    site.text("/feed", rss(site.address, range(1, 2)).replace("</channel>", item))
    site.pages["/moved"] = (302, {"Location": bad}, b"")
    found = Fetch(feed, feed, "feed", Outcome.LISTED)
    book.watching.listing(found, RUN, [Item(bad)], "")
    done = watched(book, [feed, f"{site.address}/moved"], quick(retries=0))
    assert done.outcomes(f"{site.address}/p1") == ["read"]
    assert done.outcomes(f"{site.address}/moved") == ["refused"]
    assert done.outcomes(bad) == ["refused"]
    assert done.row(feed).items == 1, "it is not found again"


def test_what_one_source_left_over_comes_by_another(site: Site, book: Ledger) -> None:
    first = _feed(site, 5)
    site.text("/other", rss(site.address, range(1, 6)))
    other = f"{site.address}/other"
    watched(book, [first], quick(most=1))
    done = watched(book, [other])
    assert (done.row(other).fresh, done.outcomes().count("read")) == (4, 4)
    assert watched(book, [first, other]).outcomes() == ["listed", "listed"], "nothing is read twice"
    assert sorted(state.waiting for state in book.sources() if state.watched) == [0, 0]
    assert max(site.times(f"/p{number}") for number in range(1, 6)) == 1


def test_what_failed_by_one_source_is_not_tried_at_once_by_another(site: Site, book: Ledger) -> None:
    first = _feed(site, 1)
    site.text("/other", rss(site.address, range(1, 2)))
    site.pages["/p1"] = (404, {}, b"")
    watched(book, [first])
    watched(book, [f"{site.address}/other"])
    assert site.times("/p1") == 1


def test_what_since_left_out_comes_without_it(site: Site, file_book: Ledger) -> None:
    _feed(site, 3)
    body = rss(site.address, range(1, 4)).encode()

    def reply(asked: Asked) -> Reply:
        return (304, {}, b"") if asked.headers.get("If-None-Match") == '"v"' else (200, {"ETag": '"v"'}, body)

    site.pages["/feed"] = reply
    feed = [f"{site.address}/feed"]
    assert watched(file_book, feed, replace(QUICK, since="2026-04-01")).outcomes() == ["listed"]
    assert watched(file_book, feed).outcomes() == ["listed", "read", "read", "read"]
    assert watched(file_book, feed, replace(QUICK, since="2026-04-01")).outcomes() == ["same"]


def test_not_modified_is_no_answer_to_a_request_for_the_whole(site: Site, book: Ledger) -> None:
    feed = _feed(site, 1)
    site.pages["/p1"] = (304, {}, b"")
    done = watched(book, [feed], quick(quarantine=-10.0))
    assert done.row(f"{site.address}/p1").outcome == "failed"
    site.text("/p1", page(1))
    assert watched(book, [feed]).outcomes() == ["listed", "read"]


def test_robots_rules_are_obeyed_and_told(site: Site, book: Ledger) -> None:
    feed = _feed(site, 3)
    site.text("/robots.txt", "User-agent: *\nDisallow: /p2\n", "text/plain")
    done = watched(book, [feed])
    assert (site.times("/p2"), site.times("/robots.txt")) == (0, 1)
    assert done.outcomes(f"{site.address}/p2") == ["disallowed"]
    assert done.outcomes().count("read") == 2
    (state,) = [one for one in book.sources() if one.watched]
    assert state.refused == (("robots.txt forbids it", 1),)


def test_rules_that_cannot_be_had_forbid_all_for_now(site: Site, file_book: Ledger) -> None:
    site.pages["/robots.txt"] = (503, {}, b"")
    feed = _feed(site, 2)
    done = watched(file_book, [feed])
    assert site.paths() == []
    assert site.times("/robots.txt") == QUICK.retries + 1
    assert done.row(feed).reason == "robots.txt cannot be had: the server answered 503"
    assert done.row(feed).next_try is not None
    assert watched(file_book, [feed]).outcomes() == [], "it is in quarantine"


@pytest.mark.parametrize(
    "unreadable",
    [
        (200, {"Content-Encoding": "br"}, b"User-agent: *\nDisallow: /\n"),
        (200, {"Content-Encoding": "gzip"}, b"\x1f\x8b\x08\x00broken"),
        (302, {"Location": "ftp://x.example/robots.txt"}, b""),
        (302, {"Location": "http://[::1"}, b""),
        (302, {}, b""),
    ],
)
def test_rules_that_cannot_be_read_forbid_all_for_now(site: Site, file_book: Ledger, unreadable: Reply) -> None:
    site.pages["/robots.txt"] = unreadable
    done = watched(file_book, [_feed(site, 1)])
    assert (site.paths(), done.outcomes()) == ([], ["failed"])
    assert done.rows[0].reason.startswith("robots.txt cannot be had")


@pytest.mark.parametrize("packed", [False, True])
def test_rules_that_are_too_long_hold_as_far_as_they_are_read(site: Site, file_book: Ledger, packed: bool) -> None:
    body = b"User-agent: *\nDisallow: /p1\n" + b"# more\n" * 300_000
    headers = {"Content-Encoding": "gzip"} if packed else {}
    site.pages["/robots.txt"] = (200, headers, gzip.compress(body) if packed else body)
    _feed(site, 2)
    done = watched(file_book, [f"{site.address}/p1", f"{site.address}/p2"])
    assert (done.outcomes(), site.times("/robots.txt")) == (["disallowed", "read"], 1)


def test_a_host_is_asked_one_thing_at_a_time_and_hosts_side_by_side(site: Site, other: Site, file_book: Ledger) -> None:
    for one in (site, other):
        one.slow = 0.05
        one.text("/robots.txt", "User-agent: *\nCrawl-delay: 0.1\n", "text/plain")
    watched(file_book, [_feed(site, 4), _feed(other, 4)])
    for one in (site, other):
        times = sorted(one.asked, key=lambda asked: asked.begun)
        assert len(times) == 6
        for before, after in pairwise(times):
            assert after.begun - before.begun >= 0.149, "an answer's time and the pause behind it"
    assert min(one.begun for one in other.asked) < max(one.ended for one in site.asked)
    assert min(one.begun for one in site.asked) < max(one.ended for one in other.asked)


def test_a_server_that_asks_to_wait_is_waited_for(site: Site, file_book: Ledger) -> None:
    def reply(_: Asked) -> Reply:
        return (429, {"Retry-After": "1"}, b"") if site.times("/p1") == 1 else (200, {}, page(1).encode())

    feed = _feed(site, 2)
    site.pages["/p1"] = reply
    done = watched(file_book, [feed])
    assert done.outcomes().count("read") == 2
    first, *rest = (one.begun for one in site.asked if one.path == "/p1")
    others = [one.begun for one in site.asked if one.path == "/p2" and one.begun > first]
    assert min(*rest, *others) - first >= 0.95, "the whole host waits"


@pytest.mark.parametrize(
    "told", ["Mon, 01 Jan 99999999999 00:00:00 GMT", "Mon, 01 Jan 2024 00:00:00 -99999999999999999999", "soon"]
)
def test_a_wait_that_means_nothing_ends_no_watch(site: Site, file_book: Ledger, told: str) -> None:
    feed = _feed(site, 2)
    site.pages["/p1"] = (429, {"Retry-After": told}, b"")
    done = watched(file_book, [feed])
    assert done.outcomes(f"{site.address}/p1") == ["failed"]
    assert done.outcomes(f"{site.address}/p2") == ["read"]


def test_a_long_wait_is_left_to_a_later_pass(site: Site, book: Ledger) -> None:
    feed = _feed(site, 2)
    site.pages["/p1"] = (429, {"Retry-After": "7200"}, b"")
    done = watched(book, [feed])
    assert done.outcomes(f"{site.address}/p1") == ["waiting"]
    assert site.times("/p1") == 1
    assert site.times("/p2") == 0
    (state,) = [one for one in book.sources() if one.watched]
    assert (state.waiting, state.quarantined) == (1, 0), "p2 was never asked for"


def test_a_source_that_asks_for_hours_holds_up_no_pass(site: Site, file_book: Ledger) -> None:
    """Pages of another source on the same host wait as well, and are found again by the next pass."""
    first = _feed(site, 2)
    watched(file_book, [first], quick(most=1))
    site.pages["/feed"] = (429, {"Retry-After": "7200"}, b"")
    begun = time.monotonic()
    done = watched(file_book, [first, f"{site.address}/map"])
    assert time.monotonic() - begun < 5
    assert done.outcomes() == ["waiting", "waiting"]
    (state,) = [one for one in file_book.sources(first) if one.watched]
    assert (state.waiting, state.trouble) == (1, "the server answered 429: to be asked again later")


def test_rules_that_ask_for_hours_between_requests_hold_up_no_pass(site: Site, file_book: Ledger) -> None:
    site.text("/robots.txt", "User-agent: *\nCrawl-delay: 7200\n", "text/plain")
    begun = time.monotonic()
    watched(file_book, [_feed(site, 3)])
    assert time.monotonic() - begun < 5
    assert site.paths() == ["/feed"]


def test_errors_are_tried_again_then_held(site: Site, book: Ledger) -> None:
    feed = _feed(site, 1)
    site.pages["/p1"] = (500, {}, b"")
    address = f"{site.address}/p1"
    done = watched(book, [feed])
    assert site.times("/p1") == QUICK.retries + 1
    (held,) = book.held(feed)
    assert (held.address, held.reason, held.failures) == (address, "the server answered 500", 1)
    assert (held.next_try or "") > done.row(address).at
    assert watched(book, [feed]).outcomes() == ["listed"], "it is in quarantine"


def test_what_was_held_is_tried_when_its_time_comes(site: Site, book: Ledger) -> None:
    feed = _feed(site, 1)
    site.pages["/p1"] = (500, {}, b"")
    watched(book, [feed], quick(quarantine=-10.0))
    (held,) = book.held(feed)
    assert held.failures == 1
    watched(book, [feed], quick(quarantine=-10.0))
    assert [one.failures for one in book.held(feed)] == [2]
    site.text("/p1", page(1))
    assert watched(book, [feed]).outcomes(f"{site.address}/p1") == ["read"]
    assert book.held(feed) == []


def test_what_is_gone_is_not_tried_again_in_the_same_run(site: Site, file_book: Ledger) -> None:
    feed = _feed(site, 1)
    site.pages["/p1"] = (410, {}, b"")
    watched(file_book, [feed])
    assert site.times("/p1") == 1
    assert [one.reason for one in file_book.held(feed)] == ["the server answered 410"]


@pytest.mark.parametrize("target", ["http://127.0.0.1:1/x", "http://169.254.169.254/latest/meta-data"])
def test_a_redirect_into_the_own_network_is_refused(
    site: Site, file_book: Ledger, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    """The site's own address passes as public; where it leads does not."""
    port = int(site.address.rsplit(":", 1)[1])
    from harmattan.read import fetch

    known = fetch.is_public
    asked: list[str] = []

    def public(address: str) -> bool:
        asked.append(address)
        return len(asked) <= 2 or known(address)  # robots.txt and the page

    monkeypatch.setattr(fetch, "is_public", public)
    site.pages["/p1"] = (302, {"Location": target}, b"")
    address = f"http://127.0.0.1:{port}/p1"
    done = watched(file_book, [address], terms=replace(TERMS, allow_private=False))
    assert done.outcomes() == ["refused"]
    assert "private address" in done.row(address).reason


def test_a_private_source_is_refused_and_not_asked(site: Site, file_book: Ledger) -> None:
    done = watched(file_book, [_feed(site, 1)], terms=replace(TERMS, allow_private=False))
    assert (done.outcomes(), site.asked) == (["refused"], [])


def test_redirects_are_followed_by_the_rules_of_where_they_lead(site: Site, other: Site, file_book: Ledger) -> None:
    site.pages["/a"] = (301, {"Location": f"{other.address}/p1"}, b"")
    site.pages["/b"] = (301, {"Location": f"{other.address}/p2"}, b"")
    site.pages["/loop"] = (301, {"Location": "/loop"}, b"")
    other.text("/robots.txt", "User-agent: harmattan\nDisallow: /p2\n", "text/plain")
    other.text("/p1", page(1))
    other.text("/p2", page(2))
    done = watched(file_book, [f"{site.address}/{path}" for path in ("a", "b", "loop")])
    assert [done.row(f"{site.address}/{path}").outcome for path in ("a", "b", "loop")] == [
        "read", "disallowed", "refused",
    ]  # fmt: skip
    assert done.row(f"{site.address}/a").url == f"{other.address}/p1"
    assert other.times("/p2") == 0


def test_a_slow_server_is_cut_off(site: Site, file_book: Ledger) -> None:
    """It drips its headers, so that no single read takes long."""
    site.dripped.add("/p1")
    begun = time.monotonic()
    done = watched(file_book, [f"{site.address}/p1"], quick(retries=0), terms=replace(TERMS, seconds=0.4))
    assert time.monotonic() - begun < 5
    assert done.row(f"{site.address}/p1").reason == "not received within 0.4 seconds"


def test_a_sitemap_index_with_packed_sitemaps(site: Site, book: Ledger) -> None:
    entry = "<url><loc>{}/p{}</loc><lastmod>2026-03-03</lastmod></url>"
    for name, numbers in (("a", (1, 2)), ("b", (3, 4))):
        urls = "".join(entry.format(site.address, number) for number in numbers)
        body = gzip.compress(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode())
        site.pages[f"/{name}.xml.gz"] = (200, {"Content-Type": "application/x-gzip"}, body)
        for number in numbers:
            site.text(f"/p{number}", page(number))
    lists = "".join(f"<sitemap><loc>{site.address}/{name}.xml.gz</loc></sitemap>" for name in ("a", "b", "gone"))
    site.text("/index.xml", f"<sitemapindex>{lists}</sitemapindex>", "application/xml")
    index = f"{site.address}/index.xml"
    done = watched(book, [index])
    assert done.outcomes().count("read") == 4
    assert done.row(f"{site.address}/a.xml.gz").kind == "sitemap"
    assert done.outcomes(f"{site.address}/gone.xml.gz") == ["failed"]
    (state,) = [one for one in book.sources() if one.watched]
    assert (state.name, state.kind, state.pages, state.quarantined) == (index, "index", 4, 1)


def test_pages_of_many_sitemaps_are_looked_for_once(
    site: Site, file_book: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The latest of all sitemaps come first, whichever sitemap names them."""
    for number in range(1, 7):
        entry = f"<url><loc>{site.address}/p{number}</loc><lastmod>2026-03-0{number}</lastmod></url>"
        site.text(f"/m{number}", f"<urlset>{entry}</urlset>")
        site.text(f"/p{number}", page(number))
    lists = "".join(f"<sitemap><loc>{site.address}/m{number}</loc></sitemap>" for number in range(1, 7))
    site.text("/index", f"<sitemapindex>{lists}</sitemapindex>")
    asked: list[str] = []
    due = Watching.due

    def counted(self: Watching, source: str, now: str, most: int) -> list[Due]:
        asked.append(source)
        return due(self, source, now, most)

    monkeypatch.setattr(Watching, "due", counted)
    watched(file_book, [f"{site.address}/index"], quick(most=2))
    assert asked == [f"{site.address}/index"]
    assert site.paths()[-2:] == ["/p6", "/p5"]


def test_pages_of_a_source_come_where_a_list_of_it_does_not(site: Site, other: Site, file_book: Ledger) -> None:
    """The last list to end is one that its host wants asked for later."""
    other.pages["/robots.txt"] = (429, {"Retry-After": "7200"}, b"")
    other.slow = 0.2
    site.text("/m", f"<urlset><url><loc>{site.address}/p1</loc></url></urlset>")
    site.text("/p1", page(1))
    names = "".join(f"<sitemap><loc>{one.address}/m</loc></sitemap>" for one in (site, other))
    site.text("/index", f"<sitemapindex>{names}</sitemapindex>")
    done = watched(file_book, [f"{site.address}/index"])
    assert done.outcomes(f"{other.address}/m") == ["waiting"]
    assert done.outcomes(f"{site.address}/p1") == ["read"]


def test_opml_on_a_server_makes_each_feed_a_source(site: Site, file_book: Ledger) -> None:
    feed = _feed(site, 1)
    site.text("/o", f'<opml version="2.0"><body><outline text="x"><outline xmlUrl="{feed}"/></outline></body></opml>')
    done = watched(file_book, [f"{site.address}/o"])
    assert done.outcomes() == ["listed", "listed", "read"]
    assert sorted(one.kind for one in file_book.sources() if one.watched) == ["feed", "opml"]


def test_lists_that_name_each_other_are_read_once_in_one_pass(site: Site, file_book: Ledger) -> None:
    feed = _feed(site, 1)
    outline = '<opml version="2.0"><body><outline xmlUrl="{}"/><outline xmlUrl="{}"/></body></opml>'
    site.text("/o", outline.format(f"{site.address}/q", feed))
    site.text("/q", outline.format(f"{site.address}/o", f"{site.address}/q"))
    begun = time.monotonic()
    watched(file_book, [f"{site.address}/o"], plan=Plan(seconds=5))
    assert time.monotonic() - begun < 4
    assert (site.times("/o"), site.times("/q"), site.times("/feed")) == (1, 1, 1)
    assert watched(file_book, [f"{site.address}/o"]).outcomes() == ["listed"] * 3, "another run begins anew"


def test_lists_below_lists_are_followed_so_far_and_no_further(site: Site, file_book: Ledger) -> None:
    for number in range(6):
        outline = f'<outline xmlUrl="{site.address}/o{number + 1}"/>'
        site.text(f"/o{number}", f'<opml version="2.0"><body>{outline}</body></opml>')
    done = watched(file_book, [f"{site.address}/o0"], plan=Plan(seconds=5))
    assert site.paths() == ["/o0", "/o1", "/o2"]
    assert done.rows[-1].reason == "1 sources not read: too many lists above them"


def test_hostile_lists_are_refused_with_a_reason(site: Site, file_book: Ledger) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "{}"><!ENTITY b "&a;&a;&a;&a;">]>{}'
    site.text("/feed", bomb.format("x" * 100, "<rss><channel><title>&b;</title></channel></rss>"))
    site.text("/map", bomb.format("x" * 100, "<urlset><url><loc>&b;</loc></url></urlset>"))
    site.pages["/map.gz"] = (200, {}, gzip.compress(b"<urlset>" + b" " * 5_000_000))
    site.pages["/packed"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b" " * 5_000_000))
    addresses = [f"{site.address}/{path}" for path in ("feed", "map", "map.gz", "packed")]
    done = watched(file_book, addresses)
    assert [done.row(one).reason for one in addresses] == [
        *["refused, it declares entities"] * 2, *["is over the limit of 1 MB for one page"] * 2,
    ]  # fmt: skip
    assert {one.source: one.reason for one in file_book.refusals()} == {one: done.row(one).reason for one in addresses}


def test_a_broken_feed_is_read_as_far_as_it_goes_and_told(site: Site, file_book: Ledger) -> None:
    site.text("/p1", page(1))
    site.text("/feed", f"<rss><channel><item><title>A & B</title><link>{site.address}/p1</link></item><item>")
    done = watched(file_book, [f"{site.address}/feed"])
    assert done.outcomes() == ["listed", "read"]
    assert done.rows[0].reason.startswith("the feed is not well-formed")


def test_a_page_without_an_article_is_a_refusal_and_not_asked_for_again(site: Site, book: Ledger) -> None:
    feed = _feed(site, 2)
    site.text("/p1", "<p>nothing here</p>")
    site.pages["/p2"] = (200, {}, b"%PDF-1.7")
    watched(book, [feed])
    assert watched(book, [feed]).outcomes() == ["listed"]
    (state,) = [one for one in book.sources() if one.watched]
    assert state.refused == (("holds no article", 1), ("is a PDF file, not a page of text", 1))
    assert [week.refused for week in state.weeks] == [2]


def test_a_page_that_ends_the_program_keeps_no_other_from_being_read(site: Site, book: Ledger) -> None:
    """The bug is ours, so it is not hidden; begun again, the watch reads the other pages, and this one later."""
    feed = _feed(site, 3)
    bad = f"{site.address}/p1"

    def faulty(raw: Raw, published: str | None) -> Coded:
        if raw.source == bad:
            raise ZeroDivisionError("a bug on this page")
        return code(raw, published)

    done = Watched()
    for _ in range(2):
        watcher = Watcher(Keeper(book, RUN, faulty, QUICK, now_utc, done.rows.append), TERMS)
        with pytest.raises(ZeroDivisionError):
            watcher.run([feed])
    assert done.outcomes().count("read") == 2
    Watcher(Keeper(book, RUN, faulty, QUICK, now_utc, done.rows.append), TERMS).run([feed])
    (held,) = book.held(feed)
    assert (held.address, held.failures, held.reason) == (bad, 2, "the program ended while it was coded")
    assert watched(book, [bad]).outcomes() == [], "it waits"


def test_a_dead_host_holds_up_nobody_and_its_pages_stay_due(site: Site, file_book: Ledger) -> None:
    feed = f"{site.address}/feed"
    site.text("/feed", rss("http://127.0.0.1:9", range(1, 20)))
    done = watched(file_book, [feed], quick(retries=0))
    assert len(done.rows) <= 20
    (state,) = [one for one in file_book.sources() if one.watched]
    assert state.waiting + len(done.rows) - 1 == 19


def test_pages_beyond_the_most_of_a_pass_come_with_the_next(site: Site, book: Ledger) -> None:
    feed = _feed(site, 5)
    assert watched(book, [feed], quick(most=2)).outcomes().count("read") == 2
    assert watched(book, [feed], quick(most=2)).outcomes().count("read") == 2
    (state,) = [one for one in book.sources() if one.watched]
    assert (state.pages, state.waiting) == (4, 1)


def test_what_is_older_than_since_is_counted_and_not_read(site: Site, file_book: Ledger) -> None:
    site.text("/feed", rss(site.address, range(1, 4), "Mon, 02 Mar 2026 10:00:00 GMT"))
    done = watched(file_book, [f"{site.address}/feed"], replace(QUICK, since="2026-03-03"))
    assert (done.outcomes(), done.rows[0].reason) == (["listed"], "3 older than 2026-03-03")


def test_a_watch_asks_again_and_ends_in_time(site: Site, file_book: Ledger) -> None:
    feed = _feed(site, 1)
    begun = time.monotonic()
    watched(file_book, [feed], plan=Plan(every=0.1, seconds=1.5))
    assert 1.5 <= time.monotonic() - begun < 10
    assert site.times("/feed") >= 3
    assert site.times("/p1") == 1


def test_a_watch_that_is_stopped_loses_nothing(site: Site, file_book: Ledger) -> None:
    feed = _feed(site, 30)
    site.slow = 0.02
    stopped = Watched()

    def report(row: Fetch) -> None:
        stopped.rows.append(row)
        if len(stopped.rows) == 6:
            watcher.stop.set()

    watcher = Watcher(Keeper(file_book, RUN, code, QUICK, now_utc, report), TERMS)
    watcher.run([feed])
    before = stopped.outcomes().count("read")
    assert before == 5
    assert watched(file_book, [feed]).outcomes().count("read") == 30 - before
    assert file_book.counts()["articles"] == 30


def test_servers_are_told_who_asks(site: Site, file_book: Ledger) -> None:
    watched(file_book, [_feed(site, 1)])
    assert {one.headers["User-Agent"] for one in site.asked} == {TERMS.agent}


def test_a_page_that_a_busy_machine_cannot_read_is_tried_again(site: Site, book: Ledger) -> None:
    feed = _feed(site, 1)

    def slow(raw: Raw, published: str | None) -> Coded:
        raise NotNow(f"{raw.source}: refused, reading it takes more than 5 seconds")

    done = Watched()
    Watcher(Keeper(book, RUN, slow, QUICK, now_utc, done.rows.append), TERMS).run([feed])
    row = done.row(f"{site.address}/p1")
    assert (str(row.outcome), bool(row.next_try)) == ("failed", True)
