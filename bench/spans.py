"""Scores sources and targets of bare sentences: ``python bench/spans.py FILE [--folds 5 --base FILE]``.

FILE has the format of source_target_train.conll. Exact and overlapping spans. The shipped model is
trained on that file; with --folds, models are tuned on all folds but one from a base checkpoint that saw
none of it (needs the training environment).
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

# As harmattan.annotate says it, which is imported after numpy here.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.events import Tally  # noqa: E402
from bench.figures import split_folds  # noqa: E402
from harmattan.annotate.decode import Thresholds, characters, runs  # noqa: E402
from harmattan.annotate.encoder import Encoder  # noqa: E402
from harmattan.annotate.heads import softmax  # noqa: E402
from harmattan.annotate.text import tokenize, windows  # noqa: E402
from harmattan.records import Span  # noqa: E402
from train.sources import TaggedExample, tagged  # noqa: E402

if TYPE_CHECKING:
    from train.folds import TorchEncoder

ENDS = ("source", "target")
Found = set[tuple[str, int, int]]


def found(encoder: "Encoder | TorchEncoder", text: str) -> Found:
    """Return the sources and targets the model finds in a sentence."""
    tokens = tokenize(encoder.tokenizer, text, [Span(0, len(text))])
    answers: Found = set()
    for window in windows(tokens, encoder.cls_id, encoder.sep_id):
        (encoded,) = encoder.run([(window.ids, window.shapes)])
        scores = softmax(encoded.ends)
        for i, kind in enumerate(ENDS):
            begin, inside = scores[:, 1 + 2 * i], scores[:, 2 + 2 * i]
            tags = np.stack([1 - begin - inside, begin, inside], axis=1)
            for first, last in runs(window, tags, 0.5, Thresholds().role_edge):
                span = characters(window, first, last)
                answers.add((kind, span.start, span.end))
    return answers


def score(told: Found, answers: Found, tally: Tally) -> None:
    """Add one sentence."""
    for kind in ENDS:
        mine, theirs = {item for item in answers if item[0] == kind}, {item for item in told if item[0] == kind}
        tally.add(f"{kind} (exact)", len(mine & theirs), len(mine), len(theirs))
        touching = sum(any(a[1] < b[2] and b[1] < a[2] for b in theirs) for a in mine)
        tally.add(f"{kind} (overlap)", min(touching, len(theirs)), len(mine), len(theirs))
        tally.add("both (exact)", len(mine & theirs), len(mine), len(theirs))


def crossed(examples: Sequence[TaggedExample], base: Path, folds: int, epochs: int, seed: int) -> list[Found]:
    """Return what a model that has not seen its fold finds in each sentence."""
    from train.folds import ends_encoder

    answers: list[Found] = [set() for _ in examples]
    for held, left in split_folds(len(examples), folds, seed):
        texts = {examples[i].words for i in held}
        rest = [examples[i] for i in left if examples[i].words not in texts]
        encoder = ends_encoder(base, rest, epochs=epochs, seed=seed)
        for i in held:
            answers[i] = found(encoder, examples[i].text)
    return answers


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--base", type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    examples = list(tagged(options.file, frozenset(ENDS)))
    if options.folds:
        answers = crossed(examples, options.base, options.folds, options.epochs, options.seed)
    else:
        encoder = Encoder(options.model)
        answers = [found(encoder, example.text) for example in examples]
    tally = Tally()
    for example, answer in zip(examples, answers, strict=True):
        score(set(example.spans()), answer, tally)
    for name in tally.told:
        print(tally.line(name))


if __name__ == "__main__":
    main()
