"""Lines of records: each decoded by itself."""

import io

from hypothesis import given
from hypothesis import strategies as st

from harmattan.read.textlines import TextLine, text_lines


def _lines(data: bytes, limit: int = 1_000) -> list[TextLine]:
    return list(text_lines(io.BufferedReader(io.BytesIO(data)), limit))


@given(st.lists(st.text(st.characters(exclude_characters="\r\n\ufeff", exclude_categories=["C"]), max_size=20)))
def test_lines_of_sound_text_come_as_they_are(lines: list[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    assert "".join(line.text or "" for line in _lines(text.encode())) == text
    assert [line.text for line in _lines(text.encode("utf-16"))] == [f"{line}\n" for line in lines]


def test_a_line_in_another_encoding_spoils_no_other() -> None:
    found = _lines("Café à Bamako\n".encode("cp1252") + "Ségou\r\n".encode() + b"\0\x81\xff" * 20 + b"\n" + b"end")
    assert [line.text for line in found] == ["Café à Bamako\n", "Ségou\n", None, "end"]


def test_a_long_line_is_told_and_not_held() -> None:
    found = _lines(b"a\n" + b"x" * 5_000 + b"\nb\n")
    assert [(line.number, line.text) for line in found] == [(1, "a\n"), (2, None), (3, "b\n")]


def test_blank_lines_without_end_are_left() -> None:
    found = _lines(b"\n" * 300_000 + b"a\n")
    assert len(found) == 100_001
    assert "the rest is not read" in found[-1].why
