import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from harmattan.ledger.columns import Damaged, Listed, Words, escape, unescape

DIALECT = sqlite.dialect()


@given(st.text(st.characters()))
def test_escaped_text_is_plain_unicode_and_comes_back(text: str) -> None:
    escaped = escape(text)
    escaped.encode("utf-8")
    assert "\0" not in escaped
    assert unescape(escaped) == text


def test_ordinary_text_is_stored_as_it_is() -> None:
    assert escape("Élysée 日本 😀 100 %") == "Élysée 日本 😀 100 %"


@given(st.lists(st.text(st.characters())).map(tuple))
def test_lists_come_back(words: tuple[str, ...]) -> None:
    column = Listed()
    assert column.process_result_value(column.process_bind_param(words, DIALECT), DIALECT) == words


def test_none_stays_none() -> None:
    for column in (Words(), Listed()):
        assert column.process_bind_param(None, DIALECT) is None
        assert column.process_result_value(None, DIALECT) is None


def test_a_list_that_is_none_is_damaged() -> None:
    with pytest.raises(Damaged, match="stored list is damaged"):
        Listed().process_result_value("{", DIALECT)
