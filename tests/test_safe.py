"""What is done to page text on its way to a document; for terminals see tests/cli."""

import pytest

from harmattan.safe import contained, printable

RLO, LRE, PDF, RLI, PDI = "\u202e", "\u202a", "\u202c", "\u2067", "\u2069"


def test_words_are_verbatim_in_a_document_but_for_what_it_has_no_place_for() -> None:
    words = "می\u200cشود, 👩\u200d🔧, \u200fשלום\u200e, क्\u200dष"
    assert printable(words) == contained(words) == words
    assert printable("a\x1b[31m\x00b\ud800\x9fc\td") == "a\ufffd[31m\ufffdb\ufffd\ufffdc\td"


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        (f"{RLO}evil", PDF),
        (f"{RLO}evil{PDF}", ""),
        (f"{RLI}a{RLO}b", PDF + PDI),
        (f"{RLI}a{RLO}b{PDI}", ""),
        (f"{RLO}a{RLI}b{PDF}", PDI + PDF),
        (f"{LRE}a{RLI}b{PDI}c", PDF),
        (f"{PDF}{PDI}a", ""),
    ],
)
def test_directions_end_with_the_words_that_opened_them(words: str, ends: str) -> None:
    assert contained(words) == words + ends
