"""What pronouns take up of what the encoder links them to, and whom they mean; in invented sentences."""

import pytest

from harmattan.ids import content_hash
from harmattan.records import Annotations, Antecedent, Article, Block, Event, Factuality, Label, Party, Span
from harmattan.resolve.again import agrees
from harmattan.resolve.who import Who
from tests.resolve.build import RESOLVER, span

MAN = Who("person", "person:a", "Ada Ruell", "MLI", ("GOV",), "president")
STATE = Who("institution", "gov:MLI", "Government of Mali", "MLI", ("GOV",))
GROUP = Who("group", "group:red-column", "Red Column", "MLI", ("REB",))


@pytest.mark.parametrize(
    ("phrase", "named", "who", "told"),
    [
        ("he", "We", STATE, False),
        ("they", "We", STATE, True),
        ("he", "I", MAN, True),
        ("him", "leads the Red Column", GROUP, False),
        ("they", "leads the Red Column", GROUP, True),
        ("it", "Ada Ruell", MAN, False),
        ("it", "the protest leader", Who("noun", noun="leader"), False),
        ("its", "a spokesman", Who("noun", noun="spokesman"), False),
        ("it", "the leaders", Who("noun", noun="leader", plural=True), True),
        ("it", "Mali's army", Who("institution", "mil:MLI", "Armed forces of Mali", "MLI", ("MIL",)), True),
    ],
)
def test_a_pronoun_takes_up_what_it_can_stand_for(phrase: str, named: str, who: Who, told: bool) -> None:
    assert agrees(phrase, (who,), named) is told


def taken_up(text: str, word: str, link: str, acts: tuple[tuple[str, str, str, str], ...] = ()) -> str:
    """Return the name of whom a pronoun means that the encoder links; acts: type, trigger, actor, recipient."""
    article = Article("art-1", "x", text, (Block(Label.PARAGRAPH, Span(0, len(text))),), content_hash(text))
    told = tuple(
        Event(
            f"ev-{at}",
            "art-1",
            type_,
            span(text, trigger),
            Factuality.ACTUAL,
            0.9,
            actors=(Party(span(text, actor)),),
            recipients=(Party(span(text, recipient)),),
        )
        for at, (type_, trigger, actor, recipient) in enumerate(acts)
    )
    start = text.index(f"{word} ", text.index(". "))
    pronoun = Span(start, start + len(word))
    asked = Event("ev-9", "art-1", "COERCE", Span(start, start + 1), Factuality.ACTUAL, 0.9, actors=(Party(pronoun),))
    given = Annotations("art-1", events=(*told, asked), antecedents=(Antecedent(pronoun, span(text, link), 0.9),))
    return RESOLVER.resolve(article, given).events[-1].actors[0].name


@pytest.mark.parametrize(
    ("text", "word", "link", "name"),
    [
        ("Mali President Ada Ruell met Niger Minister Ivo Brandle. He left.", "He", "Ivo Brandle", "Ada Ruell"),
        (
            "After Mali President Ada Ruell, Niger Minister Ivo Brandle spoke. He left.",
            "He",
            "Ivo Brandle",
            "",
        ),
        (
            "Mali President Ada Ruell met Niger Minister Ivo Brandle and her aide. He ate.",
            "He",
            "Ivo Brandle and her",
            "",
        ),
        ("Mali President Ada Ruell left, but Niger Minister Ivo Brandle stayed. He ate.", "He", "Ivo Brandle", ""),
        ("Mali President Ada Ruell appointed Niger Minister Ivo Brandle. He ate.", "He", "Ivo Brandle", ""),
        ("Mali President Ada Ruell's aide met Niger Minister Ivo Brandle. He ate.", "He", "Ivo Brandle", ""),
        ("Mali President Ada Ruell met Niger Minister Ivo Brandle. Then He left.", "He", "Ivo Brandle", ""),
    ],
)
def test_who_begins_a_sentence_is_taken_up_by_the_next(text: str, word: str, link: str, name: str) -> None:
    assert taken_up(text, word, link) == (name or "Ivo Brandle")


@pytest.mark.parametrize(
    ("text", "act", "name"),
    [
        ("Mali accused Niger. It sent troops.", "ACCUSE", "Mali"),
        ("Mali accused Niger. It denied this.", "ACCUSE", "Niger"),
        ("Mali accused Niger. It was calm.", "ACCUSE", "Niger"),
        ("Mali accused Niger. It sent troops.", "ASSAULT", "Niger"),
        ("Then Mali accused Niger. It sent troops.", "ACCUSE", "Niger"),
    ],
)
def test_it_is_whoever_accused_and_not_the_accused(text: str, act: str, name: str) -> None:
    assert taken_up(text, "It", "Niger", ((act, "accused", "Mali", "Niger"),)) == name


def test_somebody_who_suffers_is_talked_of_next() -> None:
    text = "Mali President Ada Ruell met Niger Minister Ivo Brandle. He left."
    acts = (("COERCE", "met", "Ada Ruell", "Ivo Brandle"),)
    assert taken_up(text, "He", "Ivo Brandle", acts) == "Ivo Brandle"
