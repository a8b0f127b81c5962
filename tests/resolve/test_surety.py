"""How sure a row is as a whole: what speaks for it and against it, and where it comes from."""

from dataclasses import replace

import pytest

from harmattan.flow import Flow
from harmattan.read.reader import from_text
from harmattan.records import Event, Factuality, Party, Span
from harmattan.resolve.surety import Surety, of_card, signs
from harmattan.settings import load

# Invented.
TEXT = "Norway accused the rebels of shelling a camp."
NORWAY = Party(Span(0, 6), "gov:NOR", "Norway", "NOR", ("GOV",), score=0.9)
REBELS = Party(Span(15, 25), None, "the rebels", "", (), score=0.4)
EVENT = Event("evt_1", "art_1", "ACCUSE", Span(7, 14), Factuality.ACTUAL, 0.8, actors=(NORWAY,), recipients=(REBELS,))


def test_signs_of_both_sides() -> None:
    told = dict(signs(EVENT, TEXT))
    assert told["actor known"] == 1
    assert told["actor unsure"] == 0
    assert (told["recipient known"], told["recipient unsure"], told["recipient no sector"]) == (0, 1, 1)
    assert (told["actor no name"], told["recipient no name"]) == (0, 1)
    assert told["not done"] == 0
    assert dict(signs(replace(EVENT, factuality=Factuality.PLANNED), TEXT))["not done"] == 1


def test_nobody_told_says_nothing_of_that_side() -> None:
    alone = replace(EVENT, recipients=(Party(None, sectors=("UNK",)),))
    assert not [name for name, _ in signs(alone, TEXT) if name.startswith("recipient")]


def test_a_surer_party_makes_a_surer_row() -> None:
    surety = Surety({"actor score": 0.2, "recipient score": 0.2, "recipient unsure": -0.7}, -0.5)
    surer = replace(EVENT, recipients=(replace(REBELS, score=0.95),))
    assert surety(surer, TEXT) > surety(EVENT, TEXT)
    # The ends of the scale are no certainty.
    never = replace(EVENT, recipients=(replace(REBELS, score=1e-9),))
    assert 0 < surety(never, TEXT) < surety(EVENT, TEXT)


def test_whom_a_rule_put_there_is_not_unsure() -> None:
    host = replace(EVENT, recipients=(replace(REBELS, score=0.0),))
    told = {name for name, _ in signs(host, TEXT)}
    assert "recipient known" in told
    assert not {"recipient score", "recipient unsure"} & told


def test_a_model_without_it_tells_nothing() -> None:
    assert of_card({"sha256": {}}) is None
    assert of_card({"rows": {"weights": {"confidence": 1}, "bias": 0}}) == Surety({"confidence": 1.0}, 0.0)


@pytest.fixture(scope="module")
def flow() -> Flow:
    return Flow.load(load({}))


def test_named_states_are_surer_than_those_nobody_names(flow: Flow) -> None:
    # Invented.
    text = (
        "Kenya expelled the ambassador of Tanzania on Monday. "
        "Later some of them accused others of having looted what was left there."
    )
    found = flow.code(from_text(text, "page", published="2026-03-03")).annotations.events
    first, *others = found
    assert first.row_confidence is not None
    assert all(first.row_confidence > (one.row_confidence or 0) for one in others)
    assert all(party.score > 0.5 for party in first.actors)
