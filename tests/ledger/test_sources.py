"""What the ledger says of its sources, and the other texts of an article. All invented."""

from dataclasses import replace
from pathlib import Path

import pytest

from harmattan.ledger import Ledger, open_ledger
from harmattan.ledger.sources import SourceWeek, outlet
from harmattan.ledger.watching import Fetch, Outcome
from harmattan.read.items import Item
from harmattan.records import Annotations, Article, Coded, Refusal
from tests.ledger.build import RUN, TEXT, article, page

FEED = "https://paper.example/feed"
# The same wire report, with a line of its own at the end.
WIRE = (
    TEXT + " He was met by the minister of trade and a choir of forty. The visit had been put off twice since spring."
    " Traders of both towns hope for a bridge, which was promised long ago and never built."
)


def _at(url: str, text: str = TEXT, number: int = 1) -> Coded:
    read = replace(article(number, text), url=url, source=url)
    return Coded(read, Annotations(read.id))


def test_an_outlet_is_a_host_else_a_site_else_a_folder() -> None:
    assert outlet("https://www.Paper.example:8080/a", "Paper", "x.html") == ("site", "paper.example")
    assert outlet(None, "The Paper", "x.html") == ("site", "The Paper")
    assert outlet("http://[bad", None, "pages/x.html") == ("file", "pages")
    assert outlet(None, None, "-") == ("file", "standard input")


def test_outlets_read_without_watching(ledger: Ledger) -> None:
    ledger.add(_at("https://www.paper.example/1"), RUN)
    ledger.add(_at("https://paper.example/2", number=2), RUN)
    ledger.add(_at("https://post.example/1", number=3), RUN)
    ledger.refuse(Refusal("https://post.example/2", "https://post.example/2: holds no article"), RUN)
    ledger.refuse(Refusal("pages/x.pdf", "pages/x.pdf: is a PDF file, not a page of text"), RUN)
    found = {state.name: state for state in ledger.sources()}
    assert list(found) == ["pages", "paper.example", "post.example"]
    assert (found["paper.example"].pages, found["paper.example"].kind) == (2, "site")
    assert found["post.example"].weeks == (SourceWeek("2026-W06", pages=1, refused=1),)
    assert found["post.example"].refused == (("holds no article", 1),)
    assert found["pages"].refused == (("is a PDF file, not a page of text", 1),)
    assert not any(state.watched for state in found.values())
    assert [state.name for state in ledger.sources("POST")] == ["post.example"]


def test_a_source_is_what_its_rows_say_last(ledger: Ledger) -> None:
    watching = ledger.watching
    assert watching.last(FEED) is None
    named = [Item("https://paper.example/1", "One", "2026-03-01"), Item("https://paper.example/2", "Two", "2026-03-02")]
    listed = Fetch(FEED, FEED, "feed", Outcome.LISTED, status=200, url=FEED, etag='"a"')
    assert watching.listing(listed, RUN, named, "") == 2
    assert watching.listing(listed, RUN, named, "") == 0
    first, second = watching.due(FEED, "2026-03-03", 10)
    assert [first.address, second.address] == ["https://paper.example/2", "https://paper.example/1"]
    assert watching.due(FEED, "2026-03-03", 1) == [first]
    read = Fetch(FEED, first.address, "page", Outcome.READ, find=first.find, article=_at(first.address).article.id)
    added = watching.page(read, RUN, _at(first.address))
    assert added is not None
    assert added.article_new
    held = Fetch(
        FEED, second.address, "", Outcome.FAILED, "the server answered 500", 500, failures=2, find=second.find,
        next_try="2026-03-04T00:00:00Z",
    )  # fmt: skip
    watching.page(held, RUN)
    assert watching.due(FEED, "2026-03-03T00:00:00Z", 10) == []
    assert watching.due(FEED, "2026-03-04T00:00:00Z", 10) == [second]
    watched, *outlets = ledger.sources()
    assert (watched.name, watched.kind, watched.pages, watched.quarantined) == (FEED, "feed", 1, 1)
    assert (watched.waiting, watched.new, watched.days) == (0, True, 0)
    assert watched.refused == (("the server answered 500", 1),)
    assert [state.name for state in outlets] == ["paper.example"]
    assert [(one.address, one.failures) for one in ledger.held(FEED)] == [(second.address, 2)]
    last = watching.last(FEED)
    assert last is not None
    assert (last.etag, last.items, last.fresh) == ('"a"', 2, 0)
    assert ledger.problems() == []


def test_quarantine_is_told_of_all_sources_at_once(ledger: Ledger) -> None:
    for name in ("a", "b"):
        source = f"https://{name}.example/feed"
        for number, when in ((1, "2026-03-05"), (2, "2026-03-04")):
            address = f"https://{name}.example/{number}"
            ledger.watching.page(Fetch(source, address, "", Outcome.FAILED, "down", next_try=when), RUN)
    told = {source: [one.address for one in held] for source, held in ledger.all_held().items()}
    assert told == {f"https://{name}.example/feed": [f"https://{name}.example/{n}" for n in (2, 1)] for name in "ab"}
    assert ledger.held("https://a.example/feed") == ledger.all_held()["https://a.example/feed"]
    assert ledger.held("https://c.example/feed") == []


def test_doctor_misses_a_page_that_was_called_read(ledger: Ledger) -> None:
    ledger.watching.page(Fetch(FEED, FEED, "page", Outcome.READ, article="art-lost"), RUN)
    assert ledger.problems() == ["fetches row 1 names art-lost, which is not there"]


def test_a_known_page_of_a_known_text_is_the_same(ledger: Ledger) -> None:
    ledger.add(_at("https://paper.example/1"), RUN)
    named = [Item("https://paper.example/1", updated="2026-03-01")]
    listed = Fetch(FEED, FEED, "feed", Outcome.LISTED)
    assert ledger.watching.listing(listed, RUN, named, "9") == 0, "it was read before by other means"
    again = Fetch(FEED, "https://paper.example/1", "page", Outcome.READ)
    ledger.watching.page(again, RUN, _at("https://paper.example/1"))
    last = ledger.watching.last("https://paper.example/1")
    assert last is not None
    assert last.outcome == Outcome.SAME


def test_a_page_read_by_hand_is_read_again_when_a_feed_calls_it_updated(file: Path) -> None:
    now = ["2026-03-02T10:00:00Z"]
    with open_ledger(file, clock=lambda: now[0]) as ledger:
        ledger.add(_at("https://paper.example/1"), RUN)
        now[0] = "2026-03-03T10:00:00Z"
        listed = Fetch(FEED, FEED, "feed", Outcome.LISTED)
        for updated, again, fresh in (
            ("2026-03-02T09:00:00Z", "9", 0),
            ("2026-03-02T11:00:00Z", "2026-03-02T09:59:59Z", 0),
            ("2026-03-02T11:00:00Z", "9", 1),
        ):
            assert (
                ledger.watching.listing(listed, RUN, [Item("https://paper.example/1", updated=updated)], again) == fresh
            )


def test_an_update_in_the_future_is_no_bar_to_later_ones(file: Path) -> None:
    now = ["2026-03-02T10:00:00Z"]
    with open_ledger(file, clock=lambda: now[0]) as ledger:
        listed = Fetch(FEED, FEED, "feed", Outcome.LISTED)
        for clock, updated, fresh in (
            ("2026-03-02T10:00:00Z", "9999-01-01T00:00:00Z", 1),
            ("2026-03-03T10:00:00Z", "2026-03-02T09:00:00Z", 0),
            ("2026-03-03T10:00:00Z", "2026-03-03T09:00:00Z", 1),
        ):
            now[0] = clock
            assert (
                ledger.watching.listing(listed, RUN, [Item("https://paper.example/1", updated=updated)], "9") == fresh
            )


def test_versions_stand_at_one_address(ledger: Ledger) -> None:
    old, new = _at("https://paper.example/1"), _at("https://paper.example/1", WIRE)
    for one in (old, _at("https://paper.example/2", number=2), new):
        ledger.add(one, RUN)
    for one in (old, new):
        assert [version.article for version in ledger.versions(one.article.id)] == [old.article.id, new.article.id]
    assert ledger.copies(new.article.id) == []


def test_wire_copies_are_the_same_text_at_several_outlets(ledger: Ledger) -> None:
    wire = _shared(page(1).article, "https://paper.example/1", WIRE)
    post = _shared(page(2).article, "https://post.example/1", WIRE + " The Post adds a line.")
    mail = _shared(page(3).article, "https://mail.example/1", WIRE)
    own = _shared(page(4).article, "https://own.example/1", "Envoy flies to Bamako\nAn envoy went there on Monday.")
    for one in (wire, post, mail, own):
        ledger.add(one, RUN)
    assert [copy.outlet for copy in ledger.copies(wire.article.id)] == ["mail.example"], "same hash, before any join"
    ledger.join()
    found = ledger.copies(wire.article.id)
    assert [copy.outlet for copy in found] == ["mail.example", "post.example"]
    assert found[0].likeness == pytest.approx(1.0)
    assert 0.7 < found[1].likeness < 1


def _shared(base: Article, url: str, text: str) -> Coded:
    read = replace(article(int(base.source[5:-5]), text), url=url)
    return Coded(read, Annotations(read.id))
