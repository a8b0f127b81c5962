"""The day a page gives its readers."""

import pytest

from harmattan.read.daywords import moment_of
from harmattan.read.html import read_html
from harmattan.read.pagedates import published
from harmattan.records import Told

_BODY = "<p>The minister visited Bamako and met the president there, officials said on Friday evening.</p>" * 3


def _published(moment: str, shown: str = "", url: str | None = None) -> str | None:
    told = published(Told(moment[:10], "json-ld"), Told(moment, "json-ld"), lambda: [shown], "", url)
    return told.value if told else None


@pytest.mark.parametrize(
    ("moment", "shown", "day"),
    [
        ("2026-03-06T04:00:41+00:00", "Mar. 5, 2026 11:00 pm EST", "2026-03-05"),
        ("2026-03-06T04:00:00Z", "March 6, 2026", "2026-03-06"),
        ("2026-03-06T22:30:00Z", "Published 7 March 2026", "2026-03-07"),
        # No zone is that far off: the line tells of something else.
        ("2026-03-06T15:00:00Z", "March 5, 2026", "2026-03-06"),
        ("2026-03-06T03:00:00Z", "March 7, 2026", "2026-03-06"),
        ("2026-03-06T04:00:00Z", "January 1, 2020", "2026-03-06"),
        # A moment that says its zone is the publisher's own day.
        ("2026-03-06T04:00:00-05:00", "March 5, 2026", "2026-03-06"),
    ],
)
def test_a_moment_in_utc_is_of_the_day_the_page_shows(moment: str, shown: str, day: str) -> None:
    assert _published(moment, shown) == day


def test_the_address_tells_the_day_where_the_page_shows_none() -> None:
    assert _published("2026-03-06T01:48:19Z", "", "https://x.example/2026/03/05/a/") == "2026-03-05"


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<time datetime='2026-03-05T10:00'>3 hours ago</time>", Told("2026-03-05", "html")),
        ("<span itemprop=datePublished content=2026-03-05></span>", Told("2026-03-05", "meta")),
        ("<div><span>Jane Doe</span><span>Mar 05, 2026</span><span>2 Shares</span></div>", Told("2026-03-05", "text")),
        ("<p>3 hours ago</p>", None),
    ],
)
def test_a_day_below_the_headline(inside: str, told: Told | None) -> None:
    assert (
        read_html(f"<html><body><h1>A minister visits Bamako</h1>{inside}{_BODY}</body></html>", "page").published
        == told
    )


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2026-02-02T09:00:00Z", "2026-02-02T09:00:00Z"),
        ("2026-02-02 09:00:00.123 +0100", "2026-02-02T09:00:00+01:00"),
        ("20260202T0900", "2026-02-02T09:00"),
        ("2026-02-02", ""),
        ("2026-02-30T09:00", ""),
        ("2026-02-02T25:00", ""),
        ("", ""),
    ],
)
def test_moments(value: str, moment: str) -> None:
    assert moment_of(value) == moment


def test_a_ticker_below_the_headline_tells_no_day_of_the_article() -> None:
    ticker = "<div>Latest <a>Bridge reopens</a> <time datetime='2026-11-27T09:00'>27 Nov 2026</time></div>"
    page = f"<h1>A minister visits Bamako</h1>{ticker}<p>By Ada Diop — 6 March 2026</p>{_BODY}"
    assert read_html(f"<html><body>{page}</body></html>", "page").published == Told("2026-03-06", "text")


def test_a_date_line_behind_the_first_paragraphs_is_another_story_s() -> None:
    page = f"<h1>A minister visits Bamako</h1>{_BODY}<p>Bridge reopens in Gao</p><p>December 12, 2025</p>"
    assert read_html(f"<html><body>{page}</body></html>", "page").published is None


def test_the_dateline_of_the_first_paragraph_is_asked_before_the_address() -> None:
    page = f"<h1>A minister visits Bamako</h1><p>TARNA, May 4, 2026 (ENA) -- A minister came to Bamako.</p>{_BODY}"
    article = read_html(f"<html><body>{page}</body></html>", "page", url="https://x.example/2026/05/06/visit/")
    assert article.published == Told("2026-05-04", "text")


def test_a_day_below_the_text_or_above_the_headline_is_asked_last() -> None:
    title = "<h1>A minister visits Bamako</h1>"
    below = f"{title}<div>{_BODY}</div><div><div>Date</div><div>Tuesday, June 9, 2026</div></div>"
    assert read_html(f"<html><body>{below}</body></html>", "page").published == Told("2026-06-09", "text")
    above = f"<div>June 9, 2026</div><div>Press Release</div>{title}{_BODY}"
    assert read_html(f"<html><body>{above}</body></html>", "page").published == Told("2026-06-09", "text")


def test_a_day_above_the_site_s_menu_or_beside_another_story_is_not_the_page_s() -> None:
    title = "<h1>A minister visits Bamako</h1>"
    today = f"<div>June 9, 2026</div><div>Home</div><div>The Lenz Courier</div>{title}{_BODY}"
    assert read_html(f"<html><body>{today}</body></html>", "page").published is None
    teaser = f"{title}{_BODY}{_BODY}<div>June 9, 2026</div><div>Bridge reopens in Gao</div>"
    assert read_html(f"<html><body>{teaser}</body></html>", "page").published is None
