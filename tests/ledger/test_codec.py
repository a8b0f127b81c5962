import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.ids import content_hash
from harmattan.ledger import codec, packing
from harmattan.ledger.columns import Damaged
from harmattan.records import Article, EventTime, Span, Told


@given(st.text(st.characters()))
def test_any_text_is_packed_and_comes_back(text: str) -> None:
    assert packing.unpack(packing.pack(text)) == text


@pytest.mark.parametrize("stored", [b"", b"plain", packing.pack("text")[:-2]])
def test_what_is_not_packed_is_damaged(stored: bytes) -> None:
    with pytest.raises(Damaged):
        packing.unpack(stored)


@pytest.mark.parametrize("details", ["[]", "{", "{}", json.dumps({"blocks": 3}), "null"])
def test_details_of_another_shape_are_damaged(details: str) -> None:
    with pytest.raises(Damaged):
        codec.article("art-1", "hash", packing.pack("text"), packing.pack(details))
    with pytest.raises(Damaged):
        codec.annotations("art-1", packing.pack(details), [])


@pytest.mark.parametrize(
    ("told", "published", "expected"),
    [
        ("2024-02", "2024-03-01", ("2024-02-01", "2024-03-01")),
        ("2024-01-05/2024-02", None, ("2024-01-05", "2024-02-01")),
        (None, "2024-03-01T10:00:00Z", ("2024-03-01", "2024-03-02")),
        ("2024-02-30", "2024-03-01", ("2024-03-01", "2024-03-02")),
        ("2025/2024", None, (None, None)),
        (None, "last week", (None, None)),
        (None, None, (None, None)),
    ],
)
def test_days_come_from_the_told_time_else_from_the_page(
    told: str | None, published: str | None, expected: tuple[str | None, str | None]
) -> None:
    assert codec.days(EventTime(Span(0, 1), told, "day"), published) == expected


def test_an_event_without_time_takes_the_day_of_its_page() -> None:
    assert codec.days(None, "2024-03-01") == ("2024-03-01", "2024-03-02")


def test_codings_made_before_there_were_quotes_hold_none() -> None:
    details: dict[str, list[str]] = {"sentences": [], "mentions": [], "scores": [], "doubts": []}
    read = codec.annotations("art-1", packing.pack(json.dumps(details)), [])
    assert (read.quotes, read.antecedents) == ((), ())


def test_blanks_and_case_do_not_count_in_search() -> None:
    assert codec.fold("  Straße\n\tÉTAT ") == "strasse état"


def test_readings_made_before_there_were_tags_hold_none_and_keep_their_digest() -> None:
    article = Article("art-1", "page.html", "Mali left.", (), content_hash("Mali left."))
    row = codec.reading_row(article)
    details = json.loads(packing.unpack(row["details"]))
    assert not {"tags", "authors", "captions", "amp_url", "published_at", "updated_at"} & set(details)
    assert codec.article("art-1", article.content_hash, packing.pack(article.text), row["details"]) == article


def test_tags_authors_and_captions_come_back() -> None:
    told = Told("2024-03-01T10:00:00Z", "json-ld")
    article = Article(
        "art-1", "page.html", "Mali left.", (), content_hash("Mali left."),
        published_at=told, amp_url=told, authors=(told,), tags=(told, told), captions=("A bridge",),
    )  # fmt: skip
    row = codec.reading_row(article)
    assert codec.article("art-1", article.content_hash, packing.pack(article.text), row["details"]) == article
