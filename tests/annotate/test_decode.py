"""Decoding scores made by hand."""

from dataclasses import replace

import numpy as np

from harmattan.annotate import labels
from harmattan.annotate.decode import Thresholds, mentions, runs
from harmattan.annotate.encoder import Encoded, Floats
from harmattan.annotate.text import Window


def window(starts: tuple[bool, ...], core: int = 1) -> Window:
    size = len(starts) + 2
    offsets = ((0, 0), *((i * 4, i * 4 + 3) for i in range(len(starts))), (0, 0))
    return Window((0,) * size, offsets, (0,) * size, (True, *starts, True), (-1, *[0] * len(starts), -1), core)


def probabilities(*rows: tuple[float, float, float]) -> Floats:
    return np.array([(1, 0, 0), *rows, (1, 0, 0)], dtype=np.float32)


def test_a_run_goes_on_while_it_is_likelier_than_not() -> None:
    scores = probabilities((0.9, 0.1, 0), (0.2, 0.8, 0), (0.3, 0, 0.7), (0.9, 0, 0.1))
    assert list(runs(window((True,) * 4), scores, 0.5)) == [(2, 4)]


def test_two_runs_that_touch_are_cut_at_the_beginning_of_the_second() -> None:
    scores = probabilities((0.1, 0.9, 0), (0.1, 0.9, 0))
    assert list(runs(window((True, True)), scores, 0.5)) == [(1, 2), (2, 3)]


def test_a_run_covers_whole_words() -> None:
    scores = probabilities((0.9, 0.1, 0), (0.1, 0.1, 0.8), (0.9, 0.1, 0))
    assert list(runs(window((True, False, False)), scores, 0.5)) == [(1, 4)]


def test_no_run_goes_on_in_the_next_sentence() -> None:
    two = replace(window((True,) * 3), sentence=(-1, 0, 0, 1, -1))
    scores = probabilities((0.1, 0.9, 0), (0.1, 0, 0.9), (0.1, 0, 0.9))
    assert list(runs(two, scores, 0.5)) == [(1, 3), (3, 4)]


def test_a_run_may_end_the_window() -> None:
    assert list(runs(window((True,)), probabilities((0.0, 1.0, 0)), 0.5)) == [(1, 2)]


def encoded(kinds: list[str]) -> Encoded:
    tags = labels.bio(labels.ENTITIES)
    logits = np.full((len(kinds) + 2, len(tags)), -9.0, dtype=np.float32)
    logits[:, 0] = 0
    for i, kind in enumerate(kinds):
        logits[i + 1, tags.index(kind)] = 9
    nothing = np.zeros((len(kinds) + 2, 3), dtype=np.float32)
    return Encoded(nothing, logits, nothing, nothing, nothing)


def test_mentions_have_kind_and_characters() -> None:
    found = list(mentions(window((True,) * 4), encoded(["B-person", "I-person", "O", "B-place"]), Thresholds()))
    assert [(item.kind, item.span.start, item.span.end) for item in found] == [("person", 0, 7), ("place", 12, 15)]


def test_no_mention_goes_on_in_the_next_sentence() -> None:
    two = replace(window((True,) * 3), sentence=(-1, 0, 0, 1, -1))
    found = list(mentions(two, encoded(["B-person", "I-person", "I-person"]), Thresholds()))
    assert [(item.span.start, item.span.end) for item in found] == [(0, 7), (8, 11)]


def test_mentions_of_the_context_are_left_to_the_window_before() -> None:
    found = list(mentions(window((True,) * 2, core=2), encoded(["B-person", "B-place"]), Thresholds()))
    assert [item.kind for item in found] == ["place"]
