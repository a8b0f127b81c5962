"""What stands beside a name in the text and tells where it lies, in invented sentences."""

import time

import pytest

from harmattan.resolve.beside import hints_beside
from harmattan.resolve.stands import stands


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He lives in London, Ontario. London police came.", {"Ontario"}),
        ("Near London, Ontario, police came.", {"Ontario"}),
        ("In Paris, London, Ontario and Rome it rained.", set()),
        ("It rained in London, Paris and Rome.", set()),
        ("It rained in New London, Connecticut.", set()),
        ("It rained in Londonderry, Ulster.", set()),
        ("It rained in London.", set()),
    ],
)
def test_what_stands_behind_a_comma_tells_where_a_name_lies(text: str, told: set[str]) -> None:
    assert hints_beside("London", text) == told


def test_a_name_stands_where_its_words_are_whole() -> None:
    text = "Ras, Rasul and Al-Ras_x; Ras"
    assert [text[at:][:4] for at in stands("Ras", text)] == ["Ras,", "Ras"]
    assert list(stands("", text)) == []


def test_a_name_without_end_is_not_looked_at_without_end() -> None:
    text = "London, Ontario. " * 200_000
    started = time.process_time()
    assert len(list(stands("London", text))) == 200
    assert hints_beside("London", text) == {"Ontario"}
    assert time.process_time() - started < 1
