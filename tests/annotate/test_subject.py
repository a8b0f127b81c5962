"""The judgement of a page's subject: its arithmetic on arrays made by hand, and what it does to two invented pages."""

import json
import random
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.annotate import subject
from harmattan.annotate.annotate import Annotator
from harmattan.annotate.decode import Thresholds
from harmattan.annotate.encoder import Encoder, hash_problems, shipped
from harmattan.annotate.subject import LEAST_PIECES, WHY, Passage, Subject, passage, probability, together
from harmattan.annotate.text import Window
from harmattan.errors import ModelError
from harmattan.read.reader import from_text
from tests.annotate.invented import POLITICAL, SPORT

ANNOTATOR = Annotator(Encoder())
ANY = Annotator(ANNOTATOR.encoder, limits=Thresholds(subject=0.0))


def by_hand() -> Subject:
    """Judges by the first number of a state alone; a state of 0 is even."""
    return Subject(np.zeros(2), np.ones(2), np.array([1.0, 0.0]), 0.0)


def page_of(first: float, pieces: int) -> list[Passage]:
    return [Passage(np.array([first * pieces, 0.0]), pieces)]


def test_a_mean_state_is_judged_by_its_side() -> None:
    assert probability(by_hand(), page_of(0.0, LEAST_PIECES)) == 0.5
    assert probability(by_hand(), page_of(2.0, LEAST_PIECES)) == pytest.approx(1 / (1 + np.exp(-2)))
    assert probability(by_hand(), page_of(-2.0, LEAST_PIECES)) == pytest.approx(1 / (1 + np.exp(2)))


def test_a_short_page_is_not_judged() -> None:
    assert probability(by_hand(), page_of(-9.0, LEAST_PIECES - 1)) is None
    assert probability(by_hand(), []) is None


@given(st.lists(st.tuples(st.floats(-5, 5), st.integers(1, 80)), min_size=2, max_size=6), st.randoms())
def test_the_parts_and_their_order_do_not_matter(parts: list[tuple[float, int]], chance: random.Random) -> None:
    passages = [one for first, pieces in parts for one in page_of(first, pieces)]
    shuffled = chance.sample(passages, len(passages))
    assert probability(by_hand(), shuffled) == pytest.approx(probability(by_hand(), [together(passages)]))


@given(st.floats(-1e300, 1e300))
def test_a_probability_is_one(first: float) -> None:
    assert 0 <= by_hand().probability(np.array([first, 0.0])) <= 1


def test_only_the_core_of_a_window_counts() -> None:
    window = Window((0,) * 5, ((0, 0),) * 5, (0,) * 5, (True,) * 5, (-1, 0, 1, 1, -1), core=2)
    states = np.array([[9, 9], [9, 9], [1, 2], [3, 4], [9, 9]], dtype=np.float32)
    found = passage(window, states)
    assert (found.total.tolist(), found.pieces) == ([4.0, 6.0], 2)


def test_every_piece_of_a_page_counts_once() -> None:
    article = from_text(SPORT * 6, "x")
    ids = ANNOTATOR.encoder.tokenizer.encode(article.text.replace("\n", " "), add_special_tokens=False).ids
    assert sum(one.pieces for one in ANNOTATOR.passages(article)) == len(ids)


def test_acts_of_a_sport_page_are_doubts_with_their_words() -> None:
    article = from_text(SPORT, "sport")
    coded, left = ANY.annotate(article), ANNOTATOR.annotate(article)
    assert coded.events
    assert left.events == ()
    told = [(doubt.what, doubt.span) for doubt in left.doubts if doubt.why == WHY]
    assert told == [(f"{event.type} {event.trigger.of(SPORT)!r}", event.trigger) for event in coded.events]


def test_what_else_a_sport_page_tells_stays() -> None:
    article = from_text(SPORT, "sport")
    coded, left = ANY.annotate(article), ANNOTATOR.annotate(article)
    assert replace(left, events=(), doubts=()) == replace(coded, events=(), doubts=())
    assert [doubt for doubt in left.doubts if doubt.why != WHY] == list(coded.doubts)
    assert left.mentions


def test_a_political_page_keeps_every_act() -> None:
    article = from_text(POLITICAL, "politics")
    assert ANNOTATOR.annotate(article) == ANY.annotate(article)
    assert {"SANCTION", "ACCUSE", "COERCE"} <= {event.type for event in ANNOTATOR.annotate(article).events}


def test_sentences_of_a_sport_page_alone_are_coded_as_ever() -> None:
    for sentence in SPORT.replace("\n\n", " ").split(". "):
        article = from_text(sentence, "sentence")
        assert ANNOTATOR.annotate(article) == ANY.annotate(article)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped(), tmp_path / "model"))


def test_a_model_without_the_judgement_codes_every_page(folder: Path) -> None:
    (folder / subject.FILE).unlink()
    card = json.loads((folder / "card.json").read_text())
    del card["subject"]
    (folder / "card.json").write_text(json.dumps(card))
    assert hash_problems(folder) == []
    assert Annotator(Encoder(folder)).annotate(from_text(SPORT, "sport")).events


def test_a_judgement_that_is_not_the_cards_is_told(folder: Path) -> None:
    subject.save(Subject(np.zeros(384), np.ones(384), np.zeros(384), 0.0), folder)
    (line,) = hash_problems(folder)
    assert subject.FILE in line


def test_a_lost_judgement_is_told(folder: Path) -> None:
    (folder / subject.FILE).unlink()
    with pytest.raises(ModelError, match="subject"):
        hash_problems(folder)


def test_a_judgement_comes_back_as_it_was_written(tmp_path: Path) -> None:
    assert subject.load(tmp_path) is None
    subject.save(by_hand(), tmp_path)
    found = subject.load(tmp_path)
    assert found is not None
    assert found.probability(np.array([1.5, 7.0])) == by_hand().probability(np.array([1.5, 7.0]))


def test_a_file_that_holds_no_judgement_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / subject.FILE, mean=np.zeros(2))
    with pytest.raises(ModelError, match="scale"):
        subject.load(tmp_path)
