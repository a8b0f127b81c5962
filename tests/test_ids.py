import hashlib
import re

from hypothesis import given
from hypothesis import strategies as st

from harmattan.ids import content_hash, make_id

# Separators and dots more often than chance: they are what could make two lists look alike.
parts = st.lists(st.text(st.sampled_from("\x1f.a") | st.characters(), max_size=6), max_size=4)


def test_a_content_hash_is_the_sha256_of_the_text_in_utf8() -> None:
    assert content_hash("Élysée") == hashlib.sha256("Élysée".encode()).hexdigest()


@given(st.text(st.characters()), st.text(st.characters()))
def test_equal_hashes_mean_equal_texts_lone_surrogates_too(one: str, two: str) -> None:
    assert (content_hash(one) == content_hash(two)) == (one == two)


def test_a_pair_of_lone_surrogates_is_not_the_character_they_would_make() -> None:
    assert content_hash("\ud83d\ude00") != content_hash("😀")


@given(parts, parts)
def test_equal_ids_mean_equal_parts(one: list[str], two: list[str]) -> None:
    assert (make_id("evt", one) == make_id("evt", two)) == (one == two)


@given(parts)
def test_parts_cannot_be_shifted_from_one_to_the_next(given_parts: list[str]) -> None:
    joined = make_id("evt", ["\x1f.".join(given_parts)])
    assert joined != make_id("evt", given_parts) or len(given_parts) == 1
    assert make_id("evt", [*given_parts, ""]) != make_id("evt", given_parts)


@given(parts)
def test_an_id_is_its_prefix_and_twenty_hex_digits(given_parts: list[str]) -> None:
    assert re.fullmatch(r"evt-[0-9a-f]{20}", make_id("evt", given_parts))


def test_another_prefix_is_another_id() -> None:
    assert make_id("art", ["a"]) != make_id("evt", ["a"])


def test_ids_never_change_between_releases() -> None:
    """Ledgers and citations hold them: a new value here breaks both."""
    assert make_id("evt", ["art-1", "CONSULT", 3, 9]) == "evt-25c8e11176bf06da58da"


def test_the_separator_is_doubled_inside_a_part() -> None:
    assert make_id("evt", ["a\x1fb"]) != make_id("evt", ["a", "b"])
