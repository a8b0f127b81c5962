"""Encodings: declared, undeclared, wrongly declared, broken."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.errors import UnreadableInput
from harmattan.read.decode import _mostly_utf8, decode

_FRENCH = "L’armée a annoncé mardi la suspension de la coopération à Gao – « définitivement »."
_RUSSIAN = "Министр иностранных дел заявил во вторник, что переговоры в Бамако будут продолжены в марте. " * 5


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_decides_and_is_dropped(mark: bytes, name: str) -> None:
    assert decode(mark + _FRENCH.encode(name), "page") == _FRENCH


def test_undeclared_utf8_and_cp1252() -> None:
    assert decode(_FRENCH.encode(), "page") == _FRENCH
    assert decode(_FRENCH.encode("cp1252"), "page") == _FRENCH


def test_latin_1_means_cp1252_as_in_browsers() -> None:
    html = f'<html><head><meta charset="iso-8859-1"></head>{_FRENCH}'
    assert decode(html.encode("cp1252"), "page") == html


def test_a_declared_cyrillic_charset_is_used() -> None:
    html = f"<html><head><meta http-equiv=content-type content='text/html; charset=windows-1251'>{_RUSSIAN}"
    assert decode(html.encode("cp1251"), "page") == html


def test_the_header_charset_is_used() -> None:
    assert decode(_RUSSIAN.encode("koi8-r"), "page", "text/plain; charset=KOI8-R") == _RUSSIAN


def test_utf8_labelled_as_something_else_is_utf8() -> None:
    html = f'<meta charset="iso-8859-1">{_FRENCH}'
    assert decode(html.encode(), "page") == html


def test_cp1252_labelled_as_utf8_does_not_crash() -> None:
    html = f'<meta charset="utf-8">{_FRENCH}'
    assert decode(html.encode("cp1252"), "page") == html


def test_one_broken_byte_does_not_spoil_a_utf8_page() -> None:
    data = _FRENCH.encode() * 3 + b"\xe9 fin"
    assert decode(data, "page").startswith(_FRENCH)


def test_an_unknown_label_is_passed_over() -> None:
    assert decode(f'<meta charset="klingon">{_FRENCH}'.encode(), "page").endswith(_FRENCH)


def test_undeclared_cyrillic_is_told_by_its_letters() -> None:
    assert decode(_RUSSIAN.encode("cp1251"), "page") == _RUSSIAN


def test_newlines_are_made_one_kind() -> None:
    assert decode(b"one\r\ntwo\rthree\n", "page") == "one\ntwo\nthree\n"


def test_junk_is_refused() -> None:
    with pytest.raises(UnreadableInput, match=r"^page: its bytes are not text"):
        decode(bytes([1, 2, 3, 4, 5, 6, 7, 8]) * 100, "page")


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_refusal(data: bytes) -> None:
    try:
        text = decode(data, "page")
    except UnreadableInput:
        return
    assert "\r" not in text


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=200))
def test_utf8_survives(text: str) -> None:
    if not text.startswith("\ufeff") and "\ufffd" not in text:
        assert decode(text.encode(), "page") == text


def test_two_bytes_of_another_encoding_do_not_spoil_a_page_of_six_sound_characters() -> None:
    data = "Peña, Bolívar, Ayacucho – señales – año".encode() + b" \x93fin\x9d"
    assert decode(data, "page").startswith("Peña, Bolívar, Ayacucho – señales – año")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gb18030", "新闻报道称政府代表团星期一访问首都并签署协议"),
        ("shift_jis", "政府代表団は月曜日に首都を訪問し協定に署名した"),
        ("euc-kr", "정부 대표단이 월요일 수도를 방문해 협정에 서명했다"),
        ("big5", "新聞報道稱政府代表團星期一訪問首都並簽署協議"),
    ],
)
def test_double_bytes_are_not_taken_for_broken_utf8(name: str, words: str) -> None:
    assert _mostly_utf8(words.encode(name) * 20) is None


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        (
            "â€œYou heard us,â€\x9d said Ruth. â€œThat hasnâ€™t happened.â€\x9d",
            "“You heard us,” said Ruth. “That hasn’t happened.”",
        ),
        ("â€œYou heard us,â€\ufffd said Ruth.", "“You heard us,” said Ruth."),
        ("CafÃ© Amberg owes Â£5 and â‚¬6.", "Café Amberg owes £5 and €6."),
        ("NoÃ«l a dit Â« blessÃ© Â» Ã©mu.", "Noël a dit « blessé » ému."),
    ],
)
def test_characters_read_as_cp1252_before_are_made_whole(torn: str, whole: str) -> None:
    assert decode(torn.encode(), "page") == whole


@pytest.mark.parametrize(
    "text",
    [
        "Il cria “LIBERTÉ” et “ÉGALITÉ”, puis dit « blessé…” et « touché…”.",
        "“ATÉ AMANHÃ” e “NÃO, AMANHÃ”",
        "The page showed â€œ where a mark should be.",
    ],
)
def test_right_texts_and_a_single_broken_mark_stay(text: str) -> None:
    assert decode(text.encode(), "page") == text
