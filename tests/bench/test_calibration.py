"""Calibration of confidences, on answers made by hand."""

import math

import pytest

from bench.calibration import bins, error, right
from bench.events import Tally
from bench.quotes import score
from corpus.markup import parse
from harmattan.annotate.rules import Calibration
from harmattan.records import Event, Factuality, Party, Quote, Span
from train.calibrate import fitted
from train.sources import Attributed, attributions


def test_a_confidence_that_is_right_as_often_as_it_says_has_no_error() -> None:
    assert error([(0.5, True), (0.5, False)]) == 0
    assert error([(0.9, False)] * 4) == pytest.approx(0.9)
    assert error([]) == 0


def test_bins_hold_their_edges_once() -> None:
    assert [count for count, _, _ in bins([(0.0, True), (0.1, True), (1.0, True)])] == [1, 1, 1]


def test_fitting_finds_overconfidence() -> None:
    found = [(0.9, i % 2 == 0) for i in range(200)] + [(0.1, i % 10 == 0) for i in range(200)]
    sure = Calibration(*fitted(found))
    assert sure(0.9) == pytest.approx(0.5, abs=0.03)
    assert sure(0.1) == pytest.approx(0.1, abs=0.03)


def test_too_few_answers_fit_nothing() -> None:
    assert fitted([(0.9, False)] * 10) == (1.0, 0.0)


def test_the_plain_calibration_changes_nothing() -> None:
    for score_ in (0.001, 0.3, 0.5, 0.999):
        assert math.isclose(Calibration()(score_), score_, rel_tol=1e-9)
    assert 0 <= Calibration()(0.0) < Calibration()(1.0) <= 1


def test_an_event_is_right_by_type_and_trigger() -> None:
    document = parse(
        "b1-001 date=2024-03-12 style=wire invented\n[a1 Mali] {e1 expelled} [a2 an envoy].\n\n"
        "e1 SANCTION/expel actual actor=a1 recipient=a2\na1 GPE country=MLI\na2 PER country=FRA\n"
    )
    found = Event("e", "a", "SANCTION", Span(5, 13), Factuality.ACTUAL, 0.9)
    assert right(document, found)
    assert not right(document, Event("e", "a", "AID", Span(5, 13), Factuality.ACTUAL, 0.9))
    assert not right(document, Event("e", "a", "SANCTION", Span(0, 4), Factuality.ACTUAL, 0.9))


BRAT = """T1\tSource 0 3\tAnn
T2\tCue 4 8\tsaid
T3\tContent 9 14;20 25\tthat is all
E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
E2\tAttribution:T4 Content2:T3 Cue:T2
#1\tAnnotatorNotes T1\tnote
"""


def test_brat_standoff_becomes_attributions() -> None:
    one, other = attributions(BRAT)
    assert one == Attributed((Span(0, 3),), (Span(4, 8),), (Span(9, 14), Span(20, 25)))
    assert other.sources == ()
    assert other.contents == one.contents


def test_a_quote_counts_only_when_every_piece_is_exact() -> None:
    gold = list(attributions(BRAT))[:1]
    whole = Quote(Span(4, 8), (Span(9, 14), Span(20, 25)), "indirect", 0.9, Party(Span(0, 3)))
    part = Quote(Span(4, 8), (Span(9, 14),), "indirect", 0.9, Party(Span(0, 3)))
    for quote, content in ((whole, 1), (part, 0)):
        tally = Tally()
        score(gold, [quote], tally)
        assert (tally.right["source"], tally.right["cue"]) == (1, 1)
        assert tally.right["content"] == tally.right["linked triple"] == content
