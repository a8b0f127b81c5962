"""Does a page tell of anything political? A logistic regression on the mean of its token states (train/subject.py).

Needs the states that the encoder gave for coding, so that a judgement costs no second pass.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from harmattan.annotate.text import Window
from harmattan.errors import ModelError

Numbers = npt.NDArray[np.float64]
FILE = "subject.npz"
WHY = "the page tells of nothing political"
# A mean over fewer word pieces than this (three or four sentences) hangs on single words.
LEAST_PIECES = 100
_NAMES = ("mean", "scale", "weights", "bias")


@dataclass(frozen=True, slots=True)
class Subject:
    """mean, scale and weights [384] and bias of the regression on standardised states."""

    mean: Numbers
    scale: Numbers
    weights: Numbers
    bias: float

    def probability(self, state: Numbers) -> float:
        """Return how likely a page with this mean state [384] tells of something political, from 0 to 1."""
        # Past 30 the answer no longer changes, and exp() of a hostile state must not overflow.
        odds = np.clip(float((state - self.mean) / self.scale @ self.weights) + self.bias, -30.0, 30.0)
        return float(1 / (1 + np.exp(-odds)))


@dataclass(frozen=True, slots=True)
class Passage:
    """The sum [384] of the states of some word pieces, and how many there are."""

    total: Numbers
    pieces: int


def passage(window: Window, states: npt.NDArray[np.float32]) -> Passage:
    """Sum the states [T, 384] of the core of a window: over all windows each piece of a page counts once."""
    core = states[window.core : -1]
    return Passage(core.sum(axis=0, dtype=np.float64), len(core))


def together(passages: Sequence[Passage]) -> Passage:
    """Return the passages of a page as one; of none, an empty one."""
    if not passages:
        return Passage(np.zeros(1), 0)
    return Passage(np.sum([one.total for one in passages], axis=0), sum(one.pieces for one in passages))


def probability(subject: Subject, passages: Sequence[Passage]) -> float | None:
    """Return how likely the page of these passages tells of something political; None where it is too short to say."""
    whole = together(passages)
    if whole.pieces < LEAST_PIECES:
        return None
    return subject.probability(whole.total / whole.pieces)


def load(folder: Path) -> Subject | None:
    """Return the judgement of a model folder; None for a model without one. Raises ModelError if it cannot be used."""
    path = folder / FILE
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as stored:
        if not set(_NAMES) <= set(stored.files):
            raise ModelError(f"{path} does not hold {', '.join(_NAMES)}")
        mean, scale, weights, bias = (stored[name].astype(np.float64) for name in _NAMES)
    return Subject(mean, scale, weights, float(bias))


def save(subject: Subject, folder: Path) -> None:
    """Write the judgement into a model folder, as float32."""
    np.savez(
        folder / FILE,
        mean=subject.mean.astype(np.float32),
        scale=subject.scale.astype(np.float32),
        weights=subject.weights.astype(np.float32),
        bias=np.float32(subject.bias),
    )
