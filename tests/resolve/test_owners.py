"""Whose an office is where "whose", "its" or an "of" beside it tells; in invented sentences."""

from time import process_time

import pytest

from tests.resolve.build import party


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Niger spoke. Talks in Mali, whose minister, Ada Ruell, smiled. Ada Ruell left.", "MLI"),
        ("Niger spoke. The United Nations watched. Its head, Ada Ruell, smiled. Ada Ruell left.", "UNO"),
        ("Niger spoke. Then the United Nations, through its head, Ada Ruell, smiled. Ada Ruell left.", "UNO"),
        ("The United Nations hit Niger. “Stop,” its spokeswoman, Ada Ruell, said. Ada Ruell left.", "UNO"),
        ("Niger spoke. The Orchard Council met. Its head, Ada Ruell, smiled. Ada Ruell left.", ""),
        ("Niger met the envoy of the African Union, Ambassador Ada Ruell. Ada Ruell left.", "IGO"),
        ("Niger sent its ambassador to the African Union, Ambassador Ada Ruell. Ada Ruell left.", ""),
        ("Niger closed the bank. Its head, Ada Ruell, smiled. Ada Ruell left.", ""),
        ("Niger spoke. The minister, Ada Ruell, smiled. Ada Ruell left.", "NER"),
    ],
)
def test_an_office_belongs_to_whom_the_words_beside_it_tell(text: str, country: str) -> None:
    assert party(text, "Ada Ruell").country == country


def test_who_leads_rebels_is_of_the_rebels() -> None:
    text = "Mali spoke. Boko Haram fled. Its leader, Ivo Brandle, smiled. Ivo Brandle left."
    assert party(text, "Ivo Brandle").sectors[:1] == ("REB",)


def test_a_sentence_of_many_owners_is_read_in_time_that_grows_with_its_length() -> None:
    began = process_time()
    party("Mali, " + "its chief Aab Cdd, " * 4_000 + "Ada Ruell left.", "Ada Ruell")
    assert process_time() - began < 5
