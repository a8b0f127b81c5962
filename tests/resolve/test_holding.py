"""Who holds an office by the page itself, where the tables have another; invented sentences.

Macron is who the tables have.
"""

import pytest

from tests.resolve.build import party

PAGE = "French President Odile Varenne spoke in Paris. "


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        (f"{PAGE}The French president left.", "The French president", "Odile Varenne"),
        (f"{PAGE}She blamed Emmanuel Macron. The French president left.", "The French president", "Odile Varenne"),
        (
            f"{PAGE}She blamed President Emmanuel Macron. The French president left.",
            "The French president",
            "Emmanuel Macron",
        ),
        (
            "Slovak Prime Minister Petra Hlavac met Robert Fico. The Slovak premier left.",
            "The Slovak premier",
            "Petra Hlavac",
        ),
    ],
)
def test_who_is_titled_so_holds_the_office(text: str, phrase: str, name: str) -> None:
    assert party(text, phrase, day="2024-03-12").name == name
