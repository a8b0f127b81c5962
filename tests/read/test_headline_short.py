"""Headlines of page dumps whose body was found too short. The page is invented."""

import pytest

from harmattan.read.pagetext import read_page_text

HEADLINE, DEK = (
    "Kyvaria and Tolmenia exchange prisoners at the border",
    "Both sides freed eleven people held since the spring",
)
BELOW = f"""{DEK}
By Aziza Norova
Published October 9, 2026
3 min read
KYVAR - Kyvaria and Tolmenia exchanged eleven prisoners on Friday at the crossing near Bel, the first swap since April.
The two governments had agreed on the swap in Tarna last week, with Sudland as mediator.
"This is a step to a lasting peace," said deputy foreign minister Bakyt Ormonov.
Related News
Weather: first snow in the passes"""


@pytest.mark.parametrize("above", ["", f"{HEADLINE}\n", "Skip to content\nSubscribe\nAdvertisement\n728x90\n"])
def test_the_first_paragraph_tells_the_headline_from_the_dek(above: str) -> None:
    article = read_page_text(f"{above}{HEADLINE}\n{BELOW}", "page.txt")
    assert article.title is not None
    assert article.title.value == HEADLINE
    assert article.dek is not None
    assert article.dek.value == DEK


def test_a_sentence_above_the_text_is_not_taken_up_by_itself() -> None:
    dek = f"{DEK.replace('since the spring', 'in the camp of Osk since the spring of last year')}."
    article = read_page_text(f"Skip to content\n{HEADLINE}\n{BELOW.replace(DEK, dek)}", "page.txt")
    assert article.title is not None
    assert article.title.value == HEADLINE
