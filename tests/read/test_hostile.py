"""Inputs built to stall, flood or mislead a reader end within five seconds, in an article or in one clear line.

All of them are invented. What stands beside a bad record in the same file is read.
"""

import gzip
import io
import json
import re
import signal
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from harmattan.errors import InputError, UnreadableInput
from harmattan.read.inputs import Reading, articles
from harmattan.read.reader import read_raw
from harmattan.read.source import Raw
from harmattan.read.worker import Worker
from harmattan.records import Article, Refusal

_LIMIT_SECONDS = 5.0
_SENTENCE = "The minister visited Bamako and met the president there today, officials said. "
_ARTICLE = f"<p>{_SENTENCE * 5}</p>" * 5
_MEGABYTE = 1_000_000


@pytest.fixture(autouse=True)
def _ended() -> Iterator[None]:
    """A test that hangs must fail, not stall the others."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(30)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with closing(Worker()) as one:
        yield one


def _page(body: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


def _attributes(value: str) -> str:
    return " ".join(f"a{number}{value}" for number in range(100_000))


def _linked(data: str) -> str:
    return _page(_ARTICLE, f"<script type='application/ld+json'>{data}</script>")


_STORY = '{"@type": "NewsArticle", "headline": "Nine", "url": "http://x.example/9"},'
_MARKED = f"http://x/{'#' * 1_980}"
_MARKED_STORY = {
    "@type": "NewsArticle",
    "headline": "Nine",
    "url": f"{_MARKED}\nx",
    "@id": f"{_MARKED}\nx",
    "mainEntityOfPage": f"{_MARKED}\nx",
}
_QUOTED = '="<>"'
_REFUSED: dict[str, Callable[[], str]] = {
    "100,000 attributes": lambda: _page(f"<div {_attributes('=x')}>{_ARTICLE}</div>"),
    "100,000 attributes with quoted angles": lambda: _page(f"<div {_attributes(_QUOTED)}>{_ARTICLE}</div>"),
    "300,000 spans": lambda: _page("<span>x</span>" * 300_000 + _ARTICLE),
    "60,000 link paragraphs": lambda: _page("<p><a href=x>word</a></p>" * 60_000 + _ARTICLE),
    "20,000 nested divs": lambda: _page("<div>" * 20_000 + _ARTICLE + "</div>" * 20_000),
    "100,000 lines": lambda: "ab cd\n" * 100_000,
}
_ENDED: dict[str, Callable[[], str]] = {
    "unclosed tags": lambda: _page("<a " * 1_000_000),
    "unclosed comments": lambda: _page("<!--" * 1_000_000 + _ARTICLE),
    "quotes in a tag": lambda: _page("<a " + "\"'" * 2_000_000),
    "angle brackets": lambda: _page("<" * 2_000_000),
    "related headings around the same links": lambda: _page(
        f"<div>{'<h2>Related News</h2>' * 9_000}{'<a href=x>one two three four</a>' * 9_000}{_ARTICLE}</div>"
    ),
    "one line of 19 MB": lambda: _SENTENCE * (19_000_000 // len(_SENTENCE)),
    "one line of 10 MB in a page": lambda: _page(f"<p>{_SENTENCE * (10_000_000 // len(_SENTENCE))}</p>"),
    "spaces": lambda: f"a{' ' * 5_000_000}b",
    "regular expressions, names": lambda: ("By " + "A-A " * 70 + "\n") * 2_000 + f"{_SENTENCE * 3}\n" * 5,
    "regular expressions, blanks in a title": lambda: _page(
        _ARTICLE, f"<title>{'a | ' * 200_000}</title><meta property=og:title content='{' -' * 200_000}'>"
    ),
    "regular expressions, figures": lambda: "1.1.1.1.1.1/1-1 " * 300_000 + f"\n{_SENTENCE * 3}\n" * 5,
    "regular expressions, one word of 10 MB": lambda: "a-" * 5_000_000 + f"\n{_SENTENCE * 3}\n" * 5,
    "one word without end in a page": lambda: _page(f"<p>{'x' * 10_000_000}</p>{_ARTICLE}"),
    "a table of 30,000 cells": lambda: _page(f"<table>{'<tr><td>1</td></tr>' * 15_000}</table>{_ARTICLE}"),
    "lists in lists": lambda: _page("<ul><li>" * 120 + _ARTICLE),
    "JSON-LD of 15 MB": lambda: _linked('{"headline": "' + "x" * 15_000_000 + '"}'),
    "stories in JSON-LD: 19,000 beside 9,000 headings": lambda: _page(
        "<h1>One two three four</h1><h2>Five six seven eight</h2>" * 9_000 + _ARTICLE,
        f"<title>{'a - ' * 200_000}</title><link rel=canonical href='http://x.example/{'#' * 200_000}'>"
        f"<script type='application/ld+json'>[{_STORY * 19_000}1]</script>",
    ),
    "addresses that all end in marks": lambda: _page(
        _ARTICLE,
        f"<link rel=canonical href='{_MARKED}\nx'><meta property=og:url content='{_MARKED}\nx'>"
        f"<script type='application/ld+json'>{json.dumps([_MARKED_STORY] * 200)}</script>",
    ),
    "199 headings above a paragraph of 2 MB": lambda: _page(
        f"{'<h1>Papers of the whole land</h1>' * 199}<h2>The minister visited Bamako today</h2>"
        f"<p>{_SENTENCE * 25_000}</p>{_ARTICLE}",
        "<title>Norland Courier</title>",
    ),
    "headings in headings": lambda: _page(f"{'<h2>' * 90}{'<i>word </i>' * 15_000}{'</h2>' * 90}{_ARTICLE}"),
    "words under pictures in one another": lambda: _page(
        f"{'<figcaption>' * 90}{'<i>word </i>' * 15_000}{'</figcaption>' * 90}{_ARTICLE}"
    ),
    "an author of 400,000 names": lambda: _page(
        _ARTICLE, f"<meta name=author content='{'Ada Diop and ' * 200_000}{'Ada Diop, ' * 200_000}'>"
    ),
    "regular expressions, datelines": lambda: "TARNA, May 4, 2026 (" * 100_000 + f"\n{_SENTENCE * 3}\n" * 5,
    "a story that was, and was, and was": lambda: "this story was " * 20_000 + f"\n{_SENTENCE * 3}\n" * 5,
    "forms in forms": lambda: _page("<form><table>" * 5_000 + _ARTICLE),
}
# What is hidden, broken or too much in these stands beside an article that must come through.
_READ: dict[str, Callable[[], bytes]] = {
    "entities that expand": lambda: _page(
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>' + "&b;" * 10_000 + _ARTICLE
    ).encode(),
    "an entity of a file": lambda: (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + _page(f"<p>&f;</p>{_ARTICLE}")
    ).encode(),
    "deep JSON-LD": lambda: _linked("[" * 100_000).encode(),
    "JSON-LD in JSON-LD": lambda: _linked('{"@graph":' * 5_000 + "1" + "}" * 5_000).encode(),
    "blank JSON-LD": lambda: _linked("{" + " " * 1_900_000).encode(),
    "JSON-LD of 8 MB": lambda: _linked('{"headline": "' + "x" * 8_000_000 + '"}').encode(),
    "JSON-LD of 100,000 objects": lambda: _linked("[" + '{"@type": "NewsArticle"},' * 100_000 + "1]").encode(),
    "JSON-LD of strange types": lambda: _linked(
        '{"@type": "NewsArticle", "headline": {"a": [[]]}, "author": [[{"name": 5}], null], "keywords": {"x": 1}, '
        '"datePublished": 20240101, "isAccessibleForFree": [], "hasPart": 7, "publisher": "", "name": [null]}'
    ).encode(),
    "JSON-LD that points at itself": lambda: _linked(
        '{"@type": "NewsArticle", "@id": "#a", "headline": "x", "author": {"@id": "#a"}, "publisher": {"@id": "#a"}}'
    ).encode(),
    "a number of a million digits": lambda: _linked('{"@type": "NewsArticle", "n": ' + "9" * 1_000_000 + "}").encode(),
    "dates that are none": lambda: _page(
        _ARTICLE, "<meta property='article:published_time' content='2024-13-45T99:99:99Z'>" + "<meta name=date>" * 900
    ).encode(),
    "a date bomb": lambda: _page(
        _ARTICLE, f"<meta name='date' content='{'2024-' * 200_000}'><meta name='pubdate' content='{'9' * 500_000}'>"
    ).encode(),
    "20,000 dates": lambda: _page("<p>12 March 2024</p>" * 9_000 + _ARTICLE).encode(),
    "an address of 5 MB": lambda: _page(_ARTICLE, f"<link rel=canonical href='http://[{'a/' * 2_500_000}'>").encode(),
    "NULs": lambda: _page(_ARTICLE.replace("minister", "mini&#0;ster")).encode(),
    "control characters": lambda: _page(f"<p>\x1b[31m\x07</p>{_ARTICLE}").encode(),
    "a base64 picture of 10 MB": lambda: _page(
        f"<img src='data:image/png;base64,{'A' * 10_000_000}'>{_ARTICLE}"
    ).encode(),
    "cp1252 that says it is UTF-8": lambda: _page(f"<p>Café — “quoted”</p>{_ARTICLE}", "<meta charset=utf-8>").encode(
        "cp1252"
    ),
    "UTF-8 that says it is UTF-16": lambda: _page(f"<p>Café</p>{_ARTICLE}", "<meta charset=utf-16>").encode(),
    "UTF-8 that says it is of no known kind": lambda: _page(_ARTICLE, "<meta charset='x-\u00e9'>").encode(),
    "UTF-16 with a mark": lambda: _page(_ARTICLE).encode("utf-16"),
    "UTF-32 with a mark": lambda: _page(_ARTICLE).encode("utf-32"),
    "two marks": lambda: b"\xef\xbb\xbf\xef\xbb\xbf" + _page(_ARTICLE).encode(),
    "UTF-8 with broken bytes": lambda: _page(f"<p>Caf\u00e9 {'é' * 40}</p>{_ARTICLE}").encode() + b"\xff\xfe\xc3",
    "a page cut off in a tag": lambda: _page(_ARTICLE).encode()[:-20] + b"<div class='",
    "text beyond Unicode": lambda: _page(f"<p>&#xD800; &#x110000; &#99999999999;</p>{_ARTICLE}").encode(),
}


@pytest.mark.parametrize("name", _REFUSED)
def test_a_stalling_page_is_refused_in_time(name: str) -> None:
    data = _REFUSED[name]().encode()
    started = time.process_time()
    with pytest.raises(UnreadableInput, match=r"^page: ") as caught:
        read_raw(Raw("page", None, data))
    assert time.process_time() - started < _LIMIT_SECONDS
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", _ENDED)
def test_an_odd_page_is_done_in_time(name: str) -> None:
    data = _ENDED[name]().encode()
    started = time.process_time()
    with suppress(InputError):
        read_raw(Raw("page", None, data))
    assert time.process_time() - started < _LIMIT_SECONDS


@pytest.mark.parametrize("name", _READ)
def test_an_article_in_an_odd_page_is_read_in_time(name: str) -> None:
    data = _READ[name]()
    started = time.process_time()
    article = read_raw(Raw("page", None, data))
    assert time.process_time() - started < _LIMIT_SECONDS
    assert article.text.count("ster visited Bamako and met the president there today") == 25
    assert article.published is None or name == "20,000 dates"
    assert "root:" not in article.text


def test_a_page_of_many_paragraphs_is_no_attack() -> None:
    article = read_raw(Raw("page", None, _page(f"<p>{_SENTENCE}</p>" * 3_000).encode()))
    assert len(article.blocks) == 3_000


def _read(path: Path, worker: Worker) -> tuple[list[Article], list[Refusal]]:
    """Read a file as `harmattan read` does, within the time limit for one page."""
    started = time.process_time()
    found = list(articles(str(path), Reading(), worker.read, lambda: "2026-03-12T00:00:00Z"))
    assert time.process_time() - started < _LIMIT_SECONDS
    refused = [one for one in found if isinstance(one, Refusal)]
    assert all("\n" not in one.reason and one.reason.startswith(one.source) for one in refused)
    return [one for one in found if isinstance(one, Article)], refused


def _line(**fields: object) -> str:
    return json.dumps({"id": 1, "text": _SENTENCE, **fields}) + "\n"


def _warc(body: bytes, length: int | None = None, head: str = "") -> bytes:
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n".encode() + body
    size = len(block) if length is None else length
    start = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.example/\r\nContent-Length: {size}\r\n\r\n"
    return start.encode() + block + b"\r\n\r\n"


def _zip(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def _mail(body: str, head: str = "", kind: str = "text/html") -> bytes:
    return f"From: News <n@x.example>\nSubject: A visit\n{head}Content-Type: {kind}\n\n{body}".encode()


_HTML = _page(_ARTICLE).encode()
_GOOD = _line()
# name of the file, its bytes, how many articles it gives, and what the refusals say, in order.
_FILES: dict[str, tuple[str, Callable[[], bytes], int, list[str] | None]] = {
    "JSON lines: broken ones": (
        "a.jsonl",
        lambda: ("{\n" + _GOOD + '{"text": "x\n[1]\n"x"\nnull\n' + _GOOD).encode(),
        2,
        ["a.jsonl:1: not JSON", "a.jsonl:3: not JSON", "a.jsonl:4: not an object", "a.jsonl:5", "a.jsonl:6"],
    ),
    "JSON lines: lone surrogates": (
        "a.jsonl",
        lambda: b'{"text": "\\ud800 left \\udc00 Mali."}\n' + _GOOD.encode(),
        2,
        [],
    ),
    "JSON lines: NULs": (
        "a.jsonl",
        lambda: b'{"text": "Mali\\u0000 left."}\n\0\0\0\n' + _GOOD.encode(),
        2,
        [":2: not JSON"],
    ),
    "JSON lines: brackets in brackets": (
        "a.jsonl",
        lambda: (_GOOD + '{"a":' + "[" * 500_000 + "\n" + _GOOD).encode(),
        2,
        [":2: not JSON"],
    ),
    "JSON lines: a number of a million digits": (
        "a.jsonl",
        lambda: (_GOOD + '{"a": ' + "9" * 1_000_000 + "}\n" + _GOOD).encode(),
        2,
        [":2: not JSON"],
    ),
    "JSON lines: a line of 30 MB": (
        "a.jsonl",
        lambda: (_GOOD + '{"text": "' + "x" * 30_000_000 + '"}\n' + _GOOD).encode(),
        2,
        [":2: .*over the limit"],
    ),
    "JSON lines: other encodings": (
        "a.jsonl",
        lambda: (
            b'\xef\xbb\xbf{"text": "Caf\xe9 in Mali, open."}\n\xff\xfe\x00\x01\x02\x03\n\xef\xbb\xbf' + _GOOD.encode()
        ),
        2,
        [":2: "],
    ),
    "JSON lines: UTF-16": ("a.jsonl", lambda: (_GOOD * 3).encode("utf-16"), 3, []),
    "JSON lines: fields of strange types": (
        "a.jsonl",
        lambda: (
            _line(text=5)
            + _line(text=["x"])
            + _line(title={"name": {"name": [1]}}, url=7, date=True, authors=[[[]]])
            + _line(url="javascript:alert(1)", title="\u0000\n", language="x" * 10_000)
        ).encode(),
        2,
        [':1: "text" is no text', ':2: "text" is no text'],
    ),
    "JSON lines: dates that are none": (
        "a.jsonl",
        lambda: (_line(date="2024-13-45") + _line(date="9" * 100_000)).encode(),
        2,
        ["no day", "no day"],
    ),
    "JSON lines: a page that stalls": (
        "a.jsonl",
        lambda: (_line(html=_page("<div>" * 20_000 + _ARTICLE)) + _GOOD).encode(),
        1,
        [":1: refused"],
    ),
    "JSON lines without an end": ("a.jsonl", lambda: (_GOOD + _GOOD[:-10]).encode(), 1, [":2: not JSON"]),
    "table: a quote not closed": (
        "a.csv",
        lambda: f'id,text\n1,"{_SENTENCE}\n2,"{_SENTENCE}"\n3,{_SENTENCE.replace(",", "")}\n'.encode(),
        2,
        [":2: "],
    ),
    "table: quotes not closed in every row": (
        "a.csv",
        lambda: ("text,id\n" + '"Mali left,1\n' * 20_001).encode(),
        0,
        None,
    ),
    "table: a field of 30 MB": (
        "a.csv",
        lambda: f"id,text\n1,{'x' * 30_000_000}\n2,Mali left.\n".encode(),
        1,
        [":2: .*over the limit"],
    ),
    "table: a quoted field of 30 MB": (
        "a.csv",
        lambda: ('id,text\n1,"' + "x\n" * 15_000_000).encode(),
        0,
        None,
    ),
    "table: NULs": ("a.csv", lambda: b"id,text\n1,Mali\0 left.\n2,Niger left.\n", 2, []),
    "table: too many fields": ("a.csv", lambda: b"id,text\n1,Mali left.,x,y\n2,Niger left.\n", 1, [":2: a row of 4"]),
    "table: 200,000 columns": ("a.csv", lambda: b"," * 200_000 + b"text\n" + b"," * 200_000 + b"Mali left.\n", 1, []),
    "table: no text": ("a.csv", lambda: b"id,x\n1,2\n", 0, ["no column of text"]),
    "table: empty": ("a.csv", lambda: b"", 0, ["no column of text"]),
    "table: lines of an old Mac": ("a.csv", lambda: b"id,text\r1,Mali left.\r", 0, ["a.csv: "]),
    "gzip: a bomb": ("a.html.gz", lambda: gzip.compress(b" " * 300 * _MEGABYTE, 1), 0, ["over the limit"]),
    "gzip: a bomb of lines": (
        "a.jsonl.gz",
        lambda: gzip.compress(_GOOD.encode() + b"\n" * 200 * _MEGABYTE, 9),
        1,
        ["100,000 blank lines"],
    ),
    "gzip: a bomb in a bomb": (
        "a.gz",
        lambda: gzip.compress(gzip.compress(gzip.compress(gzip.compress(_HTML)))),
        0,
        ["a gzip file"],
    ),
    "gzip: empty members": ("a.gz", lambda: gzip.compress(b"") * 100_000, 0, ["one empty part after the other"]),
    "gzip: cut off": ("a.jsonl.gz", lambda: gzip.compress(_GOOD.encode() * 5, 0)[:-30], 4, [":5: not JSON", "cut off"]),
    "gzip: rubbish behind it": (
        "a.jsonl.gz",
        lambda: gzip.compress(_GOOD.encode()) + b"rubbish" * 99,
        1,
        ["cut off or damaged"],
    ),
    "zip: a bomb": (
        "a.zip",
        lambda: _zip(**{"a.html": b" " * 100 * _MEGABYTE, "b.html": _HTML}),
        1,
        ["a.zip/a.html: .*over the limit"],
    ),
    "zip: many bombs": (
        "a.zip",
        lambda: _zip(**{f"{n:02}.html": b" " * 19 * _MEGABYTE for n in range(12)}),
        0,
        ["empty"] * 3 + ["more than 200 times"] * 9,
    ),
    "zip: a zip in a zip": (
        "a.zip",
        lambda: _zip(a=_zip(a=_zip(a=_zip(a=_HTML))), b=_HTML),
        1,
        ["a zip file"],
    ),
    "zip: cut off": ("a.zip", lambda: _zip(**{"a.html": _HTML * 50})[:-40], 0, ["damaged zip"]),
    "zip: a damaged member": (
        "a.zip",
        lambda: _zip(**{"a.html": _HTML, "b.html": _HTML}).replace(b"\x00a.html", b"\x00x.html", 1),
        1,
        ["a.html: "],
    ),
    "zip: names that climb": ("a.zip", lambda: _zip(**{"../../a\n.html": _HTML}), 1, []),
    "archive: lengths too short and too long": (
        "a.warc",
        lambda: _warc(_HTML) + _warc(_HTML, 10) + _warc(_HTML) + _warc(_HTML, len(_HTML) + 500) + _warc(_HTML),
        3,
        [":2: is not as long", ":4: is not as long"],
    ),
    "archive: a length of a petabyte": (
        "a.warc",
        lambda: _warc(_HTML, 10**15) + _warc(_HTML),
        1,
        [":1: is over the limit"],
    ),
    "archive: lengths that are none": (
        "a.warc",
        lambda: _warc(_HTML).replace(b"Length: ", b"Length: -") + _warc(_HTML),
        1,
        [":1: does not say"],
    ),
    "archive: cut off": ("a.warc", lambda: _warc(_HTML) + _warc(_HTML)[:-500], 1, [":2: the file ends inside"]),
    "archive: heads without an end": (
        "a.warc",
        lambda: b"WARC/1.0\r\n" + b"x" * 200_000 + b"\r\n" + b"WARC/1.0\r\nA: b\r\n" * 500 + _warc(_HTML),
        1,
        None,
    ),
    "archive: a bomb in a record": (
        "a.warc",
        lambda: _warc(gzip.compress(b" " * 100 * _MEGABYTE), head="Content-Encoding: gzip\r\n") + _warc(_HTML),
        1,
        [":1: .*unpacks to more"],
    ),
    "archive: packed in a way not known": (
        "a.warc",
        lambda: _warc(_HTML, head="Content-Encoding: br\r\n") + _warc(_HTML),
        1,
        [":1: .*'br'"],
    ),
    "archive: pieces that lie": (
        "a.warc",
        lambda: _warc(b"FFFFFFFF\r\n" + _HTML, head="Transfer-Encoding: chunked\r\n") + _warc(_HTML),
        2,
        [],
    ),
    "archive: no pages": ("a.warc", lambda: _warc(_HTML).replace(b"200 OK", b"404 No"), 0, ["no record"]),
    "letter: parts in parts": (
        "a.eml",
        lambda: _mail(
            "".join(f"--{n}\nContent-Type: multipart/mixed; boundary={n + 1}\n\n" for n in range(3_000)),
            kind="multipart/mixed; boundary=0",
        ),
        0,
        ["parts in parts"],
    ),
    "letter: 50,000 parts": (
        "a.eml",
        lambda: _mail("--b\n\nx\n" * 50_000, kind="multipart/mixed; boundary=b"),
        0,
        ["a.eml: "],
    ),
    "letter: an unknown charset": ("a.eml", lambda: _mail(_page(_ARTICLE), kind="text/html; charset=klingon"), 1, []),
    "letter: heads in the head": (
        "a.eml",
        lambda: _mail(_page(_ARTICLE), "Subject: =?utf-8?q?x=0d=0aBcc:_y?=\nDate: Tue, 99 Foo 20244\n"),
        1,
        [],
    ),
    "letter: a head of 5 MB": ("a.eml", lambda: _mail(_page(_ARTICLE), f"X: {'=?utf-8?q?a?= ' * 400_000}\n"), 1, []),
    "letter: a subject of 5 MB": (
        "a.eml",
        lambda: b"Subject: " + b"=?utf-8?b?YQ==?= " * 300_000 + b"\nContent-Type: text/html\n\n" + _HTML,
        1,
        [],
    ),
    "letter: base64 that is none": (
        "a.eml",
        lambda: _mail("%%%" * 1_000, "Content-Transfer-Encoding: base64\n"),
        0,
        ["a.eml: "],
    ),
    "letter: nothing": ("a.eml", lambda: _mail(""), 0, ["without text"]),
    "a binary file": ("a.html", lambda: b"\x7fELF\0\0" * 100, 0, ["binary"]),
    "rubbish": ("a.html", lambda: bytes(range(1, 32)) * 1_000, 0, ["a.html: "]),
}


@pytest.mark.parametrize("name", _FILES)
def test_a_bad_file_costs_no_more_than_its_bad_parts(name: str, tmp_path: Path, worker: Worker) -> None:
    file, data, count, reasons = _FILES[name]
    path = tmp_path / file
    path.write_bytes(data())
    found, refused = _read(path, worker)
    assert len(found) == count
    if reasons is None:
        return
    assert len(refused) == len(reasons)
    for reason, one in zip(reasons, refused, strict=True):
        assert re.search(reason, one.reason)
