"""Records of web archives, and the pages in them."""

import gzip
import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.errors import BadRecord, UnreadableInput
from harmattan.read.payload import answer, page_of
from harmattan.read.source import Raw
from harmattan.read.warc import pages
from harmattan.read.window import Window
from harmattan.records import Refusal

_HTML = b"<html><body><p>Mali left the bloc.</p></body></html>"
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"


def _record(block: bytes, kind: str = "response", length: int | None = None, end: bytes = b"\r\n\r\n") -> bytes:
    size = len(block) if length is None else length
    return (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <https://x.example/a>\r\n"
        f"WARC-Date: 2026-03-05T10:00:00.123Z\r\nContent-Length: {size}\r\n\r\n"
    ).encode() + block + end  # fmt: skip


def _found(data: bytes, limit: int = 1_000_000) -> list[Raw | Refusal]:
    return list(pages(io.BufferedReader(io.BytesIO(data)), "a.warc", limit))


def test_a_page_comes_with_its_address_and_when_it_was_fetched() -> None:
    info = _record(b"software: x\r\n", "warcinfo")
    (page,) = _found(info + _record(b"GET / HTTP/1.1\r\n\r\n", "request") + _record(_HEAD + _HTML))
    assert page == Raw(
        "a.warc:3", "https://x.example/a", _HTML, "text/html; charset=utf-8", fetched_at="2026-03-05T10:00:00Z"
    )


def test_only_pages_that_the_server_had_are_pages() -> None:
    other = [
        _HEAD.replace(b"200 OK", b"404 Not Found"),
        _HEAD.replace(b"text/html", b"image/png"),
        b"no http at all\r\n\r\n",
    ]
    assert len(_found(b"".join(_record(head + _HTML) for head in [*other, _HEAD]))) == 1
    with pytest.raises(UnreadableInput, match="no record of it is an HTML page"):
        _found(_record(other[0] + _HTML))


def _noted(data: bytes) -> tuple[list[Raw | Refusal], list[str]]:
    notes: list[str] = []
    return list(pages(io.BufferedReader(io.BytesIO(data)), "a.warc", 1_000, notes.append)), notes


def test_html_is_read_where_the_type_does_not_say_so() -> None:
    untyped = b"HTTP/1.1 200 OK\r\n\r\n"
    plain = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    resource = _record(_HTML, "resource").replace(b"Content-Length", b"Content-Type: text/html\r\nContent-Length")
    data = _record(untyped + _HTML) + _record(plain + _HTML) + _record(_HTML, "resource") + resource
    found = _found(data + _record(plain + b"User-agent: *\n"))
    assert [(one.source, isinstance(one, Raw) and one.data) for one in found] == [
        (f"a.warc:{number}", _HTML) for number in range(1, 5)
    ]


def test_what_is_passed_over_is_counted_once_by_kind() -> None:
    no_pages = [
        _record(_HEAD.replace(b"200 OK", b"203 Changed") + _HTML),
        _record(_HEAD.replace(b"200 OK", b"404 Not Found") + _HTML) * 2,
        _record(_HEAD.replace(b"text/html", b"image/png") + b"x" * 2_000),
        _record(b"HTTP/1.1 200 OK\r\n\r\nplain words"),
        _record(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 400 + b"\r\nContent-Type: te xt\r\n\r\n" + _HTML),
        _record(b"no http at all"),
        _record(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: br\r\n\r\nx"),
        _record(b"", "revisit"),
        _record(b"software: x", "warcinfo"),
        _record(b"GET / HTTP/1.1\r\n\r\n", "request"),
    ]
    found, notes = _noted(b"".join([*no_pages, _record(_HEAD + _HTML)]))
    assert [type(one) for one in found] == [Raw]
    assert notes == [
        "a.warc: passed over, being no pages: 2 status 404, 1 image/png, 1 no type, 1 no whole HTTP head, "
        "1 other type, 1 revisit, 1 status 203, 1 text/plain"
    ]


def test_what_was_passed_over_is_told_where_the_reader_stops_before_the_end() -> None:
    notes: list[str] = []
    data = _record(_HEAD.replace(b"text/html", b"image/png") + b"x") + _record(_HEAD + _HTML) * 2
    read = pages(io.BufferedReader(io.BytesIO(data)), "a.warc", 1_000, notes.append)
    next(read)
    del read
    assert notes == ["a.warc: passed over, being no pages: 1 image/png"]


def test_a_file_of_pages_alone_needs_no_note() -> None:
    found, notes = _noted(_record(_HEAD + _HTML))
    assert (len(found), notes) == (1, [])


@given(st.lists(st.integers(-200, 400), max_size=6))
def test_a_length_that_lies_costs_its_own_record_alone(lies: list[int]) -> None:
    block = _HEAD + _HTML
    data = b"".join(
        _record(block + b"%d" % n) + _record(block, length=max(0, len(block) + lie)) for n, lie in enumerate(lies)
    )
    found = _found(data + _record(block + b"end"))
    texts = {page.data for page in found if isinstance(page, Raw)}
    assert {_HTML + b"%d" % n for n in range(len(lies))} | {_HTML + b"end"} <= texts


def test_a_record_over_the_limit_is_told_and_the_next_is_read() -> None:
    found = _found(_record(_HEAD + b"x" * 5_000) + _record(_HEAD + _HTML), limit=1_000)
    assert [type(one) for one in found] == [Refusal, Raw]
    assert found[0].source == "a.warc:1"


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "deflate"])
def test_packed_pages(coding: str) -> None:
    packed = gzip.compress(_HTML) if "gzip" in coding else zlib.compress(_HTML)
    raw = zlib.compressobj(wbits=-15)
    for data in (packed, raw.compress(_HTML) + raw.flush() if coding == "deflate" else packed):
        block = _HEAD.replace(b"Content-Type", f"Content-Encoding: {coding}\r\nContent-Type".encode()) + data
        assert page_of(block, answer(block), 1_000) == _HTML


def test_a_page_unpacked_by_the_crawler_is_taken_as_it_is() -> None:
    block = _HEAD.replace(b"Content-Type", b"Content-Encoding: gzip\r\nContent-Type") + _HTML
    assert page_of(block, answer(block), 1_000) == _HTML


def test_a_page_that_unpacks_to_too_much_is_refused() -> None:
    block = _HEAD.replace(b"Content-Type", b"Content-Encoding: gzip\r\nContent-Type") + gzip.compress(b" " * 10_000)
    with pytest.raises(BadRecord, match="unpacks to more"):
        page_of(block, answer(block), 1_000)


@given(st.lists(st.binary(min_size=1, max_size=30)))
def test_pieces_are_joined(parts: list[bytes]) -> None:
    head = _HEAD.replace(b"Content-Type", b"Transfer-Encoding: chunked\r\nContent-Type")
    body = b"".join(b"%x;ext=1\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
    if parts:
        assert page_of(head + body, answer(head + body), 1_000) == b"".join(parts)


@given(st.binary(max_size=50), st.binary(min_size=1, max_size=3), st.integers(0, 60))
def test_a_window_goes_to_where_a_mark_stands(data: bytes, mark: bytes, size: int) -> None:
    window = Window(io.BufferedReader(io.BytesIO(data), 2))
    assert window.peek(size) == data[:size]
    place = data.find(mark)
    assert window.drop_to(mark) == (place >= 0)
    assert window.peek(100) == (data[place:] if place >= 0 else b"")
