"""The model folder and its card."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from harmattan.annotate.encoder import Encoder, hash_problems, read_card, shipped
from harmattan.errors import ModelError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped(), tmp_path / "model"))


def test_a_file_that_is_not_the_cards_is_told(folder: Path) -> None:
    (folder / "tokenizer.json").write_bytes((folder / "tokenizer.json").read_bytes() + b" ")
    (line,) = hash_problems(folder)
    assert "tokenizer.json" in line


@pytest.mark.parametrize("card", ["", "[]", "{}", json.dumps({"sha256": {"encoder.onnx": "0"}})])
def test_a_card_without_hashes_is_refused(folder: Path, card: str) -> None:
    (folder / "card.json").write_text(card)
    with pytest.raises(ModelError, match=r"card\.json"):
        read_card(folder)


def test_a_missing_file_is_told(folder: Path) -> None:
    (folder / "encoder.onnx").unlink()
    with pytest.raises(ModelError, match=r"encoder\.onnx"):
        Encoder(folder)


def test_the_coder_is_named_by_package_and_model() -> None:
    name = Encoder().version
    assert name.startswith("harmattan-")
    assert name.endswith(read_card(shipped())["sha256"]["encoder.onnx"][:8])


def test_the_scores_of_a_window_do_not_depend_on_its_neighbours() -> None:
    encoder = Encoder()
    inputs = [
        ((encoder.cls_id, *range(2000 + size, 2000 + 2 * size), encoder.sep_id), (0,) * (size + 2))
        for size in (5, 40, 12)
    ]
    together = encoder.run(inputs)
    for one, found in zip(inputs, together, strict=True):
        (alone,) = encoder.run([one])
        assert found.states.shape == (len(one[0]), 384)
        np.testing.assert_array_equal(found.states, alone.states)
        np.testing.assert_array_equal(found.triggers, alone.triggers)
