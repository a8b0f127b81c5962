"""A time or a place behind a second act, in a clause of its own, is that act's (invented sentences)."""

import pytest

from harmattan.annotate.clauses import is_of_others, is_only_said, of_its_own, of_its_verb, without_tellers
from harmattan.records import Event, Factuality, Party, Span


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
    assert of_its_own(text, first, [first, second], [(time, 0.9)]) == ()
    assert of_its_own(text, second, [first, second], [(time, 0.9)]) == ((time, 0.9),)


@pytest.mark.parametrize(
    ("text", "trigger", "other", "told"),
    [
        ("Norland suspended aid on Monday after soldiers toppled the premier", "suspended", "toppled", "Monday"),
        ("Norland has held the bridge since July", "held", "held", "July"),
        ("Norland raided the port and seized boats in Tarna", "raided", "seized", "Tarna"),
        ("In May Norland suspended aid after a coup", "suspended", "coup", "May"),
        ("Soldiers raided a house before dawn and arrested two men in Tarna", "raided", "arrested", "Tarna"),
        ("Jets bombed Tarna for the first time since May and killed two on Friday", "bombed", "killed", "Friday"),
        ("Norland imposed sanctions on a firm, which burned villages, on Monday", "imposed", "burned", "Monday"),
        ("Norland suspended aid that night, killing a deal with Tarna", "suspended", "killing", "Tarna"),
        ("Norland suspended aid. After that soldiers left Tarna", "suspended", "left", "Tarna"),
    ],
)
def test_what_stands_before_the_clause_stays(text: str, trigger: str, other: str, told: str) -> None:
    first, second, time = spans(text, trigger, other, told)
    assert of_its_own(text, first, [first, second], [(time, 0.9)]) == ((time, 0.9),)


def test_where_the_surest_is_of_another_act_none_is_taken() -> None:
    text = "Norland in March suspended aid after soldiers toppled the premier in July"
    first, second, march, july = spans(text, "suspended", "toppled", "March", "July")
    assert of_its_own(text, first, [first, second], [(march, 0.5), (july, 0.9)]) == ()
    assert of_its_own(text, first, [first, second], [(march, 0.9), (july, 0.5)]) == ((march, 0.9),)


@pytest.mark.parametrize(
    ("text", "others", "trigger", "told", "kept"),
    [
        ("gunmen killed nine guards and burned four lorries", ["killed"], "burned", ["nine guards", "four lorries"], 1),
        ("killed ten soldiers before the navy sank a boat", ["killed"], "sank", ["ten soldiers", "a boat"], 1),
        ("freed the officer who had been detained with a clerk", ["freed"], "detained", ["the officer", "a clerk"], 2),
        ("gunmen killed nine guards and burned", ["killed"], "burned", ["nine guards"], 1),
        ("nine guards fell. Gunmen burned four lorries", [], "burned", ["nine guards", "four lorries"], 2),
        ("killed nine. Ten guards burned four lorries", ["killed"], "burned", ["nine", "four lorries"], 2),
    ],
)
def test_the_object_of_the_verb_before_is_not_that_of_the_next(
    text: str, others: list[str], trigger: str, told: list[str], kept: int
) -> None:
    found = [(one, 0.9) for one in spans(text, *told)]
    left = of_its_verb(text, spans(text, trigger)[0], spans(text, *others), found)
    assert left == tuple(found[-kept:])


def test_an_object_that_takes_up_the_one_before_leaves_it() -> None:
    text = "Norland beat two men and jailed them"
    found = [(one, 0.9) for one in spans(text, "two men", "them")]
    assert of_its_verb(text, spans(text, "jailed")[0], spans(text, "beat"), found) == tuple(found)


@pytest.mark.parametrize(
    ("text", "before", "trigger", "only"),
    [
        ("Norland promised to deliver tanks", "promised", "deliver", True),
        ("Norland urged its neighbours to quickly withdraw", "urged", "withdraw", True),
        ("Norland called on Tarna to withdraw", "called on", "withdraw", True),
        ("Norland persuaded Tarna to withdraw", "persuaded", "withdraw", False),
        ("Norland promised aid and delivered tanks", "promised", "delivered", False),
        ("Norland refused. It wants to deliver tanks", "refused", "deliver", False),
    ],
)
def test_what_is_promised_or_asked_for_is_no_act_of_its_own(text: str, before: str, trigger: str, only: bool) -> None:
    first, second = spans(text, before, trigger)
    assert is_only_said(text, second, [first]) is only


@pytest.mark.parametrize(
    ("text", "comment", "type_", "trigger", "others"),
    [
        ("Norland criticised the format of the talks", "criticised", "ACCUSE", "talks", True),
        ("Norland turned down the offer", "turned down", "REJECT", "offer", True),
        ("Norland welcomed the decision and called", "welcomed", "SUPPORT", "called", False),
        ("Norland denied this and offered", "denied", "REJECT", "offered", False),
        ("Norland will not end the strike", "not", "REJECT", "strike", False),
        ("Norland hosted the talks", "hosted", "CONSULT", "talks", False),
        ("Norland criticised a raid", "criticised", "ACCUSE", "raid", False),
    ],
)
def test_who_comments_on_an_act_did_not_do_it(text: str, comment: str, type_: str, trigger: str, others: bool) -> None:
    norland, said, act = spans(text, "Norland", comment, trigger)
    told = Event("ev-1", "art-1", type_, said, Factuality.ACTUAL, 0.9, actors=(Party(norland),))
    assert is_of_others(text, act, told, norland) is others


@pytest.mark.parametrize(
    ("text", "found", "kept"),
    [
        ("Norland, which hosted them, said both delegations agreed", ["Norland", "delegations"], ["delegations"]),
        ("Norland said on Monday that the envoys met", ["Norland", "envoys"], ["envoys"]),
        ("Norland and Tarna agreed", ["Norland", "Tarna"], ["Norland", "Tarna"]),
        ("Norland said so, and Tarna agreed", ["Norland", "Tarna"], ["Norland", "Tarna"]),
    ],
)
def test_who_only_tells_of_an_act_did_not_do_it(text: str, found: list[str], kept: list[str]) -> None:
    left = without_tellers(text, [(one, 0.9) for one in spans(text, *found)])
    assert [span.of(text) for span, _ in left] == kept
