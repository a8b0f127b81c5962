"""Which contexts the words of a page speak for, besides what the encoder sees in its states (train/contexts.py).

A linear model of single words: of the act's sentence, of what stands around it, of the whole page, and of the act
itself. It errs otherwise than the encoder, which sees a few sentences at a time and has learnt its texts by heart;
together they are better than either.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from harmattan.annotate import labels
from harmattan.errors import ModelError
from harmattan.records import Span

Floats = npt.NDArray[np.float32]
FILE: Final = "contexts.npz"
FIELDS: Final = ("sentence", "around", "page", "act")
# The type of the act is one more word, in a field of its own.
TYPE: Final = "type"
# Characters before and behind the sentence that are around it.
AROUND: Final = 250
# The share of the words' voice in the log-odds of a context; of .2, .3, .35, .4 and .5 the best on dev.
SHARE: Final = 0.4
_WORD: Final = re.compile(r"\b\w\w+\b")
_SURE: Final = 1e-5


@dataclass(frozen=True, slots=True)
class Bag:
    """index: by field the row of each word in weights [n, contexts] and rarity [n]; bias: [contexts]."""

    index: Mapping[str, Mapping[str, int]]
    weights: Floats
    rarity: Floats
    bias: Floats

    def odds(self, field: str, text: str) -> Floats:
        """Return what a text speaks for in a field, as log-odds [contexts]."""
        known = self.index.get(field, {})
        found = [(known[word], times) for word, times in words(field, text).items() if word in known]
        if not found:
            return np.zeros(len(self.bias), dtype=np.float32)
        rows = np.array([row for row, _ in found])
        counts = np.array([1 + math.log(times) for _, times in found], dtype=np.float32) * self.rarity[rows]
        spoken: Floats = (counts / np.linalg.norm(counts)) @ self.weights[rows]
        return spoken


def words(field: str, text: str) -> Counter[str]:
    """Return the words of a text in a field, and how often each stands there."""
    return Counter(text.lower().split() if field in ("act", TYPE) else _WORD.findall(text.lower()))


class Voices:
    """What the words of one text speak for, each field reckoned once."""

    def __init__(self, bag: Bag, text: str, page: str) -> None:
        """text: the article's; page: what is coded of it, without its furniture."""
        self._bag, self._text = bag, text
        self._always = bag.bias + bag.odds("page", page)
        self._near: dict[Span, Floats] = {}

    def mixed(self, contexts: Floats, sentence: Span, act: str, type_: str) -> Floats:
        """Return the encoder's probabilities of contexts for an act, moved by what the words speak for."""
        if sentence not in self._near:
            around = Span(max(0, sentence.start - AROUND), min(len(self._text), sentence.end + AROUND))
            spoken = self._bag.odds("sentence", sentence.of(self._text)) + self._bag.odds(
                "around", around.of(self._text)
            )
            self._near[sentence] = self._always + spoken
        said = self._near[sentence] + self._bag.odds("act", act) + self._bag.odds(TYPE, type_)
        sure = np.clip(contexts, _SURE, 1 - _SURE)
        odds = (1 - SHARE) * np.log(sure / (1 - sure)) + SHARE * said
        likely: Floats = (1 / (1 + np.exp(-odds))).astype(np.float32)
        return likely


def load(folder: Path) -> Bag | None:
    """Return the words of a model folder; None for a model without them. Raises ModelError if they cannot be used."""
    path = folder / FILE
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as stored:
        if not {"words", "weights", "scale", "rarity", "bias"} <= set(stored.files):
            raise ModelError(f"{path} does not hold words, weights, scale, rarity and bias")
        told = bytes(stored["words"]).decode("utf-8").split("\n")
        weights = stored["weights"].astype(np.float32) * np.float32(stored["scale"])
        rarity, bias = stored["rarity"].astype(np.float32), stored["bias"].astype(np.float32)
    if weights.shape != (len(told), len(labels.CONTEXTS)) or rarity.shape != (len(told),):
        raise ModelError(f"{path} has weights of {weights.shape} for {len(told)} words")
    return Bag(_indexed(told), weights, rarity, bias)


def _indexed(told: list[str]) -> dict[str, dict[str, int]]:
    index: dict[str, dict[str, int]] = {field: {} for field in (*FIELDS, TYPE)}
    for row, line in enumerate(told):
        field, _, word = line.partition(" ")
        index[field][word] = row
    return index


def save(rows: Mapping[tuple[str, str], tuple[Floats, float]], bias: Floats, folder: Path) -> None:
    """Write words with their weights [contexts] and rarity into a model folder, weights as int8 of one scale."""
    weights = np.array([weight for weight, _ in rows.values()])
    scale = np.abs(weights).max() / 127
    np.savez_compressed(
        folder / FILE,
        words=np.frombuffer("\n".join(_lines(rows)).encode(), dtype=np.uint8),
        weights=np.round(weights / scale).astype(np.int8),
        scale=np.float32(scale),
        rarity=np.array([rarity for _, rarity in rows.values()], dtype=np.float32),
        bias=bias.astype(np.float32),
    )


def _lines(rows: Mapping[tuple[str, str], tuple[Floats, float]]) -> Iterator[str]:
    yield from (f"{field} {word}" for field, word in rows)
