"""Coups that nobody is told to have made, and whose rulers fell by them; in invented sentences."""

import pytest

from harmattan.ids import content_hash
from harmattan.records import Annotations, Article, Block, Event, Factuality, Label, Party, Span, Told
from tests.resolve.build import RESOLVER, span


def events(text: str, *acts: tuple[str, str, str, str]) -> list[Event]:
    """Return the acts (type, trigger, actor, recipient; empty for nobody) as the resolver leaves them."""
    block = Block(Label.PARAGRAPH, Span(0, len(text)))
    article = Article("art-1", "x", text, (block,), content_hash(text), published=Told("2019-03-12", "given"))
    found = []
    for i, (type_, trigger, actor, recipient) in enumerate(acts):
        sides = [(Party(span(text, words)),) if words else () for words in (actor, recipient)]
        found.append(
            Event(
                f"ev-{i}",
                "art-1",
                type_,
                span(text, trigger),
                Factuality.ACTUAL,
                0.9,
                actors=sides[0],
                recipients=sides[1],
                evidence=(Span(text.rfind(". ") + 1, len(text)),),
            )
        )
    return list(RESOLVER.resolve(article, Annotations("art-1", events=tuple(found))).events)


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "expected"),
    [
        ("Aid stopped after coups that ousted Mali's government.", "ousted", "", ["mil:MLI"]),
        ("Aid stopped after two coups toppled Mali's government.", "toppled", "two coups", ["mil:MLI"]),
        ("They deposed Mali's government in a bloodless coup.", "deposed", "", ["mil:MLI"]),
        ("Mutineers in a coup ousted Mali's government.", "ousted", "Mutineers", [None]),
        ("A failed coup removed nobody of Mali's government.", "removed", "", []),
        ("They ousted Mali's government in a coup led by farmers.", "ousted", "", []),
        ("A boardroom coup ousted Mali's government.", "ousted", "", []),
        ("A coup that ousted Mali's government was led by farmers.", "ousted", "", []),
        ("A coup that nearly ousted Mali's government failed.", "ousted", "", []),
        ("A parliamentary coup ousted Mali's government.", "ousted", "", []),
        ("Talks on coups criticised Mali's government.", "criticised", "", []),
    ],
)
def test_soldiers_make_a_coup_that_is_nobodys(text: str, trigger: str, actor: str, expected: list[str | None]) -> None:
    (event,) = events(text, ("COERCE", trigger, actor, "Mali's government"))
    if expected == [None]:
        assert [party.span.of(text) for party in event.actors if party.span] == [actor]
    else:
        assert [party.entity for party in event.actors] == expected


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Norway and Mali met. Norway froze aid after a coup that ousted the elected president.", "MLI"),
        ("Norway froze aid for Mali, where a coup ousted the elected president.", "MLI"),
        ("Norway met Mali and Chad. Norway froze aid after a coup that ousted the elected president.", ""),
    ],
)
def test_a_ruler_who_fell_is_not_of_the_state_that_reacts(text: str, state: str) -> None:
    _, event = events(text, ("SANCTION", "froze", "Norway", ""), ("COERCE", "ousted", "", "the elected president"))
    assert [party.country for party in event.recipients] == [state]
    assert [party.country for party in event.actors] == [state] * bool(state)


@pytest.mark.parametrize(
    ("text", "phrase", "entity"),
    [
        ("Norway eyes Guinea, whose soldiers left.", "soldiers", "mil:GIN"),
        ("Norway eyes Guinea, whose military government left.", "military government", "gov:GIN"),
        ("Norway eyes Ada Abara, whose soldiers left.", "soldiers", "mil:NOR"),
    ],
)
def test_whose_means_the_body_right_before(text: str, phrase: str, entity: str) -> None:
    (event,) = events(text, ("RETREAT", "left", phrase, ""))
    assert event.actors[0].entity == entity


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The Turkish Foreign Ministry said Ada Abara, its special envoy, left.", "TUR"),
        ("A rival of the Turkish Foreign Ministry spoke. Ada Abara, its envoy, left.", ""),
    ],
)
def test_its_envoy_is_the_ministrys(text: str, country: str) -> None:
    (event,) = events(text, ("RETREAT", "left", "Ada Abara", ""))
    assert event.actors[0].country == country
