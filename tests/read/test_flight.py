"""Pages whose article React's server components stream in pieces. All of it is invented."""

import json
import time
from contextlib import suppress

import pytest

from harmattan.errors import InputError
from harmattan.read.html import read_html
from harmattan.records import Article, Label
from tests.read.test_state import ONE, PARAGRAPHS, THREE, TITLE, TWO, page, paragraphs


def pushed(*pieces: str) -> str:
    opening = "<script>(self.__next_f=self.__next_f||[]).push([0])</script>"
    return opening + "".join(f"<script>self.__next_f.push({json.dumps([1, piece])})</script>" for piece in pieces)


def read(*pieces: str) -> Article:
    return read_html(page(pushed(*pieces), title=TITLE), "page")


def test_an_object_with_title_day_authors_and_body_torn_over_pieces() -> None:
    body = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    story = {"title": TITLE, "publishedAt": "2026-01-12T09:30:00Z", "author": {"name": "Mira Kolev"}, "body": body}
    row = f'7:["$","$L12",null,{json.dumps({"article": story})}]\n'
    article = read('0:["$","html",null,{}]\n', row[:90], row[90:300], row[300:])
    assert paragraphs(article) == PARAGRAPHS
    told = (article.title, article.published, *article.authors)
    assert [one.value for one in told if one is not None] == [TITLE, "2026-01-12", "Mira Kolev"]


def test_a_body_that_is_named_by_the_key_of_its_text() -> None:
    body = "".join(f"<p>{one} “é”</p>" for one in PARAGRAPHS)
    text = f"1b:T{len(body.encode()):x},{body}"
    article = read(text[:200], text[200:] + f'8:["$","$L2",null,{{"headline":{json.dumps(TITLE)},"content":"$1b"}}]\n')
    assert paragraphs(article) == [f"{one} “é”" for one in PARAGRAPHS]


def test_elements_that_hold_the_paragraphs_themselves() -> None:
    link = ["$", "a", None, {"href": "/x", "children": "on Tuesday"}]
    first = ["$", "p", "0", {"children": [ONE.split("on Tuesday")[0], link, ONE.split("on Tuesday")[1]]}]
    rest = [["$", "h2", "1", {"children": "The river"}], *(["$", "p", key, {"children": key}] for key in (TWO, THREE))]
    tree = ["$", "article", None, {"children": [["$", "h1", None, {"children": TITLE}], first, rest]}]
    article = read(f'1:"$Sreact.fragment"\n2:I[39756,["/a.js"],"default"]\na:{json.dumps(tree)}\n')
    assert paragraphs(article) == PARAGRAPHS
    assert [one.span.of(article.text) for one in article.blocks if one.label is Label.HEADING] == ["The river"]


def test_a_page_that_shows_its_article_is_not_read_from_its_data() -> None:
    shown = "".join(f"<p>{one}</p>" for one in [*PARAGRAPHS, *(f"Later, {one}" for one in PARAGRAPHS)])
    other = json.dumps({"title": TITLE, "body": "<p>" + "Other words of another text stand here. " * 90 + "</p>"})
    article = read_html(f"<html><body><h1>{TITLE}</h1>{shown}{pushed(f'1:{other}')}</body></html>", "page")
    assert "Other words" not in article.text


@pytest.mark.parametrize(
    "script",
    [
        "<script>" + "self.__next_f.push([1," * 150_000 + "</script>",
        "<script>" + "self.__next_f.push([" * 150_000 + "</script>",
        pushed(*["1:" + "[" * 50_000]),
        pushed("".join(f"{key:x}:T{2**31:x}," for key in range(50_000))),
        pushed("".join(f'{key:x}:"${key + 1:x}"\n' for key in range(50_000))),
        pushed("1:" + json.dumps(["$", "p", None, {"children": ["$", "p", None, {"children": "x"}]}] * 20_000)),
        "".join(pushed("x") for _ in range(3_000)),
    ],
)
def test_streams_built_to_stall_a_reader(script: str) -> None:
    start = time.process_time()
    with suppress(InputError):
        read_html(page(script), "page")
    assert time.process_time() - start < 5
