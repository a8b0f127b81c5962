"""Measures told because they end; every sentence is invented."""

import pytest

from harmattan.annotate.annotate import Annotator
from harmattan.annotate.encoder import Encoder
from harmattan.annotate.lifted import is_over
from harmattan.read.reader import from_text
from harmattan.records import Factuality


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("Norland lifted its ", "ban", " on Maltan goods on Wednesday."),
        ("The council eased the night ", "curfew", " in Sumbe."),
        ("The lifting of the ", "arms embargo", " was welcomed."),
        ("Norland will scrap ", "tariffs", " on steel."),
        ("The ", "ban", " on imports of Maltan bananas was lifted on Wednesday."),
        ("", "Blockade", " lifted at Sumbe"),
        ("The junta ended the ", "state of emergency", "."),
        ("Norland refused to drop the ", "sanctions", "."),
        ("Malta withdrew its ", "complaint", " at the court."),
        ("Norland suspended the ", "deportation", " of Maltans."),
        ("The governor reversed the ", "closure", " of two newspapers."),
    ],
)
def test_of_these_only_the_end_is_told(before: str, words: str, after: str) -> None:
    assert is_over(before, words, after)


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("Norland lifted the ", "ban", " that it had imposed on Maltan goods in May."),
        ("Norland ended the talks and announced ", "sanctions", " on Malta."),
        ("The talks ended with new ", "sanctions", "."),
        ("Norland suspended flights under a ", "ban", " on Maltan goods."),
        ("After the truce ended, Norland began a ", "blockade", " of Sumbe."),
        ("The union called off its ", "strike", "."),
        ("Norland dropped new ", "sanctions", " on Malta."),
        ("Norland imposed a ", "ban", " on Maltan goods, and the fair was ended."),
        ("Norland ", "lifted", " its ban on Wednesday."),
        ("The ", "siege", " of Sumbe went on."),
        ("Bishops called on Norland to halt the ", "evictions", "."),
        ("Malta would end its ", "lawsuit", "."),
    ],
)
def test_of_these_more_is_told(before: str, words: str, after: str) -> None:
    assert not is_over(before, words, after)


def test_a_measure_that_is_lifted_is_history_without_a_day() -> None:
    """On the shipped model, since it stands on what the encoder finds."""
    text = "Peru lifted its ban on Ecuadorean goods on Wednesday."
    found = {event.type: event for event in Annotator(Encoder()).annotate(from_text(text, "invented")).events}
    assert found["SANCTION"].factuality is Factuality.HISTORICAL
    assert found["SANCTION"].time is None
    assert found["RETREAT"].time is not None
