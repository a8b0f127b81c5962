"""Counts of dead, injured and arrested. The document is invented."""

from dataclasses import replace

from bench.casualties import score
from bench.events import Tally
from corpus.markup import Document, GoldEvent, GoldSpan
from harmattan.records import Casualties, Event, Factuality, Span

DOCUMENT = Document(
    id="d",
    attributes={},
    quotes=(),
    text="They struck Gao and seized Kidal.",
    spans=(GoldSpan("e1", 5, 11), GoldSpan("e2", 20, 26)),
    entities={},
    events=(
        GoldEvent("e1", "ASSAULT", (), "actual", casualties={"dead": "12"}),
        GoldEvent("e2", "COERCE", (), "actual"),
    ),
)
STRUCK = Event("ev", "d", "ASSAULT", Span(5, 11), Factuality.ACTUAL, 0.9, casualties=Casualties(dead="12"))
SEIZED = replace(STRUCK, type="COERCE", trigger=Span(20, 26))


def dead(*events: Event) -> tuple[int, int, int]:
    tally = Tally()
    score(DOCUMENT, events, tally)
    return tally.right["dead"], tally.found["dead"], tally.told["dead"]


def test_a_number_is_right_on_its_act_alone() -> None:
    assert dead(STRUCK) == (1, 1, 1)
    assert dead(replace(STRUCK, casualties=Casualties(dead="3"))) == (0, 1, 1)
    assert dead(STRUCK, SEIZED) == (1, 2, 1)


def test_a_second_row_of_an_act_has_no_number_to_tell() -> None:
    assert dead(STRUCK, STRUCK) == (1, 2, 1)


def test_an_act_that_no_row_hits_is_not_counted() -> None:
    assert dead() == (0, 0, 0)
