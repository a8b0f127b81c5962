"""Pages that show nothing by themselves: the article is in the data of their scripts. All of it is invented."""

import json
import time
from contextlib import suppress

import pytest

from harmattan.errors import InputError, NoArticle
from harmattan.read.html import read_html
from harmattan.records import Article, Label

ONE = "Marova withdrew its ambassador from Tessia on Tuesday after talks on the border crossing at Lenz broke down."
TWO = "The foreign ministry said the envoy would stay away until Tessian patrols left the eastern bank of the river."
THREE = "Tessia called the step regrettable and said its soldiers had never crossed the line agreed in the spring."
PARAGRAPHS = [ONE, TWO, THREE]
TITLE = "Marova recalls envoy from Tessia over border patrols"
SHELL = "<html><head><title>{title}</title>{head}</head><body><div id=root></div>{scripts}</body></html>"


def page(*scripts: str, title: str = "The Lenz Courier", head: str = "") -> str:
    return SHELL.format(title=title, head=head, scripts="".join(scripts))


def next_data(props: object) -> str:
    data = json.dumps({"props": {"pageProps": props}, "page": "/story/[slug]", "buildId": "k3"})
    return f'<script id="__NEXT_DATA__" type="application/json">{data}</script>'


def paragraphs(article: Article) -> list[str]:
    return [block.span.of(article.text) for block in article.blocks if block.label is Label.PARAGRAPH]


def test_a_body_of_html_in_a_string_and_what_stands_beside_it() -> None:
    body = f"<p>{ONE}</p><h2>A river in dispute</h2><p>{TWO} <a href='/x'>More</a></p>"
    body += f"<figure><figcaption>The bridge</figcaption></figure><p>{THREE}</p>"
    story = {
        "headline": TITLE,
        "body": body,
        "publishedAt": "2026-03-04T10:00:00+01:00",
        "authors": [{"name": "Mira Kolev"}],
    }
    article = read_html(page(next_data({"article": story})), "x")
    assert paragraphs(article) == [ONE, f"{TWO} More", THREE]
    assert article.sections == ("A river in dispute",)
    assert article.title is not None
    assert article.published is not None
    assert (article.title.value, article.title.origin) == (TITLE, "state")
    assert (article.published.value, article.published.origin) == ("2026-03-04", "state")
    assert [one.value for one in article.authors] == ["Mira Kolev"]


BODIES = {
    "plain text": "\n\n".join(PARAGRAPHS),
    "escaped HTML": "".join(f"&lt;p&gt;{one}&lt;/p&gt;" for one in PARAGRAPHS),
    "list of strings": PARAGRAPHS,
    "blocks of an agency's system": [
        {"type": "text", "content": ONE},
        {"type": "image", "caption": "A bridge that is no part of the story told here by anyone at all in Lenz"},
        {"type": "text", "content": TWO},
        {"type": "interstitial_link", "content": "Read also: the long road to the river and what it cost", "url": "/y"},
        {"type": "text", "content": THREE},
    ],
    "tree of nodes": {
        "nodeType": "document",
        "content": [
            {"nodeType": "paragraph", "content": [
                {"nodeType": "text", "value": one[:20]},
                {"nodeType": "hyperlink", "content": [{"nodeType": "text", "value": one[20:30]}]},
                {"nodeType": "text", "value": one[30:]},
            ]}
            for one in PARAGRAPHS
        ],
    },
    "children without kinds": [{"children": [{"text": one[:25]}, {"text": one[25:], "bold": 1}]} for one in PARAGRAPHS],
    "spans with styles": [
        {"_type": "block", "style": "normal", "children": [{"_type": "span", "text": one}]} for one in PARAGRAPHS
    ],
    "models": {"blocks": [
        {"type": "text", "model": {"blocks": [{"type": "paragraph", "model": {"text": one}}]}} for one in PARAGRAPHS
    ]},
    "rendered": {"rendered": "".join(f"<p>{one}</p>" for one in PARAGRAPHS)},
}  # fmt: skip


@pytest.mark.parametrize("kind", BODIES)
def test_bodies_as_editors_keep_them(kind: str) -> None:
    article = read_html(page(next_data({"story": {"title": TITLE, "content": BODIES[kind]}})), "x")
    assert paragraphs(article) == PARAGRAPHS


def assigned(form: str) -> str:
    data = json.dumps({"article": {"headline": TITLE, "body": "".join(f"<p>{one}</p>" for one in PARAGRAPHS)}})
    single = data.replace("\\", "\\\\").replace("'", "\\'")
    return form.replace("@data", data).replace("@double", json.dumps(data)).replace("@single", f"'{single}'")


@pytest.mark.parametrize(
    "form",
    [
        "window.__INITIAL_STATE__ = @data;(function(){var s;})()",
        "window.__PRELOADED_STATE__=@data",
        'window["__APP_STATE__"] = @data;',
        "var pageData = @data; render(pageData)",
        "window.__INITIAL_DATA__=@double;",
        "window.__STATE__ = JSON.parse(@double);",
        "window.__STATE__ = JSON.parse(@single);",
        "dataLayer=[];window.config={a:1};window.__STATE__ = @data",
    ],
)
def test_scripts_that_give_data_to_a_name(form: str) -> None:
    assert paragraphs(read_html(page(f"<script>{assigned(form)}</script>"), "x")) == PARAGRAPHS


def test_undefined_in_data_is_nothing() -> None:
    form = assigned("window.__STATE__ = @data").replace('{"article"', '{"user":undefined,"article"')
    assert paragraphs(read_html(page(f"<script>{form}</script>"), "x")) == PARAGRAPHS


def test_objects_that_name_others_by_a_key() -> None:
    state = {
        f"Paragraph:{place}": {"__typename": "Paragraph", "type": "P", "text": one}
        for place, one in enumerate(PARAGRAPHS)
    }
    listed = [{"__ref": f"Paragraph:{place}"} for place in range(3)]
    post = {"__typename": "Post", "title": TITLE, "content": {"bodyModel": {"paragraphs": listed}}}
    script = f"<script>window.__APOLLO_STATE__ = {json.dumps({'Post:1': post, **state})}</script>"
    assert paragraphs(read_html(page(script), "x")) == PARAGRAPHS


def test_the_story_of_the_page_s_title_is_taken_and_no_other() -> None:
    other = {"headline": "Floods close the port of Kesh", "body": f"<p>{'The harbour was shut for days. ' * 30}</p>"}
    own = {"headline": TITLE, "body": "".join(f"<p>{one}</p>" for one in PARAGRAPHS)}
    html = page(next_data({"top": [other], "article": own}), title=f"{TITLE} | The Lenz Courier")
    assert paragraphs(read_html(html, "x")) == PARAGRAPHS


def test_a_list_of_teasers_is_no_body() -> None:
    teasers = [
        {"headline": f"Story {n} of the day in Lenz and in Kesh", "url": f"/{n}", "text": f"In story {n}: {ONE}"}
        for n in range(9)
    ]
    with pytest.raises(NoArticle):
        read_html(page(next_data({"title": "Front page", "content": teasers})), "x")


def test_data_leaves_a_page_that_shows_its_article_alone() -> None:
    shown = "".join(f"<p>{one}</p>" for one in [*PARAGRAPHS, *(f"As was said before: {one}" for one in PARAGRAPHS)])
    other = {"headline": TITLE, "body": f"<p>{'Something else is told here. ' * 90}</p>"}
    html = f"<html><body><h1>{TITLE}</h1>{shown}{next_data({'article': other})}</body></html>"
    assert "Something else" not in read_html(html, "x").text


def test_html_in_the_body_that_json_ld_tells_is_read_as_html() -> None:
    body = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    said = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": body})
    article = read_html(page(f'<script type="application/ld+json">{said}</script>', title=TITLE), "x")
    assert paragraphs(article) == PARAGRAPHS


_DEEP = '{"content":' * 100_000 + '""' + "}" * 100_000
_LOOP = {f"A:{n}": {"title": TITLE, "content": [{"__ref": f"A:{(n + 1) % 50}"}] * 20} for n in range(50)}


@pytest.mark.parametrize(
    "script",
    [
        f"window.a = {_DEEP}",
        f"window.a = {json.dumps(_LOOP)}",
        "window.a = {" * 200_000,
        "window.a = [" * 200_000,
        "window.a = '" + "\\" * 1_000_000,
        "window.a = '" * 300_000,
        'window.a = "' * 300_000,
        "window.a=JSON.parse(" * 100_000,
        "window" + " " * 2_000_000 + ".",
        "window.a = " + json.dumps([{"title": TITLE, "body": ["<div>" * 40 + "word " * 20] * 2000}]),
        "window.a = " + json.dumps([{"title": TITLE, "body": "<div>" * 300 + "word " * 20}]),
        "window.a = " + json.dumps([{"title": TITLE, "body": "<" * 500_000}]),
        "window.a = " + json.dumps([{"title": TITLE, "text": f"word {n} " * 15} for n in range(20_000)]),
        "window.a = " + json.dumps([{"title": TITLE, "text": "<p>" * 600_000}]),
        "var a = " + json.dumps({str(n): {"title": "t", "content": {"content": []}} for n in range(80_000)}),
    ],
    ids=range(15),
)
def test_data_built_to_stall_a_reader(script: str) -> None:
    begun = time.process_time()
    with suppress(InputError):
        read_html(page(f"<script>{script}</script>"), "x")
    assert time.process_time() - begun < 5


def test_objects_inside_each_other_many_times_over() -> None:
    text = '{"title":"t","content":[' * 300 + '"x"' + "]}" * 300
    begun = time.process_time()
    with pytest.raises(InputError):
        read_html(page(f"<script>window.a={text}</script>"), "x")
    assert time.process_time() - begun < 5
