"""Runs the shipped encoder: the only user of onnxruntime.

The model folder holds encoder.onnx (int8), heads.npz (dense layers evaluated in numpy), tokenizer.json, card.json and,
where the model judges a page's subject, subject.npz, and where words speak for contexts, contexts.npz; ``harmattan
doctor`` checks them against the hashes in the card.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from harmattan import __version__
from harmattan.annotate import bag, subject
from harmattan.annotate.text import CLS, SEP, load_tokenizer, piece_id
from harmattan.errors import ModelError

Floats = npt.NDArray[np.float32]
OUTPUTS = ("states", "entities", "triggers", "ends", "cues")
FILES = ("encoder.onnx", "heads.npz", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class Encoded:
    """One window after the pass: states [T, 384] and token logits [T, labels]."""

    states: Floats
    entities: Floats
    triggers: Floats
    ends: Floats
    cues: Floats


class Encoder:
    """The encoder with its tokenizer and dense heads; about 60 MB of memory, safe to share between threads."""

    def __init__(self, folder: Path | None = None, *, threads: int = 1) -> None:
        """Load the model in folder, by default the shipped one. Raises ModelError."""
        self.folder = folder or shipped()
        self.card = read_card(self.folder)
        self.tokenizer = load_tokenizer(_file(self.folder, "tokenizer.json"))
        self.cls_id = piece_id(self.tokenizer, CLS)
        self.sep_id = piece_id(self.tokenizer, SEP)
        self.heads = load_heads(_file(self.folder, "heads.npz"))
        self.subject = subject.load(self.folder)
        self.bag = bag.load(self.folder)
        self.session = _session(_file(self.folder, "encoder.onnx"), threads)

    @property
    def version(self) -> str:
        """Name of the coder, as events carry it: the rules are the package's, the scores the model's.

        Both stand in it, since either changes what is coded and the ledger keeps each coder's events apart.
        """
        return f"harmattan-{__version__}+{self.card['sha256']['encoder.onnx'][:8]}"

    @property
    def calibration(self) -> tuple[float, float]:
        """Slope and shift of the confidences, as fitted after training; (1, 0) leaves them as they are."""
        slope, shift = self.card.get("calibration", (1.0, 0.0))
        return float(slope), float(shift)

    def run(self, inputs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[Encoded]:
        """Encode (ids, shapes) pairs, in order.

        Each for itself: int8 takes the range of its activations from the whole input, so that in a batch the scores of
        a window would depend on its neighbours; and on one core nothing is won by batches.
        """
        return [self._one(ids, shapes) for ids, shapes in inputs]

    def _one(self, ids: Sequence[int], shapes: Sequence[int]) -> Encoded:
        row = np.array([ids], dtype=np.int64)
        feed = {"ids": row, "mask": np.ones_like(row), "shapes": np.array([shapes], dtype=np.int64)}
        return Encoded(*(np.asarray(output[0], dtype=np.float32) for output in self.session.run(list(OUTPUTS), feed)))


def shipped() -> Path:
    """Return the folder of the model in the package."""
    return Path(str(resources.files("harmattan.annotate").joinpath("model")))


def read_card(folder: Path) -> dict[str, Any]:
    """Return the model's card. Raises ModelError if it is missing or no JSON."""
    try:
        card: dict[str, Any] = json.loads(_file(folder, "card.json").read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise ModelError(f"{folder / 'card.json'} is no JSON: {error}") from error
    if not isinstance(card, dict) or not set(FILES) <= set(card.get("sha256", ())):
        raise ModelError(f"{folder / 'card.json'} does not name the hashes of {', '.join(FILES)}")
    return card


def hash_problems(folder: Path) -> list[str]:
    """Return a line for each model file that differs from the hash in its card."""
    card = read_card(folder)
    told: dict[str, str] = {name: card["sha256"][name] for name in FILES}
    for part, name in (("subject", subject.FILE), ("contexts", bag.FILE)):
        if part in card or (folder / name).exists():
            told[name] = card.get(part, {}).get("sha256", "nothing")
    wrong = []
    for name, expected in told.items():
        found = hashlib.sha256(_file(folder, name).read_bytes()).hexdigest()
        if expected != found:
            wrong.append(f"{folder / name}: sha256 {found[:12]} is not the card's {expected[:12]}")
    return wrong


@cache
def load_heads(path: Path) -> dict[str, Floats]:
    """Return the dense layers by name, as float32."""
    with np.load(path, allow_pickle=False) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def _file(folder: Path, name: str) -> Path:
    path = folder / name
    if not path.is_file():
        raise ModelError(f"model file missing: {path}")
    return path


def _session(path: Path, threads: int) -> Any:  # noqa: ANN401 - onnxruntime ships no types
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Spinning threads burn a core between runs when several processes share the machine.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
