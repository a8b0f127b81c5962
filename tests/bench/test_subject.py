"""The fit of a page's subject and its bench, on numbers made by hand."""

import tomllib

import numpy as np
import pytest

from bench.subject import Judged, cross_validated, lines
from harmattan.annotate.subject import LEAST_PIECES
from harmattan.read.reader import from_text
from train.sources import LABELS
from train.subject import Page, fit, labelled

ARTICLE = from_text("Invented.", "x")


def judged(political: bool | None, state: float, pieces: int = LEAST_PIECES, likely: float = 1.0) -> Judged:
    return Judged(Page("lgl", "x", political, ARTICLE), np.array([state, 0.0]), pieces, 3, likely)


def test_the_fit_finds_the_side_however_few_one_side_is() -> None:
    rows = np.array([[x, 0.5] for x in (-1.2, -1.1, -1.0, -0.9, -0.8, -1.05, 1.0, 1.1)])
    found = fit(rows, [False] * 6 + [True] * 2, ridge=0.1)
    assert found.probability(np.array([1.0, 0.5])) > 0.9
    assert found.probability(np.array([-1.0, 0.5])) < 0.1
    assert found.weights[1] == pytest.approx(0)


def test_a_stronger_ridge_is_less_sure() -> None:
    rows = np.array([[x, 0.0] for x in (-1.0, -0.9, 0.9, 1.0)])
    held, free = (fit(rows, [False, False, True, True], ridge) for ridge in (10.0, 0.1))
    assert 0 < held.weights[0] < free.weights[0]


def test_a_page_is_judged_by_the_other_folds() -> None:
    """Its own label does not reach the fit that judges it."""
    found = [judged(False, -1 - 0.01 * i) for i in range(20)] + [judged(True, 1 + 0.01 * i) for i in range(20)]
    for held in (judged(True, -3.0), judged(False, -3.0)):
        (odd,) = [one for one in cross_validated([*found, held], 5, seed=0) if one.state[0] == -3.0]
        assert odd.likely == pytest.approx(0.09, abs=0.02)


def test_short_pages_count_as_kept() -> None:
    found = [judged(False, 0, likely=0.01), judged(False, 0, pieces=LEAST_PIECES - 1, likely=0.01)]
    (line,) = lines(found)
    assert "at 0.05: pages 1/2 (0.500), acts 3/6" in line


def test_labels_of_another_file_are_refused() -> None:
    with pytest.raises(ValueError, match="labelled were"):
        list(labelled("lgl", [("1", ARTICLE)]))
    with pytest.raises(ValueError, match="labelled was"):
        list(labelled("news_pages", [(str(i), ARTICLE) for i in range(100)]))


def test_no_page_has_two_labels() -> None:
    for told in tomllib.loads(LABELS.read_text(encoding="utf-8")).values():
        numbers = [number for number, _ in (*told["political"], *told["mixed"])]
        assert len(numbers) == len(set(numbers))
        assert max(numbers) < told["pages"]
