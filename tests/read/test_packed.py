"""Unpacking as a stream: all that is whole, and an end to what is too much."""

import gzip
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.errors import UnreadableInput
from harmattan.read.packed import _Gunzip, gunzipped, members
from harmattan.records import Refusal


def _gunzipped(data: bytes) -> tuple[bytes, str]:
    stream, state = gunzipped(io.BufferedReader(io.BytesIO(data)))
    return stream.read(), state.fault


@given(st.lists(st.binary(max_size=200)), st.integers(0, 40))
def test_members_are_unpacked_one_after_the_other(parts: list[bytes], zeros: int) -> None:
    data = b"".join(map(gzip.compress, parts)) + b"\0" * zeros
    assert _gunzipped(data) == (b"".join(parts), "")


@given(st.binary(min_size=1, max_size=500), st.data())
def test_what_is_whole_before_a_cut_is_kept(inside: bytes, data: st.DataObject) -> None:
    packed = gzip.compress(inside, 0)
    cut = data.draw(st.integers(1, len(packed) - 1))
    out, fault = _gunzipped(gzip.compress(b"first") + packed[:cut])
    assert out.startswith(b"first")
    assert inside.startswith(out.removeprefix(b"first"))
    assert "cut off" in fault


def test_a_bomb_ends_at_200_times_its_size() -> None:
    out, fault = _gunzipped(gzip.compress(b" " * 150_000_000, 1))
    assert len(out) <= 150_000_000
    assert "200 times" in fault


def test_only_members_that_hold_nothing_are_counted_as_empty() -> None:
    # Sizes at which the last piece asked for gives no more bytes, as in logs that append member after member.
    data = b"".join(gzip.compress(b"%d" % number * (number % 700 + 1), 0) for number in range(60_000))
    inner = _Gunzip(io.BufferedReader(io.BytesIO(data)))
    while inner.read(1 << 16):
        pass
    assert inner._empty == 0
    assert "empty part" in _gunzipped(gzip.compress(b"") * 1_001)[1]


def test_an_office_document_and_a_damaged_file_are_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
    with pytest.raises(UnreadableInput, match="office document"):
        list(members(held, "a.docx"))
    with pytest.raises(UnreadableInput, match="damaged zip"):
        list(members(io.BytesIO(b"PK\x03\x04 no more"), "a.zip"))


def test_a_member_that_cannot_be_opened_is_told_with_its_name() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.html", "x")
    # The bit that says it needs a password, in both of its heads.
    data = bytearray(held.getvalue())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (refusal,) = members(io.BytesIO(bytes(data)), "a.zip")
    assert isinstance(refusal, Refusal)
    assert refusal.source == "a.zip/a.html"
    assert "password" in refusal.reason


def test_only_what_zipfile_unpacks_by_pieces_is_unpacked() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.txt", b"0" * 1_000_000, zipfile.ZIP_BZIP2)
        archive.writestr("b.txt", b"kept", zipfile.ZIP_DEFLATED)
    read = [one if isinstance(one, Refusal) else one[1].read() for one in members(held, "x.zip")]
    assert isinstance(read[0], Refusal)
    assert "only stored and deflated" in read[0].reason
    assert read[1] == b"kept"
