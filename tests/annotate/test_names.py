"""Names that the encoder tore, put together again (invented)."""

import pytest

from harmattan.annotate.names import whole_names
from harmattan.records import Mention, Span


def named(text: str, *told: tuple[str, str]) -> list[tuple[str, str]]:
    at, seen = 0, []
    for words, kind in told:
        at = text.index(words, at)
        seen.append(Mention(Span(at, at + len(words)), kind, 0.9 - at / 1000))
        at += len(words)
    found = whole_names(text, seen)
    # A name is as sure as its least sure part.
    assert [one.score for one in found] == [
        min(part.score for part in seen if one.span.overlaps(part.span)) for one in found
    ]
    return [(one.span.of(text), one.kind) for one in found]


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("O'Quill left", [("O", "person"), ("Quill", "person")], ["O'Quill"]),
        ("O’Quill left", [("O", "person"), ("Quill", "person")], ["O’Quill"]),
        ("A. Noel Quill left", [("A.", "person"), ("Noel Quill", "person")], ["A. Noel Quill"]),
        ("A.B. Quill left", [("A.B.", "person"), ("Quill", "person")], ["A.B. Quill"]),
        ("É. Quill left", [("É.", "person"), ("Quill", "person")], ["É. Quill"]),
        ("Norland-Tarna talks", [("Norland", "place"), ("Tarna", "place")], ["Norland", "Tarna"]),
        ("Ada Quill Noel Orr", [("Ada Quill", "person"), ("Noel Orr", "person")], ["Ada Quill", "Noel Orr"]),
        ("O'Quill left", [("O", "person"), ("Quill", "organisation")], ["O", "Quill"]),
        ("the 1967 border of Tarna", [("1967", "place"), ("Tarna", "place")], ["Tarna"]),
        ("on 1967 troops", [("1967", "quantity")], ["1967"]),
    ],
)
def test_a_name_is_one_and_a_number_is_none(text: str, told: list[tuple[str, str]], expected: list[str]) -> None:
    assert [words for words, _ in named(text, *told)] == expected
