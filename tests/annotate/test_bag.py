"""Words that speak for contexts: their arithmetic on weights made by hand, and the file they stand in."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from harmattan.annotate import bag, labels
from harmattan.annotate.annotate import Annotator
from harmattan.annotate.bag import SHARE, Bag, Voices
from harmattan.annotate.encoder import Encoder, hash_problems, shipped
from harmattan.errors import ModelError
from harmattan.read.reader import from_text
from harmattan.records import Span

COUNT = len(labels.CONTEXTS)
TEXT = "Divers raised the wreck. Norland sent ore."


def weights(context: str, weight: float) -> np.ndarray:
    row = np.zeros(COUNT, dtype=np.float32)
    row[labels.CONTEXTS.index(context)] = weight
    return row


def by_hand() -> Bag:
    index = {
        "sentence": {"ore": 0, "sent": 1},
        "around": {"wreck": 2},
        "page": {},
        "act": {"sent": 3},
        "type": {"aid": 4},
    }
    rows = [("natural_resource", 4.0), ("economic", 4.0), ("environment", 2.0), ("economic", 1.0), ("economic", 3.0)]
    return Bag(
        index,
        np.array([weights(*row) for row in rows]),
        np.array([3.0, 4.0, 1.0, 2.0, 1.0], dtype=np.float32),
        np.zeros(COUNT, dtype=np.float32),
    )


def told(odds: np.ndarray) -> dict[str, float]:
    return {labels.CONTEXTS[at]: round(float(odds[at]), 3) for at in np.flatnonzero(odds)}


def test_words_speak_as_loud_as_they_are_rare() -> None:
    # Lengths 3 and 4 make 5.
    assert told(by_hand().odds("sentence", "Sent ore")) == {"natural_resource": 2.4, "economic": 3.2}


def test_a_word_told_twice_speaks_louder_and_the_others_less() -> None:
    once, twice = (by_hand().odds("sentence", words) for words in ("sent ore", "sent ore ore"))
    ore, sent = labels.CONTEXTS.index("natural_resource"), labels.CONTEXTS.index("economic")
    assert twice[ore] > once[ore]
    assert twice[sent] < once[sent]


def test_unknown_words_say_nothing() -> None:
    assert told(by_hand().odds("sentence", "a b 1 ??")) == {}
    assert told(by_hand().odds("page", TEXT)) == {}


def test_an_act_is_of_what_its_sentence_what_is_around_and_its_own_words_speak_for() -> None:
    even = np.full(COUNT, 0.5, dtype=np.float32)
    voices = Voices(by_hand(), TEXT, TEXT)
    moved = voices.mixed(even, Span(TEXT.index("Norland"), len(TEXT)), "sent", "AID")
    odds = np.log(moved / (1 - moved)) / SHARE
    told_odds = {context: pytest.approx(odds[labels.CONTEXTS.index(context)], abs=1e-3) for context in labels.CONTEXTS}
    assert told_odds["natural_resource"] == 2.4
    assert told_odds["environment"] == 2.0  # the wreck stands in the sentence before
    assert told_odds["economic"] == 3.2 + 1.0 + 3.0
    assert told_odds["military"] == 0.0


def test_words_move_no_certainty_beyond_the_numbers() -> None:
    sure = np.array([0.0, 1.0] + [0.5] * (COUNT - 2), dtype=np.float32)
    moved = Voices(by_hand(), TEXT, TEXT).mixed(sure, Span(0, len(TEXT)), "", "")
    assert np.isfinite(moved).all()
    assert moved[0] < 0.5 < moved[1]


def test_words_come_back_as_they_were_written(tmp_path: Path) -> None:
    assert bag.load(tmp_path) is None
    rows = {("sentence", "ore"): (weights("economic", 1.27), 3.0), ("act", "d'état"): (weights("military", -0.5), 2.0)}
    bag.save(rows, np.full(COUNT, -1.5, dtype=np.float32), tmp_path)
    found = bag.load(tmp_path)
    assert found is not None
    assert told(found.odds("sentence", "ore")) == {"economic": 1.27}
    assert told(found.odds("act", "D'ÉTAT")) == {"military": -0.5}
    assert set(found.bias.tolist()) == {-1.5}


@pytest.mark.parametrize("lost", ["bias", "a row"])
def test_a_file_that_holds_no_such_words_is_refused(lost: str, tmp_path: Path) -> None:
    bag.save({("act", "ore"): (weights("economic", 1.0), 1.0)}, np.zeros(COUNT, dtype=np.float32), tmp_path)
    with np.load(tmp_path / bag.FILE) as stored:
        arrays = {name: stored[name] for name in stored.files if name != lost}
    if lost == "a row":
        arrays["weights"] = arrays["weights"][:0]
    np.savez(tmp_path / bag.FILE, **arrays)
    with pytest.raises(ModelError, match=bag.FILE):
        bag.load(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped(), tmp_path / "model"))


def test_a_model_without_such_words_still_tells_contexts(folder: Path) -> None:
    (folder / bag.FILE).unlink()
    card = json.loads((folder / "card.json").read_text())
    del card["contexts"]
    (folder / "card.json").write_text(json.dumps(card))
    assert hash_problems(folder) == []
    text = "Norland's navy seized an oil tanker of Tarna on Monday."
    alone, together = (
        Annotator(Encoder(path)).annotate(from_text(text, "x")).events[0] for path in (folder, shipped())
    )
    assert alone.contexts
    assert together.contexts
    assert alone.confidence == together.confidence


def test_words_that_are_not_the_cards_are_told(folder: Path) -> None:
    bag.save({("act", "ore"): (weights("economic", 1.0), 1.0)}, np.zeros(COUNT, dtype=np.float32), folder)
    (line,) = hash_problems(folder)
    assert bag.FILE in line
