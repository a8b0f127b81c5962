"""Statements as speakers, in invented sentences."""

import pytest

from harmattan.ids import content_hash
from harmattan.records import Annotations, Article, Block, Label, Party, Quote, Span, Told
from tests.resolve.build import RESOLVER, span


def speakers(text: str, *quotes: tuple[str, str, str]) -> list[str | None]:
    """Return the ids of who speaks in quotes (speaker, cue, words)."""
    block = Block(Label.PARAGRAPH, Span(0, len(text)))
    article = Article("art-1", "x", text, (block,), content_hash(text), published=Told("2019-03-12", "given"))
    said = tuple(
        Quote(span(text, cue), (span(text, words),), "indirect", 0.9, Party(span(text, speaker)))
        for speaker, cue, words in quotes
    )
    found = RESOLVER.resolve(article, Annotations("art-1", quotes=said)).quotes
    return [quote.speaker.entity for quote in found if quote.speaker]


def test_the_statement_is_of_who_spoke_before() -> None:
    text = "The French foreign ministry said it left. The statement also speaks of a wish to meet."
    first = ("The French foreign ministry", "said", "it left")
    assert speakers(text, first, ("The statement", "speaks", "a wish to meet")) == ["gov:FRA", "gov:FRA"]


def test_a_statement_without_a_speaker_before_is_nobodys() -> None:
    text = "The statement speaks of a wish to meet. The French army said it left."
    last = ("The French army", "said", "it left")
    assert speakers(text, ("The statement", "speaks", "a wish to meet"), last) == [None, "mil:FRA"]


@pytest.mark.parametrize(
    ("speaker", "entity"),
    [
        ("The US declaration", "gov:USA"),
        ("A joint Turkish statement", "gov:TUR"),
        ("Hamas's statement", "group:hamas"),
        ("The French army's written statement", "mil:FRA"),
        ("Their statement", None),
    ],
)
def test_a_paper_speaks_for_whose_it_is(speaker: str, entity: str | None) -> None:
    assert speakers(f"{speaker} speaks of a wish.", (speaker, "speaks", "a wish")) == [entity]
