"""Scores event types of marked pairs: ``python bench/event_types.py FILE [--folds 5] [--base FILE]``.

FILE has the format of plv_train.tsv. Without --folds the shipped model is scored on FILE; with it,
models are tuned on all folds but one and scored on that one (needs the training environment). --base is
a checkpoint of ``python -m train --sets base``, which saw no sentence of FILE; without it each fold
starts from the pretrained encoder. --folds 1 scores the base itself: no sentence of FILE in training at
all. First line: root macro-F1.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.figures import macro, per_label, split_folds  # noqa: E402
from harmattan.annotate import labels  # noqa: E402
from train.sources import PairExample, pairs  # noqa: E402

QUADS = (
    dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), 1)
    | {"COOPERATE": 2, "AID": 2, "YIELD": 2}
    | dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3)
)
Answer = tuple[str, str, int]  # gold root, guessed root, gold quad


def quad(root: str) -> int:
    """Quad of a merged root; YIELD counts as material cooperation, as most of it is RETREAT."""
    return QUADS.get(root, 4)


def shipped(examples: Sequence[PairExample]) -> list[str]:
    """Return the shipped model's root for each example."""
    from harmattan.annotate.encoder import Encoder
    from harmattan.annotate.heads import pair_scores
    from harmattan.annotate.pairs import mark_pair
    from harmattan.annotate.text import piece_id, tokenize
    from harmattan.records import Span

    encoder = Encoder()
    marks = [piece_id(encoder.tokenizer, mark) for mark in labels.PAIR_MARKS]
    marked = [
        mark_pair(
            tokenize(encoder.tokenizer, example.text, [Span(0, len(example.text))])[0],
            example.sources,
            example.targets,
            marks=marks,
            cls_id=encoder.cls_id,
            sep_id=encoder.sep_id,
        )
        for example in examples
    ]
    encoded = encoder.run([(pair.ids[:512], pair.shapes[:512]) for pair in marked])
    scored = [
        pair_scores(encoder.heads, item.states, pair.source, pair.target)
        for item, pair in zip(encoded, marked, strict=True)
    ]
    return [labels.PAIR_ROOTS[int(scores.argmax())] for scores in scored]


def crossed(examples: Sequence[PairExample], folds: int, seed: int, epochs: int, base: Path | None) -> list[str]:
    """Return each example's root by a model that has not seen its fold."""
    from train.folds import pair_answers

    answers = [""] * len(examples)
    for fold, (held, left) in enumerate(split_folds(len(examples), folds, seed)):
        rest = [examples[i] for i in left]
        found = pair_answers(base, rest, [examples[i] for i in held], epochs=epochs, seed=seed)
        for i, root in zip(held, found, strict=True):
            answers[i] = root
        done = [(examples[i].root, answers[i]) for i in held]
        print(
            f"fold {fold + 1}/{folds}: root macro-F1 {macro(per_label(done).values()):.3f}", file=sys.stderr, flush=True
        )
    return answers


def report(answers: Sequence[Answer]) -> None:
    """Print macro-F1 of roots, quads and binary, then F1 per root."""
    roots = per_label([(gold, guess) for gold, guess, _ in answers])
    print(f"root macro-F1 {macro(roots.values()):.3f}")
    quads = per_label([(told, quad(guess)) for _, guess, told in answers])
    print(f"quad macro-F1 {macro(quads.values()):.3f}")
    binary = per_label([(told <= 2, quad(guess) <= 2) for _, guess, told in answers])
    print(f"binary macro-F1 {macro(binary.values()):.3f}")
    for root in labels.PAIR_ROOTS:
        if root in roots:
            count = sum(gold == root for gold, _, _ in answers)
            print(f"{root:<10} {roots[root]:.3f}  n={count}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--base", type=Path, help="checkpoint that every fold starts from")
    options = parser.parse_args()
    examples = pairs(options.file)
    guesses = (
        crossed(examples, options.folds, options.seed, options.epochs, options.base)
        if options.folds
        else shipped(examples)
    )
    report([(example.root, guess, example.quad) for example, guess in zip(examples, guesses, strict=True)])


if __name__ == "__main__":
    main()
