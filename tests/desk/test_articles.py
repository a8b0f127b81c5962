"""The page of an article: inert text, every event marked where links lead, and what was left out."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from harmattan.desk.pages.articles import outlet
from harmattan.ids import content_hash
from harmattan.ledger import Ledger, open_ledger
from harmattan.ledger.search import Hit
from harmattan.records import Block, Coded, Doubt, Label, Link, Quote, RoleClaim, Span, Told
from tests.desk.desk import CLOCK, HTML, Client, desk, empty, seen
from tests.ledger.build import RUN
from tests.relationships.ledgers import HOSTILE, MALI, NORWAY, act, page, pages

EVIL = "javascript:alert(1)"


def _whole() -> Coded:
    """An invented page with everything a page can have."""
    made = page(
        "Norway praised weavers of Mali",
        "2025-12-20",
        "fjord-post",
        act(
            f"Norway praised weavers of Mali, Kari Dal, head of crafts, said {HOSTILE}.",
            "praised",
            "SUPPORT",
            None,
            NORWAY,
            MALI,
        ),
        act(
            f"Norway praised weavers of Mali, Kari Dal, head of crafts, said {HOSTILE}.",
            "praised",
            "CONSULT",
            None,
            NORWAY,
            MALI,
        ),
    )
    text = made.article.text + "\nSUBSCRIBE <b>now</b>"
    name = text.index("Kari Dal")
    said, told = Span(name, name + 8), text.index("head of crafts")
    article = replace(
        made.article,
        text=text,
        content_hash=content_hash(text),
        blocks=(*made.article.blocks, Block(Label.SUBSCRIBE, Span(text.rindex("SUBSCRIBE"), len(text)))),
        byline=Told("A <i>Writer</i>", "meta"),
        authors=(Told("A Writer", "json-ld"), Told("B Writer", "meta")),
        captions=("A loom <img src=x>",),
        reading_minutes=3,
        truncated=True,
        paywalled=True,
        sections=("Crafts",),
        related=(Link("Bad", EVIL), Link("Good", "https://post.example/2")),
        url=EVIL,
    )
    notes = replace(
        made.annotations,
        quotes=(Quote(Span(said.end + 18, said.end + 22), (said,), "indirect", 0.9, MALI),),
        roles=(RoleClaim(said, Span(told, told + 14), "Kari Dal", "head of crafts", None, "NOR", ("GOV",)),),
        doubts=(Doubt("wove <u>", "no party is named"),),
    )
    return Coded(article, notes)


@pytest.fixture(scope="module")
def whole() -> Coded:
    return _whole()


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, whole: Coded) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("desk") / "ledger.sqlite", clock=lambda: CLOCK) as opened:
        opened.add_all([*pages(), whole], RUN)
        opened.join()
        yield opened


def test_an_article_shows_its_text_marked_and_inert(client: Client, whole: Coded) -> None:
    html = client.get(f"/articles/{whole.article.id}", headers=HTML).text
    page_ = seen(html)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<i>" not in html
    assert "<b>now" not in html
    assert "<img src=x>" not in html
    assert "A Writer, B Writer" in html
    assert not [link for link in page_.links if link.startswith("javascript")]
    assert "https://post.example/2" in page_.links
    assert page_.tags.count("h1") == 1
    for words in ("cut off", "behind a paywall", "3 minutes to read", "no party is named", "dropped as subscribe"):
        assert words in " ".join(page_.text)


def test_a_link_to_each_event_lands_in_the_text_even_where_two_share_a_word(client: Client, whole: Coded) -> None:
    html = client.get(f"/articles/{whole.article.id}", headers=HTML).text
    for event in whole.annotations.events:
        assert html.count(f'id="{event.id}"') == 1
        assert f'href="#{event.id}"' in html
        assert client.get(f"/events/{event.id}", headers=HTML).status_code == 200
    assert html.count('id="quote-1"') == 1


def test_an_article_in_other_formats(client: Client, whole: Coded) -> None:
    id_ = whole.article.id
    told = client.get(f"/articles/{id_}.json").json()
    assert told["article"]["id"] == id_
    assert [one["id"] for one in told["events"]] == [event.id for event in whole.annotations.events]
    assert (told["offices"][0]["role"], told["left_out"][0]["why"]) == ("head of crafts", "no party is named")
    assert {one["what"] for one in told["recorded"]} == {"read", "coded"}
    assert [one["article"] for one in told["versions"]] == [id_]
    bib = client.get(f"/articles/{id_}.bib").text
    assert bib.startswith("@misc{art-")
    assert "javascript" not in bib
    assert len(client.get(f"/articles/{id_}.csv").text.splitlines()) == 3


def test_the_same_story_stands_beside_it(client: Client) -> None:
    known = [coded.article.id for coded in pages()[:2]]
    told = client.get(f"/articles/{known[0]}", headers=HTML).text
    assert client.get(f"/articles/{known[0]}.json").json()["story"] == known[1:]
    assert f"/articles/{known[1]}" in seen(told).links


def test_words_find_articles_and_without_any_the_last_read_come_first(client: Client) -> None:
    found = client.get("/articles.json", params={"q": "cattle along the river"}).json()["articles"]
    assert [one["title"] for one in found] == ["NURSES VACCINATED CATTLE ALONG THE RIVER."]
    first = client.get("/articles.json?limit=4").json()
    second = client.get("/articles.json", params={"limit": 100, "after": first["next"]}).json()
    listed = [one["article"] for one in (*first["articles"], *second["articles"])]
    assert listed == [one["article"] for one in client.get("/articles.json?limit=100").json()["articles"]]
    assert len(listed) == len(set(listed)) == len(pages()) + 1
    assert second["next"] is None


def test_a_list_of_found_articles_that_is_cut_says_so(client: Client) -> None:
    few, all_ = (client.get(f"/articles.json?q=Mali&limit={rows}") for rows in (2, 100))
    assert [len(one.json()["articles"]) for one in (few, all_)] == [2, len(all_.json()["articles"])]
    assert [(one.json()["whole"], one.headers["harmattan-complete"]) for one in (few, all_)] == [
        (False, "no"),
        (True, "yes"),
    ]
    assert client.get("/articles.csv?q=Mali&limit=2").headers["harmattan-complete"] == "no"
    part = client.get("/articles?q=Mali&limit=2", headers=HTML).text
    assert "These are all" not in part
    assert "The newest 2 articles" in part
    assert "/articles?q=Mali&amp;limit=500" in part
    assert "These are all" in client.get("/articles?q=Mali&limit=100", headers=HTML).text


def test_hostile_titles_are_inert_in_the_list(client: Client) -> None:
    html = client.get("/articles?q=Guests", headers=HTML).text
    assert "&lt;script&gt;" in html
    assert "<script>alert" not in html


def test_what_is_not_there(client: Client, tmp_path: Path) -> None:
    assert client.get("/articles/art-none", headers=HTML).status_code == 404
    assert client.get("/articles.json?after=art-none").status_code == 400
    assert client.get("/articles.json?limit=0").status_code == 400
    assert "Nothing found" in client.get("/articles?q=zebra", headers=HTML).text
    with empty(tmp_path) as bare:
        assert "harmattan read" in bare.get("/articles", headers=HTML).text


def test_what_is_quoted_over_two_blocks_has_its_place_on_the_page_once(tmp_path: Path) -> None:
    made = _whole()
    (quote,) = made.annotations.quotes
    over = replace(quote, content=(Span(0, 6), *quote.content))
    told = replace(made, annotations=replace(made.annotations, quotes=(over,)))
    with open_ledger(tmp_path / "l.sqlite", clock=lambda: CLOCK) as ledger, desk(ledger, tmp_path) as one:
        ledger.add(told, RUN)
        html = one.get(f"/articles/{told.article.id}", headers=HTML).text
    ids = re.findall(r'\sid="([^"]*)"', html)
    assert html.count('<mark class="quote') > 1
    assert "quote-1" in ids
    assert sorted(ids) == sorted(set(ids))


def test_an_article_of_a_file_has_its_name_and_not_the_way_to_it() -> None:
    read = Hit("art-1", "A page", "2026-01-05", None, "/home/ann/pages/2026-01-05-envoy.txt")
    assert outlet(read) == "2026-01-05-envoy.txt"
    assert outlet(replace(read, url="https://courier.example/1")) == "courier.example"
