"""Files and standard input; addresses are in test_fetch.py."""

import io
import sys
from pathlib import Path

import pytest

from harmattan.errors import UnreadableInput
from harmattan.read.source import Raw, load


def test_a_file_is_loaded_with_its_name_and_no_url(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(b"A page.")
    assert load(str(page)) == Raw(str(page), None, b"A page.")


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"From a pipe.")))
    assert load("-").data == b"From a pipe."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"text\0more", "binary"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04...", "zip"),
        (b"\x1f\x8b...", "gzip"),
    ],
)
def test_bytes_that_are_no_page_are_refused_in_one_line(tmp_path: Path, data: bytes, reason: str) -> None:
    page = tmp_path / "page"
    page.write_bytes(data)
    with pytest.raises(UnreadableInput, match=reason) as caught:
        load(str(page))
    assert str(caught.value).startswith(str(page))
    assert "\n" not in str(caught.value)


def test_a_missing_file_says_so() -> None:
    with pytest.raises(UnreadableInput, match=r"no/such/page\.html: cannot be read: No such file"):
        load("no/such/page.html")


def test_a_path_with_a_nul_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="cannot be read"):
        load("a\0b")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="is a folder"):
        load(str(tmp_path))


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "large.txt"
    page.write_bytes(b"word " * 10_000_000)
    with pytest.raises(UnreadableInput, match="over the limit of 20 MB"):
        load(str(page))
    with pytest.raises(UnreadableInput, match="over the limit of 1 MB"):
        load(str(page), limit=1_000_000)


def test_a_file_of_just_the_limit_is_read(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(b"12345")
    assert load(str(page), limit=5).data == b"12345"


def test_an_endless_device_is_cut_at_the_limit() -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("no /dev/zero here")
    with pytest.raises(UnreadableInput, match="over the limit"):
        load("/dev/zero", limit=1000)
