"""A time or a place behind a second act, in a clause of its own, is that act's (invented sentences)."""

import pytest

from harmattan.annotate.clauses import of_its_own
from harmattan.records import Span


def spans(text: str, *words: str) -> list[Span]:
    return [Span(text.index(one), text.index(one) + len(one)) for one in words]


@pytest.mark.parametrize(
    ("text", "trigger", "other", "told"),
    [
        ("Norland suspended aid after soldiers toppled the premier in July", "suspended", "toppled", "July"),
        ("Norland suspended aid following coups in Tarna", "suspended", "coups", "Tarna"),
        ("Norland lifted the ban that Tarna imposed in May", "lifted", "imposed", "May"),
    ],
)
def test_what_a_clause_tells_of_another_act_is_not_of_the_first(text: str, trigger: str, other: str, told: str) -> None:
    first, second, time = spans(text, trigger, other, told)
    assert of_its_own(text, first, [first, second], [(time, 0.9)]) == []
    assert of_its_own(text, second, [first, second], [(time, 0.9)]) == [(time, 0.9)]


@pytest.mark.parametrize(
    ("text", "trigger", "other", "told"),
    [
        ("Norland suspended aid on Monday after soldiers toppled the premier", "suspended", "toppled", "Monday"),
        ("Norland has held the bridge since July", "held", "held", "July"),
        ("Norland raided the port and seized boats in Tarna", "raided", "seized", "Tarna"),
        ("In May Norland suspended aid after a coup", "suspended", "coup", "May"),
    ],
)
def test_what_stands_before_the_clause_stays(text: str, trigger: str, other: str, told: str) -> None:
    first, second, time = spans(text, trigger, other, told)
    assert of_its_own(text, first, [first, second], [(time, 0.9)]) == [(time, 0.9)]
