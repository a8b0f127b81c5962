"""One act told twice in one article."""

from dataclasses import replace

from harmattan.annotate.merge import merge
from harmattan.records import Event, EventTime, Factuality, Party, Span

FIRST = Event(
    "ev-1",
    "art-1",
    "SANCTION",
    Span(10, 19),
    Factuality.ACTUAL,
    0.6,
    actors=(Party(Span(0, 4), "gov:USA"),),
    recipients=(Party(Span(20, 24), "gov:MLI"),),
    evidence=(Span(0, 30),),
)
AGAIN = replace(FIRST, id="ev-2", trigger=Span(110, 119), confidence=0.9, evidence=(Span(100, 130),))


def test_the_same_act_is_kept_once_with_all_its_words() -> None:
    (event,) = merge([FIRST, AGAIN])
    assert event.confidence == 0.9
    assert set(event.evidence) == {Span(0, 30), Span(100, 130)}


def test_a_state_and_its_government_are_one_party() -> None:
    assert len(merge([FIRST, replace(AGAIN, recipients=(Party(Span(20, 24), "state:MLI"),))])) == 1


def test_another_recipient_is_another_act() -> None:
    assert len(merge([FIRST, replace(AGAIN, recipients=(Party(Span(20, 24), "gov:NER"),))])) == 2


def test_another_day_is_another_act() -> None:
    days = [EventTime(Span(0, 1), value, "day") for value in ("2024-01-01", "2024-02-01")]
    assert len(merge([replace(FIRST, time=days[0]), replace(AGAIN, time=days[1])])) == 2


def test_a_plan_is_not_the_act() -> None:
    assert len(merge([FIRST, replace(AGAIN, factuality=Factuality.PLANNED)])) == 2


def test_unnamed_parties_are_never_taken_for_the_same() -> None:
    nobody = (Party(None, sectors=("UAF",)),)
    assert len(merge([replace(FIRST, actors=nobody), replace(AGAIN, actors=nobody)])) == 2


def test_two_codes_on_one_trigger_are_kept() -> None:
    assert len(merge([FIRST, replace(FIRST, id="ev-3", type="COERCE")])) == 2
