"""Machine input, line by line."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.errors import BadRecord
from harmattan.lines import Line, parse


def test_a_line() -> None:
    assert parse(b'{"id": 7, "date": "2024-03-12T10:00:00Z", "text": "x"}', max_bytes=99) == Line(
        "7", "2024-03-12", "x"
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not JSON"),
        (b"[1]", "not an object"),
        (b"\xff", "not UTF-8"),
        (b'{"text": "x"}', '"id"'),
        (b'{"id": true, "text": "x"}', '"id"'),
        (b'{"id": 1.5, "text": "x"}', "neither text nor a whole number"),
        (b'{"id": 1}', '"text"'),
        (b'{"id": 1, "text": " "}', "empty"),
        (b'{"id": 1, "text": "x", "date": 2024}', '"date"'),
        (b'{"id": 1, "text": "x", "date": "2024-02-30"}', '"date"'),
        (b'{"id": 1, "text": "x", "date": "2024-02-03junk"}', '"date"'),
    ],
)
def test_what_is_wrong_is_said(line: bytes, reason: str) -> None:
    with pytest.raises(BadRecord, match=reason):
        parse(line, max_bytes=1000)


def test_a_line_over_the_limit_is_not_parsed() -> None:
    with pytest.raises(BadRecord, match="limit"):
        parse(b'{"id": 1, "text": "' + b"x" * 100 + b'"}', max_bytes=50)


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(BadRecord):
        parse(b'{"id": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", max_bytes=10**6)


@given(st.text(min_size=1).filter(lambda text: bool(text.strip())), st.dates())
def test_text_comes_back_unchanged(text: str, day: object) -> None:
    line = json.dumps({"id": "a", "date": str(day), "text": text}).encode()
    assert parse(line, max_bytes=10**6) == Line("a", str(day), text)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_line_or_a_clear_error(line: bytes) -> None:
    with suppress(BadRecord):
        assert parse(line, max_bytes=1000).text.strip()
